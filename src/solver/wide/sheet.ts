import type { WideLoss } from '../../problem/wide.ts';

/**
 * The rows of a loss as the certificate reads them: columns exactly as they were given, neither centred nor scaled, rows of
 * weight 0 left out. Its own, apart from the columns that the solvers lay out.
 */
export interface Sheet {
  readonly n: number;
  readonly p: number;
  /** p columns of n. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Row weights over their sum. */
  readonly v: Float64Array;
  /** Σ v x of each column. */
  readonly means: Float64Array;
}

const known = new WeakMap<WideLoss, Sheet>();

/** The sheet of a loss; kept per loss value, which is immutable. */
export function sheetOf(loss: WideLoss): Sheet {
  let found = known.get(loss);
  if (!found) {
    const { X, y, weights } = loss;
    const rows = [...y.keys()].filter((i) => !weights || weights[i]! > 0);
    const n = rows.length, p = X[0]!.length;
    const x = new Float64Array(n * p), v = Float64Array.from(rows, (i) => weights?.[i] ?? 1), means = new Float64Array(p);
    rows.forEach((row, i) => { for (let j = 0, own = X[row]!; j < p; j += 1) x[j * n + i] = own[j]!; });
    const total = v.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < n; i += 1) v[i]! /= total;
    for (let j = 0; j < p; j += 1) means[j] = product(x, j * n, v, 0, n);
    known.set(loss, (found = { n, p, x, y: Float64Array.from(rows, (i) => y[i]!), v, means }));
  }
  return found;
}

/** Σ x z of two columns. */
export function product(x: Float64Array, from: number, z: Float64Array, other: number, n: number): number {
  let even = 0, odd = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    even += x[from + i]! * z[other + i]!;
    odd += x[from + i + 1]! * z[other + i + 1]!;
  }
  return even + odd + (i < n ? x[from + i]! * z[other + i]! : 0);
}

/** √Σ value². */
export function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i]! * values[i]!;
  return Math.sqrt(sum);
}
