import type { FunctionName } from './tree.ts';

// Accuracies: WGSL specification, "Floating point accuracy". It leaves the rounding mode open, so that an operation counts a
// whole ulp (2⁻²³ relative), and a subnormal operand or result may be flushed to zero.

/** A value and a bound on |f32 result − value|. Infinity means unbounded: such a node is excluded, never passed. */
export interface Rounded { readonly value: number; readonly error: number }

/** An f32 rounding, relative. */
export const ULP = 2 ** -23;
export const FLUSH = 2 ** -126;
export const HUGE = 2 ** 127;

// What rules and bounds count as an ulp. The excess covers the roundings of the f64 evaluation and of the bound itself.
const UNIT = ULP * (1 + 2 ** -20);

/** (1 + u)ⁿ − 1 for n roundings of one ulp u, upward of (1 − u)⁻ⁿ − 1 too. */
export const compound = (roundings: number): number => Math.expm1(-roundings * Math.log1p(-UNIT));

const inexact = (value: number, carried: number, ulps: number): Rounded => ({ value, error: carried + ulps * UNIT * (Math.abs(value) + carried) + FLUSH });
const unbounded = (value: number): Rounded => ({ value, error: Infinity });

const wave = (f: (x: number) => number) => (a: Rounded): Rounded =>
  (Math.abs(a.value) + a.error <= Math.PI ? inexact(f(a.value), a.error + 2 ** -11, 1) : unbounded(f(a.value)));

/** The error of a function's value from those of its arguments; none of these is unbounded. */
export const CALLS: Readonly<Record<FunctionName, (a: Rounded, b: Rounded) => Rounded>> = {
  abs: (a) => ({ value: Math.abs(a.value), error: a.error }),
  // A comparison that the error straddles takes the union of both branches.
  max: (a, b) => ({ value: Math.max(a.value, b.value), error: Math.max(a.error, b.error) }),
  min: (a, b) => ({ value: Math.min(a.value, b.value), error: Math.max(a.error, b.error) }),
  sign: (a) => ({ value: Math.sign(a.value), error: a.error === 0 || Math.abs(a.value) > a.error ? 0 : a.value === 0 ? 1 : 2 }),
  // 1 / inverseSqrt(a): 2 ulp and 2.5 ulp; |√a − √b| ≤ √|a − b|, and near 0 that is the better bound
  sqrt: (a) => {
    const value = Math.sqrt(a.value);
    if (!(a.value >= 0)) return unbounded(value);
    const least = Math.sqrt(Math.max(0, a.value - a.error));
    const carried = a.error === 0 ? 0 : Math.min(Math.sqrt(a.error), a.error / (value + least));
    return inexact(value, carried + (least > Math.sqrt(FLUSH) || a.value + a.error === 0 ? 0 : Math.sqrt(FLUSH)), 5);
  },
  exp: (a) => {
    const value = Math.exp(a.value);
    return inexact(value, value * Math.expm1(a.error), 3 + 2 * (Math.abs(a.value) + a.error));
  },
  log: (a) => {
    const value = Math.log(a.value), least = a.value - a.error;
    return least > FLUSH ? inexact(value, a.error / least + 2 ** -21, 3) : unbounded(value);
  },
  sin: wave(Math.sin),
  cos: wave(Math.cos),
};

/**
 * safe_pow(a, b) of prelude.wgsl: exp2(b log2 a), and 0 for a ≤ 0. The power is monotone in either argument, so over both
 * error intervals it is extreme at their corners; a base that may be 0 or less is bounded where b > 0, by (a + e)^b.
 */
export function power(a: Rounded, b: Rounded): Rounded {
  const value = a.value ** b.value;
  const high = a.value + a.error, lowest = a.value - a.error;
  if (!(a.value >= 0)) return unbounded(value);
  const low = lowest > FLUSH ? lowest : 0;
  if (low === 0 && !(b.value - b.error > 0)) return unbounded(value);
  if (high === 0) return { value: 0, error: 0 };
  const corners = [low ** (b.value - b.error), low ** (b.value + b.error), high ** (b.value - b.error), high ** (b.value + b.error)];
  const most = Math.max(...corners);
  // log2 errs by 3 ulp, or 2⁻²¹ on [½, 2]; the product by one; exp2 by 3 + 2 |exponent| ulp. Below 2⁻¹⁴⁹ f32 has no base.
  const exponent = Math.abs(b.value) + b.error;
  const log = Math.max(Math.abs(Math.log2(high)), low === 0 ? 149 : Math.abs(Math.log2(low)));
  const logError = 3 * UNIT * log + 2 ** -21 * (1 + 2 ** -20);
  const shift = exponent * logError + UNIT * exponent * (log + logError) + FLUSH;
  const growth = Math.expm1(Math.LN2 * shift);
  const error = Math.max(...corners.map((corner) => Math.abs(corner - value)));
  return { value, error: error + most * (growth + (1 + growth) * (3 + 2 * (exponent * log + shift)) * UNIT) + FLUSH };
}
