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

function read({ X, y, weights, intercept = false }: DataLoss): Rows {
  const n = y.length;
  let total = 0;
  for (let i = 0; i < n; i += 1) total += weights?.[i] ?? 1;
  const weight = Float64Array.from(y, (_, i) => (weights?.[i] ?? 1) / total);
  const mean: [number, number] = [0, 0];
  // Any centre does: the shift is exact for whatever number stands here. From the first row a constant column leaves exactly nothing.
  if (intercept) {
    const [p0, q0] = X[0]!;
    for (let i = 0; i < n; i += 1) { mean[0] += weight[i]! * (X[i]![0] - p0); mean[1] += weight[i]! * (X[i]![1] - q0); }
    mean[0] += p0; mean[1] += q0;
  }
  const p = Float64Array.from(X, (row) => row[0] - mean[0]), q = Float64Array.from(X, (row) => row[1] - mean[1]);
  const span = new Float64Array(n);
  let length = 0;
  for (let i = 0; i < n; i += 1) {
    span[i] = Math.hypot(p[i]!, q[i]!);
    if (weight[i]! > 0) length = Math.max(length, span[i]!);
  }
  if (intercept) for (let i = 0; i < n; i += 1) span[i]! += length;
  return { n, p, q, y: Float64Array.from(y), weight, idle: weight.includes(0), mean, length, span };
}

const known = new WeakMap<DataLoss, Rows>();

/** The rows of a loss; kept per loss value, since a sweep certifies the same one at every step. */
export function rowsOf(loss: DataLoss): Rows {
  let rows = known.get(loss);
  if (!rows) known.set(loss, (rows = read(loss)));
  return rows;
}
