import type { Matrix2, Vec2 } from './types.ts';

/**
 * Where a solution lands, as a number for each pixel of a map: no weight is zero, both are, θ₂ alone with θ₁ > 0 or < 0, θ₁
 * alone with θ₂ > 0 or < 0, a tie |θ₁| = |θ₂| of an L∞ ball in each of four quadrants, or inside, where a constraint does not bind.
 */
export const LANDING = {
  free: 0, origin: 1, right: 2, left: 3, up: 4, down: 5, northeast: 6, southwest: 7, southeast: 8, northwest: 9, inside: 10,
} as const;
export type LandingName = keyof typeof LANDING;
export type Landing = (typeof LANDING)[LandingName];

/** From the lasso's axes in u = (x + y)/2, v = (x − y)/2 to the ties of θ that they are. */
export const TIES = LANDING.northeast - LANDING.right;

/**
 * What decides where the solution of a quadratic loss and a convex penalty lands, as plain numbers, so that a shader and its f64
 * twin decide by the same inequalities.
 */
export interface Rule {
  readonly form: 'penalty' | 'constraint';
  /** split: Σ wᵢ|θᵢ| + bend/2 Σθᵢ²; round: w‖θ‖₂; smooth: a penalty without any kink, so that nothing lands on a zero. */
  readonly kind: 'split' | 'round' | 'smooth';
  /** Whether the penalty is a split one in u = (x + y)/2, v = (x − y)/2, as max(|x|, |y|) is. */
  readonly turned: boolean;
  readonly A: Matrix2;
  /** det A > 0, to an ulp. */
  readonly det: number;
  readonly weights: Vec2;
  readonly bend: number;
  /** λ or t, above 0 in constraint form. */
  readonly amount: number;
  /** Constraint form: where the ball ends on each axis, 0 where it has no corner there (round: its radius). */
  readonly reach: Vec2;
  /** Constraint form: the slope of R along each axis at that corner. */
  readonly rise: Vec2;
}

/** The plane of a map: every θ̂ at one λ or t and correlation, or every correlation × λ of a penalty at one θ̂. */
export type Axes = { readonly of: 'minimizer' } | { readonly of: 'correlation'; readonly minimizer: Vec2 };
