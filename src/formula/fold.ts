import { parts, type Tree } from './tree.ts';

/**
 * All distinct nodes below `roots` and these themselves, each after the nodes it needs. Without recursion, so that a sum of
 * a thousand terms or its derivative is far from the stack's end.
 * @param needs the nodes that must come before a node; its parts when not given
 */
export function ordered(roots: readonly Tree[], needs: (tree: Tree) => readonly Tree[] = parts): Tree[] {
  const done = new Set<Tree>(), opened = new Set<Tree>();
  const open = [...roots].reverse();
  for (let tree; (tree = open.at(-1)); ) {
    if (done.has(tree) || opened.has(tree)) {
      done.add(tree); // a node that comes up again is found with all below it done, or was done by another path
      open.pop();
      continue;
    }
    opened.add(tree);
    for (const part of needs(tree)) if (!opened.has(part)) open.push(part);
  }
  return [...done];
}

/** One value for every distinct node, computed from the values of its parts. */
export function foldAll<Value>(roots: readonly Tree[], visit: (tree: Tree, of: (part: Tree) => Value) => Value): Map<Tree, Value> {
  const values = new Map<Tree, Value>();
  const of = (part: Tree) => values.get(part)!;
  for (const tree of ordered(roots)) values.set(tree, visit(tree, of));
  return values;
}

/** The value of a tree, computed from the leaves up; a node used twice is visited once. */
export const fold = <Value>(tree: Tree, visit: (tree: Tree, of: (part: Tree) => Value) => Value): Value => foldAll([tree], visit).get(tree)!;

const MAX_DEPTH = 24; // of one expression; shader compilers refuse somewhat over a hundred nested brackets

/**
 * The nodes that a reading computes once and names, each after those it uses: nodes used more than once, and one in every
 * `MAX_DEPTH` levels of a deep tree, so that no expression is deep. None for an ordinary formula.
 */
export function shared(roots: readonly Tree[]): Tree[] {
  const uses = new Map<Tree, number>(), depths = new Map<Tree, number>();
  const nodes = ordered(roots);
  for (const part of [...roots, ...nodes.flatMap(parts)]) uses.set(part, (uses.get(part) ?? 0) + 1);
  return nodes.filter((tree) => {
    const below = parts(tree);
    const depth = below.length ? 1 + Math.max(...below.map((part) => depths.get(part)!)) : 0;
    const named = below.length > 0 && (uses.get(tree)! > 1 || depth >= MAX_DEPTH);
    depths.set(tree, named ? 0 : depth);
    return named;
  });
}
