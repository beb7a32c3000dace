import type { Vec2 } from '../../problem/types.ts';
import { type Bowl, fall, pull } from './bowl.ts';
import { lasso } from './lasso.ts';
import { pressed, type Pressed } from './point.ts';
import { increasingRoot } from './root.ts';

/** The r ≥ 0 with w r + bend/2 r² = t. */
export const reachOf = (weight: number, bend: number, budget: number) => (2 * budget) / (weight + Math.sqrt(weight * weight + 2 * bend * budget));

/**
 * min L subject to R = w₁|x| + w₂|y| + bend/2 (x² + y²) ≤ t where it binds; w, bend, t > 0. Each quadrant of the ball is a
 * piece of a disc about −(w₁s, w₂z)/bend, so with the radius S = √(2 bend R + w₁² + w₂²) the root of 1/S(θ(λ)) = 1/S(t) is
 * the secular equation, nearly linear in λ. Written in t − R it stays so where the disc is huge (bend → 0).
 */
export function elasticBall(bowl: Bowl, [w1, w2]: Vec2, bend: number, budget: number): Pressed {
  const { a, h, c, det, b } = bowl;
  const reach: Vec2 = [reachOf(w1, bend, budget), reachOf(w2, bend, budget)];
  // A corner from which L rises along both arcs, by the slopes of their tangents there.
  for (const s of [1, -1]) {
    const onX: Vec2 = [s * reach[0], 0], onY: Vec2 = [0, s * reach[1]];
    const g1 = w1 + bend * reach[0], g2 = w2 + bend * reach[1];
    if (fall(bowl, s, 1, g1, w2, s * reach[0], 0) > 0 && fall(bowl, s, -1, g1, w2, s * reach[0], 0) > 0) return pressed(onX, Math.max(0, s * pull(bowl, onX)[0]) / g1);
    if (fall(bowl, 1, s, w1, g2, 0, s * reach[1]) < 0 && fall(bowl, -1, s, w1, g2, 0, s * reach[1]) < 0) return pressed(onY, Math.max(0, s * pull(bowl, onY)[1]) / g2);
  }
  const corner = w1 * w1 + w2 * w2;
  const radius = Math.sqrt(2 * bend * budget + corner);
  const largest = Math.max(Math.abs(b[0]), Math.abs(b[1]));
  const high = Math.min(Math.max(Math.abs(b[0]) / w1, Math.abs(b[1]) / w2), (2 * largest * Math.max(...reach)) / budget);
  let theta: Vec2 = [0, 0];
  const lambda = increasingRoot((press) => {
    const nu = press * bend;
    const { theta: [x, y] } = lasso(bowl, nu, [press * w1, press * w2]);
    const size = w1 * Math.abs(x) + w2 * Math.abs(y) + (bend / 2) * (x * x + y * y);
    if (size === 0) return [1, 0];
    theta = [x, y];
    // dR/dλ = −gᵀ(A + νI)⁻¹g on the active weights, g = ∇R
    const g1 = x === 0 ? 0 : w1 * Math.sign(x) + bend * x, g2 = y === 0 ? 0 : w2 * Math.sign(y) + bend * y;
    const drop = x === 0 || y === 0 ? (g1 * g1) / (a + nu) + (g2 * g2) / (c + nu)
      : ((c + nu) * g1 * g1 - 2 * h * g1 * g2 + (a + nu) * g2 * g2) / (det + nu * (a + c) + nu * nu);
    const now = Math.sqrt(2 * bend * size + corner);
    return [(2 * (budget - size) * now * now) / (radius * (now + radius)), drop];
  }, 0, high, high / 2);
  // Onto the ball: a stretch of 1, but for rounding.
  const [x, y] = theta;
  const stretch = reachOf(w1 * Math.abs(x) + w2 * Math.abs(y), bend * (x * x + y * y), budget);
  return pressed([x * stretch, y * stretch], lambda);
}
