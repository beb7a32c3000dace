import { finish } from '../problem/steps.ts';
import type { DataLoss, Matrix2, Vec2 } from '../problem/types.ts';
import { arrays, BLOCK, inBlocks } from './blocks.ts';
import { type Columns, columnsSteps } from './columns.ts';
import { interceptSteps } from './intercept.ts';
import { SLOPES } from './slopes.ts';

/** Value, gradient and Hessian of the mean loss in (θ₁, θ₂, b); index 0 is b, whose entries are 0 without an intercept. */
export interface Pass {
  readonly value: number;
  readonly g1: number; readonly g2: number; readonly g0: number;
  readonly h11: number; readonly h12: number; readonly h22: number;
  readonly h10: number; readonly h20: number; readonly h00: number;
  /** What rounding may have left of g1 and g2. */
  readonly noise: number;
}

/** ηᵢ = xᵢθ₁ + zᵢθ₂ + sᵢb of the rows from `from` up to `to`, all when not given; the first in place 0. */
export function predict({ n, x, z, s, intercept }: Columns, [u, v]: Vec2, b: number, eta: Float64Array, from = 0, to = n): void {
  if (intercept) for (let i = from, k = 0; i < to; i += 1, k += 1) eta[k] = x[i]! * u + z[i]! * v + s[i]! * b;
  else for (let i = from, k = 0; i < to; i += 1, k += 1) eta[k] = x[i]! * u + z[i]! * v;
}

type Sums = { -readonly [Name in Exclude<keyof Pass, 'noise'>]: number } & { reach: number; size: number };

const none = (): Sums => ({ value: 0, g1: 0, g2: 0, g0: 0, h11: 0, h12: 0, h22: 0, h10: 0, h20: 0, h00: 0, reach: 0, size: 0 });

/** Adds a block of rows to the sums. */
function add(sums: Sums, columns: Columns, theta: Vec2, b: number, from: number, to: number): void {
  const { x, z, s, intercept } = columns;
  const { eta, slope, bend } = arrays();
  predict(columns, theta, b, eta, from, to);
  sums.value += SLOPES[columns.kind](columns, from, to, eta, slope, bend);
  let g1 = 0, g2 = 0, g0 = 0, h11 = 0, h12 = 0, h22 = 0, h10 = 0, h20 = 0, h00 = 0, reach = 0, size = 0;
  for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const p = x[i]!, r = z[i]!, d = slope[k]!, c = bend[k]!, cp = c * p, cr = c * r;
    g1 += p * d; g2 += r * d;
    reach += (Math.abs(d) + c * Math.abs(eta[k]!)) * (Math.abs(p) + Math.abs(r));
    h11 += cp * p; h12 += cp * r; h22 += cr * r;
  }
  if (intercept) for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const sign = s[i]!, c = bend[k]! * sign;
    g0 += slope[k]! * sign;
    size += Math.abs(slope[k]!);
    h10 += c * x[i]!; h20 += c * z[i]!; h00 += c * sign;
  }
  sums.g1 += g1; sums.g2 += g2; sums.g0 += g0; sums.h11 += h11; sums.h12 += h12; sums.h22 += h22;
  sums.h10 += h10; sums.h20 += h20; sums.h00 += h00; sums.reach += reach; sums.size += size;
}

function total({ value, g1, g2, g0, h11, h12, h22, h10, h20, h00, reach, size }: Sums): Pass {
  const free = Math.abs(g0) <= 2 * Number.EPSILON * size; // where b is free, rounding must not push it
  return { value, g1, g2, g0: free ? 0 : g0, h11, h12, h22, h10, h20, h00, noise: 4 * Number.EPSILON * reach };
}

/** One pass over the samples at (θ, b), where b belongs to the centred columns; in resumable steps. */
export function* passSteps(columns: Columns, theta: Vec2, b: number): Generator<void, Pass> {
  const sums = none();
  if (columns.n <= BLOCK) add(sums, columns, theta, b, 0, columns.n); // most losses have few rows: theirs is the time of a sweep
  else yield* inBlocks(columns.n, (from, to) => add(sums, columns, theta, b, from, to));
  return total(sums);
}

/** The same at once. */
export const pass = (columns: Columns, theta: Vec2, b: number): Pass => finish(passSteps(columns, theta, b));

/** L(θ) with b minimised away, its gradient (the envelope's) and Hessian (the Schur complement of b). */
export interface Moments {
  readonly value: number;
  readonly gradient: Vec2;
  readonly hessian: Matrix2;
  /** The minimising b, where the loss has one. */
  readonly intercept?: number;
}

/**
 * Value, gradient and Hessian of a data loss at θ. At a kink of huber, hinge or squared-hinge they are one of the one-sided ones.
 * @param near an intercept of a nearby θ, to start from
 * @throws Complaint where no intercept is attained (labels of one class, counts all zero)
 */
export const momentsAt = (loss: DataLoss, theta: Vec2, near = 0): Moments => finish(momentsSteps(loss, theta, near));

/** The same in resumable steps. */
export function* momentsSteps(loss: DataLoss, theta: Vec2, near = 0): Generator<void, Moments> {
  const columns = yield* columnsSteps(loss);
  const shift = columns.mean[0] * theta[0] + columns.mean[1] * theta[1];
  const b = columns.intercept ? yield* interceptSteps(columns, theta, near + shift) : 0;
  const { value, g1, g2, h11, h12, h22, h10, h20, h00 } = yield* passSteps(columns, theta, b);
  const ratio = h00 > 0 ? 1 / h00 : 0;
  const cross = h12 - h10 * h20 * ratio;
  return {
    value, gradient: [g1, g2], hessian: [[h11 - h10 * h10 * ratio, cross], [cross, h22 - h20 * h20 * ratio]],
    ...(columns.intercept ? { intercept: b - shift } : {}),
  };
}
