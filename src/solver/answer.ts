import { isData } from '../problem/losses.ts';
import { type Quadratic, quadraticOf } from '../problem/quadratic.ts';
import type { Loss, Problem, QuadraticLoss, SquaredLoss, Vec2 } from '../problem/types.ts';
import type { Facts } from './certificate/slope.ts';
import { constrain } from './constrain.ts';
import { family, isPieces, isQuadratic } from './families.ts';
import { isConvex } from './kernel/shape.ts';
import { minimise } from './minimise.ts';

/** What a solver hands over to be certified. */
export interface Answer {
  /** All minimisers that are known; the first is θ*. */
  readonly minimizers: readonly Vec2[];
  readonly unique: boolean;
  /** λ, or the multiplier in constraint form; null where none is attained. */
  readonly lambda: number | null;
  /** What the solver knows of its point and the certificate cannot see in θ: kinks, an intercept, a proof. */
  readonly facts: Facts;
}

/** The quadratic that a loss is, or null. */
export const asQuadratic = (loss: Loss): Quadratic | null => (isQuadratic(loss) ? quadraticOf(loss as QuadraticLoss | SquaredLoss) : null);

function exactly(quadratic: Quadratic, problem: Problem): Answer {
  const { penalty } = problem;
  const { theta, others, unique, ...found } = problem.form === 'penalty' ? minimise(quadratic, penalty, problem.lambda) : constrain(quadratic, penalty, problem.budget);
  return { minimizers: [theta, ...others], unique, lambda: problem.form === 'penalty' ? problem.lambda : (found as { lambda: number | null }).lambda, facts: {} };
}

/**
 * Has a problem solved by whoever solves its kind: a quadratic in closed form or by its pieces, samples by proximal Newton
 * steps on exact quadratic models, and everything else by seeds, polish and interval branch and bound.
 * @param warm a solution of a nearby problem; it saves time and changes nothing
 */
export function* answer(problem: Problem, warm?: Vec2): Generator<void, Answer> {
  const { loss, penalty } = problem;
  const quadratic = asQuadratic(loss);
  if (quadratic && isConvex(penalty)) return exactly(quadratic, problem);
  if (quadratic && isPieces(penalty)) return family('pieces').answer(quadratic, penalty, problem);
  return yield* family(isData(loss) && !quadratic ? 'data' : 'global').answer(problem, warm);
}
