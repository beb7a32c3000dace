import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import { predict } from '../../../samples/moments.ts';
import type { Bound, Place } from './edge.ts';
import { type Candidate, candidates, localise, rise } from './local.ts';
import { measure, type Regular } from './regular.ts';

const EPS = Number.EPSILON;
const ROUNDS = 200;

/** Minimisers that differ, the least penalised first. */
export interface Flat { readonly places: Place[]; readonly unique: boolean }

/** Mean hinge loss at a place above that at the origin, and the margins there. */
export function lossAt(columns: Columns, { theta, b }: Place, margins: Float64Array): number {
  predict(columns, theta, b, margins);
  let sum = 0;
  for (let i = 0; i < columns.n; i += 1) sum += columns.w[i]! * rise(columns.y[i]!, margins[i]!);
  return sum;
}

/** Adds the nearest kinks along b until the local loss rises at both ends of b: else its minimum would lie at infinity. */
function hold({ n, s, y, w, intercept }: Columns, margins: Float64Array, zone: Set<number>): void {
  for (const end of intercept ? [-1, 1] : []) {
    // far out at this end a sample is short when its sign is against it; frozen ones keep their side
    const shortThere = (i: number) => s[i] !== end;
    let slope = 0;
    for (let i = 0; i < n; i += 1) if (zone.has(i) ? shortThere(i) : margins[i]! < y[i]!) slope -= end * w[i]! * s[i]!;
    const order = Array.from({ length: n }, (_, i) => i).filter((i) => !zone.has(i) && shortThere(i) !== margins[i]! < y[i]!)
      .sort((i, j) => Math.abs(y[i]! - margins[i]!) - Math.abs(y[j]! - margins[j]!));
    for (const i of order) {
      if (slope > 64 * EPS * n) break;
      zone.add(i);
      slope += w[i]!;
    }
  }
}

/**
 * From a place near the minimum to the minimum itself. A local problem keeps the kinks nearby and freezes every other sample
 * on its side, which bounds the loss from below; it is solved exactly, and where its minimum leaves no frozen sample on the
 * wrong side, the bound is met and the minimum is the problem's own. Otherwise the first samples in the way become kinks too.
 */
export function settle(columns: Columns, anchor: Place, bound: Bound, zone: Set<number>): Place[] {
  const { n, y } = columns;
  const margins = new Float64Array(n), there = new Float64Array(n);
  lossAt(columns, anchor, margins);
  hold(columns, margins, zone);
  const wide = [Math.sqrt(columns.gram[0][0]), Math.sqrt(columns.gram[1][1])] as const;
  const size = Math.hypot(...anchor.theta) + (Math.max(...wide.map((width) => (width > 0 ? 1 / width : 0))) || 1);
  let best: Place = anchor;
  for (let round = 0; round < ROUNDS; round += 1) {
    const list = candidates(localise(columns, margins, zone), bound, anchor, 1e4 * size);
    const lowest = list.reduce<Candidate | null>((low, one) => (low && low.value <= one.value ? low : one), null), least = lowest?.value ?? Infinity;
    const weigh = (place: Place) => (bound.budget === null && bound.lambda > 0 ? bound.lambda * measure(bound.regular, place.theta) : 0);
    // by the terms of a value: margins and λR
    const terms = ({ theta, b }: Place) => wide[0] * Math.abs(theta[0]) + wide[1] * Math.abs(theta[1]) + Math.abs(b);
    const room = lowest ? 64 * EPS * (terms(lowest) + Math.abs(least) + weigh(lowest)) : 0;
    const tied = list.filter((one) => one.value <= least + room + 64 * EPS * Math.min(terms(one), 2 * terms(anchor) + terms(lowest!)));
    let wrong: Place | null = null;
    const right: Place[] = [];
    for (const place of tied) if (lossAt(columns, place, there) + weigh(place) <= least + 4 * room) right.push(place); else wrong ??= place;
    if (right.length > 0) best = right[0]!;
    if (!wrong) return right.length > 0 ? right : [best]; // no candidate at all: a region below rounding
    lossAt(columns, wrong, there);
    const crossed: { i: number; share: number }[] = [];
    for (let i = 0; i < n; i += 1) {
      if (!zone.has(i) && (margins[i]! < y[i]!) !== (there[i]! < y[i]!)) crossed.push({ i, share: (y[i]! - margins[i]!) / (there[i]! - margins[i]!) });
    }
    if (crossed.length === 0) return right.length > 0 ? right : tied;
    crossed.sort((p, q) => p.share - q.share);
    for (const { i } of crossed.slice(0, 3)) zone.add(i);
  }
  return [best];
}

/** Most exact zeros first: several lines may meet in one point, and one of them is the axis itself. */
const zeros = ({ theta }: Place) => (theta[0] === 0 ? 1 : 0) + (theta[1] === 0 ? 1 : 0) + (Math.abs(theta[0]) === Math.abs(theta[1]) ? 0.5 : 0);
const largest = (p: Vec2) => Math.max(Math.abs(p[0]), Math.abs(p[1]));
/** Two points that are not one but for rounding. */
export const apart = (p: Vec2, q: Vec2) => largest([p[0] - q[0], p[1] - q[1]]) > 1e-9 * Math.max(largest(p), largest(q));

const FEW = 8;

/** The first of places alike that multipliers hold, or the one that they hold best of the first few. */
function bestHeld(list: readonly Place[], unheld: (place: Place) => number): Place {
  const tried: Place[] = [];
  let best = list[0]!, least = Infinity;
  for (const place of list) {
    if (tried.length === FEW) break;
    if (tried.some(({ theta: [u, v], b }) => u === place.theta[0] && v === place.theta[1] && b === place.b)) continue;
    tried.push(place);
    const by = unheld(place);
    if (by < least) [best, least] = [place, by];
    if (by === 0) break;
  }
  return best;
}

/**
 * The places that differ, least penalised first, of those alike the one that multipliers hold best; where a bottom has no end, its cut-off ends only tell that it is flat.
 */
export function distinct(places: readonly Place[], regular: Regular, unheld?: ((place: Place) => number) | undefined): Flat {
  const near = places.filter(({ far }) => !far);
  const sorted = [...(near.length > 0 ? near : places)].sort((p, q) => zeros(q) - zeros(p));
  const alike: Place[][] = [];
  for (const place of sorted) {
    const known = alike.find(([first]) => !apart(first!.theta, place.theta));
    if (known) known.push(place); else alike.push([place]);
  }
  // a weight far below the other's digits is not 0, though it looks so: what multipliers hold tells
  const kept = alike.map((list) => (unheld && list.length > 1 ? bestHeld(list, unheld) : list[0]!));
  const ranked = kept.map((place) => ({ place, R: measure(regular, place.theta) })).sort((p, q) => p.R - q.R).map(({ place }) => place);
  return { places: ranked, unique: ranked.length === 1 && near.length === places.length };
}
