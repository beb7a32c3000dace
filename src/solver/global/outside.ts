import { interval, isEmpty, point, type Interval } from '../../formula/interval.ts';
import type { Window } from '../../problem/grid.ts';
import { THETA } from '../../problem/stated.ts';
import { continuous } from './guard.ts';
import { slope, type Ranges } from './rewrite.ts';
import type { Aim } from './strata.ts';

const LOOKS = 400;

function halves({ low, high }: Interval): [Interval, Interval] {
  const cut = low === -Infinity ? (high === Infinity ? 0 : 2 * Math.min(high, 0) - 1) : high === Infinity ? 2 * Math.max(low, 0) + 1 : low / 2 + high / 2;
  return [{ low, high: cut }, { low: cut, high }];
}

/**
 * Whether every point outside the window is worse than `cutoff` or infeasible, by bounds of values over unbounded boxes.
 * @param floor a lower bound of the objective at a place; it helps where a formula's own bound is poor
 */
export function* worseOutside({ objective, constraint }: Aim, { x, y }: Window, cutoff: number, floor: (place: Ranges) => number): Generator<void, boolean> {
  const value = interval(objective, THETA);
  const size = constraint && interval(constraint.penalty, THETA);
  const slopes = THETA.map((by) => interval(slope(objective, by), THETA)), defined = continuous([objective], THETA);
  const all: Interval = { low: -Infinity, high: Infinity };
  const inner: Interval = { low: x[0], high: x[1] };
  const stack: Ranges[] = [
    [{ low: -Infinity, high: x[0] }, all], [{ low: x[1], high: Infinity }, all],
    [inner, { low: -Infinity, high: y[0] }], [inner, { low: y[1], high: Infinity }],
  ];
  for (let looks = 0; stack.length > 0; looks += 1) {
    if (looks === LOOKS) return false;
    yield;
    const place = stack.pop()!;
    const range = value(place);
    if (isEmpty(range) || range.low > cutoff || floor(place) > cutoff) continue;
    if (size && !(size(place).low <= constraint.budget)) continue;
    // Where the objective rises all over the place away from one side, that side has its least value, and is looked at alone.
    const side = !constraint && defined(place) ? slopes.findIndex((rate, i) => {
      const { low, high } = rate(place), { low: from, high: to } = place[i]!;
      return from < to && ((low > 0 && from > -Infinity) || (high < 0 && to < Infinity));
    }) : -1;
    if (side >= 0) {
      const edge = point(slopes[side]!(place).low > 0 ? place[side]!.low : place[side]!.high);
      stack.push(side === 0 ? [edge, place[1]] : [place[0], edge]);
      continue;
    }
    // The longest side; of two endless ones the one that starts nearer, so that both grow alike.
    const long = place.map(({ low, high }) => (high - low === Infinity ? 1e300 / (1 + Math.min(Math.abs(low), Math.abs(high))) : high - low));
    const i = long[0]! >= long[1]! ? 0 : 1;
    for (const half of halves(place[i]!)) stack.push(i === 0 ? [half, place[1]] : [place[0], half]);
  }
  return true;
}
