import type { Loss, PenaltyKind, Problem } from '../src/problem/types.ts';
import type { Grid } from '../src/problem/grid.ts';

// One set of problems for every contract test: plain, skewed, ill conditioned, singular, and from samples.
export const LOSS_SAMPLES: Record<string, Loss> = {
  default: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] },
  skewed: { kind: 'quadratic', minimizer: [-0.7, 2.1], curvature: [[3, -1.6], [-1.6, 1]] },
  'condition 100': { kind: 'quadratic', minimizer: [1.2, -1], curvature: [[50.5, 49.5], [49.5, 50.5]] },
  singular: { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 1], [1, 1]] },
  samples: { kind: 'squared', X: [[1, 2], [0.5, -1], [-2, 0.3], [1.1, 1.2]], y: [1, -0.5, 2, 0.7] },
};
export const KINDS: PenaltyKind[] = ['l1', 'l2', 'l2-norm'];
export const GRID: Grid = { window: { x: [-2, 3], y: [-2.5, 2.5] }, columns: 131, rows: 117 };

export function* problems(): Generator<[string, Problem]> {
  for (const [name, loss] of Object.entries(LOSS_SAMPLES)) for (const kind of KINDS) {
    yield [`${name}, ${kind}, λ = 0.6`, { loss, penalty: { kind }, form: 'penalty', lambda: 0.6 }];
    yield [`${name}, ${kind}, t = 0.8`, { loss, penalty: { kind }, form: 'constraint', budget: 0.8 }];
  }
}
