import type { Matrix2, Vec2 } from '../problem/types.ts';
import { axesOf, endOfAxis, type Axes } from './ellipse.ts';
import type { Plane } from './plane.ts';

/** A ring of a bowl for a hand: its level, its axes, and on which side of θ̂ each axis is held. */
export interface Ring {
  readonly level: number;
  readonly axes: Axes;
  readonly sides: readonly [1 | -1, 1 | -1];
}

const USUAL = 0.22, MOST = 0.42, LARGEST = 0.6; // of the smaller side of the picture: the mean half axis, the longer one, and when another ring is due
const LEAST_PX = 36, SMALLEST_PX = 24; // of the shorter half axis, so that its end is not under θ̂; and when another is due

const scaleOf = ({ matrix }: Plane) => Math.min(Math.abs(matrix[0]!), Math.abs(matrix[3]!)); // pixels for one of θ
const inside = ({ width, height }: Plane, [x, y]: Vec2) => x > 8 && y > 8 && x < width - 8 && y < height - 8;

/** The level whose ring has about the usual size in the picture. */
function levelFor(curvature: Matrix2, plane: Plane): number | null {
  const unit = axesOf(curvature, 1);
  if (!unit) return null;
  const size = Math.min(plane.width, plane.height), [short, long] = [...unit.radii].sort((a, b) => a - b).map((radius) => radius * scaleOf(plane)) as [number, number];
  const factor = Math.min(Math.max((USUAL * size) / Math.sqrt(short * long), LEAST_PX / short), (MOST * size) / long);
  return factor * factor;
}

/**
 * The ring that a hand is offered. It stays on its level, so that it lies where the hand has drawn it, until it is too small or too
 * large for the picture; then it is another ring of the same bowl.
 * @param last the ring until now @param held whether the hand holds it: then it stays in any case
 * @returns null where the level sets are no ellipses
 */
export function ringOf(curvature: Matrix2, minimizer: Vec2, plane: Plane, last?: Ring, held = false): Ring | null {
  const kept = last && axesOf(curvature, last.level, last.axes), size = Math.min(plane.width, plane.height);
  const [short, long] = kept ? [...kept.radii].sort((a, b) => a - b).map((radius) => radius * scaleOf(plane)) as [number, number] : [0, 0];
  const fits = kept && (held || (long <= LARGEST * size && (short >= SMALLEST_PX || long >= MOST * size * 0.9)));
  const level = fits ? last!.level : levelFor(curvature, plane);
  const axes = level === null ? null : fits ? kept : axesOf(curvature, level, last?.axes);
  if (level === null || !axes) return null;
  const side = (by: 0 | 1): 1 | -1 => {
    const shown = (way: 1 | -1) => { const end = endOfAxis(axes, by, way); return inside(plane, plane.toPixels([minimizer[0] + end[0], minimizer[1] + end[1]])); };
    const own = last?.sides[by] ?? 1;
    return held || shown(own) || !shown(own === 1 ? -1 : 1) ? own : own === 1 ? -1 : 1;
  };
  return { level, axes, sides: [side(0), side(1)] };
}
