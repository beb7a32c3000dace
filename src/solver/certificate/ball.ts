/** A number and a bound on how far the exact one may be from it, in f64. Infinity bounds nothing. */
export interface Ball {
  readonly value: number;
  readonly error: number;
}

// A whole ε = 2⁻⁵² for each operation, twice its rounding, which also covers the rounding of the bound itself.
const EPS = Number.EPSILON;
const LIBRARY = 4 * EPS; // exp, log, sin, cos and pow: implementations stay within 1 ulp, the language does not say so

const ball = (value: number, error: number): Ball =>
  (Number.isFinite(value) ? { value, error: error >= 0 ? error : Infinity } : { value, error: Infinity });

export const exact = (value: number): Ball => ({ value, error: 0 });
const rounded = (value: number, carried: number) => ball(value, carried * (1 + 4 * EPS) + EPS * Math.abs(value));
export const plus = (a: Ball, b: Ball) => rounded(a.value + b.value, a.error + b.error);
export const minus = (a: Ball, b: Ball) => rounded(a.value - b.value, a.error + b.error);
export function times(a: Ball, b: Ball): Ball {
  const none = (u: Ball, v: Ball) => u.value === 0 && u.error === 0 && v.error < Infinity;
  if (none(a, b) || none(b, a)) return exact(0);
  const carried = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error;
  return rounded(a.value * b.value, carried);
}
export function over(a: Ball, b: Ball): Ball {
  const least = Math.abs(b.value) - b.error;
  const value = a.value / b.value;
  return least > 0 ? rounded(value, (a.error + Math.abs(value) * b.error) / least) : { value, error: Infinity };
}

/** Both branches where the error straddles them. */
export const larger = (a: Ball, b: Ball) => ball(Math.max(a.value, b.value), Math.max(a.error, b.error));
export const smaller = (a: Ball, b: Ball) => ball(Math.min(a.value, b.value), Math.max(a.error, b.error));

/** 1 or −1, or 0 where the sign is not known. */
export const signOf = ({ value, error }: Ball) => (Math.abs(value) > error ? Math.sign(value) : 0);

export const FUNCTIONS = {
  sqrt: (a: Ball) => {
    const value = Math.sqrt(a.value);
    const least = Math.sqrt(Math.max(0, a.value - a.error));
    return a.error === 0 ? rounded(value, 0) : rounded(value, Math.min(Math.sqrt(a.error), a.error / (value + least)));
  },
  exp: (a: Ball) => ball(Math.exp(a.value), Math.exp(a.value) * (Math.expm1(a.error) + LIBRARY * Math.exp(a.error))),
  log: (a: Ball) => {
    const value = Math.log(a.value);
    return ball(value, a.value > a.error ? a.error / (a.value - a.error) + LIBRARY * Math.abs(value) : Infinity);
  },
  sin: (a: Ball) => ball(Math.sin(a.value), a.error + LIBRARY),
  cos: (a: Ball) => ball(Math.cos(a.value), a.error + LIBRARY),
};

/** a^b: a whole power of anything, or any power of what is certainly positive. */
export function power(a: Ball, b: Ball): Ball {
  const value = a.value ** b.value;
  const size = Math.abs(a.value);
  if (b.error === 0 && a.error === 0) return ball(value, LIBRARY * Math.abs(value));
  if (size > a.error) {
    const relative = (Math.abs(b.value) + b.error) * (a.error / (size - a.error)) + b.error * Math.abs(Math.log(size));
    return ball(value, Math.abs(value) * (Math.expm1(relative) + LIBRARY * Math.exp(relative)));
  }
  // around 0 a positive power stays below that of the farther end
  const [low, high] = [b.value - b.error, b.value + b.error];
  const far = size + a.error;
  return ball(value, low > 0 ? 2 * (1 + LIBRARY) * Math.max(far ** low, far ** high) : Infinity);
}
