import type { Window } from '../../problem/grid.ts';
import type { Quadratic } from '../../problem/quadratic.ts';
import type { Loss } from '../../problem/types.ts';

/** The distance from a place to the nearest side of the window, along one axis; 0 outside. */
const inside = (at: number, [low, high]: readonly [number, number]) => Math.max(0, Math.min(at - low, high - at));

/**
 * A lower bound of a loss outside a window, where the loss is known to grow; −∞ where it is not.
 * - ½(θ − θ̂)ᵀA(θ − θ̂) on a line θ₁ = θ̂₁ ± d is at least ½d²·det A/a₂₂.
 * - Himmelblau's f² + g² is at least ½(f + g)² = ½(x² + x + y² + y − 18)², and u² + u ≥ r² − r where |u| ≥ r, ≥ −¼ anywhere.
 */
export function lossOutside(loss: Loss, quadratic: Quadratic | null): (window: Window) => number {
  return ({ x, y }) => {
    if (quadratic) {
      const { A: [[a], [, c]], eigenvalues: [large, small], minimizer, rank, offset } = quadratic;
      if (rank < 2) return -Infinity;
      const det = large * small, over = inside(minimizer[0], x), up = inside(minimizer[1], y);
      return offset + Math.min((over * over * det) / c, (up * up * det) / a) * (0.5 - 1e-9); // lowered by more than rounding
    }
    if (loss.kind !== 'himmelblau') return -Infinity;
    const r = Math.min(-x[0], x[1], -y[0], y[1]);
    return r > 6 ? (r * r - r - 18.25) ** 2 * (0.5 - 1e-9) : -Infinity;
  };
}
