import { lambdaInside } from '../problem/penalties.ts';
import { isData } from '../problem/losses.ts';
import { quadraticSteps } from '../problem/quadratic.ts';
import type { Loss, Penalty } from '../problem/types.ts';
import { asQuadratic } from './answer.ts';
import { family, isPieces } from './families.ts';
import { isConvex } from './kernel/shape.ts';
import { leastPenalised } from './minimise.ts';
import { penaltyValue, solveSteps } from './light.ts';
import { run } from './wide/run.ts';

/** What corresponds to a λ or a t: one number, several, every number of an interval, or none; and why. */
export type Correspondence =
  | { readonly kind: 'number'; readonly value: number; readonly reason: string }
  | { readonly kind: 'set'; readonly values: readonly number[]; readonly reason: string }
  | { readonly kind: 'interval'; readonly from: number; readonly to: number; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

/** A problem without its form. */
export interface Pair { readonly loss: Loss; readonly penalty: Penalty }

const INSIDE = (kind: string) => `λ is inside ${kind} and shapes it: the constraint form keeps one shape, whose multiplier is another number.`;

const INACTIVE = 'θ̂ is already inside the region, so the constraint does not bind.';

/** The smallest λ at which θ = 0 (or, with weights that are never penalised, R = 0) is optimal; Infinity where no λ is. */
export const lambdaMax = (pair: Pair): number => run(lambdaMaxSteps(pair));

/** The same in resumable steps. */
export function* lambdaMaxSteps({ loss, penalty }: Pair): Generator<void, number> {
  const bent = penalty.kind === 'lp' && penalty.p < 1;
  if (!lambdaInside(penalty) && !(bent && isData(loss) && loss.kind !== 'squared')) return (yield* solveSteps({ loss, penalty, form: 'constraint', budget: 0 })).lambda ?? Infinity;
  // Near zero a folded penalty is λ|θ|: so much is needed at least, and from where 0 is optimal on it stays so.
  const { lambda: _own, ...free } = penalty as Penalty & { lambda?: number };
  const isZero = function* (lambda: number): Generator<void, boolean> {
    return (yield* solveSteps({ loss, penalty: free as Penalty, form: 'penalty', lambda })).support.every((nonzero) => !nonzero);
  };
  let low = yield* lambdaMaxSteps({ loss, penalty: { kind: 'l1' } });
  if (!Number.isFinite(low) || low === 0) return low;
  if (bent) while (yield* isZero(low)) low /= 2; // 0 is stationary under any λ here
  else if (yield* isZero(low)) return low;
  let high = 2 * low || 1;
  while (!(yield* isZero(high))) [low, high] = [high, 2 * high];
  while (high - low > 4 * Number.EPSILON * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (yield* isZero(middle)) high = middle; else low = middle;
  }
  return high;
}

/** R at the least penalised minimiser of L: from this t on, the constraint does not bind. */
export const budgetMax = (pair: Pair): number => run(budgetMaxSteps(pair));

/** The same in resumable steps. */
export function* budgetMaxSteps({ loss, penalty }: Pair): Generator<void, number> {
  if (loss.kind === 'squared') yield* quadraticSteps(loss);
  const quadratic = asQuadratic(loss);
  const fixed = lambdaInside(penalty) && !('lambda' in penalty) ? ({ ...penalty, lambda: 1 } as Penalty) : penalty;
  const problem = { loss, penalty: fixed, form: 'constraint', budget: 0 } as const;
  if (quadratic && isConvex(penalty)) return penaltyValue(problem, leastPenalised(quadratic, penalty).theta);
  // As λ → 0 every penalty of the plane prefers the minimiser of L that it likes best.
  const { minimizers } = yield* solveSteps({ loss, penalty, form: 'penalty', lambda: 0 });
  return Math.min(...minimizers.map((theta) => penaltyValue(problem, theta)));
}

const ASIDE = 1e-9; // how far beside t the one-sided multipliers of a loss with kinks are taken
const CLOSE = { hinge: 1e-11, huber: 1e-9 }; // and beside λ the one-sided R: nearer, what is left of a slope is rounding

/**
 * R as λ comes from above and from below: the least and the most of all solutions at λ, of which a solver lists only some where
 * they fill a polygon. A hinge stays in its corner beside λ; huber leaves it along a straight piece, of which two values give the limit.
 */
function* beside(pair: Pair, lambda: number, kind: keyof typeof CLOSE): Generator<void, number[]> {
  const limits: number[] = [];
  for (const side of [CLOSE[kind], -CLOSE[kind]]) {
    const { penalty: near } = yield* solveSteps({ ...pair, form: 'penalty', lambda: lambda * (1 + side) });
    limits.push(kind === 'hinge' ? near : 2 * near - (yield* solveSteps({ ...pair, form: 'penalty', lambda: lambda * (1 + 2 * side) })).penalty);
  }
  return limits;
}

/** A limit lies beyond what is listed, or is that to its own rounding. */
const furthest = (listed: number, limits: readonly number[], sign: 1 | -1): number =>
  limits.reduce((most, limit) => (sign * (limit - most) > 1e-7 * Math.max(1, Math.abs(most)) ? limit : most), listed);

const differ = (a: number, b: number, by = 64 * Number.EPSILON) => Math.abs(a - b) > by * Math.max(Math.abs(a), Math.abs(b));

/** `budgetOf` in resumable steps. @throws Complaint as it does, at the first step */
export function* budgetSteps({ loss, penalty }: Pair, lambda: number): Generator<void, Correspondence> {
  const quadratic = asQuadratic(loss);
  if (lambdaInside(penalty)) return { kind: 'none', reason: INSIDE(penalty.kind) };
  if (quadratic && isPieces(penalty)) return family('pieces').budgets(quadratic, penalty, lambda);
  const problem = { loss, penalty, form: 'penalty', lambda } as const;
  const { minimizers, certificate, unique } = yield* solveSteps(problem);
  const values = minimizers.map((theta) => penaltyValue(problem, theta)).sort((a, b) => a - b);
  const many = certificate.scope === 'convex' && lambda > 0 && (loss.kind === 'hinge' || (loss.kind === 'huber' && !unique));
  const reach = many ? yield* beside({ loss, penalty }, lambda, loss.kind) : [];
  const low = furthest(values[0]!, reach, -1), high = furthest(values.at(-1)!, reach, 1);
  if (lambda === 0) return { kind: 'interval', from: low, to: Infinity, reason: 'At λ = 0 the constraint does not bind: every t from R(θ̂) on has this solution.' };
  if (!differ(low, high)) return { kind: 'number', value: low, reason: 't is R at the solution for this λ.' };
  if (certificate.scope === 'convex') return { kind: 'interval', from: low, to: high, reason: 'Along the solutions for this λ L falls as fast as λR rises: every t from the least to the most of their R has one of them.' };
  return { kind: 'set', values: values.filter((value, i) => i === 0 || differ(value, values[i - 1]!)), reason: 'The solution jumps at this λ: several minimisers tie, each with an R of its own.' };
}

/**
 * λ → t: the budgets t whose constraint form has the solutions of the penalty form at λ ≥ 0. A number, or an interval where L
 * is flat along the solutions (and at λ = 0), or a set where the solution jumps; none where λ shapes the penalty itself.
 * @throws Complaint where no minimiser is attained
 */
export const budgetOf = (pair: Pair, lambda: number): Correspondence => run(budgetSteps(pair, lambda));

/** The multipliers at t of a loss with kinks: from the one just above t to the one just below. */
function* kinked(pair: Pair, budget: number, lambda: number): Generator<void, Correspondence> {
  const above = yield* solveSteps({ ...pair, form: 'constraint', budget: budget * (1 + ASIDE) }), below = yield* solveSteps({ ...pair, form: 'constraint', budget: budget * (1 - ASIDE) });
  const from = Math.min(lambda, above.lambda ?? lambda), to = Math.max(lambda, below.lambda ?? lambda);
  return differ(from, to, 1e-6) ? { kind: 'interval', from, to, reason: 'The loss has a kink here: every λ between the slopes on its two sides holds the weights at this budget.' }
    : { kind: 'number', value: lambda, reason: 'λ is the multiplier of the binding constraint.' };
}

/** `lambdaOf` in resumable steps. */
export function* lambdaSteps({ loss, penalty }: Pair, budget: number): Generator<void, Correspondence> {
  const quadratic = asQuadratic(loss);
  if (lambdaInside(penalty)) return { kind: 'none', reason: INSIDE(penalty.kind) };
  if (quadratic && isPieces(penalty)) return family('pieces').lambdas(quadratic, penalty, budget);
  if (budget === 0) {
    const from = lambdaMax({ loss, penalty });
    return from < Infinity ? { kind: 'interval', from, to: Infinity, reason: 'At t = 0 every λ from λmax on keeps the penalty at zero.' }
      : { kind: 'none', reason: 'At t = 0 the region is one point and no finite λ presses the weights all the way to it.' };
  }
  const { lambda, certificate, loss: value, penalty: size } = yield* solveSteps({ loss, penalty, form: 'constraint', budget });
  if (lambda === null) return { kind: 'none', reason: 'No multiplier is attained at this point of the wall.' };
  // Where a hinge ends its path in a kink, λ there reaches from 0 to the slope before.
  if (lambda === 0 && loss.kind === 'hinge' && !differ(size, budget)) return yield* kinked({ loss, penalty }, budget, lambda);
  if (lambda === 0 && certificate.scope === 'convex') return { kind: 'number', value: 0, reason: INACTIVE };
  if (certificate.scope === 'convex') return loss.kind === 'hinge' ? yield* kinked({ loss, penalty }, budget, lambda) : { kind: 'number', value: lambda, reason: 'λ is the multiplier of the binding constraint.' };
  const penalised = yield* solveSteps({ loss, penalty, form: 'penalty', lambda });
  const here = value + lambda * budget; // with λ = 0 too: a valley inside the region need not be the lowest
  if (penalised.objective < here - 1e-9 * Math.max(1, Math.abs(here))) {
    return { kind: 'none', reason: 'No λ reaches this t: at the multiplier of this point another point is better, so the penalty form jumps over it.' };
  }
  return { kind: 'number', value: lambda, reason: lambda === 0 ? INACTIVE : 'λ is the multiplier of the binding constraint.' };
}

/**
 * t → λ: the λ whose penalty form has the solution of the constraint form at t ≥ 0. A number; an interval at t = 0 and at kinks
 * of the loss; none where no multiplier is attained, where no λ reaches this t (a gap of a non-convex problem), or where λ
 * shapes the penalty itself.
 */
export const lambdaOf = (pair: Pair, budget: number): Correspondence => run(lambdaSteps(pair, budget));
