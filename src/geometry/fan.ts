import type { Vec2 } from '../problem/types.ts';
import type { Fan } from '../solver/cone.ts';

const DEGREES = 180 / Math.PI;

const angleOf = ([x, y]: Vec2) => Math.atan2(y, x);
const cross = (a: Vec2, b: Vec2) => a[0] * b[1] - a[1] * b[0];
const between = (a: Vec2, b: Vec2) => Math.abs(Math.atan2(cross(a, b), a[0] * b[0] + a[1] * b[1]));

/** Directions, in θ, that a fan sweeps counterclockwise from the first to the last; null where it has no inside. */
export function sweep(fan: Fan): { readonly from: Vec2; readonly to: Vec2 } | null {
  if (fan.kind === 'cone') return { from: fan.from, to: fan.to };
  if (fan.kind === 'halfplane') return { from: [fan.normal[1], -fan.normal[0]], to: [-fan.normal[1], fan.normal[0]] };
  return null;
}

const turnOf = (from: Vec2, to: Vec2) => (between(from, to) === Math.PI || cross(from, to) >= 0 ? between(from, to) : 2 * Math.PI - between(from, to));

const isInside = ({ from, to }: { readonly from: Vec2; readonly to: Vec2 }, force: Vec2) => turnOf(from, force) <= turnOf(from, to);

/** The angle in degrees that a force inside a cone has left before it leaves it; null where there is no cone, or it is outside. */
export function angleLeft(fan: Fan, force: Vec2): number | null {
  const edges = sweep(fan);
  return edges && isInside(edges, force) ? DEGREES * Math.min(between(force, edges.from), between(force, edges.to)) : null;
}

/** The angle in degrees between a force and the nearest one that a normal cone can hold: 0 where it holds this very one. */
export function angleApart(fan: Fan, force: Vec2): number {
  switch (fan.kind) {
    case 'ray': return DEGREES * between(force, fan.along);
    case 'point': return Math.hypot(...fan.at) > 0 ? DEGREES * between(force, fan.at) : 90;
    case 'line': return DEGREES * Math.min(between(force, fan.along), between(force, [-fan.along[0], -fan.along[1]]));
    case 'cone':
    case 'halfplane': {
      const edges = sweep(fan)!;
      return isInside(edges, force) ? 0 : DEGREES * Math.min(between(force, edges.from), between(force, edges.to));
    }
    default: return 0; // a bounded set is not asked for its directions, and the plane holds every one
  }
}

const SAME = 1e-5; // of the force's length: far below what can be seen, far above what rounding does to a certified point

/** Whether the force is one of those that the fan can hold. */
export function isHeld(fan: Fan, force: Vec2): boolean {
  const room = SAME * Math.hypot(...force);
  switch (fan.kind) {
    case 'point': return Math.hypot(force[0] - fan.at[0], force[1] - fan.at[1]) <= room;
    case 'segment': return toSegment(force, fan.from, fan.to) <= room;
    case 'polygon': {
      const around = (i: number) => fan.corners[i % fan.corners.length]!;
      return fan.corners.every((corner, i) => cross([around(i + 1)[0] - corner[0], around(i + 1)[1] - corner[1]], [force[0] - corner[0], force[1] - corner[1]]) >= 0)
        || fan.corners.some((corner, i) => toSegment(force, corner, around(i + 1)) <= room);
    }
    case 'disc': return Math.hypot(...force) <= fan.radius + room;
    case 'line': return Math.abs(cross(fan.along, [force[0] - fan.through[0], force[1] - fan.through[1]])) <= room;
    default: return angleApart(fan, force) <= DEGREES * SAME;
  }
}

function toSegment(point: Vec2, from: Vec2, to: Vec2): number {
  const side: Vec2 = [to[0] - from[0], to[1] - from[1]], arm: Vec2 = [point[0] - from[0], point[1] - from[1]];
  const share = Math.min(1, Math.max(0, (side[0] * arm[0] + side[1] * arm[1]) / (side[0] ** 2 + side[1] ** 2 || 1)));
  return Math.hypot(arm[0] - share * side[0], arm[1] - share * side[1]);
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
