import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import { weigh } from './candidates.ts';
import { fold, foldedAt } from './folded.ts';
import { constrainPieces, minimisePieces, type PiecePenalty } from './minimise.ts';
import { powerAt } from './power.ts';
import { powerPress } from './power-constraint.ts';

/** What corresponds to a λ or a t where the penalty is not convex: jumps leave sets, and t that no λ reaches. */
export type PieceCorrespondence =
  | { readonly kind: 'number'; readonly value: number; readonly reason: string }
  | { readonly kind: 'set'; readonly values: readonly number[]; readonly reason: string }
  | { readonly kind: 'interval'; readonly from: number; readonly to: number; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

/** R as the penalty form at λ sees it. */
function penaltyAt(penalty: PiecePenalty, lambda: number): (theta: Vec2) => number {
  if (penalty.kind === 'lp') return (theta) => powerAt(penalty.p, theta);
  if (lambda === 0) return () => 0;
  const folded = fold(penalty, lambda);
  return ([x, y]) => foldedAt(folded, Math.abs(x)) + foldedAt(folded, Math.abs(y));
}

/**
 * λ → t: R at every global minimiser of the penalty form, ascending. At most λ there is one; where the solution jumps there are
 * several, and no t strictly between them is reached from any λ.
 */
export function budgetsOf(quadratic: Quadratic, penalty: PiecePenalty, lambda: number): PieceCorrespondence {
  const { minimizers } = minimisePieces(quadratic, penalty, lambda);
  const at = penaltyAt(penalty, lambda);
  const values = minimizers.map(at).sort((first, second) => first - second);
  if (lambda === 0 && penalty.kind === 'lp') {
    return { kind: 'interval', from: values[0]!, to: Infinity, reason: 'At λ = 0 the constraint does not bind: every t from R(θ̂) on has this solution.' };
  }
  const distinct = values.filter((value, i) => i === 0 || value - values[i - 1]! > 32 * Number.EPSILON * value);
  return distinct.length > 1 ? { kind: 'set', values: distinct, reason: 'The solution jumps at this λ: several minimisers tie, each with an R of its own.' }
    : { kind: 'number', value: distinct[0]!, reason: 't is R at the solution for this λ.' };
}

/**
 * t → λ: the λ whose penalty form has a solution of the constraint form at t as a global minimiser. For t > 0 stationarity leaves
 * its multiplier alone to be tried; it fails where t lies inside a jump, where the two forms have a duality gap.
 */
export function lambdasOf(quadratic: Quadratic, penalty: PiecePenalty, budget: number): PieceCorrespondence {
  if (penalty.kind !== 'lp') {
    return { kind: 'none', reason: `λ is inside ${penalty.kind} and shapes it: the constraint form keeps one shape, whose multiplier ν is another number than any λ.` };
  }
  const { minimizers, lambda } = constrainPieces(quadratic, penalty, budget);
  if (budget === 0) return { kind: 'interval', from: lambda!, to: Infinity, reason: 'At t = 0 every λ from λmax on keeps all weights at zero.' };
  if (lambda === 0) return { kind: 'number', value: 0, reason: 'A minimiser of L is already inside the region, so the constraint does not bind.' };
  for (const theta of minimizers) {
    const multiplier = theta === minimizers[0] ? lambda! : powerPress(quadratic, penalty.p, theta).multiplier;
    const { value, rounding } = weigh(quadratic, theta);
    const found = minimisePieces(quadratic, penalty, multiplier);
    const objective = value + multiplier * budget;
    // The multiplier and R(θ) = t carry rounding of their own, magnified by 1/p.
    if (objective <= found.value + 4 * rounding + (64 / penalty.p) * Number.EPSILON * objective) {
      return { kind: 'number', value: multiplier, reason: 'λ is the multiplier of the binding constraint, and the penalty form at that λ has the same solution.' };
    }
  }
  return { kind: 'none', reason: 'No λ gives this t: the penalty form jumps over it, from a solution with a greater R to one with a smaller.' };
}
