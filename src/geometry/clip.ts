import type { Window } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';
import type { Branch } from '../solver/implicit/index.ts';

const SLACK = 1e-9; // of the window: a curve along its edge is inside

/** The pieces of a branch inside a window. */
export function clip({ points, closed }: Branch, { x, y }: Window): Branch[] {
  const ranges = [x, y].map(([low, high]) => [low - SLACK * (high - low), high + SLACK * (high - low)] as const);
  const inside = (point: Vec2) => ranges.every(([low, high], i) => point[i]! >= low && point[i]! <= high);
  const first = points.findIndex((point) => !inside(point));
  if (first < 0) return [{ points, closed }];
  /** Where the chord from a point inside to one outside leaves. */
  const exit = (from: Vec2, to: Vec2): Vec2 => {
    const share = Math.min(1, ...ranges.flatMap(([low, high], i) => (to[i]! < low ? [(low - from[i]!) / (to[i]! - from[i]!)] : to[i]! > high ? [(high - from[i]!) / (to[i]! - from[i]!)] : [])));
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  };
  const walk = closed ? [...points.slice(first), ...points.slice(0, first + 1)] : points;
  const pieces: Vec2[][] = [];
  let piece: Vec2[] | undefined;
  for (const [i, point] of walk.entries()) {
    const before = walk[i - 1];
    if (inside(point)) {
      if (!piece) pieces.push((piece = before ? [exit(point, before)] : []));
      piece.push(point);
    } else {
      if (piece) piece.push(exit(before!, point));
      piece = undefined;
    }
  }
  return pieces.filter((list) => list.length > 1).map((list) => ({ points: list, closed: false }));
}
