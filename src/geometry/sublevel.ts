import type { Vec2 } from '../problem/types.ts';
import type { LevelCurve } from '../solver/implicit/index.ts';
import { rings } from './contour.ts';

const NODES = 193; // a side, where the curve's own pieces do not close

/** How far around the rectangle, counterclockwise from its lower left corner, a point of its border is: 0 to 4; undefined off it. */
function turn([x, y]: Vec2, [u, v]: LevelCurve['window']): number | undefined {
  const across = (x - u!.low) / (u!.high - u!.low), up = (y - v!.low) / (v!.high - v!.low);
  if (up <= 0) return across;
  if (across >= 1) return 1 + up;
  if (up >= 1) return 3 - across;
  return across <= 0 ? 4 - up : undefined;
}

const isInside = (chains: readonly (readonly Vec2[])[], [x, y]: Vec2): boolean => {
  let inside = false;
  for (const points of chains) for (let i = 0; i < points.length; i += 1) {
    const a = points[i]!, b = points[(i + 1) % points.length]!;
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
  }
  return inside;
};

/**
 * Outlines of {g ≤ 0} in the curve's window, to be filled by the even-odd rule. They are the pieces of the curve {g = 0}
 * itself, closed along the border of the window, since g changes its sign across each of them; where pieces end inside (at a
 * pole, or where g has no values) the region is found on a grid.
 */
export function sublevel(curve: LevelCurve, g: (x: number, y: number) => number): readonly (readonly Vec2[])[] {
  const { window } = curve, [u, v] = window as [LevelCurve['window'][0], LevelCurve['window'][0]];
  const corners: Vec2[] = [[u.low, v.low], [u.high, v.low], [u.high, v.high], [u.low, v.high]];
  const chains = curve.branches.map(({ points, closed }): readonly Vec2[] | undefined => {
    if (closed) return points;
    const from = turn(points.at(-1)!, window), to = turn(points[0]!, window);
    if (from === undefined || to === undefined) return undefined;
    const end = to >= from ? to : to + 4;
    return [...points, ...corners.concat(corners).filter((_, i) => i > from && i < end)];
  });
  if (chains.every((chain) => chain !== undefined)) {
    // Off round numbers, where curves like to lie.
    const marks = Array.from({ length: 9 }, (_, i) => (i + 0.437) / 9);
    const probes = marks.flatMap((s) => marks.map((t): Vec2 => [u.low + s * (u.high - u.low), v.low + t * (v.high - v.low)]));
    const wrong = probes.filter((probe) => isInside(chains, probe) !== g(...probe) <= 0).length;
    if (wrong === 0) return chains;
    if (wrong === probes.length) return [...chains, corners];
  }
  return rings(g, 0, { x: [u.low, u.high], y: [v.low, v.high] }, NODES, NODES).map(({ points }) => points);
}
