import type { Vec2 } from '../problem/types.ts';
import type { Span } from './chart.ts';

const MOST = 500; // points: more would be one grey cloud, and none of them could be taken hold of

/** The rows of n that a scatter shows: all, or 500 of them spread evenly over the file. */
export const shownRows = (n: number): readonly number[] => Array.from({ length: Math.min(n, MOST) }, (_, i) => (n <= MOST ? i : Math.floor((i * n) / MOST)));

const ROOM = 0.08; // of the extent, to either side
const LOOSE = 0.5; // of a span: with less of it used another one is due

const extentOf = (values: Iterable<number>): Vec2 => {
  let low = Infinity, high = -Infinity;
  for (const value of values) { low = Math.min(low, value); high = Math.max(high, value); }
  return [low, high];
};

/** What an axis runs over: the values with room around, or the span until now as long as it serves, since a hand may be on it. */
export function spanFor(values: Iterable<number>, last?: Span): Span {
  const [low, high] = extentOf(values), size = high - low;
  if (last && low >= last.low && high <= last.high && size >= LOOSE * (last.high - last.low)) return last;
  const room = size > 0 ? ROOM * size : Math.abs(high) || 1;
  return { low: low - room, high: high + room };
}

/** The nearest of some points to a place, and no farther than `reach`; −1 for none. */
export function nearestOf(points: readonly Vec2[], [x, y]: Vec2, reach: number): number {
  let best = -1, least = reach;
  for (const [i, [u, v]] of points.entries()) {
    const away = Math.hypot(u - x, v - y);
    if (away <= least) [best, least] = [i, away];
  }
  return best;
}

/** The piece of the line ax + by + c = 0 in a rectangle; null where it passes by. */
export function lineIn([a, b]: Vec2, c: number, x: Span, y: Span): readonly [Vec2, Vec2] | null {
  const ends: Vec2[] = [];
  const take = (point: Vec2) => { if (point.every(Number.isFinite) && !ends.some(([u, v]) => u === point[0] && v === point[1])) ends.push(point); };
  if (b !== 0) for (const u of [x.low, x.high]) { const v = -(a * u + c) / b; if (v >= y.low && v <= y.high) take([u, v]); }
  if (a !== 0) for (const v of [y.low, y.high]) { const u = -(b * v + c) / a; if (u >= x.low && u <= x.high) take([u, v]); }
  return ends.length < 2 ? null : [ends[0]!, ends.at(-1)!];
}
