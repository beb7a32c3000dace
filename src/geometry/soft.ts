import type { Vec2 } from '../problem/types.ts';
import type { Plane } from './plane.ts';

const RAYS = 96;
const HALVINGS = 12; // to a thousandth of the window: a label needs no more

/**
 * Points in pixels on the level {f = level} around a centre where f rises along every ray: what a label had better not
 * cross. Rays that do not reach the level within the window's size give none.
 */
export function levelPoints(f: (x: number, y: number) => number, [cx, cy]: Vec2, level: number, plane: Plane): Vec2[] {
  const { x, y } = plane.window;
  const reach = Math.hypot(x[1] - x[0], y[1] - y[0]);
  const points: Vec2[] = [];
  for (let i = 0; i < RAYS; i += 1) {
    const angle = (2 * Math.PI * i) / RAYS;
    const dx = reach * Math.cos(angle), dy = reach * Math.sin(angle);
    if (!(f(cx + dx, cy + dy) > level)) continue;
    let low = 0, high = 1;
    for (let round = 0; round < HALVINGS; round += 1) {
      const middle = (low + high) / 2;
      if (f(cx + middle * dx, cy + middle * dy) > level) high = middle; else low = middle;
    }
    points.push(plane.toPixels([cx + low * dx, cy + low * dy]));
  }
  return points;
}

/** Points 8 px apart on both axes. */
export function axisPoints(plane: Plane): Vec2[] {
  const [ox, oy] = plane.toPixels([0, 0]);
  const points: Vec2[] = [];
  for (let x = 0; x < plane.width; x += 8) points.push([x, oy]);
  for (let y = 0; y < plane.height; y += 8) points.push([ox, y]);
  return points;
}
