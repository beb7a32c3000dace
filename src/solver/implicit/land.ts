import type { Vec2 } from '../../problem/types.ts';
import type { Reading } from '../lagrange/reading.ts';

const ROUNDS = 3;

/** A point near {g = 0} put onto it along the slope of g; the point itself where that leads further than `reach`. */
export function land(g: Pick<Reading, 'at' | 'gradientAt'>, from: Vec2, reach: number): Vec2 {
  let [x, y] = from;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [p, q] = g.gradientAt.map((slope) => slope([x, y])) as [number, number], off = g.at([x, y]) / (p * p + q * q);
    [x, y] = [x - off * p, y - off * q];
  }
  return Math.hypot(x - from[0], y - from[1]) <= reach ? [x, y] : from;
}
