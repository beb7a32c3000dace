import type { Vec2 } from '../../../problem/types.ts';
import { type Bound, type Crossing, crossings, level, type Line } from './level.ts';
import { measure, type Regular, slopeAlong } from './regular.ts';

export type { Bound, Line } from './level.ts';

/** A kink's part of the loss on a line: weight · max(0, short − s·gain). */
export interface Ramp { readonly weight: number; readonly short: number; readonly gain: number }
export interface Place {
  readonly theta: Vec2;
  readonly b: number;
  /** It lies where a line was cut off, on a bottom that has no end. */
  readonly far?: boolean;
}

const EPS = Number.EPSILON;

/** The lowest point of R alone on a line. */
const shallowest = (line: Line, regular: Regular): number => lowest(line, [], 0, { regular, lambda: 1, budget: null }, 0)?.s ?? 0;

/** The interval of the line inside {R ≤ t}, or null: Newton's steps from outside, which a convex R never lets inside. */
function inside(line: Line, regular: Regular, budget: number): { from: number; to: number } | null {
  const on = (s: number): Vec2 => [line.at[0] + s * line.along[0], line.at[1] + s * line.along[1]];
  const bottom = shallowest(line, regular);
  const least = measure(regular, on(bottom));
  if (least > budget * (1 + 4 * EPS)) return null;
  const end = (sign: number) => {
    let s = bottom + sign, stride = 1;
    // from nearby: a step from far away has only the digits of its length
    for (let near = bottom + sign / 16; near !== bottom && measure(regular, on(near)) > budget; near = bottom + (near - bottom) / 16) s = near;
    for (let k = 0; k < 1000 && !(measure(regular, on(s)) > budget); k += 1) s = bottom + sign * (stride *= 2);
    if (!(measure(regular, on(s)) > budget)) return sign * Infinity; // free along this line
    for (let k = 0; k < 200; k += 1) {
      const steep = slopeAlong(regular, on(s), [-sign * line.along[0], -sign * line.along[1]]);
      const next = s + (sign * (measure(regular, on(s)) - budget)) / steep;
      if (sign * next <= sign * bottom) return bottom;
      // A step from far away overshoots by rounding of its length: the next ones, of either sign, are exact.
      if (!(sign * next < sign * s) && (k > 2 || next === s)) return s;
      s = next;
    }
    return s;
  };
  return { from: end(-1), to: end(1) };
}

/** A minimum on a line; `ends` is the other end of a flat bottom. */
export interface Lowest { readonly s: number; readonly place: Place; readonly ends?: Place }

/**
 * The minimum of Σ ramps + slope·s (+ λR, or subject to R ≤ t) on a line, exact by its structure: at a corner of the polygon,
 * on a crease of R, where a smooth R balances a slope, or at an end of the region. |s| stays within `reach`.
 */
export function lowest(line: Line, ramps: readonly Ramp[], slope: number, bound: Bound, reach: number): Lowest | null {
  const { regular, lambda, budget } = bound;
  const on = (s: number): Vec2 => [line.at[0] + s * line.along[0], line.at[1] + s * line.along[1]];
  const limits = budget === null ? { from: -Infinity, to: Infinity } : inside(line, regular, budget);
  if (!limits) return null;
  const from = reach > 0 ? Math.max(limits.from, -reach) : limits.from, to = reach > 0 ? Math.min(limits.to, reach) : limits.to;
  if (!(from <= to)) return null;
  const weigh = budget === null ? lambda : 0;
  const stops: Crossing[] = ramps.filter(({ gain }) => gain !== 0).map(({ short, gain }) => ({ s: short / gain, theta: on(short / gain) }));
  stops.push(...crossings(line, regular));
  const sorted = stops.filter(({ s }) => s > from && s < to).sort((p, q) => p.s - q.s);
  if (Number.isFinite(to)) sorted.push({ s: to, theta: on(to) });
  const isFar = (s: number) => reach > 0 && Math.abs(s) >= reach;
  const place = ({ s, theta }: Crossing): Place => ({ theta, b: line.b + s * line.rise, far: isFar(s) });
  // of a flat bottom both ends, one with an end first; of one with no end at all a point near the line's foot
  const answer = (left: Crossing, right: Crossing = left): Lowest => {
    if (isFar(left.s) && isFar(right.s) && left.s !== right.s) return { s: 0, place: place({ s: 0, theta: on(0) }), ends: place(left) };
    const [first, other] = isFar(left.s) ? [right, left] : [left, right];
    return { s: first.s, place: place(first), ...(other.s !== first.s ? { ends: place(other) } : {}) };
  };
  // slope of the loss on the open interval that ends at, or starts from, s
  const lossSlope = (middle: number) => {
    let sum = slope;
    for (const { weight, short, gain } of ramps) if (short - middle * gain > 0) sum -= weight * gain;
    return sum;
  };
  const size = Math.abs(slope) + ramps.reduce((sum, { weight, gain }) => sum + weight * Math.abs(gain), 0);
  const flat = 16 * EPS * (ramps.length + 2) * size;
  let left: Crossing | null = Number.isFinite(from) ? { s: from, theta: on(from) } : null;
  const pieces = Number.isFinite(to) ? sorted.length : sorted.length + 1;
  for (let k = 0; k < pieces; k += 1) {
    const right = sorted[k] ?? null;
    if (left && right && right.s <= left.s) { left = right.theta[0] === 0 || right.theta[1] === 0 ? right : left; continue; }
    const middle: number = left && right ? (left.s + right.s) / 2 : left ? left.s + 1 : right ? right.s - 1 : 0;
    const loss = lossSlope(middle);
    const backward: Vec2 = [-line.along[0], -line.along[1]];
    const starts = left ? loss + weigh * slopeAlong(regular, left.theta, line.along) : -Infinity;
    if (left && starts >= -flat) {
      let end: Crossing = left;
      for (let j = k; j < sorted.length; j += 1) {
        const next = sorted[j]!, inner = lossSlope((end.s + next.s) / 2);
        const steep = Math.abs(inner + weigh * slopeAlong(regular, end.theta, line.along))
          + Math.abs(inner - weigh * slopeAlong(regular, next.theta, backward));
        if (next.s > end.s && steep > flat) break;
        end = next;
      }
      return answer(left, end);
    }
    const stopsAt = right ? loss - weigh * slopeAlong(regular, right.theta, backward) : Infinity;
    if (stopsAt > flat) {
      if (!right && weigh * (regular.ridge + regular.power) === 0) {
        // only the 2-norm bends without end; a polygon that still falls here falls for ever
        const steepest = loss + weigh * slopeAlong(regular, on(middle + 1e15 * (1 + Math.abs(middle))), line.along);
        if (steepest <= flat) return null;
      }
      const s: number = level(line, { ...bound, lambda: weigh }, loss, left?.s ?? -Infinity, right?.s ?? Infinity);
      return answer({ s, theta: on(s) });
    }
    left = right;
  }
  return left ? answer(left) : null;
}
