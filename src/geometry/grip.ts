import type { Vec2 } from '../problem/types.ts';
import { onBoundary } from './boundary.ts';
import { direction } from './ellipse.ts';
import type { Plane } from './plane.ts';

/** Where a hand finds the boundary of a region. */
export interface Grip {
  /** The ray from the origin that it is on; undefined for a region that rays from there do not cross once. */
  readonly degrees: number | undefined;
  /** Where it stands: on the boundary, or beside it where that is out of the picture or under what must not be covered. */
  readonly theta: Vec2;
  /** Of the boundary: R = t. */
  readonly foot: Vec2;
}

// Diagonals first: there no corner, no axis and none of its numbers is in the way.
const RAYS = [-135, 135, -45, 45, -160, 160, -110, 110, -70, 70, -20, 20];
const APART = 34, KEPT = 24; // pixels from other handles: to be chosen, and to be left again
const INSET = 12; // pixels from the edge

/** R ≤ t. */
export interface Region { readonly penalty: (x: number, y: number) => number; readonly budget: number }

/** The point of the boundary on the ray through a point; null where the ray does not leave the region through it. */
export function footOn({ penalty, budget }: Region, through: Vec2): Vec2 | null {
  if (!(budget > 0)) return [0, 0];
  const foot = penalty(0, 0) < budget ? onBoundary(penalty, budget, through) : null;
  // A typed penalty may jump over t, or fall again.
  return foot && Math.abs(penalty(...foot) - budget) <= 1e-6 * budget ? foot : null;
}

const inside = ({ width, height }: Plane, [x, y]: Vec2) => x >= INSET && y >= INSET && x <= width - INSET && y <= height - INSET;
const clearOf = ([x, y]: Vec2, others: readonly Vec2[]) => Math.min(Infinity, ...others.map(([u, v]) => Math.hypot(u - x, v - y)));

/**
 * A place on the boundary of {R ≤ t} for a hand: one that stays on its ray while the region changes, until it comes too near to
 * what is there already. Where no ray has one in the picture it stands at the picture's edge; a region that is too small for
 * both has it at a distance on the ray. null where the rays meet no boundary, as that of the whole plane.
 * @param others what it must not cover, in pixels
 * @param last the ray that it stood on until now
 */
export function gripOn(region: Region, plane: Plane, others: readonly Vec2[], last?: number): Grip | null {
  const rays = last === undefined ? RAYS : [last, ...RAYS];
  let best: (Grip & { readonly degrees: number; readonly room: number }) | null = null;
  for (const degrees of rays) {
    const foot = footOn(region, direction(degrees));
    if (!foot) continue;
    const at = plane.toPixels(foot), shown = inside(plane, at), room = shown ? clearOf(at, others) : -clearOf(at, [[plane.width / 2, plane.height / 2]]);
    if (shown && room >= (degrees === last ? KEPT : APART)) return { degrees, theta: foot, foot };
    if (!best || room > best.room) best = { degrees, theta: foot, foot, room };
  }
  return best && { degrees: best.degrees, foot: best.foot, theta: stand(best, plane, others) };
}

/** Outward on the ray until there is room, and never out of the picture. */
function stand({ foot, degrees }: { readonly foot: Vec2; readonly degrees: number }, plane: Plane, others: readonly Vec2[]): Vec2 {
  const [x, y] = plane.toPixels(foot), [c, s] = direction(degrees);
  const held = (away: number): Vec2 => [Math.min(plane.width - INSET, Math.max(INSET, x + away * c)), Math.min(plane.height - INSET, Math.max(INSET, y - away * s))];
  for (let away = 0; away <= 2 * APART; away += 4) if (clearOf(held(away), others) >= KEPT) return plane.toTheta(held(away));
  return plane.toTheta(held(2 * APART));
}

/**
 * The same on a boundary that is known by its points, as that of a typed penalty that is least elsewhere: the point with most room, or
 * the one nearest to where the hand was.
 */
export function gripAmong(points: readonly Vec2[], plane: Plane, others: readonly Vec2[], last?: Vec2): Grip | null {
  let best: Vec2 | null = null, most = -Infinity;
  const before = last && plane.toPixels(last);
  for (const point of points) {
    const at = plane.toPixels(point), room = Math.min(clearOf(at, others), 4 * APART);
    if (!inside(plane, at)) continue;
    const worth = room < KEPT ? room - 1e6 : before ? -clearOf(at, [before]) : room;
    if (worth > most) [best, most] = [point, worth];
  }
  return best && { degrees: undefined, theta: best, foot: best };
}
