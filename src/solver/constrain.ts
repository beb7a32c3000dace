import type { Quadratic } from '../problem/quadratic.ts';
import type { PenaltyKind, Vec2 } from '../problem/types.ts';
import type { Point } from './minimise.ts';
import { leastPenalised } from './minimise.ts';
import { ridge, rotate, secularRoot } from './secular.ts';

/** A constrained solution with its multiplier λ ≥ 0; null where none is attained. */
export interface ConstrainedPoint extends Point {
  readonly lambda: number | null;
}

/** −∇L(θ) = A(θ̂ − θ), or b at the origin, where that is exact. */
function pull({ A: [[a, h], [, c]], minimizer, b }: Quadratic, theta: Vec2): Vec2 {
  if (theta[0] === 0 && theta[1] === 0) return b;
  const u = minimizer[0] - theta[0], v = minimizer[1] - theta[1];
  return [a * u + h * v, h * u + c * v];
}

/** The smallest λ for which θ = 0 solves the penalty form: R°(−∇L(0)); Infinity for l2, unless L is flat at 0. */
export function lambdaMax({ b }: Quadratic, kind: PenaltyKind): number {
  switch (kind) {
    case 'l1': return Math.max(Math.abs(b[0]), Math.abs(b[1]));
    case 'l2-norm': return Math.hypot(...b);
    case 'l2': return b[0] === 0 && b[1] === 0 ? 0 : Infinity;
    default: return kind satisfies never;
  }
}

/**
 * The diamond by its four edges: L along an edge is a parabola, whose lowest point is clipped to the edge, and a clipped
 * coordinate is an exact zero.
 */
function diamond(quadratic: Quadratic, budget: number): ConstrainedPoint {
  const { A: [[a, h], [, c]] } = quadratic;
  let best: Vec2 = [0, 0];
  let lowest = Infinity;
  let flat: Vec2 | undefined; // the other end of an edge on which L does not change
  for (const s of [1, -1]) for (const z of [1, -1]) {
    // θ(u) = (s·u, z·(t − u)), 0 ≤ u ≤ t, with slope along (s, −z)
    const bend = a - 2 * s * z * h + c;
    const start = pull(quadratic, [0, z * budget]);
    const rise = s * start[0] - z * start[1];
    const along = rise <= 0 ? 0 : bend > 0 ? Math.min(rise / bend, budget) : budget;
    const theta: Vec2 = [along === 0 ? 0 : s * along, along === budget ? 0 : z * (budget - along)];
    const u = theta[0] - quadratic.minimizer[0], v = theta[1] - quadratic.minimizer[1];
    const loss = a * u * u + 2 * h * u * v + c * v * v;
    if (loss < lowest) [best, lowest, flat] = [theta, loss, rise === 0 && bend <= 0 ? [s * budget, 0] : undefined];
  }
  const force = pull(quadratic, best);
  const weights = [Math.abs(best[0]) / budget, Math.abs(best[1]) / budget] as const;
  const lambda = weights[0] * Math.sign(best[0]) * force[0] + weights[1] * Math.sign(best[1]) * force[1];
  return { theta: best, lambda: Math.max(0, lambda), unique: !flat, others: flat ? [flat] : [] };
}

/** The disc of radius ρ: (A + νI)θ = b with ‖θ‖ = ρ, as in a trust region step. */
function disc(quadratic: Quadratic, radius: number): { theta: Vec2; nu: number } {
  const beta = rotate(quadratic);
  const [m1, m2] = quadratic.eigenvalues;
  const nu = secularRoot([beta[0] / radius, beta[1] / radius], [m1, m2], [1, 1], Math.hypot(...beta) / radius);
  return { theta: ridge(quadratic, nu), nu };
}

export const penaltyAt = (kind: PenaltyKind, [x, y]: Vec2) =>
  kind === 'l1' ? Math.abs(x) + Math.abs(y) : kind === 'l2' ? x * x + y * y : Math.hypot(x, y);

/** Solves min L subject to R ≤ t. An inactive constraint answers with the least penalised minimiser and λ = 0. */
export function constrain(quadratic: Quadratic, kind: PenaltyKind, budget: number): ConstrainedPoint {
  const free = leastPenalised(quadratic, kind);
  const needed = penaltyAt(kind, free.theta);
  if (needed <= budget) return { ...free, unique: free.unique || needed === budget, lambda: 0 };
  if (budget === 0) {
    const largest = lambdaMax(quadratic, kind);
    return { theta: [0, 0], unique: true, others: [], lambda: largest === Infinity ? null : largest };
  }
  switch (kind) {
    case 'l1': return diamond(quadratic, budget);
    case 'l2': {
      const { theta, nu } = disc(quadratic, Math.sqrt(budget));
      return { theta, lambda: nu / 2, unique: true, others: [] };
    }
    case 'l2-norm': {
      const { theta, nu } = disc(quadratic, budget);
      return { theta, lambda: nu * budget, unique: true, others: [] };
    }
    default: return kind satisfies never;
  }
}
