import { Complaint, quote } from '../../problem/complaint.ts';
import { readAmount } from '../../problem/read.ts';
import type { WidePair, WideSolution } from '../../problem/wide.ts';
import { ahead } from './ahead.ts';
import { columnsOf, shapeOf } from './columns.ts';
import { spectrumOf } from './fit.ts';
import { readOff } from './read-off.ts';
import { run } from './run.ts';
import { lambdaMaxWide, solutionOf, wideSteps } from './solve.ts';

const RATIO = 1e-3;
const RIDGE_TOP = 100, RIDGE_RATIO = 1e-6;

/**
 * λ from λmax down geometrically, `count` ≥ 2 of them. For l2, which has no λmax, from 100 times the largest curvature of L, where
 * every weight is below 1/200 of its free size, down by 1e-6.
 * @param ratio the last over the first, 1e-3 when not given (1e-6 for l2)
 */
export function lambdasOf(pair: WidePair, count = 100, ratio?: number): number[] {
  if (!Number.isInteger(count) || count < 2) throw new Complaint(`The number of lambdas is ${quote(count)}; allowed is a whole number from 2 on.`, 'lambdas');
  if (ratio !== undefined && !(ratio > 0 && ratio < 1)) throw new Complaint(`The ratio of the lambdas is ${quote(ratio)}; allowed is a number between 0 and 1.`, 'lambdas');
  let top = lambdaMaxWide(pair);
  let down = ratio ?? RATIO;
  if (top === Infinity) {
    const { squares } = run(spectrumOf(columnsOf(pair.loss)));
    // the logistic loss curves a quarter as much, with weights that its columns do not carry: its mean over n rows
    const share = pair.loss.kind === 'logistic' ? 1 / (4 * columnsOf(pair.loss).n) : 1;
    top = RIDGE_TOP * share * squares.reduce((most, square) => Math.max(most, square), 0);
    down = ratio ?? RIDGE_RATIO;
  }
  return Array.from({ length: count }, (_, k) => (k === 0 ? top : top * down ** (k / (count - 1))));
}

/** Checks a list of λ, or a number of them to be chosen; descending, since each solution warms the next. */
export function readLambdas(pair: WidePair, lambdas: readonly number[] | number = 100): number[] {
  if (typeof lambdas === 'number') return lambdasOf(pair, lambdas);
  if (!Array.isArray(lambdas) || lambdas.length === 0) throw new Complaint(`lambdas is ${quote(lambdas)}; allowed are numbers from 0 on, at least one.`, 'lambdas');
  return lambdas.map((lambda) => readAmount(lambda, 'lambda')).sort((a, b) => b - a);
}

/**
 * The penalty path step by step, each solution the start of the next; the last step returns them by descending λ. Where
 * the path is made of lines and has no more of them than points are asked for, it is followed from knot to knot and the
 * points are read off it; one whose certificate does not hold is solved for by itself.
 */
export function* pathSteps(pair: WidePair, lambdas?: readonly number[] | number): Generator<void, WideSolution[]> {
  const { loss, penalty } = pair;
  const list = readLambdas(pair, lambdas);
  const columns = columnsOf(loss), shape = shapeOf(penalty, columns.p);
  const points = loss.kind === 'squared' && shape.curvature === 0 && list.length >= columns.p ? yield* readOff(columns, shape, list) : [];
  const found: WideSolution[] = [];
  for (const [k, lambda] of list.entries()) {
    const problem = { loss, penalty, form: 'penalty', lambda } as const;
    const point = points[k];
    let solution = point && solutionOf(problem, columns, shape, point, lambda);
    if (solution?.certificate.holds) yield;
    else solution = yield* wideSteps(problem, loss.kind === 'logistic' ? ahead(found, lambda) : found.at(-1));
    found.push(solution);
  }
  return found;
}

/**
 * Solutions of the penalty form along λ.
 * @param lambdas the λ, in any order, or how many from λmax down to λmax/1000 (100 when not given; l2: see `lambdasOf`)
 * @returns one certified solution for each λ, by descending λ
 */
export const pathWide = (pair: WidePair, lambdas?: readonly number[] | number): WideSolution[] => run(pathSteps(pair, lambdas));
