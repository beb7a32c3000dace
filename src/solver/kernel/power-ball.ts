import type { Vec2 } from '../../problem/types.ts';
import type { Bowl } from './bowl.ts';
import { pressed, type Pressed } from './point.ts';
import { linearised, stationaryPower } from './power.ts';
import { increasingRoot } from './root.ts';

/** (|x|^p + |y|^p)^(1/p) without overflow. */
export function powerNorm([x, y]: Vec2, p: number): number {
  const large = Math.max(Math.abs(x), Math.abs(y));
  return large === 0 ? 0 : large * (1 + (Math.min(Math.abs(x), Math.abs(y)) / large) ** p) ** (1 / p);
}

const dot = (v: Vec2, w: Vec2) => v[0] * w[0] + v[1] * w[1];

/**
 * min L subject to Σ|θᵢ|^p ≤ 1 where it binds, p > 1. `lambda` is the k with −∇L = k sign(θ)|θ|^(p−1): the root of
 * ‖θ(k)‖ₚ^(1−p) = 1, which is nearly linear in k.
 */
export function powerBall(bowl: Bowl, p: number): Pressed {
  let theta: Vec2 = [0, 0];
  const dual = powerNorm(bowl.b, p / (p - 1)); // at least k, by Hölder's inequality
  const lambda = increasingRoot((k) => {
    theta = stationaryPower(bowl, p, k);
    const norm = powerNorm(theta, p);
    // d‖θ‖ₚ^(1−p)/dk = (p − 1) vᵀH⁻¹v / ‖θ‖ₚ with v at θ/‖θ‖ₚ
    const { solve } = linearised(bowl, p, k, theta);
    const v: Vec2 = [Math.sign(theta[0]) * (Math.abs(theta[0]) / norm) ** (p - 1), Math.sign(theta[1]) * (Math.abs(theta[1]) / norm) ** (p - 1)];
    return [Math.expm1((1 - p) * Math.log(norm)), ((p - 1) * dot(v, solve(v))) / norm];
  }, 0, dual, dual / 2);
  const norm = powerNorm(theta, p); // 1, but for rounding
  return pressed([theta[0] / norm, theta[1] / norm], lambda);
}
