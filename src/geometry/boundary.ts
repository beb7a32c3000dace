import type { Vec2 } from '../problem/types.ts';

const HALVINGS = 80; // to the last bit of a radius

/**
 * The point of {R = t} on the ray through a point, for a region that is star-shaped about 0; null where the ray never
 * leaves it. A coordinate that is 0 stays exactly 0, so that corners are met as corners.
 */
export function onBoundary(R: (x: number, y: number) => number, budget: number, [x, y]: Vec2): Vec2 | null {
  const size = Math.hypot(x, y);
  if (!(size > 0) || !(budget > 0)) return null;
  const [dx, dy] = [x / size, y / size];
  let high = size;
  for (let round = 0; R(high * dx, high * dy) < budget; round += 1) {
    if (round > 60) return null;
    high *= 2;
  }
  let low = 0;
  for (let round = 0; round < HALVINGS; round += 1) {
    const middle = (low + high) / 2;
    if (R(middle * dx, middle * dy) < budget) low = middle; else high = middle;
  }
  return [high * dx, high * dy];
}
