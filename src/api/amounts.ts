import { Complaint, quote } from '../problem/complaint.ts';
import type { Penalty, Vec2 } from '../problem/types.ts';
import { lossGradient, lossValue, penaltyValue, solve, type Pair } from '../solver/solve.ts';
import { lambdasOf as wideLambdas } from '../solver/wide/path.ts';
import { solveWide } from '../solver/wide/solve.ts';
import { budgetMaxOf, lambdaMaxSteps } from './correspond.ts';
import type { ReadPair } from './read.ts';

const RATIO = 1e-3; // of the smallest λ to λmax, as glmnet's and scikit-learn's
const ABOVE = 1 + 4 * Number.EPSILON; // λmax is rounded: just below the exact one a weight would still be 1e-17
const SMALL = 200; // θ̂ over the largest weight with which a path without a λmax begins
const FAINT = 2e-4; // of the pull at θ̂, with which it ends

const largestOf = ([u, v]: Vec2) => Math.max(Math.abs(u), Math.abs(v));
const powerOf = (penalty: Penalty) => (penalty.kind === 'lp' ? penalty.p : 2);

/** θ̂, or where L has no minimum the point at which its slope at 0 would have brought its curvature. */
function freeSize({ loss, penalty }: Pair): { readonly theta: Vec2; readonly size: number } {
  try {
    const { theta } = solve({ loss, penalty, form: 'penalty', lambda: 0 });
    return { theta, size: largestOf(theta) || 1 };
  } catch {
    return { theta: [1, 1], size: 1 };
  }
}

/** First and last λ of a path that no λmax begins: from weights of θ̂/200 on, by the pull p|θ|^(p−1) of the penalty. */
function endless(pair: Pair): readonly [number, number] {
  const { loss, penalty } = pair;
  const { theta, size } = freeSize(pair);
  if (penalty.kind === 'formula') {
    // The λ at which θ̂ and 0 tie
    const problem = { ...pair, form: 'constraint', budget: 0 } as const;
    const tie = (lossValue(loss, [0, 0]) - lossValue(loss, theta)) / (penaltyValue(problem, theta) - penaltyValue(problem, [0, 0]));
    const top = tie > 0 && tie < Infinity ? 100 * tie : 100;
    return [top, top * 1e-6];
  }
  const p = powerOf(penalty);
  const pull = (length: number) => (largestOf(lossGradient(loss, [0, 0])) || 1) / (p * length ** (p - 1));
  return [pull(size / SMALL), FAINT * pull(size)];
}

/** `count` λ, geometrically down from λmax to λmax/1000; 0 alone where 0 is λmax. */
export function* defaultLambdas(read: ReadPair, count: number): Generator<void, number[]> {
  const top = yield* lambdaMaxSteps(read);
  if (top === 0) return [0];
  if (read.wide) return wideLambdas(read.pair, count);
  const [first, last] = top < Infinity ? [top * ABOVE, top * RATIO] : endless(read.pair);
  return Array.from({ length: count }, (_, k) => (k === 0 ? first : first * (last / first) ** (k / (count - 1))));
}

/** R where the constraint stops to bind, or for a loss without minimum at the end of the penalty path. */
function* widest(read: ReadPair, count: number): Generator<void, number> {
  try {
    return budgetMaxOf(read);
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    const lambda = (yield* defaultLambdas(read, count)).at(-1)!;
    return read.wide ? solveWide({ ...read.pair, form: 'penalty', lambda }).penalty : solve({ ...read.pair, form: 'penalty', lambda }).penalty;
  }
}

/** `count` budgets in equal steps from 0 to where the constraint stops to bind; 0 alone where it never binds. */
export function* defaultBudgets(read: ReadPair, count: number): Generator<void, number[]> {
  const most = yield* widest(read, count);
  return most === 0 ? [0] : Array.from({ length: count }, (_, k) => (k === count - 1 ? most : most * (k / (count - 1))));
}

/** How many samples a path has. */
export function readCount(value: unknown = 100): number {
  if (Number.isInteger(value) && (value as number) >= 2 && (value as number) <= 100_000) return value as number;
  throw new Complaint(`count is ${quote(value)}; allowed is a whole number from 2 to 100,000.`, 'count');
}
