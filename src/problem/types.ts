/** The values that flow through the library. All are immutable and plain JSON: "changed?" is `!==`. */

export type Vec2 = readonly [number, number];
export type Matrix2 = readonly [Vec2, Vec2];

/** L = ½ (θ − θ̂)ᵀ A (θ − θ̂), A symmetric and positive semidefinite. */
export interface QuadraticLoss {
  readonly kind: 'quadratic';
  readonly minimizer: Vec2;
  readonly curvature: Matrix2;
}

/** Rows of features and one target each: n ≥ 1 rows of as many features, all finite. */
export interface Samples<Row extends readonly number[] = Vec2> {
  readonly X: readonly Row[];
  readonly y: readonly number[];
  /** One weight ≥ 0 a row, not all zero; the loss is the weighted mean Σ wᵢℓᵢ / Σ wᵢ. All 1 when not given. */
  readonly weights?: readonly number[];
  /**
   * How the features came to their scale: their population standard deviations as they were given, and whether they were
   * divided by them. Nothing is solved differently for it; a figure shows what the other choice would do to the ball.
   */
  readonly scaling?: { readonly deviations: Row; readonly divided: boolean };
  /** Whether an unpenalised intercept b is minimised away: L(θ) = min_b Σ wᵢ ℓ(xᵢ·θ + b, yᵢ) / Σ wᵢ. */
  readonly intercept?: boolean;
}

/**
 * A mean over samples of ℓ(η, y) with η = x·θ (+ b): squared (η − y)²/2; logistic log(1 + e^(−yη)), hinge max(0, 1 − yη) and
 * squared-hinge max(0, 1 − yη)² with labels y = ±1; poisson e^η − yη with counts y ≥ 0.
 */
export interface SampleLoss extends Samples {
  readonly kind: 'logistic' | 'hinge' | 'squared-hinge' | 'poisson';
}
export interface SquaredLoss extends Samples { readonly kind: 'squared' }
/** With r = η − y: r²/2 inside |r| ≤ delta, delta (|r| − delta/2) outside; delta > 0. */
export interface HuberLoss extends Samples {
  readonly kind: 'huber';
  readonly delta: number;
}
export type DataLoss = SquaredLoss | SampleLoss | HuberLoss;

/** (1 − θ₁)² + steepness (θ₂ − θ₁²)², steepness > 0 (100 when not given). */
export interface RosenbrockLoss {
  readonly kind: 'rosenbrock';
  readonly steepness?: number;
}
/** (θ₁² + θ₂ − 11)² + (θ₁ + θ₂² − 7)². */
export interface HimmelblauLoss { readonly kind: 'himmelblau' }

/** A formula typed by a reader, in x and y (or theta1 and theta2) and named parameters. */
export interface Typed {
  readonly kind: 'formula';
  readonly formula: string;
  readonly parameters?: Readonly<Record<string, number>>;
}

export type Loss = QuadraticLoss | DataLoss | RosenbrockLoss | HimmelblauLoss | Typed;

/** l1 Σ|θᵢ|; l2 Σθᵢ² (no ½); l2-norm √Σθᵢ²; linf max|θᵢ|. */
export interface NormPenalty { readonly kind: 'l1' | 'l2' | 'l2-norm' | 'linf' }
/** ratio Σ|θᵢ| + (1 − ratio)/2 Σθᵢ², 0 ≤ ratio ≤ 1. */
export interface ElasticNetPenalty { readonly kind: 'elastic-net'; readonly ratio: number }
/** Σ wᵢ|θᵢ|, wᵢ ≥ 0, not all zero; a weight of 0 is never penalised. */
export interface WeightedL1Penalty { readonly kind: 'weighted-l1'; readonly weights: Vec2 }
/** Σ|θᵢ|^p, p > 0, no root. */
export interface LpPenalty { readonly kind: 'lp'; readonly p: number }
/** Σ_G w_G ‖θ_G‖₂: one group of both coordinates, or two of one; w_G ≥ 0 (√|G| when not given). */
export interface GroupPenalty { readonly kind: 'group'; readonly groups: readonly (readonly number[])[]; readonly weights?: readonly number[] }
/**
 * Folded concave: SCAD (Fan and Li 2001, shape > 2) and MCP (Zhang 2010, shape > 1). λ is inside: in penalty form the
 * objective is L + Σ P_λ(θᵢ); in constraint form P keeps the penalty's own `lambda` > 0 and Σ P(θᵢ) ≤ t.
 */
export interface ConcavePenalty { readonly kind: 'scad' | 'mcp'; readonly shape: number; readonly lambda?: number }

export type Penalty = NormPenalty | ElasticNetPenalty | WeightedL1Penalty | LpPenalty | GroupPenalty | ConcavePenalty | Typed;
export type PenaltyKind = Penalty['kind'];

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
  /** Duality gap: the objective is at most this far above the optimum; null where no dual bounds it (non-convex). */
  readonly gap: number | null;
  /** A bound on ‖θ − θ*‖, or null where L + λR has no known strong convexity. */
  readonly error: number | null;
  /** convex: a stationary point is a solution; proven: by intervals or by all pieces; best-found: stationary, best of many. */
  readonly scope: 'convex' | 'proven' | 'best-found';
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
  /** The unpenalised intercept b at theta, where the loss has one. */
  readonly intercept?: number;
}
