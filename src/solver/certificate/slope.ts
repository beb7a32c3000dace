import type { Matrix2, Vec2 } from '../../problem/types.ts';
import type { Zonotope } from './zonotope.ts';

/** What a solver claims of the samples, handed over with θ and checked here. */
export interface Facts {
  /** Samples of a hinge that sit exactly on their kink, margin 1, with their dual variables in [0, 1]. */
  readonly kinks?: readonly { readonly sample: number; readonly alpha: number }[];
  /** The intercept b that belongs to θ. */
  readonly intercept?: number;
  /** The point was proven global, by intervals or by all pieces; for a problem that is not convex. */
  readonly scope?: 'proven';
  /** The proof's own bound on the objective above the optimum. */
  readonly gap?: number;
}

/** L near θ, from the problem's own data. */
export interface Slope {
  /** ∂L(θ), as far as the facts leave it open. */
  readonly set: Zonotope;
  /** How far the gradient at the given intercept may be from that at the best one. */
  readonly remainder: number;
  /** Bound on the rounding error of this evaluation. */
  readonly rounding: number;
  /** Magnitudes that the gradient adds up: an ulp of θ or of the data moves the gradient by about ε of this. */
  readonly size: number;
  readonly convex: boolean;
  readonly enclosure: boolean;
  /** Lower bound on the eigenvalues of ∇²L on the ball of this radius about θ; in resumable steps, since it may be a pass over samples. */
  readonly modulus: (radius: number) => Generator<void, number>;
  /** Duals v = s·gradient, 0 ≤ s ≤ 1: L(θ) + L*(v) ≤ v·θ + excess(s). null where L is not convex. */
  readonly dual: { readonly gradient: Vec2; readonly excess: (s: number) => Generator<void, number> } | null;
}

/** A number that takes no steps. */
// oxlint-disable-next-line require-yield -- that is its point
export function* at(value: number): Generator<void, number> { return value; }

/** Smallest eigenvalue of a symmetric matrix, lowered by its own rounding error so that it stays a bound. */
export function smallest([[a, h], [, c]]: Matrix2, roundings: number): number {
  const value = (a + c) / 2 - Math.hypot((a - c) / 2, h);
  return Math.max(0, value - roundings * Number.EPSILON * (Math.abs(a) + Math.abs(c)));
}
