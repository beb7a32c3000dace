import type { Quadratic } from '../problem/quadratic.ts';
import type { Vec2 } from '../problem/types.ts';

/** b in the eigenbasis of A; exactly 0 along a null direction, where b has no part. */
export function rotate({ b, q, rank }: Quadratic): Vec2 {
  return [rank > 0 ? q[0] * b[0] + q[1] * b[1] : 0, rank > 1 ? q[0] * b[1] - q[1] * b[0] : 0];
}

/** From the eigenbasis back to θ. */
export const unrotate = ({ q }: Quadratic, [u, v]: Vec2): Vec2 => [q[0] * u - q[1] * v, q[1] * u + q[0] * v];

/**
 * (A + νI)⁻¹ b for ν > 0, and θ̂ (the shortest minimiser) for ν = 0.
 */
export function ridge(quadratic: Quadratic, nu: number): Vec2 {
  const [b1, b2] = rotate(quadratic);
  const [m1, m2] = quadratic.eigenvalues;
  return unrotate(quadratic, [b1 === 0 ? 0 : b1 / (m1 + nu), b2 === 0 ? 0 : b2 / (m2 + nu)]);
}

/**
 * The root of 1/‖s(z)‖ = 1 with sᵢ(z) = βᵢ / (pᵢ + rᵢ z), pᵢ, rᵢ ≥ 0, which is increasing and nearly linear in z, so that
 * Newton's steps settle in a few rounds; the bracket guards them (Moré and Sorensen 1983, "Computing a trust region step").
 * Needs ‖s(0)‖ > 1 (which may be infinite) and ‖s(high)‖ ≤ 1.
 */
export function secularRoot(beta: Vec2, p: Vec2, r: Vec2, high: number): number {
  let low = 0;
  let z = high;
  for (let round = 0; round < 200; round += 1) {
    const d1 = p[0] + r[0] * z, d2 = p[1] + r[1] * z;
    const s1 = beta[0] === 0 ? 0 : beta[0] / d1;
    const s2 = beta[1] === 0 ? 0 : beta[1] / d2;
    const norm = Math.hypot(s1, s2);
    if (norm === 1) return z;
    if (norm > 1) low = z; else high = z;
    // d‖s‖/dz = −(r₁s₁²/d₁ + r₂s₂²/d₂)/‖s‖; the step solves 1/‖s‖ − 1 = 0 linearised
    const slope = (beta[0] === 0 ? 0 : (r[0] * s1 * s1) / d1) + (beta[1] === 0 ? 0 : (r[1] * s2 * s2) / d2);
    const newton = z + (norm * norm * (norm - 1)) / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === z || high - low <= Number.EPSILON * high) return next;
    if (Math.abs(next - z) <= Number.EPSILON * next) return next;
    z = next;
  }
  return z;
}
