import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataLoss, Penalty, Vec2 } from '../../src/problem/types.ts';
import { type Amount, type Attained, fit } from '../../src/solver/data/fit.ts';

// Written by hand, free of src, but for what is tested.
const PENALTIES: [Penalty, (theta: Vec2) => number, boolean][] = [
  [{ kind: 'l1' }, ([a, b]) => Math.abs(a) + Math.abs(b), true],
  [{ kind: 'linf' }, ([a, b]) => Math.max(Math.abs(a), Math.abs(b)), true],
  [{ kind: 'weighted-l1', weights: [0.5, 2] }, ([a, b]) => 0.5 * Math.abs(a) + 2 * Math.abs(b), true],
  [{ kind: 'weighted-l1', weights: [0, 1] }, ([, b]) => Math.abs(b), true],
  [{ kind: 'l2' }, ([a, b]) => a * a + b * b, false],
  [{ kind: 'l2-norm' }, ([a, b]) => Math.sqrt(a * a + b * b), false],
  [{ kind: 'elastic-net', ratio: 0.4 }, ([a, b]) => 0.4 * (Math.abs(a) + Math.abs(b)) + 0.3 * (a * a + b * b), false],
  [{ kind: 'group', groups: [[0, 1]] }, ([a, b]) => Math.SQRT2 * Math.sqrt(a * a + b * b), false],
  [{ kind: 'lp', p: 1.5 }, ([a, b]) => Math.abs(a) ** 1.5 + Math.abs(b) ** 1.5, false],
];
const meanAt = ({ X, y, weights }: DataLoss, [u, v]: Vec2, b: number) => {
  let sum = 0, total = 0;
  X.forEach(([p, q], i) => { const w = weights?.[i] ?? 1; total += w; sum += w * Math.max(0, 1 - y[i]! * (p * u + q * v + b)); });
  return sum / total;
};
/** With an intercept, b minimises a polygon whose corners are yᵢ − xᵢ·θ. */
const lossAt = (loss: DataLoss, theta: Vec2): number =>
  (loss.intercept ? Math.min(...loss.X.map(([p, q], i) => meanAt(loss, theta, loss.y[i]! - p * theta[0] - q * theta[1]))) : meanAt(loss, theta, 0));

const number = (low: number, high: number) => fc.integer({ min: Math.round(low * 1000), max: Math.round(high * 1000) }).map((k) => k / 1000);
const coarse = (low: number, high: number) => fc.integer({ min: low, max: high });
const losses = (most: number) => fc.record({ n: fc.integer({ min: 2, max: most }), intercept: fc.boolean(), weighted: fc.boolean(), coarse: fc.boolean() })
  .chain(({ n, intercept, weighted, coarse: whole }) => fc.record({
    X: fc.array(whole ? fc.tuple(coarse(-2, 2), coarse(-2, 2)) : fc.tuple(number(-2, 2), number(-2, 2)), { minLength: n, maxLength: n }),
    y: fc.array(fc.constantFrom(1, -1), { minLength: n, maxLength: n }),
    weights: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: n, maxLength: n }),
  }).map(({ X, y, weights }): DataLoss => ({
    kind: 'hinge', X, y: y.map((label, i) => (i === 0 ? 1 : i === 1 ? -1 : label)), intercept, ...(weighted ? { weights } : {}),
  })));
const solved = (loss: DataLoss, penalty: Penalty, amount: Amount, warm?: Attained) => {
  const found = fit(loss, penalty, amount, warm);
  if (!found.attained) throw new Error(found.reason);
  return found;
};
const nearby = fc.array(fc.record({ angle: number(0, 6.283), size: fc.constantFrom(1, 0.1, 0.01, 1e-3, 1e-4, 1e-6) }), { minLength: 20, maxLength: 20 });
const around = ([a, b]: Vec2, moves: readonly { angle: number; size: number }[]): Vec2[] =>
  moves.map(({ angle, size }) => [a + size * Math.cos(angle), b + size * Math.sin(angle)]);
const ROOM = 1e-13;

/** Samples on their margin are there to rounding, no other is, and every α is a share. */
function checkKinks(loss: DataLoss, { theta, intercept = 0, kinks }: Attained) {
  const margin = (i: number) => loss.y[i]! * (loss.X[i]![0] * theta[0] + loss.X[i]![1] * theta[1] + intercept);
  for (const { sample, alpha } of kinks!) {
    expect(Math.abs(margin(sample) - 1)).toBeLessThanOrEqual(1e-13 * (1 + Math.abs(theta[0]) + Math.abs(theta[1]) + Math.abs(intercept)) * 4);
    expect(alpha).toBeGreaterThanOrEqual(0);
    expect(alpha).toBeLessThanOrEqual(1);
  }
}
/** The force Σ wαyx of the samples, held exactly by b: Σ wαy = 0 with an intercept. */
function force(loss: DataLoss, { theta, intercept = 0, kinks }: Attained): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  const total = loss.y.reduce((all, _, i) => all + (loss.weights?.[i] ?? 1), 0);
  loss.X.forEach(([p, q], i) => {
    const label = loss.y[i]!, kink = kinks!.find(({ sample }) => sample === i);
    const share = kink ? kink.alpha : label * (p * theta[0] + q * theta[1] + intercept) < 1 ? 1 : 0;
    const part = (share * label * (loss.weights?.[i] ?? 1)) / total;
    sum[0] += part * p; sum[1] += part * q; sum[2] += part;
  });
  return sum;
}

describe.each(PENALTIES)('%j', (penalty, R) => {
  test('no point has a lower L + λR, and α holds it', () => fc.assert(fc.property(losses(14), number(0.002, 0.8), nearby, (loss, lambda, moves) => {
    const found = solved(loss, penalty, { form: 'penalty', lambda });
    const value = (theta: Vec2) => lossAt(loss, theta) + lambda * R(theta);
    const best = value(found.theta);
    for (const theta of [...around(found.theta, moves), [0, 0] as Vec2]) expect(value(theta) - best).toBeGreaterThanOrEqual(-ROOM);
    for (const theta of found.others) expect(Math.abs(value(theta) - best)).toBeLessThanOrEqual(ROOM);
    if (loss.intercept) expect(meanAt(loss, found.theta, found.intercept!) - lossAt(loss, found.theta)).toBeLessThanOrEqual(ROOM);
    checkKinks(loss, found);
    // λR(θ′) ≥ λR(θ) + f·(θ′ − θ): the force is a subgradient of λR
    const f = force(loss, found);
    if (loss.intercept) expect(Math.abs(f[2])).toBeLessThanOrEqual(1e-12);
    for (const theta of [...around(found.theta, moves), ...around([0, 0], moves)]) {
      const lead = lambda * (R(theta) - R(found.theta)) - f[0] * (theta[0] - found.theta[0]) - f[1] * (theta[1] - found.theta[1]);
      expect(lead).toBeGreaterThanOrEqual(-1e-12);
    }
  }), { numRuns: 20 }));

  test('no point with R ≤ t has a lower L', () => fc.assert(fc.property(losses(14), number(0.01, 2), nearby, (loss, budget, moves) => {
    const found = solved(loss, penalty, { form: 'constraint', budget });
    const best = lossAt(loss, found.theta);
    expect(R(found.theta)).toBeLessThanOrEqual(budget * (1 + 1e-13));
    for (const theta of [...around(found.theta, moves), [0, 0] as Vec2]) {
      if (R(theta) <= budget) expect(lossAt(loss, theta) - best).toBeGreaterThanOrEqual(-ROOM);
      // the Lagrangian has its minimum there too
      const change = lossAt(loss, theta) - best + found.lambda! * (R(theta) - R(found.theta));
      expect(change).toBeGreaterThanOrEqual(-1e-12 * (1 + found.lambda!));
    }
    checkKinks(loss, found);
  }), { numRuns: 20 }));

  test('λ = 0: no point has a lower L, nor as low a one with less R', () => fc.assert(fc.property(losses(8), nearby, (loss, moves) => {
    const found = solved(loss, penalty, { form: 'penalty', lambda: 0 });
    const best = lossAt(loss, found.theta);
    for (const theta of [...around(found.theta, moves), ...found.others]) {
      const rise = lossAt(loss, theta) - best;
      expect(rise).toBeGreaterThanOrEqual(-ROOM);
      if (rise <= 0) expect(R(theta) - R(found.theta)).toBeGreaterThanOrEqual(-1e-9);
    }
  }), { numRuns: 15 }));
});

describe.each(PENALTIES.filter(([, , linear]) => linear))('%j', (penalty, R) => {
  test('agrees with every vertex of the kinks and creases', () => fc.assert(fc.property(losses(6), number(0.01, 0.5), (loss, lambda) => {
    // lines c·θ = r: kinks, or differences of two with an intercept; the creases of R
    const rows: [number, number, number][] = loss.X.map(([p, q], i) => [p, q, loss.y[i]!]);
    const lines = loss.intercept ? rows.flatMap((a, i) => rows.slice(i + 1).map((b): [number, number, number] => [a[0] - b[0], a[1] - b[1], a[2] - b[2]])) : rows.slice();
    lines.push([1, 0, 0], [0, 1, 0], [1, 1, 0], [1, -1, 0]);
    let best = Infinity;
    lines.forEach((a, i) => { for (const b of lines.slice(i + 1)) {
      const determinant = a[0] * b[1] - a[1] * b[0];
      if (Math.abs(determinant) < 1e-12) continue;
      const theta: Vec2 = [(a[2] * b[1] - a[1] * b[2]) / determinant, (a[0] * b[2] - a[2] * b[0]) / determinant];
      best = Math.min(best, lossAt(loss, theta) + lambda * R(theta));
    } });
    const found = solved(loss, penalty, { form: 'penalty', lambda });
    expect(Math.abs(lossAt(loss, found.theta) + lambda * R(found.theta) - best)).toBeLessThanOrEqual(ROOM);
  }), { numRuns: 20 }));
});

test('a warm start ends where a cold one does', () => fc.assert(fc.property(losses(14), fc.constantFrom(...PENALTIES), number(0.01, 0.5), fc.boolean(), (loss, [penalty, R], size, bound) => {
  const amount = (scale: number): Amount => (bound ? { form: 'constraint', budget: size * scale } : { form: 'penalty', lambda: size * scale });
  const cold = solved(loss, penalty, amount(1)), warm = solved(loss, penalty, amount(1), solved(loss, penalty, amount(1.05)));
  const value = ({ theta }: Attained) => lossAt(loss, theta) + (bound ? 0 : size * R(theta));
  expect(Math.abs(value(warm) - value(cold))).toBeLessThanOrEqual(ROOM);
  if (cold.unique) for (const j of [0, 1] as const) expect(Math.abs(warm.theta[j] - cold.theta[j])).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(cold.theta[j])));
}), { numRuns: 60 }));

test('integer weights are repeated rows', () => fc.assert(fc.property(losses(8), fc.constantFrom(...PENALTIES), number(0.01, 0.5), (loss, [penalty, R], lambda) => {
  const weights = loss.y.map((_, i) => (i % 3) + 1);
  const repeat = <T>(list: readonly T[]) => list.flatMap((value, i) => Array<T>(weights[i]!).fill(value));
  const { weights: _given, ...rest } = loss;
  const once = { ...rest, weights } as DataLoss, many = { ...rest, X: repeat(loss.X), y: repeat(loss.y) } as DataLoss;
  const value = ({ theta }: Attained) => lossAt(once, theta) + lambda * R(theta);
  const [a, b] = [solved(once, penalty, { form: 'penalty', lambda }), solved(many, penalty, { form: 'penalty', lambda })];
  expect(Math.abs(value(a) - value(b))).toBeLessThanOrEqual(ROOM);
}), { numRuns: 60 }));

test('the margin of two points is in the middle of them, by hand', () => {
  const loss: DataLoss = { kind: 'hinge', X: [[1, 1], [3, 1]], y: [-1, 1], intercept: true };
  const found = solved(loss, { kind: 'l2' }, { form: 'penalty', lambda: 0.01 });
  // θ = (1, 0), b = −2; the force α/2 · (3 − 1) = 2λ holds it at α = 0.02
  expect(found).toMatchObject({ theta: [1, 0], intercept: -2, unique: true });
  expect(found.kinks!.map(({ sample }) => sample)).toEqual([0, 1]);
  for (const { alpha } of found.kinks!) expect(alpha).toBeCloseTo(0.02, 14);
});

describe('weights that are small beside b, or beside one that is never penalised', () => {
  // Near θ = 0 and the b of a vertex L falls in proportion to θ, so what is best at a size of 1e-5 is best at 1e-12, resized.
  const NORMS = PENALTIES.filter(([{ kind }]) => kind !== 'l2' && kind !== 'elastic-net' && kind !== 'lp').map(([penalty]) => penalty);
  const generic = losses(9).filter(({ X, y }) => y.filter((label) => label > 0).length * 2 !== y.length && X.every(([p, q]) => p !== 0 || q !== 0));

  test('a region of 1e-12 has the solution of one of 1e-5, resized', () => fc.assert(fc.property(generic, fc.constantFrom(...NORMS), (loss, penalty) => {
    if (penalty.kind === 'weighted-l1' && penalty.weights[0] === 0) return;
    const plain = { ...loss, intercept: true, weights: loss.y.map(() => 1) } as DataLoss;
    const [wide, narrow] = [1e-5, 1e-12].map((budget) => solved(plain, penalty, { form: 'constraint', budget })) as [Attained, Attained];
    const resized: Vec2 = [narrow.theta[0] * 1e7, narrow.theta[1] * 1e7];
    expect(lossAt(plain, resized) - lossAt(plain, wide.theta)).toBeLessThanOrEqual(1e-15 * 20);
    expect(Math.abs(narrow.lambda! - wide.lambda!)).toBeLessThanOrEqual(1e-3 * (1 + wide.lambda!));
  }), { numRuns: 150 }));

  test('a λ of 1e12 has the solution of one of 1e6, resized', () => fc.assert(fc.property(generic, (loss) => {
    const plain = { ...loss, intercept: true, weights: loss.y.map(() => 1) } as DataLoss;
    const [wide, narrow] = [1e6, 1e12].map((lambda) => solved(plain, { kind: 'l2' }, { form: 'penalty', lambda })) as [Attained, Attained];
    for (const j of [0, 1] as const) expect(narrow.theta[j] * 1e6).toBeCloseTo(wide.theta[j], 18);
  }), { numRuns: 100 }));

  test('on a strip the free weight meets its kink, by hand', () => {
    // margins 1.5θ₂ twice and −θ₁/2 + 1.5θ₂: θ₂ is at its wall, θ₁ where the third is met, and λ is all of the pull
    const loss: DataLoss = { kind: 'hinge', X: [[0, 1.5], [0, 1.5], [-0.5, 1.5]], y: [1, 1, 1] };
    const { theta, lambda } = solved(loss, { kind: 'weighted-l1', weights: [0, 1] }, { form: 'constraint', budget: 6e-13 });
    expect(theta).toEqual([expect.closeTo(-2, 11), 6e-13]);
    expect(lambda).toBeCloseTo(1, 14);
  });
});

test('a bottom without an end is told by its end nearby, with all digits of b', () => {
  const loss: DataLoss = { kind: 'hinge', X: [[-2, 0], [-2, -2], [1, 0], [-2, 0], [2, 0]], y: [1, -1, 1, -1, 1], weights: [2, 2, 3, 1, 2], intercept: true };
  const found = solved(loss, { kind: 'weighted-l1', weights: [0, 1] }, { form: 'penalty', lambda: 0.002 });
  // margins −2θ₁ + b and −(−2θ₁ − 2θ₂ + b) of 1 hold θ₂ = 1, b = 1 + 2θ₁ for every θ₁ ≥ 0
  expect(found.theta[1]).toBeCloseTo(1, 14);
  expect(found.intercept! - 2 * found.theta[0]).toBeCloseTo(1, 14);
  expect(Math.abs(found.theta[0])).toBeLessThanOrEqual(1000);
});

test('a power near 1 makes a weight as small as its force asks for', () => {
  const loss: DataLoss = {
    kind: 'hinge', y: [1, -1, -1, -1],
    X: [[0.37706695060725937, -1.2817155204601804], [-0.4393833501722267, 0.9576705570793689], [0.708755686265633, 0.9282631295981445], [-0.3032992704717746, 1.0927293681354018]],
  };
  const p = 1.01, lambda = 0.48392892824664224, found = solved(loss, { kind: 'lp', p }, { form: 'penalty', lambda });
  const [f1, f2] = force(loss, found), [u, v] = found.theta;
  expect(Math.abs(u)).toBeGreaterThan(0);
  expect(Math.abs(u)).toBeLessThan(1e-50);
  expect(lambda * p * Math.abs(u) ** (p - 1)).toBeCloseTo(Math.abs(f1), 12);
  expect(lambda * p * Math.abs(v) ** (p - 1)).toBeCloseTo(Math.abs(f2), 12);
});

test('columns of very different scales: the flat axis is followed to its kink', () => {
  const loss: DataLoss = { kind: 'hinge', X: [[-0.0005, 100], [-0.0005, 50]], y: [-1, -1] };
  for (const lambda of [0, 0.01, 1000]) expect(solved(loss, { kind: 'weighted-l1', weights: [0, 1] }, { form: 'penalty', lambda }).theta).toEqual([2000, 0]);
});

test('a power near 1 holds at exactly 0 what only a weight below the smallest number would balance', () => fc.assert(fc.property(losses(12), number(2, 20), (loss, lambda) => {
  const p = 1.0001, plain = { ...loss, intercept: true } as DataLoss, found = solved(plain, { kind: 'lp', p }, { form: 'penalty', lambda });
  const f = force(plain, found), most = lambda * p * Number.MIN_VALUE ** (p - 1);
  expect(Math.abs(f[2])).toBeLessThanOrEqual(1e-12);
  for (const j of [0, 1] as const) if (found.theta[j] === 0) expect(Math.abs(f[j]!)).toBeLessThanOrEqual(most * (1 + 1e-12));
}), { numRuns: 40 }));

test.each([[1, 1], [1e10, 1], [1e27, 1], [1e27, 1e27]])('steep weights have their small region: %d, %d', (w1, w2) => {
  const loss: DataLoss = { kind: 'hinge', X: [[-0.2, 0], [-0.2, 0], [0.64, 0]], y: [1, -1, 1], weights: [2, 1, 1] };
  const { theta, lambda } = solved(loss, { kind: 'weighted-l1', weights: [w1, w2] }, { form: 'constraint', budget: 6e-13 });
  expect(theta[0] * w1).toBeCloseTo(6e-13, 25);
  expect(theta[1]).toBe(0);
  expect(lambda! * w1).toBeCloseTo((0.64 - 0.2) / 4, 12);
});
