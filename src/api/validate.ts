import { Complaint, quote } from '../problem/complaint.ts';
import { isNumber } from '../problem/read-parts.ts';
import { readLoss } from '../problem/read-loss.ts';
import type { Loss } from '../problem/types.ts';
import { readWideLoss, type WideLoss } from '../problem/wide.ts';
import { dealFolds, type Validation } from '../solver/wide/validate.ts';
import { isRows, lossOn, type RowsLoss } from './held-out.ts';
import type { ReadPair } from './read.ts';
import { sampleSteps, type Amounts } from './sample.ts';

/** k-fold cross-validation along a constraint path; as `Validation`, by t. */
export interface BudgetValidation {
  /** Ascending. */
  readonly budgets: readonly number[];
  /** Mean over the folds of the held-out loss (the weighted mean over a fold's rows, same scale as L), and its standard error. */
  readonly mean: readonly number[];
  readonly error: readonly number[];
  /** The t of the lowest mean, and the smallest t whose mean is within one standard error of it. */
  readonly budgetMin: number;
  readonly budget1se: number;
}

/** How rows are dealt. @throws Complaint for a loss without samples, or numbers that do not fit its rows */
export function readFolds(folds: unknown, seed: unknown, loss: Loss | WideLoss): { readonly folds: number; readonly seed: number } {
  if (!isRows(loss)) throw new Complaint(`The loss is ${loss.kind}, which has no samples; allowed with folds is a loss of samples.`, 'folds');
  const n = loss.y.length;
  if (!(Number.isInteger(folds) && (folds as number) >= 2 && (folds as number) <= n)) throw new Complaint(`folds is ${quote(folds)}; allowed is a whole number from 2 to the ${n} rows.`, 'folds');
  if (!isNumber(seed)) throw new Complaint(`seed is ${quote(seed)}; allowed is a finite number.`, 'seed');
  return { folds: folds as number, seed };
}

/** The loss of some of the rows. */
function only<Rows extends RowsLoss>(loss: Rows, keep: (row: number) => boolean): Rows {
  const part = <Value>(list: readonly Value[]) => list.filter((_, i) => keep(i));
  return { ...loss, X: part<readonly number[]>(loss.X), y: part(loss.y), ...(loss.weights ? { weights: part(loss.weights) } : {}) };
}

/** The rows without a fold, checked anew: a class or all weight may have gone with it. */
function without(read: ReadPair, fold: readonly number[], out: number): ReadPair {
  const rest = only(read.pair.loss as RowsLoss, (i) => fold[i] !== out);
  try {
    return read.wide ? { wide: true, pair: { ...read.pair, loss: readWideLoss(rest) } } : { wide: false, pair: { ...read.pair, loss: readLoss(rest) } };
  } catch (error) {
    throw new Complaint(`Without fold ${out + 1} the rows cannot be fitted; allowed are fewer folds or another seed. ${(error as Error).message}`, 'folds');
  }
}

/**
 * k-fold cross-validation of a path (Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 7.10): one list
 * of amounts serves every fold, and every fold counts alike.
 */
export function* validationSteps(read: ReadPair, along: Amounts, { folds, seed }: { readonly folds: number; readonly seed: number }): Generator<void, Validation | BudgetValidation> {
  const loss = read.pair.loss as RowsLoss;
  const fold = dealFolds(loss.y.length, folds, seed);
  const losses: number[][] = along.amounts.map(() => []);
  for (let out = 0; out < folds; out += 1) {
    const held = only(loss, (i) => fold[i] === out);
    if (held.weights?.every((weight) => weight === 0)) throw new Complaint(`Every row of fold ${out + 1} has weight 0; allowed are fewer folds, another seed, or rows with weight.`, 'folds');
    const of = lossOn(loss, held);
    const path = yield* sampleSteps(without(read, fold, out), along);
    path.forEach(({ theta, intercept }, k) => losses[k]!.push(of(theta, intercept)));
  }
  const mean = losses.map((values) => values.reduce((sum, value) => sum + value, 0) / folds);
  const error = losses.map((values, k) => Math.sqrt(values.reduce((sum, value) => sum + (value - mean[k]!) ** 2, 0) / (folds - 1) / folds));
  const best = mean.indexOf(Math.min(...mean));
  const near = mean.findIndex((value) => value <= mean[best]! + error[best]!); // the simplest: paths begin with the least weights
  const { form, amounts } = along;
  return form === 'penalty' ? { lambdas: amounts, mean, error, lambdaMin: amounts[best]!, lambda1se: amounts[near]! }
    : { budgets: amounts, mean, error, budgetMin: amounts[best]!, budget1se: amounts[near]! };
}
