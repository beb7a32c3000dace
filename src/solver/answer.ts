import { Complaint } from '../problem/complaint.ts';
import type { Window } from '../problem/grid.ts';
import { isData, stateLoss } from '../problem/losses.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { type Quadratic, quadraticOf } from '../problem/quadratic.ts';
import type { DataLoss, Loss, Penalty, Problem, Vec2 } from '../problem/types.ts';
import type { Facts } from './certificate.ts';
import { constrain } from './constrain.ts';
import { fitSteps } from './data/fit.ts';
import { seekSteps } from './data/seek.ts';
import { lossOutside } from './global/growth.ts';
import { minimisers } from './global/minimisers.ts';
import { isConvex } from './kernel/shape.ts';
import { minimise } from './minimise.ts';
import { constrainPieces, minimisePieces, type PiecePenalty } from './pieces/minimise.ts';

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
export const asQuadratic = (loss: Loss): Quadratic | null => (loss.kind === 'quadratic' || loss.kind === 'squared' ? quadraticOf(loss) : null);

/** Penalties that a quadratic is minimised with piece by piece. */
export const isPieces = (penalty: Penalty): penalty is PiecePenalty =>
  penalty.kind === 'scad' || penalty.kind === 'mcp' || (penalty.kind === 'lp' && penalty.p < 1);

const FAR = 10;

/** Where a problem without any other bound is searched: far around what its formula is about. */
function searched(loss: Loss): Window {
  const quadratic = asQuadratic(loss);
  const reach = FAR + (quadratic ? 2 * Math.max(...quadratic.minimizer.map(Math.abs)) : 0);
  return { x: [-reach, reach], y: [-reach, reach] };
}

function exactly(quadratic: Quadratic, problem: Problem): Answer {
  const { penalty } = problem;
  const { theta, others, unique, ...found } = problem.form === 'penalty' ? minimise(quadratic, penalty, problem.lambda) : constrain(quadratic, penalty, problem.budget);
  return { minimizers: [theta, ...others], unique, lambda: problem.form === 'penalty' ? problem.lambda : (found as { lambda: number | null }).lambda, facts: {} };
}

function byPieces(quadratic: Quadratic, penalty: PiecePenalty, problem: Problem): Answer {
  const { minimizers, unique, lambda, scope } = problem.form === 'penalty' ? minimisePieces(quadratic, penalty, problem.lambda) : constrainPieces(quadratic, penalty, problem.budget);
  return { minimizers, unique, lambda: problem.form === 'penalty' ? problem.lambda : lambda, facts: scope === 'best-found' ? {} : { scope: 'proven' } };
}

function* fitted(loss: DataLoss, problem: Problem, warm: Vec2 | undefined): Generator<void, Answer> {
  const amount = problem.form === 'penalty' ? { form: 'penalty', lambda: problem.lambda } as const : { form: 'constraint', budget: problem.budget } as const;
  const steps = fitSteps(loss, problem.penalty, amount, warm && { theta: warm });
  for (;;) {
    const { done, value } = steps.next();
    if (!done) { yield; continue; }
    if (!value.attained) throw new Complaint(value.reason, problem.form === 'penalty' ? 'lambda' : 'penalty');
    const { theta, others, unique, lambda, intercept, kinks } = value;
    return { minimizers: [theta, ...others], unique, lambda, facts: { ...(intercept === undefined ? {} : { intercept }), ...(kinks ? { kinks } : {}) } };
  }
}

function* globally(problem: Problem, warm: Vec2 | undefined): Generator<void, Answer> {
  const { stated: penalty, weight } = penaltyOf(problem);
  const quadratic = asQuadratic(problem.loss), field = problem.form === 'penalty' ? 'loss' : 'budget';
  const found = yield* minimisers({
    loss: stateLoss(problem.loss)!, penalty, window: searched(problem.loss), ...(warm ? { seeds: [warm] } : {}),
    ...(quadratic ? { floor: quadratic.offset } : {}), outside: lossOutside(problem.loss, quadratic),
    form: problem.form === 'penalty' ? { kind: 'penalty', weight: weight! } : { kind: 'constraint', budget: problem.budget },
  });
  const [, reach] = found.window.x, [theta] = found.minimizers;
  if (!theta) throw new Complaint(`No point of the square from −${reach} to ${reach} keeps the constraint and has a value; allowed is a problem with one.`, 'budget');
  if (found.border) {
    const at = theta.map((part) => Number(part.toPrecision(3)) || 0).join(', ');
    throw new Complaint(`The objective is lowest at the border of where its formula has a value, near (${at}), and has no minimum inside; allowed is one that has.`, field);
  }
  // Lowest at the edge of what is searched: nothing says that it is lowest anywhere.
  if (!found.everywhere && theta.some((part) => Math.abs(part) >= reach * (1 - 1e-6))) {
    throw new Complaint(`The objective is lowest at the edge of the square from −${reach} to ${reach} that is searched, so it may fall for ever; allowed is one with a minimum inside.`, field);
  }
  return {
    minimizers: found.minimizers, unique: found.unique, lambda: problem.form === 'penalty' ? problem.lambda : found.lambda,
    facts: found.everywhere ? { scope: 'proven', gap: found.gap } : {}, // on the square alone it is the best that was found
  };
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
  if (quadratic && isPieces(penalty)) return byPieces(quadratic, penalty, problem);
  if (isData(loss) && loss.kind !== 'squared') return isConvex(penalty) ? yield* fitted(loss, problem, warm) : yield* seekSteps(loss, problem, warm);
  return yield* globally(problem, warm);
}
