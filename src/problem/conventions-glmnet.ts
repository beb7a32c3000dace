import { type Convention, evenOf, type Rule, totalOf } from './conventions-pair.ts';
import type { Samples } from './types.ts';

const FAMILIES: Readonly<Record<string, string>> = { squared: 'gaussian', logistic: 'binomial', poisson: 'poisson' };

/**
 * What glmnet divides the target of the gaussian family by: its weighted standard deviation with divisor Σw; about 0, so the
 * root mean square, where there is no intercept (measured with glmnet 4.1-6).
 */
export function spreadOf({ y, intercept = false, ...samples }: Pick<Samples, 'y' | 'weights' | 'intercept'>): number {
  const total = totalOf({ y, ...samples });
  const weight = (i: number) => (samples.weights ? samples.weights[i]! : 1) / total;
  const mean = intercept ? y.reduce((sum, target, i) => sum + weight(i) * target, 0) : 0;
  return Math.sqrt(y.reduce((sum, target, i) => sum + weight(i) * (target - mean) ** 2, 0));
}

const constant = (list: readonly number[]) => list.every((value) => value === list[0]);

/** glmnet's statement (R, `standardize = FALSE`) of a data loss and a penalty. Sample weights go to `weights`. */
export const glmnet: Rule = (samples, mixed) => {
  const { kind, X, y, intercept = false } = samples;
  const family = Object.hasOwn(FAMILIES, kind) ? FAMILIES[kind] : undefined;
  if (!family) return `glmnet has no ${kind === 'huber' ? 'Huber' : 'hinge'} loss: its families are likelihoods.`;
  const p = X[0]!.length;
  if (p < 2) return 'glmnet needs at least two columns.';
  // It sets the weight of a constant column to 0, which is right only beside an intercept.
  if (!intercept && X[0]!.some((value, j) => value !== 0 && X.every((row) => row[j] === value))) return 'glmnet leaves a constant column out, also where no intercept stands for it.';
  if (family === 'binomial' && [1, -1].some((label) => y.filter((target) => target === label).length < 2)) return 'glmnet refuses a class of fewer than two samples.';
  const spread = family === 'gaussian' ? spreadOf(samples) : 1;
  if (spread === 0 || (intercept && constant(y))) return 'glmnet refuses a target that is constant.';
  const shared: Pick<Convention, 'estimator' | 'parameter'> = { estimator: 'glmnet', parameter: 'lambda' };
  const u = evenOf(mixed);
  if (u === null) {
    return {
      ...shared, scale: mixed.weights.reduce((sum, weight) => sum + weight, 0) / p,
      settings: { family, alpha: 1, 'penalty.factor': `c(${mixed.weights.map(Number).join(', ')})`, standardize: false, intercept },
      reason: 'glmnet rescales penalty.factor to the sum p, so its lambda is λ times the mean of the weights.',
    };
  }
  const ridge = spread * mixed.ridge;
  const mean = 'glmnet minimises the same weighted mean plus lambda (alpha Σ|θᵢ| + (1 − alpha)/2 Σθᵢ²)';
  return {
    ...shared, scale: u + ridge, settings: { family, alpha: u / (u + ridge), standardize: false, intercept },
    reason: family === 'gaussian' && mixed.ridge > 0 ? `${mean}, but divides y by s_y = ${Number(spread.toPrecision(6))} first, so that the l2 part is λ s_y there.` : `${mean}.`,
  };
};
