import type { Vec2 } from '../problem/types.ts';
import { length } from './kernel/length.ts';

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
    const norm = length(s1, s2);
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
