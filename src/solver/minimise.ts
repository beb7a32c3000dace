import type { Quadratic } from '../problem/quadratic.ts';
import type { PenaltyKind, Vec2 } from '../problem/types.ts';
import { ridge, rotate, secularRoot, unrotate } from './secular.ts';

/** A point found by a solver; `others` are further minimisers when it is not the only one. */
export interface Point {
  readonly theta: Vec2;
  readonly unique: boolean;
  readonly others: readonly Vec2[];
}
const only = (theta: Vec2): Point => ({ theta, unique: true, others: [] });
const SIGNS = [1, -1] as const;

/** sign(b)·max(|b| − λ, 0): the minimiser of ½θ² − bθ + λ|θ|. */
export const softThreshold = (b: number, lambda: number) => (b > lambda ? b - lambda : b < -lambda ? b + lambda : 0);

/**
 * The minimisers of ½(θ−θ̂)ᵀA(θ−θ̂) that have the least R. For a regular A that is θ̂; for a singular one it is the limit
 * of the penalty path as λ → 0, so a figure whose λ reaches 0 does not jump.
 */
export function leastPenalised(quadratic: Quadratic, kind: PenaltyKind): Point {
  const { rank, minimizer, q } = quadratic;
  if (rank === 2) return only(minimizer);
  if (rank === 0) return { theta: [0, 0], unique: false, others: [minimizer] };
  const shortest = ridge(quadratic, 0);
  const reach = q[0] * shortest[0] + q[1] * shortest[1]; // the line of minimisers is q·θ = reach
  if (kind !== 'l1') return { theta: shortest, unique: false, others: [minimizer] };
  const first: Vec2 = [reach / q[0], 0];
  const second: Vec2 = [0, reach / q[1]];
  return Math.abs(q[0]) >= Math.abs(q[1]) ? { theta: first, unique: false, others: [minimizer, second] }
    : { theta: second, unique: false, others: [minimizer, first] };
}

/**
 * l1 by its active sets, each in closed form: none, one weight (a soft threshold), both weights (θ̂ − λA⁻¹s, kept where the
 * signs agree). For a singular A some solution always has at most one nonzero weight.
 */
function lasso(quadratic: Quadratic, lambda: number): Point {
  const { A: [[a, h], [, c]], b, minimizer, rank, eigenvalues: [m1, m2] } = quadratic;
  if (Math.abs(b[0]) <= lambda && Math.abs(b[1]) <= lambda) return only([0, 0]);
  const first = a > 0 ? softThreshold(b[0], lambda) / a : 0;
  const second = c > 0 ? softThreshold(b[1], lambda) / c : 0;
  const firstHolds = first !== 0 && Math.abs(b[1] - h * first) <= lambda;
  const secondHolds = second !== 0 && Math.abs(b[0] - h * second) <= lambda;
  if (rank < 2) {
    // In exact arithmetic one axis always holds here; rounding may miss both by an ulp on a tie, so the larger column decides.
    const useFirst = firstHolds !== secondHolds ? firstHolds : a >= c;
    // L depends on q·θ alone; the diamond's side lies along its level lines just where |q₁| = |q₂|, that is a = c.
    const tie = a === c && first !== 0 && second !== 0;
    const axes: [Vec2, Vec2] = [[first, 0], [0, second]];
    return { theta: axes[useFirst ? 0 : 1], unique: !tie, others: tie ? [axes[useFirst ? 1 : 0]] : [] };
  }
  if (firstHolds) return only([first, 0]);
  if (secondHolds) return only([0, second]);
  const determinant = m1 * m2;
  let best: Vec2 = minimizer;
  let slack = -Infinity;
  for (const s of SIGNS) for (const z of SIGNS) {
    const theta: Vec2 = [minimizer[0] - (lambda * (c * s - h * z)) / determinant, minimizer[1] - (lambda * (a * z - h * s)) / determinant];
    const agreement = Math.min(s * theta[0], z * theta[1]);
    if (agreement > slack) [best, slack] = [theta, agreement];
  }
  return only(best);
}

function ridgeNorm(quadratic: Quadratic, lambda: number): Point {
  const beta = rotate(quadratic);
  if (Math.hypot(...beta) <= lambda) return only([0, 0]);
  // θ ≠ 0 solves (A + (λ/ρ)I)θ = b with ρ = ‖θ‖, that is ‖β/(λ + μρ)‖ = 1
  const scaled: Vec2 = quadratic.eigenvalues;
  const shortest = ridge(quadratic, 0);
  const radius = secularRoot(beta, [lambda, lambda], scaled, Math.hypot(...shortest));
  return only(unrotate(quadratic, [
    beta[0] === 0 ? 0 : (beta[0] * radius) / (lambda + scaled[0] * radius),
    beta[1] === 0 ? 0 : (beta[1] * radius) / (lambda + scaled[1] * radius),
  ]));
}

/** Solves min L + λR for λ > 0; λ = 0 gives the least penalised minimiser of L. */
export function minimise(quadratic: Quadratic, kind: PenaltyKind, lambda: number): Point {
  if (lambda === 0) return leastPenalised(quadratic, kind);
  switch (kind) {
    case 'l1': return lasso(quadratic, lambda);
    case 'l2': return only(ridge(quadratic, 2 * lambda));
    case 'l2-norm': return ridgeNorm(quadratic, lambda);
    default: return kind satisfies never;
  }
}
