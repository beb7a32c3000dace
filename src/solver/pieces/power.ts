import { Complaint, quote } from '../../problem/complaint.ts';
import type { Vec2 } from '../../problem/types.ts';

/** @throws Complaint unless 0 < p < 1, where lp is neither convex nor l0 */
export function power(p: number): number {
  if (!(p > 0 && p < 1)) throw new Complaint(`The exponent p is ${quote(p)}; it must be between 0 and 1 here.`, 'p');
  return p;
}

/** |θ₁|^p + |θ₂|^p; 0 at the origin, exactly. */
export const powerAt = (p: number, [x, y]: Vec2) => Math.abs(x) ** p + Math.abs(y) ** p;

/**
 * φ(s) = as + ks^(p−1) for s > 0, the derivative of ½as² + λs^p with k = λp: convex, falling to its least value `low` at `turn`,
 * rising from there on. A stationary point with s < turn is a local maximum along s, so that local minimisers have s ≥ turn.
 */
export interface Branch {
  readonly a: number;
  readonly k: number;
  readonly p: number;
  readonly turn: number;
  readonly low: number;
}

export function branch(a: number, lambda: number, p: number): Branch {
  const k = lambda * p;
  if (a <= 0) return { a: 0, k, p, turn: Infinity, low: Infinity };
  const at = ((k * (1 - p)) / a) ** (1 / (2 - p));
  return { a, k, p, turn: at, low: (a * at * (2 - p)) / (1 - p) };
}

/** [φ, φ′, φ″] at s > 0. */
export function branchAt({ a, k, p }: Branch, s: number): readonly [number, number, number] {
  const pressure = k * s ** (p - 1);
  const bend = ((1 - p) * pressure) / s;
  return [a * s + pressure, a - bend, ((2 - p) * bend) / s];
}

/**
 * The s ≥ turn with φ(s) = u, for u ≥ low. φ is convex and φ(u/a) > u, so Newton's steps from u/a fall to the root and cannot
 * pass it.
 */
export function branchInverse(given: Branch, u: number): number {
  let s = u / given.a;
  for (let round = 0; round < 200; round += 1) {
    const [value, slope] = branchAt(given, s);
    const next = s - (value - u) / slope;
    if (!(slope > 0) || next <= given.turn) return given.turn;
    if (next >= s * (1 - Number.EPSILON)) return next;
    s = next;
  }
  return s;
}
