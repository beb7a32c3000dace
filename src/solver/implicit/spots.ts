import type { Vec2 } from '../../problem/types.ts';
import { centre, size } from '../global/newton.ts';
import type { Cluster } from '../lagrange/clusters.ts';
import type { Reading } from '../lagrange/reading.ts';

const ROUNDS = 80;

/** Where ∇g = 0 near a spot, by Newton's steps with a pseudo-inverse (at a cusp the Hessian has rank 1); else the spot's middle. */
export function locate(g: Reading, { around, boxes }: Cluster): Vec2 {
  const start = centre(around) as unknown as Vec2, slack = size(around) + size(boxes[0]!);
  let [x, y] = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [p, q] = g.gradientAt.map((slope) => slope([x, y])) as [number, number];
    const [a, b, c] = g.bendsAt.map((bend) => bend([x, y])) as [number, number, number];
    if (p === 0 && q === 0) break;
    const det = a * c - b * b, norm = a * a + 2 * b * b + c * c;
    const [dx, dy] = Math.abs(det) > 1e-9 * norm ? [(c * p - b * q) / det, (a * q - b * p) / det] : [(a * p + b * q) / norm, (b * p + c * q) / norm];
    if (!Number.isFinite(dx) || !Number.isFinite(dy)) return start;
    [x, y] = [x - dx, y - dy];
    if (Math.hypot(dx, dy) <= 1e-17 * Math.hypot(x, y)) break;
  }
  const snap = (value: number) => (Math.abs(value) < 1e-12 * slack ? 0 : value);
  return Math.abs(x - start[0]) <= slack && Math.abs(y - start[1]) <= slack ? [snap(x), snap(y)] : start;
}
