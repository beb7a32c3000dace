import { lossAt, quadraticOf } from '../problem/quadratic.ts';
import type { Loss, Penalty, Problem, Solution, Vec2 } from '../problem/types.ts';
import { certify } from './certificate.ts';
import { constrain, lambdaMax as largestLambda, penaltyAt } from './constrain.ts';
import { leastPenalised, minimise } from './minimise.ts';

/**
 * Solves a two-dimensional problem exactly, in f64: active sets and closed forms, no iteration beyond one secular root.
 * @returns θ*, L, R, λ and t as they correspond, the support (exact zeros), and the certificate of this very point
 */
export function solve(problem: Problem): Solution {
  const quadratic = quadraticOf(problem.loss);
  const { kind } = problem.penalty;
  const found = problem.form === 'penalty' ? { ...minimise(quadratic, kind, problem.lambda), lambda: problem.lambda }
    : constrain(quadratic, kind, problem.budget);
  const { theta, unique, others, lambda } = found;
  const loss = lossAt(quadratic, theta);
  const penalty = penaltyAt(kind, theta);
  return {
    theta, loss, penalty, lambda, unique,
    objective: problem.form === 'penalty' ? loss + problem.lambda * penalty : loss,
    budget: problem.form === 'penalty' ? penalty : problem.budget,
    active: lambda === null || lambda > 0,
    support: [theta[0] !== 0, theta[1] !== 0],
    minimizers: [theta, ...others.filter(([x, y]) => x !== theta[0] || y !== theta[1])],
    certificate: certify(problem, theta),
  };
}

/** What corresponds to a λ or a t: one number, every number of an interval, or none; and why. */
export type Correspondence =
  | { readonly kind: 'number'; readonly value: number; readonly reason: string }
  | { readonly kind: 'interval'; readonly from: number; readonly to: number; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

interface Pair { readonly loss: Loss; readonly penalty: Penalty }

/** The smallest λ at which θ = 0 is optimal; Infinity where no λ reaches it (l2). */
export const lambdaMax = ({ loss, penalty }: Pair) => largestLambda(quadraticOf(loss), penalty.kind);

/** R at the least penalised minimiser of L: from this t on, the constraint does not bind. */
export function budgetMax({ loss, penalty }: Pair): number {
  return penaltyAt(penalty.kind, leastPenalised(quadraticOf(loss), penalty.kind).theta);
}

/** λ → t: the budgets t whose constraint form has the solutions of the penalty form at λ ≥ 0. */
export function budgetOf({ loss, penalty }: Pair, lambda: number): Correspondence {
  const { penalty: value } = solve({ loss, penalty, form: 'penalty', lambda });
  if (lambda === 0) return { kind: 'interval', from: value, to: Infinity, reason: 'At λ = 0 the constraint does not bind: every t from R(θ̂) on has this solution.' };
  return { kind: 'number', value, reason: 't is R at the solution for this λ.' };
}

/** t → λ: the multipliers of the constraint form at t ≥ 0. */
export function lambdaOf({ loss, penalty }: Pair, budget: number): Correspondence {
  const { lambda } = solve({ loss, penalty, form: 'constraint', budget });
  if (lambda === null) return { kind: 'none', reason: 'At t = 0 the region is one point and no finite λ presses the weights all the way to it.' };
  if (budget === 0) return { kind: 'interval', from: lambdaMax({ loss, penalty }), to: Infinity, reason: 'At t = 0 every λ from λmax on keeps all weights at zero.' };
  if (lambda === 0) return { kind: 'number', value: 0, reason: 'θ̂ is already inside the region, so the constraint does not bind.' };
  return { kind: 'number', value: lambda, reason: 'λ is the multiplier of the binding constraint.' };
}

/** ∇L at θ, for the figure's arrow. */
export function lossGradient(loss: Loss, theta: Vec2): Vec2 {
  const { A: [[a, h], [, c]], minimizer } = quadraticOf(loss);
  const u = theta[0] - minimizer[0], v = theta[1] - minimizer[1];
  return [a * u + h * v, h * u + c * v];
}
