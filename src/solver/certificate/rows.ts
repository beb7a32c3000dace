import { inBlocks } from '../../samples/blocks.ts';
import type { DataLoss } from '../../problem/types.ts';

/** The samples with weights that sum to 1 and, under an intercept, features centred: b′ = b + mean·θ is then the free one. */
export interface Rows {
  readonly n: number;
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
  readonly mean: readonly [number, number];
  /** Some weights are 0. */
  readonly idle: boolean;
  /** The longest row. */
  readonly length: number;
  /** How far η moves at most for a unit of θ: each row's length, and under an intercept the longest, since b′ moves by a mean of rows. */
  readonly span: Float64Array;
}

function* read({ X, y: targets, weights, intercept = false }: DataLoss): Generator<void, Rows> {
  const n = targets.length;
  const [p, q, y, weight, span] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let total = 0, length = 0, idle = false;
  yield* inBlocks(n, (from, to) => {
    let part = 0;
    for (let i = from; i < to; i += 1) part += weights ? weights[i]! : 1;
    total += part;
  });
  const mean: [number, number] = [0, 0];
  const [p0, q0] = X[0]!;
  yield* inBlocks(n, (from, to) => {
    let across = 0, up = 0;
    for (let i = from; i < to; i += 1) {
      const share = (weights ? weights[i]! : 1) / total;
      y[i] = targets[i]!;
      weight[i] = share;
      idle ||= share === 0;
      across += share * (X[i]![0] - p0); up += share * (X[i]![1] - q0);
    }
    mean[0] += across; mean[1] += up;
  });
  // Any centre does: the shift is exact for whatever number stands here. From the first row a constant column leaves exactly nothing.
  if (intercept) { mean[0] += p0; mean[1] += q0; } else mean.fill(0);
  yield* inBlocks(n, (from, to) => {
    for (let i = from; i < to; i += 1) {
      p[i] = X[i]![0] - mean[0]; q[i] = X[i]![1] - mean[1];
      span[i] = Math.hypot(p[i]!, q[i]!);
      if (weight[i]! > 0) length = Math.max(length, span[i]!);
    }
  });
  if (intercept) for (let i = 0; i < n; i += 1) span[i]! += length;
  return { n, p, q, y, weight, idle, mean, length, span };
}

const known = new WeakMap<DataLoss, Rows>();

/** The rows of a loss, in resumable steps; kept per loss value, since a sweep certifies the same one at every step. */
export function* rowsSteps(loss: DataLoss): Generator<void, Rows> {
  let rows = known.get(loss);
  if (!rows) known.set(loss, (rows = yield* read(loss)));
  return rows;
}
