import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';

/** L up to a constant as ½(ax² + 2hxy + cy²) − b₁x − b₂y, seen from one quadrant turned onto x, y ≥ 0 by the signs. */
export interface Quadrant {
  readonly a: number;
  readonly h: number;
  readonly c: number;
  readonly b1: number;
  readonly b2: number;
}

/** The four sign patterns clockwise from x, y > 0: neighbours share a half axis. */
export const CLOCKWISE = [[1, 1], [1, -1], [-1, -1], [-1, 1]] as const satisfies readonly Vec2[];

export const turn = ({ A: [[a, h], [, c]], b }: Quadratic, [sx, sy]: Vec2): Quadrant => ({ a, h: sx * sy * h, c, b1: sx * b[0], b2: sy * b[1] });

/** The same quadrant with its axes exchanged. */
export const exchange = ({ a, h, c, b1, b2 }: Quadrant): Quadrant => ({ a: c, h, c: a, b1: b2, b2: b1 });
