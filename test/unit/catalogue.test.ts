import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isData, SAMPLE_LOSSES, stateLoss, stateSample } from '../../src/problem/losses.ts';
import { lambdaInside, PENALTIES, penaltyOf, statePenalty } from '../../src/problem/penalties.ts';
import { SAMPLE, slopeOf, THETA, valueOf, type Stated } from '../../src/problem/stated.ts';
import type { Loss, Vec2 } from '../../src/problem/types.ts';
import { LOSS_ORACLES, PENALTY_ORACLES, penaltyTwins, SAMPLE_ORACLES } from '../oracles.ts';

// Random points, and those where formulas go wrong: the origin, the axes, the diagonals, where pieces meet, the far and the near.
const special = [0, 1, 0.6, 1.5, 0.9, 3.7, 4.2, 2, -1, -0.6, 1e-9, -1e-300, 1e6];
const coordinate = fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(...special));
const point: fc.Arbitrary<Vec2> = fc.oneof(
  fc.tuple(coordinate, coordinate), coordinate.map((x): Vec2 => [x, x]), coordinate.map((x): Vec2 => [-x, x]),
);

const UNDERFLOW = 1e-150; // nearer to a kink, squares are no longer normal numbers

const ROUNDING = 1e-12; // some dozens of roundings of numbers up to `size`
const off = (actual: number, expected: number, size: number) => Math.abs(actual - expected) / size;
const gradientOf = (stated: Stated) => {
  const [dx, dy] = THETA.map((by) => slopeOf(stated, by));
  return ([x, y]: Vec2): Vec2 => [dx!(x, y), dy!(x, y)];
};

test('every penalty and every loss has an oracle with examples', () => {
  expect(new Set(Object.keys(PENALTY_ORACLES))).toEqual(new Set(Object.keys(PENALTIES)));
  expect(new Set(Object.keys(SAMPLE_ORACLES))).toEqual(new Set(Object.keys(SAMPLE_LOSSES)));
  for (const { examples } of Object.values(PENALTY_ORACLES)) expect(examples.length).toBeGreaterThan(0);
  const all: Record<Loss['kind'], unknown> = { ...SAMPLE_ORACLES, ...LOSS_ORACLES }; // a kind without one does not compile
  for (const oracle of Object.values(all)) expect(oracle).not.toEqual([]);
});

describe.each(penaltyTwins())('penalty $name', ({ penalty, oracle }) => {
  const stated = statePenalty(penalty, Number.NaN); // each example has its own λ: the outer one must not matter
  test('value', () => {
    const value = valueOf(stated);
    fc.assert(fc.property(point, (theta) => {
      expect(off(value(...theta), oracle.value(theta), 1 + oracle.value(theta))).toBeLessThanOrEqual(ROUNDING);
    }));
  });
  test('derivative off the kinks', () => {
    const gradient = gradientOf(stated);
    fc.assert(fc.property(point.filter((theta) => oracle.smooth(theta) > UNDERFLOW), (theta) => {
      const [actual, expected] = [gradient(theta), oracle.gradient(theta)];
      for (const i of [0, 1] as const) expect(off(actual[i], expected[i], 1 + Math.abs(expected[i]))).toBeLessThanOrEqual(ROUNDING);
    }));
  });
});

test('λ inside is the problem’s in penalty form and the penalty’s own in constraint form', () => {
  for (const kind of ['scad', 'mcp'] as const) {
    const penalty = { kind, shape: 3, lambda: 0.5 } as const;
    const loss = { kind: 'himmelblau' } as const;
    const inside = penaltyOf({ loss, penalty, form: 'penalty', lambda: 2 });
    const theta: Vec2 = [0.7, -9];
    const at = (lambda: number) => PENALTY_ORACLES[kind].of({ ...penalty, lambda }).value(theta);
    expect(lambdaInside(penalty)).toBe(true);
    expect(inside.weight).toBe(1);
    expect(valueOf(inside.stated)(...theta)).toBeCloseTo(at(2), 12);
    const wall = penaltyOf({ loss, penalty, form: 'constraint', budget: 1 });
    expect(wall.weight).toBeUndefined();
    expect(valueOf(wall.stated)(...theta)).toBeCloseTo(at(0.5), 12);
  }
  expect(penaltyOf({ loss: { kind: 'himmelblau' }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 2 }).weight).toBe(2);
});

describe.each(Object.entries(SAMPLE_ORACLES))('loss of a sample: %s', (kind, oracle) => {
  const loss = oracle.loss([[1, 0]], [oracle.targets[0]!]);
  const stated = stateSample(loss);
  const sample = fc.tuple(coordinate.filter((eta) => eta < 100), fc.constantFrom(...oracle.targets));
  test('value and slope', () => {
    const [value, slope] = [valueOf(stated, SAMPLE), slopeOf(stated, 'eta', SAMPLE)];
    fc.assert(fc.property(sample, ([eta, y]) => {
      expect(off(value(eta, y), oracle.value(eta, y), 1 + Math.abs(oracle.value(eta, y)))).toBeLessThanOrEqual(ROUNDING);
      if (oracle.kink(eta, y) > 0) expect(off(slope(eta, y), oracle.slope(eta, y), 1 + Math.abs(oracle.slope(eta, y)))).toBeLessThanOrEqual(ROUNDING);
    }));
  });
  test('far out it neither overflows nor vanishes', () => {
    if (kind === 'poisson') return; // e^η has no other value there
    const value = valueOf(stated, SAMPLE);
    for (const eta of [-800, 800]) for (const y of oracle.targets) {
      expect(off(value(eta, y), oracle.value(eta, y), 1 + oracle.value(eta, y))).toBeLessThanOrEqual(ROUNDING);
    }
  });
  test('only least squares has a formula of θ', () => {
    expect(isData(loss)).toBe(true);
    expect(stateLoss(loss) === null).toBe(kind !== 'squared');
  });
});

describe.each(Object.values(LOSS_ORACLES).flat().map((oracle) => ({ name: JSON.stringify(oracle.loss), ...oracle })))('loss $name', ({ loss, value, gradient }) => {
  const stated = stateLoss(loss)!;
  test('value and gradient', () => {
    const [actual, slope] = [valueOf(stated), gradientOf(stated)];
    fc.assert(fc.property(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), coordinate.filter((y) => y < 100)), ([x, y]) => {
      const [size, g, s] = [1 + Math.hypot(x, y), gradient([x, y]), slope([x, y])];
      expect(off(actual(x, y), value([x, y]), size * size + value([x, y]))).toBeLessThanOrEqual(ROUNDING);
      for (const i of [0, 1] as const) expect(off(s[i], g[i], 100 * size ** 3)).toBeLessThanOrEqual(ROUNDING);
    }));
  });
});
