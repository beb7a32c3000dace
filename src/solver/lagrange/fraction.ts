/** An exact rational number p/q with q > 0, in lowest terms. */
export interface Fraction { readonly p: bigint; readonly q: bigint }

const size = (a: bigint) => (a < 0n ? -a : a);
function divisor(a: bigint, b: bigint): bigint {
  let [m, n] = [size(a), size(b)];
  while (n > 0n) [m, n] = [n, m % n];
  return m;
}

export function fraction(p: bigint, q = 1n): Fraction {
  const common = divisor(p, q) * (q < 0n ? -1n : 1n);
  return { p: p / common, q: q / common };
}

/** The rational number that a finite double is. */
export function ofDouble(value: number): Fraction {
  let scaled = value, twos = 0;
  while (!Number.isInteger(scaled)) [scaled, twos] = [scaled * 2, twos + 1]; // doubling is exact, and ends within 1074 steps
  return fraction(BigInt(scaled), 2n ** BigInt(twos));
}

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.p * b.q + b.p * a.q, a.q * b.q);
export const negate = ({ p, q }: Fraction): Fraction => ({ p: -p, q });
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.p * b.p, a.q * b.q);
/** Null for a divisor of 0. */
export const over = (a: Fraction, b: Fraction): Fraction | null => (b.p === 0n ? null : fraction(a.p * b.q, a.q * b.p));
export const signOf = ({ p }: Fraction): -1 | 0 | 1 => (p > 0n ? 1 : p < 0n ? -1 : 0);
export const isZero = ({ p }: Fraction): boolean => p === 0n;

/** The double nearest to it, up to the rounding of two conversions and a division. */
export const toDouble = ({ p, q }: Fraction): number => {
  const excess = Math.max(0, Math.min(p.toString(2).length, q.toString(2).length) - 1000); // neither may overflow
  return Number(p >> BigInt(excess)) / Number(q >> BigInt(excess)) || 0;
};

/** The rational number of least denominator from `low` to `high` (Stern–Brocot tree, by continued fractions). */
export function simplest(low: number, high: number): Fraction {
  if (low <= 0 && high >= 0) return { p: 0n, q: 1n };
  if (high < 0) return negate(simplest(-high, -low));
  let [m, n] = [0n, 1n], [p, q] = [1n, 0n]; // the last two convergents
  for (let [a, b] = [low, high]; ;) {
    const whole = Math.ceil(a) <= b ? Math.ceil(a) : Math.floor(a);
    [m, n, p, q] = [p, q, m + BigInt(whole) * p, n + BigInt(whole) * q];
    if (whole >= a) return { p, q };
    [a, b] = [1 / (b - whole), 1 / (a - whole)];
  }
}
