import type { Loss, Matrix2, SquaredLoss, Vec2 } from './types.ts';

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

function complete(A: Matrix2, minimizer: Vec2, offset: number, b: Vec2): Quadratic {
  const { values: [large, small], q } = eigen(A);
  const rank = large <= 0 ? 0 : small <= RANK_TOLERANCE * large ? 1 : 2;
  return { A, minimizer, offset, b, q, rank, eigenvalues: [rank > 0 ? large : 0, rank > 1 ? small : 0] };
}

const multiply = ([[a, b], [c, d]]: Matrix2, [x, y]: Vec2): Vec2 => [a * x + b * y, c * x + d * y];

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

function fromSamples({ X, y }: SquaredLoss): Quadratic {
  const n = y.length;
  let xx = 0, xz = 0, zz = 0, xy = 0, zy = 0;
  for (let i = 0; i < n; i += 1) {
    const [x, z] = X[i]!;
    const target = y[i]!;
    xx += x * x; xz += x * z; zz += z * z; xy += x * target; zy += z * target;
  }
  const A: Matrix2 = [[xx / n, xz / n], [xz / n, zz / n]];
  const b: Vec2 = [xy / n, zy / n];
  const minimizer = solveLinear(A, b);
  // The residuals' own mean square: cancellation-free, unlike yᵀy − bᵀθ̂.
  let offset = 0;
  for (let i = 0; i < n; i += 1) offset += (y[i]! - X[i]![0] * minimizer[0] - X[i]![1] * minimizer[1]) ** 2;
  return complete(A, minimizer, offset / (2 * n), b);
}

const known = new WeakMap<Loss, Quadratic>();

/** The quadratic of a loss; kept per loss value, since a λ sweep asks for the same one at every step. */
export function quadraticOf(loss: Loss): Quadratic {
  let found = known.get(loss);
  if (!found) {
    found = loss.kind === 'squared' ? fromSamples(loss) : complete(loss.curvature, loss.minimizer, 0, multiply(loss.curvature, loss.minimizer));
    known.set(loss, found);
  }
  return found;
}

/** L(θ). */
export function lossAt({ A: [[a, b], [, c]], minimizer, offset }: Quadratic, theta: Vec2): number {
  const u = theta[0] - minimizer[0];
  const v = theta[1] - minimizer[1];
  return (a * u * u + 2 * b * u * v + c * v * v) / 2 + offset;
}
