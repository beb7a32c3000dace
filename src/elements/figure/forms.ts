import { lambdaInside } from '../../problem/penalties.ts';
import type { ConcavePenalty, Penalty, Problem, Solution } from '../../problem/types.ts';
import { lambdaOf } from '../../solver/light.ts';
import type { Change } from '../views/view.ts';

/**
 * The other form of a problem with the same solution, as far as there is one: t = R(θ*) for a λ, the λ that answers a t. A
 * penalty that has λ inside keeps its shape: its λ freezes on the way to a constraint and thaws on the way back. Where no
 * λ answers a t, λ stays what it was.
 */
export function otherForm(problem: Problem, solution: Solution): Change {
  const { loss, penalty } = problem;
  if (problem.form === 'penalty') {
    const budget = solution.budget >= 0 ? { budget: solution.budget } : {};
    if (!lambdaInside(penalty) || problem.lambda === 0) return { form: 'constraint', ...budget };
    return { form: 'constraint', ...budget, penalty: { ...(penalty as ConcavePenalty), lambda: problem.lambda } };
  }
  if (lambdaInside(penalty)) {
    const { lambda, ...free } = penalty as ConcavePenalty;
    return { form: 'penalty', penalty: free as Penalty, ...(lambda === undefined ? {} : { lambda }) };
  }
  if (solution.certificate.scope === 'convex') return { form: 'penalty', ...(solution.lambda === null ? {} : { lambda: solution.lambda }) };
  const answer = lambdaOf({ loss, penalty }, problem.budget);
  return { form: 'penalty', ...(answer.kind === 'number' ? { lambda: answer.value } : answer.kind === 'interval' ? { lambda: answer.from } : {}) };
}

const amountOf = (problem: Problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget);

/** Switches forms there and back: who looks at the other form and touches nothing finds the old one as it was. */
export class Switch {
  #left: { readonly problem: Problem; readonly arrived: number | undefined } | undefined;

  to(problem: Problem, solution: Solution): Change {
    const left = this.#left;
    const untouched = left && left.problem.form !== problem.form && left.problem.loss === problem.loss && left.problem.penalty.kind === problem.penalty.kind
      && (left.arrived === undefined || left.arrived === amountOf(problem));
    const old = left?.problem;
    const change: Change = untouched ? { form: old!.form, penalty: old!.penalty, ...(old!.form === 'penalty' ? { lambda: old!.lambda } : { budget: old!.budget }) } : otherForm(problem, solution);
    this.#left = { problem, arrived: change.lambda ?? change.budget };
    return change;
  }
}
