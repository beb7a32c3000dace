import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';

/**
 * The minimisers of L with the least Σ P(|θᵢ|), for any P that is concave and increasing on s ≥ 0. Inside a quadrant Σ P is
 * concave along the line of minimisers of a singular L, so its least value is at an axis: both crossings are weighed, and a
 * tie lists both. They are the limits of the penalty path as λ → 0.
 */
export function leastConcave({ rank, minimizer, q, b, eigenvalues: [large] }: Quadratic, at: (s: number) => number): readonly Vec2[] {
  if (rank === 2) return [minimizer];
  const reach = rank === 0 ? 0 : (q[0] * b[0] + q[1] * b[1]) / large; // the line of minimisers is q·θ = reach
  if (reach === 0) return [[0, 0]];
  const first: Vec2 = [reach / q[0], 0], second: Vec2 = [0, reach / q[1]];
  const costs = [q[0] === 0 ? Infinity : at(Math.abs(first[0])), q[1] === 0 ? Infinity : at(Math.abs(second[1]))] as const;
  if (costs[0] !== Infinity && Math.abs(costs[0] - costs[1]) <= 16 * Number.EPSILON * costs[0]) return [first, second];
  return [costs[0] < costs[1] ? first : second];
}
