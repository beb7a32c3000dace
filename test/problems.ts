import type { DataLoss, Loss, Penalty, Problem, Vec2 } from '../src/problem/types.ts';
import type { Grid } from '../src/problem/grid.ts';

// One set of problems for every contract test: every loss and every penalty of the catalogue, plain and hard.

/** Reproducible numbers from 0 to 1 (Park and Miller 1988). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** n samples around a line, with targets, labels or counts as the kind wants them. */
export function sampleLoss(kind: DataLoss['kind'], n = 40, more: object = {}): DataLoss {
  const random = randomNumbers(7 + n);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const X = Array.from({ length: n }, (): Vec2 => [normal(), normal()]);
  const y = X.map(([p, q]) => {
    const line = 0.9 * p - 0.4 * q + 0.7 * normal();
    return kind === 'poisson' ? Math.floor(2 * random() + Math.exp(0.5 * line)) : kind === 'squared' || kind === 'huber' ? line : line > 0 ? 1 : -1;
  });
  return { kind, X, y, ...(kind === 'huber' ? { delta: 0.8 } : {}), ...more } as DataLoss;
}

export const LOSS_SAMPLES: Record<string, Loss> = {
  default: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] },
  skewed: { kind: 'quadratic', minimizer: [-0.7, 2.1], curvature: [[3, -1.6], [-1.6, 1]] },
  'condition 100': { kind: 'quadratic', minimizer: [1.2, -1], curvature: [[50.5, 49.5], [49.5, 50.5]] },
  singular: { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 1], [1, 1]] },
  squared: sampleLoss('squared'),
  logistic: sampleLoss('logistic'),
  huber: sampleLoss('huber'),
  hinge: sampleLoss('hinge'),
  'squared-hinge': sampleLoss('squared-hinge'),
  poisson: sampleLoss('poisson'),
  'weighted logistic': sampleLoss('logistic', 30, { weights: Array.from({ length: 30 }, (_, i) => (i % 4) / 2) }),
  'logistic with intercept': sampleLoss('logistic', 30, { intercept: true }),
  'huber with intercept': sampleLoss('huber', 30, { intercept: true }),
  rosenbrock: { kind: 'rosenbrock' },
  himmelblau: { kind: 'himmelblau' },
  typed: { kind: 'formula', formula: 'a*(x - 1)^2 + sqrt(1 + y^2) + exp(-x*y/4)', parameters: { a: 0.7 } },
};

export const PENALTY_SAMPLES: Record<string, Penalty> = {
  l1: { kind: 'l1' },
  l2: { kind: 'l2' },
  'l2-norm': { kind: 'l2-norm' },
  linf: { kind: 'linf' },
  'elastic-net': { kind: 'elastic-net', ratio: 0.4 },
  'weighted-l1': { kind: 'weighted-l1', weights: [1, 2.5] },
  'lp ½': { kind: 'lp', p: 0.5 },
  'lp 3/2': { kind: 'lp', p: 1.5 },
  'lp 3': { kind: 'lp', p: 3 },
  group: { kind: 'group', groups: [[0, 1]] },
  scad: { kind: 'scad', shape: 3.7, lambda: 0.7 },
  mcp: { kind: 'mcp', shape: 3, lambda: 0.7 },
  typed: { kind: 'formula', formula: 'abs(x) + y^2/2 + abs(x - y)/3' },
};

export const GRID: Grid = { window: { x: [-2, 3], y: [-2.5, 2.5] }, columns: 131, rows: 117 };

const forms = (loss: Loss, penalty: Penalty): [string, Problem][] => [
  ['λ = 0.6', { loss, penalty, form: 'penalty', lambda: 0.6 }], ['t = 0.8', { loss, penalty, form: 'constraint', budget: 0.8 }],
];

/** Every loss with l1, and the default loss with every penalty, in both forms. */
export function* problems(): Generator<[string, Problem]> {
  for (const [name, loss] of Object.entries(LOSS_SAMPLES)) {
    for (const [amount, problem] of forms(loss, { kind: 'l1' })) yield [`${name}, l1, ${amount}`, problem];
  }
  for (const [name, penalty] of Object.entries(PENALTY_SAMPLES).slice(1)) {
    for (const [amount, problem] of forms(LOSS_SAMPLES.default!, penalty)) yield [`default, ${name}, ${amount}`, problem];
  }
}
