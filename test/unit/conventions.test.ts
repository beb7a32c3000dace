import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import { LIBRARIES, type Library, type Pair, translate, type Translation } from '../../src/problem/conventions.ts';
import { designOf, mirrored } from '../../src/problem/conventions-pair.ts';
import { lossAt, quadraticOf } from '../../src/problem/quadratic.ts';
import type { DataLoss, Loss, Penalty, QuadraticLoss, Vec2 } from '../../src/problem/types.ts';
import { fit } from '../../src/solver/data/fit.ts';
import { solve } from '../../src/solver/solve.ts';

// Answers of the libraries themselves at settings written by hand; the file says how.
const golden = JSON.parse(readFileSync(new URL('../references/conventions.json', import.meta.url), 'utf8'));

interface Case {
  readonly library: Library; readonly loss: DataLoss['kind']; readonly intercept: boolean; readonly weighted: boolean; readonly penalty: Penalty; readonly lambda: number;
  readonly estimator: string; readonly settings: Readonly<Record<string, number | string | boolean>>; readonly theta: Vec2;
}
const cases: readonly Case[] = golden.cases;
const dataOf = ({ loss, intercept, weighted }: Pick<Case, 'loss' | 'intercept' | 'weighted'>): DataLoss => ({
  kind: loss, X: golden.X, y: golden.targets[loss.endsWith('hinge') ? 'logistic' : loss], ...(weighted ? { weights: golden.weights } : {}), ...(intercept ? { intercept } : {}),
}) as DataLoss;

function translated(found: Translation) {
  if (found.kind === 'none') throw new Error(found.reason);
  return found;
}
const near = (value: number, expected: number, tolerance: number) => expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

const data: DataLoss = { kind: 'squared', X: [[1, 2], [3, -1], [0, 1]], y: [1, 2, 4] };
const labelled = (kind: 'logistic' | 'hinge' | 'squared-hinge', more: object = {}): DataLoss => ({ kind, X: [[1, 2], [3, -1], [0, 1], [2, 2]], y: [1, -1, 1, -1], ...more });
const none = (to: Library, loss: Loss, penalty: Penalty, lambda = 1) => {
  const found = translate(lambda, 'reg-geometry', to, { loss, penalty });
  return found.kind === 'none' ? found.reason : found;
};

describe('the libraries’ own answers', () => {
  test.each(cases.map((one) => [`${one.library} ${one.loss}${one.intercept ? ' + b' : ''}${one.weighted ? ', weights' : ''}, ${one.penalty.kind}, λ = ${one.lambda}`, one] as const))('%s', (_, one) => {
    const loss = dataOf(one), pair = { loss, penalty: one.penalty };
    const there = translated(translate(one.lambda, 'reg-geometry', one.library, pair));
    expect(there.estimator).toBe(one.estimator);
    expect(there.lambda).toBe(one.lambda);
    expect(new Set(Object.keys(there.settings))).toEqual(new Set(Object.keys(one.settings)));
    for (const [key, value] of Object.entries(one.settings)) {
      if (typeof value === 'number') near(there.settings[key] as number, value, golden.tolerance.settings);
      else expect(there.settings[key]).toBe(value);
    }
    const parameter = (['alpha', 'C', 'lambda'] as const).find((name) => (one.library === 'glmnet' ? name === 'lambda' : name in one.settings))!;
    const back = translated(translate(one.settings[parameter] as number, one.library, 'reg-geometry', pair));
    near(back.lambda, one.lambda, golden.tolerance.settings);
    near(back.settings.lambda as number, one.lambda, golden.tolerance.settings);
    // the same point: our λ means to us what the settings mean to the library
    const amount = { form: 'penalty', lambda: one.lambda } as const;
    const found = loss.kind === 'squared' ? solve({ ...pair, loss, ...amount }) : fit(loss, one.penalty, amount);
    if (!('theta' in found)) throw new Error('not attained');
    const tolerance = one.estimator === 'SVC' ? golden.tolerance['theta of SVC']
      : one.estimator === 'GLM.fit_regularized' && one.settings.L1_wt === 0 ? golden.tolerance['theta of GLM.fit_regularized with L1_wt 0'] : golden.tolerance.theta;
    found.theta.forEach((value, i) => near(value, one.theta[i]!, tolerance));
  });

  test('every library and loss is there', () => {
    expect(new Set(cases.map(({ library, loss }) => `${library} ${loss}`))).toEqual(new Set([
      ...['squared', 'logistic', 'poisson', 'squared-hinge', 'hinge'].map((loss) => `scikit-learn ${loss}`), ...['squared', 'logistic', 'poisson'].flatMap((loss) => [`glmnet ${loss}`, `statsmodels ${loss}`]),
    ]));
  });
});

describe('refusals, each with its reason', () => {
  test.each<[string, Library, Loss, Penalty, RegExp]>([
    ['Huber', 'scikit-learn', { kind: 'huber', delta: 1, X: data.X, y: data.y }, { kind: 'l2' }, /scale of its own/],
    ['Huber', 'glmnet', { kind: 'huber', delta: 1, X: data.X, y: data.y }, { kind: 'l2' }, /no Huber loss/],
    ['Huber', 'statsmodels', { kind: 'huber', delta: 1, X: data.X, y: data.y }, { kind: 'l2' }, /scale of its own/],
    ['squared hinge with an intercept', 'scikit-learn', labelled('squared-hinge', { intercept: true }), { kind: 'l2' }, /liblinear.*penalises the intercept/],
    ['an intercept', 'statsmodels', { ...data, intercept: true } as Loss, { kind: 'l1' }, /penalises the intercept/],
    ['a logistic intercept', 'statsmodels', labelled('logistic', { intercept: true }), { kind: 'l1' }, /penalises the intercept/],
    ['hinge', 'glmnet', labelled('hinge'), { kind: 'l2' }, /no hinge loss/],
    ['hinge', 'statsmodels', labelled('hinge'), { kind: 'l2' }, /no hinge loss/],
    ['hinge and l1', 'scikit-learn', labelled('hinge'), { kind: 'l1' }, /l2 penalty alone/],
    ['squared hinge and elastic net', 'scikit-learn', labelled('squared-hinge'), { kind: 'elastic-net', ratio: 0.5 }, /not both/],
    ['poisson and l1', 'scikit-learn', { kind: 'poisson', X: data.X, y: data.y }, { kind: 'l1' }, /l2 penalty alone/],
    ['uneven weights', 'scikit-learn', data, { kind: 'weighted-l1', weights: [1, 2] }, /alike/],
    ['uneven weights', 'statsmodels', data, { kind: 'weighted-l1', weights: [1, 2] }, /alike/],
    ['one class', 'scikit-learn', { ...labelled('logistic'), y: [1, 1, 1, 1] } as Loss, { kind: 'l2' }, /one class/],
    ['a class of one', 'glmnet', { ...labelled('logistic'), y: [1, 1, 1, -1] } as Loss, { kind: 'l2' }, /fewer than two/],
    ['a constant target', 'glmnet', { ...data, y: [2, 2, 2], intercept: true } as Loss, { kind: 'l1' }, /target that is constant/],
    ['a target of zeros', 'glmnet', { ...data, y: [0, 0, 0] } as Loss, { kind: 'l1' }, /target that is constant/],
    ['a constant column', 'glmnet', { ...data, X: [[1, 2], [1, 3], [1, 4]] } as Loss, { kind: 'l1' }, /constant column/],
    ['a weight of 0', 'statsmodels', { kind: 'poisson', X: data.X, y: data.y, weights: [0, 1, 1] }, { kind: 'l1' }, /weight 0/],
    ['l2-norm', 'scikit-learn', data, { kind: 'l2-norm' }, /its square/],
    ['linf', 'glmnet', data, { kind: 'linf' }, /max/],
    ['lp', 'glmnet', data, { kind: 'lp', p: 0.5 }, /\^p/],
    ['a group', 'statsmodels', data, { kind: 'group', groups: [[0, 1]] }, /group/],
    ['SCAD', 'glmnet', data, { kind: 'scad', shape: 3.7 }, /concave/],
    ['MCP', 'scikit-learn', data, { kind: 'mcp', shape: 3 }, /concave/],
    ['a typed penalty', 'scikit-learn', data, { kind: 'formula', formula: 'x^2' }, /typed/],
    ['Rosenbrock', 'scikit-learn', { kind: 'rosenbrock' }, { kind: 'l1' }, /sums over samples/],
    ['a typed loss', 'statsmodels', { kind: 'formula', formula: 'x^2' }, { kind: 'l1' }, /sums over samples/],
    ['a quadratic and linf', 'glmnet', { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 0], [0, 1]] }, { kind: 'linf' }, /max/],
  ])('%s in %s', (_, to, loss, penalty, reason) => {
    expect(none(to, loss, penalty)).toMatch(reason);
    const back = translate(1, to, 'reg-geometry', { loss, penalty });
    expect(back.kind === 'none' && back.reason).toMatch(reason);
  });

  test('what is no number, and a library that is not known', () => {
    const pair: Pair = { loss: data, penalty: { kind: 'l1' } }, classes: Pair = { loss: labelled('logistic'), penalty: { kind: 'l1' } };
    for (const wrong of [-1, Number.NaN, Infinity, '1' as unknown as number]) expect(() => translate(wrong, 'reg-geometry', 'glmnet', pair)).toThrow(Complaint);
    for (const wrong of [-1, Number.NaN, 0]) expect(() => translate(wrong, 'scikit-learn', 'glmnet', classes)).toThrow(/C is .*above 0/);
    expect(() => translate(1, 'liblinear' as Library, 'glmnet', pair)).toThrow(Complaint);
    expect(() => translate(1, 'glmnet', 'toString' as Library, pair)).toThrow(Complaint);
  });
});

describe('λ = 0', () => {
  test('squared, logistic', () => {
    expect(none('scikit-learn', data, { kind: 'l1' }, 0)).toMatchObject({ kind: 'translated', estimator: 'LinearRegression', settings: { fit_intercept: false } });
    expect(none('scikit-learn', labelled('logistic'), { kind: 'l1' }, 0)).toMatchObject({ estimator: 'LogisticRegression', settings: { C: Infinity } });
    expect(none('glmnet', data, { kind: 'l1' }, 0)).toMatchObject({ estimator: 'glmnet', settings: { lambda: 0 } });
    expect(translate(Infinity, 'scikit-learn', 'reg-geometry', { loss: labelled('logistic'), penalty: { kind: 'l2' } })).toMatchObject({ lambda: 0 });
  });
  test('a support vector machine always penalises', () => expect(none('scikit-learn', labelled('hinge'), { kind: 'l2' }, 0)).toMatch(/infinite/));
  test('beyond the range of numbers', () => expect(none('scikit-learn', labelled('hinge'), { kind: 'l2' }, 1e-320)).toMatch(/range/));
});

describe('the same penalty by another name', () => {
  test.each<[string, Penalty, Penalty, number]>([
    ['elastic-net 1', { kind: 'elastic-net', ratio: 1 }, { kind: 'l1' }, 1], ['elastic-net 0 at 2λ', { kind: 'elastic-net', ratio: 0 }, { kind: 'l2' }, 0.5],
    ['lp 1', { kind: 'lp', p: 1 }, { kind: 'l1' }, 1], ['lp 2', { kind: 'lp', p: 2 }, { kind: 'l2' }, 1],
    ['groups of one', { kind: 'group', groups: [[1], [0]], weights: [2, 0.5] }, { kind: 'weighted-l1', weights: [0.5, 2] }, 1],
    ['even weights', { kind: 'weighted-l1', weights: [2, 2] }, { kind: 'l1' }, 2],
  ])('%s', (_, left, right, factor) => {
    for (const library of LIBRARIES.slice(1)) {
      const [a, b] = [none(library, data, left, 0.3), none(library, data, right, 0.3 * factor)].map((found) => (typeof found === 'string' ? found : found.settings));
      expect(a).toEqual(b);
    }
  });
  test('glmnet rescales to the sum p, also of three', () => {
    const wide: Pair = { loss: { kind: 'squared', X: [[1, 2, 3], [0, 1, -1], [2, 0, 1]], y: [1, 2, 3] }, penalty: { kind: 'weighted-l1', weights: [0, 1, 5] } };
    expect(translate(0.5, 'reg-geometry', 'glmnet', wide)).toMatchObject({ settings: { lambda: 1, 'penalty.factor': 'c(0, 1, 5)' } });
  });
});

test('there and back, through any two libraries', () => {
  const penalties: readonly Penalty[] = [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'elastic-net', ratio: 0.3 }, { kind: 'weighted-l1', weights: [1, 3] }];
  const losses: readonly Loss[] = [data, { ...data, weights: [1, 0, 2], intercept: true } as Loss, labelled('logistic'), { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }];
  let count = 0;
  fc.assert(fc.property(fc.constantFrom(...losses), fc.constantFrom(...penalties), fc.constantFrom(...LIBRARIES), fc.constantFrom(...LIBRARIES), fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (loss, penalty, one, other, number) => {
    const pair = { loss, penalty };
    const there = translate(number, one, other, pair);
    if (there.kind === 'none') return;
    count += 1;
    const parameter = (['lambda', 'C', 'alpha'] as const).find((name) => name in there.settings);
    if (other === 'reg-geometry') expect(there.settings.lambda).toBe(there.lambda);
    const back = translated(translate(there.settings[parameter!] as number, other, one, pair));
    near(back.lambda / there.lambda, 1, 1e-14);
    const name = (['lambda', 'C', 'alpha'] as const).find((key) => key in back.settings)!;
    near((back.settings[name] as number) / number, 1, 1e-14);
  }));
  expect(count).toBeGreaterThan(30); // most are translated
});

test('a quadratic is its least squares of two rows', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(fc.property(number, number, number, number, number, fc.boolean(), (a, b, c, p, q, flat) => {
    const [u, v] = flat ? [0, 0] : [b, c]; // A = (a, u)(a, u)ᵀ + (v, 1)(v, 1)ᵀ, or of rank one
    const loss: QuadraticLoss = { kind: 'quadratic', minimizer: [p, q], curvature: flat ? [[a * a, a * c], [a * c, c * c]] : [[a * a + v * v, a * u + v], [a * u + v, u * u + 1]] };
    const design = designOf(loss);
    expect(design.X).toHaveLength(2);
    for (const rows of [design, mirrored(design)]) for (const theta of [[0, 0], [1, -2], [p + 1, q]] as Vec2[]) {
      const sum = rows.X.reduce((total, [x, z], i) => total + (rows.y[i]! - x * theta[0] - z * theta[1]) ** 2, 0) / (2 * rows.y.length);
      near(sum, lossAt(quadraticOf(loss), theta), 1e-12);
    }
  }));
  expect(none('glmnet', { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 1], [1, 1]] }, { kind: 'l1' })).toMatchObject({ settings: { lambda: 1 } });
  expect(none('scikit-learn', { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, { kind: 'l2' }, 0.6)).toMatchObject({ estimator: 'Ridge', settings: { alpha: 2.4 }, reason: expect.stringMatching(/No library has a quadratic/) });
});
