import type { Vec2 } from '../problem/types.ts';

/** What a crossing lies on: the level set, a jump or pole of f over the level, or a wall (where f ends or the window does). */
export type Place = 'level' | 'jump' | 'wall';

const STEPS = 100;
const NARROW = 2 ** -52; // of the edge
const FLAT = 2 ** -48; // of the values at its ends
const JUMP = 1e-3; // of them, left over an edge as narrow as that: no slope does it, short of a root's at its foot

/**
 * Where f crosses a level between a point inside {f ≤ level} and one outside: secant steps that keep both sides (Illinois),
 * every third one a halving, so that no function makes it slow.
 * @param low f(inside) − level ≤ 0
 * @param high f(outside) − level, above 0 or NaN
 */
export function crossing(f: (x: number, y: number) => number, level: number, inside: Vec2, outside: Vec2, low: number, high: number): { point: Vec2; place: Place } {
  if (low === 0) return { point: inside, place: Number.isNaN(high) ? 'wall' : 'level' };
  if (inside[0] === outside[0] && inside[1] === outside[1]) return { point: inside, place: 'wall' };
  const along = (s: number): Vec2 => [inside[0] * (1 - s) + outside[0] * s, inside[1] * (1 - s) + outside[1] * s];
  const close = Number.isFinite(high - low) ? FLAT * (high - low) + 4 * Number.EPSILON * Math.abs(level) : 0;
  const ends = { a: 0, b: 1, low, high };
  let [secantLow, secantHigh, side] = [low, high, 0];
  for (let i = 0; i < STEPS && ends.b - ends.a > NARROW; i += 1) {
    let s = ends.b - (secantHigh * (ends.b - ends.a)) / (secantHigh - secantLow);
    if (i % 3 === 2 || !(s > ends.a && s < ends.b)) s = (ends.a + ends.b) / 2;
    const value = f(...along(s)) - level;
    if (value <= 0) {
      [ends.a, ends.low, secantLow] = [s, value, value];
      if (side < 0) secantHigh /= 2;
      side = -1;
    } else {
      [ends.b, ends.high, secantHigh] = [s, value, value];
      if (side > 0) secantLow /= 2;
      side = 1;
    }
    if (Math.abs(value) <= close) return { point: along(s), place: 'level' };
  }
  const point = along(-ends.low < ends.high ? ends.a : ends.b);
  const gap = ends.high - ends.low;
  return { point, place: Number.isNaN(gap) ? 'wall' : gap === Infinity || gap > JUMP * (high - low) ? 'jump' : 'level' };
}
