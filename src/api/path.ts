import { Complaint, quote } from '../problem/complaint.ts';
import { isRecord } from '../problem/read-parts.ts';
import { readAmount, readForm } from '../problem/read.ts';
import type { Problem, Solution, Vec2 } from '../problem/types.ts';
import type { WidePair, WideSolution } from '../problem/wide.ts';
import type { Pair } from '../solver/correspond.ts';
import { run } from '../solver/wide/run.ts';
import type { Validation } from '../solver/wide/validate.ts';
import { defaultBudgets, defaultLambdas, readCount } from './amounts.ts';
import { lossOn, readHeldOut, type RowsLoss } from './held-out.ts';
import { knotsOf, type Knot } from './knots.ts';
import { readPair, type ReadPair } from './read.ts';
import { sampleSteps, type Amounts } from './sample.ts';
import { readFolds, validationSteps, type BudgetValidation } from './validate.ts';

/** What a path is asked for; everything may be left out. */
export interface PathOptions {
  /** 'penalty' when not given: solutions by λ; 'constraint': by t. */
  readonly form?: Problem['form'];
  /** λ ≥ 0 of the penalty form, in any order. Not given: from λmax down to λmax/1000 (for l2 and lp: from θ̂/200 to nearly θ̂). */
  readonly lambdas?: readonly number[];
  /** t ≥ 0 of the constraint form, in any order. Not given: from 0 to R(θ̂) in equal steps. */
  readonly budgets?: readonly number[];
  /** How many λ or t are chosen where none are given, from 2 on; 100 when not given. */
  readonly count?: number;
  /** Rows held out of the fit, with as many features: their loss is told along the path. */
  readonly heldOut?: { readonly X: readonly (readonly number[])[]; readonly y: readonly number[]; readonly weights?: readonly number[] };
  /** Cross-validate with so many parts, held out in turn. */
  readonly folds?: number;
  /** Of the shuffle that deals the rows to folds, 0 when not given; the same seed deals the same folds. */
  readonly seed?: number;
}

/** Solutions along λ or t. */
export interface Path<Point extends Solution | WideSolution = Solution> {
  /** Exact knots, from λmax down to 0, of quadratic and squared loss with l1, weighted-l1, linf, the elastic net; else null. */
  readonly knots: readonly Knot<Point extends Solution ? Vec2 : readonly number[]>[] | null;
  /** One certified solution for each λ, descending, or t, ascending. Where a non-convex problem jumps, so do they. */
  readonly points: readonly Point[];
  /** The mean loss of the held-out rows at every point, on the scale of L: high on both sides of the best λ. */
  readonly heldOut?: readonly number[];
  readonly validation?: Validation | BudgetValidation;
}

function readList(value: unknown, name: 'lambda' | 'budget'): number[] {
  if (Array.isArray(value) && value.length > 0) return value.map((amount) => readAmount(amount, name));
  throw new Complaint(`${name}s is ${quote(value)}; allowed are numbers from 0 on, at least one.`, `${name}s`);
}

/** The λ or t of a path: the given ones, checked now, or the steps that choose them. */
function readAmounts(read: ReadPair, { form, lambdas, budgets, count }: Readonly<Record<string, unknown>>): Generator<void, Amounts> {
  const chosen = form === undefined ? (budgets === undefined ? 'penalty' : 'constraint') : readForm(form);
  const many = readCount(count);
  if (chosen === 'penalty' && budgets !== undefined) throw new Complaint('budgets are given in the penalty form; allowed there are lambdas.', 'budgets');
  if (chosen === 'constraint' && lambdas !== undefined) throw new Complaint('lambdas are given in the constraint form; allowed there are budgets.', 'lambdas');
  const given = chosen === 'penalty' ? lambdas !== undefined && readList(lambdas, 'lambda').sort((a, b) => b - a) : budgets !== undefined && readList(budgets, 'budget').sort((a, b) => a - b);
  return (function* choose() {
    return { form: chosen, amounts: given || (yield* chosen === 'penalty' ? defaultLambdas(read, many) : defaultBudgets(read, many)) };
  })();
}

/**
 * `path` in resumable steps: every `next()` is a small piece of work. What is asked is checked at the call, before the first step.
 * @throws Complaint as `path`
 */
export function pathSteps(problem: Pair, options?: PathOptions): Generator<void, Path>;
export function pathSteps(problem: WidePair, options?: PathOptions): Generator<void, Path<WideSolution>>;
export function pathSteps(problem: unknown, options?: PathOptions): Generator<void, Path<Solution | WideSolution>>;
export function pathSteps(problem: unknown, options: PathOptions = {}): Generator<void, Path<Solution | WideSolution>> {
  const read = readPair(problem);
  if (!isRecord(options)) throw new Complaint(`The options are ${quote(options)}; allowed is an object such as { count: 100 }.`, 'options');
  const { loss } = read.pair;
  const held = options.heldOut === undefined ? undefined : lossOn(loss as RowsLoss, readHeldOut(options.heldOut, loss));
  const deal = options.folds === undefined ? undefined : readFolds(options.folds, options.seed ?? 0, loss);
  const choice = readAmounts(read, options as Readonly<Record<string, unknown>>);
  return (function* steps() {
    const along = yield* choice;
    const points = yield* sampleSteps(read, along);
    return {
      knots: knotsOf(read) as Path<Solution | WideSolution>['knots'], points,
      ...(held && { heldOut: points.map(({ theta, intercept }) => held(theta, intercept)) }),
      ...(deal && { validation: yield* validationSteps(read, along, deal) }),
    };
  })();
}

/**
 * The solutions of a problem along λ or t, each the start of the next.
 * @param problem `{ loss, penalty }`, plain JSON, in the plane or of p weights; a form, λ or t that it has is not read
 * @param options see `PathOptions`
 * @returns the exact knots where the path has them, certified points (global minimisers where the problem is not convex), and
 * for losses of samples the held-out and the cross-validated loss, which tell under- from overfitting
 * @throws Complaint for what cannot be read, or a λ at which no minimiser is attained (0, with classes that can be separated).
 * Source of the knots: Efron et al. (2004), "Least Angle Regression"; of λ within one standard error: Hastie, Tibshirani and
 * Friedman, "The Elements of Statistical Learning", 7.10
 */
export function path(problem: Pair, options?: PathOptions): Path;
export function path(problem: WidePair, options?: PathOptions): Path<WideSolution>;
export function path(problem: unknown, options?: PathOptions): Path<Solution | WideSolution>;
export function path(problem: unknown, options?: PathOptions): Path<Solution | WideSolution> {
  return run(pathSteps(problem, options));
}
