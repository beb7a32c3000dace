import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataLoss, Penalty, Vec2 } from '../../src/problem/types.ts';
import { isConvexFormula } from '../../src/solver/certificate/convex.ts';
import { readTyped } from '../../src/solver/certificate/typed.ts';
import { solve } from '../../src/solver/solve.ts';

// A hinge under penalties that a reader types, whose creases are no axes. The oracle: both functions by hand, and points around.
const { abs, max } = Math;
const typed = (formula: string): Penalty => ({ kind: 'formula', formula });
const TWINS: readonly { readonly formula: string; readonly value: (x: number, y: number) => number }[] = [
  { formula: 'abs(x - 2*y) + abs(x + y)/2', value: (x, y) => abs(x - 2 * y) + abs(x + y) / 2 },
  { formula: 'abs(x - 2*y) + x^2', value: (x, y) => abs(x - 2 * y) + x * x },
  { formula: 'max(abs(x), abs(y - x))', value: (x, y) => max(abs(x), abs(y - x)) },
  { formula: 'x^2 + 1.5*y^2', value: (x, y) => x * x + 1.5 * y * y },
  { formula: 'sqrt(x^2 + 2*y^2)', value: (x, y) => Math.sqrt(x * x + 2 * y * y) },
  { formula: 'log(1 + abs(x)) + abs(x - y)', value: (x, y) => Math.log(1 + abs(x)) + abs(x - y) },
];
/** The mean hinge at its best b: the lowest corner of a polygon. */
function hinge({ X, y, intercept }: DataLoss, [u, v]: Vec2): number {
  const at = (b: number) => X.reduce((sum, [p, q], i) => sum + max(0, 1 - y[i]! * (p * u + q * v + b)), 0) / y.length;
  return intercept ? Math.min(...X.map(([p, q], i) => at(y[i]! - p * u - q * v))) : at(0);
}
const coordinate = fc.integer({ min: -30, max: 30 }).map((k) => k / 10);
const losses: fc.Arbitrary<DataLoss> = fc.record({
  X: fc.array(fc.tuple(coordinate, coordinate), { minLength: 6, maxLength: 16 }), truth: fc.tuple(coordinate, coordinate), noise: fc.array(coordinate, { minLength: 16, maxLength: 16 }), intercept: fc.boolean(),
}).map(({ X, truth: [a, b], noise, intercept }) => ({ kind: 'hinge', X, intercept, y: X.map(([p, q], i) => (i === 0 || (i > 1 && p * a + q * b + noise[i]! > 0) ? 1 : -1)) }));
const around = ([x, y]: Vec2): Vec2[] => [1e-5, 1e-2, 0.3].flatMap((r) => Array.from({ length: 24 }, (_, k): Vec2 => [x + r * Math.cos((k * Math.PI) / 12 + r), y + r * Math.sin((k * Math.PI) / 12 + r)]));

describe.each(TWINS)('a hinge with $formula', ({ formula, value }) => {
  test('in penalty form no point around is lower', () => {
    fc.assert(fc.property(losses, fc.double({ min: 0.03, max: 0.8, noNaN: true }), (loss, lambda) => {
      const { theta, lambda: kept, certificate } = solve({ loss, penalty: typed(formula), form: 'penalty', lambda });
      const F = (point: Vec2) => hinge(loss, point) + lambda * value(...point), here = F(theta);
      expect(kept).toBe(lambda);
      expect(certificate).toMatchObject({ holds: true, scope: formula.startsWith('log') ? 'best-found' : 'convex' });
      for (const other of around(theta)) expect(F(other)).toBeGreaterThanOrEqual(here - 1e-12 * (1 + abs(here)));
    }), { numRuns: 5 });
  });

  test('in constraint form no feasible point around is lower, and a multiplier balances it', () => {
    fc.assert(fc.property(losses, fc.double({ min: 0.05, max: 1.5, noNaN: true }), (loss, budget) => {
      const { theta, lambda: nu, certificate } = solve({ loss, penalty: typed(formula), form: 'constraint', budget });
      const here = hinge(loss, theta);
      expect(value(...theta)).toBeLessThanOrEqual(budget * (1 + 32 * Number.EPSILON));
      expect(certificate.holds).toBe(true);
      expect(nu).not.toBeNull();
      for (const other of around(theta)) {
        if (value(...other) > budget) continue;
        expect(hinge(loss, other)).toBeGreaterThanOrEqual(here - 1e-12 * (1 + abs(here)));
      }
      if (formula.startsWith('log') || !(nu! > 0)) return; // not convex
      const height = here + nu! * budget; // then θ minimises L + νR over all the plane
      for (const other of around([0, 0]).concat(around(theta))) expect(hinge(loss, other) + nu! * value(...other)).toBeGreaterThanOrEqual(height - 1e-11 * (1 + height));
    }), { numRuns: 5 });
  });
});

// ½ max(0, 1 − x) + ½ max(0, 1 − y) + 2(|x − 2y| + x²/4): on x = 2y the slope is −3/2 + 4y while both samples are short.
test('a slanted crease by hand', () => {
  const loss = { kind: 'hinge', X: [[1, 0], [0, 1]], y: [1, 1] } satisfies DataLoss;
  const { theta: [x, y] } = solve({ loss, penalty: typed('abs(x - 2*y) + x^2/4'), form: 'penalty', lambda: 2 });
  expect(x).toBe(2 * y);
  expect(abs(y - 0.375)).toBeLessThanOrEqual(2 * Number.EPSILON);
});

describe('the subdifferential of a formula', () => {
  const at = (formula: string, theta: Vec2) => readTyped({ formula, names: [], values: [] }, theta, 1);
  test.each([
    ['abs(x) + y^2', [0, 0.7]], ['abs(x - 2*y) + 3*max(0, x + y - 3)', [2, 1]], ['max(abs(x), abs(y))', [0, 0]], ['max(abs(x), abs(y))', [-2, 2]],
    ['exp(abs(x - y)) + x*y', [0.5, 0.5]], ['abs(x)*(2 + sin(y)) + abs(y)', [0, 0]], ['max(0, abs(x) - 1)', [-1, 5]], ['sqrt(x^2 + y^2)*2', [0, 0]],
    ['sqrt(2*(x - 1)^2 + y^2) + abs(y)', [1, 0]], ['abs(abs(x) - 1) + abs(y)', [1, 0]],
  ] as const)('%s at %j: its support is the slope in every direction', (formula, theta) => {
    const { set, enclosure } = at(formula, theta);
    expect(enclosure).toBe(false);
    const STEP = 1e-7;
    for (let k = 0; k < 40; k += 1) {
      const d: Vec2 = [Math.cos(0.157 * k + 0.05), Math.sin(0.157 * k + 0.05)], far: Vec2 = [theta[0] + STEP * d[0], theta[1] + STEP * d[1]];
      const slope = (at(formula, far).value - at(formula, theta).value) / STEP;
      const support = set.centre[0] * d[0] + set.centre[1] * d[1] + set.radius + set.generators.reduce((sum, [p, q]) => sum + abs(p * d[0] + q * d[1]), 0);
      expect(support).toBeLessThanOrEqual(slope + 1e-6);
      expect(support).toBeGreaterThanOrEqual(slope - (formula.includes('sqrt') ? 0.006 : 1e-6)); // a disc is told by a polygon inside
    }
  });
  test.each([
    ['y^2 - abs(x)', [0, 1]], ['min(abs(x), 1)', [1, 0]], ['abs(x) - abs(y)', [0, 0]], ['max(max(x, y), -x - y)', [0, 0]], ['sqrt(abs(x)) + y^2', [0, 1]],
  ] as const)('%s at %j is a ridge, or no set that can be told', (formula, theta) => {
    expect(at(formula, theta).enclosure).toBe(true);
  });
});

const stated = (formula: string) => ({ formula, names: ['k'], values: [2] });
test.each(['abs(x - k*y) + x^2', 'max(max(x, y), 0)', 'sqrt(x^2 + k*y^2)', 'sqrt(1 + x^2)', 'exp(abs(x)) - 1', 'log(1 + exp(x))', 'log(exp(x) + exp(-y)*k)', '(abs(x) + abs(y))^1.5', 'x - log(x)', 'x^4/k + abs(y)^k', '-min(x, -y)', '(x + y)*(x + y)', 'k'])('%s is seen to be convex', (formula) => {
  expect(isConvexFormula(stated(formula))).toBe(true);
});
test.each(['x*y', 'x^3', 'sqrt(abs(x))', 'log(1 + abs(x))', 'min(abs(x), 1)', 'abs(x^2 - 1)', '-x^2', 'sin(x)', 'x^2 - y^2', '(x^2 - 1)^2', 'abs(x)^0.5', 'exp(-x^2)', 'sign(x)', '1/x', 'sqrt(x^2 - y^2)'])('%s is not', (formula) => {
  expect(isConvexFormula(stated(formula))).toBe(false);
});
test('what is seen to be convex lies below its chords', () => {
  const pieces = ['x', 'y', 'abs(x - y)', 'x^2', 'exp(y)', 'max(x, y)', 'sqrt(x^2 + y^2)', '2', 'min(x, y)', 'log(1 + exp(x))'];
  const joins = [(a: string, b: string) => `(${a}) + (${b})`, (a: string, b: string) => `(${a})*(${b})`, (a: string, b: string) => `max(${a}, ${b})`, (a: string, b: string) => `(${a}) - (${b})`, (a: string) => `(${a})^2`, (a: string) => `abs(${a})`, (a: string) => `exp((${a})/9)`, (a: string) => `sqrt((${a})^2 + 1)`];
  let convex = 0;
  fc.assert(fc.property(fc.constantFrom(...pieces), fc.constantFrom(...pieces), fc.constantFrom(...joins), fc.constantFrom(...joins), fc.tuple(coordinate, coordinate, coordinate, coordinate), (a, b, first, second, [p, q, r, s]) => {
    const formula = second(first(a, b), b), own = { formula, names: [], values: [] };
    if (!isConvexFormula(own)) return;
    convex += 1;
    const f = (theta: Vec2) => readTyped(own, theta, 1).value, ends = (f([p, q]) + f([r, s])) / 2;
    expect(f([(p + r) / 2, (q + s) / 2])).toBeLessThanOrEqual(ends + 1e-12 * (1 + abs(ends)));
  }), { numRuns: 400 });
  expect(convex).toBeGreaterThan(60);
});

describe('a typed loss', () => {
  const under = (formula: string) => () => solve({ loss: { kind: 'formula', formula }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 });
  test.each(['log(x) + y^2', '1/x + x + y^2', 'sqrt(x - 0.3) + y^2', '-1/(x^2 + y^2)'])('%s has no minimum inside its domain, in one sentence', (formula) => {
    expect(under(formula)).toThrow(/^The objective is lowest at the border of where its formula has a value, near \([-0-9., e]+\), and has no minimum inside; allowed is one that has\.$/);
  });
  test('is searched as far as its minimisers can be, and its scope says so', () => {
    expect(under('(x - 50)^2 + y^2')()).toMatchObject({ theta: [49.95, 0], certificate: { holds: true, scope: 'proven' } });
    expect(under('x - log(x) + y^2')()).toMatchObject({ certificate: { holds: true, scope: 'proven' } });
    const known = under('sin(3*x)*cos(2*y)')(); // many far away are as low but for λR
    expect(known.certificate).toMatchObject({ holds: true, scope: 'proven' });
    const open = solve({ loss: { kind: 'formula', formula: 'sin(3*x)*cos(2*y) + x^2/90 + x*y/50' }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.001 });
    expect(open.certificate.scope).toBe('best-found');
  });
});
