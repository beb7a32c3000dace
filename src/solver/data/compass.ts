import type { Vec2 } from '../../problem/types.ts';

const DIRECTIONS: readonly Vec2[] = [[1, 0], [0, 1], [-1, 0], [0, -1], [1, 1], [-1, 1], [-1, -1], [1, -1]];

const PACE = 256;

/**
 * Compass search (Kolda, Lewis and Torczon 2003, "Optimization by direct search"): for a function of which nothing is known
 * but its values. Coordinates that come as close to 0 as the search can tell are tried at exactly 0.
 * @param finest the step, beside the size of θ, at which it ends
 * @param enough a value at which it ends at once
 * @param ways more ways to try where the eight fail, unit vectors: off the tip of a cone only a narrow one leads down, and in a
 * slanted valley only the one along it; the kinks that a step may meet give them (Lewis and Torczon 2000, on linear constraints)
 */
export function* compass(
  value: (theta: Vec2) => number, start: Vec2, finest: number, enough = -Infinity, ways?: (theta: Vec2, step: number) => Iterable<Vec2>,
): Generator<void, { readonly theta: Vec2; readonly objective: number }> {
  let theta = start, objective = value(theta), step = 0.25 * (1 + Math.hypot(...start)), run = 0;
  const take = (next: Vec2): boolean => {
    const there = value(next);
    if (!(there < objective)) return false;
    [theta, objective] = [next, there];
    return true;
  };
  const other = (): boolean => {
    const [x, y] = theta;
    for (const [u, v] of ways?.(theta, step) ?? []) if (take([x + step * u, y + step * v])) return true;
    return false;
  };
  while (step > finest * (1 + Math.hypot(...theta)) && !(objective <= enough)) {
    yield;
    const [x, y] = theta;
    const moved = DIRECTIONS.some(([dx, dy]) => take([x + step * dx, y + step * dy]))
      || (x !== 0 && Math.abs(x) < step && take([0, y])) || (y !== 0 && Math.abs(y) < step && take([x, 0]))
      || other();
    run = moved ? run + 1 : 0;
    if (!moved) step /= 2;
    else if (run % PACE === 0) step *= 2; // a long way in small steps is a valley that opens
  }
  return { theta, objective };
}
