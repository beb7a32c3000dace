import type { Window } from '../../problem/grid.ts';
import type { Vec2 } from '../../problem/types.ts';

/** {θ : n·θ ≥ d} as [n₁, n₂, d]; with n = 0 all of the plane or nothing. */
export type HalfPlane = readonly [number, number, number];

/** Corners counterclockwise; empty where there is nothing. */
export type Polygon = readonly Vec2[];

export const rectangle = ({ x, y }: Window): Polygon => [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]]];

/** The part of a convex polygon in a half-plane (Sutherland and Hodgman 1974, "Reentrant polygon clipping"). */
export function clip(polygon: Polygon, [n1, n2, d]: HalfPlane): Polygon {
  const kept: Vec2[] = [];
  const count = polygon.length;
  for (let i = 0; i < count; i += 1) {
    const a = polygon[i]!, b = polygon[(i + 1) % count]!;
    const from = n1 * a[0] + n2 * a[1] - d, to = n1 * b[0] + n2 * b[1] - d;
    if (from >= 0) kept.push(a);
    if (from >= 0 !== to >= 0) {
      const share = from / (from - to);
      kept.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
    }
  }
  return kept.length < 3 ? [] : kept;
}

export const intersect = (polygon: Polygon, halves: readonly HalfPlane[]): Polygon => halves.reduce(clip, polygon);

/** The half-planes whose common part a convex polygon with counterclockwise corners is. */
export const sides = (polygon: Polygon): HalfPlane[] => polygon.map((a, i) => {
  const b = polygon[(i + 1) % polygon.length]!;
  const n1 = a[1] - b[1], n2 = b[0] - a[0];
  return [n1, n2, n1 * a[0] + n2 * a[1]];
});

/** The area of a polygon, from its first corner so that a small one far away keeps its digits. */
export function area(polygon: Polygon): number {
  const [origin] = polygon;
  let twice = 0;
  for (let i = 1; i + 1 < polygon.length; i += 1) {
    const a = polygon[i]!, b = polygon[i + 1]!;
    twice += (a[0] - origin![0]) * (b[1] - origin![1]) - (a[1] - origin![1]) * (b[0] - origin![0]);
  }
  return twice / 2;
}

/** The centre of gravity of a convex polygon, which lies inside; null where there is no area. */
export function centroid(polygon: Polygon): Vec2 | null {
  const [origin] = polygon;
  let x = 0, y = 0, sum = 0;
  for (let i = 1; i + 1 < polygon.length; i += 1) {
    const a = polygon[i]!, b = polygon[i + 1]!;
    const part = (a[0] - origin![0]) * (b[1] - origin![1]) - (a[1] - origin![1]) * (b[0] - origin![0]);
    x += part * (origin![0] + a[0] + b[0]);
    y += part * (origin![1] + a[1] + b[1]);
    sum += 3 * part;
  }
  return sum > 0 ? [x / sum, y / sum] : null;
}

export const contains = (halves: readonly HalfPlane[], [x, y]: Vec2): boolean => halves.every(([n1, n2, d]) => n1 * x + n2 * y >= d);
