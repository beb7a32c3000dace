import type { DataLoss, Grid, Loss, Penalty, Problem, Vec2 } from '../../src/core.ts';

// Every loss and every penalty of the library, with numbers that make each of them work.

/** Reproducible numbers from 0 to 1 (Park and Miller 1988). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** n samples around a line, with targets, labels or counts as the kind wants them. */
export function sampleLoss(kind: DataLoss['kind'], n: number): DataLoss {
  const random = numbers(7 + n), normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const X = Array.from({ length: n }, (): Vec2 => [normal(), normal()]);
  const y = X.map(([p, q]) => {
    const line = 0.9 * p - 0.4 * q + 0.7 * normal();
    return kind === 'poisson' ? Math.floor(2 * random() + Math.exp(0.5 * line)) : kind === 'squared' || kind === 'huber' ? line : line > 0 ? 1 : -1;
  });
  return { kind, X, y, ...(kind === 'huber' ? { delta: 0.8 } : {}) } as DataLoss;
}

const ROWS = 20;

export const LOSSES = {
  quadratic: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] },
  squared: sampleLoss('squared', ROWS), logistic: sampleLoss('logistic', ROWS), huber: sampleLoss('huber', ROWS),
  hinge: sampleLoss('hinge', ROWS), 'squared-hinge': sampleLoss('squared-hinge', ROWS), poisson: sampleLoss('poisson', ROWS),
  rosenbrock: { kind: 'rosenbrock' },
  himmelblau: { kind: 'himmelblau' },
  formula: { kind: 'formula', formula: 'a*(x - 1)^2 + sqrt(1 + y^2) + exp(-x*y/4)', parameters: { a: 0.7 } },
} as const satisfies Record<Loss['kind'], Loss>;

export const PENALTIES = {
  l1: { kind: 'l1' }, l2: { kind: 'l2' }, 'l2-norm': { kind: 'l2-norm' }, linf: { kind: 'linf' },
  'elastic-net': { kind: 'elastic-net', ratio: 0.4 }, 'weighted-l1': { kind: 'weighted-l1', weights: [1, 2.5] },
  'lp ½': { kind: 'lp', p: 0.5 }, 'lp 3/2': { kind: 'lp', p: 1.5 }, 'lp 3': { kind: 'lp', p: 3 }, group: { kind: 'group', groups: [[0, 1]] },
  scad: { kind: 'scad', shape: 3.7, lambda: 0.7 }, mcp: { kind: 'mcp', shape: 3, lambda: 0.7 },
  formula: { kind: 'formula', formula: 'abs(x) + y^2/2 + abs(x - y)/3' },
} as const satisfies Record<string, Penalty>;

export type LossName = keyof typeof LOSSES;
export type PenaltyName = keyof typeof PENALTIES;

/** Where each field is compared: off the round numbers, on both sides of every crease. */
export const GRID: Grid = { window: { x: [-2, 3], y: [-2.5, 2.5] }, columns: 33, rows: 31 };

export interface Entry { readonly loss: LossName; readonly penalty: PenaltyName; readonly problem: Problem }

/** Every loss with every penalty. */
export const ENTRIES: readonly Entry[] = (Object.keys(LOSSES) as LossName[]).flatMap((loss) => (Object.keys(PENALTIES) as PenaltyName[]).map((penalty): Entry =>
  ({ loss, penalty, problem: { loss: LOSSES[loss], penalty: PENALTIES[penalty], form: 'penalty', lambda: 0.6 } })));
