import { Complaint } from '../problem/complaint.ts';
import type { Quadratic } from '../problem/quadratic.ts';
import type { Penalty, Vec2 } from '../problem/types.ts';
import { lambdaMax, penaltyAt } from './constrain.ts';
import { type Bowl, scaledOf, swap } from './kernel/bowl.ts';
import { softThreshold } from './kernel/lasso.ts';
import { differenceOfProducts } from './kernel/products.ts';
import { shapeOf } from './kernel/shape.ts';
import { unturn } from './kernel/square.ts';
import { leastPenalised } from './minimise.ts';

/** A point of the path at which a weight, or the difference of two, enters or leaves zero. */
export interface Knot {
  readonly lambda: number;
  readonly theta: Vec2;
  /** R(θ): the same path by t. */
  readonly budget: number;
}

/** Real roots of αz² + βz + γ without cancellation; a double root is none, since the path only touches there. */
function roots(alpha: number, beta: number, gamma: number): number[] {
  if (alpha === 0) return beta === 0 ? [] : [-gamma / beta];
  const inside = differenceOfProducts(beta, beta, 4 * alpha, gamma);
  if (!(inside > 0)) return [];
  const n = -(beta + (beta < 0 ? -1 : 1) * Math.sqrt(inside)) / 2;
  return n === 0 ? [] : [n / alpha, gamma / n];
}

/** Where the solutions (x, 0) stop being solutions: |h x(λ) − b₂| = λw₂, with x(λ) = (b₁ − λw₁s)/(a + λ bend). */
function leaving({ a, h, det, b, minimizer }: Bowl, [w1, w2]: Vec2, bend: number): Array<readonly [number, Vec2]> {
  const s = Math.sign(b[0]);
  const found: Array<readonly [number, Vec2]> = [];
  if (w2 === 0 || s === 0 || a === 0) return found;
  for (const z of [1, -1]) for (const lambda of roots(bend * w2 * z, differenceOfProducts(z * w2, a, s * w1, h) - bend * b[1], -det * minimizer[1])) {
    const x = softThreshold(b[0], lambda * w1) / (a + lambda * bend);
    if (lambda > 0 && lambda < Infinity && x !== 0) found.push([lambda, [x, 0]]);
  }
  return found;
}

/**
 * The exact knots of the penalty path in the plane, from λmax down to λ = 0. Between two of them θ and R are linear in λ
 * (and θ linear in t) for l1, weighted-l1, linf and two groups; for elastic-net θ is a rational function of λ, without
 * further zeros. The knots of the constraint form are the same, by `budget`. Source: Efron et al. (2004), "Least Angle
 * Regression", with the lasso's modification.
 * @returns at least one knot; the first has R = 0, the last is the least penalised minimiser of L
 * @throws Complaint for a penalty whose path has no knots (l2, l2-norm, lp with p > 1), or that is not convex
 */
export function path2(quadratic: Quadratic, penalty: Penalty): Knot[] {
  const shape = shapeOf(penalty);
  if (shape.kind === 'round' || shape.kind === 'power' || (shape.kind === 'split' && shape.weights[0] + shape.weights[1] === 0 && shape.bend > 0)) {
    throw new Complaint(`penalty is ${penalty.kind}, whose path bends everywhere; knots are those of l1, weighted-l1, linf and elastic-net.`, 'penalty');
  }
  const { bowl: straight, turned, size, stiffness } = scaledOf(quadratic);
  const square = shape.kind === 'square';
  const bowl = square ? turned : straight;
  const weights: Vec2 = square ? [1, 1] : shape.weights;
  const bend = square ? 0 : shape.bend * size;
  const knot = (lambda: number, theta: Vec2): Knot => {
    const [x, y] = square ? unturn(theta) : theta;
    const back: Vec2 = [x * size, y * size];
    return { lambda: lambda * stiffness * size, theta: back, budget: penaltyAt(penalty, back) };
  };
  const largest = lambdaMax(quadratic, penalty);
  const least = leastPenalised(quadratic, penalty).theta;
  const last: Knot = { lambda: 0, theta: least, budget: penaltyAt(penalty, least) };
  if (largest === 0) return [last];
  const { a, c, b } = bowl;
  const start: Vec2 = weights[0] === 0 && a > 0 ? [b[0] / a, 0] : weights[1] === 0 && c > 0 ? [0, b[1] / c] : [0, 0];
  const events = [
    ...leaving(bowl, weights, bend),
    ...leaving(swap(bowl), [weights[1], weights[0]], bend).map(([lambda, [y, x]]) => [lambda, [x, y]] as const),
  ].map(([lambda, theta]) => knot(lambda, theta));
  const first: Knot = { ...knot(0, start), lambda: largest };
  // Two weights that enter together do so at λmax, but for rounding.
  const inner = events.filter(({ lambda }) => lambda > 0 && lambda < largest * (1 - 8 * Number.EPSILON)).sort((one, other) => other.lambda - one.lambda);
  return [first, ...inner, last];
}
