import { readFileSync } from 'node:fs';
import { parseCsv, type DataLoss, type WidePair } from '../src/core.ts';

// Losses of samples for the tests of the public door, and their values by hand.

export const table = parseCsv(readFileSync(new URL('../demo/data/diabetes.csv', import.meta.url), 'utf8'));

/** Numbers in [−½, ½), the same at every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647 - 0.5;
  };
}

/** n rows of p features and a linear target under noise. */
export function rows(n: number, weights: readonly number[], seed = 7, spread = 1) {
  const random = noise(seed);
  const X = Array.from({ length: n }, () => {
    const shared = random();
    return weights.map(() => 2 * random() + shared);
  });
  return { X, y: X.map((row) => row.reduce((sum, x, j) => sum + x * weights[j]!, 0.3) + spread * random()) };
}
export const labels = (y: readonly number[]) => y.map((value, i) => (i % 7 === 0 ? -1 : 1) * (value > 0.3 ? 1 : -1));

export const QUADRATIC = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] } as const;
export const { X, y } = rows(40, [1.2, -0.4]) as { X: [number, number][]; y: number[] };
export const DATA: Readonly<Record<DataLoss['kind'], DataLoss>> = {
  squared: { kind: 'squared', X, y, intercept: true },
  huber: { kind: 'huber', X, y, delta: 0.3, weights: y.map((_, i) => 1 + (i % 3)) },
  logistic: { kind: 'logistic', X, y: labels(y), intercept: true },
  hinge: { kind: 'hinge', X, y: labels(y) },
  'squared-hinge': { kind: 'squared-hinge', X, y: labels(y), intercept: true },
  poisson: { kind: 'poisson', X, y: y.map((value) => Math.max(0, Math.round(1 + value))), intercept: true },
};
export const WIDE: WidePair = { loss: { kind: 'squared', ...rows(50, [1, -0.5, 0, 0.2], 3), intercept: true }, penalty: { kind: 'l1' } };

/** The losses written by hand. */
export function meanLoss(loss: DataLoss, [u, v]: readonly number[], b = 0, rest: { X: readonly (readonly number[])[]; y: readonly number[]; weights?: readonly number[] } = loss): number {
  const of = (eta: number, target: number): number => {
    const r = eta - target, m = eta * target;
    switch (loss.kind) {
      case 'squared': return (r * r) / 2;
      case 'huber': return Math.abs(r) <= loss.delta ? (r * r) / 2 : loss.delta * (Math.abs(r) - loss.delta / 2);
      case 'logistic': return Math.log1p(Math.exp(-m));
      case 'hinge': return Math.max(0, 1 - m);
      case 'squared-hinge': return Math.max(0, 1 - m) ** 2;
      case 'poisson': return Math.exp(eta) - target * eta;
      default: return loss satisfies never;
    }
  };
  const share = (i: number) => rest.weights?.[i] ?? 1;
  return rest.y.reduce((sum, target, i) => sum + share(i) * of(rest.X[i]![0]! * u! + rest.X[i]![1]! * v! + b, target), 0) / rest.y.reduce((sum, _, i) => sum + share(i), 0);
}
