import { parse } from '../formula/parse.ts';
import { rounding, ULP, type Rounded } from '../formula/rounding.ts';
import { isData, stateLoss, stateSample } from '../problem/losses.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { SAMPLE, THETA, treeOf, type Stated } from '../problem/stated.ts';
import type { DataLoss, Problem } from '../problem/types.ts';
import { BLOCK } from './gpu-samples.ts';
import { dataLossFunction } from './samples.ts';

// How far the GPU's field may be from the exact one at nodes whose coordinates are f32 numbers: derived from the formulas'
// own trees, from the rounding of every number that the host hands over, and from the order in which samples are summed.

/** A value of L or R with the bound on what the GPU may say instead; an infinite error is unbounded, and never passed. */
export type Bound = (x: number, y: number) => Rounded;

const inputError = (value: number) => Math.abs(Math.fround(value) - value);

/** The bound of a formula at nodes that are f32 numbers. */
export function formulaBound(stated: Stated): Bound {
  const bound = rounding(treeOf(stated), [...THETA, ...stated.names]);
  const errors = [0, 0, ...stated.values.map(inputError)];
  return (x, y) => bound([x, y, ...stated.values], errors);
}

const ETA = ['p', 'q', 'x', 'y', 'b'] as const;
const eta = rounding(parse('p*x + q*y + b', ETA), ETA);

/** Every level of the blocked sum adds at most BLOCK terms in any order; then one share, itself rounded, multiplies. */
function ofSamples(loss: DataLoss, interceptAt: (x: number, y: number) => number): Bound {
  const { X, y: targets, weights } = loss;
  const sample = stateSample(loss);
  const bound = rounding(treeOf(sample, SAMPLE), [...SAMPLE, ...sample.names]);
  const own = sample.values.map(inputError);
  const exact = loss.intercept ? dataLossFunction(loss) : undefined;
  const n = targets.length;
  let levels = 1;
  for (let parts = Math.ceil(n / BLOCK); parts > 1; parts = Math.ceil(parts / BLOCK)) levels += 1;
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : n;
  return (x, y) => {
    const b = interceptAt(x, y);
    let value = 0, carried = 0, size = 0;
    for (let i = 0; i < n; i += 1) {
      const [p, q] = X[i]!, target = targets[i]!, weight = weights ? weights[i]! : 1;
      const place = eta([p, q, x, y, b], [inputError(p), inputError(q), 0, 0, 0]);
      const term = bound([place.value, target, ...sample.values], [place.error, inputError(target), ...own]);
      if (term.error === Infinity) return { value: Number.NaN, error: Infinity };
      const high = (weight + inputError(weight)) * (Math.abs(term.value) + term.error) * (1 + ULP);
      value += weight * term.value;
      carried += high - weight * Math.abs(term.value);
      size += high;
    }
    const error = carried + ((1 + ULP) ** (levels * (BLOCK + 1)) - 1) * size;
    // The exact L takes the best intercept, the engine the one that it was given: what that costs is no rounding, but known.
    const excess = loss.intercept ? Math.max(0, value / total - exact!(x, y)) : 0;
    return { value: value / total, error: (error + 2 * ULP * (Math.abs(value) + error)) / total + excess + 2 ** -126 };
  };
}

/** Bounds for L and R of a problem. `interceptAt` is the intercept that the engines were given at a node. */
export function boundsOf(problem: Problem, interceptAt: (x: number, y: number) => number = () => 0): { readonly loss: Bound; readonly penalty: Bound } {
  const stated = stateLoss(problem.loss);
  const loss = stated ? formulaBound(stated) : isData(problem.loss) ? ofSamples(problem.loss, interceptAt) : undefined;
  return { loss: loss!, penalty: formulaBound(penaltyOf(problem).stated) };
}
