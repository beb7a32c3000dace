import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/data/csv.ts';
import { squaredLoss } from '../../src/data/standardise.ts';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import { certify } from '../../src/solver/certificate.ts';
import { path2 } from '../../src/solver/knots.ts';
import { budgetOf, lambdaMax, lambdaOf, solve } from '../../src/solver/solve.ts';
import type { Loss, Penalty, QuadraticLoss, Vec2 } from '../../src/problem/types.ts';

// Truths computed by software that is not ours; see test/references/README.md. `null` is never compared.
const read = (name: string) => JSON.parse(readFileSync(new URL(`../references/${name}.json`, import.meta.url), 'utf8'));
const quadratic = (p: { A: [Vec2, Vec2]; theta_hat: Vec2 }): QuadraticLoss => ({ kind: 'quadratic', curvature: p.A, minimizer: p.theta_hat });
const given = (name: string) => read(name).problems;
const penaltyOf = ({ formula: _formula, ...penalty }: { formula?: string }) => penalty as Penalty;

function near(actual: Vec2, expected: Vec2, tolerance: number) {
  expect(Math.max(Math.abs(actual[0] - expected[0]), Math.abs(actual[1] - expected[1]))).toBeLessThanOrEqual(tolerance);
}

/** Zeros are compared where the truth says that they are structural; linf and l2 have none but by coincidence of θ̂. */
const sparse = ({ kind }: Penalty) => kind !== 'linf';

describe('quadratic loss, penalty form', () => {
  for (const { id, problem, tolerance, cases, lambda_max } of given('a1_quadratic_penalty')) test(id, () => {
    const pair = { loss: quadratic(problem), penalty: penaltyOf(problem.penalty) };
    expect(lambdaMax(pair)).toSatisfy((largest: number) => (lambda_max === null ? largest === Infinity : Math.abs(largest / lambda_max - 1) < 1e-12));
    for (const { lambda, expected } of cases) {
      const found = solve({ ...pair, form: 'penalty', lambda });
      near(found.theta, expected.theta, tolerance.theta);
      expect(Math.abs(found.objective - expected.value)).toBeLessThanOrEqual(tolerance.value);
      expect(found.certificate, `λ = ${lambda}`).toMatchObject({ holds: true });
      if (sparse(pair.penalty)) expect(found.support.map((nonzero) => (nonzero ? 0 : 1))).toEqual(expected.zeros);
    }
  });
});

describe('quadratic loss, constraint form', () => {
  for (const { id, problem, tolerance, cases } of given('a2_quadratic_constraint')) test(id, () => {
    const pair = { loss: quadratic(problem), penalty: penaltyOf(problem.penalty) };
    for (const { t, kind, expected } of cases) {
      const found = solve({ ...pair, form: 'constraint', budget: t });
      near(found.theta, expected.theta, tolerance.theta);
      expect(Math.abs(found.objective - expected.value)).toBeLessThanOrEqual(tolerance.value);
      expect(found.certificate, `t = ${t}`).toMatchObject({ holds: true });
      if (expected.lambda !== null) {
        const room = tolerance.lambda_abs + tolerance.lambda_rel * Math.max(1, Math.abs(expected.lambda));
        expect(Math.abs(found.lambda! - expected.lambda)).toBeLessThanOrEqual(room);
      } else if (expected.lambda_min !== null) expect(found.lambda).toBeCloseTo(expected.lambda_min, 6);
      else expect(found.lambda).toBeNull();
      if (kind !== 'boundary' && expected.active !== null) expect(found.active).toBe(expected.active);
    }
  });
});

describe('λ to t and back', () => {
  for (const { id, problem, tolerance, cases } of given('a2b_lambda_t_map')) test(id, () => {
    const pair = { loss: quadratic(problem), penalty: penaltyOf(problem.penalty) };
    for (const [lambda, t, x, y] of cases) {
      const found = budgetOf(pair, lambda);
      expect(found.kind === 'number' && Math.abs(found.value - t)).toBeLessThanOrEqual(tolerance.t_abs);
      near(solve({ ...pair, form: 'penalty', lambda }).theta, [x, y], 1e-7);
      const back = lambdaOf(pair, t);
      if (t > 0) expect(back.kind === 'number' && Math.abs(back.value / lambda - 1)).toBeLessThanOrEqual(tolerance.lambda_rel);
    }
  });
});

describe('knots of the l1 path', () => {
  for (const { id, problem, tolerance, cases } of given('a2c_l1_path_knots')) test(id, () => {
    const knots = path2(quadraticOf(quadratic(problem)), penaltyOf(problem.penalty));
    // A truth that stops above λ = 0 lacks the last knot, θ̂ itself.
    const whole = cases.at(-1)[0] === 0;
    expect(knots).toHaveLength(whole ? cases.length : cases.length + 1);
    expect(knots.at(-1)).toMatchObject({ lambda: 0, theta: problem.theta_hat });
    for (const [k, [lambda, x, y]] of cases.entries()) {
      expect(Math.abs(knots[k]!.lambda - lambda)).toBeLessThanOrEqual(tolerance.lambda);
      near(knots[k]!.theta, [x, y], tolerance.theta);
    }
  });
});

describe('least squares', () => {
  for (const { id, problem, tolerance, cases } of given('a3_least_squares')) test(id, () => {
    const loss: Loss = { kind: 'squared', X: problem.X, y: problem.y };
    const penalty = penaltyOf(problem.penalty);
    for (const { lambda, expected } of cases) {
      const found = solve({ loss, penalty, form: 'penalty', lambda });
      if (expected.theta) near(found.theta, expected.theta, tolerance.theta);
      expect(Math.abs(found.objective - expected.value)).toBeLessThanOrEqual(tolerance.value);
      expect(found.certificate, `λ = ${lambda}`).toMatchObject({ holds: true });
    }
  });
});

describe('two features of the diabetes data', () => {
  const table = parseCsv(readFileSync(new URL('../../demo/data/diabetes.csv', import.meta.url), 'utf8'));
  for (const { id, problem, tolerance, cases } of given('a6_diabetes_pair')) test(id, () => {
    const pair = { loss: squaredLoss(table, problem.features, problem.target), penalty: penaltyOf(problem.penalty) };
    for (const { lambda, t, expected } of cases) {
      const found = solve(t === undefined ? { ...pair, form: 'penalty', lambda } : { ...pair, form: 'constraint', budget: t });
      near(found.theta, expected.theta, tolerance.theta);
      if (t === undefined) expect(Math.abs(found.objective - expected.value)).toBeLessThanOrEqual(tolerance.value);
      expect(found.certificate, `λ = ${lambda}, t = ${t}`).toMatchObject({ holds: true });
      if (t !== undefined) expect(Math.abs(found.lambda! - expected.lambda)).toBeLessThanOrEqual(tolerance.lambda_rel * Math.max(1, expected.lambda));
    }
  });
});

describe('wrong points, as public figures draw them, are refused', () => {
  const loss: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
  const l1 = { loss, penalty: { kind: 'l1' as const } };
  for (const [name, theta] of [
    ['radial scaling of θ̂', [0.825, 0.165]], ['snapping to the wrong corner', [0, 0.99]], ['the unpenalised optimum', [1.5, 0.3]],
    ['an unclipped soft threshold', [0.9, -0.3]], ['a point a millionth away', [0.990001, 0]],
  ] as const) test(name, () => {
    expect(certify({ ...l1, form: 'penalty', lambda: 0.6 }, theta).holds).toBe(false);
    expect(certify({ ...l1, form: 'constraint', budget: 0.99 }, theta).holds).toBe(false);
  });
  test('Euclidean projection for a skewed loss', () => {
    const skewed: Loss = { kind: 'quadratic', minimizer: [2, 1], curvature: [[1, 0.8], [0.8, 1]] };
    const onto = [2 / Math.sqrt(5), 1 / Math.sqrt(5)] as const;
    expect(certify({ loss: skewed, penalty: { kind: 'l2-norm' }, form: 'constraint', budget: 1 }, onto).holds).toBe(false);
  });
});

test('the default figure: sparse and small', () => {
  const loss: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
  const sparse = solve({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 });
  expect(sparse.theta[0]).toBeCloseTo(0.99, 12);
  expect(sparse.theta[1]).toBe(0);
  const small = solve({ loss, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.6 });
  near(small.theta, [3.273 / 4.75, 1.173 / 4.75], 1e-12); // (A + 1.2 I)⁻¹ A θ̂ by Cramer's rule
});

test.each([
  { form: 'penalty', lambda: 0.1 }, { form: 'constraint', budget: 1 },
] as const)('ties of a singular curvature are all named, and each is certified: %j', (amount) => {
  const pair = { loss: { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 1], [1, 1]] }, penalty: { kind: 'l1' } } as const;
  const { unique, minimizers, objective } = solve({ ...pair, ...amount });
  expect(unique).toBe(false);
  expect(minimizers).toHaveLength(2);
  const [[a, b], [c, d]] = minimizers as [Vec2, Vec2];
  for (const theta of [[a, b], [c, d], [(a + c) / 2, (b + d) / 2]] as Vec2[]) {
    expect(certify({ ...pair, ...amount }, theta).holds).toBe(true);
    expect((theta[0] + theta[1] - 2) ** 2 / 2 + (amount.form === 'penalty' ? 0.1 * (Math.abs(theta[0]) + Math.abs(theta[1])) : 0)).toBeCloseTo(objective, 12);
  }
});
