import type { Window } from '../../problem/grid.ts';
import type { Box } from '../global/newton.ts';
import type { Reading } from '../lagrange/reading.ts';
import { run } from '../wide/run.ts';
import type { LevelCurve } from './answer.ts';
import { arcsIn } from './arcs.ts';
import { subdivide } from './cells.ts';
import { join } from './join.ts';
import { locate } from './spots.ts';

export { land } from './land.ts';
export type { Branch, LevelCurve, Spot } from './answer.ts';

const MARGIN = 0.0037; // of the window, so that a curve along the window's edge is not cut into pieces by it

/**
 * The curve {g = 0} in a window, followed by intervals: boxes that cannot hold a piece of it are excluded for certain, and in
 * each of the others it is a graph, so that no piece is missed, however thin. Resumable: it yields after every box.
 */
export function* levelCurveSteps(g: Reading, { x, y }: Window): Generator<void, LevelCurve> {
  const wide = ([low, high]: readonly [number, number]) => ({ low: low - MARGIN * (high - low), high: high + MARGIN * (high - low) });
  const window: Box = [wide(x), wide(y)];
  const { cells, crowds, walls, left } = yield* subdivide(g, window);
  const arcs: (readonly [number, number])[][] = [];
  for (const cell of cells) {
    arcs.push(...arcsIn(g, cell, window));
    yield;
  }
  const { branches, spots, loose } = join(arcs, crowds.map((crowd) => ({ crowd, at: locate(g, crowd) })), window);
  return { branches, spots, left, walls, complete: left.length + walls.length + loose.length === 0, window };
}

/** `levelCurveSteps` run to its end. */
export const levelCurve = (g: Reading, window: Window): LevelCurve => run(levelCurveSteps(g, window));
