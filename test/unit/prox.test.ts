import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Penalty, Vec2 } from '../../src/problem/types.ts';
import { prox } from '../../src/solver/prox.ts';
import { least, penaltyTwins } from '../oracles.ts';

const given = JSON.parse(readFileSync(new URL('../references/a4_thresholding_1d.json', import.meta.url), 'utf8'));
const penaltyOf = ({ penalty: { kind, q, g }, lambda }: { penalty: { kind: string; q: number; g: number }; lambda: number }): [Penalty, number] =>
  (kind === 'lp' ? [{ kind, p: q }, lambda] : [{ kind: kind as 'scad' | 'mcp', shape: g, lambda }, 1]);

describe.each(given.problems as { id: string; problem: never; tolerance: { x: number; value: number }; cases: { z: number; expected: { x: number[]; value: number } }[] }[])(
  'reference $id', ({ problem, tolerance, cases }) => {
    const [penalty, step] = penaltyOf(problem);
    test.each(cases)('z = $z', ({ z, expected }) => {
      for (const turned of [false, true]) {
        const { theta, others } = prox(penalty, turned ? [0, z] : [z, 0], step);
        const found = [theta, ...others].map((point) => point[turned ? 1 : 0]).sort((a, b) => a - b);
        expect(found).toHaveLength(expected.x.length);
        for (const [i, x] of [...expected.x].sort((a, b) => a - b).entries()) {
          expect(Math.abs(found[i]! - x)).toBeLessThanOrEqual(tolerance.x);
          expect(Object.is(found[i], 0)).toBe(x === 0);
        }
        expect(theta[turned ? 0 : 1]).toBe(0);
      }
    });
  },
);

const coordinate = fc.oneof(fc.double({ min: -6, max: 6, noNaN: true }), fc.constantFrom(0, 1, -1, 2, 0.5, 1e-9, -1e-12));
const point: fc.Arbitrary<Vec2> = fc.oneof({ weight: 4, arbitrary: fc.tuple(coordinate, coordinate) }, coordinate.map((x): Vec2 => [x, -x]));
const steps = fc.oneof(fc.double({ min: 0, max: 8, noNaN: true }), fc.constantFrom(0, 1, 0.5, 1.1, 1.7, 3, 1e-9));

describe.each(penaltyTwins().filter(({ oracle }) => oracle.prox))('$name', ({ penalty, oracle }) => {
  const objective = (v: Vec2, step: number, theta: Vec2) => (theta[0] - v[0]) ** 2 / 2 + (theta[1] - v[1]) ** 2 / 2 + step * oracle.value(theta);
  test('is as low as the oracle and no lower, at every minimiser that it lists', () => fc.assert(fc.property(point, steps, (v, step) => {
    const { theta, others } = prox(penalty, v, step);
    const low = objective(v, step, oracle.prox!(v, step));
    // of the sums' rounding, and of what a penalty as steep as |θ|^0.3 makes of one ulp of θ
    for (const each of [theta, ...others]) expect(Math.abs(objective(v, step, each) - low)).toBeLessThanOrEqual(1e-13 * (1 + v[0] ** 2 + v[1] ** 2 + step));
  }), { numRuns: 60 }));
  test('keeps signs and order, mirrors with v, and has no negative zero', () => fc.assert(fc.property(point, steps, (v, step) => {
    const { theta } = prox(penalty, v, step);
    for (const i of [0, 1] as const) {
      expect(theta[i] * v[i]).toBeGreaterThanOrEqual(0);
      expect(Math.abs(theta[i])).toBeLessThanOrEqual(Math.abs(v[i]));
      expect(Object.is(theta[i], -0)).toBe(false);
    }
    expect(prox(penalty, [-v[0], -v[1]], step).theta).toEqual([0 - theta[0], 0 - theta[1]]);
  })));
  test('step 0 leaves v', () => expect(prox(penalty, [1.25, -3], 0)).toEqual({ theta: [1.25, -3], others: [] }));
});

test('two largest sizes end exactly equal', () => fc.assert(fc.property(point, fc.double({ min: 0.1, max: 5, noNaN: true }), (v, step) => {
  const { theta: [a, b] } = prox({ kind: 'linf' }, v, step);
  const apart = Math.abs(Math.abs(v[0]) - Math.abs(v[1]));
  const smaller = Math.min(Math.abs(v[0]), Math.abs(v[1]));
  expect(apart < step * (1 - 1e-12) ? Math.abs(a) - Math.abs(b) : 0).toBe(0);
  expect(apart > step * (1 + 1e-12) ? Math.min(Math.abs(a), Math.abs(b)) : smaller).toBe(smaller);
})));

// Xu, Chang, Xu, Zhang 2012 for p = ½; the quartic's radicals for p = 2/3 (Cao, Sun, Xu 2013): other roads to the same root.
const half = (z: number, s: number) => ((2 * z) / 3) * (1 + Math.cos((2 / 3) * (Math.PI - Math.acos((s / 4) * (z / 3) ** -1.5))));
function twoThirds(z: number, s: number): number {
  const inner = Math.sqrt(z ** 4 / 256 - ((2 * s) / 9) ** 3);
  const large = Math.cbrt(z * z / 16 + inner);
  const t = large + (2 * s) / 9 / large; // the other cube root without its cancellation
  return ((Math.sqrt(2 * t) + Math.sqrt((2 * z) / Math.sqrt(2 * t) - 2 * t)) / 2) ** 3;
}
test.each([[0.5, half], [2 / 3, twoThirds]] as const)('closed form of p = %d', (p, closed) => fc.assert(
  fc.property(fc.double({ min: 1e-3, max: 10, noNaN: true }), fc.double({ min: 1.001, max: 20, noNaN: true }), (step, times) => {
    const z = (times * (2 * step * (1 - p)) ** (1 / (2 - p)) * (2 - p)) / (2 * (1 - p));
    const { theta: [, x], others } = prox({ kind: 'lp', p }, [0, -z], step);
    expect(others).toEqual([]);
    expect(Math.abs(-x / closed(z, step) - 1)).toBeLessThanOrEqual(1e-13);
  }),
));

describe('ties', () => {
  const shapes: [Penalty, number, number, number[]][] = [
    [{ kind: 'lp', p: 0.5 }, 1.5, 1, [0, 1]], // z = 3/2 λ^(2/3)
    [{ kind: 'lp', p: 0.5 }, 6, 8, [0, 4]],
    [{ kind: 'mcp', shape: 2, lambda: 0.5 }, 2, 8, [0, 2]], // z = λ√(γs)
    [{ kind: 'scad', shape: 3, lambda: 0.5 }, 1.75, 3, [0.25, 1.75]], // z = λ(γ + 1 + s)/2, from the soft point
    [{ kind: 'scad', shape: 3, lambda: 0.5 }, 4, 16, [0, 4]], // z = λ√(s(γ + 1))
  ];
  test.each(shapes)('%j at %d', (penalty, z, step, expected) => {
    const across = expected.flatMap((x) => expected.map((y) => [-x || 0, y]));
    const { theta, others } = prox(penalty, [-z, z], step);
    for (const [i, point] of [theta, ...others].entries()) for (const j of [0, 1] as const) expect(point[j]).toBeCloseTo(across[i]![j]!, 14);
    expect(others).toHaveLength(3);
    expect(prox(penalty, [z, 0], step).others).toHaveLength(1);
    expect(prox(penalty, [z * (1 - 1e-12), 0], step).others).toEqual([]);
    expect(prox(penalty, [z * (1 + 1e-12), 0], step).others).toEqual([]);
    expect(prox(penalty, [z * (1 - 1e-12), 0], step).theta[0]).toBeLessThanOrEqual(expected[0]!);
    expect(prox(penalty, [z * (1 + 1e-12), 0], step).theta[0]).toBeGreaterThanOrEqual(expected[1]!);
  });
  test('every lp threshold ties its two points', () => fc.assert(fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.double({ min: 0.01, max: 5, noNaN: true }), (p, step) => {
    const x = (2 * step * (1 - p)) ** (1 / (2 - p));
    const z = x + step * p * x ** (p - 1);
    const { theta, others } = prox({ kind: 'lp', p }, [z, 0], step);
    expect(theta).toEqual([0, 0]);
    expect(others).toHaveLength(1);
    const beyond = others[0]![0];
    expect(Math.abs((beyond - z) ** 2 / 2 + step * beyond ** p - z * z / 2)).toBeLessThanOrEqual(1e-13 * (1 + z * z));
  })));
  test('a segment of ties lists its ends', () => {
    expect(prox({ kind: 'mcp', shape: 2, lambda: 1 }, [2, 0], 2)).toEqual({ theta: [0, 0], others: [[2, 0]] });
    expect(prox({ kind: 'scad', shape: 3, lambda: 1 }, [0, -3], 2)).toEqual({ theta: [0, -1], others: [[0, -3]] });
  });
});

test('every p from 0.05 to 60 is a stationary point below brute force', () => fc.assert(
  fc.property(fc.double({ min: 0.05, max: 60, noNaN: true }), fc.double({ min: 1e-3, max: 9, noNaN: true }), fc.double({ min: 1e-3, max: 9, noNaN: true }), (p, z, step) => {
    const f = (x: number) => (x - z) ** 2 / 2 + step * x ** p;
    const { theta: [x] } = prox({ kind: 'lp', p }, [z, 0], step);
    expect(f(x)).toBeLessThanOrEqual(f(least(f, 0, z, [0, z])) + 1e-13 * (1 + z * z));
    if (x > 0) expect(Math.abs(x + step * p * x ** (p - 1) - z)).toBeLessThanOrEqual(1e-13 * (1 + p) * z);
  }), { numRuns: 300 },
));

test('λ inside is the penalty’s own before the caller’s', () => {
  expect(prox({ kind: 'mcp', shape: 3 }, [2, 0], 1, 1).theta).toEqual(prox({ kind: 'mcp', shape: 3, lambda: 1 }, [2, 0], 1, 0.1).theta);
});
test('λ = 0 penalises nothing', () => {
  for (const kind of ['scad', 'mcp'] as const) for (const step of [0.5, 9]) expect(prox({ kind, shape: 3, lambda: 0 }, [0, -2], step)).toEqual({ theta: [0, -2], others: [] });
});
test('refusals', () => {
  expect(() => prox({ kind: 'l1' }, [1, 1], -1)).toThrow('The step of a proximal map is -1; allowed is a number from 0 on.');
  expect(() => prox({ kind: 'l1' }, [1, 1], Number.NaN)).toThrow('allowed is a number');
  expect(() => prox({ kind: 'formula', formula: 'x^2' }, [1, 1], 1)).toThrow('The penalty “x^2” is a formula');
});
