import { finish, inBlocks } from './steps.ts';
import type { Matrix2, QuadraticLoss, SquaredLoss, Vec2 } from './types.ts';

/**
 * A loss as ½ (θ − θ̂)ᵀ A (θ − θ̂) + offset, with the eigenpairs of A. `rank` counts the eigenvalues above rounding;
 * those below it are set to 0, and `minimizer` is then one point of a line (or plane) of minimisers.
 */
export interface Quadratic {
  readonly A: Matrix2;
  readonly minimizer: Vec2;
  readonly offset: number;
  /** b = Aθ̂ = −∇L(0). */
  readonly b: Vec2;
  /** Descending. */
  readonly eigenvalues: Vec2;
  /** Unit eigenvector of the first eigenvalue; the second is (−q₂, q₁). */
  readonly q: Vec2;
  readonly rank: 0 | 1 | 2;
}

const RANK_TOLERANCE = 16 * Number.EPSILON;

/** Eigenpairs of a symmetric 2 × 2 matrix by one Jacobi rotation: [larger, smaller, unit vector of the larger]. */
export function eigen([[a, b], [, c]]: Matrix2): { values: Vec2; q: Vec2 } {
  if (b === 0) return a >= c ? { values: [a, c], q: [1, 0] } : { values: [c, a], q: [0, 1] };
  const tau = (c - a) / (2 * b);
  const tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  const first = a - tangent * b;
  const second = c + tangent * b;
  return first >= second ? { values: [first, second], q: [cosine, -sine] } : { values: [second, first], q: [sine, cosine] };
}

/** A quadratic from its parts; `b` = Aθ̂ is given, since a singular A or a cancelling θ̂ would lose it. */
export function complete(A: Matrix2, minimizer: Vec2, offset: number, b: Vec2): Quadratic {
  const { values: [large, small], q } = eigen(A);
  const rank = large <= 0 ? 0 : small <= RANK_TOLERANCE * large ? 1 : 2;
  return { A, minimizer, offset, b, q, rank, eigenvalues: [rank > 0 ? large : 0, rank > 1 ? small : 0] };
}

const SPLITTER = 2 ** 27 + 1;

/** The rounding error of the product p = fl(ab) (Dekker 1971, "A floating-point technique for extending the available precision"). */
function lost(a: number, b: number, p: number): number {
  const x = SPLITTER * a, y = SPLITTER * b;
  const a1 = x - (x - a), b1 = y - (y - b), a2 = a - a1, b2 = b - b1;
  return a2 * b2 - (p - a1 * b1 - a2 * b1 - a1 * b2);
}

/** ax + by to about an ulp, also where the products cancel: b = Aθ̂ of a θ̂ along a valley keeps its digits. */
function sumOfProducts(a: number, x: number, b: number, y: number): number {
  const p = a * x, q = b * y, sum = p + q;
  return 2 * Math.abs(sum) >= Math.abs(p) ? sum : sum + (lost(a, x, p) + lost(b, y, q));
}

const multiply = ([[a, b], [c, d]]: Matrix2, [x, y]: Vec2): Vec2 => [sumOfProducts(a, x, b, y), sumOfProducts(c, x, d, y)];

/**
 * θ̂ with Aθ̂ = b by the eigenpairs; the shortest one when A is singular. One step of refinement in the residual
 * b − Aθ̂ brings an ill-conditioned solve to the accuracy that its data allow.
 */
function solveLinear(A: Matrix2, b: Vec2): Vec2 {
  const { values: [large, small], q } = eigen(A);
  const apply = ([u, v]: Vec2): Vec2 => {
    const along = large > 0 ? (q[0] * u + q[1] * v) / large : 0;
    const across = small > RANK_TOLERANCE * large ? (q[0] * v - q[1] * u) / small : 0;
    return [q[0] * along - q[1] * across, q[1] * along + q[0] * across];
  };
  const first = apply(b);
  const [r1, r2] = multiply(A, first);
  const step = apply([b[0] - r1, b[1] - r2]);
  return [first[0] + step[0], first[1] + step[1]];
}

/** Sums `add` over the rows, block by block, and yields between blocks. */
function* sums(n: number, count: number, add: (i: number, into: Float64Array) => void): Generator<void, Float64Array> {
  const all = new Float64Array(count), part = new Float64Array(count);
  yield* inBlocks(n, (from, to) => {
    part.fill(0);
    for (let i = from; i < to; i += 1) add(i, part);
    for (let k = 0; k < count; k += 1) all[k]! += part[k]!;
  });
  return all;
}

function* fromSamples({ X, y, weights, intercept = false }: SquaredLoss): Generator<void, Quadratic> {
  const n = y.length;
  const weight = weights ? (i: number) => weights[i]! : () => 1;
  const total = (yield* sums(n, 1, (i, into) => { into[0]! += weight(i); }))[0]!;
  // The unpenalised intercept is gone once features and target are centred at their weighted means.
  // Taken from the first row, so that a constant column is centred to exact zeros.
  const [first, target0] = [X[0]!, y[0]!];
  const [m1, m2, m0] = !intercept ? [0, 0, 0] : [...yield* sums(n, 3, (i, into) => {
    const share = weight(i) / total;
    into[0]! += share * (X[i]![0] - first[0]); into[1]! += share * (X[i]![1] - first[1]); into[2]! += share * (y[i]! - target0);
  })].map((rest, k) => rest + [first[0], first[1], target0][k]!) as [number, number, number];
  const [xx, xz, zz, xy, zy] = (yield* sums(n, 5, (i, into) => {
    const w = weight(i), x = X[i]![0] - m1, z = X[i]![1] - m2, target = y[i]! - m0;
    into[0]! += w * x * x; into[1]! += w * x * z; into[2]! += w * z * z; into[3]! += w * x * target; into[4]! += w * z * target;
  })) as unknown as [number, number, number, number, number];
  const A: Matrix2 = [[xx / total, xz / total], [xz / total, zz / total]];
  const b: Vec2 = [xy / total, zy / total];
  const minimizer = solveLinear(A, b);
  // The residuals' own mean square: cancellation-free, unlike yᵀy − bᵀθ̂.
  const [offset] = yield* sums(n, 1, (i, into) => { into[0]! += weight(i) * (y[i]! - m0 - (X[i]![0] - m1) * minimizer[0] - (X[i]![1] - m2) * minimizer[1]) ** 2; });
  return complete(A, minimizer, offset! / (2 * total), b);
}

const known = new WeakMap<QuadraticLoss | SquaredLoss, Quadratic>();

/** ½ (θ − θ̂)ᵀ A (θ − θ̂). */
export const centred = (A: Matrix2, minimizer: Vec2): Quadratic => complete(A, minimizer, 0, multiply(A, minimizer));

/** The quadratic of a loss, in resumable steps; kept per loss value, since a λ sweep asks for the same one at every step. */
export function* quadraticSteps(loss: QuadraticLoss | SquaredLoss): Generator<void, Quadratic> {
  let found = known.get(loss);
  if (!found) {
    found = loss.kind === 'squared' ? yield* fromSamples(loss) : centred(loss.curvature, loss.minimizer);
    known.set(loss, found);
  }
  return found;
}

/** The same at once. */
export const quadraticOf = (loss: QuadraticLoss | SquaredLoss): Quadratic => known.get(loss) ?? finish(quadraticSteps(loss));

/** Takes over the quadratic of a loss that was worked out elsewhere from the same samples. */
export const knowQuadratic = (loss: QuadraticLoss | SquaredLoss, found: Quadratic): void => void known.set(loss, found);

/** L(θ). */
export function lossAt({ A: [[a, b], [, c]], minimizer, offset }: Quadratic, theta: Vec2): number {
  const u = theta[0] - minimizer[0];
  const v = theta[1] - minimizer[1];
  return Math.max(0, (a * u * u + 2 * b * u * v + c * v * v) / 2) + offset; // along a valley rounding may leave less than nothing
}
