import { describe, expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import type { Matrix2, Vec2 } from '../../src/problem/types.ts';
import { budgetsOf, lambdasOf } from '../../src/solver/pieces/correspondence.ts';
import { constrainPieces, minimisePieces } from '../../src/solver/pieces/minimise.ts';

const quadratic = (A: Matrix2, minimizer: Vec2) => quadraticOf({ kind: 'quadratic', curvature: A, minimizer });
const unit: Matrix2 = [[1, 0], [0, 1]];
const tilted: Matrix2 = [[1, 0.3], [0.3, 1]];
const half = { kind: 'lp', p: 0.5 } as const;

/** The same points in any order. */
function same(found: readonly Vec2[], expected: readonly Vec2[]) {
  expect(found).toHaveLength(expected.length);
  for (const [x, y] of expected) expect(found.some(([u, v]) => Math.abs(u - x) < 1e-12 && Math.abs(v - y) < 1e-12), `${x}, ${y}`).toBe(true);
}

describe('ties are listed', () => {
  // ½(θ − z)² + √θ has its least value at 0 and at 1 when z = 3/2.
  test('lp at its threshold', () => {
    same(minimisePieces(quadratic(unit, [1.5, 0]), half, 1).minimizers, [[0, 0], [1, 0]]);
    const both = minimisePieces(quadratic(unit, [1.5, -1.5]), half, 1);
    same(both.minimizers, [[0, 0], [1, 0], [0, -1], [1, -1]]);
    expect(both).toMatchObject({ theta: [0, 0], unique: false, scope: 'proven' });
  });
  test('near its threshold lp has one solution', () => {
    expect(minimisePieces(quadratic(unit, [1.5 + 1e-9, 0]), half, 1)).toMatchObject({ unique: true, minimizers: [[expect.closeTo(1, 6), 0]] });
    expect(minimisePieces(quadratic(unit, [1.5 - 1e-9, 0]), half, 1)).toMatchObject({ unique: true, minimizers: [[0, 0]] });
  });
  test('mcp jumps where ½aθ̂² is the cap', () => {
    const found = minimisePieces(quadratic([[0.25, 0], [0, 1]], [Math.sqrt(8), 0.3]), { kind: 'mcp', shape: 2 }, 1);
    same(found.minimizers, [[0, 0], [Math.sqrt(8), 0]]);
    expect(found.gapToNext).toBeLessThan(1e-15);
  });
  test('a piece of mcp with no curvature left is level from end to end', () => {
    const found = minimisePieces(quadratic([[0.5, 0], [0, 0.5]], [2, 0]), { kind: 'mcp', shape: 2 }, 1);
    same(found.minimizers, [[0, 0], [2, 0]]);
    expect(found.unique).toBe(false);
  });
  test('scad that bends as L does is level between its joints', () => {
    // a = 1/(γ − 1) and aθ̂ = γλ/(γ − 1): from λ to γλ.
    const found = minimisePieces(quadratic([[0.5, 0], [0, 1]], [3, 0]), { kind: 'scad', shape: 3 }, 1);
    same(found.minimizers, [[1, 0], [3, 0]]);
    expect(found.unique).toBe(false);
  });
  test('a level line through both weights', () => {
    // A + D = [[1, 1], [1, 1]]/2: along θ₁ + θ₂ = 1 nothing changes while both are bent.
    const found = minimisePieces(quadratic([[1, 0.5], [0.5, 1]], [2 / 3 + 1, 2 / 3 + 1].map((each) => each * 0.6) as unknown as Vec2), { kind: 'mcp', shape: 2 }, 1);
    const sum = 2 * (1.5 * 1 - 1);
    same(found.minimizers, [[sum, 0], [0, sum]]);
    expect(found.unique).toBe(false);
  });
  test('a level line between the joints of scad', () => {
    // A + D = [[1, 1], [1, 1]]/2 for 1 ≤ θᵢ ≤ 3, and b − 3/2 = 2: along θ₁ + θ₂ = 4.
    const found = minimisePieces(quadratic([[1, 0.5], [0.5, 1]], [7 / 3, 7 / 3]), { kind: 'scad', shape: 3 }, 1);
    same(found.minimizers, [[1, 3], [3, 1]]);
    expect(found.unique).toBe(false);
  });
  test('a singular L: an axis costs one cap, the rest of its line two', () => {
    const far = minimisePieces(quadratic([[1, 2], [2, 4]], [3, 2]), { kind: 'mcp', shape: 2 }, 0.1);
    same(far.minimizers, [[7, 0], [0, 3.5]]);
    expect(far.unique).toBe(false);
  });
  test('the diagonal of a symmetric problem is crossed by both tips', () => {
    const tips = constrainPieces(quadratic(tilted, [1, 1]), half, 1);
    same(tips.minimizers, [[1, 0], [0, 1]]);
    expect(tips.unique).toBe(false);
  });
  test('a circle of mcp about θ̂ is level all along', () => {
    const below = constrainPieces(quadratic(unit, [2, 2]), { kind: 'mcp', shape: 2, lambda: 1 }, 0.75);
    same(below.minimizers, [[1, 0], [0, 1]]);
    const above = constrainPieces(quadratic(unit, [2, 2]), { kind: 'mcp', shape: 2, lambda: 1 }, 1.5);
    same(above.minimizers, [[2 - Math.SQRT2, 2], [2, 2 - Math.SQRT2]]);
    for (const found of [below, above]) expect(found).toMatchObject({ unique: false, lambda: expect.closeTo(2, 12) });
  });
  test('a singular L that is level along an edge of scad', () => {
    const found = constrainPieces(quadratic([[1, 1], [1, 1]], [3, 2]), { kind: 'scad', shape: 3, lambda: 1 }, 0.75);
    same(found.minimizers, [[0.75, 0], [0, 0.75]]);
    expect(found.unique).toBe(false);
  });
  test('a tiny region keeps its winner', () => {
    expect(constrainPieces(quadratic(tilted, [1.5, 0.3]), half, 1e-8)).toMatchObject({ minimizers: [[expect.closeTo(1e-16, 30), 0]], unique: true });
  });
});

describe('ends', () => {
  test('a loss that is singular but for rounding', () => {
    const A: Matrix2 = [[144.17107412488747, 144.17107412488647], [144.17107412488647, 144.1710741248874]];
    const found = minimisePieces(quadratic(A, [71.80711367631508, 101.81054954299306]), { kind: 'scad', shape: 2.1058810290961465 }, 416.21122552829047);
    const sum = 71.80711367631508 + 101.81054954299306 - 416.21122552829047 / 144.17107412488747;
    expect(Math.abs(found.theta[0] + found.theta[1] - sum)).toBeLessThan(1e-11);
  });
  test('a small p whose corners underflow', () => {
    const found = constrainPieces(quadratic([[0.9291654016352453, 0], [0, 0]], [-0.0095, 0.073]), { kind: 'lp', p: 0.025 }, 0.1);
    expect(found).toMatchObject({ theta: [-(0.1 ** 40), 0], unique: true, scope: 'proven' });
  });
  test('a region far smaller than the knee', () => {
    const found = constrainPieces(quadratic([[2, 1], [1, 2]], [1e-9, 2e-9]), { kind: 'mcp', shape: 7, lambda: 1e9 }, 1e-3);
    expect(found.theta).toEqual([0, expect.closeTo(1e-12, 24)]);
  });
  test('λ = 0 is the end of the path', () => {
    expect(minimisePieces(quadratic(tilted, [1.5, 0.3]), half, 0)).toMatchObject({ theta: [1.5, 0.3], unique: true, scope: 'convex' });
    same(minimisePieces(quadratic([[1, 2], [2, 4]], [3, 2]), half, 0).minimizers, [[0, 3.5]]); // √3.5 < √7
  });
  test('a curvature of 0 leaves the origin', () => {
    for (const given of [half, { kind: 'mcp', shape: 2 }, { kind: 'scad', shape: 3 }] as const) {
      expect(minimisePieces(quadratic([[0, 0], [0, 0]], [3, 2]), given, 1)).toMatchObject({ theta: [0, 0], unique: true });
    }
  });
  test('scope is convex where L outbends P', () => {
    expect(minimisePieces(quadratic(unit, [1, 1]), { kind: 'mcp', shape: 1.01 }, 1).scope).toBe('convex');
    expect(minimisePieces(quadratic([[1, 0], [0, 0.99]], [1, 1]), { kind: 'mcp', shape: 1.01 }, 1).scope).toBe('proven');
    expect(minimisePieces(quadratic(unit, [1, 1]), { kind: 'scad', shape: 2.01 }, 1).scope).toBe('convex');
    expect(minimisePieces(quadratic([[1, 0], [0, 0.99]], [1, 1]), { kind: 'scad', shape: 2.01 }, 1).scope).toBe('proven');
  });
  test('t = 0 has the least λ that keeps all weights at zero', () => {
    const L = quadratic(tilted, [1.5, 0.3]);
    const { lambda, theta } = constrainPieces(L, half, 0);
    expect(theta).toEqual([0, 0]);
    expect(minimisePieces(L, half, lambda! * (1 + 1e-9)).theta).toEqual([0, 0]);
    expect(minimisePieces(L, half, lambda! * (1 - 1e-9)).theta).not.toEqual([0, 0]);
    expect(constrainPieces(L, { kind: 'mcp', shape: 3, lambda: 0.6 }, 0).lambda).toBeCloseTo(1.59 / 0.6, 14);
  });
  test('λmax may need both weights', () => {
    const L = quadratic([[1, -0.8], [-0.8, 1]], [2, 2]);
    const { lambda } = constrainPieces(L, { kind: 'lp', p: 0.9 }, 0);
    expect(minimisePieces(L, { kind: 'lp', p: 0.9 }, lambda! * (1 - 1e-9)).theta.every((each) => each !== 0)).toBe(true);
    expect(minimisePieces(L, { kind: 'lp', p: 0.9 }, lambda! * (1 + 1e-9)).theta).toEqual([0, 0]);
  });
});

describe('λ and t', () => {
  const L = quadratic(tilted, [1.5, 0.3]);
  test('there and back where the path does not jump', () => {
    for (const lambda of [0.02, 0.05, 0.4, 0.6, 0.9, 1.05]) {
      const there = budgetsOf(L, half, lambda);
      expect(there.kind).toBe('number');
      const back = there.kind === 'number' ? lambdasOf(L, half, there.value) : there;
      expect(back).toMatchObject({ kind: 'number', value: expect.closeTo(lambda, 9) });
    }
  });
  test('a jump is a set, and no λ answers inside it', () => {
    const jump = budgetsOf(quadratic(unit, [1.5, -1.5]), half, 1);
    expect(jump).toMatchObject({ kind: 'set', values: [0, expect.closeTo(1, 14), expect.closeTo(2, 14)] });
    for (const t of [0.2, 0.8, 1.4, 1.9]) expect(lambdasOf(quadratic(unit, [1.5, -1.5]), half, t).kind).toBe('none');
    expect(lambdasOf(quadratic(unit, [1.5, -1.5]), half, 1)).toMatchObject({ kind: 'number', value: expect.closeTo(1, 12) });
    for (const t of [0.3, 0.7, 1, 1.3, 1.4]) expect(lambdasOf(L, half, t).kind).toBe('none');
  });
  test('the ends', () => {
    expect(lambdasOf(L, half, 0)).toMatchObject({ kind: 'interval', to: Infinity });
    expect(lambdasOf(L, half, 5)).toMatchObject({ kind: 'number', value: 0 });
    expect(budgetsOf(L, half, 0)).toMatchObject({ kind: 'interval', from: Math.sqrt(1.5) + Math.sqrt(0.3), to: Infinity });
    expect(budgetsOf(L, half, 50)).toMatchObject({ kind: 'number', value: 0 });
  });
  test('scad and mcp have another shape at every λ', () => {
    expect(lambdasOf(L, { kind: 'mcp', shape: 3, lambda: 0.6 }, 0.3).kind).toBe('none');
    expect(budgetsOf(L, { kind: 'mcp', shape: 3 }, 0.1)).toMatchObject({ kind: 'number', value: expect.closeTo(0.015 * 2, 14) });
  });
});

test('what cannot be used is refused', () => {
  const L = quadratic(unit, [1, 1]);
  for (const wrong of [
    () => minimisePieces(L, { kind: 'lp', p: 1 }, 1), () => minimisePieces(L, { kind: 'lp', p: 0 }, 1), () => minimisePieces(L, { kind: 'scad', shape: 2 }, 1),
    () => minimisePieces(L, { kind: 'mcp', shape: 1 }, 1), () => minimisePieces(L, half, -1), () => minimisePieces(L, half, NaN),
    () => constrainPieces(L, { kind: 'mcp', shape: 2 }, 1), () => constrainPieces(L, half, -1), () => constrainPieces(L, { kind: 'lp', p: 2 }, 1),
  ]) expect(wrong).toThrow(Complaint);
});
