import { foldAll } from '../../formula/fold.ts';
import type { FunctionName, Tree } from '../../formula/tree.ts';
import { wholeExponent } from '../../formula/whole.ts';
import { add, fraction, isZero, multiply, negate, ofDouble, over, signOf, type Fraction } from './fraction.ts';

/** A point of the plane with rational coordinates. */
export type Exact = readonly [Fraction, Fraction];
/** The exact value, or null where it is undefined, irrational or out of reach. */
export type EvaluateExact = (at: Exact) => Fraction | null;

const ZERO = fraction(0n), ONE = fraction(1n);
const MAX_POWER = 64; // higher powers of large fractions take long
const MAX_DIGITS = 4000n;

function root(value: bigint): bigint | null {
  const guess = BigInt(Math.round(Math.sqrt(Number(value))));
  return [guess - 1n, guess, guess + 1n].find((r) => r >= 0n && r * r === value) ?? null;
}

const only = (at: Fraction, value: Fraction) => (u: Fraction) => (u.p === at.p && u.q === at.q ? value : null);
const CALLS: Record<FunctionName, (u: Fraction, v: Fraction) => Fraction | null> = {
  abs: (u) => (signOf(u) < 0 ? negate(u) : u),
  sign: (u) => fraction(BigInt(signOf(u))),
  max: (u, v) => (signOf(add(u, negate(v))) >= 0 ? u : v),
  min: (u, v) => (signOf(add(u, negate(v))) >= 0 ? v : u),
  sqrt: (u) => {
    const p = u.p < 0n ? null : root(u.p), q = root(u.q);
    return p === null || q === null ? null : fraction(p, q);
  },
  // By Lindemann and Weierstrass rational nowhere else.
  exp: only(ZERO, ONE), log: only(ONE, ZERO), sin: only(ZERO, ZERO), cos: only(ZERO, ONE),
};

function power(u: Fraction, n: number): Fraction | null {
  if (Math.abs(n) > MAX_POWER) return null;
  const raised = { p: u.p ** BigInt(Math.abs(n)), q: u.q ** BigInt(Math.abs(n)) };
  return n < 0 ? over(ONE, raised) : raised;
}

function combine(tree: Tree, of: (part: Tree) => Fraction | null, at: Exact): Fraction | null {
  if (tree.kind === 'number') return Number.isFinite(tree.value) ? ofDouble(tree.value) : null;
  if (tree.kind === 'name') return at[tree.name === 'x' ? 0 : 1];
  if (tree.kind === 'call') {
    const u = of(tree.args[0]!), v = of(tree.args.at(-1)!);
    return u && v && CALLS[tree.name](u, v);
  }
  const a = of(tree.left), b = of(tree.right), n = wholeExponent(tree);
  if (!a || !b) return null;
  switch (tree.operator) {
    case '+': return add(a, b);
    case '-': return add(a, negate(b));
    case '*': return multiply(a, b);
    case '/': return over(a, b);
    case '^': return n === undefined ? (isZero(a) && signOf(b) > 0 ? ZERO : null) : power(a, n);
    default: return tree.operator satisfies never;
  }
}

/** Reads a tree of x and y in exact rational arithmetic: its numbers are the doubles that they are in every reading. */
export const exactly = (tree: Tree): EvaluateExact => (at) =>
  foldAll<Fraction | null>([tree], (node, of) => {
    const value = combine(node, of, at);
    return value && (value.q.toString(2).length > MAX_DIGITS || value.p.toString(2).length > MAX_DIGITS) ? null : value;
  }).get(tree)!;
