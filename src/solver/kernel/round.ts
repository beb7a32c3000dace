import type { Vec2 } from '../../problem/types.ts';
import { secularRoot } from '../secular.ts';
import type { Bowl } from './bowl.ts';
import { stationary } from './lasso.ts';
import { length } from './length.ts';
import { only, pressed, type Point, type Pressed } from './point.ts';

/** b in the eigenbasis of A; the small part from θ̂, which loses nothing where A is ill conditioned. */
const rotate = ({ b, minimizer: [x, y], q, rank, eigenvalues }: Bowl): Vec2 =>
  [rank > 0 ? q[0] * b[0] + q[1] * b[1] : 0, rank > 1 ? eigenvalues[1] * (q[0] * y - q[1] * x) : 0];

/** The shortest minimiser of L. */
export function shortest({ minimizer, b, q, rank, eigenvalues }: Bowl): Vec2 {
  if (rank === 2) return minimizer;
  if (rank === 0) return [0, 0];
  const reach = (q[0] * b[0] + q[1] * b[1]) / eigenvalues[0];
  return [q[0] * reach, q[1] * reach];
}

/** min L + λ‖θ‖: θ ≠ 0 solves (A + (λ/ϱ)I)θ = b with ϱ = ‖θ‖, that is ‖β/(λ + μϱ)‖ = 1. */
export function shrinkNorm(bowl: Bowl, lambda: number): Point {
  if (length(bowl.b[0], bowl.b[1]) <= lambda) return only([0, 0]);
  const [near, far] = shortest(bowl);
  const radius = secularRoot(rotate(bowl), [lambda, lambda], bowl.eigenvalues, length(near, far));
  return only(stationary(bowl, lambda / radius, 0, 0));
}

/** min L in the disc of a radius > 0, where it binds: (A + νI)θ = b with ‖θ‖ = radius, as in a trust region step. `lambda` is ν. */
export function disc(bowl: Bowl, radius: number): Pressed {
  const [b1, b2] = rotate(bowl);
  const nu = secularRoot([b1 / radius, b2 / radius], bowl.eigenvalues, [1, 1], length(b1, b2) / radius);
  const [x, y] = stationary(bowl, nu, 0, 0);
  const stretch = radius / length(x, y); // 1, but for rounding: onto the circle
  return pressed([x * stretch, y * stretch], nu);
}
