import type { WidePair, WideProblem, WideSolution } from '../../problem/wide.ts';
import { hold } from './budget.ts';
import { certifyWide } from './certificate.ts';
import { columnsOf, dot, penaltyAt, shapeOf, type Columns, type Shape } from './columns.ts';
import { fit, largest, type Warm } from './fit.ts';
import { lossAt, predict } from './local.ts';
import type { Fit } from './logistic.ts';
import { run } from './run.ts';

/** A solution of a problem nearby: only the speed depends on it, not the answer. */
export type WarmStart = Pick<WideSolution, 'theta' | 'intercept'>;

/**
 * Solves a problem of p weights step by step: every `next()` is a small piece of work (a sweep, an exchange, a Newton step), the
 * last returns the solution. Least squares is exact to rounding in penalty and constraint form, by active sets, knots and
 * singular values; the logistic loss by Newton's method to its last digit on the active set found.
 * With λ = 0, or an inactive constraint, and many minimisers the answer is the least penalised one, the limit of the path.
 * @throws Complaint where no optimum is attained: classes that weights without a penalty can separate
 */
export function* wideSteps(problem: WideProblem, warm?: WarmStart): Generator<void, WideSolution> {
  const { loss, penalty } = problem;
  const columns = columnsOf(loss);
  const shape = shapeOf(penalty, columns.p);
  const start: Warm | undefined = warm && {
    theta: Float64Array.from(warm.theta), intercept: (warm.intercept ?? 0) + dot(columns.means, 0, Float64Array.from(warm.theta), 0, columns.p),
  };
  const held = problem.form === 'penalty' ? { fit: yield* fit(columns, shape, problem.lambda, start), lambda: problem.lambda }
    : yield* hold(columns, shape, problem.budget, start);
  return solutionOf(problem, columns, shape, held.fit, held.lambda);
}

/** A point that a solver found, told in the words of its problem and certified. */
export function solutionOf(problem: WideProblem, columns: Columns, shape: Shape, fit: Pick<Fit, 'theta' | 'intercept' | 'unique'>, lambda: number | null): WideSolution {
  const theta = fit.theta.map((value) => (value === 0 ? 0 : value)); // no −0
  const L = lossAt(columns, predict(columns, theta), fit.intercept);
  const R = penaltyAt(shape, theta);
  const intercept = columns.intercept ? { intercept: fit.intercept + columns.target - dot(columns.means, 0, theta, 0, columns.p) } : {};
  const weights = [...theta];
  return {
    theta: weights, ...intercept, loss: L, penalty: R, lambda, active: lambda === null || lambda > 0,
    objective: problem.form === 'penalty' ? L + problem.lambda * R : L,
    budget: problem.form === 'penalty' ? R : problem.budget,
    support: weights.map((value) => value !== 0), unique: fit.unique,
    certificate: certifyWide(problem, weights, intercept.intercept),
  };
}

/** `wideSteps` at one go. */
export const solveWide = (problem: WideProblem, warm?: WarmStart): WideSolution => run(wideSteps(problem, warm));

/**
 * The smallest λ at which all penalised weights are zero: ∞ for l2 (and the elastic net at ratio 0) unless L is flat at 0.
 * @throws Complaint where weights that are never penalised separate the classes
 */
export function lambdaMaxWide({ loss, penalty }: WidePair): number {
  const columns = columnsOf(loss);
  return run(largest(columns, shapeOf(penalty, columns.p)));
}
