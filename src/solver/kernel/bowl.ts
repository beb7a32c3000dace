import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import { differenceOfProducts } from './products.ts';

/** ½(θ−θ̂)ᵀA(θ−θ̂) with A = [[a, h], [h, c]], of moderate size, and all that its solvers ask for. */
export interface Bowl {
  readonly a: number;
  readonly h: number;
  readonly c: number;
  /** det A to an ulp; exactly 0 where rank < 2. */
  readonly det: number;
  readonly minimizer: Vec2;
  /** b = Aθ̂ = −∇L(0). */
  readonly b: Vec2;
  readonly rank: 0 | 1 | 2;
  /** Descending; the smaller one is det A over the larger, which keeps its digits where A is ill conditioned. */
  readonly eigenvalues: Vec2;
  /** Unit eigenvector of the first; the second is (−q₂, q₁). */
  readonly q: Vec2;
}

/**
 * A quadratic with θ in units of `size` and L in units of stiffness · size²: powers of two, so that nothing is rounded, and
 * problems of 1e−150 or 1e150 are solved as those of 1. `turned` is the same bowl in u = (x + y)/2, v = (x − y)/2.
 */
export interface Scaled {
  readonly bowl: Bowl;
  readonly turned: Bowl;
  readonly size: number;
  readonly stiffness: number;
}

const powerOfTwo = (value: number) => (value > 0 && value < Infinity ? 2 ** Math.floor(Math.log2(value)) : 1);

/** x = u + v, y = u − v. Differences of the entries first: a − h and c − h are exact where they matter. */
function turn({ a, h, c, det, minimizer: [x, y], b, rank, eigenvalues: [m1, m2], q }: Bowl): Bowl {
  return {
    a: (a + h) + (c + h), h: a - c, c: (a - h) + (c - h), det: 4 * det, minimizer: [(x + y) / 2, (x - y) / 2],
    b: [b[0] + b[1], b[0] - b[1]], rank, eigenvalues: [2 * m1, 2 * m2],
    q: [(q[0] + q[1]) * Math.SQRT1_2, (q[0] - q[1]) * Math.SQRT1_2],
  };
}

function scale({ A: [[a, h], [, c]], minimizer, b, eigenvalues, q, rank }: Quadratic): Scaled {
  const stiffness = powerOfTwo(Math.max(a, c));
  const size = powerOfTwo(Math.max(Math.abs(minimizer[0]), Math.abs(minimizer[1])));
  const part = (value: number) => value / stiffness;
  const det = rank < 2 ? 0 : differenceOfProducts(part(a), part(c), part(h), part(h));
  const large = part(eigenvalues[0]);
  const bowl: Bowl = {
    a: part(a), h: part(h), c: part(c), det, minimizer: [minimizer[0] / size, minimizer[1] / size],
    b: [b[0] / stiffness / size, b[1] / stiffness / size], rank, eigenvalues: [large, rank < 2 ? 0 : det / large], q,
  };
  return { bowl, turned: turn(bowl), size, stiffness };
}

const known = new WeakMap<Quadratic, Scaled>();

/** The scaled bowl of a quadratic; kept per value, since a λ sweep asks for the same one at every step. */
export function scaledOf(quadratic: Quadratic): Scaled {
  let found = known.get(quadratic);
  if (!found) known.set(quadratic, (found = scale(quadratic)));
  return found;
}

/** The same bowl with the two coordinates exchanged. */
export function swap({ a, c, minimizer: [x, y], b: [f, g], q, ...rest }: Bowl): Bowl {
  return { ...rest, a: c, c: a, minimizer: [y, x], b: [g, f], q: [q[1], q[0]] };
}

/**
 * −∇L(θ), either A(θ̂ − θ) or b − Aθ, whichever adds up the smaller numbers: the first near θ̂, the second near the origin
 * when θ̂ lies far along a valley.
 */
export function pull({ a, h, c, minimizer, b }: Bowl, [x, y]: Vec2): Vec2 {
  if (x === 0 && y === 0) return b;
  const u = minimizer[0] - x, v = minimizer[1] - y;
  const stiff = a + c;
  if (stiff * (Math.abs(u) + Math.abs(v)) > 4 * (Math.abs(b[0]) + Math.abs(b[1]) + stiff * (Math.abs(x) + Math.abs(y)))) {
    return [b[0] - a * x - h * y, b[1] - h * x - c * y];
  }
  return [a * u + h * v, h * u + c * v];
}

/**
 * A(θ̂ − θ) in twice the digits: the residual of a Newton step, which then reaches the last digit along a valley, too.
 * Where θ̂ lies so far away that b − Aθ adds up smaller numbers, that one.
 */
export function pullExactly(bowl: Bowl, theta: Vec2): Vec2 {
  const { a, h, c, minimizer: [p, q], b } = bowl;
  const [x, y] = theta;
  if (Math.abs(p - x) + Math.abs(q - y) > 1e3 * (Math.abs(x) + Math.abs(y)) && (a + c) * (Math.abs(p) + Math.abs(q)) > 1e3 * (Math.abs(b[0]) + Math.abs(b[1]))) return pull(bowl, theta);
  const u = p - x, v = q - y;
  const lostU = lostInDifference(p, x, u), lostV = lostInDifference(q, y, v);
  return [differenceOfProducts(a, u, -h, v) + (a * lostU + h * lostV), differenceOfProducts(h, u, -c, v) + (h * lostU + c * lostV)];
}

/** The rounding error of d = fl(a − b), exactly (Knuth's two-sum). */
function lostInDifference(a: number, b: number, d: number): number {
  const minus = d - a;
  return (a - (d - minus)) - (b + minus);
}

/**
 * The slope by which L falls from θ along (s·w₂, −z·w₁), the way from a side's end on the y axis to that on the x axis. With A times
 * the direction formed first, to its last digit, so that a side along a valley is judged by what is left of A there.
 */
export function fall({ a, h, c, minimizer, b }: Bowl, s: number, z: number, w1: number, w2: number, x: number, y: number): number {
  const p = s * differenceOfProducts(a, w2, s * z * h, w1), q = -z * differenceOfProducts(c, w1, s * z * h, w2);
  const u = p * (minimizer[0] - x), v = q * (minimizer[1] - y);
  const first = s * w2 * b[0] - p * x, second = -z * w1 * b[1] - q * y;
  const near = Math.abs(u) + Math.abs(v) <= Math.abs(w2 * b[0]) + Math.abs(p * x) + Math.abs(w1 * b[1]) + Math.abs(q * y);
  return near ? u + v : first + second;
}

/** The bend of L along (s·w₂, −z·w₁). */
export const bendAlong = ({ a, h, c }: Bowl, s: number, z: number, w1: number, w2: number): number =>
  w2 * differenceOfProducts(a, w2, s * z * h, w1) + w1 * differenceOfProducts(c, w1, s * z * h, w2);
