import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certify, solve, solveQuadratic } from '../../src/core.ts';
import type { Penalty, PenaltyProblem } from '../../src/problem/types.ts';

const DEFAULT: PenaltyProblem = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 };

// θ₁ = θ̂₁ + (h θ̂₂ − λ)/a where θ₂ = 0 is optimal: 1.5 + 0.09 − 0.6.
test('the default problem by its closed form', () => {
  const { theta, unique } = solveQuadratic(DEFAULT);
  expect(theta[0]).toBeCloseTo(0.99, 14);
  expect([theta[1], unique]).toEqual([0, true]);
});

test('it is the point of solve, for every convex penalty, and the certificate of that point holds', () => {
  const penalties: Penalty[] = [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.4 }, { kind: 'weighted-l1', weights: [1, 2] }, { kind: 'lp', p: 1.5 }, { kind: 'group', groups: [[0, 1]] }];
  const number = fc.double({ min: -3, max: 3, noNaN: true }).map((value) => Number(value.toFixed(3)));
  fc.assert(fc.property(number, number, number, fc.constantFrom(...penalties), fc.double({ min: 0, max: 4, noNaN: true }).map((value) => Number(value.toFixed(3))), (p, q, h, penalty, lambda) => {
    const problem: PenaltyProblem = { loss: { kind: 'quadratic', minimizer: [p, q], curvature: [[1 + h * h, h], [h, 2]] }, penalty, form: 'penalty', lambda };
    const { theta } = solveQuadratic(problem);
    expect(theta).toEqual(solve(problem).theta);
    expect(certify(problem, theta).holds).toBe(true);
  }));
});

test.each([
  [{ ...DEFAULT, loss: { kind: 'himmelblau' } }, 'The loss is “himmelblau”; allowed here is quadratic, and any loss for solve.'],
  [{ ...DEFAULT, form: 'constraint', budget: 1 }, 'form is “constraint”; allowed here is penalty, and both forms for solve.'],
  [{ ...DEFAULT, penalty: 'lp 0.5' }, 'penalty is lp, which is not convex; allowed here are convex ones, and any penalty for solve.'],
  [{ ...DEFAULT, penalty: 'lp 1 2' }, 'penalty lp has the numbers 1 2; allowed is one number.'],
  [{ ...DEFAULT, penalty: 'formula: x^2' }, 'penalty is “formula: x^2”; allowed are l1, l2, l2-norm, linf, elastic-net, weighted-l1, lp, group, scad, mcp.'],
  [{ ...DEFAULT, lambda: -1 }, 'lambda is -1; allowed is a number from 0 on.'],
  [null, 'The loss is nothing; allowed here is quadratic, and any loss for solve.'],
])('what it cannot solve it refuses: %#', (problem, sentence) => {
  expect(() => solveQuadratic(problem as PenaltyProblem)).toThrow(sentence);
});
