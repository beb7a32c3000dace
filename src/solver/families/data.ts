import { Complaint } from '../../problem/complaint.ts';
import type { DataLoss, Problem, Vec2 } from '../../problem/types.ts';
import type { Answer } from '../answer.ts';
import { fitSteps } from '../data/fit.ts';
import { seekSteps } from '../data/seek.ts';
import type { Families } from '../families.ts';
import { isConvex } from '../kernel/shape.ts';

function* fitted(loss: DataLoss, problem: Problem, warm: Vec2 | undefined): Generator<void, Answer> {
  const amount = problem.form === 'penalty' ? { form: 'penalty', lambda: problem.lambda } as const : { form: 'constraint', budget: problem.budget } as const;
  const fit = yield* fitSteps(loss, problem.penalty, amount, warm && { theta: warm });
  if (!fit.attained) throw new Complaint(fit.reason, problem.form === 'penalty' ? 'lambda' : 'penalty');
  const { theta, others, unique, lambda, intercept, kinks } = fit;
  return { minimizers: [theta, ...others], unique, lambda, facts: { ...(intercept === undefined ? {} : { intercept }), ...(kinks ? { kinks } : {}) } };
}

export const data: Families['data'] = {
  answer(problem, warm) {
    const loss = problem.loss as DataLoss;
    return isConvex(problem.penalty) ? fitted(loss, problem, warm) : seekSteps(loss, problem, warm);
  },
};
