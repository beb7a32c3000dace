import { ordered } from './fold.ts';
import type { Tree } from './tree.ts';
import { wholeExponent } from './whole.ts';

// WGSL may reassociate: (a − b) + c may be computed as (a + c) − b, and (a b)/c as (a/c) b. What is bounded is therefore a
// whole chain of + and −, or of ×, ÷ and whole powers (products too), whatever its brackets.

/** A term of a chain and how often it is added and subtracted, or a factor and how often it multiplies and divides. */
export interface Link { readonly tree: Tree; readonly plus: number; readonly minus: number }
export interface Chain { readonly kind: 'sum' | 'product'; readonly links: readonly Link[] }

type Split = (tree: Tree) => readonly Link[] | undefined;
const link = (tree: Tree, plus: number, minus: number): Link => ({ tree, plus, minus });

const terms: Split = (tree) => {
  if (tree.kind !== 'binary' || (tree.operator !== '+' && tree.operator !== '-')) return undefined;
  return [link(tree.left, 1, 0), tree.operator === '+' ? link(tree.right, 1, 0) : link(tree.right, 0, 1)];
};

const factors: Split = (tree) => {
  if (tree.kind !== 'binary') return undefined;
  const n = wholeExponent(tree);
  if (n !== undefined) return [link(tree.left, Math.max(n, 0), Math.max(-n, 0))];
  if (tree.operator !== '*' && tree.operator !== '/') return undefined;
  return [link(tree.left, 1, 0), tree.operator === '*' ? link(tree.right, 1, 0) : link(tree.right, 0, 1)];
};

function flatten(tree: Tree, split: Split): Link[] {
  const counts = new Map<Tree, Link>([[tree, link(tree, 1, 0)]]);
  // Parents first, so that a node used twice is split once, with all its uses.
  for (const node of ordered([tree], (node) => split(node)?.map((part) => part.tree) ?? []).reverse()) {
    const parts = split(node);
    if (!parts) continue;
    const { plus, minus } = counts.get(node)!;
    counts.delete(node);
    for (const part of parts) {
      const before = counts.get(part.tree);
      const over = plus * part.plus + minus * part.minus, under = plus * part.minus + minus * part.plus;
      counts.set(part.tree, link(part.tree, (before?.plus ?? 0) + over, (before?.minus ?? 0) + under));
    }
  }
  return [...counts.values()];
}

/**
 * The chain that a node heads, or undefined for a node that is none.
 * @param atomic nodes that are never split, beside those that cannot be: constant parts are one number on the GPU
 */
export function chainOf(tree: Tree, atomic: (tree: Tree) => boolean): Chain | undefined {
  if (atomic(tree)) return undefined;
  const within = (split: Split): Split => (node) => (atomic(node) ? undefined : split(node));
  const isZero = ({ kind, ...node }: Tree) => kind === 'number' && 'value' in node && node.value === 0; // 0 − u is exact
  if (terms(tree)) return { kind: 'sum', links: flatten(tree, within(terms)).filter((part) => !isZero(part.tree)) };
  return factors(tree) && { kind: 'product', links: flatten(tree, within(factors)) };
}
