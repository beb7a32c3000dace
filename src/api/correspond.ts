import { lambdaInside } from '../problem/penalties.ts';
import { readAmount } from '../problem/read.ts';
import type { WidePair } from '../problem/wide.ts';
import type { Correspondence, Pair } from '../solver/correspond.ts';
import { budgetMax as planeBudgetMax, budgetOf as planeBudgetOf, lambdaOf as planeLambdaOf } from '../solver/solve.ts';
import { run } from '../solver/wide/run.ts';
import { lambdaMaxWide, solveWide } from '../solver/wide/solve.ts';
import { largestSteps } from './largest.ts';
import { readPair, type ReadPair } from './read.ts';

const BOUND = 'λ is the multiplier of the binding constraint.';

/** What answers t = 0. */
const atZero = (largest: number): Correspondence =>
  (largest < Infinity ? { kind: 'interval', from: largest, to: Infinity, reason: 'At t = 0 every λ from λmax on keeps the penalty at zero.' }
    : { kind: 'none', reason: 'At t = 0 the region is one point and no finite λ presses the weights all the way to it.' });

/** λmax of what was read. */
export function* lambdaMaxSteps(read: ReadPair): Generator<void, number> {
  return read.wide ? lambdaMaxWide(read.pair) : yield* largestSteps(read.pair);
}
/** R at the least penalised minimiser. @throws Complaint where L has none */
export const budgetMaxOf = (read: ReadPair): number => (read.wide ? solveWide({ ...read.pair, form: 'penalty', lambda: 0 }).penalty : planeBudgetMax(read.pair));

/**
 * The smallest λ from which on all penalised weights are zero: ‖∇L(0)‖ in the norm dual to R, after what is never penalised was
 * minimised away. Infinity for l2, lp with p > 1 and the elastic net at ratio 0, unless L is flat at 0; where L or R is not convex
 * sup (L(0) − L)/R, to rounding.
 * @param pair `{ loss, penalty }`, plain JSON; a whole problem will do
 * @throws Complaint for what cannot be read
 */
export const lambdaMax = (pair: Pair | WidePair): number => run(lambdaMaxSteps(readPair(pair)));

/**
 * R at the minimiser of L that has the least R: from this t on the constraint does not bind.
 * @param pair `{ loss, penalty }`, plain JSON; a whole problem will do
 * @throws Complaint for what cannot be read, or where L has no minimum (classes that can be separated)
 */
export const budgetMax = (pair: Pair | WidePair): number => budgetMaxOf(readPair(pair));

/**
 * λ → t: the budgets t whose constraint form has the solutions of the penalty form at λ.
 * @param pair `{ loss, penalty }`, plain JSON; a whole problem will do
 * @param lambda ≥ 0
 * @returns a number; an interval where L is flat along the solutions, and at λ = 0; a set where the solution jumps; none for
 * SCAD and MCP, whose shape λ is. Each with its reason
 * @throws Complaint for what cannot be read, or where no minimiser is attained
 */
export function budgetOf(pair: Pair | WidePair, lambda: number): Correspondence {
  const read = readPair(pair), amount = readAmount(lambda, 'lambda');
  if (!read.wide) return planeBudgetOf(read.pair, amount);
  // Xθ, and with it L, is the same for all solutions of a strictly convex mean, so R is too.
  const { penalty } = solveWide({ ...read.pair, form: 'penalty', lambda: amount });
  return amount === 0 ? { kind: 'interval', from: penalty, to: Infinity, reason: 'At λ = 0 the constraint does not bind: every t from R(θ̂) on has this solution.' }
    : { kind: 'number', value: penalty, reason: 't is R at the solution for this λ.' };
}

function wideLambdaOf(pair: WidePair, budget: number): Correspondence {
  if (budget === 0) return atZero(lambdaMaxWide(pair));
  const lambda = solveWide({ ...pair, form: 'constraint', budget }).lambda!; // a wall away from zero has its multiplier
  return { kind: 'number', value: lambda, reason: lambda === 0 ? 'θ̂ is already inside the region, so the constraint does not bind.' : BOUND };
}

/**
 * t → λ: the λ whose penalty form has the solution of the constraint form at t.
 * @param pair `{ loss, penalty }`, plain JSON; a whole problem will do
 * @param budget t ≥ 0
 * @returns a number; an interval at t = 0 and at kinks of the loss; none where no multiplier is attained, where no λ reaches this t
 * (a gap of a non-convex problem), and for SCAD and MCP, whose shape λ is. Each with its reason
 * @throws Complaint for what cannot be read, or where no minimiser is attained
 */
export function lambdaOf(pair: Pair | WidePair, budget: number): Correspondence {
  const read = readPair(pair), amount = readAmount(budget, 'budget');
  if (read.wide) return wideLambdaOf(read.pair, amount);
  return amount === 0 && !lambdaInside(read.pair.penalty) ? atZero(run(largestSteps(read.pair))) : planeLambdaOf(read.pair, amount);
}
