import { eigen } from '../problem/quadratic.ts';
import type { Matrix2, Vec2 } from '../problem/types.ts';

/**
 * The ring {L = level} of a bowl L = ½ (θ − θ̂)ᵀA(θ − θ̂) as a hand holds it: half the length of both axes, and the direction of
 * the first in degrees counterclockwise from the θ₁ axis. The second is a quarter turn further. Either may be the longer one.
 */
export interface Axes { readonly radii: Vec2; readonly tilt: number }

/** Of two half axes: the curvature's condition is the square of it, a million. */
export const MOST_RATIO = 1e3;
const ROUND = 1e-12; // of the radii: two that differ by rounding alone have no direction of their own

/** The same direction from −180° (not itself) to 180°. */
export const turned = (degrees: number): number => 180 - ((((180 - degrees) % 360) + 360) % 360);

/** Unit vector of a direction; whole quarters are the axes themselves, since cos 90° is not 0 in f64. */
export function direction(degrees: number): Vec2 {
  const quarter = turned(degrees) / 90;
  if (Number.isInteger(quarter)) return ([[1, 0], [0, 1], [-1, 0], [0, -1]] as const)[(quarter + 4) % 4]!;
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

/**
 * The axes of a positive definite A's ring. An ellipse has four ways to be named by a first axis; of these the one nearest to
 * `near`, so that what a hand holds does not become the other axis when it grows past it, or spin where the ring is round.
 * @returns null where the ring is no ellipse
 */
export function axesOf(curvature: Matrix2, level: number, near: Axes = { radii: [1, 1], tilt: 0 }): Axes | null {
  const { values: [large, small], q } = eigen(curvature);
  if (!(small > 0) || !(level > 0) || !Number.isFinite(large)) return null;
  const short = Math.sqrt((2 * level) / large), long = Math.sqrt((2 * level) / small);
  if (long - short <= ROUND * long) return { radii: [long, long], tilt: near.tilt };
  const first = (Math.atan2(q[1], q[0]) * 180) / Math.PI; // of the short axis
  const quarters = Math.round((near.tilt - first) / 90);
  return { radii: quarters % 2 === 0 ? [short, long] : [long, short], tilt: turned(first + 90 * quarters) };
}

/** A of the bowl that has these axes at a level; entries that vanish by the tilt are exactly 0. */
export function curvatureOf({ radii, tilt }: Axes, level: number): Matrix2 {
  const [c, s] = direction(tilt), [first, second] = radii.map((radius) => (2 * level) / (radius * radius)) as [number, number];
  const across = c === 0 || s === 0 ? 0 : (first - second) * c * s;
  return [[first * c * c + second * s * s, across], [across, first * s * s + second * c * c]];
}

/** The axes as the hand on one of them asks, with that one held where the other is a thousand times as long, or as short. */
export function heldAxes({ radii, tilt }: Axes, by: 0 | 1): { readonly axes: Axes; readonly held: boolean } {
  const other = radii[1 - by]!, own = Math.min(other * MOST_RATIO, Math.max(other / MOST_RATIO, radii[by]));
  return { axes: { radii: by === 0 ? [own, other] : [other, own], tilt: turned(tilt) }, held: own !== radii[by] };
}

/** The axes once the end of one of them is at `end`, as seen from θ̂; `side` is −1 for the end that is opposite to its direction. */
export function drawnTo(axes: Axes, by: 0 | 1, side: 1 | -1, [x, y]: Vec2): Axes {
  const length = Math.hypot(x, y);
  if (!(length > 0)) return axes;
  const tilt = (Math.atan2(side * y, side * x) * 180) / Math.PI - 90 * by;
  return { radii: by === 0 ? [length, axes.radii[1]] : [axes.radii[0], length], tilt: turned(tilt) };
}

/** The end of an axis as seen from θ̂. */
export function endOfAxis({ radii, tilt }: Axes, by: 0 | 1, side: 1 | -1): Vec2 {
  const [x, y] = direction(tilt + 90 * by), reach = side * radii[by];
  return [reach * x, reach * y];
}
