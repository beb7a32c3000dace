import type { Vec2 } from '../problem/types.ts';
import type { Fan } from '../solver/cone.ts';

const DEGREES = 180 / Math.PI;

const angleOf = ([x, y]: Vec2) => Math.atan2(y, x);
const between = (a: Vec2, b: Vec2) => Math.abs(Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]));

/** Directions, in θ, that a fan sweeps counterclockwise from the first to the last; null where it has no inside. */
export function sweep(fan: Fan): { readonly from: Vec2; readonly to: Vec2 } | null {
  if (fan.kind === 'cone') return { from: fan.from, to: fan.to };
  if (fan.kind === 'halfplane') return { from: [fan.normal[1], -fan.normal[0]], to: [-fan.normal[1], fan.normal[0]] };
  return null;
}

/** The angle in degrees that a force inside a cone has left before it leaves it; null where there is no cone. */
export function angleLeft(fan: Fan, force: Vec2): number | null {
  const edges = sweep(fan);
  return edges && DEGREES * Math.min(between(force, edges.from), between(force, edges.to));
}

/** Unit vectors from one edge of a cone to the other, a few degrees apart: the outline of its wedge. */
export function wedge(fan: Fan): Vec2[] {
  const edges = sweep(fan);
  if (!edges) return [];
  const start = angleOf(edges.from);
  let turn = angleOf(edges.to) - start;
  if (turn < 0) turn += 2 * Math.PI;
  const count = Math.max(2, Math.ceil(turn / 0.08));
  return Array.from({ length: count + 1 }, (_, i): Vec2 => [Math.cos(start + (turn * i) / count), Math.sin(start + (turn * i) / count)]);
}
