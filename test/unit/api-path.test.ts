import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as core from '../../src/core.ts';
import type { Loss, Pair, Penalty, WidePair } from '../../src/core.ts';
import { crossValidate } from '../../src/solver/wide/validate.ts';
import { DATA, labels, meanLoss, QUADRATIC, rows, table, WIDE } from '../samples.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../references/${name}.json`, import.meta.url), 'utf8'));
const CONVEX: readonly Penalty[] = [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.5 }, { kind: 'weighted-l1', weights: [2, 1] }, { kind: 'lp', p: 3 }];

describe('exact knots', () => {
  for (const { id, problem, tolerance, cases } of read('a2c_l1_path_knots').problems) test(id, () => {
    const pair: Pair = { loss: { kind: 'quadratic', curvature: problem.A, minimizer: problem.theta_hat }, penalty: { kind: 'l1' } };
    const { knots } = core.path(pair, { count: 2 });
    expect(knots).toHaveLength(cases.at(-1)[0] === 0 ? cases.length : cases.length + 1); // a truth that stops above λ = 0 lacks θ̂ itself
    (cases as [number, number, number][]).forEach(([expected, first, second], k) => {
      const { lambda, theta } = knots![k]!;
      expect(Math.abs(lambda - expected)).toBeLessThanOrEqual(tolerance.lambda);
      expect(Math.max(Math.abs(theta[0] - first), Math.abs(theta[1] - second))).toBeLessThanOrEqual(tolerance.theta);
    });
    expect(core.path(pair, { form: 'constraint', count: 2 }).knots).toEqual(knots);
  });
  test('are there for just the paths that have them', () => {
    const has = (penalty: Penalty, loss: Loss = QUADRATIC) => core.path({ loss, penalty }, { count: 2 }).knots !== null;
    for (const penalty of [{ kind: 'l1' }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.5 }, { kind: 'weighted-l1', weights: [0, 1] }, { kind: 'group', groups: [[0], [1]] }, { kind: 'lp', p: 1 }] as const) expect(has(penalty)).toBe(true);
    for (const penalty of [{ kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'elastic-net', ratio: 0 }, { kind: 'lp', p: 0.5 }, { kind: 'lp', p: 3 }, { kind: 'mcp', shape: 3 }, { kind: 'group', groups: [[0, 1]] }] as const) expect(has(penalty)).toBe(false);
    expect(has({ kind: 'l1' }, DATA.squared)).toBe(true);
    expect(has({ kind: 'l1' }, DATA.huber)).toBe(false);
    for (const penalty of [{ kind: 'l2' }, { kind: 'elastic-net', ratio: 0 }] as const) expect(core.path({ ...WIDE, penalty }, { count: 2 }).knots).toBeNull();
    expect(core.path({ ...WIDE, penalty: { kind: 'elastic-net', ratio: 0.5 } }, { count: 2 }).knots!.length).toBeGreaterThan(2);
  });
});

describe('the diabetes data in p dimensions', () => {
  for (const { id, kind, problem, tolerance, cases } of read('b_pdim').problems) test(id, () => {
    const { columns, n } = problem as { columns: string[]; n: number };
    const loss = { kind: 'squared', ...core.samples({ ...table, rows: table.rows.slice(0, n) }, 'squared', { features: columns, target: 'y', standardise: true }) } as const;
    const close = (actual: readonly number[], expected: readonly number[]) =>
      expect(Math.max(...actual.map((value, j) => Math.abs(value - expected[j]!)))).toBeLessThanOrEqual(tolerance.coef);
    if (kind === 'lars_lasso_knots') {
      const { knots, points } = core.path({ loss, penalty: { kind: 'l1' } });
      expect(knots).toHaveLength(cases.length);
      knots!.forEach(({ lambda, theta }, k) => {
        expect(Math.abs(lambda - cases[k].lambda)).toBeLessThanOrEqual(tolerance.lambda);
        close(theta, cases[k].coef);
      });
      // The 100 samples lie on the lines between the knots.
      expect(points).toHaveLength(100);
      for (const { lambda, theta, certificate } of points) {
        expect(certificate.holds).toBe(true);
        const at = knots!.findIndex((knot) => knot.lambda <= lambda!);
        const [high, low] = [knots![Math.max(0, at - 1)]!, knots![at]!];
        const share = high === low ? 0 : (lambda! - low.lambda) / (high.lambda - low.lambda);
        close(theta, low.theta.map((value, j) => value + share * (high.theta[j]! - value)));
      }
      return;
    }
    const scale = kind === 'ridge' ? 1 / (2 * n) : 1; // its reference penalises the sum of squares
    const given = cases as { lambda: number; t: number; coef: number[] }[];
    const penalty = kind === 'elastic-net' ? { kind, ratio: problem.ratio } as const : { kind: kind === 'ridge' ? 'l2' : 'l1' } as const;
    const constraint = kind === 'lasso_constraint';
    const amounts = given.map((entry) => (constraint ? entry.t : entry.lambda * scale));
    const { points } = core.path({ loss, penalty }, constraint ? { budgets: amounts } : { lambdas: amounts });
    const order = amounts.map((_, i) => i).sort((i, j) => (constraint ? 1 : -1) * (amounts[i]! - amounts[j]!));
    points.forEach(({ theta, certificate }, k) => {
      expect(certificate.holds).toBe(true);
      close(theta, given[order[k]!]!.coef);
    });
  });
});

describe('sampled paths', () => {
  test.each([['quadratic', QUADRATIC] as const, ...Object.entries(DATA)])('%s: certified, warm as cold, and the constraint path is the same path', (_, loss) => {
    for (const penalty of CONVEX) {
      const pair: Pair = { loss: loss as Loss, penalty };
      const { points } = core.path(pair, { count: 6 });
      expect(points).toHaveLength(6);
      const cold = points.map(({ lambda }) => core.solve({ ...pair, form: 'penalty', lambda: lambda! }));
      points.forEach(({ theta, objective, certificate }, k) => {
        expect(certificate).toMatchObject({ holds: true, scope: 'convex' });
        expect(Math.abs(objective - cold[k]!.objective)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(objective)));
        // A flat hinge may leave a choice; all others are where they are, within what the certificates leave open
        if (cold[k]!.unique) theta.forEach((value, j) => expect(Math.abs(value - cold[k]!.theta[j]!)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(value))));
      });
      for (let k = 1; k < points.length; k += 1) expect(points[k]!.penalty).toBeGreaterThanOrEqual(points[k - 1]!.penalty * (1 - 1e-9));
      const budgets = points.map(({ budget }) => budget);
      const held = core.path(pair, { form: 'constraint', budgets });
      held.points.forEach(({ loss: value, penalty: size, budget, certificate }, k) => {
        expect(certificate.holds).toBe(true);
        expect(Math.abs(size - budget)).toBeLessThanOrEqual(1e-12 * Math.max(1, budget));
        expect(Math.abs(value - points[k]!.loss)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      });
    }
  });
  test('p dimensions', () => {
    for (const penalty of [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'elastic-net', ratio: 0.5 }] as const) for (const kind of ['squared', 'logistic'] as const) {
      const pair: WidePair = { loss: { ...WIDE.loss, kind, y: kind === 'logistic' ? labels(WIDE.loss.y) : WIDE.loss.y }, penalty };
      const { points } = core.path(pair, { count: 8 });
      const held = core.path(pair, { budgets: points.map(({ budget }) => budget) });
      points.forEach(({ theta, lambda, certificate }, k) => {
        expect(certificate.holds).toBe(true);
        const cold = core.solve({ ...pair, form: 'penalty', lambda: lambda! });
        theta.forEach((value, j) => {
          expect(Math.abs(value - cold.theta[j]!)).toBeLessThanOrEqual(1e-10);
          expect(Math.abs(value - held.points[k]!.theta[j]!)).toBeLessThanOrEqual(1e-8);
        });
      });
    }
  });
  test('each solution is the start of the next: fewer steps than from nothing', () => {
    const length = (steps: Generator<void>) => { let count = 0; while (!steps.next().done) count += 1; return count; };
    for (const pair of [{ loss: DATA.logistic, penalty: { kind: 'l2-norm' } }, { loss: DATA.poisson, penalty: { kind: 'l1' } }] as const) {
      const lambdas = core.path(pair, { count: 20 }).points.map(({ lambda }) => lambda!);
      const cold = lambdas.reduce((sum, lambda) => sum + length(core.solveSteps({ ...pair, form: 'penalty', lambda }) as Generator<void>), 0);
      expect(length(core.pathSteps(pair, { lambdas }) as Generator<void>)).toBeLessThan(cold);
    }
  });
  test('by themselves they run from no weight to nearly all of θ̂, in either form', () => {
    for (const loss of [QUADRATIC, DATA.poisson] as const) for (const penalty of CONVEX) {
      const free = core.solve({ loss, penalty, form: 'penalty', lambda: 0 }).theta;
      const size = Math.max(...free.map(Math.abs));
      const { points } = core.path({ loss, penalty });
      expect(points).toHaveLength(100);
      expect(Math.max(...points[0]!.theta.map(Math.abs))).toBeLessThan(size / 100);
      if (core.lambdaMax({ loss, penalty }) < Infinity) expect(points[0]!.theta).toEqual([0, 0]);
      expect(Math.max(...points.at(-1)!.theta.map((value, j) => Math.abs(value - free[j]!)))).toBeLessThan(size / 50);
      const held = core.path({ loss, penalty }, { form: 'constraint', count: 11 }).points;
      expect(held[0]!.theta).toEqual([0, 0]);
      expect(held[5]!.budget).toBeCloseTo(held[10]!.budget / 2, 12);
      held[10]!.theta.forEach((value, j) => expect(value).toBeCloseTo(free[j]!, 7));
    }
  });
  test('separable classes have no θ̂: the constraint path ends where the penalty path does', () => {
    const loss = { kind: 'logistic', X: [[1, 0], [2, 1], [-1, 0], [-2, 1]], y: [1, 1, -1, -1] } as const;
    const { points } = core.path({ loss, penalty: { kind: 'l1' } }, { form: 'constraint', count: 4 });
    expect(points.at(-1)!.budget).toBeGreaterThan(1);
    expect(points.every(({ certificate }) => certificate.holds)).toBe(true);
    expect(() => core.path({ loss, penalty: { kind: 'l1' } }, { lambdas: [1, 0] })).toThrow(core.Complaint);
    expect(() => core.budgetMax({ loss, penalty: { kind: 'l1' } })).toThrow(core.Complaint);
  });
  test('θ̂ = 0 leaves one point', () => {
    const loss = { ...QUADRATIC, minimizer: [0, 0] } as const;
    expect(core.path({ loss, penalty: { kind: 'l1' } }).points.map(({ lambda, theta }) => [lambda, theta])).toEqual([[0, [0, 0]]]);
    expect(core.path({ loss, penalty: { kind: 'l2' } }, { form: 'constraint' }).points).toHaveLength(1);
  });
  test('non-convex: global minimisers, and the jump stays a jump', () => {
    // ½(θ − z)² + λ|θ|^½ jumps from 0 to (2/3)z at λ = (2/3)^{3/2} z^{3/2} (Xu, Chang, Xu, Zhang 2012: threshold (54^{1/3}/4)(2λ)^{2/3})
    const z = 1.2, loss = { kind: 'quadratic', minimizer: [z, 0], curvature: [[1, 0], [0, 1]] } as const;
    const top = ((z * 4) / 54 ** (1 / 3)) ** 1.5 / 2;
    expect(core.lambdaMax({ loss, penalty: { kind: 'lp', p: 0.5 } })).toBeCloseTo(top, 12);
    const { points } = core.path({ loss, penalty: { kind: 'lp', p: 0.5 } }, { lambdas: [1.2, 1.05, 1.01, 0.99, 0.95, 0.6, 0.2].map((share) => share * top) });
    const sizes = points.map(({ theta }) => theta[0]);
    expect(sizes.slice(0, 3)).toEqual([0, 0, 0]);
    for (const size of sizes.slice(3)) expect(size).toBeGreaterThan((2 / 3) * z);
    expect(points.every(({ certificate }) => certificate.scope === 'proven' && certificate.holds)).toBe(true);
  });
});

describe('under- and overfitting', () => {
  const train = rows(24, [1, -0.5, 0, 0, 0, 0, 0.3, 0], 11, 3), test9 = rows(400, [1, -0.5, 0, 0, 0, 0, 0.3, 0], 23, 3);
  test('the held-out loss is least inside the path', () => {
    const { heldOut, points } = core.path({ loss: { kind: 'squared', ...train, intercept: true }, penalty: { kind: 'l1' } }, { heldOut: test9 });
    const best = heldOut!.indexOf(Math.min(...heldOut!));
    expect(best).toBeGreaterThan(5);
    expect(best).toBeLessThan(95);
    expect(heldOut![0]).toBeGreaterThan(1.1 * heldOut![best]!);
    expect(heldOut![99]).toBeGreaterThan(1.02 * heldOut![best]!);
    for (let k = 1; k < 100; k += 1) expect(points[k]!.loss).toBeLessThanOrEqual(points[k - 1]!.loss); // while the fit itself only improves
  });
  test.each(Object.values(DATA).map((loss) => [loss.kind, loss] as const))('%s: the loss of other rows, as written by hand', (_, loss) => {
    const other = { X: loss.X.slice(0, 7).map(([p, q]) => [q, p]), y: loss.y.slice(0, 7), weights: [1, 0, 2, 1, 1, 3, 1] };
    const { heldOut, points } = core.path({ loss, penalty: { kind: 'l1' } }, { count: 4, heldOut: other });
    heldOut!.forEach((value, k) => expect(value).toBeCloseTo(meanLoss(loss, points[k]!.theta, points[k]!.intercept, other), 12));
  });
  test('the fit’s own rows held out give L', () => {
    for (const { loss } of [{ loss: DATA.squared }, { loss: DATA.huber }, WIDE]) {
      const { heldOut, points } = core.path({ loss, penalty: { kind: 'l1' } }, { count: 5, heldOut: { X: loss.X, y: loss.y, ...(loss.weights ? { weights: loss.weights } : {}) } });
      heldOut!.forEach((value, k) => expect(value).toBeCloseTo(points[k]!.loss, 12));
    }
  });
});

describe('cross-validation', () => {
  test('of two and of p features is the one of the wide solvers', () => {
    const lambdas = [0.3, 0.1, 0.03, 0.01];
    for (const pair of [{ loss: DATA.squared, penalty: { kind: 'l1' } }, { loss: DATA.logistic, penalty: { kind: 'elastic-net', ratio: 0.5 } }, WIDE] as readonly WidePair[]) {
      const { validation } = core.path(pair, { lambdas, folds: 5, seed: 4 });
      const expected = crossValidate(pair, { lambdas, folds: 5, seed: 4 });
      expect(validation).toMatchObject({ lambdas: expected.lambdas, lambdaMin: expected.lambdaMin, lambda1se: expected.lambda1se });
      const { mean, error } = validation!;
      mean.forEach((value, k) => expect(value).toBeCloseTo(expected.mean[k]!, 10));
      error.forEach((value, k) => expect(value).toBeCloseTo(expected.error[k]!, 10));
    }
  });
  test.each(Object.values(DATA).map((loss) => [loss.kind, loss] as const))('%s: every fold solved for itself', (_, loss) => {
    const pair: Pair = { loss, penalty: { kind: 'l2' } };
    const { validation } = core.path(pair, { lambdas: [0.05, 0.5], folds: loss.y.length }); // leave one out: no shuffle to know
    const losses = [0.5, 0.05].map((lambda) => loss.y.map((_target, out) => {
      const keep = <Value>(list: readonly Value[]) => list.filter((_value, i) => i !== out);
      const rest = { ...loss, X: keep(loss.X), y: keep(loss.y), ...(loss.weights ? { weights: keep(loss.weights) } : {}) };
      const { theta, intercept } = core.solve({ loss: rest, penalty: pair.penalty, form: 'penalty', lambda });
      return meanLoss(loss, theta, intercept, { X: [loss.X[out]!], y: [loss.y[out]!] });
    }));
    losses.forEach((list, k) => {
      const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
      const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (list.length - 1);
      expect(validation!.mean[k]).toBeCloseTo(mean, 7);
      expect(validation!.error[k]).toBeCloseTo(Math.sqrt(variance / list.length), 7);
    });
  });
  test('by t: the least mean, and the smallest region within one standard error of it', () => {
    for (const pair of [{ loss: DATA.squared, penalty: { kind: 'l1' } }, WIDE] as readonly WidePair[]) {
      const { validation, points } = core.path(pair, { form: 'constraint', count: 12, folds: 5 });
      const { budgets, mean, error, budgetMin, budget1se } = validation as core.BudgetValidation;
      expect(budgets).toEqual(points.map(({ budget }) => budget));
      const best = mean.indexOf(Math.min(...mean));
      expect(budgetMin).toBe(budgets[best]);
      expect(budget1se).toBe(Math.min(...budgets.filter((_, k) => mean[k]! <= mean[best]! + error[best]!)));
      expect(budget1se).toBeLessThanOrEqual(budgetMin);
    }
  });
});

describe('λ and t', () => {
  test('wide: there and back', () => {
    for (const penalty of [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'elastic-net', ratio: 0.3 }] as const) {
      const pair: WidePair = { loss: WIDE.loss, penalty };
      const t = core.budgetOf(pair, 0.05);
      expect(t).toMatchObject({ kind: 'number' });
      const back = core.lambdaOf(pair, (t as { value: number }).value);
      expect((back as { value: number }).value).toBeCloseTo(0.05, 10);
      const largest = core.lambdaMax(pair);
      expect(core.lambdaOf(pair, 0)).toMatchObject(largest < Infinity ? { kind: 'interval', from: largest, to: Infinity } : { kind: 'none' });
      const most = core.budgetMax(pair);
      expect(core.budgetOf(pair, 0)).toMatchObject({ kind: 'interval', from: most, to: Infinity });
      expect(core.lambdaOf(pair, 2 * most)).toMatchObject({ kind: 'number', value: 0 });
    }
  });
  // sup (L(0) − L)/R, which the tilted plane (λR) must reach before 0 is best, against a fine grid
  test.each([['himmelblau', { kind: 'himmelblau' }, 5], ['rosenbrock', { kind: 'rosenbrock', steepness: 5 }, 2], ['logistic', { ...DATA.logistic, intercept: false }, 9], ['huber', DATA.huber, 3]] as const)('λmax of %s where it is not convex', (_, loss, reach) => {
    const problem = { loss, form: 'penalty', lambda: 0 } as const;
    const L = (theta: readonly [number, number]) => ('X' in loss ? meanLoss(loss, theta) : loss.kind === 'himmelblau' ? (theta[0] ** 2 + theta[1] - 11) ** 2 + (theta[0] + theta[1] ** 2 - 7) ** 2
      : (1 - theta[0]) ** 2 + loss.steepness * (theta[1] - theta[0] ** 2) ** 2);
    for (const [penalty, R] of [[{ kind: 'lp', p: 0.5 }, (u: number, v: number) => Math.sqrt(Math.abs(u)) + Math.sqrt(Math.abs(v))], [{ kind: 'l1' }, (u: number, v: number) => Math.abs(u) + Math.abs(v)]] as const) {
      let best = 0;
      const zero = L([0, 0]), n = 'X' in loss ? 60 : 400;
      for (let i = -n; i <= n; i += 1) for (let j = -n; j <= n; j += 1) if (i !== 0 || j !== 0) {
        const u = (i * reach) / n, v = (j * reach) / n;
        best = Math.max(best, (zero - L([u, v])) / R(u, v));
      }
      const largest = core.lambdaMax({ loss, penalty });
      expect(largest).toBeGreaterThanOrEqual(best * (1 - 1e-9));
      expect(largest).toBeLessThan(best * 1.05);
      expect(core.solve({ ...problem, penalty, lambda: largest * 1.001 }).theta).toEqual([0, 0]);
      expect(core.solve({ ...problem, penalty, lambda: largest * 0.98 }).theta).not.toEqual([0, 0]);
      expect(core.lambdaOf({ loss, penalty }, 0)).toMatchObject({ kind: 'interval', from: largest });
    }
  });
  test('a typed penalty that is flat at zero has no λmax, one with a kink has one', () => {
    const of = (formula: string) => core.lambdaMax({ loss: QUADRATIC, penalty: { kind: 'formula', formula } });
    expect(of('x^2 + y^2')).toBe(Infinity);
    expect(of('abs(x) + abs(y)')).toBeCloseTo(1.59, 6); // L(0) − L cancels as θ comes to 0: half the digits are left
  });
});
