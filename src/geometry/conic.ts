import type { Quadratic } from '../problem/quadratic.ts';
import type { Plane } from './plane.ts';

/**
 * The level set {L = level} of a quadratic as an SVG path: a true ellipse for a bowl, two parallel lines for a trough,
 * nothing where the level is not reached.
 */
export function conicPath({ minimizer, eigenvalues: [m1, m2], q, offset, rank }: Quadratic, level: number, plane: Plane): string {
  const rise = 2 * (level - offset);
  if (!(rise > 0) || rank === 0) return '';
  const r1 = Math.sqrt(rise / m1);
  if (rank === 1) {
    const reach = 4 * (plane.window.x[1] - plane.window.x[0] + plane.window.y[1] - plane.window.y[0]);
    const line = (side: number) => {
      const foot = [minimizer[0] + side * r1 * q[0], minimizer[1] + side * r1 * q[1]] as const;
      const [a, b] = [plane.toPixels([foot[0] - reach * -q[1], foot[1] - reach * q[0]]), plane.toPixels([foot[0] + reach * -q[1], foot[1] + reach * q[0]])];
      return `M${a[0]},${a[1]}L${b[0]},${b[1]}`;
    };
    return line(1) + line(-1);
  }
  return ellipsePath([r1 * q[0], r1 * q[1]], [-q[1] * Math.sqrt(rise / m2), q[0] * Math.sqrt(rise / m2)], minimizer, plane);
}

/** The path of {centre + u cos φ + v sin φ}: its principal axes on screen come from one rotation of φ. */
export function ellipsePath(u: readonly [number, number], v: readonly [number, number], centre: readonly [number, number], plane: Plane): string {
  const [a, , , d] = plane.matrix as [number, number, number, number];
  const [ux, uy, vx, vy] = [a * u[0], d * u[1], a * v[0], d * v[1]];
  const phi = Math.atan2(2 * (ux * vx + uy * vy), ux * ux + uy * uy - vx * vx - vy * vy) / 2;
  const [c, s] = [Math.cos(phi), Math.sin(phi)];
  const [px, py, qx, qy] = [c * ux + s * vx, c * uy + s * vy, c * vx - s * ux, c * vy - s * uy];
  const [x, y] = plane.toPixels(centre);
  const arc = `A${Math.hypot(px, py)},${Math.hypot(qx, qy)},${(Math.atan2(py, px) * 180) / Math.PI},0,1,`;
  return `M${x + px},${y + py}${arc}${x - px},${y - py}${arc}${x + px},${y + py}Z`;
}
