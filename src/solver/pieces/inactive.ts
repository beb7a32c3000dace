import type { Quadratic } from '../../problem/quadratic.ts';
import { type PieceSolution, weigh } from './candidates.ts';
import { leastConcave } from './least.ts';

/**
 * The solution where some minimiser of L has Σ P(|θᵢ|) ≤ t, so that the constraint does not bind; undefined where none has. P is
 * concave and increasing on s ≥ 0.
 */
export function inactive(quadratic: Quadratic, at: (s: number) => number, budget: number): PieceSolution | undefined {
  const inside = leastConcave(quadratic, at);
  const theta = inside[0]!;
  const needed = at(Math.abs(theta[0])) + at(Math.abs(theta[1]));
  if (needed > budget) return undefined;
  // Of a line of minimisers only one may be inside; at the same R as at infinity (saturated penalties) all are.
  const alone = quadratic.rank === 2 || (quadratic.rank === 1 && needed === budget && at(2 * (Math.abs(theta[0]) + Math.abs(theta[1]))) > needed);
  return {
    theta, value: weigh(quadratic, theta).value, minimizers: inside, unique: alone && inside.length === 1,
    scope: 'proven', lambda: 0, gapToNext: inside.length > 1 ? 0 : null,
  };
}

/** The solution at t = 0, the origin alone, with the least of its multipliers. */
export const nailed = (quadratic: Quadratic, lambda: number): PieceSolution => ({
  theta: [0, 0], value: weigh(quadratic, [0, 0]).value, minimizers: [[0, 0]], unique: true, scope: 'proven', lambda, gapToNext: null,
});

/** min L alone, as the penalty form at λ = 0: the least penalised minimisers, limits of the path as λ → 0. */
export function free(quadratic: Quadratic, at: (s: number) => number): PieceSolution {
  const solution = inactive(quadratic, at, Infinity)!;
  return { ...solution, unique: quadratic.rank === 2, scope: 'convex', lambda: null };
}
