import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DataLoss, Penalty, Vec2 } from '../../src/problem/types.ts';
import { fit } from '../../src/solver/data/fit.ts';
import { momentsAt } from '../../src/samples/moments.ts';

// Truths computed by software that is not ours; see test/references/README.md. Logistic and huber there are sums over the
// samples, ours are means: λ and values are divided by n.
const read = (name: string) => JSON.parse(readFileSync(new URL(`../references/${name}.json`, import.meta.url), 'utf8'));
const penaltyOf = ({ formula: _formula, ...penalty }: { formula: string }) => penalty as unknown as Penalty;
const near = (actual: Vec2, expected: Vec2, tolerance: number) =>
  expect(Math.max(Math.abs(actual[0] - expected[0]), Math.abs(actual[1] - expected[1]))).toBeLessThanOrEqual(tolerance);

describe.each(['a3_logistic', 'a3_huber'])('%s', (name) => {
  for (const { id, problem, tolerance, cases } of read(name).problems) test(id, () => {
    const n = problem.y.length;
    const loss = { kind: problem.loss.kind, X: problem.X, y: problem.y, ...(problem.loss.delta ? { delta: problem.loss.delta } : {}) } as DataLoss;
    for (const { lambda, expected } of cases) {
      const found = fit(loss, penaltyOf(problem.penalty), { form: 'penalty', lambda: lambda / n });
      if (expected.diverges) {
        expect(found).toMatchObject({ attained: false, infimum: expected.infimum });
        continue;
      }
      if (!found.attained) throw new Error(found.reason);
      near(found.theta, expected.theta, tolerance.theta);
      expect(found.theta.map((weight) => weight === 0)).toEqual(expected.theta.map((weight: number) => weight === 0));
      expect(Math.abs(momentsAt(loss, found.theta).value * n - expected.L)).toBeLessThanOrEqual(tolerance.value);
      expect(found.unique).toBe(true);
    }
  });
});

describe('a3_logistic_constraint', () => {
  for (const { id, problem, tolerance, cases } of read('a3_logistic_constraint').problems) test(id, () => {
    const n = problem.y.length;
    const loss: DataLoss = { kind: 'logistic', X: problem.X, y: problem.y };
    for (const { t, expected } of cases) {
      const found = fit(loss, penaltyOf(problem.penalty), { form: 'constraint', budget: t });
      if (!found.attained) throw new Error(found.reason);
      near(found.theta, expected.theta, tolerance.theta);
      expect(Math.abs(momentsAt(loss, found.theta).value * n - expected.value)).toBeLessThanOrEqual(tolerance.value);
      expect(Math.abs(found.lambda! * n - expected.lambda)).toBeLessThanOrEqual(tolerance.lambda_rel * Math.max(1, expected.lambda));
      expect(found.lambda !== 0).toBe(expected.active);
    }
  });
});
