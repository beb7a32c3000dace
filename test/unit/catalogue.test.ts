import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closure } from '../../src/formula/closure.ts';
import { derivative } from '../../src/formula/derivative.ts';
import { formulasOf, lossFunction, lossSlope, LOSSES, PENALTIES, penaltyFunction, treeOf } from '../../src/problem/catalogue.ts';
import type { Loss, PenaltyKind, Vec2 } from '../../src/problem/types.ts';
import { minimise } from '../../src/solver/minimise.ts';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import { PENALTY_ORACLES } from '../oracles.ts';

const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
const point = fc.tuple(coordinate, coordinate);
const smooth = fc.tuple(fc.double({ min: 1e-3, max: 5, noNaN: true }), fc.double({ min: 1e-3, max: 5, noNaN: true }), fc.constantFrom(1, -1), fc.constantFrom(1, -1))
  .map(([x, y, s, t]): Vec2 => [s * x, t * y]);

test('every penalty of the catalogue has an oracle', () => {
  expect(Object.keys(PENALTY_ORACLES)).toEqual(Object.keys(PENALTIES));
});

describe.each(Object.keys(PENALTIES) as PenaltyKind[])('%s', (kind) => {
  const oracle = PENALTY_ORACLES[kind];
  const tree = treeOf(PENALTIES[kind]);
  test('value', () => fc.assert(fc.property(point, ([x, y]) => {
    expect(penaltyFunction(kind)(x, y)).toBeCloseTo(oracle.value([x, y]), 12);
  })));
  test('derivative', () => fc.assert(fc.property(smooth, ([x, y]) => {
    const slope = (['x', 'y'] as const).map((by) => closure(derivative(tree, by), ['x', 'y'])([x, y]));
    const expected = oracle.gradient([x, y]);
    expect(slope[0]).toBeCloseTo(expected[0], 12);
    expect(slope[1]).toBeCloseTo(expected[1], 12);
  })));
  test('the solver is the proximal map when A = I', () => fc.assert(fc.property(point, fc.double({ min: 1e-3, max: 8, noNaN: true }), (v, lambda) => {
    const loss: Loss = { kind: 'quadratic', minimizer: v, curvature: [[1, 0], [0, 1]] };
    const { theta } = minimise(quadraticOf(loss), kind, lambda);
    const expected = oracle.prox(v, lambda);
    expect(theta[0]).toBeCloseTo(expected[0], 10);
    expect(theta[1]).toBeCloseTo(expected[1], 10);
  })));
});

describe('losses', () => {
  const X: Vec2[] = [[1, 2], [0.5, -1], [-2, 0.3], [1.1, 1.2]];
  const y = [1, -0.5, 2, 0.7];
  const direct = (a: number, b: number) => X.reduce((sum, [p, q], i) => sum + (y[i]! - p * a - q * b) ** 2, 0) / (2 * y.length);
  const twins: Record<keyof typeof LOSSES, [Loss, (a: number, b: number) => number]> = {
    squared: [{ kind: 'squared', X, y }, direct],
    quadratic: [
      { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 2]] },
      (a, b) => 0.5 * (a - 1.5) ** 2 + 0.3 * (a - 1.5) * (b - 0.3) + (b - 0.3) ** 2,
    ],
  };
  test.each(Object.entries(twins))('%s equals its twin, and so does its slope', (_, [loss, twin]) => {
    const formulas = formulasOf({ loss, penalty: { kind: 'l1' } });
    fc.assert(fc.property(point, ([a, b]) => {
      expect(lossFunction(formulas)(a, b)).toBeCloseTo(twin(a, b), 10);
      const h = 1e-5;
      expect(lossSlope(formulas, 'x')(a, b)).toBeCloseTo((twin(a + h, b) - twin(a - h, b)) / (2 * h), 5);
      expect(lossSlope(formulas, 'y')(a, b)).toBeCloseTo((twin(a, b + h) - twin(a, b - h)) / (2 * h), 5);
    }));
  });
});
