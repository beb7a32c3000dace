import { Complaint } from '../problem/complaint.ts';
import type { DataLoss, Matrix2, Vec2 } from '../problem/types.ts';

export type SampleKind = DataLoss['kind'];

/**
 * The samples of a data loss as columns, n rows of positive weight: η = x θ₁ + z θ₂ + s b. For labels the rows are signed,
 * so that η is the margin; otherwise s = 1. With an intercept the features are centred at their weighted means, which only
 * moves b and keeps the Hessian's Schur complement from cancelling.
 */
export interface Columns {
  readonly kind: SampleKind;
  readonly n: number;
  readonly x: Float64Array;
  readonly z: Float64Array;
  readonly s: Float64Array;
  /** Targets; all 1 for labels, whose sign is in the rows: the margin that a hinge asks for. */
  readonly y: Float64Array;
  /** Weights as shares: they sum to 1. */
  readonly w: Float64Array;
  /** All shares are 1/n. */
  readonly uniform: boolean;
  /** Where each row stands in the loss's own order. */
  readonly rows: Int32Array;
  readonly intercept: boolean;
  readonly mean: Vec2;
  /** Huber's δ; the width that smooths a hinge; else 0. */
  readonly delta: number;
  /** Weighted mean of (x, z)(x, z)ᵀ, its trace's scale and rank: what no curvature of the samples can exceed in rank. */
  readonly gram: Matrix2;
  readonly rank: 0 | 1 | 2;
  /** Unit vector of the one direction that the features span, for rank 1. */
  readonly q: Vec2;
  /** The largest |target|: the length by which an intercept is measured. */
  readonly tall: number;
  readonly loss: DataLoss;
}

const LABELLED: readonly SampleKind[] = ['logistic', 'hinge', 'squared-hinge'];
const known = new WeakMap<DataLoss, Columns>();

/** The rows span one direction when every cross product with the longest of them is rounding. */
function span(x: Float64Array, z: Float64Array, unsure: number): { rank: 0 | 1 | 2; q: Vec2 } {
  let longest = 0, p = 0, r = 0;
  for (let i = 0; i < x.length; i += 1) {
    const size = Math.hypot(x[i]!, z[i]!);
    if (size > longest) [longest, p, r] = [size, x[i]!, z[i]!];
  }
  if (longest <= unsure) return { rank: 0, q: [1, 0] };
  const q: Vec2 = [p / longest, r / longest];
  for (let i = 0; i < x.length; i += 1) {
    const across = Math.abs(q[0] * z[i]! - q[1] * x[i]!);
    if (across > 8 * Number.EPSILON * Math.hypot(x[i]!, z[i]!) + 2 * unsure) return { rank: 2, q };
  }
  return { rank: 1, q };
}

function build(loss: DataLoss): Columns {
  const { kind, X, y: targets, weights, intercept = false } = loss;
  const kept: number[] = [];
  let total = 0;
  for (let i = 0; i < targets.length; i += 1) {
    const weight = weights ? weights[i]! : 1;
    if (weight > 0) { kept.push(i); total += weight; }
  }
  const n = kept.length;
  const [x, z, s, y, w] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const mean: [number, number] = [0, 0];
  const largest: [number, number] = [0, 0];
  let positive = 0, uniform = true;
  kept.forEach((row, i) => {
    w[i] = (weights ? weights[row]! : 1) / total;
    uniform &&= w[i] === w[0];
    for (const j of [0, 1] as const) {
      mean[j] += intercept ? w[i]! * (X[row]![j] - X[kept[0]!]![j]) : 0; // from the first row, so that a constant column leaves exactly nothing
      largest[j] = Math.max(largest[j], Math.abs(X[row]![j]));
    }
    if (targets[row]! > 0) positive += 1;
  });
  if (intercept) for (const j of [0, 1] as const) mean[j] += X[kept[0]!]![j];
  const labelled = LABELLED.includes(kind);
  if (intercept && labelled && (positive === 0 || positive === n)) {
    throw new Complaint('All labels are of one class, so that an unpenalised intercept fits them alone; give samples of both classes or leave the intercept out.', 'intercept');
  }
  if (intercept && kind === 'poisson' && positive === 0) {
    throw new Complaint('All counts are zero, so that an unpenalised intercept runs to −∞; give a count above zero or leave the intercept out.', 'intercept');
  }
  let xx = 0, xz = 0, zz = 0;
  kept.forEach((row, i) => {
    const sign = labelled ? targets[row]! : 1;
    s[i] = sign;
    y[i] = labelled ? 1 : targets[row]!;
    x[i] = sign * (X[row]![0] - mean[0]);
    z[i] = sign * (X[row]![1] - mean[1]);
    xx += w[i]! * x[i]! * x[i]!; xz += w[i]! * x[i]! * z[i]!; zz += w[i]! * z[i]! * z[i]!;
  });
  const unsure = intercept ? 4 * Number.EPSILON * Math.hypot(...largest) : 0; // what centring may leave of a constant column
  return {
    kind, n, x, z, s, y, w, uniform, rows: Int32Array.from(kept), intercept, mean, delta: loss.kind === 'huber' ? loss.delta : 0,
    gram: [[xx, xz], [xz, zz]], ...span(x, z, unsure),
    tall: y.reduce((most, value) => Math.max(most, Math.abs(value)), labelled || kind === 'poisson' ? 1 : 0), loss,
  };
}

/**
 * Columns of a data loss, kept per loss value, since a λ sweep asks for the same ones at every step.
 * @throws Complaint where an intercept alone runs to infinity: labels of one class, or counts that are all zero
 */
export function columnsOf(loss: DataLoss): Columns {
  let found = known.get(loss);
  if (!found) known.set(loss, (found = build(loss)));
  return found;
}
