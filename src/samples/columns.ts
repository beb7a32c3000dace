import { Complaint } from '../problem/complaint.ts';
import { finish } from '../problem/steps.ts';
import type { DataLoss, Matrix2, Vec2 } from '../problem/types.ts';
import { BLOCK, inBlocks } from './blocks.ts';

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
function* span(x: Float64Array, z: Float64Array, unsure: number): Generator<void, { rank: 0 | 1 | 2; q: Vec2 }> {
  let longest = 0, p = 0, r = 0;
  yield* inBlocks(x.length, (from, to) => {
    for (let i = from; i < to; i += 1) {
      const size = Math.hypot(x[i]!, z[i]!);
      if (size > longest) [longest, p, r] = [size, x[i]!, z[i]!];
    }
  });
  if (longest <= unsure) return { rank: 0, q: [1, 0] };
  const q: Vec2 = [p / longest, r / longest];
  for (let i = 0; i < x.length; i += 1) {
    const across = Math.abs(q[0] * z[i]! - q[1] * x[i]!);
    if (across > 8 * Number.EPSILON * Math.hypot(x[i]!, z[i]!) + 2 * unsure) return { rank: 2, q };
    if (i % BLOCK === BLOCK - 1) yield;
  }
  return { rank: 1, q };
}

interface Census { readonly rows: Int32Array; readonly total: number; readonly mean: Vec2; readonly largest: Vec2; readonly positive: number }

/** Which rows count, what they weigh, and with an intercept where their middle is. */
function* census({ X, y: targets, weights, intercept = false }: DataLoss): Generator<void, Census> {
  const kept = new Int32Array(targets.length);
  let n = 0, total = 0, positive = 0;
  yield* inBlocks(targets.length, (from, to) => {
    let sum = 0;
    for (let i = from; i < to; i += 1) {
      const weight = weights ? weights[i]! : 1;
      if (!(weight > 0)) continue;
      kept[n] = i;
      n += 1; sum += weight;
      if (targets[i]! > 0) positive += 1;
    }
    total += sum;
  });
  const mean: [number, number] = [0, 0], largest: [number, number] = [0, 0];
  const first = X[kept[0]!]!; // from the first row, so that a constant column leaves exactly nothing
  yield* inBlocks(n, (from, to) => {
    let across = 0, up = 0;
    for (let i = from; i < to; i += 1) {
      const row = kept[i]!, [p, q] = X[row]!;
      if (intercept) {
        const share = (weights ? weights[row]! : 1) / total;
        across += share * (p - first[0]); up += share * (q - first[1]);
      }
      largest[0] = Math.max(largest[0], Math.abs(p)); largest[1] = Math.max(largest[1], Math.abs(q));
    }
    mean[0] += across; mean[1] += up;
  });
  if (intercept) for (const j of [0, 1] as const) mean[j] += first[j];
  return { rows: n === kept.length ? kept : kept.slice(0, n), total, mean, largest, positive };
}

function* build(loss: DataLoss): Generator<void, Columns> {
  const { kind, X, y: targets, weights, intercept = false } = loss;
  const { rows, total, mean, largest, positive } = yield* census(loss), n = rows.length;
  const labelled = LABELLED.includes(kind);
  if (intercept && labelled && (positive === 0 || positive === n)) {
    throw new Complaint('All labels are of one class, so that an unpenalised intercept fits them alone; give samples of both classes or leave the intercept out.', 'intercept');
  }
  if (intercept && kind === 'poisson' && positive === 0) {
    throw new Complaint('All counts are zero, so that an unpenalised intercept runs to −∞; give a count above zero or leave the intercept out.', 'intercept');
  }
  const [x, z, s, y, w] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let xx = 0, xz = 0, zz = 0, uniform = true, tall = labelled || kind === 'poisson' ? 1 : 0;
  yield* inBlocks(n, (from, to) => {
    let a = 0, h = 0, c = 0;
    for (let i = from; i < to; i += 1) {
      const row = rows[i]!, [p, q] = X[row]!, sign = labelled ? targets[row]! : 1;
      const share = (weights ? weights[row]! : 1) / total, u = sign * (p - mean[0]), v = sign * (q - mean[1]);
      w[i] = share; s[i] = sign; x[i] = u; z[i] = v;
      y[i] = labelled ? 1 : targets[row]!;
      uniform &&= share === w[0];
      tall = Math.max(tall, Math.abs(y[i]!));
      a += share * u * u; h += share * u * v; c += share * v * v;
    }
    xx += a; xz += h; zz += c;
  });
  const unsure = intercept ? 4 * Number.EPSILON * Math.hypot(...largest) : 0; // what centring may leave of a constant column
  return {
    kind, n, x, z, s, y, w, uniform, rows, intercept, mean, delta: loss.kind === 'huber' ? loss.delta : 0,
    gram: [[xx, xz], [xz, zz]], ...(yield* span(x, z, unsure)), tall, loss,
  };
}

/** Columns of a data loss, in resumable steps; see `columnsOf`. */
export function* columnsSteps(loss: DataLoss): Generator<void, Columns> {
  let found = known.get(loss);
  if (!found) known.set(loss, (found = yield* build(loss)));
  return found;
}

/**
 * Columns of a data loss, kept per loss value, since a λ sweep asks for the same ones at every step.
 * @throws Complaint where an intercept alone runs to infinity: labels of one class, or counts that are all zero
 */
export const columnsOf = (loss: DataLoss): Columns => finish(columnsSteps(loss));
