import { closure } from '../../formula/closure.ts';
import { fold, ordered } from '../../formula/fold.ts';
import { binary, call, number, type Tree } from '../../formula/tree.ts';
import { treeOf, type Stated } from '../../problem/stated.ts';

/** The tree of a stated function with its parameters put in as numbers. */
export function numbered(stated: Stated): Tree {
  const values = new Map(stated.names.map((name, i) => [name, stated.values[i]!]));
  return fold<Tree>(treeOf(stated), (node, of) => {
    if (node.kind === 'binary') return binary(node.operator, of(node.left), of(node.right));
    if (node.kind === 'call') return call(node.name, ...node.args.map(of));
    return node.kind === 'name' && values.has(node.name) ? number(values.get(node.name)!) : node;
  });
}

/** The value of a tree in which no name stands; null for another. */
export const constantOf = (tree: Tree): number | null => (ordered([tree]).some((node) => node.kind === 'name') ? null : closure(tree, [])([]));

/** A factor ≥ 0 times the square of a part; a constant is one without its part. */
export interface Square { readonly factor: number; readonly part: Tree | null }

/** A tree that is written as c₀ + Σ cᵢuᵢ², every c ≥ 0; null for another. */
export function squaresOf(tree: Tree): readonly Square[] | null {
  const constant = constantOf(tree);
  if (constant !== null) return constant >= 0 ? [{ factor: constant, part: null }] : null;
  if (tree.kind !== 'binary') return null;
  const { operator, left, right } = tree;
  const times = (factor: number | null, squares: readonly Square[] | null) =>
    (factor !== null && factor >= 0 && squares ? squares.map((square) => ({ ...square, factor: factor * square.factor })) : null);
  switch (operator) {
    case '+': {
      const a = squaresOf(left), b = squaresOf(right);
      return a && b && [...a, ...b];
    }
    case '*': return JSON.stringify(left) === JSON.stringify(right) ? [{ factor: 1, part: left }]
      : times(constantOf(left), squaresOf(right)) ?? times(constantOf(right), squaresOf(left));
    case '/': {
      const divisor = constantOf(right);
      return times(divisor === null ? null : 1 / divisor, squaresOf(left));
    }
    case '^': return constantOf(right) === 2 ? [{ factor: 1, part: left }] : null;
    case '-': return null;
    default: return operator satisfies never;
  }
}
