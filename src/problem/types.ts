/** The values that flow through the library. All are immutable: "changed?" is `!==`. */

export type Vec2 = readonly [number, number];
export type Matrix2 = readonly [Vec2, Vec2];

/** L = ½ (θ − θ̂)ᵀ A (θ − θ̂), A symmetric and positive semidefinite. */
export interface QuadraticLoss {
  readonly kind: 'quadratic';
  readonly minimizer: Vec2;
  readonly curvature: Matrix2;
}

/** L = 1/(2n) Σ (yᵢ − xᵢ·θ)²; X has n ≥ 1 rows of two features, y has n values; no intercept is added. */
export interface SquaredLoss {
  readonly kind: 'squared';
  readonly X: readonly Vec2[];
  readonly y: readonly number[];
}

export type Loss = QuadraticLoss | SquaredLoss;

/** l1 = Σ|θᵢ|, l2 = Σθᵢ² (no ½), l2-norm = √Σθᵢ². */
export type PenaltyKind = 'l1' | 'l2' | 'l2-norm';
export interface Penalty {
  readonly kind: PenaltyKind;
}

interface Base {
  readonly loss: Loss;
  readonly penalty: Penalty;
}
/** min L + λR, λ ≥ 0. */
export interface PenaltyProblem extends Base {
  readonly form: 'penalty';
  readonly lambda: number;
}
/** min L subject to R ≤ t, t ≥ 0. */
export interface ConstraintProblem extends Base {
  readonly form: 'constraint';
  readonly budget: number;
}
export type Problem = PenaltyProblem | ConstraintProblem;

/** What a certificate says of a point; see `certify`. Numbers are absolute, in the units of L and θ. */
export interface Certificate {
  /** Every residual is within the rounding error of its own evaluation. */
  readonly holds: boolean;
  /** Distance of −∇L to λ∂R (penalty form) or to the normal cone of {R ≤ t} (constraint form). */
  readonly stationarity: number;
  /** max(0, R − t), or 0 in penalty form. */
  readonly feasibility: number;
  /** λ·|t − R| in constraint form, else 0. */
  readonly complementarity: number;
  /** Duality gap: the objective is at most this far above the optimum. */
  readonly gap: number;
  /** A bound on ‖θ − θ*‖, or null where L + λR has no known strong convexity. */
  readonly error: number | null;
  readonly scope: 'convex';
}

export interface Solution {
  readonly theta: Vec2;
  /** L, R, and L + λR in penalty form or L in constraint form, at theta. */
  readonly loss: number;
  readonly penalty: number;
  readonly objective: number;
  /** λ of the penalty form, or the multiplier; null where no multiplier is attained (l2 at t = 0). */
  readonly lambda: number | null;
  /** t of the constraint form, or R(θ*). */
  readonly budget: number;
  /** The constraint binds with λ > 0; always true in penalty form with λ > 0. */
  readonly active: boolean;
  /** Which weights are not exactly zero. */
  readonly support: readonly [boolean, boolean];
  readonly unique: boolean;
  readonly minimizers: readonly Vec2[];
  readonly certificate: Certificate;
}
