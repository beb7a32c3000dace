import { Complaint, quote } from '../../problem/complaint.ts';
import type { Penalty, Vec2 } from '../../problem/types.ts';
import type { Columns } from '../../samples/columns.ts';
import { dualAt } from './hinge/dual.ts';
import type { Bound, Place } from './hinge/edge.ts';
import { closer, type Frame, outOf, undecided } from './hinge/frame.ts';
import { digitsOf, unheld } from './hinge/held.ts';
import { nailed } from './hinge/nailed.ts';
import { measure, type Regular, regularOf } from './hinge/regular.ts';
import { apart, distinct, type Flat, lossAt, settle } from './hinge/settle.ts';
import { NEARLY, snap } from './hinge/snap.ts';
import { predict } from '../../samples/moments.ts';
import { type Amount, descend } from './newton.ts';

/** Where a hinge ended, in the columns' own b. */
export interface Bottom extends Place {
  readonly unique: boolean;
  readonly others: readonly Vec2[];
  readonly lambda: number | null;
  readonly alphas: readonly { readonly row: number; readonly alpha: number }[];
}

const EPS = Number.EPSILON;
const WIDTHS = [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];
const FEW = 6;

/** A penalty that leaves an axis free leads astray along it, where the smoothed loss is flat; the way there presses a little. */
function guide(penalty: Penalty, { u }: Regular): Penalty {
  const least = 1e-3 * Math.max(...u);
  return least > 0 && Math.min(...u) < least ? { kind: 'weighted-l1', weights: [Math.max(u[0], least), Math.max(u[1], least)] } : penalty;
}

/** The minimum of a bounded problem: ever narrower smoothings lead near it, then the local problems settle it. */
function* bounded(columns: Columns, penalty: Penalty, amount: Amount, bound: Bound, start: Place, warm: boolean): Generator<void, Flat> {
  const led = guide(penalty, bound.regular);
  let place = start;
  const margins = new Float64Array(columns.n);
  let zone = new Set<number>();
  for (const width of WIDTHS) {
    if (warm && width > 0.05) continue;
    const { theta, b } = yield* descend({ ...columns, delta: width }, led, amount, place.theta, place.b);
    if (Number.isFinite(theta[0] + theta[1] + b)) place = { theta, b };
    predict(columns, place.theta, place.b, margins);
    zone = new Set();
    for (let i = 0; i < columns.n; i += 1) if (Math.abs(columns.y[i]! - margins[i]!) <= width) zone.add(i);
    if (zone.size <= FEW && width < 0.5) break;
  }
  // only a power makes weights so small that they look like 0
  return distinct(settle(columns, place, bound, zone), bound.regular, bound.regular.power > 0 ? (one) => unheld(columns, one, bound) : undefined);
}

const kept = new WeakMap<Columns, Map<string, Flat>>();

/** `free`, kept per loss and penalty: every t of a sweep asks first whether its region binds at all. */
function* freeOnce(columns: Columns, penalty: Penalty, regular: Regular, start: Place): Generator<void, Flat> {
  const known = kept.get(columns) ?? new Map<string, Flat>();
  kept.set(columns, known);
  const key = JSON.stringify(penalty);
  let found = known.get(key);
  if (!found) known.set(key, (found = yield* free(columns, penalty, regular, start)));
  return found;
}

/** λ = 0: the least R among the minimisers of L. A λ small enough has it exactly (Friedlander and Tseng 2007, "Exact regularization"). */
function* free(columns: Columns, penalty: Penalty, regular: Regular, start: Place): Generator<void, Flat> {
  let places: Place[] = [start];
  const spread = Math.sqrt(columns.gram[0][0] + columns.gram[1][1]);
  // small beside the loss at weights of the size that the features suggest, and then ever smaller
  let lambda = spread > 0 ? 0.01 / measure(regular, [1 / spread, 1 / spread]) : 1;
  let held = false;
  for (let k = 0; k < 12 && !held; k += 1, lambda /= 30) {
    ({ places } = yield* bounded(columns, penalty, { form: 'penalty', lambda }, { regular, lambda, budget: null }, places[0]!, false));
    const { residual, rounding } = dualAt(columns, snap(columns, places[0]!, regular, null), regular, 0);
    held = residual <= rounding;
  }
  if (!held) ({ places } = yield* bounded(columns, penalty, { form: 'penalty', lambda: 0 }, { regular, lambda: 0, budget: null }, start, false));
  // other minimisers of L itself, at the ends of the flat edges that meet here
  const margins = new Float64Array(columns.n);
  const lowest = lossAt(columns, places[0]!, margins);
  const zone = new Set<number>();
  for (let i = 0; i < columns.n; i += 1) if (Math.abs(columns.y[i]! - margins[i]!) <= 1e-9 * (Math.abs(columns.y[i]!) + Math.abs(margins[i]!))) zone.add(i);
  const all = settle(columns, places[0]!, { regular, lambda: 0, budget: null }, zone);
  const level = all.filter((place) => lossAt(columns, place, margins) <= lowest + 256 * EPS * (1 + lowest));
  const { places: others, unique } = distinct([places[0]!, ...level], regular);
  return { places: [places[0]!, ...others.filter(({ theta }) => apart(theta, places[0]!.theta))], unique };
}

/** t = 0 where one weight is never penalised: it has its own optimum on its axis, and λ is the smallest that holds the other at 0. */
function* onAxis(columns: Columns, regular: Regular, axis: 0 | 1, start: Place): Generator<void, Bottom> {
  const none = new Float64Array(columns.n);
  const { places, unique } = yield* free({ ...columns, ...(axis === 0 ? { z: none } : { x: none }) }, { kind: 'l1' }, regularOf({ kind: 'l1' })!, start);
  const place = snap(columns, { ...places[0]!, theta: axis === 0 ? [places[0]!.theta[0], 0] : [0, places[0]!.theta[1]] }, regular, null);
  const heldBy = (lambda: number) => { const { residual, rounding } = dualAt(columns, place, regular, lambda); return residual <= rounding; };
  let low = 0, high = heldBy(0) ? 0 : 1;
  while (!heldBy(high) && high < 1e300) [low, high] = [high, 2 * high];
  for (let round = 0; round < 1100 && high - low > 4 * EPS * high; round += 1) {
    const middle = low === 0 ? high / 16 : (low + high) / 2;
    if (heldBy(middle)) high = middle; else low = middle;
  }
  const others = places.slice(1).map(({ theta }): Vec2 => (axis === 0 ? [theta[0], 0] : [0, theta[1]]));
  const { residual } = dualAt(columns, place, regular, high);
  const { alphas } = dualAt(columns, place, regular, 2 * high + 1); // with room for the held weight the kinks need balance the free one alone
  return { theta: place.theta, b: place.b, unique, others, lambda: high + residual / regular.u[1 - axis]!, alphas };
}

/**
 * Minimises the mean hinge loss with a convex penalty, exactly: a vertex of the kinks, a point of a kink where R balances it,
 * or a point between kinks; with b as a third variable.
 * @throws Complaint for a penalty that is not convex
 */
export function* descendHinge(columns: Columns, penalty: Penalty, amount: Amount, start: Place, warm: boolean): Generator<void, Bottom> {
  const regular = regularOf(penalty);
  if (!regular) throw new Complaint(`The hinge loss is solved with a convex penalty, but ${quote(penalty.kind)} is not convex.`, 'penalty');
  const whole: Frame = { columns, origin: { theta: [0, 0], b: 0 } };
  // Values that tie to rounding need not be minima alike: what multipliers hold is one.
  const finish = ({ places, unique }: Flat, lambda: number | null, frame: Frame): Bottom => {
    const all = places.map((each) => digitsOf(frame.columns, each, regular, lambda === null && amount.form === 'constraint' ? amount.budget : null, lambda));
    const inside = (theta: Vec2) => lambda === null && amount.form === 'constraint' && measure(regular, theta) < amount.budget * (1 - NEARLY);
    const held = all.filter(({ place, dual }) => dual.residual <= dual.rounding && !inside(place.theta));
    if (held.length === 0) all.sort((one, other) => one.dual.residual - other.dual.residual);
    const [{ place, dual }, ...others] = (held.length > 0 ? held : all) as [(typeof all)[number], ...typeof all];
    const alphas = frame === whole ? dual.alphas : [...dual.alphas, ...undecided(frame, place, new Set(dual.alphas.map(({ row }) => row)))];
    return { ...outOf(frame, place), unique: unique || (held.length === 1 && all.length > 1), others: others.map((other) => outOf(frame, other.place).theta), lambda: dual.lambda, alphas };
  };
  function* bottom(bound: Bound): Generator<void, Bottom> {
    const { frame, ...flat } = closer(columns, yield* bounded(columns, penalty, amount, bound, start, warm), bound, (seen, place) => unheld(seen, place, bound));
    return finish(flat, bound.budget === null ? bound.lambda : null, frame.columns === columns ? whole : frame);
  }
  if (amount.form === 'penalty' && amount.lambda > 0) {
    // R°(f) is at most |f|₁ over this: beyond it no α matters, and a λ beyond all losses would drown them
    const least = Math.min(...regular.u) + regular.norm + regular.most;
    const pulls = columns.w.reduce((sum, weight, i) => sum + weight * (Math.abs(columns.x[i]!) + Math.abs(columns.z[i]!)), 0);
    if (amount.lambda * least > 2 * pulls) return { theta: [0, 0], unique: true, others: [], ...nailed(columns, regular), lambda: amount.lambda };
    return yield* bottom({ regular, lambda: amount.lambda, budget: null });
  }
  const loose = yield* freeOnce(columns, penalty, regular, start);
  if (amount.form === 'penalty' || measure(regular, loose.places[0]!.theta) <= amount.budget * (1 + 4 * EPS)) {
    return finish(loose, 0, whole);
  }
  if (amount.budget === 0) {
    const freed = penalty.kind === 'weighted-l1' || penalty.kind === 'group' ? regular.u.findIndex((weight, i) => weight === 0 && regular.u[1 - i]! > 0) : -1;
    if (freed >= 0) return yield* onAxis(columns, regular, freed as 0 | 1, start);
    return { theta: [0, 0], unique: true, others: [], ...nailed(columns, regular) };
  }
  return yield* bottom({ regular, lambda: 0, budget: amount.budget });
}
