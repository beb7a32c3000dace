import type { Vec2 } from '../problem/types.ts';
import type { Plane } from './plane.ts';

const LONGEST = 4, SHORTEST = 1e-3; // pixels from point to point
const TURN = 0.3; // radians from point to point
const MARGIN = 12; // pixels beyond the window where a curve is left
const MOST = 4000; // points
const H = 1e-4; // of a pixel, for differences

interface Walker { readonly at: Vec2; readonly gradient: Vec2 }

/** A curve in pixels, and whether its end is its start. */
export interface Trace { readonly points: readonly Vec2[]; readonly closed: boolean }

/**
 * Follows the level curve of f through a point, by predictor and corrector (Allgower and Georg, "Numerical Continuation
 * Methods", 2): unlike a grid it misses no thin piece. Points lie on the level to a thousandth of a pixel.
 * @param f in θ; smooth near the curve
 * @param through a θ on it where f is not stationary
 * @returns nothing where f has no slope there
 */
export function trace(f: (x: number, y: number) => number, through: Vec2, plane: Plane): Trace | undefined {
  const value = (pixel: Vec2) => f(...plane.toTheta(pixel));
  const level = f(...through);
  const see = ([x, y]: Vec2): Walker => ({
    at: [x, y], gradient: [(value([x + H, y]) - value([x - H, y])) / (2 * H), (value([x, y + H]) - value([x, y - H])) / (2 * H)],
  });
  /** Back onto the curve along the slope; nothing where that fails. */
  const land = (from: Vec2, reach: number): Walker | undefined => {
    let here = see(from);
    for (let round = 0; round < 8; round += 1) {
      const { at, gradient: [gx, gy] } = here;
      const size = gx * gx + gy * gy;
      if (!(size > 0)) return undefined;
      const off = (value(at) - level) / size;
      here = see([at[0] - off * gx, at[1] - off * gy]);
      if (Math.hypot(here.at[0] - from[0], here.at[1] - from[1]) > reach) return undefined;
      if (Math.abs(off) * Math.sqrt(size) < Math.min(1e-3, reach / 10)) return here;
    }
    return undefined;
  };
  const inside = ([x, y]: Vec2) => x > -MARGIN && y > -MARGIN && x < plane.width + MARGIN && y < plane.height + MARGIN;
  const tangent = ({ gradient: [gx, gy] }: Walker): Vec2 => { const size = Math.hypot(gx, gy); return [-gy / size, gx / size]; };

  const start = see(plane.toPixels(through));
  // Where f has a slope, the two ends of a difference lie on opposite sides of the level.
  const [sx, sy] = start.at;
  const sides = [[H, 0], [0, H]].map(([dx, dy]) => [value([sx + dx!, sy + dy!]) - level, value([sx - dx!, sy - dy!]) - level] as const);
  if (!sides.some(([a, b]) => Math.abs(a - b) > 0.5 * (Math.abs(a) + Math.abs(b)))) return undefined;
  const walk = (side: 1 | -1): Trace => {
    const points: Vec2[] = [start.at];
    let here = start, step = 1, far = 0;
    while (points.length < MOST) {
      const [tx, ty] = tangent(here);
      const next = land([here.at[0] + side * step * tx, here.at[1] + side * step * ty], step / 2);
      const turned = next ? Math.abs(Math.atan2(tangent(next)[1] * tx - tangent(next)[0] * ty, tangent(next)[0] * tx + tangent(next)[1] * ty)) : Infinity;
      if (!next || turned > TURN) {
        if (step <= SHORTEST) break;
        step = Math.max(SHORTEST, step / 2);
        continue;
      }
      here = next;
      const apart = Math.hypot(here.at[0] - start.at[0], here.at[1] - start.at[1]);
      if (far > 2 * step && apart < 0.8 * step && tangent(here)[0] * tangent(start)[0] + tangent(here)[1] * tangent(start)[1] > 0.5) return { points, closed: true };
      far = Math.max(far, apart);
      points.push(here.at);
      if (!inside(here.at)) break;
      step = Math.min(LONGEST, step * 1.5);
    }
    return { points, closed: false };
  };
  const ahead = walk(1);
  if (ahead.closed) return ahead;
  return { points: [...walk(-1).points.slice(1).reverse(), ...ahead.points], closed: false };
}
