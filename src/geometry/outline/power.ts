import type { Vec2 } from '../../problem/types.ts';
import type { Piece } from './piece.ts';

const HALVINGS = 24;

/**
 * The quarter x^p + y^p = τ^p from the right to the top, within x ≤ X, y ≤ Y: points x = τu^(1/p), y = τv^(1/p) with shares
 * u + v = 1, as many as keep every chord within `fine` of the curve. The point farthest from a chord is where the curve is
 * parallel to it, (u/v)^((p−1)/p) = the chord's fall over its run; there it is split. On the axes the ends are cusps for p < 1.
 */
export function powerQuarter(p: number, radius: number, [width, height]: Vec2, fine: Vec2): Piece | null {
  const at = (u: number, v: number): Vec2 => [radius * u ** (1 / p), radius * v ** (1 / p)];
  // 1 − (X/τ)^p without cancellation where X is near τ
  const rest = (size: number) => -Math.expm1(p * Math.log(size / radius));
  const start: Vec2 = radius <= width ? [radius, 0] : [width, at(0, rest(width))[1]];
  const end: Vec2 = radius <= height ? [0, radius] : [at(rest(height), 0)[0], height];
  if (!(start[1] <= height && end[0] <= width)) return null;

  const points: Vec2[] = [];
  const split = (a: Vec2, b: Vec2, left: number): void => {
    const [run, rise] = [a[0] - b[0], b[1] - a[1]];
    const ratio = (rise / run) ** (p / (p - 1));
    const middle = at(1 / (1 + 1 / ratio), 1 / (1 + ratio));
    const between = middle[0] < a[0] && middle[0] > b[0] && middle[1] > a[1] && middle[1] < b[1];
    const [dx, dy] = [run / fine[0], rise / fine[1]];
    const off = Math.abs(((a[0] - middle[0]) / fine[0]) * dy - dx * ((middle[1] - a[1]) / fine[1])) / Math.hypot(dx, dy);
    if (left === 0 || !between || !(off > 1)) return void points.push(b);
    split(a, middle, left - 1);
    split(middle, b, left - 1);
  };
  split(start, end, HALVINGS);
  return { start, segments: [{ kind: 'curve', points }], closed: false };
}
