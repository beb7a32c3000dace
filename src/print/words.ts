import { figures } from '../geometry/number.ts';
import { lambdaInside } from '../problem/penalties.ts';
import type { ConcavePenalty, Penalty, Problem, Solution } from '../problem/types.ts';

// What is said of a solution, the same in the live figure and in print. Between two signs _ stands what is set in italics.

const INDEX = ['₁', '₂'];

/** What the support says, in words: which weights are exactly zero, or that they tie, which L∞ likes as L1 likes zeros. */
export function supportSentence([first, second]: readonly [boolean, boolean], tied = false): string {
  if (!first && !second) return 'both weights are exactly zero';
  if (first && second) return tied ? 'both weights are equally large' : 'both weights stay';
  return `θ${INDEX[first ? 1 : 0]} is exactly zero`;
}

/** Of a convex problem all points between two solutions are solutions. */
export const isSegment = ({ certificate: { scope } }: Solution): boolean => scope === 'convex';

/** What stands under the coordinates of θ*. */
export function solutionWords({ penalty }: Problem, solution: Solution): string {
  const { theta, support, unique, minimizers } = solution, segment = isSegment(solution);
  if (unique || (!segment && minimizers.length === 1)) return supportSentence(support, penalty.kind === 'linf' && Math.abs(theta[0]) === Math.abs(theta[1]));
  return segment ? 'one of many solutions' : `one of ${minimizers.length} solutions`;
}

const SCOPES = { convex: 'convex', proven: 'proven to be global', 'best-found': 'the best of many found' } as const;

/** The certificate's numbers. */
export function certificateWords({ certificate: { stationarity, gap, error, scope } }: Solution): string {
  const parts = [`KKT residual ${figures(stationarity, 2)}`, SCOPES[scope]];
  if (gap !== null) parts.push(`optimality gap ${figures(gap, 2)}`);
  if (error !== null) parts.push(`θ* is at most ${figures(error, 2)} from the optimum`);
  return parts.join('; ');
}

/** The certificate in a word or two. */
export function certificateMark({ certificate: { holds, scope } }: Solution): 'certified' | 'best found' | 'not certified' {
  if (!holds) return 'not certified';
  return scope === 'best-found' ? 'best found' : 'certified';
}

/** Whether R is smooth at 0, so that no finite λ presses the weights all the way to it. */
const isSmoothAtZero = (penalty: Penalty) => penalty.kind === 'l2' || (penalty.kind === 'lp' && penalty.p > 1) || (penalty.kind === 'elastic-net' && penalty.ratio === 0);

/** The multiplier of a constrained solution in words: a λ only where the penalty form has this very solution. */
export function multiplierText({ penalty }: Problem, { lambda, budget, certificate: { scope } }: Solution, digits = 4): string {
  if (lambda === null) return budget === 0 && isSmoothAtZero(penalty) ? 'no finite λ' : 'no multiplier';
  return `${lambdaInside(penalty) ? 'ν' : scope === 'convex' ? 'λ' : 'multiplier'} = ${figures(lambda, digits)}`;
}

/** λ and t as they correspond. */
export function amountText(problem: Problem, solution: Solution, digits = 4): string {
  const first = problem.form === 'penalty' ? `λ = ${figures(problem.lambda, digits)}` : multiplierText(problem, solution, digits);
  return `${first.startsWith('λ') ? `_λ_${first.slice(1)}` : first}, _t_ = ${figures(solution.budget, digits)}`;
}

/** Sentences that the numbers alone do not say; `{l1}` stands for the symbol of the one-norm. */
export function* sentences({ form, penalty }: Problem, { lambda, active, unique, budget, certificate: { scope }, minimizers }: Solution): Generator<string> {
  if (form === 'constraint' && penalty.kind === 'l2-norm' && budget > 0) yield 'The disc through the corners of the diamond {l1} ≤ _t_.';
  if (form === 'constraint' && lambdaInside(penalty)) yield `The shape of the penalty is fixed at _λ_ = ${figures((penalty as ConcavePenalty).lambda ?? 1)}; _ν_ is the multiplier, and no _λ_ of the penalty form answers it.`;
  if (form === 'constraint' && !active) yield 'The region holds a minimum of _L_: the constraint is inactive.';
  if (lambda === null && budget === 0 && isSmoothAtZero(penalty)) yield 'At _t_ = 0 the region is one point, and no finite _λ_ presses the weights all the way to it.';
  if (!unique && scope === 'convex') yield 'No unique solution: every point of the thick line is as good.';
  else if (!unique && minimizers.length > 1) yield `No unique solution: ${minimizers.length} points are equally good.`;
  else if (!unique) yield 'That no other point is as good is not proven.';
  if (scope === 'best-found') yield 'The best of many stationary points; that none is better is not proven.';
}
