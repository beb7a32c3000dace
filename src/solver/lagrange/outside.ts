import { isEmpty, type Interval } from '../../formula/interval.ts';
import type { Box } from '../global/newton.ts';
import type { Reading } from './reading.ts';
import type { Setting } from './setting.ts';

const LOOKS = 400;
const ALL: Interval = { low: -Infinity, high: Infinity };

function halves({ low, high }: Interval): [Interval, Interval] {
  const cut = low === -Infinity ? (high === Infinity ? 0 : 2 * Math.min(high, 0) - 1) : high === Infinity ? 2 * Math.max(low, 0) + 1 : low / 2 + high / 2;
  return [{ low, high: cut }, { low: cut, high }];
}

/** Whether no feasible point outside the window has a lower `aim` than `best`, by bounds over unbounded boxes. */
export function* nothingOutside({ window: [x, y], mayHold }: Setting, aim: Reading, best: number): Generator<void, boolean> {
  const stack: Box[] = [
    [{ low: -Infinity, high: x!.low }, ALL], [{ low: x!.high, high: Infinity }, ALL],
    [x!, { low: -Infinity, high: y!.low }], [x!, { low: y!.high, high: Infinity }],
  ];
  for (let looks = 0, place; (place = stack.pop()); looks += 1) {
    if (looks === LOOKS) return false;
    yield;
    const range = aim.over(place);
    if (isEmpty(range) || range.low >= best || !mayHold(place, [])) continue;
    // The longest side; of two endless ones the one that starts nearer, so that both grow alike.
    const [u, v] = place.map(({ low, high }) => (high - low === Infinity ? 1e300 / (1 + Math.min(Math.abs(low), Math.abs(high))) : high - low)) as [number, number];
    const i = u >= v ? 0 : 1, box = place;
    for (const half of halves(box[i]!)) stack.push(box.map((side, j) => (i === j ? half : side)));
  }
  return true;
}
