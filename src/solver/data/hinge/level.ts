import type { Vec2 } from '../../../problem/types.ts';
import { type Regular, slopeAlong } from './regular.ts';

/** A straight line of (θ, b): at + s·along. */
export interface Line {
  readonly at: Vec2;
  readonly b: number;
  readonly along: Vec2;
  readonly rise: number;
}
/** What is minimised on a line: λR, or nothing but R ≤ budget. */
export interface Bound { readonly regular: Regular; readonly lambda: number; readonly budget: number | null }

/** A point of a line; on a crease of R, θ is put on it exactly. */
export interface Crossing { readonly s: number; readonly theta: Vec2 }

/** Where a line crosses the creases of R; and the axes for a power, which bends so much there that a zero must be exact. */
export function crossings({ at, along }: Line, { u, most, power }: Regular): Crossing[] {
  const on = (s: number): [number, number] => [at[0] + s * along[0], at[1] + s * along[1]];
  const list: Crossing[] = [];
  for (const j of [0, 1] as const) if ((u[j] > 0 || power > 0) && along[j] !== 0) {
    const s = -at[j] / along[j], theta = on(s);
    theta[j] = 0;
    list.push({ s, theta });
  }
  if (most > 0) for (const sign of [1, -1]) {
    const across = along[0] - sign * along[1];
    if (across === 0) continue;
    const s = -(at[0] - sign * at[1]) / across, [first] = on(s);
    list.push({ s, theta: [first, sign * first] });
  }
  return list;
}

/** A number between two: the middle of their logarithms while they lie far apart, since a power may balance at any size. */
function between(low: number, high: number): number {
  if (low < 0 && high > 0) return 0;
  if (high <= 0 && low < 0) return -between(-high, -low);
  if (low === 0) return high > 1e-250 ? high * 2 ** -50 : high / 2;
  return high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : low + (high - low) / 2;
}

/** Where slope + λ dR/ds, increasing and smooth on (from, to), is zero; it changes sign there. */
export function level({ at, along }: Line, { regular, lambda }: Bound, slope: number, from: number, to: number): number {
  const { norm, ridge, power } = regular;
  const rate = (s: number) => slope + lambda * slopeAlong(regular, [at[0] + s * along[0], at[1] + s * along[1]], along);
  if (power === 0 && norm === 0 && ridge > 0) {
    // linear: one step from the nearer end, where the piece may be far longer than the step, and one more for the digits that it costs
    const bend = lambda * ridge * (along[0] ** 2 + along[1] ** 2);
    const start = Math.abs(from) <= Math.abs(to) ? from : to, inner = start === from ? 1 : -1;
    const edge: Vec2 = [at[0] + start * along[0], at[1] + start * along[1]];
    const first = !Number.isFinite(start) ? -rate(0) / bend : start - (slope + inner * lambda * slopeAlong(regular, edge, [inner * along[0], inner * along[1]])) / bend;
    return first > from && first < to ? Math.min(to, Math.max(from, first - rate(first) / bend)) : Math.min(to, Math.max(from, first));
  }
  const length = Math.hypot(...along);
  if (norm > 0 && ridge === 0 && power === 0) {
    const foot = -(at[0] * along[0] + at[1] * along[1]) / length ** 2; // R = norm √(h² + (s − foot)² length²)
    const h = Math.abs(at[0] * along[1] - at[1] * along[0]) / length, part = -slope / (lambda * norm * length);
    if (Math.abs(part) < 1) return Math.min(to, Math.max(from, foot + (part * h) / (length * Math.sqrt((1 - part) * (1 + part)))));
  }
  let low = from === -Infinity ? Math.min(to, 0) - 1 : from, high = to === Infinity ? Math.max(from, 0) + 1 : to;
  for (let k = 0; from === -Infinity && rate(low) > 0 && k < 1100; k += 1) low = Math.min(to, 0) - 2 ** k;
  for (let k = 0; to === Infinity && rate(high) < 0 && k < 1100; k += 1) high = Math.max(from, 0) + 2 ** k;
  for (let k = 0; k < 300; k += 1) {
    const middle = between(low, high);
    if (middle === low || middle === high) break;
    if (rate(middle) < 0) low = middle; else high = middle;
  }
  return high;
}
