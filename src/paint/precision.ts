import { formulaBound, type Bound } from '../field/bound.ts';
import { isTable, type Formulas } from '../problem/formulas.ts';
import { sameStated } from '../problem/stated.ts';
import type { Window } from '../problem/grid.ts';
import { middleShare, placeOf, sameLoss, type Picture } from './picture.ts';

const SIDE = 9; // nodes of the look at a picture, edges included
const STEPS = 255; // of colour
const ULP = 2 ** -23;
const LARGEST = 1e36; // of f32, with room for the terms of a sum
const LOWEST = 1e-4; // of the range: below it a power is so steep that any rounding shows, in a spot that no reader sees
const SHIFT_PX = 0.25; // by which a picture may be off as a whole

interface Place { readonly loss: number; readonly lossError: number; readonly penalty: number; readonly penaltyError: number }

let last: { readonly loss: Formulas['loss']; readonly penalty: Formulas['penalty']; readonly window: Window; readonly places: readonly Place[] } | undefined;

const highest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** L and R with their rounding errors at the nodes; of a λ sweep they are worked out once. */
function placesOf({ loss, penalty }: Formulas, window: Window): readonly Place[] {
  if (last && sameLoss(last.loss, loss) && last.window === window && sameStated(last.penalty, penalty)) return last.places;
  const penaltyBound = formulaBound(penalty);
  // Of a table f32 holds the values themselves; a cubic through them errs by a few roundings of the largest.
  const lossBound: Bound = isTable(loss) ? (() => { const error = 10 * ULP * highest(loss.values); return () => ({ value: Number.NaN, error }); })() : formulaBound(loss);
  const places: Place[] = [];
  const at = ([low, high]: readonly [number, number], i: number) => Math.fround(low + ((high - low) * i) / (SIDE - 1));
  for (let row = 0; row < SIDE; row += 1) for (let column = 0; column < SIDE; column += 1) {
    const [x, y] = [at(window.x, column), at(window.y, row)];
    const one = lossBound(x, y), two = penaltyBound(x, y);
    places.push({ loss: one.value, lossError: one.error, penalty: two.value, penaltyError: two.error });
  }
  last = { loss, penalty, window, places };
  return places;
}

// A pixel's place is mixed from the window's edges, all rounded to f32.
const isPlaced = ([low, high]: readonly [number, number], pixels: number) => 4 * ULP * Math.max(Math.abs(low), Math.abs(high)) * pixels <= SHIFT_PX * (high - low);

/**
 * Whether f32 draws a picture as f64 would: every pixel at its place to a quarter of a pixel, and every colour to half a step
 * of 255, by the bound that the formulas' own trees yield at 9 × 9 nodes. Where it does not, as with a condition of 1e10 or
 * a window of 1e-9 far from the origin, the picture belongs to the CPU.
 */
export function isPrecise({ formulas, window, lambda, power, heat }: Picture, width: number, height: number): boolean {
  if (!isPlaced(window.x, width) || !isPlaced(window.y, height)) return false;
  if (!heat || !(heat.high > heat.low)) return true;
  if (!(heat.high < LARGEST)) return false;
  const range = heat.high - heat.low;
  const middle = middleShare(heat), compressed = (share: number) => placeOf(Math.min(1, Math.max(0, share)), power, middle);
  return placesOf(formulas, window).every(({ loss, lossError, penalty, penaltyError }) => {
    const [value, error] = heat.of === 'loss' ? [loss, lossError] : heat.of === 'penalty' ? [penalty, penaltyError]
      : [loss + lambda * penalty, lossError + lambda * penaltyError + 2 * ULP * (Math.abs(loss || 0) + lambda * Math.abs(penalty))];
    if (error === Infinity) return true; // a pole or an overflow: no colour to be right about
    const share = Number.isFinite(value) ? Math.max(LOWEST, (value - heat.low) / range) : LOWEST; // a table's own value is not asked for
    const off = error / range + 4 * ULP * (1 + Math.abs(heat.low) / range);
    return STEPS * (compressed(share + off) - compressed(share - off)) <= 1;
  });
}
