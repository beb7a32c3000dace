import type { DataLoss, Matrix2, Vec2 } from '../problem/types.ts';
import { type Columns, columnsOf } from './columns.ts';
import { interceptAt } from './intercept.ts';
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

let scratch = { eta: new Float64Array(0), slope: new Float64Array(0), bend: new Float64Array(0), along: new Float64Array(0) };

/** Working arrays of at least n numbers; they hold nothing between calls, so every fit shares them. */
export function arrays(n: number): typeof scratch {
  if (scratch.eta.length < n) {
    scratch = { eta: new Float64Array(n), slope: new Float64Array(n), bend: new Float64Array(n), along: new Float64Array(n) };
  }
  return scratch;
}

/** ηᵢ = xᵢθ₁ + zᵢθ₂ + sᵢb. */
export function predict({ n, x, z, s, intercept }: Columns, [u, v]: Vec2, b: number, eta: Float64Array): void {
  if (intercept) for (let i = 0; i < n; i += 1) eta[i] = x[i]! * u + z[i]! * v + s[i]! * b;
  else for (let i = 0; i < n; i += 1) eta[i] = x[i]! * u + z[i]! * v;
}

/** One pass over the samples at (θ, b), where b belongs to the centred columns. */
export function pass(columns: Columns, theta: Vec2, b: number): Pass {
  const { n, x, z, s, intercept } = columns;
  const { eta, slope, bend } = arrays(n);
  predict(columns, theta, b, eta);
  const value = SLOPES[columns.kind](columns, eta, slope, bend);
  let g1 = 0, g2 = 0, g0 = 0, h11 = 0, h12 = 0, h22 = 0, h10 = 0, h20 = 0, h00 = 0, reach = 0;
  for (let i = 0; i < n; i += 1) {
    const p = x[i]!, r = z[i]!, d = slope[i]!, c = bend[i]!, cp = c * p, cr = c * r;
    g1 += p * d; g2 += r * d;
    reach += (Math.abs(d) + c * Math.abs(eta[i]!)) * (Math.abs(p) + Math.abs(r));
    h11 += cp * p; h12 += cp * r; h22 += cr * r;
  }
  let size = 0;
  if (intercept) for (let i = 0; i < n; i += 1) {
    const sign = s[i]!, c = bend[i]! * sign;
    g0 += slope[i]! * sign;
    size += Math.abs(slope[i]!);
    h10 += c * x[i]!; h20 += c * z[i]!; h00 += c * sign;
  }
  if (Math.abs(g0) <= 2 * Number.EPSILON * size) g0 = 0; // where b is free, rounding must not push it
  return { value, g1, g2, g0, h11, h12, h22, h10, h20, h00, noise: 4 * Number.EPSILON * reach };
}

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
export function momentsAt(loss: DataLoss, theta: Vec2, near = 0): Moments {
  const columns = columnsOf(loss);
  const shift = columns.mean[0] * theta[0] + columns.mean[1] * theta[1];
  const b = columns.intercept ? interceptAt(columns, theta, near + shift) : 0;
  const { value, g1, g2, h11, h12, h22, h10, h20, h00 } = pass(columns, theta, b);
  const ratio = h00 > 0 ? 1 / h00 : 0;
  const cross = h12 - h10 * h20 * ratio;
  return {
    value, gradient: [g1, g2], hessian: [[h11 - h10 * h10 * ratio, cross], [cross, h22 - h20 * h20 * ratio]],
    ...(columns.intercept ? { intercept: b - shift } : {}),
  };
}
