import { type Convention, evenOf, type Mixed, type Rule, totalOf } from './conventions-pair.ts';

type Part = (mixed: { readonly u: number; readonly k: number }, total: number, intercept: boolean) => Convention | string;

// With R = u Σ|θᵢ| + k/2 Σθᵢ² and W = Σw
const squared: Part = ({ u, k }, total, fit_intercept) => {
  const free = { estimator: 'LinearRegression', settings: { fit_intercept } };
  if (k === 0) return { estimator: 'Lasso', parameter: 'alpha', scale: u, settings: { fit_intercept }, free, reason: 'Lasso minimises the same weighted mean of r²/2 plus alpha Σ|θᵢ|.' };
  if (u === 0) return { estimator: 'Ridge', parameter: 'alpha', scale: total * k, settings: { fit_intercept }, free, reason: 'Ridge minimises Σ w r² + alpha Σθᵢ², a sum and not a mean, without ½: for l2, alpha = 2 λ Σw.' };
  return {
    estimator: 'ElasticNet', parameter: 'alpha', scale: u + k, settings: { l1_ratio: u / (u + k), fit_intercept }, free,
    reason: 'ElasticNet minimises the same weighted mean of r²/2 plus alpha (l1_ratio Σ|θᵢ| + (1 − l1_ratio)/2 Σθᵢ²).',
  };
};

const logistic: Part = ({ u, k }, total, fit_intercept) => {
  const estimator = 'LogisticRegression', parameter = 'C', smooth = { fit_intercept, solver: 'newton-cg' };
  const free = { estimator, settings: { C: Infinity, ...smooth } };
  const sum = 'LogisticRegression minimises C Σ wℓ plus';
  if (u === 0) return { estimator, parameter, scale: total * k, settings: smooth, free, reason: `${sum} ½ Σθᵢ²: for l2, C = 1/(2 λ Σw); liblinear would penalise the intercept, newton-cg does not.` };
  const saga = { fit_intercept, solver: 'saga' };
  if (k === 0) return { estimator, parameter, scale: total * u, settings: { penalty: 'l1', ...saga }, free, reason: `${sum} Σ|θᵢ|: for l1, C = 1/(λ Σw); liblinear would penalise the intercept, saga does not.` };
  return {
    estimator, parameter, scale: total * (u + k), settings: { penalty: 'elasticnet', l1_ratio: u / (u + k), ...saga }, free,
    reason: `${sum} l1_ratio Σ|θᵢ| + (1 − l1_ratio)/2 Σθᵢ²: C = 1/(λ Σw).`,
  };
};

const poisson: Part = ({ u, k }, _, fit_intercept) => (u > 0 ? 'PoissonRegressor of scikit-learn has the l2 penalty alone.'
  : { estimator: 'PoissonRegressor', parameter: 'alpha', scale: k, settings: { fit_intercept }, reason: 'PoissonRegressor minimises the same weighted mean, up to a constant, plus alpha/2 Σθᵢ²: for l2, alpha = 2λ.' });

const ENDLESS = 'LinearSVC and SVC of scikit-learn always penalise: at λ = 0 their C would be infinite.';

const squaredHinge: Part = ({ u, k }, total, intercept) => {
  if (intercept) return 'LinearSVC of scikit-learn (liblinear) penalises the intercept like a weight; ours is not penalised.';
  if (u > 0 && k > 0) return 'LinearSVC of scikit-learn has the l1 or the l2 penalty, not both at once.';
  return {
    estimator: 'LinearSVC', parameter: 'C', scale: total * (u + k), settings: { penalty: u > 0 ? 'l1' : 'l2', loss: 'squared_hinge', dual: false, fit_intercept: false },
    free: ENDLESS, reason: `LinearSVC minimises C Σ wℓ plus ${u > 0 ? 'Σ|θᵢ|: C = 1/(λ Σw)' : '½ Σθᵢ²: for l2, C = 1/(2 λ Σw)'}.`,
  };
};

const hinge: Part = ({ u, k }, total, intercept) => {
  if (u > 0) return 'LinearSVC and SVC of scikit-learn have the hinge loss with the l2 penalty alone.';
  const shared = { parameter: 'C', scale: total * k, free: ENDLESS } as const;
  if (intercept) return { estimator: 'SVC', ...shared, settings: { kernel: 'linear' }, reason: 'SVC minimises C Σ wℓ plus ½ Σθᵢ² and, unlike LinearSVC, leaves the intercept unpenalised: for l2, C = 1/(2 λ Σw).' };
  return {
    estimator: 'LinearSVC', ...shared, settings: { penalty: 'l2', loss: 'hinge', dual: true, fit_intercept: false },
    reason: 'LinearSVC minimises C Σ wℓ plus ½ Σθᵢ²: for l2, C = 1/(2 λ Σw).',
  };
};

const PARTS: Readonly<Record<string, Part>> = { squared, logistic, poisson, hinge, 'squared-hinge': squaredHinge };

/** scikit-learn's statement of a data loss and a penalty. Sample weights go to `fit`. */
export const scikitLearn: Rule = (samples, mixed: Mixed) => {
  const part = Object.hasOwn(PARTS, samples.kind) ? PARTS[samples.kind] : undefined;
  if (!part) return 'HuberRegressor of scikit-learn estimates a scale of its own beside the weights, so its loss is another function; ours keeps δ fixed.';
  const u = evenOf(mixed);
  if (u === null) return 'The estimators of scikit-learn weigh all |θᵢ| alike.';
  const labelled = samples.kind !== 'squared' && samples.kind !== 'poisson';
  if (labelled && samples.y.every((label) => label === samples.y[0])) return 'The classifiers of scikit-learn refuse labels of one class.';
  return part({ u, k: mixed.ridge }, totalOf(samples), samples.intercept ?? false);
};
