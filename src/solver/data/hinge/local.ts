import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import { cells, marginOf } from './cells.ts';
import { type Bound, type Line, lowest, type Place, type Ramp } from './edge.ts';
import { creases, measure } from './regular.ts';

const TIED = 8;

/** A kink kept in the local problem: a sample's row (repeats merged), the margin c where it bends, and its weight. */
export interface Kept { readonly a: Vec2; readonly s: number; readonly c: number; readonly weight: number }

/**
 * The loss with only some kinks kept and every other sample on the side where `anchor` has it: a lower bound of the loss
 * everywhere, and the loss itself wherever those samples keep their sides.
 */
export interface Local {
  readonly kept: readonly Kept[];
  /** constant − pull·θ − push·b + Σ kept */
  readonly constant: number;
  readonly pull: Vec2;
  readonly push: number;
  readonly intercept: boolean;
}
/** A candidate and the local objective there. */
export interface Candidate extends Place { readonly value: number }

/** max(0, c − m) − max(0, c), exact where no kink lies between. */
export const rise = (c: number, m: number): number => (c > 0 ? (m < c ? -m : -c) : m < c ? c - m : 0);

export function localise({ n, x, z, s, y, w, intercept }: Columns, margins: Float64Array, kinks: ReadonlySet<number>): Local {
  let constant = 0, first = 0, second = 0, push = 0;
  const merged = new Map<string, Kept>();
  for (let i = 0; i < n; i += 1) {
    if (kinks.has(i)) {
      const key = `${x[i]},${z[i]},${s[i]}`;
      merged.set(key, { a: [x[i]!, z[i]!], s: s[i]!, c: y[i]!, weight: w[i]! + (merged.get(key)?.weight ?? 0) });
    } else if (margins[i]! < y[i]!) {
      constant += w[i]! * Math.min(0, y[i]!); first += w[i]! * x[i]!; second += w[i]! * z[i]!; push += w[i]! * s[i]!;
    } else constant -= w[i]! * Math.max(0, y[i]!);
  }
  return { kept: [...merged.values()], constant, pull: [first, second], push: intercept ? push : 0, intercept };
}

/** The straight lines on which the local loss or R has a kink, each with the kinks that define it. */
function* lines({ kept, intercept }: Local, bound: Bound): Generator<{ line: Line; on: readonly Kept[] }> {
  const folds = creases(bound.regular);
  if (!intercept) {
    for (const kink of kept) {
      const { a, c } = kink, size = Math.hypot(...a);
      if (size > 0) yield { line: { at: [(c * a[0]) / size / size, (c * a[1]) / size / size], b: 0, along: [-a[1] / size, a[0] / size], rise: 0 }, on: [kink] };
    }
    for (const along of folds) yield { line: { at: [0, 0], b: 0, along, rise: 0 }, on: [] };
    return;
  }
  yield { line: { at: [0, 0], b: 0, along: [0, 0], rise: 1 }, on: [] };
  for (const [k, one] of kept.entries()) {
    for (const along of folds) {
      yield { line: { at: [0, 0], b: one.s * one.c, along, rise: -one.s * (one.a[0] * along[0] + one.a[1] * along[1]) }, on: [one] };
    }
    for (const two of kept.slice(k + 1)) {
      // both bend: b = s(c − a·θ) of one leaves a line of θ for the other
      const same = one.s * two.s;
      const c: Vec2 = [two.a[0] - same * one.a[0], two.a[1] - same * one.a[1]], size = Math.hypot(...c), rest = two.c - same * one.c;
      if (size === 0) continue;
      const at: Vec2 = [(c[0] / size / size) * rest, (c[1] / size / size) * rest], along: Vec2 = [-c[1] / size, c[0] / size];
      yield {
        line: { at, b: one.s * (one.c - one.a[0] * at[0] - one.a[1] * at[1]), along, rise: -one.s * (one.a[0] * along[0] + one.a[1] * along[1]) },
        on: [one, two],
      };
    }
  }
}

/** The local objective above that at the origin: so near it, what the loss has there drowns no digits. */
export function valueAt(local: Local, bound: Bound, place: Place): number {
  let sum = local.constant - local.pull[0] * place.theta[0] - local.pull[1] * place.theta[1] - local.push * place.b;
  for (const kink of local.kept) sum += kink.weight * rise(kink.c, marginOf(kink, place, local.intercept));
  return sum + (bound.budget === null && bound.lambda > 0 ? bound.lambda * measure(bound.regular, place.theta) : 0);
}

/** The place with the best b of all kinks there: a line's own kinks need not be those that hold b where its lowest point lies. */
function lowered(local: Local, bound: Bound, place: Place): Candidate {
  let found: Candidate = { ...place, value: valueAt(local, bound, place) };
  for (const { a, s, c } of local.intercept ? local.kept : []) {
    const next: Place = { ...place, b: s * (c - a[0] * place.theta[0] - a[1] * place.theta[1]) };
    const value = valueAt(local, bound, next);
    if (value < found.value - 4 * Number.EPSILON * (Math.abs(next.b) + Math.abs(place.b))) found = { ...next, value }; // not along a flat bottom, by rounding
  }
  return found;
}

/**
 * Every point that can be the minimum of the local problem: the lowest of each line, and beside the best of those the point
 * of each cell. (Level sets that shrink onto a minimum inside a cell leave the last line of all on that cell's boundary.)
 */
export function candidates(local: Local, bound: Bound, anchor: Place, reach: number): Candidate[] {
  const list: Candidate[] = [];
  const add = (place: Place) => {
    const found = lowered(local, bound, place);
    if (Number.isFinite(found.value)) list.push(found); // a power near 1 balances some forces beyond all numbers
  };
  const lowestOn = (line: Line, on: readonly Kept[]) => {
    const ramps: Ramp[] = [];
    for (const kink of local.kept) if (!on.includes(kink)) {
      ramps.push({ weight: kink.weight, short: kink.c - marginOf(kink, { theta: line.at, b: line.b }, local.intercept),
        gain: kink.a[0] * line.along[0] + kink.a[1] * line.along[1] + (local.intercept ? kink.s * line.rise : 0) });
    }
    const slope = -local.pull[0] * line.along[0] - local.pull[1] * line.along[1] - local.push * line.rise;
    return lowest(line, ramps, slope, bound, reach);
  };
  const { norm, ridge, power } = bound.regular;
  for (const { line, on } of lines(local, bound)) {
    let found = lowestOn(line, on);
    if (!found) continue;
    // Seen from the line's foot a small θ has only the digits of that distance; where R bends at it, it is sought again from nearby.
    const { theta, b } = found.place;
    if (power > 0 && (theta[0] !== 0 || theta[1] !== 0)) {
      // and a weight that a power near 1 makes small beside the other, from where the line crosses its axis
      const j = Math.abs(theta[0]) < Math.abs(theta[1]) ? 0 : 1, s = -line.at[j] / line.along[j];
      if (Math.abs(theta[j]) < Math.abs(theta[1 - j]!) / 16 && Number.isFinite(s)) {
        const at: Vec2 = j === 0 ? [0, line.at[1] + s * line.along[1]] : [line.at[0] + s * line.along[0], 0];
        found = lowestOn({ ...line, at, b: line.b + s * line.rise }, on) ?? found;
      }
    } else if (norm + ridge + power > 0 && Math.hypot(...theta) < Math.hypot(...line.at) / 16 && (theta[0] !== 0 || theta[1] !== 0)) {
      found = lowestOn({ ...line, at: theta, b }, on) ?? found;
    }
    add(found.place);
    if (found.ends) add(found.ends);
  }
  if (!local.intercept) add({ theta: [0, 0], b: 0 });
  const least = list.reduce((low, { value }) => Math.min(low, value), Infinity);
  // Values that tie to rounding, as under a λ beyond all losses, do not tell which line is next to the minimum.
  const best: readonly Place[] = list.filter(({ value }) => value <= least + 16 * Number.EPSILON * Math.abs(least)).sort((p, q) => p.value - q.value).slice(0, TIED);
  for (const from of [...best, anchor]) for (const place of cells(local, bound, from, reach)) add(place);
  return list;
}
