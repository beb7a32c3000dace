import { evenOf, type Rule, totalOf } from './conventions-pair.ts';

const FAMILIES: Readonly<Record<string, string>> = { logistic: 'Binomial', poisson: 'Poisson' };

/** statsmodels' statement of a data loss and a penalty. Sample weights are `weights` of WLS or `freq_weights` of GLM. */
export const statsmodels: Rule = (samples, mixed) => {
  const { kind, y, intercept, weights } = samples;
  if (kind === 'huber') return 'RLM of statsmodels has no penalty and estimates a scale of its own; ours keeps δ fixed.';
  const family = Object.hasOwn(FAMILIES, kind) ? FAMILIES[kind] : undefined;
  if (kind !== 'squared' && !family) return 'statsmodels has no hinge loss.';
  if (intercept) return 'fit_regularized of statsmodels penalises the intercept, a column like any other to it; ours is not penalised.';
  const u = evenOf(mixed);
  if (u === null) return 'fit_regularized of statsmodels with one alpha weighs all |θᵢ| alike.';
  const sum = u + mixed.ridge;
  const settings = { method: 'elastic_net', L1_wt: u / sum };
  const penalty = 'alpha (L1_wt Σ|θᵢ| + (1 − L1_wt)/2 Σθᵢ²)';
  if (!family) {
    return { estimator: weights ? 'WLS.fit_regularized' : 'OLS.fit_regularized', parameter: 'alpha', scale: sum, settings, reason: `fit_regularized minimises the same ${weights ? 'weighted ' : ''}mean of r²/2 plus ${penalty}.` };
  }
  if (weights?.includes(0)) return 'fit_regularized of statsmodels’ GLM finds no number where a sample has weight 0.';
  // The log-likelihood counts the weights, but is divided by the number of rows.
  return {
    estimator: 'GLM.fit_regularized', parameter: 'alpha', scale: (sum * totalOf(samples)) / y.length, settings: { family: family!, ...settings },
    reason: `fit_regularized minimises Σ wℓ/n, up to a constant, plus ${penalty}, with n the number of rows: alpha is λ Σw/n times that of the penalty.`,
  };
};
