import { Complaint } from '../../problem/complaint.ts';
import type { Window } from '../../problem/grid.ts';
import { stateLoss } from '../../problem/losses.ts';
import { penaltyOf } from '../../problem/penalties.ts';
import type { Loss, Problem, Vec2 } from '../../problem/types.ts';
import { asQuadratic, type Answer } from '../answer.ts';
import type { Families } from '../families.ts';
import { lossOutside } from '../global/growth.ts';
import { minimisers } from '../global/minimisers.ts';

const FAR = 10;

/** Where a problem without any other bound is searched: far around what its formula is about. */
function searched(loss: Loss): Window {
  const quadratic = asQuadratic(loss);
  const reach = FAR + (quadratic ? 2 * Math.max(...quadratic.minimizer.map(Math.abs)) : 0);
  return { x: [-reach, reach], y: [-reach, reach] };
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

export const global: Families['global'] = { answer: globally };
