import { Complaint, quote } from '../../problem/complaint.ts';
import type { Quadratic } from '../../problem/quadratic.ts';
import type { ConcavePenalty, LpPenalty } from '../../problem/types.ts';
import type { PieceSolution } from './candidates.ts';
import { fold } from './folded.ts';
import { minimiseFolded } from './folded-penalty.ts';
import { constrainFolded } from './folded-constraint.ts';
import { free } from './inactive.ts';
import { power } from './power.ts';
import { constrainPower } from './power-constraint.ts';
import { minimisePower } from './power-penalty.ts';

/** The penalties that are concave in each weight's size: scad, mcp, and lp with 0 < p < 1. */
export type PiecePenalty = ConcavePenalty | LpPenalty;

/**
 * All global minimisers of L + λR for lp (0 < p < 1), of L + Σ P_λ(θᵢ) for scad and mcp (a `lambda` of their own is not used).
 * λ = 0 gives the minimisers of L that the path reaches as λ → 0.
 * @throws Complaint for a λ that is negative or not finite, a shape or a p out of range
 */
export function minimisePieces(quadratic: Quadratic, penalty: PiecePenalty, lambda: number): PieceSolution {
  if (!(lambda >= 0 && lambda < Infinity)) throw new Complaint(`λ is ${quote(lambda)}; it must be a finite number, 0 or above.`, 'lambda');
  if (penalty.kind === 'lp') {
    const p = power(penalty.p);
    return lambda === 0 ? free(quadratic, (s) => s ** p) : minimisePower(quadratic, p, lambda);
  }
  // As λ → 0 scad and mcp count the weights that are not zero, each as much.
  return lambda === 0 ? free(quadratic, Math.sign) : minimiseFolded(quadratic, fold(penalty, lambda));
}

/**
 * All global minimisers of L subject to R ≤ t, where R = Σ|θᵢ|^p, or Σ P(θᵢ) with the penalty's own λ for scad and mcp; `lambda`
 * of the answer is the multiplier.
 * @throws Complaint for a t that is negative or not finite, a shape or a p out of range, scad or mcp without a λ > 0 of their own
 */
export function constrainPieces(quadratic: Quadratic, penalty: PiecePenalty, budget: number): PieceSolution {
  if (!(budget >= 0 && budget < Infinity)) throw new Complaint(`The budget t is ${quote(budget)}; it must be a finite number, 0 or above.`, 'budget');
  if (penalty.kind === 'lp') return constrainPower(quadratic, power(penalty.p), budget);
  return constrainFolded(quadratic, fold(penalty, penalty.lambda ?? NaN), budget);
}
