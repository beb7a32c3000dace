import type { Vec2 } from '../../problem/types.ts';
import type { Arc } from './arcs.ts';
import { polynomialAt, rootsBetween } from './roots.ts';

/** Points along a boundary, and whether L falls (−1), rises (1) or is level (0) from each to the next. */
export interface Walk {
  readonly points: readonly Vec2[];
  readonly trends: readonly number[];
}

/** The joints of the arcs with every stationary point of L between them. */
export function follow(arcs: readonly Arc[]): Walk {
  const points: Vec2[] = [];
  const trends: number[] = [];
  for (const { slope, from, to, noise, at } of arcs) {
    if (points.length === 0) points.push(at(from));
    const stops = [from, ...rootsBetween(slope, from, to, noise).filter((root) => root > from && root < to), to];
    for (let i = 1; i < stops.length; i += 1) {
      const value = polynomialAt(slope, (stops[i - 1]! + stops[i]!) / 2);
      points.push(at(stops[i]!));
      trends.push(Math.abs(value) <= noise ? 0 : Math.sign(value));
    }
  }
  return { points, trends };
}

/** The walk through a quadrant of these signs; `back` the other way round. */
export function place({ points, trends }: Walk, [sx, sy]: Vec2, back: boolean): Walk {
  const placed = points.map(([x, y]): Vec2 => [sx * x, sy * y]);
  return back ? { points: placed.reverse(), trends: trends.map((trend) => -trend).reverse() } : { points: placed, trends };
}

/**
 * Where L stops falling and begins to rise: one point, or the two ends of a level stretch. A closed walk has as many trends as
 * points, the last leading back to the first; an open one falls in from infinity and rises out to it.
 */
export function valleys({ points, trends }: Walk): (readonly Vec2[])[] {
  const found: (readonly Vec2[])[] = [];
  const closed = trends.length === points.length;
  const begin = closed ? Math.max(0, trends.findIndex((trend) => trend !== 0)) : 0;
  let before = 0, last = begin;
  for (let step = 0; step < trends.length + Number(closed); step += 1) {
    const i = (begin + step) % trends.length;
    const trend = trends[i]!;
    if (trend === 0) continue;
    if (before < 0 && trend > 0) found.push(last === i ? [points[i]!] : [points[last]!, points[i]!]);
    before = trend;
    last = (i + 1) % points.length;
  }
  // Level all along, up to rounding: any point may be the lowest.
  return found.length > 0 ? found : points.map((point) => [point]);
}
