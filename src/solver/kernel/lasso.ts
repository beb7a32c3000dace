import type { Vec2 } from '../../problem/types.ts';
import type { Bowl } from './bowl.ts';
import { only, type Point } from './point.ts';
import { differenceOfProducts } from './products.ts';

/** sign(b)·max(|b| − λ, 0): the minimiser of ½θ² − bθ + λ|θ|. */
export const softThreshold = (b: number, lambda: number) => (b > lambda ? b - lambda : b < -lambda ? b + lambda : 0);

const TIE = 16 * Number.EPSILON; // as coarse as the rank of A, whose singularity it presupposes

/** Whether, for a singular A, the level lines of L run along a side of {w₁|x| + w₂|y| ≤ t}: |q₁|/w₁ = |q₂|/w₂. */
export function alongSide({ rank, q }: Bowl, [w1, w2]: Vec2): boolean {
  const first = Math.abs(q[0]) * w2, second = Math.abs(q[1]) * w1;
  return rank === 1 && first > 0 && Math.abs(first - second) <= TIE * first;
}

/**
 * The solution of (A + νI)θ = b − l: with Cramer's rule on b − l, or from θ̂ (det A · θ̂ = adj A · b), whichever adds up
 * the smaller numbers. Every term of the determinant is positive, so it holds for a singular A, too.
 */
export function stationary({ a, h, c, det, b, minimizer }: Bowl, nu: number, l1: number, l2: number): Vec2 {
  const f1 = b[0] - l1, f2 = b[1] - l2;
  if (nu > 1e100) return [f1 / nu, f2 / nu];
  const all = det + nu * (a + c) + nu * nu;
  const solve = (far: number, center: number, f: number, g: number, l: number, m: number) => {
    const n = far + nu;
    const turned = differenceOfProducts(far, l, h, m);
    const anchored = Math.abs(det * center) + Math.abs(nu * f) + Math.abs(turned);
    return (Math.abs(n * f) + Math.abs(h * g) < anchored ? differenceOfProducts(n, f, h, g) : det * center + nu * f - turned) / all;
  };
  if (nu === 0 && l1 === 0 && l2 === 0) return minimizer;
  return [solve(c, minimizer[0], f1, f2, l1, l2), solve(a, minimizer[1], f2, f1, l2, l1)];
}

/** For a singular A some solution has at most one nonzero weight. */
function singular({ a, c, b, q, rank, minimizer }: Bowl, [l1, l2]: Vec2, tie: boolean): Point {
  // A weight that neither L nor R sees is free; θ = 0 stands for all its values.
  const free: [boolean, boolean] = [a === 0 && l1 === 0, c === 0 && l2 === 0];
  const first = a > 0 ? softThreshold(b[0], l1) / a : 0;
  const second = c > 0 ? softThreshold(b[1], l2) / c : 0;
  if (rank === 0 || free[0] || free[1]) {
    if (!free[0] && !free[1]) return only([0, 0]);
    return { theta: [first, second], unique: false, others: [[free[0] ? minimizer[0] : first, free[1] ? minimizer[1] : second]] };
  }
  // In exact arithmetic the axis with the larger |qᵢ|/wᵢ holds.
  const axes: [Vec2, Vec2] = [[first, 0], [0, second]];
  const use = tie ? 0 : Math.abs(q[0]) * l2 >= Math.abs(q[1]) * l1 ? 0 : 1;
  return tie && first !== 0 && second !== 0 ? { theta: axes[0], unique: false, others: [axes[1]] } : only(axes[use]);
}

/**
 * Whether (x, 0) with sign s is the solution: |b₂ − hx| ≤ l₂, times a + ν. With det A · θ̂₂ for ab₂ − hb₁, and written as
 * the numerator of θ₂ in `stationary`, so that one holds exactly where the other has no solution.
 */
function aloneAt(a: number, h: number, rest: number, nu: number, l1: number, l2: number, s: number): boolean {
  return rest - nu * l2 <= differenceOfProducts(a, l2, s * h, l1) && -rest - nu * l2 <= differenceOfProducts(a, l2, -s * h, l1);
}

/**
 * min L + ν/2 ‖θ‖² + l₁|x| + l₂|y| by its active sets, each in closed form: none, one weight (a soft threshold), both
 * weights (a stationary point whose signs agree).
 */
export function lasso(bowl: Bowl, nu: number, l: Vec2): Point {
  const { a, h, c, b, det, rank, minimizer } = bowl;
  const [l1, l2] = l;
  if (rank < 2 && nu === 0) return singular(bowl, l, alongSide(bowl, l));
  if (Math.abs(b[0]) <= l1 && Math.abs(b[1]) <= l2) return only([0, 0]);
  const first = softThreshold(b[0], l1) / (a + nu);
  if (first !== 0 && aloneAt(a, h, det * minimizer[1] + nu * b[1], nu, l1, l2, Math.sign(first))) return only([first, 0]);
  const second = softThreshold(b[1], l2) / (c + nu);
  if (second !== 0 && aloneAt(c, h, det * minimizer[0] + nu * b[0], nu, l2, l1, Math.sign(second))) return only([0, second]);
  let best: Vec2 = [0, 0];
  let agreement = -Infinity;
  let weak = 0;
  for (let k = 0; k < 4; k += 1) {
    const s = k < 2 ? 1 : -1, z = k % 2 === 0 ? 1 : -1;
    const theta = stationary(bowl, nu, s * l1, z * l2);
    const one = l1 > 0 ? s * theta[0] : Infinity, two = l2 > 0 ? z * theta[1] : Infinity;
    if (Math.min(one, two) > agreement) [best, agreement, weak] = [theta, Math.min(one, two), one < two ? 0 : 1];
  }
  if (agreement > 0) return only(best);
  // A weight of the wrong sign is a zero that rounding missed by an ulp.
  return only(weak === 0 ? [0, second] : [first, 0]);
}
