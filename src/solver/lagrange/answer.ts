import type { Vec2 } from '../../problem/types.ts';

/**
 * What a candidate is among the feasible points near it: a strict local optimum, neither (`saddle`), silent at second
 * order (`degenerate`), or the only feasible point there (`isolated`).
 */
export type Kind = 'minimum' | 'maximum' | 'saddle' | 'degenerate' | 'isolated';

/** How well a candidate solves its equations when put back, read apart from the solver; `holds`: as well as rounding allows. */
export interface Check {
  readonly stationarity: number;
  readonly feasibility: number;
  readonly allowed: { readonly stationarity: number; readonly feasibility: number };
  readonly holds: boolean;
}

/** A feasible point with ∇J = Σ λᵢ∇gᵢ, proven to exist. */
export interface Candidate {
  readonly theta: Vec2;
  /** One a constraint, 0 for those that are not active. Where three are active there is a candidate for every pair that has one. */
  readonly multipliers: readonly number[];
  readonly kind: Kind;
  /** Indices of the constraints that hold with equality, as far as rounding can tell. */
  readonly active: readonly number[];
  readonly value: number;
  /** A Karush–Kuhn–Tucker point of the sense: for g ≤ k a maximum has λ ≥ 0, a minimum λ ≤ 0. */
  readonly satisfies: boolean;
  /** The determinant of the bordered Hessian, where one constraint is active: > 0 a maximum along it, < 0 a minimum. */
  readonly bordered: number | null;
  /** Half the size of a box that holds the exact point; 0: `theta` is exact. */
  readonly radius: number;
  readonly check: Check;
}

/** A feasible point without multipliers: ∇g = 0, or parallel gradients, or a kink where there is no gradient. */
export interface Singular {
  readonly theta: Vec2;
  readonly active: readonly number[];
  readonly cause: 'gradient zero' | 'gradients parallel' | 'kink';
  /** Proven in rational arithmetic; else it is only possible, as rounding hides whether it lies on the constraint. */
  readonly exact: boolean;
  readonly value: number;
  /** Nothing is said about other candidates within this distance. */
  readonly radius: number;
}

/** Candidates that are not isolated. `proven`: all of the curve are; else no box along it could be excluded. */
export interface Curve {
  readonly active: readonly number[];
  /** Points along it, in no order; all over the feasible part of the window where J is constant. */
  readonly points: readonly Vec2[];
  readonly value: number;
  readonly proven: boolean;
}

/** A small box in which a degenerate candidate may lie. */
export interface Unresolved { readonly theta: Vec2; readonly size: number; readonly active: readonly number[] }

/** The best feasible points of the window, proven to be attained and not on its edge. */
export interface Winner {
  readonly points: readonly Vec2[];
  readonly value: number;
  /** Indices of `curves` on which it is attained too. */
  readonly curves: readonly number[];
  /** No feasible point of the window is better by more. */
  readonly gap: number;
  /** Nor is one of the whole plane better by more. */
  readonly everywhere: boolean;
}

export interface Answer {
  readonly candidates: readonly Candidate[];
  readonly singular: readonly Singular[];
  readonly curves: readonly Curve[];
  readonly unresolved: readonly Unresolved[];
  /** Proven: every candidate of the window is listed, lies on a listed curve, or within `radius` of a listed singular or degenerate point. */
  readonly complete: boolean;
  readonly winner: Winner | null;
  /** Why there is no winner; null where there is one. */
  readonly reason: string | null;
}
