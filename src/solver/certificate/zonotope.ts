import type { Vec2 } from '../../problem/types.ts';

/**
 * centre + Σ [−1, 1]·generator + a disc of `radius` + the axes that are `free`: every subdifferential of a plane penalty, the
 * subgradients of a hinge on its kinks, and any sum of them. Boxes, segments, diamonds and points are such sets.
 */
export interface Zonotope {
  readonly centre: Vec2;
  readonly generators: readonly Vec2[];
  readonly radius: number;
  /** Coordinates in which the set is all of ℝ. */
  readonly free: readonly [boolean, boolean];
}

export const point = (centre: Vec2): Zonotope => ({ centre, generators: [], radius: 0, free: [false, false] });

export const cross = (a: Vec2, b: Vec2) => a[0] * b[1] - a[1] * b[0];
export const dot = (a: Vec2, b: Vec2) => a[0] * b[0] + a[1] * b[1];

/** [low, high] in each coordinate; a coordinate from −∞ to ∞ is free. */
export function box(x: Vec2, y: Vec2): Zonotope {
  const half = (side: Vec2) => side[1] / 2 - side[0] / 2;
  const middle = (side: Vec2) => (half(side) === Infinity ? 0 : side[0] + half(side));
  const generators: Vec2[] = [];
  if (half(x) > 0 && half(x) < Infinity) generators.push([half(x), 0]);
  if (half(y) > 0 && half(y) < Infinity) generators.push([0, half(y)]);
  return { centre: [middle(x), middle(y)], generators, radius: 0, free: [half(x) === Infinity, half(y) === Infinity] };
}

/** The set times a factor ≥ 0. Times 0 nothing is left of it, not even of a free axis. */
export function scale({ centre, generators, radius, free }: Zonotope, factor: number): Zonotope {
  if (factor === 0) return point([0, 0]);
  const times = ([x, y]: Vec2): Vec2 => [factor * x, factor * y];
  return { centre: times(centre), generators: generators.map(times), radius: factor * radius, free };
}

/** The Minkowski sum. */
export const add = (a: Zonotope, b: Zonotope): Zonotope => ({
  centre: [a.centre[0] + b.centre[0], a.centre[1] + b.centre[1]], generators: [...a.generators, ...b.generators],
  radius: a.radius + b.radius, free: [a.free[0] || b.free[0], a.free[1] || b.free[1]],
});

/** The corners counterclockwise, radius and free axes left aside: one for a point, two for a segment. */
export function corners({ centre, generators }: Zonotope): readonly Vec2[] {
  const upward = generators.filter(([x, y]) => x !== 0 || y !== 0).map(([x, y]): Vec2 => (y > 0 || (y === 0 && x > 0) ? [x, y] : [-x, -y]));
  upward.sort((a, b) => -cross(a, b));
  if (upward.length === 0) return [centre];
  const sides: Vec2[] = []; // parallel generators are one side
  for (const side of upward) {
    const last = sides.at(-1);
    if (last && cross(last, side) === 0) sides[sides.length - 1] = [last[0] + side[0], last[1] + side[1]];
    else sides.push(side);
  }
  let at: Vec2 = [centre[0] - sides.reduce((sum, [x]) => sum + x, 0), centre[1] - sides.reduce((sum, [, y]) => sum + y, 0)];
  const found: Vec2[] = [];
  for (const sign of [2, -2]) for (const [x, y] of sides) {
    found.push(at);
    at = [at[0] + sign * x, at[1] + sign * y];
  }
  return found;
}

/** Distance of the origin to the segment from a to b. */
function toSegment(a: Vec2, b: Vec2): number {
  const along: Vec2 = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(...along);
  const unit: Vec2 = [along[0] / length, along[1] / length];
  if (!(length > 0) || dot(a, unit) >= 0) return Math.hypot(...a);
  return dot(b, unit) <= 0 ? Math.hypot(...b) : Math.abs(cross(a, unit));
}

/** A power of two that brings vectors to the size of 1, so that no product of theirs overflows or vanishes. */
export function unitFor(vectors: readonly Vec2[]): number {
  const size = vectors.reduce((most, [x, y]) => Math.max(most, Math.abs(x), Math.abs(y)), 0);
  return size > 0 && size < Infinity ? 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(size)))) : 1;
}

/** Distance of the origin to the set: 0 inside, and up to a few roundings of its size otherwise exact. */
export function distance(set: Zonotope): number {
  const unit = unitFor([set.centre, ...set.generators, [set.radius, 0]]);
  return (unit === 1 ? plainDistance(set) : plainDistance(scale(set, unit))) / unit;
}

function plainDistance(set: Zonotope): number {
  const { centre, generators, radius, free } = set;
  const across = (axis: 0 | 1) => Math.max(0, Math.abs(centre[axis]) - radius - generators.reduce((sum, side) => sum + Math.abs(side[axis]), 0));
  if (free[0]) return free[1] ? 0 : across(1);
  if (free[1]) return across(0);
  const ring = corners(set);
  const next = (i: number) => ring[(i + 1) % ring.length]!;
  if (ring.length > 2 && ring.every((corner, i) => cross(corner, next(i)) >= 0)) return 0;
  return Math.max(0, Math.min(...ring.map((corner, i) => toSegment(corner, next(i)))) - radius);
}
