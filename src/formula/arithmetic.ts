// Interval arithmetic with outward rounding. Source: Moore, Kearfott, Cloud, "Introduction to Interval Analysis" (SIAM 2009).

/**
 * All real numbers from `low` to `high`, both included; an end may be infinite. `EMPTY` has NaN for both ends: no real
 * number, as √ of a negative interval.
 */
export interface Interval { readonly low: number; readonly high: number }

export const EMPTY: Interval = { low: Number.NaN, high: Number.NaN };
export const ENTIRE: Interval = { low: -Infinity, high: Infinity };
export const point = (value: number): Interval => ({ low: value, high: value });
export const isEmpty = ({ low, high }: Interval): boolean => !(low <= high);
export const contains = ({ low, high }: Interval, value: number): boolean => low <= value && value <= high;
/** A point inside, finite wherever the interval has finite numbers. */
export const middle = ({ low, high }: Interval): number =>
  (low === -Infinity ? (high === Infinity ? 0 : Math.min(2 * high, -Number.MAX_VALUE / 4)) : high === Infinity ? Math.max(2 * low, Number.MAX_VALUE / 4) : low / 2 + high / 2);
export const width = ({ low, high }: Interval): number => high - low;
export const intersect = (a: Interval, b: Interval): Interval => {
  const low = Math.max(a.low, b.low), high = Math.min(a.high, b.high);
  return low <= high ? { low, high } : EMPTY;
};
export const hull = (a: Interval, b: Interval): Interval => ({ low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) });

// The next double outward, without looking at bits: Rump, Zimmermann, Boldo, Melquiond, "Computing predecessor and
// successor in rounding to nearest" (BIT 49, 2009), algorithm 1; in the subnormal range it may take two steps. A zero here
// is exact (see `product` and `quotient`) and stays. A bound that overflowed to the wrong infinity is the largest double.
const TINY = Number.MIN_VALUE;
const HALF_ULP = 2 ** -53 * (1 + 2 ** -52);
export const down = (x: number) => (x === 0 ? 0 : x === Infinity ? Number.MAX_VALUE : x - (Math.abs(x) * HALF_ULP + TINY));
export const up = (x: number) => (x === 0 ? 0 : x === -Infinity ? -Number.MAX_VALUE : x + (Math.abs(x) * HALF_ULP + TINY));

// Math.exp, log, sin, cos and ** are not correctly rounded; the engines' own (fdlibm) err by less than 1 ulp. Four are allowed.
const MARGIN = 4 * Number.EPSILON;
export const below = (x: number) => (x === Infinity ? Number.MAX_VALUE : x - (Math.abs(x) * MARGIN + TINY));
export const above = (x: number) => (x === -Infinity ? -Number.MAX_VALUE : x + (Math.abs(x) * MARGIN + TINY));

// What rounding took from a sum (Knuth's two-sum) says whether the sum must move outward, so that exact sums stay exact.
const lost = (a: number, b: number, sum: number) => { const part = sum - a; return (a - (sum - part)) + (b - part); };
const sumLow = (a: number, b: number) => { const sum = a + b; return lost(a, b, sum) >= 0 ? sum : down(sum); };
const sumHigh = (a: number, b: number) => { const sum = a + b; return lost(a, b, sum) <= 0 ? sum : up(sum); };

// Zero times anything is zero, infinite ends included; what underflows is told from a true zero by the least double.
const least = (x: number, y: number) => (x < 0 === y < 0 ? TINY : -TINY);
const product = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y || least(x, y));
const quotient = (x: number, y: number) => (x === 0 ? 0 : Math.abs(y) === Infinity ? least(x, y) : x / y || least(x, y));

export const plus = (a: Interval, b: Interval): Interval => ({ low: sumLow(a.low, b.low), high: sumHigh(a.high, b.high) });
export const minus = (a: Interval, b: Interval): Interval => ({ low: sumLow(a.low, -b.high), high: sumHigh(a.high, -b.low) });

export function times(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  if (a.low >= 0 && b.low >= 0) return { low: down(product(a.low, b.low)), high: up(product(a.high, b.high)) };
  const p = product(a.low, b.low), q = product(a.low, b.high), r = product(a.high, b.low), s = product(a.high, b.high);
  return { low: down(Math.min(p, q, r, s)), high: up(Math.max(p, q, r, s)) };
}

/** The hull of {a/b : b ≠ 0}: half a line where b has 0 as an end, everything where it has 0 inside, nothing where b is 0. */
export function divide(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b) || (b.low === 0 && b.high === 0)) return EMPTY;
  if (a.low === 0 && a.high === 0) return a;
  if (b.low < 0 && b.high > 0) return ENTIRE;
  if (b.low < 0) return divide({ low: -a.high, high: -a.low }, { low: -b.high, high: -b.low });
  if (b.low === 0) {
    if (a.low >= 0) return { low: down(quotient(a.low, b.high)), high: Infinity };
    return a.high <= 0 ? { low: -Infinity, high: up(quotient(a.high, b.high)) } : ENTIRE;
  }
  return { low: down(quotient(a.low, a.low >= 0 ? b.high : b.low)), high: up(quotient(a.high, a.high >= 0 ? b.low : b.high)) };
}

export function square(a: Interval): Interval {
  if (isEmpty(a)) return EMPTY;
  const far = Math.max(-a.low, a.high), near = Math.max(a.low, -a.high, 0);
  return { low: down(product(near, near)), high: up(product(far, far)) };
}

export const absolute = (a: Interval): Interval => (isEmpty(a) ? EMPTY : { low: Math.max(a.low, -a.high, 0), high: Math.max(-a.low, a.high) });
/** aⁿ for a whole n: even powers of an interval around 0 start at 0. */
function wholePower(a: Interval, n: number): Interval {
  if (n === 0) return isEmpty(a) ? EMPTY : point(1);
  if (n < 0) return divide(point(1), wholePower(a, -n));
  if (n === 1) return a;
  if (n % 2 === 0 && n <= 4) return n === 2 ? square(a) : square(square(a));
  const base = n % 2 === 0 ? absolute(a) : a;
  // Clamped at 0, so that what underflows keeps its sign.
  return { low: base.low >= 0 ? Math.max(0, below(base.low ** n)) : below(base.low ** n), high: base.high <= 0 ? Math.min(0, above(base.high ** n)) : above(base.high ** n) };
}

export function power(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  if (b.low === b.high && Number.isInteger(b.low)) return wholePower(a, b.low);
  if (a.low < 0 && Math.ceil(b.low) <= b.high) return ENTIRE; // whole exponents among others: negative bases count
  const base = intersect(a, { low: 0, high: Infinity }); // x^y of a negative x is no real number
  if (isEmpty(base)) return EMPTY;
  // x^y is monotone in x and in y, so the extremes are at corners; a power of 0 is exact.
  const corners = [base.low ** b.low, base.low ** b.high, base.high ** b.low, base.high ** b.high];
  const low = Math.min(...corners), high = Math.max(...corners);
  return { low: Math.max(0, below(low)), high: base.high === 0 && high === 0 ? 0 : above(high) };
}
