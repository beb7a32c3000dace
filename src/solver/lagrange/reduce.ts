import { binary, name, number, type Tree } from '../../formula/tree.ts';
import { THETA } from '../../problem/stated.ts';
import { add, isZero, negate, ofDouble, toDouble, type Fraction } from './fraction.ts';
import { expand } from './vanishes.ts';

// x²·q = 0 and x·q = 0 have the same zeros, but a Newton step only proves those of the second. And where two equations
// share a factor x, that axis is a curve of zeros, apart from those of what is left.

interface Monomial { readonly powers: readonly [number, number]; readonly factor: number }

/** A number as a sum of at most three doubles (3 × 1.24 takes two), or null. */
function doubles(value: Fraction): number[] | null {
  const parts: number[] = [];
  for (let rest = value; !isZero(rest); rest = add(rest, negate(ofDouble(parts.at(-1)!)))) {
    const next = toDouble(rest);
    if (parts.length === 3 || next === 0 || !Number.isFinite(next)) return null;
    parts.push(next);
  }
  return parts;
}

/** A polynomial of x and y. */
function monomials(tree: Tree): Monomial[] | null {
  const terms: Monomial[] = [];
  for (const [key, value] of expand(tree) ?? []) {
    const names = key === '' ? [] : key.split(' '), factors = doubles(value);
    const powers = THETA.map((by) => names.filter((part) => part === by).length) as [number, number];
    if (!factors || powers[0] + powers[1] !== names.length) return null;
    terms.push(...factors.map((factor) => ({ powers, factor })));
  }
  return terms.length > 0 ? terms : null;
}

const lowest = (terms: readonly Monomial[]) => [0, 1].map((i) => Math.min(...terms.map(({ powers }) => powers[i]!))) as [number, number];
const power = (by: string, n: number): Tree => binary('^', name(by), number(n));
const build = (terms: readonly Monomial[], less: readonly number[]): Tree => terms.reduce<Tree>((total, { powers: [i, j], factor }) =>
  binary('+', total, binary('*', number(factor), binary('*', power('x', i - less[0]!), power('y', j - less[1]!)))), number(0));

/** Equations with the same zeros, apart from whole axes: `axes` are those on which all of them vanish. */
export interface Reduced { readonly trees: readonly Tree[]; readonly axes: readonly ('x' | 'y')[] }

/** Lowers the powers of x and y that divide equations; null where there is nothing to lower, or where it cannot be done exactly. */
export function reduce(trees: readonly Tree[]): Reduced | null {
  const lists = trees.map(monomials);
  if (lists.includes(null)) return null;
  const low = lists.map((terms) => lowest(terms!));
  const axes = THETA.filter((_, i) => trees.length > 1 && low.every((powers) => powers[i]! > 0));
  if (axes.length === 0 && !low.flat().some((n) => n > 1)) return null;
  return { axes, trees: lists.map((terms, k) => build(terms!, THETA.map((by, i) => Math.max(0, low[k]![i]! - (axes.includes(by) ? 0 : 1))))) };
}
