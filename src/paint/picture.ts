import { isTable, type Formulas } from '../problem/formulas.ts';
import type { Window } from '../problem/grid.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { sameStated, valueOf, type Stated } from '../problem/stated.ts';
import type { Problem, Solution } from '../problem/types.ts';
import type { ColourMapName } from './colour-maps.ts';
import { SIDE, visitNodes, type Relief } from './relief.ts';

export const QUANTITIES = ['objective', 'loss', 'penalty'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** What the field canvas of a view shows, as plain numbers: both engines draw it, and it may cross to a worker. */
export interface Picture {
  readonly formulas: Formulas;
  readonly window: Window;
  /** The weight of R in L + weight · R as it is drawn: λ of the penalty form, or the multiplier of the constraint form. */
  readonly lambda: number;
  /** Heights above the lowest are compressed by this power: ½ for a quadratic, whose rings are then even. */
  readonly power: number;
  /** The values of both ends of `ramp`, and of its middle where it has two sides, each then even in the value; `map` names the colours that belong there. */
  readonly heat: { readonly of: Quantity; readonly low: number; readonly high: number; readonly middle?: number; readonly map?: ColourMapName } | null;
  /** Lines where (value − base)^power is a whole multiple of step; or exactly at the `given` values, in order, as `readLevels` gives them. */
  readonly levels: { readonly of: Quantity; readonly base: number; readonly step: number; readonly count: number; readonly given?: readonly number[] } | null;
  /** A level of L that another layer draws as a bold ring: thin rings of the loss give way to it. */
  readonly contact: number | null;
  /** Line width in device pixels. */
  readonly lineWidth: number;
  /** 256 opaque colours from the lowest value to the highest, RGBA in 0..255. */
  readonly ramp: Uint8ClampedArray<ArrayBuffer>;
  /** Colour of the level lines, RGBA in 0..1, not premultiplied. */
  readonly line: readonly [number, number, number, number];
}

const alike = (a: object | null, b: object | null): boolean => a === b || (a !== null && b !== null && Object.keys({ ...a, ...b }).every((key) => a[key as never] === b[key as never]));
/** Whether two losses are the same by what they say: a sweep states its own anew in every frame. */
export const sameLoss = (a: Formulas['loss'], b: Formulas['loss']): boolean => (isTable(a) ? isTable(b) && a.id === b.id : !isTable(b) && sameStated(a, b));

/** Whether two pictures look the same: what is painted already need not be painted again. */
export function samePicture(a: Picture, b: Picture): boolean {
  const { formulas: f, heat: h, levels: l, ...one } = a, { formulas: g, heat: i, levels: k, ...other } = b;
  return alike(one, other) && alike(h, i) && alike(l, k) && sameLoss(f.loss, g.loss) && sameStated(f.penalty, g.penalty);
}

/** Where the bold ring lies between the thin ones, counted in rings; far from all of them where there is none. */
export function contactRing({ levels, contact, power }: Pick<Picture, 'levels' | 'contact' | 'power'>): number {
  return levels?.of === 'loss' && !levels.given && contact !== null && contact > levels.base ? (contact - levels.base) ** power / levels.step : FAR;
}
const FAR = -1000;

/** The weight of R in the drawn objective. At t = 0 no multiplier may exist; the loss alone is drawn then. */
export const drawnWeight = (problem: Problem, solution: Solution) => penaltyOf(problem).weight ?? solution.lambda ?? 0;

/** The least and largest value of a quantity on the window; the largest is exact for a convex one, which takes it at a corner. */
export function rangeOf(of: Quantity, problem: Problem, solution: Solution, relief: Relief): { low: number; high: number } {
  if (of === 'loss') return { low: floorOf(relief.low, relief.bottom, relief.high), high: relief.high };
  const prices = pricesOf(penaltyOf(problem).stated, relief.window), weight = of === 'penalty' ? 1 : drawnWeight(problem, solution);
  let low = Infinity, high = -Infinity;
  for (let at = 0; at < prices.length; at += 1) {
    const value = (of === 'penalty' ? 0 : relief.values[at]!) + weight * prices[at]!;
    if (value < low) low = value;
    if (value > high && value < Infinity) high = value;
  }
  const least = of === 'penalty' ? 0 : solution.loss + weight * solution.penalty;
  return { low: floorOf(Math.min(least, low), low, high), high };
}

const kept: { stated: Stated; window: Window; prices: Float64Array }[] = [];
const KEPT = 8; // as many pairs of penalty and window as a page moves at once

/** R at the nodes of a relief, kept while λ moves. */
function pricesOf(stated: Stated, window: Window): Float64Array {
  const found = kept.find((one) => one.window === window && sameStated(one.stated, stated));
  if (found) return found.prices;
  const prices = new Float64Array(SIDE * SIDE), penalty = valueOf(stated);
  visitNodes(window, (at, p, q) => { prices[at] = penalty(p, q); });
  kept.unshift({ stated, window, prices });
  kept.length = Math.min(kept.length, KEPT);
  return prices;
}

// The lowest point of all gives the lowest colour, also from a little outside; from far away it would leave the window one colour.
const floorOf = (least: number, bottom: number, high: number) => (bottom - least <= high - bottom ? least : bottom);

export const HIGHEST = 1e290; // beyond it f64 overflows on the way; the GPU's f32 ends earlier, see precision.ts

/** Rings: `count` of them from the lowest point to the window's highest. */
export function levelsOf(of: Quantity, count: number, problem: Problem, solution: Solution, relief: Relief): Picture['levels'] {
  const { low, high } = rangeOf(of, problem, solution, relief);
  const step = (high - low) ** relief.power / count;
  return step > 0 && high < HIGHEST ? { of, base: low, step, count } : null;
}

/** Lines exactly at these values. @param given in order, as `readLevels` gives them */
export const levelsAt = (of: Quantity, given: readonly number[]): Picture['levels'] => ({ of, base: 0, step: 1, count: given.length, given });

/**
 * The value in the middle of a map with two sides: for the loss its level at θ*, below which no allowed θ lies; for the penalty R(θ*),
 * the region's wall; for the objective its value at θ = 0, so that one sees what is better than no weights at all.
 */
export function middleOf(of: Quantity, problem: Problem, solution: Solution, loss: (x: number, y: number) => number): number {
  if (of === 'loss') return solution.loss;
  return of === 'penalty' ? solution.penalty : loss(0, 0) + drawnWeight(problem, solution) * valueOf(penaltyOf(problem).stated)(0, 0);
}

/** How far up its range, from 0 to 1, the middle of a map with two sides lies; −1 where it has none. */
export function middleShare(heat: Picture['heat']): number {
  if (heat?.middle === undefined || !(heat.high > heat.low)) return NO_MIDDLE;
  return Math.min(1, Math.max(0, (heat.middle - heat.low) / (heat.high - heat.low)));
}
const NO_MIDDLE = -1;

/** Where on its ramp, from 0 to 1, a share of the range lies. @param middle as `middleShare` has it */
export const placeOf = (share: number, power: number, middle: number): number =>
  (middle < 0 ? share ** power : share < middle ? (0.5 * share) / middle : middle < 1 ? 0.5 + (0.5 * (share - middle)) / (1 - middle) : 0.5);

/** The share of the range that lies at a place of its ramp: `placeOf` turned round. */
export const shareAt = (place: number, power: number, middle: number): number =>
  (middle < 0 ? place ** (1 / power) : place < 0.5 ? 2 * place * middle : middle + (2 * place - 1) * (1 - middle));
