import type { Vec2 } from '../../problem/types.ts';
import type { Scaled } from './bowl.ts';
import { diamond } from './diamond.ts';
import { lasso, stationary } from './lasso.ts';
import { mapped, mappedPressed, only, pressed, type Point, type Pressed } from './point.ts';

/** From u = (x + y)/2, v = (x − y)/2 back to θ; a zero of u or v is an exact tie |x| = |y|. */
export const unturn = ([u, v]: Vec2): Vec2 => [u + v, u - v];

const clip = (value: number, reach: number) => Math.max(-reach, Math.min(reach, value));

/** min L + λ max(|x|, |y|): the lasso in u and v. On a side of the square only the larger weight is penalised. */
export function shrinkLargest({ bowl, turned }: Scaled, lambda: number): Point {
  const found = lasso(turned, 0, [lambda, lambda]);
  const [u, v] = found.theta;
  if (u === 0 || v === 0) return mapped(found, unturn);
  const sign = Math.sign(u); // of the larger weight, which is x where u and v agree
  if (u * v > 0) {
    const [x, y] = stationary(bowl, 0, sign * lambda, 0);
    return only([x, clip(y, Math.abs(x))]);
  }
  const [x, y] = stationary(bowl, 0, 0, sign * lambda);
  return only([clip(x, Math.abs(y)), y]);
}

/** min L subject to max(|x|, |y|) ≤ t > 0 where it binds. */
export function square({ bowl: { h, a, c, minimizer }, turned }: Scaled, budget: number): Pressed {
  const found = diamond(turned, [1, 1], budget);
  const [u, v] = found.theta;
  if (u === 0 || v === 0) return mappedPressed(found, unturn);
  const side = Math.sign(u) * budget;
  return pressed(u * v > 0 ? [side, clip(minimizer[1] + (h / c) * (minimizer[0] - side), budget)]
    : [clip(minimizer[0] + (h / a) * (minimizer[1] - side), budget), side], found.lambda);
}
