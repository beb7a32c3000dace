import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as core from '../../src/core.ts';
import type { Loss, Penalty, Problem, Solution, WideSolution } from '../../src/core.ts';
import { DATA, labels, meanLoss, QUADRATIC, table, WIDE, X, y } from '../samples.ts';

const JSONED = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

describe('dispatch', () => {
  test('two features make a problem of the plane, any other number one of p weights', () => {
    const plane = core.solve({ loss: DATA.squared, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 });
    expectTypeOf(plane).toEqualTypeOf<Solution>();
    expect(plane.minimizers).toHaveLength(1);
    const wide = core.solve({ ...WIDE, form: 'penalty', lambda: 0.1 });
    expectTypeOf(wide).toEqualTypeOf<WideSolution>();
    expect(wide.theta).toHaveLength(4);
    expect(core.solve({ loss: { kind: 'squared', X: [[1], [2]], y: [2, 4] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0 }).theta).toEqual([2]);
    expectTypeOf((given: unknown) => core.solve(given)).returns.toEqualTypeOf<Solution | WideSolution>();
    expectTypeOf(() => core.path(WIDE).points).returns.toEqualTypeOf<readonly WideSolution[]>();
  });
  test('the short forms of attributes are understood', () => {
    expect(core.solve({ loss: 'rosenbrock 10', penalty: 'lp 0.5', form: 'penalty', lambda: 0 } as unknown).theta).toEqual([1, 1]);
  });
  test('steps end in the same solution, and the problem is checked before the first', () => {
    const problem = { loss: DATA.logistic, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.05 } as const;
    const steps = core.solveSteps(problem);
    let count = 0, step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(1);
    expect(step.value).toEqual(core.solve(problem));
    expect(() => core.solveSteps({ ...problem, lambda: -1 })).toThrow(core.Complaint);
  });
  test('every loss with an intercept says it, and it is the best one', () => {
    for (const loss of Object.values(DATA)) for (const penalty of [{ kind: 'l1' }, { kind: 'mcp', shape: 3 }] as const) {
      if (loss.kind === 'hinge') continue;
      const { theta, intercept } = core.solve({ loss, penalty, form: 'penalty', lambda: 0.05 });
      if (!loss.intercept) { expect(intercept).toBeUndefined(); continue; }
      const at = (b: number) => meanLoss(loss, theta, b);
      expect(at(intercept!)).toBeLessThanOrEqual(Math.min(at(intercept! - 1e-4), at(intercept! + 1e-4)));
    }
  });
});

describe('what cannot be used is refused with one sentence', () => {
  const pair = { loss: QUADRATIC, penalty: { kind: 'l1' } } as const;
  const problem = { ...pair, form: 'penalty', lambda: 1 } as const;
  const wide = { ...WIDE, form: 'penalty', lambda: 1 } as const;
  const grid = { window: { x: [0, 1], y: [0, 1] }, columns: 3, rows: 3 } as const;
  const cases: readonly (readonly [RegExp, () => unknown])[] = [
    [/^The problem is nothing; allowed is an object with loss, penalty, form and lambda or budget\.$/, () => core.solve(null)],
    [/^The problem is 3; allowed is an object with loss and penalty\.$/, () => core.path(3)],
    [/^form is nothing/, () => core.solve(pair as unknown)],
    [/^lambda is -1; allowed is a number from 0 on\.$/, () => core.solve({ ...problem, lambda: -1 })],
    [/^budget is nothing/, () => core.solve({ ...pair, form: 'constraint' } as unknown)],
    [/^penalty is “l3”/, () => core.solve({ ...problem, penalty: 'l3' } as unknown)],
    [/^penalty is “linf”; allowed with many features/, () => core.solve({ ...wide, penalty: { kind: 'linf' } } as unknown)],
    [/^loss is “huber”; allowed with many features/, () => core.solve({ ...wide, loss: { ...WIDE.loss, kind: 'huber' } } as unknown)],
    [/^Row 2 of X is \[1,2,3\]; allowed are two finite numbers\.$/, () => core.solve({ ...problem, loss: { kind: 'squared', X: [[1, 2], [1, 2, 3]], y: [1, 2] } } as unknown)],
    [/^Row 2 of X has 2 numbers; the first row has 3/, () => core.solve({ ...problem, loss: { kind: 'squared', X: [[1, 2, 3], [1, 2]], y: [1, 2] } })],
    [/^theta is \[1\]; allowed are 2 finite numbers\.$/, () => core.solve(problem, { theta: [1] })],
    [/^theta is \[1,2,3\]; allowed are 2/, () => core.certify(problem, [1, 2, 3])],
    [/^The facts have “scope”; allowed are intercept and kinks/, () => core.certify(problem, [1, 2], { scope: 'proven' } as object)],
    [/^kinks is .*; allowed are samples from 0 to 39, each with an alpha from 0 to 1\.$/, () => core.certify({ ...problem, loss: DATA.hinge }, [1, 2], { kinks: [{ sample: 40, alpha: 0 }] })],
    [/^lambdas is \[\]; allowed are numbers from 0 on, at least one\.$/, () => core.path(pair, { lambdas: [] })],
    [/^lambda is -2/, () => core.path(pair, { lambdas: [1, -2] })],
    [/^budgets are given in the penalty form/, () => core.path(pair, { form: 'penalty', budgets: [1] })],
    [/^lambdas are given in the constraint form/, () => core.path(pair, { budgets: [1], lambdas: [1] })],
    [/^count is 1; allowed is a whole number from 2/, () => core.path(pair, { count: 1 })],
    [/^The options are “all”/, () => core.path(pair, 'all' as unknown as object)],
    [/^folds is 41; allowed is a whole number from 2 to the 40 rows\.$/, () => core.path({ ...pair, loss: DATA.hinge }, { folds: 41 })],
    [/^seed is NaN/, () => core.path({ ...pair, loss: DATA.hinge }, { folds: 4, seed: Number.NaN })],
    [/^The loss is quadratic, which has no samples; allowed with folds/, () => core.path(pair, { folds: 5 })],
    [/^The loss is quadratic, which has no samples; allowed with held-out rows/, () => core.path(pair, { heldOut: { X, y } })],
    [/^The held-out rows cannot be used\. Value 1 of y is 3; allowed for hinge are the labels/, () => core.path({ ...pair, loss: DATA.hinge }, { heldOut: { X: [[1, 2]], y: [3] } })],
    [/^The held-out rows have 3 numbers; allowed are 4/, () => core.path(WIDE, { heldOut: { X: [[1, 2, 3]], y: [3] } })],
    [/^Without fold \d+ the rows cannot be fitted; .* All labels are/, () => core.path({ loss: { kind: 'logistic', X: [[0, 1], [1, 0], [1, 2], [2, 2]], y: [1, -1, -1, -1], intercept: true }, penalty: { kind: 'l1' } }, { folds: 4, lambdas: [1] })],
    [/^lambda is -1/, () => core.budgetOf(pair, -1)],
    [/^budget is -1/, () => core.lambdaOf(WIDE, -1)],
    [/^from is “R”/, () => core.translate(1, 'R' as 'glmnet', 'glmnet', pair)],
    [/^language is “julia”/, () => core.snippet(problem, 'julia' as 'r')],
    [/^The rows of X have 4 numbers; allowed for a script are two features\.$/, () => core.snippet(wide as unknown as Problem, 'r')],
    [/^The step of a proximal map is -1/, () => core.prox({ kind: 'l1' }, [1, 2], -1)],
    [/^theta is nothing/, () => core.normalCone(problem, undefined as unknown as [number, number])],
    [/^The question is nothing/, () => core.lagrange(null as unknown as core.LagrangeQuestion)],
    [/^features is \[\]/, () => core.samples(table, 'squared', { features: [], target: 'y', standardise: true })],
    [/^standardise is nothing; allowed are true and false\.$/, () => core.samples(table, 'squared', { features: ['bmi'], target: 'y' } as unknown as core.Design)],
    [/^kind is “quadratic”/, () => core.samples(table, 'quadratic' as 'squared', { features: ['bmi'], target: 'y', standardise: true })],
  ];
  test.each(cases)('%s', (sentence, call) => {
    expect(call).toThrow(sentence);
    expect(call).toThrow(core.Complaint);
  });
  test('and promises reject', async () => {
    await expect(core.evaluate(wide as unknown as Problem, grid)).rejects.toThrow(/^The rows of X have 4 numbers; allowed for a grid/);
    await expect(core.evaluate(problem, { ...grid, columns: 1 })).rejects.toThrow(core.Complaint);
    await expect(core.evaluate(problem, {} as core.Grid)).rejects.toThrow(/^The window of the grid is nothing/);
    await expect(core.evaluate(problem, grid, {} as core.Engine)).rejects.toThrow(/^The engine is \{\}/);
    await expect(core.crossCheck(problem, grid, [core.cpuEngine] as unknown as [core.Engine, core.Engine])).rejects.toThrow(/^engines is/);
  });
});

describe('samples are read once', () => {
  function counted(list: readonly (readonly number[])[]) {
    const seen = { count: 0 };
    const proxy = new Proxy([...list] as [number, number][], { get: (target, name, receiver) => { seen.count += 1; return Reflect.get(target, name, receiver); } });
    return { proxy, seen };
  }
  test.each([['squared', X, y], ['logistic', X, labels(y)], ['squared', WIDE.loss.X, WIDE.loss.y]] as const)('%s', (kind, list, targets) => {
    const { proxy, seen } = counted(list);
    const at = (lambda: number) => core.solve({ loss: { kind, X: proxy, y: targets }, penalty: { kind: 'l1' }, form: 'penalty', lambda } as unknown);
    at(0.1);
    expect(seen.count).toBeGreaterThan(list.length);
    seen.count = 0;
    at(0.05);
    expect(seen.count).toBeLessThan(20);
  });
  test('another kind, target, weight or delta over the same rows is another loss', () => {
    const at = (more: object) => core.solve({ loss: { kind: 'huber', X, y, delta: 0.3, ...more }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.01 } as unknown).objective;
    const values = [{}, { kind: 'squared' }, { y: y.map((value) => 2 * value) }, { delta: 0.1 }, { weights: y.map((_, i) => i) }, { intercept: true }].map(at);
    expect(new Set(values).size).toBe(values.length);
    expect(at({})).toBe(values[0]);
  });
  test('what was given is not kept: a copy is solved', () => {
    const own = X.map(([p, q]) => [p, q] as [number, number]);
    const problem = { loss: { kind: 'squared', X: own, y }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 } as const;
    const before = core.solve(problem);
    own[0] = [1000, 1000];
    expect(core.solve(problem)).toEqual(before);
    expect(core.solve({ ...problem, loss: { ...problem.loss, X: [...own] } })).not.toEqual(before);
  });
});

describe('plain JSON in and out', () => {
  const losses: readonly Loss[] = [QUADRATIC, ...Object.values(DATA), { kind: 'himmelblau' }, { kind: 'formula', formula: '(x - a)^2 + y^2 + x*y', parameters: { a: 1 } }];
  test.each(losses.map((loss) => [loss.kind, loss] as const))('%s', (_, loss) => {
    for (const penalty of [{ kind: 'l1' }, { kind: 'l2' }] as const) for (const amount of [{ form: 'penalty', lambda: 0.1 }, { form: 'constraint', budget: 0.5 }, { form: 'constraint', budget: 0 }] as const) {
      const problem: Problem = { loss, penalty, ...amount };
      const solution = core.solve(problem);
      expect(JSONED(solution)).toEqual(solution);
      expect(structuredClone(solution)).toEqual(solution);
      expect(core.solve(JSONED(problem))).toEqual(solution);
    }
  });
  test('paths', () => {
    const options = { count: 5, folds: 4, seed: 2, heldOut: { X: WIDE.loss.X.slice(0, 9), y: WIDE.loss.y.slice(0, 9) } };
    const found = core.path(WIDE, options);
    expect(JSONED(found)).toEqual(found);
    expect(core.path(JSONED(WIDE), JSONED(options))).toEqual(found);
  });
});

describe('certificates of anybody’s points', () => {
  test('solutions hold, points beside them do not', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.values(DATA).filter(({ kind }) => kind !== 'hinge')), fc.double({ min: 0.01, max: 0.2, noNaN: true }), fc.constantFrom(0, 1), (loss, lambda, at) => {
      const problem = { loss, penalty: { kind: 'l1' }, form: 'penalty', lambda } as const;
      const { theta, certificate } = core.solve(problem);
      expect(core.certify(problem, theta)).toMatchObject({ holds: true, scope: certificate.scope });
      const beside: [number, number] = [...theta];
      beside[at] += 1e-3;
      expect(core.certify(problem, beside).holds).toBe(false);
    }), { numRuns: 40 });
  });
  test('wide: without an intercept the best one counts, a wrong one is refused', () => {
    for (const kind of ['squared', 'logistic'] as const) {
      const problem = { ...WIDE, loss: { ...WIDE.loss, kind, y: kind === 'logistic' ? labels(WIDE.loss.y) : WIDE.loss.y }, form: 'penalty', lambda: 0.05 } as const;
      const { theta, intercept } = core.solve(problem);
      expect(core.certify(problem, theta).holds).toBe(true);
      expect(core.certify(problem, theta, { intercept: intercept! }).holds).toBe(true);
      expect(core.certify(problem, theta, { intercept: intercept! + 1e-6 }).holds).toBe(false);
      expect(core.certify(problem, theta.map((value) => 1.001 * value)).holds).toBe(false);
    }
  });
  test('nobody can claim a proof', () => {
    const problem = { loss: { kind: 'himmelblau' }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 } as const;
    const solution = core.solve(problem);
    expect(solution.certificate.scope).toBe('proven');
    expect(core.certify(problem, solution.theta)).toMatchObject({ scope: 'best-found' });
  });
});

describe('fields, conventions, geometry, data', () => {
  const problem = { loss: QUADRATIC, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 } as const;
  test('evaluate and crossCheck', async () => {
    const grid = { window: { x: [-1, 2], y: [-1, 2] }, columns: 31, rows: 31 } as const;
    const field = await core.evaluate(problem, grid);
    expect(field.argmin!.value).toBeGreaterThanOrEqual(core.solve(problem).objective);
    expect(await core.crossCheck(problem, grid, [core.cpuEngine, core.cpuEngine])).toMatchObject({ agrees: true, loss: { difference: 0, nodes: 961 } });
    const wrong: core.Engine = { kind: 'gpu', evaluate: async (asked, nodes) => ({ ...(await core.evaluate(asked, nodes)), loss: field.loss.map((value) => value + 1e-3) as Float64Array }) };
    expect(await core.crossCheck(problem, grid, [wrong, core.cpuEngine])).toMatchObject({ agrees: false });
  });
  test('translate: scikit-learn’s C of the logistic loss', () => {
    const pair = { loss: { ...DATA.logistic, intercept: false }, penalty: { kind: 'l2' } } as const;
    expect(core.translate(0.1, 'reg-geometry', 'scikit-learn', pair)).toMatchObject({ kind: 'translated', settings: { C: 1 / (2 * 40 * 0.1) } });
    expect(core.translate(0.1, 'reg-geometry', 'scikit-learn', WIDE)).toMatchObject({ kind: 'translated', settings: { alpha: 0.1 } });
    expect(core.translate(0.1, 'reg-geometry', 'glmnet', { loss: DATA.hinge, penalty: { kind: 'l1' } })).toMatchObject({ kind: 'none' });
  });
  test('snippet, prox, normalCone, lossGradient, lagrange', () => {
    expect(core.snippet(problem, 'python', core.solve(problem))).toContain('0.6');
    expect(core.prox('lp 1' as unknown as Penalty, [2, -0.5], 1).theta).toEqual([1, 0]);
    expect(core.normalCone({ loss: QUADRATIC, penalty: { kind: 'l1' }, form: 'constraint', budget: 1 }, [1, 0])).toMatchObject({ kind: 'cone' });
    expect(core.lossGradient(QUADRATIC, [1.5, 1.3])).toEqual([0.3, 1]);
    const { winner } = core.lagrange({ objective: 'x*y', constraints: [{ g: 'x + y', level: 2, relation: '=' }], sense: 'maximise', window: { x: [-4, 4], y: [-4, 4] } });
    expect(winner!.value).toBeCloseTo(1, 12);
  });
  test('samples of any number of columns are those of the plane', () => {
    const design = { features: ['bmi', 's5'], target: 'y', standardise: true } as const;
    const plane = core.samples(table, 'squared', design), wide = core.samples(table, 'squared', { ...design, features: ['bmi', 's5', 'bp'] });
    expect(wide.X.map((row) => row.slice(0, 2))).toEqual(plane.X);
    expect(wide.y).toEqual(plane.y);
    const bp = wide.X.map((row) => row[2]!);
    expect(bp.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
    expect(bp.reduce((sum, value) => sum + value * value, 0) / bp.length).toBeCloseTo(1, 12);
    expect(core.samples(table, 'squared', { features: ['bp'], target: 'y', standardise: false, intercept: true })).toMatchObject({ intercept: true });
  });
});
