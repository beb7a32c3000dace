import type { Plane } from '../../geometry/plane.ts';
import type { Vec2 } from '../../problem/types.ts';

const INSET_PX = 9; // as a handle keeps from the edge

/** A point of the plane, or the nearest one that a handle can stand on. */
export function within({ width, height, toTheta }: Plane, [x, y]: Vec2): Vec2 {
  const [left, top] = toTheta([INSET_PX, INSET_PX]), [right, bottom] = toTheta([width - INSET_PX, height - INSET_PX]);
  return [Math.min(right, Math.max(left, x)), Math.min(top, Math.max(bottom, y))];
}

/** Whether a point lies outside what is shown. */
export const isAway = ({ window: { x, y } }: Plane, [u, v]: Vec2): boolean => u < x[0] || u > x[1] || v < y[0] || v > y[1];
