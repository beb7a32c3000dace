import { expect, test } from 'vitest';
import type { Vec2 } from '../../src/problem/types.ts';
import { polish, type Shape } from '../../src/solver/data/polish.ts';
import type { Side } from '../../src/solver/data/side.ts';

const FLAT: Side = { at: () => 0, slope: () => 0, bend: () => 0, inverse: () => Infinity, steepest: 0 };
const ROOT: Side = { at: (s) => Math.sqrt(s), slope: (s) => 0.5 / Math.sqrt(s), bend: (s) => -0.25 * s ** -1.5, inverse: (t) => t * t, steepest: Infinity };

test.each([[1, 2], [0.7, 0.3], [0.1, 1.3], [1e-3, 0.77]])('a valley without an end is met at its bottom, and not left along it: %d, %d', (p, q) => {
  // e^(px + qy) − 3(px + qy): the bottom is the line px + qy = log 3
  const valley = ([x, y]: Vec2): Shape => {
    const mean = Math.exp(p * x + q * y), slope = mean - 3;
    return { gradient: [p * slope, q * slope], hessian: [[mean * p * p, mean * p * q], [mean * p * q, mean * q * q]] };
  };
  const from: Vec2 = [(0.98 * Math.log(3) - 3 * q * q) / p, 3 * q], { theta: [x, y] } = polish(valley, from, FLAT, Infinity);
  expect(p * x + q * y).toBeCloseTo(Math.log(3), 11);
  expect(Math.abs(q * (x - from[0]) - p * (y - from[1]))).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(x))); // across the valley, the shortest way
});

test('beside a tip that is all of the budget to rounding, the multiplier is that of the tip', () => {
  const bowl = ([x, y]: Vec2): Shape => ({ gradient: [x - 4, y - 1e-3], hessian: [[1, 0], [0, 1]] });
  const { theta, lambda } = polish(bowl, [1, 1e-40], ROOT, 1);
  expect(theta).toEqual([1, 0]);
  expect(lambda).toBeCloseTo(3 / 0.5, 14);
});
