import { contains, intersect, isEmpty, middle, point, width } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { continuous } from '../global/guard.ts';
import type { Box } from '../global/newton.ts';
import { meanValue } from '../global/system.ts';
import type { Reading } from './reading.ts';
import type { Setting } from './setting.ts';
import { signOf } from './sign.ts';

/** What a part of the window's edge, or of the window, holds: nothing as good as a bound, something better, or who knows. */
export type Verdict = { readonly kind: 'none' } | { readonly kind: 'better' | 'unknown'; readonly at: Vec2 };

const LOOKS = 3000, FINEST = 2 ** -40;

/** Whether a feasible point near a piece of edge is for certain better than `best`: at a point of it, or where g changes sign. */
function better({ inquiry, g, window }: Setting, aim: Reading, piece: Box, best: number): boolean {
  // A little longer than the piece, for a sign that changes just at its end.
  const box = piece.map((side, i) => intersect({ low: side.low - width(side) / 4, high: side.high + width(side) / 4 }, window[i]!));
  const equal = inquiry.bounds.flatMap(({ relation }, i) => (relation === '=' ? [g[i]!] : []));
  const spot = equal.length === 0 ? box.map((side) => point(middle(side))) : box;
  if (!inquiry.bounds.every(({ relation }, i) => relation === '=' || g[i]!.over(spot).high <= 0) || !(aim.over(spot).high < best)) return false;
  if (equal.length === 0) return true;
  const [one] = equal, [from, to] = [box.map(({ low }) => point(low)), box.map(({ high }) => point(high))];
  return equal.length === 1 && continuous([one!.tree], THETA)(box) && signOf(one!.over(from)) * signOf(one!.over(to)) < 0;
}

/** Compares `best` with the least of `aim` over the feasible points of the window's edge. */
export function* edge(setting: Setting, aim: Reading, best: number, tie: number): Generator<void, Verdict> {
  const { window: [x, y], span, mayHold } = setting;
  const smooth = continuous([aim.tree, ...aim.slopes], THETA);
  const stack: Box[] = [[point(x!.low), y!], [point(x!.high), y!], [x!, point(y!.low)], [x!, point(y!.high)]];
  for (let looks = 0, box; (box = stack.pop()); looks += 1) {
    yield;
    if (!mayHold(box, [])) continue;
    const range = smooth(box) ? meanValue({ value: aim.over, slopes: aim.gradient }, box) : aim.over(box);
    if (!(range.low <= best + tie)) continue;
    const at = box.map(middle) as unknown as Vec2;
    if (better(setting, aim, box, best - tie)) return { kind: 'better', at };
    if (looks >= LOOKS || box.every((side) => width(side) < FINEST * span)) return { kind: 'unknown', at };
    const i = width(box[0]!) > 0 ? 0 : 1, { low, high } = box[i]!;
    const cut = contains({ low, high }, 0) && low < 0 && high > 0 ? 0 : middle(box[i]!);
    stack.push(box.map((side, j) => (i === j ? { low, high: cut } : side)), box.map((side, j) => (i === j ? { low: cut, high } : side)));
  }
  return { kind: 'none' };
}

/** Looks for feasible points, no worse than `best`, where a function has a pole, a jump or no value: there an optimum need not be attained. */
export function* broken({ window, span, g, mayHold }: Setting, aim: Reading, best: number): Generator<void, Verdict> {
  const whole = continuous([aim.tree, ...g.map(({ tree }) => tree)], THETA);
  const stack: Box[] = [window];
  for (let looks = 0, box; (box = stack.pop()); looks += 1) {
    yield;
    const range = aim.over(box);
    if (whole(box) || !mayHold(box, []) || isEmpty(range) || range.low > best) continue;
    if (looks >= LOOKS || box.every((side) => width(side) < FINEST * span)) return { kind: 'unknown', at: box.map(middle) as unknown as Vec2 };
    const i = width(box[0]!) >= width(box[1]!) ? 0 : 1, { low, high } = box[i]!;
    const cut = low < 0 && high > 0 ? 0 : middle(box[i]!);
    stack.push(box.map((side, j) => (i === j ? { low, high: cut } : side)), box.map((side, j) => (i === j ? { low: cut, high } : side)));
  }
  return { kind: 'none' };
}
