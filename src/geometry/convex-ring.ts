import type { Vec2 } from '../problem/types.ts';

const SCOUTS = 12, POINTS = 60;
const FINE = 1e-4; // of the ring's own size: under a hundredth of a pixel in a small picture
const ROUNDS = 30, FARTHEST = 1e6;

/**
 * A level set of a convex function around the place where it is least, as points of a closed polyline, in resumable steps of one
 * point each: for a loss that only a sum over samples gives, which is too dear for a grid. Some scouts tell its shape, so that a
 * long thin one is walked as evenly as a circle.
 * @param through a point on it, not the centre
 * @returns no points where the centre is not below the level
 */
export function* convexRing(value: (x: number, y: number) => number, centre: Vec2, through: Vec2): Generator<void, Vec2[]> {
  const least = value(...centre), height = Math.sqrt(value(...through) - least);
  const size = Math.hypot(through[0] - centre[0], through[1] - centre[1]);
  if (!(height > 0) || !(size > 0)) return [];
  const at = ([u, v]: Vec2, s: number): Vec2 => [centre[0] + s * u, centre[1] + s * v];
  // √(L − least), which on a ray from the centre is nearly straight, meets the level: by regula falsi (Illinois).
  const reach = (direction: Vec2, guess: number): number => {
    const off = (s: number) => Math.sqrt(Math.max(0, value(...at(direction, s)) - least)) - height;
    let low = 0, below = -height, high = guess, above = off(high);
    while (above < 0 && high < FARTHEST * guess) [low, below, high, above] = [high, above, 2 * high, off(2 * high)];
    if (above < 0) return high; // it goes on for ever, far outside any picture
    for (let round = 0, side = 0; round < ROUNDS; round += 1) {
      const s = (low * above - high * below) / (above - below), miss = off(s);
      if (Math.abs(miss) <= FINE * height) return s;
      if (miss < 0) { if (side < 0) above /= 2; [low, below, side] = [s, miss, -1]; } else { if (side > 0) below /= 2; [high, above, side] = [s, miss, 1]; }
    }
    return (low + high) / 2;
  };
  let radius = size, xx = 0, xy = 0, yy = 0;
  for (let i = 0; i < SCOUTS; i += 1) {
    const angle = (2 * Math.PI * i) / SCOUTS, [u, v]: Vec2 = [Math.cos(angle), Math.sin(angle)];
    // of an ellipse: Σ d dᵀ/s² over directions d tells its matrix up to a factor and a multiple of 1
    const s = (radius = reach([u, v], radius));
    xx += (u * u) / s ** 2; xy += (u * v) / s ** 2; yy += (v * v) / s ** 2;
    yield;
  }
  const [p, q] = axes(xx, xy, yy);
  const points: Vec2[] = [];
  let share = 1;
  for (let i = 0; i < POINTS; i += 1) {
    const angle = (2 * Math.PI * i) / POINTS, c = Math.cos(angle), s = Math.sin(angle);
    const direction: Vec2 = [c * p[0] + s * q[0], c * p[1] + s * q[1]];
    share = reach(direction, share);
    points.push(at(direction, share));
    yield;
  }
  return points;
}

/**
 * The half axes of the ellipse θᵀAθ = 1 from Σ ddᵀ(dᵀAd) over evenly spread directions d, which is (2A + tr A · 1)/8 of their
 * number: for the picture's sake, since any frame would do.
 */
function axes(xx: number, xy: number, yy: number): readonly [Vec2, Vec2] {
  const trace = (2 * (xx + yy)) / SCOUTS;
  const a = (4 * xx) / SCOUTS - trace / 2, b = (4 * xy) / SCOUTS, c = (4 * yy) / SCOUTS - trace / 2;
  const turn = Math.atan2(2 * b, a - c) / 2, gap = Math.hypot((a - c) / 2, b), middle = (a + c) / 2;
  const floor = 1e-6 * middle;
  const long = 1 / Math.sqrt(Math.max(middle - gap, floor)), short = 1 / Math.sqrt(middle + gap);
  return [[short * Math.cos(turn), short * Math.sin(turn)], [-long * Math.sin(turn), long * Math.cos(turn)]];
}
