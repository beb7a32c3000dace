import { across } from './active-set.ts';
import { dot, penaltyAt, type Columns, type Shape } from './columns.ts';
import { append, emptyFactor, solveFactor } from './factor.ts';
import { fit, isAttained, isRidge, largest, pointFit, spectrumOf, type Warm } from './fit.ts';
import { homotopy } from './homotopy.ts';
import { forcesOf, interceptAt, localForm, predict, rowsAt } from './local.ts';
import type { Fit } from './logistic.ts';
import { ridgeAt, ridgeRoot } from './spectrum.ts';

/** A fit in constraint form with its multiplier; null where none is attained. */
export interface Held {
  readonly fit: Fit;
  readonly lambda: number | null;
}

const centred = (columns: Columns, theta: Float64Array, start = 0) =>
  (columns.kind === 'logistic' && columns.intercept ? interceptAt(columns, predict(columns, theta), start) : 0);

/** −dR/dλ along the path at a fit: ρᵀ(∇²L + λc)⁻¹ρ over the active weights with ρ = ∇R. */
function local(columns: Columns, { a, curvature }: Shape, { theta, active, signs, intercept }: Fit, lambda: number) {
  const { pull, bend } = rowsAt(columns, predict(columns, theta), intercept);
  const force = forcesOf(columns, pull);
  const form = localForm(columns, bend, active);
  const factor = emptyFactor();
  const whole = active.every((_, i) => append(factor, across(form, i, [...active.keys()].slice(0, i)), form.norms[i]! ** 2 + lambda * curvature));
  if (!whole) return null;
  const rho = Float64Array.from(active, (j, i) => a[j]! * signs[i]! + curvature * theta[j]!);
  const lift = solveFactor(factor, rho);
  const miss = solveFactor(factor, Float64Array.from(active, (j, i) => force[j]! - lambda * rho[i]!));
  return { rho, lift, miss, slope: dot(rho, 0, lift, 0, rho.length) };
}

/**
 * Newton's method on the active weights and λ together: −∇L = λ∇R and R = t (the bordered system), from a fit that has
 * the right active set. Ends where the steps are rounding.
 */
function finish(columns: Columns, shape: Shape, start: Fit, from: number, budget: number): Held {
  let best: Fit = start, lambda = from, last = Infinity;
  for (let round = 0; round < 20; round += 1) {
    const at = local(columns, shape, best, lambda);
    if (!at || !(at.slope > 0)) break;
    const { rho, lift, miss, slope } = at;
    // δθ = miss − δλ·lift with ρ·δθ = t − R
    const change = (dot(rho, 0, miss, 0, rho.length) + penaltyAt(shape, best.theta) - budget) / slope;
    const theta = Float64Array.from(best.theta);
    let move = Math.abs(change) / Math.max(lambda, Number.MIN_VALUE);
    best.active.forEach((j, i) => {
      const step = miss[i]! - change * lift[i]!;
      theta[j]! += step;
      move = Math.max(move, Math.abs(step) / Math.abs(theta[j]!));
    });
    if (lambda + change < 0 || !(move < last) || best.active.some((j, i) => best.signs[i] !== 0 && Math.sign(theta[j]!) !== best.signs[i])) break;
    lambda += change;
    best = { ...best, theta, intercept: centred(columns, theta, best.intercept) };
    last = move;
    if (move <= 2 * Number.EPSILON) break;
  }
  return { fit: best, lambda };
}

/** Least squares with l1 or weighted-l1: θ and λ are linear in t between two knots, so both are interpolated. */
function* along(columns: Columns, shape: Shape, budget: number): Generator<void, Held | null> {
  for (const stretch of homotopy(columns, shape)) {
    yield;
    if (!stretch || stretch.top === Infinity) continue;
    const { top, bottom, piece } = stretch;
    const high = piece.thetaAt(top), low = piece.thetaAt(bottom);
    const less = penaltyAt(shape, high), more = penaltyAt(shape, low);
    if (!(more > budget)) continue;
    const part = Math.max(0, (budget - less) / (more - less));
    const theta = high.map((value, j) => value + part * (low[j]! - value));
    // next to a knot a weight that is zero there may be rounding, on the wrong side
    const right = stretch.active.map((j, i) => stretch.signs[i] === 0 || Math.sign(theta[j]!) === stretch.signs[i]);
    stretch.active.forEach((j, i) => { if (!right[i]) theta[j] = 0; });
    const point = pointFit(columns, theta, true);
    const active = stretch.active.filter((_, i) => right[i]);
    const signs = stretch.signs.filter((_, i) => right[i]);
    return finish(columns, shape, { ...point, active, signs }, top + part * (bottom - top), budget);
  }
  return null;
}

/** The λ at which R(θ*(λ)), which never increases, comes down to t: Newton's steps in a bracket, each from the last fit. */
function* search(columns: Columns, shape: Shape, budget: number, top: number, warm?: Warm): Generator<void, Held> {
  let low = 0, high = top;
  let lambda = Number.isFinite(top) ? top / 2 : 1;
  let found = yield* fit(columns, shape, lambda, warm);
  for (let round = 0; round < 200; round += 1) {
    const excess = penaltyAt(shape, found.theta) - budget;
    if (Math.abs(excess) <= 8 * Number.EPSILON * budget) break;
    if (excess > 0) low = lambda; else high = lambda;
    const at = local(columns, shape, found, lambda);
    // in 1/√R for a ridge, which is nearly linear there, else in R
    const R = excess + budget;
    const step = at && at.slope > 0 && R > 0 ? (isRidge(shape) ? (2 * R * (Math.sqrt(R / budget) - 1)) / at.slope : excess / at.slope) : Number.NaN;
    let next = lambda + step;
    if (!(next > low && next < high)) next = high === Infinity ? lambda * 16 : low === 0 ? high / 16 : Math.sqrt(low * high);
    if (!(next > low && next < high) || Math.abs(next - lambda) <= 2 * Number.EPSILON * lambda) break;
    lambda = next;
    found = yield* fit(columns, shape, lambda, found);
  }
  return finish(columns, shape, found, lambda, budget);
}

/** min L subject to R ≤ t. An inactive constraint answers with the least penalised minimiser and λ = 0. */
export function* hold(columns: Columns, shape: Shape, budget: number, warm?: Warm): Generator<void, Held> {
  const top = yield* largest(columns, shape);
  if (budget === 0) {
    if (top === Infinity) return { lambda: null, fit: pointFit(columns, new Float64Array(columns.p), true, centred(columns, new Float64Array(columns.p))) };
    return { lambda: top, fit: yield* fit(columns, shape, top > 0 ? 2 * top : 1, warm) };
  }
  if (columns.kind === 'squared' && shape.curvature === 0) {
    const held = yield* along(columns, shape, budget);
    if (held) {
      const { unique } = yield* fit(columns, shape, held.lambda!, held.fit);
      return { ...held, fit: { ...held.fit, unique } };
    }
  }
  if (yield* isAttained(columns)) {
    const free = yield* fit(columns, shape, 0, warm);
    const needed = penaltyAt(shape, free.theta);
    if (needed <= budget) return { lambda: 0, fit: { ...free, unique: free.unique || (needed === budget && shape.curvature > 0) } };
  }
  if (columns.kind === 'squared' && isRidge(shape)) {
    const whole = yield* spectrumOf(columns);
    const nu = ridgeRoot(whole, Math.sqrt((2 * budget) / shape.curvature));
    return { lambda: nu / shape.curvature, fit: pointFit(columns, ridgeAt(whole, nu, columns.p), true) };
  }
  return yield* search(columns, shape, budget, top, warm);
}
