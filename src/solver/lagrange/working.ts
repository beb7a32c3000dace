import { mathml } from '../../formula/mathml.ts';
import { binary, name, number, type Tree } from '../../formula/tree.ts';
import { rebuild, slope } from '../global/rewrite.ts';
import type { Inquiry } from './question.ts';

/** The Lagrangian of one constraint, written out: MathML of formulas in θ₁, θ₂ and λ. */
export interface Working {
  readonly objective: string;
  /** g without its level. */
  readonly constraint: string;
  /** J − λ(g − k). */
  readonly lagrangian: string;
  /** ∂𝓛/∂θ₁ and ∂𝓛/∂θ₂. */
  readonly slopes: readonly [string, string];
}

const isNumber = (tree: Tree): tree is Extract<Tree, { kind: 'number' }> => tree.kind === 'number';
const isProduct = (tree: Tree): tree is Extract<Tree, { kind: 'binary' }> => tree.kind === 'binary' && tree.operator === '*';
/** u of 0 − u. */
const minusOf = (tree: Tree): Tree | undefined => (tree.kind === 'binary' && tree.operator === '-' && isNumber(tree.left) && tree.left.value === 0 ? tree.right : undefined);

/** Numbers to the front of products and out of fractions, no minus of a minus: equal, and as one would write it by hand. */
function neat(tree: Tree): Tree {
  if (tree.kind !== 'binary') return tree;
  const { operator, left, right } = tree, minus = minusOf(right);
  if (operator === '*') {
    if (isNumber(right)) return isNumber(left) ? tree : neat(binary('*', right, left)); // two numbers are left where their product overflows
    if (minus) return neat(binary('-', number(0), neat(binary('*', left, minus))));
    if (isNumber(left) && left.value === -1) return neat(binary('-', number(0), right));
    if (isProduct(left) && isNumber(left.left)) return neat(binary('*', left.left, neat(binary('*', left.right, right))));
    if (isProduct(right) && isNumber(right.left)) return isNumber(left) ? neat(binary('*', number(left.value * right.left.value), right.right)) : neat(binary('*', right.left, neat(binary('*', left, right.right))));
  }
  if (operator === '/' && isNumber(right)) {
    if (isNumber(left) && Number.isInteger(left.value / right.value)) return number(left.value / right.value);
    if (isProduct(left) && isNumber(left.left) && Number.isInteger(left.left.value / right.value)) return binary('*', number(left.left.value / right.value), left.right);
  }
  if (minus && (operator === '+' || operator === '-')) return neat(binary(operator === '+' ? '-' : '+', left, minus));
  if ((operator === '+' || operator === '-') && isNumber(right) && right.value < 0) return binary(operator === '+' ? '-' : '+', left, number(-right.value));
  return tree;
}

/** A tree with the same values, as one would write it by hand. */
export const tidy = (tree: Tree): Tree => rebuild(tree, neat);

/** Writes out 𝓛 = J − λ(g − k) of the first constraint of a question, with λ as it is in ∇J = λ∇g. */
export function workingOf({ objective, bounds: [bound] }: Inquiry): Working {
  const lambda = name('lambda'), whole = bound!.tree; // g − k, or g where k is 0
  const g = bound!.level !== 0 && whole.kind === 'binary' ? whole.left : whole;
  const write = (tree: Tree) => mathml(tidy(tree));
  const by = (variable: string) => write(binary('-', slope(objective.tree, variable), binary('*', lambda, slope(g, variable))));
  return {
    objective: write(objective.tree), constraint: write(g),
    lagrangian: write(binary('-', objective.tree, binary('*', lambda, whole))), slopes: [by('x'), by('y')],
  };
}
