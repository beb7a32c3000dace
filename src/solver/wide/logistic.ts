import { activeSet, type Finish } from './active-set.ts';
import { chords } from './chords.ts';
import { penaltyAt, dot, type Columns, type Shape } from './columns.ts';
import { NOISE, noiseOf } from './gram.ts';
import { centredAt, forcesOf, localForm, lossAt, predict, type Rows } from './local.ts';

/** A fit with its intercept for the columns as they are laid out (centred). */
export interface Fit extends Finish { readonly intercept: number }

const ARMIJO = 1e-4;
const ROOM = 20; // weights that may enter a working set at once, or twice the support if that is more
const CLOSE = 2 ** -12; // margins moved by less than this leave the curvature as it is, up to as much

/**
 * Logistic loss in penalty form by proximal Newton steps: the quadratic model over the support and the worst violators is
 * minimised exactly by active sets, then a line search (Lee, Sun and Saunders 2014). The intercept is minimised away at
 * every point. The last digits come from steps with the curvature kept. Needs that the minimum is attained.
 */
export function* logistic(columns: Columns, shape: Shape, lambda: number, warm?: Pick<Fit, 'theta' | 'intercept'>): Generator<void, Fit> {
  const { p, norms } = columns;
  const a = shape.a.map((weight) => weight * lambda), curvature = shape.curvature * lambda;
  const penalty = { a, curvature };
  let theta = Float64Array.from(warm?.theta ?? new Float64Array(p));
  let eta = predict(columns, theta);
  let rows = centredAt(columns, eta, warm?.intercept ?? 0);
  // A start above the worst that θ = 0 can be is none: far out the rows have no curvature left to steer by.
  if (warm && !(lossAt(columns, eta, rows.intercept) + penaltyAt(penalty, theta) <= Math.LN2)) {
    theta = new Float64Array(p);
    eta = new Float64Array(columns.n);
    rows = centredAt(columns, eta, 0);
  }
  let last = Infinity;
  for (let round = 0; ; round += 1) {
    yield;
    const force = forcesOf(columns, rows.pull);
    const noise = noiseAt(columns, rows, theta);
    const working = workingSet(columns, a, theta, force, noise);
    const form = localForm(columns, rows.bend, working, noise / NOISE);
    const along = predict({ n: columns.n, p: working.length, x: form.z }, Float64Array.from(working, (j) => theta[j]!));
    working.forEach((j, at) => { form.b[at] = force[j]! + dot(form.z, at * columns.n, along, 0, columns.n); });
    const finish = yield* activeSet(form, Float64Array.from(working, (j) => a[j]!), curvature, Float64Array.from(working, (j) => theta[j]!));
    const target = new Float64Array(p);
    working.forEach((j, at) => { target[j] = finish.theta[at]!; });
    let move = 0, scale = 1, slope = penaltyAt(penalty, target) - penaltyAt(penalty, theta);
    for (const j of working) {
      move = Math.max(move, Math.abs(target[j]! - theta[j]!) * norms[j]!);
      scale = Math.max(scale, Math.abs(target[j]!) * norms[j]!);
      slope -= force[j]! * (target[j]! - theta[j]!);
    }
    const origin = theta, from = eta, before = rows;
    const whole = predict(columns, target);
    const { change, lift } = changeOf(columns, rows.bend, from, whole);
    theta = target;
    eta = whole;
    rows = centredAt(columns, eta, before.intercept + lift);
    // While no margin moves by more than 1 the model is off by at most (e − 2) ΔᵀHΔ, H the curvature (Bach 2010), and −slope is no less
    // than ΔᵀHΔ: the whole step then lowers the objective enough. Below its own rounding the objective cannot judge a step.
    if (change > 1) {
      const value = lossAt(columns, from, before.intercept) + penaltyAt(penalty, origin);
      if (slope < -1e-13 * value) {
        for (let part = 0.5; part > 1e-12 && !(lossAt(columns, eta, rows.intercept) + penaltyAt(penalty, theta) <= value + 2 * part * ARMIJO * slope + 4 * Number.EPSILON * value); part /= 2) {
          theta = target.map((to, j) => origin[j]! + part * (to - origin[j]!));
          eta = whole.map((to, i) => from[i]! + part * (to - from[i]!));
          rows = centredAt(columns, eta, rows.intercept);
        }
      }
    }
    const found = { theta, intercept: rows.intercept, factor: finish.factor, unique: finish.unique, active: finish.active.map((at) => working[at]!), signs: finish.signs };
    const still = move <= 8 * Number.EPSILON * scale || (last <= 1e-7 * scale && move > last / 2) || round === 200;
    if (still) return { ...found, force: forcesOf(columns, rows.pull) };
    const fit = change <= CLOSE ? chords(columns, penalty, found, eta, rows) : null;
    if (fit) return fit;
    last = move;
  }
}

/** The rounding of a force over its column's norm: Σ vq² bounds what a column can be pulled with; an η of size s carries εs into every q. */
export function noiseAt({ n, v, norms }: Columns, { pull }: Rows, theta: Float64Array): number {
  let pulls = 0;
  for (let i = 0; i < n; i += 1) pulls += (pull[i]! * pull[i]!) / v[i]!;
  return noiseOf({ norms, reach: 1 }, theta) * Math.sqrt(pulls);
}

/** The most that a margin moves from one η to another, the intercept going along as the curvature tells, and that lift. */
export function changeOf({ n, intercept }: Columns, bend: Float64Array, from: Float64Array, to: Float64Array): { change: number; lift: number } {
  let total = 0, lift = 0, change = 0;
  if (intercept) {
    for (let i = 0; i < n; i += 1) { total += bend[i]!; lift -= bend[i]! * (to[i]! - from[i]!); }
    lift = total > 0 ? lift / total : 0;
  }
  for (let i = 0; i < n; i += 1) change = Math.max(change, Math.abs(to[i]! - from[i]! + lift));
  return { change, lift };
}

function workingSet({ p, norms }: Columns, a: Float64Array, theta: Float64Array, force: Float64Array, noise: number): number[] {
  const inside: number[] = [], outside: number[] = [];
  for (let j = 0; j < p; j += 1) {
    if (theta[j] !== 0 || a[j] === 0) inside.push(j);
    else if (norms[j]! > 0 && Math.abs(force[j]!) >= a[j]! - 4 * noise * norms[j]!) outside.push(j);
  }
  const excess = (j: number) => (Math.abs(force[j]!) - a[j]!) / norms[j]!;
  outside.sort((j, k) => excess(k) - excess(j));
  return [...inside, ...outside.slice(0, Math.max(ROOM, 2 * inside.length))].sort((j, k) => j - k);
}
