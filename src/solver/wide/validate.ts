import { Complaint, quote } from '../../problem/complaint.ts';
import { readWideLoss, type WideLoss, type WidePair } from '../../problem/wide.ts';
import { softplus } from './local.ts';
import { pathSteps, readLambdas } from './path.ts';
import { run } from './run.ts';

export interface Validation {
  /** Descending. */
  readonly lambdas: readonly number[];
  /** Mean over the folds of the held-out loss (the weighted mean over a fold's rows, same scale as L), and its standard error. */
  readonly mean: readonly number[];
  readonly error: readonly number[];
  /** The λ of the lowest mean, and the largest λ whose mean is within one standard error of it. */
  readonly lambdaMin: number;
  readonly lambda1se: number;
}
export interface ValidationOptions {
  /** Parts that are held out in turn, 10 when not given. */
  readonly folds?: number;
  /** As for `pathWide`; one list, chosen on all rows, serves every fold. */
  readonly lambdas?: readonly number[] | number;
  /** Of the shuffle; the same seed deals the same folds. */
  readonly seed?: number;
}

/** Numbers in [0, 1) from a seed: mulberry32. */
function randoms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z = (z + Math.imul(z ^ (z >>> 7), z | 61)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

/** n rows dealt to folds after a seeded shuffle (Fisher and Yates), sizes differing by at most one. */
export function dealFolds(n: number, folds: number, seed: number): number[] {
  const random = randoms(seed);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const k = Math.floor(random() * (i + 1));
    [order[i], order[k]] = [order[k]!, order[i]!];
  }
  const fold = Array.from(order, () => 0);
  order.forEach((row, at) => { fold[row] = at % folds; });
  return fold;
}

function only({ kind, X, y, weights, intercept }: WideLoss, keep: (row: number) => boolean): WideLoss {
  const part = <Value>(list: readonly Value[]) => list.filter((_, i) => keep(i));
  return { kind, X: part(X), y: part(y), ...(weights && { weights: part(weights) }), ...(intercept !== undefined && { intercept }) };
}

/** L of a fit on other rows than its own. */
export function heldOutLoss({ kind, X, y, weights }: WideLoss, theta: readonly number[], intercept = 0): number {
  let sum = 0, total = 0;
  X.forEach((row, i) => {
    let eta = intercept;
    row.forEach((x, j) => { eta += x * theta[j]!; });
    const weight = weights?.[i] ?? 1;
    sum += weight * (kind === 'squared' ? (eta - y[i]!) ** 2 / 2 : softplus(y[i]! * eta));
    total += weight;
  });
  return sum / total;
}

/** `crossValidate` step by step. */
export function* validationSteps({ loss, penalty }: WidePair, { folds = 10, lambdas, seed = 0 }: ValidationOptions = {}): Generator<void, Validation> {
  const n = loss.y.length;
  if (!Number.isInteger(folds) || folds < 2 || folds > n) throw new Complaint(`folds is ${quote(folds)}; allowed is a whole number from 2 to the ${n} rows.`, 'folds');
  if (!Number.isFinite(seed)) throw new Complaint(`seed is ${quote(seed)}; allowed is a finite number.`, 'seed');
  const list = readLambdas({ loss, penalty }, lambdas);
  const fold = dealFolds(n, folds, seed);
  const losses: number[][] = list.map(() => []);
  for (let out = 0; out < folds; out += 1) {
    const held = only(loss, (i) => fold[i] === out);
    if (held.weights?.every((weight) => weight === 0)) throw new Complaint(`Every row of fold ${out + 1} has weight 0; allowed are fewer folds, another seed, or rows with weight.`, 'folds');
    let rest = only(loss, (i) => fold[i] !== out);
    try { rest = readWideLoss(rest); } catch (error) {
      throw new Complaint(`Without fold ${out + 1} the rows cannot be fitted; allowed are fewer folds or another seed. ${(error as Error).message}`, 'folds');
    }
    const path = yield* pathSteps({ loss: rest, penalty }, list);
    path.forEach(({ theta, intercept }, k) => losses[k]!.push(heldOutLoss(held, theta, intercept)));
  }
  const mean = losses.map((values) => values.reduce((sum, value) => sum + value, 0) / folds);
  const error = losses.map((values, k) => Math.sqrt(values.reduce((sum, value) => sum + (value - mean[k]!) ** 2, 0) / (folds - 1) / folds));
  const best = mean.indexOf(Math.min(...mean));
  const near = mean.findIndex((value) => value <= mean[best]! + error[best]!);
  return { lambdas: list, mean, error, lambdaMin: list[best]!, lambda1se: list[near]! };
}

/**
 * k-fold cross-validation of the penalty path (Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 7.10). Every fold
 * counts alike; columns are taken as they are, so standardise beforehand or not at all.
 * @throws Complaint for a number of folds that does not fit, or a fold without which only one class is left
 */
export const crossValidate = (pair: WidePair, options?: ValidationOptions): Validation => run(validationSteps(pair, options));
