import type { Vec2 } from '../../problem/types.ts';

/** A point found by a solver; `others` are further minimisers when it is not the only one. */
export interface Point {
  readonly theta: Vec2;
  readonly unique: boolean;
  readonly others: readonly Vec2[];
}

/** A constrained solution with its multiplier λ ≥ 0; null where none is attained. */
export interface ConstrainedPoint extends Point {
  readonly lambda: number | null;
}
/** One that binds, and so has a multiplier. */
export interface Pressed extends Point {
  readonly lambda: number;
}

export const NONE: readonly Vec2[] = [];
export const only = (theta: Vec2): Point => ({ theta, unique: true, others: NONE });
export const pressed = (theta: Vec2, lambda: number): Pressed => ({ theta, unique: true, others: NONE, lambda });

const both = (map: (theta: Vec2) => Vec2, others: readonly Vec2[]) => (others.length > 0 ? others.map(map) : NONE);

/** The same solutions under a map of the plane. */
export const mapped = ({ theta, unique, others }: Point, map: (theta: Vec2) => Vec2): Point => ({ theta: map(theta), unique, others: both(map, others) });
export const mappedPressed = ({ theta, unique, others, lambda }: Pressed, map: (theta: Vec2) => Vec2): Pressed =>
  ({ theta: map(theta), unique, others: both(map, others), lambda });

/** From a bowl's units; the + 0 makes a zero the plain one. */
export const enlarged = (found: Point, size: number): Point => mapped(found, ([x, y]) => [x * size + 0, y * size + 0]);
