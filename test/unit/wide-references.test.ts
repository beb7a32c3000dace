import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { column, parseCsv } from '../../src/data/csv.ts';
import { moments } from '../../src/data/standardise.ts';
import type { WideLoss, WidePair } from '../../src/problem/wide.ts';
import { certifyWide } from '../../src/solver/wide/certificate.ts';
import { columnsOf, shapeOf } from '../../src/solver/wide/columns.ts';
import { knots } from '../../src/solver/wide/knots.ts';
import { lambdasOf, pathWide } from '../../src/solver/wide/path.ts';
import { readOff } from '../../src/solver/wide/read-off.ts';
import { run } from '../../src/solver/wide/run.ts';
import { lambdaMaxWide, solveWide } from '../../src/solver/wide/solve.ts';

// Truths computed by software that is not ours; see test/references/README.md.
const { problems } = JSON.parse(readFileSync(new URL('../references/b_pdim.json', import.meta.url), 'utf8'));
const table = parseCsv(readFileSync(new URL('../../demo/data/diabetes.csv', import.meta.url), 'utf8'));

/** Columns centred and divided by their population deviation, y centred, on the first rows. */
function lossOf({ columns, n }: { columns: string[]; n: number }): WideLoss {
  const parts = columns.map((name) => {
    const values = column(table, name, 'features').slice(0, n);
    const { mean, deviation } = moments(values);
    return values.map((value) => (value - mean) / deviation);
  });
  const y = column(table, 'y', 'target').slice(0, n);
  const { mean } = moments(y);
  return { kind: 'squared', X: y.map((_, i) => parts.map((part) => part[i]!)), y: y.map((value) => value - mean) };
}

function near(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  expect(Math.max(...actual.map((value, j) => Math.abs(value - expected[j]!)))).toBeLessThanOrEqual(tolerance);
  expect(actual.map((value) => value === 0)).toEqual(expected.map((value) => value === 0));
}

type Entry = (typeof problems)[number];
const of = (...kinds: string[]): Entry[] => problems.filter(({ kind }: Entry) => kinds.includes(kind));
const pairOf = ({ kind, problem }: Entry): WidePair => ({
  loss: lossOf(problem), penalty: kind === 'elastic-net' ? { kind, ratio: problem.ratio } : { kind: kind === 'ridge' ? 'l2' : 'l1' },
});

test('all nine families are read', () => {
  expect(of('lars_lasso_knots', 'lasso_constraint', 'lasso', 'elastic-net', 'ridge')).toHaveLength(problems.length);
});

describe.for(of('lars_lasso_knots'))('$id', (entry) => {
  const { problem, tolerance, cases } = entry;
  test('knots', () => {
    const { loss, penalty } = pairOf(entry);
    const found = knots(loss, penalty);
    expect(found).toHaveLength(cases.length);
    found.forEach(({ lambda, theta, budget }, k) => {
      expect(Math.abs(lambda - cases[k].lambda)).toBeLessThanOrEqual(tolerance.lambda);
      near(theta, cases[k].coef, tolerance.coef);
      expect(Math.abs(budget - cases[k].l1)).toBeLessThanOrEqual(problem.p * tolerance.coef);
    });
  });
});

describe.for(of('lasso_constraint'))('$id', (entry) => {
  const { tolerance, cases } = entry;
  test('constraint form', () => {
    const pair = pairOf(entry);
    for (const { t, coef, lambda } of cases) {
      const found = solveWide({ ...pair, form: 'constraint', budget: t });
      near(found.theta, coef, tolerance.coef);
      expect(Math.abs(found.lambda! - lambda)).toBeLessThanOrEqual(tolerance.lambda);
      expect(found).toMatchObject({ active: true, certificate: { holds: true } });
    }
  });
});

describe.for(of('lasso', 'elastic-net', 'ridge'))('$id', (entry) => {
  const { kind, problem, tolerance, lambda_max, cases } = entry;
  test('penalty form', () => {
    const pair = pairOf(entry);
    for (const { lambda, coef, value } of cases) {
      const found = solveWide({ ...pair, form: 'penalty', lambda: kind === 'ridge' ? lambda / (2 * problem.n) : lambda });
      near(found.theta, coef, tolerance.coef);
      if (value !== undefined) expect(Math.abs(found.objective / value - 1)).toBeLessThanOrEqual(tolerance.value_rel);
      expect(found.certificate, `λ = ${lambda}`).toMatchObject({ holds: true });
      expect(found.certificate.gap!).toBeLessThanOrEqual(1e-9 * found.objective);
      expect(found.certificate.error!).toBeLessThanOrEqual(tolerance.coef);
    }
    expect(lambdaMaxWide(pair)).toBeCloseTo(lambda_max ?? Infinity, 10);
  });
  test('a path of 100 agrees with solutions from a cold start', () => {
    const pair = pairOf(entry);
    const path = pathWide(pair);
    expect(path).toHaveLength(100);
    for (const { theta, lambda, certificate } of path) {
      expect(certificate.holds).toBe(true);
      near(theta, solveWide({ ...pair, form: 'penalty', lambda: lambda! }).theta, tolerance.coef / 100);
    }
  });
});

describe.for(of('lasso'))('$id', (entry) => {
  const { problem, tolerance } = entry;
  test('between its knots the path is read off, to the last digits', () => {
    const { loss, penalty } = pairOf(entry);
    const lambdas = lambdasOf({ loss, penalty });
    const points = run(readOff(columnsOf(loss), shapeOf(penalty, problem.p), lambdas));
    expect(points[0], 'λmax is a knot').toBeNull();
    points.slice(1).forEach((point, k) => {
      const theta = [...point!.theta];
      expect(certifyWide({ loss, penalty, form: 'penalty', lambda: lambdas[k + 1]! }, theta).holds).toBe(true);
      near(theta, solveWide({ loss, penalty, form: 'penalty', lambda: lambdas[k + 1]! }).theta, tolerance.coef / 100);
    });
  });
});
