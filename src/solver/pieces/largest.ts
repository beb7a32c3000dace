import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import { powerAt } from './power.ts';
import { minimisePower } from './power-penalty.ts';

/**
 * The least λ at which 0 solves the penalty form of lp, 0 < p < 1: sup (L(0) − L)/R. On an axis the supremum is at θ = 2b(1 − p)/(a(2 − p)).
 * From the better axis Dinkelbach's iteration (1967, "On nonlinear fractional programming") rises to the supremum: a solution at
 * a smaller λ has a greater ratio.
 */
export function lambdaMaxPower(quadratic: Quadratic, p: number): number {
  const { A: [[a], [, c]], b } = quadratic;
  const ratio = (theta: Vec2) => (gain(quadratic, theta) || 0) / powerAt(p, theta);
  let lambda = 0;
  for (const [along, curvature] of [[0, a], [1, c]] as const) if (b[along] !== 0) {
    const s = (2 * b[along] * (1 - p)) / (curvature * (2 - p));
    lambda = Math.max(lambda, ratio(along === 0 ? [s, 0] : [0, s]));
  }
  for (let round = 0; round < 60 && lambda > 0; round += 1) {
    let next = lambda;
    for (const theta of minimisePower(quadratic, p, lambda).minimizers) if (theta[0] !== 0 || theta[1] !== 0) next = Math.max(next, ratio(theta));
    if (!(next > lambda * (1 + 4 * Number.EPSILON))) return next;
    lambda = next;
  }
  return lambda;
}

/** L(0) − L(θ) without the constant that both share. */
function gain({ A: [[a, h], [, c]], b }: Quadratic, [x, y]: Vec2): number {
  return b[0] * x + b[1] * y - (a * x * x + 2 * h * x * y + c * y * y) / 2;
}
