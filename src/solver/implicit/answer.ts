import type { Vec2 } from '../../problem/types.ts';
import type { Box } from '../global/newton.ts';

/** A piece of a curve as a chain of points that lie on it, to rounding; chords keep within 1/4000 of the window of it. */
export interface Branch {
  readonly points: readonly Vec2[];
  /** Its end is its start, which is listed once. */
  readonly closed: boolean;
}

/** A place where no slope says which way the curve goes: a crossing, a cusp, a corner, a point of its own. */
export interface Spot {
  readonly at: Vec2;
  /** Half the size of a box that holds all of it. */
  readonly radius: number;
  /** How many arcs end there; 0: if the curve comes here at all, it is an isolated point. */
  readonly arcs: number;
}

/** The part of {g = 0} in a window. */
export interface LevelCurve {
  readonly branches: readonly Branch[];
  readonly spots: readonly Spot[];
  /** Boxes that could neither be excluded nor followed: they lie along a curve on which ∇g = 0. */
  readonly left: readonly Box[];
  /** Boxes with a pole, a jump or the edge of where g has values: what the curve does inside is not known. */
  readonly walls: readonly Box[];
  /** Whether every point of the curve is on a branch or within a spot's radius. */
  readonly complete: boolean;
  /** The rectangle that was searched, a little larger than the window. */
  readonly window: Box;
}
