import type { WideLoss, WidePenalty } from '../../problem/wide.ts';

/**
 * A loss laid out for the solvers: contiguous columns, rows of weight 0 left out, weights scaled to sum 1, and with an
 * intercept the weighted means taken out. Least squares has its rows multiplied by √v, so that L = ½‖y − Xθ‖².
 */
export interface Columns {
  readonly kind: WideLoss['kind'];
  readonly n: number;
  readonly p: number;
  /** p columns of n. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Row weights, which sum to 1. */
  readonly v: Float64Array;
  readonly intercept: boolean;
  /** What was taken out of each column, and of y (least squares). */
  readonly means: Float64Array;
  readonly target: number;
  /** √Σ v x² of each column; exactly 0 for one that the intercept makes empty. */
  readonly norms: Float64Array;
  /** √Σ v y². */
  readonly reach: number;
}

/** R = Σ aⱼ|θⱼ| + curvature/2 Σθⱼ², which all penalties of the wide problem are. */
export interface Shape {
  readonly a: Float64Array;
  readonly curvature: number;
}

export function shapeOf(penalty: WidePenalty, p: number): Shape {
  switch (penalty.kind) {
    case 'l1': return { a: new Float64Array(p).fill(1), curvature: 0 };
    case 'l2': return { a: new Float64Array(p), curvature: 2 };
    case 'elastic-net': return { a: new Float64Array(p).fill(penalty.ratio), curvature: 1 - penalty.ratio };
    case 'weighted-l1': return { a: Float64Array.from(penalty.weights), curvature: 0 };
    default: return penalty satisfies never;
  }
}

export function penaltyAt({ a, curvature }: Shape, theta: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < theta.length; j += 1) sum += Math.abs(theta[j]!) * (a[j]! + (curvature / 2) * Math.abs(theta[j]!));
  return sum;
}

/** x·z of two columns. */
export function dot(x: Float64Array, from: number, z: Float64Array, other: number, n: number): number {
  let s = 0, t = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    s += x[from + i]! * z[other + i]!;
    t += x[from + i + 1]! * z[other + i + 1]!;
  }
  return i < n ? s + t + x[from + i]! * z[other + i]! : s + t;
}

/** Mean with weights v; the second pass over the remainders takes out the first one's rounding. */
function meanOf(values: Float64Array, from: number, v: Float64Array): number {
  const first = dot(values, from, v, 0, v.length);
  let rest = 0;
  for (let i = 0; i < v.length; i += 1) rest += v[i]! * (values[from + i]! - first);
  return first + rest;
}

function layOut({ kind, X, y: targets, weights, intercept = false }: WideLoss): Columns {
  const rows = targets.map((_, i) => i).filter((i) => !weights || weights[i]! > 0);
  const n = rows.length, p = X[0]!.length;
  let heaviest = 0, total = 0; // scaled by the heaviest, so that the sum of large weights stays finite
  for (const i of rows) heaviest = Math.max(heaviest, weights?.[i] ?? 1);
  for (const i of rows) total += (weights?.[i] ?? 1) / heaviest;
  const v = Float64Array.from(rows, (i) => (weights?.[i] ?? 1) / heaviest / total);
  const x = new Float64Array(n * p);
  const y = Float64Array.from(rows, (i) => targets[i]!);
  const means = new Float64Array(p), norms = new Float64Array(p);
  for (let j = 0; j < p; j += 1) {
    let largest = 0;
    for (let i = 0; i < n; i += 1) largest = Math.max(largest, Math.abs(x[j * n + i] = X[rows[i]!]![j]!));
    if (intercept) means[j] = meanOf(x, j * n, v);
    let squares = 0;
    for (let i = 0; i < n; i += 1) squares += v[i]! * (x[j * n + i]! -= means[j]!) ** 2;
    norms[j] = Math.sqrt(squares);
    // What centring leaves of a constant column is rounding: it explains nothing, and is exactly nothing from here on.
    if (intercept && norms[j]! <= 8 * Number.EPSILON * largest) { norms[j] = 0; x.fill(0, j * n, (j + 1) * n); }
  }
  const target = intercept && kind === 'squared' ? meanOf(y, 0, v) : 0;
  if (kind === 'squared') for (let i = 0; i < n; i += 1) {
    const root = Math.sqrt(v[i]!);
    y[i] = (y[i]! - target) * root;
    for (let j = 0; j < p; j += 1) x[j * n + i]! *= root;
  }
  const reach = kind === 'squared' ? Math.sqrt(dot(y, 0, y, 0, n)) : 1;
  return { kind, n, p, x, y, v, intercept, means, target, norms, reach };
}

const known = new WeakMap<WideLoss, Columns>();

/** The columns of a loss; kept per loss value, since a path asks for the same ones at every λ. */
export function columnsOf(loss: WideLoss): Columns {
  let found = known.get(loss);
  if (!found) known.set(loss, (found = layOut(loss)));
  return found;
}
