import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataLoss, Penalty, Vec2 } from '../../src/problem/types.ts';
import { type Amount, type Attained, fit } from '../../src/solver/data/fit.ts';
import { momentsAt } from '../../src/samples/moments.ts';

// Everything here is written by hand, free of src, but for what it tests.
type Kind = 'logistic' | 'huber' | 'squared-hinge' | 'poisson';
const KINDS: Kind[] = ['logistic', 'huber', 'squared-hinge', 'poisson'];
const DELTA = 0.7;
const sample: Record<Kind, (eta: number, y: number) => number> = {
  logistic: (eta, y) => (y * eta > 0 ? Math.log1p(Math.exp(-y * eta)) : -y * eta + Math.log1p(Math.exp(y * eta))),
  huber: (eta, y) => (Math.abs(eta - y) <= DELTA ? (eta - y) ** 2 / 2 : DELTA * (Math.abs(eta - y) - DELTA / 2)),
  'squared-hinge': (eta, y) => Math.max(0, 1 - y * eta) ** 2,
  poisson: (eta, y) => Math.exp(eta) - y * eta,
};
const meanAt = ({ kind, X, y, weights }: DataLoss, [u, v]: Vec2, b: number) => {
  let sum = 0, total = 0;
  X.forEach(([p, q], i) => { const w = weights?.[i] ?? 1; total += w; sum += w === 0 ? 0 : w * sample[kind as Kind](p * u + q * v + b, y[i]!); });
  return sum / total;
};
/** min over b by ternary search of a convex function. */
function lossAt(loss: DataLoss, theta: Vec2): number {
  if (!loss.intercept) return meanAt(loss, theta, 0);
  const reach = 300 + Math.max(...loss.X.map(([p, q]) => Math.abs(p * theta[0] + q * theta[1]))); // b stands against what θ makes of the rows
  let low = -reach, high = reach;
  for (let k = 0; k < 130; k += 1) {
    const a = low + (high - low) / 3, c = high - (high - low) / 3;
    if (meanAt(loss, theta, a) < meanAt(loss, theta, c)) high = c; else low = a;
  }
  return meanAt(loss, theta, (low + high) / 2);
}
const PENALTIES: [Penalty, (theta: Vec2) => number][] = [
  [{ kind: 'l1' }, ([a, b]) => Math.abs(a) + Math.abs(b)],
  [{ kind: 'l2' }, ([a, b]) => a * a + b * b],
  [{ kind: 'l2-norm' }, ([a, b]) => Math.sqrt(a * a + b * b)],
  [{ kind: 'linf' }, ([a, b]) => Math.max(Math.abs(a), Math.abs(b))],
  [{ kind: 'elastic-net', ratio: 0.4 }, ([a, b]) => 0.4 * (Math.abs(a) + Math.abs(b)) + 0.3 * (a * a + b * b)],
  [{ kind: 'weighted-l1', weights: [0.5, 2] }, ([a, b]) => 0.5 * Math.abs(a) + 2 * Math.abs(b)],
  [{ kind: 'weighted-l1', weights: [0, 1] }, ([, b]) => Math.abs(b)],
  [{ kind: 'group', groups: [[0, 1]] }, ([a, b]) => Math.SQRT2 * Math.sqrt(a * a + b * b)],
  [{ kind: 'lp', p: 1.5 }, ([a, b]) => Math.abs(a) ** 1.5 + Math.abs(b) ** 1.5],
  [{ kind: 'lp', p: 3 }, ([a, b]) => Math.abs(a) ** 3 + Math.abs(b) ** 3],
];

const number = (low: number, high: number) => fc.integer({ min: Math.round(low * 1000), max: Math.round(high * 1000) }).map((k) => k / 1000);
const losses = (kinds: readonly Kind[] = KINDS) => fc.record({
  kind: fc.constantFrom(...kinds), n: fc.integer({ min: 6, max: 25 }), intercept: fc.boolean(), weighted: fc.boolean(),
}).chain(({ kind, n, intercept, weighted }) => fc.record({
  X: fc.array(fc.tuple(number(-2, 2), number(-2, 2)), { minLength: n, maxLength: n }),
  noise: fc.array(number(0, 1), { minLength: n, maxLength: n }),
  weights: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n }),
  truth: fc.tuple(number(-1.5, 1.5), number(-1.5, 1.5), number(-0.5, 0.5)),
}).map(({ X, noise, weights, truth: [u, v, b] }) => {
  const y = X.map(([p, q], i) => {
    const eta = p * u + q * v + b, r = noise[i]!;
    if (kind === 'poisson') return Math.floor(Math.exp(Math.min(eta, 3)) * 2 * r);
    if (kind === 'huber') return eta + (r < 0.2 ? 30 : 2) * (r - 0.5);
    return r < 1 / (1 + Math.exp(-eta)) ? 1 : -1;
  });
  // both classes, and a count: what has none is tested apart
  y[0] = kind === 'poisson' ? 2 : kind === 'huber' ? y[0]! : 1;
  y[1] = kind === 'poisson' ? 1 : kind === 'huber' ? y[1]! : -1;
  const kept = weights.map((w, i) => (i < 2 ? 1 : w));
  return { kind, X, y, intercept, ...(kind === 'huber' ? { delta: DELTA } : {}), ...(weighted ? { weights: kept } : {}) } as DataLoss;
}));
const attained = (loss: DataLoss, penalty: Penalty, amount: Amount, warm?: Attained): Attained | null => {
  const found = fit(loss, penalty, amount, warm);
  return found.attained ? found : null;
};
const nearby = fc.array(fc.record({ angle: number(0, 6.283), size: fc.constantFrom(1, 0.1, 0.01, 1e-3, 1e-4) }), { minLength: 12, maxLength: 12 });
const around = ([a, b]: Vec2, moves: readonly { angle: number; size: number }[]): Vec2[] =>
  moves.map(({ angle, size }) => [a + size * Math.cos(angle), b + size * Math.sin(angle)]);

describe.each(PENALTIES)('%j', (penalty, R) => {
  test('no point has a lower L + λR', () => fc.assert(fc.property(losses(), number(0.001, 0.6), nearby, (loss, lambda, moves) => {
    const found = attained(loss, penalty, { form: 'penalty', lambda });
    if (!found) { expect(penalty.kind).toBe('weighted-l1'); return; }
    const best = lossAt(loss, found.theta) + lambda * R(found.theta);
    for (const theta of [...around(found.theta, moves), [0, 0] as Vec2]) {
      expect(lossAt(loss, theta) + lambda * R(theta) - best).toBeGreaterThanOrEqual(-2e-14 * (1 + Math.abs(best)));
    }
    for (const theta of found.others) expect(lossAt(loss, theta) + lambda * R(theta)).toBeCloseTo(best, 12);
    if (loss.intercept) expect(meanAt(loss, found.theta, found.intercept!) - lossAt(loss, found.theta)).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(best)));
  }), { numRuns: 30 }));

  test('no point with R ≤ t has a lower L, and λ is its multiplier', () => fc.assert(fc.property(losses(), number(0.01, 2), nearby, (loss, budget, moves) => {
    const found = attained(loss, penalty, { form: 'constraint', budget });
    if (!found) { expect(penalty.kind).toBe('weighted-l1'); return; }
    const best = lossAt(loss, found.theta);
    expect(R(found.theta)).toBeLessThanOrEqual(budget * (1 + 1e-14));
    for (const theta of [...around(found.theta, moves), [0, 0] as Vec2]) {
      if (R(theta) <= budget) expect(lossAt(loss, theta) - best).toBeGreaterThanOrEqual(-2e-14 * (1 + Math.abs(best)));
      // the Lagrangian has its minimum there too
      const change = lossAt(loss, theta) - best + found.lambda! * (R(theta) - R(found.theta));
      expect(change).toBeGreaterThanOrEqual(-1e-12 * (1 + Math.abs(best) + found.lambda!));
    }
    if (found.lambda! > 0) expect(R(found.theta)).toBeGreaterThanOrEqual(budget * (1 - 1e-12));
  }), { numRuns: 30 }));
});

test('stationary to rounding: the force −∇L is λ∂R, for l1 and l2', () => fc.assert(fc.property(losses(), number(0.001, 0.6), (loss, lambda) => {
  for (const kind of ['l1', 'l2'] as const) {
    const { theta } = attained(loss, { kind }, { form: 'penalty', lambda })!;
    const { gradient, hessian } = momentsAt(loss, theta);
    const ulps = (hessian[0][0] + hessian[1][1] + 1) * (1 + Math.abs(theta[0]) + Math.abs(theta[1]));
    for (const j of [0, 1] as const) {
      const miss = kind === 'l2' ? Math.abs(gradient[j] + 2 * lambda * theta[j]) : theta[j] === 0 ? Math.max(0, Math.abs(gradient[j]) - lambda) : Math.abs(gradient[j] + lambda * Math.sign(theta[j]));
      expect(miss).toBeLessThanOrEqual(1e-14 * ulps);
    }
  }
}), { numRuns: 200 }));

// All but one residual are beyond δ, so that the curvature has rank one and the model's own minimum is far along the flat.
test('stationary to rounding where one sample bends the loss', () => {
  const X: Vec2[] = [[0.003, -0.423], [1.872, 0], [-0.001, -0.026], [1.92, 0], [-0.001, -0.1], [-0.16, 0.405], [-1.273, 1.855]];
  const loss: DataLoss = { kind: 'huber', X, y: [-15, -15, -15, -15, -15, -15, -0.6], delta: 0.7 };
  const { theta } = attained(loss, { kind: 'l2' }, { form: 'penalty', lambda: 0.023 })!;
  const { gradient } = momentsAt(loss, theta);
  for (const j of [0, 1] as const) expect(Math.abs(gradient[j] + 0.046 * theta[j])).toBeLessThanOrEqual(8 * Number.EPSILON);
});

test('a warm start ends where a cold one does', () => fc.assert(fc.property(losses(), fc.constantFrom(...PENALTIES), number(0.01, 0.4), (loss, [penalty], lambda) => {
  const cold = attained(loss, penalty, { form: 'penalty', lambda });
  const start = attained(loss, penalty, { form: 'penalty', lambda: lambda * 1.1 });
  if (!cold?.unique || !start) return;
  const warm = attained(loss, penalty, { form: 'penalty', lambda }, start)!;
  const far = attained(loss, penalty, { form: 'penalty', lambda }, { ...start, theta: [800, -900] })!;
  for (const other of [warm, far]) for (const j of [0, 1] as const) {
    expect(Math.abs(other.theta[j] - cold.theta[j])).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(cold.theta[j])));
    expect(other.theta[j] === 0).toBe(cold.theta[j] === 0);
  }
}), { numRuns: 100 }));

test('integer weights are repeated rows', () => fc.assert(fc.property(losses(), number(0.01, 0.4), (loss, lambda) => {
  const weights = loss.weights ?? loss.y.map((_, i) => (i % 3) + 1);
  const { weights: _given, ...rest } = loss;
  const repeat = <T>(list: readonly T[]) => list.flatMap((value, i) => Array<T>(weights[i]!).fill(value));
  const once = attained({ ...rest, weights } as DataLoss, { kind: 'l2' }, { form: 'penalty', lambda })!;
  const many = attained({ ...rest, X: repeat(loss.X), y: repeat(loss.y) } as DataLoss, { kind: 'l2' }, { form: 'penalty', lambda })!;
  for (const j of [0, 1] as const) expect(Math.abs(once.theta[j] - many.theta[j])).toBeLessThanOrEqual(1e-9);
}), { numRuns: 60 }));

test('value, gradient and Hessian with b minimised away, by differences of the brute-force value', () => fc.assert(fc.property(losses(), number(-1, 1), number(-1, 1), (loss, u, v) => {
  const { value, gradient, hessian } = momentsAt(loss, [u, v]);
  expect(value).toBeCloseTo(lossAt(loss, [u, v]), 12);
  const h = 1e-5;
  const slope = (j: number) => (lossAt(loss, [u + (j ? 0 : h), v + (j ? h : 0)]) - lossAt(loss, [u - (j ? 0 : h), v - (j ? h : 0)])) / (2 * h);
  for (const j of [0, 1] as const) expect(Math.abs(gradient[j] - slope(j))).toBeLessThanOrEqual(1e-4 * (1 + Math.abs(gradient[j])));
  if (loss.kind === 'huber' || loss.kind === 'squared-hinge') return; // the Hessian jumps
  for (const j of [0, 1] as const) {
    const [plus, minus] = [momentsAt(loss, [u + (j ? 0 : h), v + (j ? h : 0)]), momentsAt(loss, [u - (j ? 0 : h), v - (j ? h : 0)])];
    for (const k of [0, 1] as const) expect(Math.abs(hessian[j][k] - (plus.gradient[k] - minus.gradient[k]) / (2 * h))).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(value)));
  }
}), { numRuns: 100 }));

test('the tails of the logistic loss keep their digits, and large margins and powers do not overflow', () => {
  const loss: DataLoss = { kind: 'logistic', X: [[1, 0], [1, 0]], y: [1, 1] };
  for (const m of [3, 20, 40, 300, 700]) expect(momentsAt(loss, [m, 0]).value / Math.log1p(Math.exp(-m))).toBeCloseTo(1, 14);
  expect(momentsAt(loss, [-4000, 0]).value).toBe(4000);
  const counts: DataLoss = { kind: 'poisson', X: [[1, 0], [2, 1]], y: [3, 1], intercept: true };
  // means eᵇ⁺⁹⁰⁰ and eᵇ⁺¹⁸⁰⁰ that sum to 4: b = log 4 − 1800 but for e⁻⁹⁰⁰
  expect(momentsAt(counts, [900, 0]).intercept! + 1800).toBeCloseTo(Math.log(4), 12);
  expect(momentsAt(counts, [900, 0]).value).toBeCloseTo(2 - (3 * (900 + Math.log(4) - 1800) + Math.log(4)) / 2, 10);
  expect(Number.isFinite(momentsAt(counts, [900, -900]).value)).toBe(true);
});

const integers = (kind: 'logistic' | 'poisson') => fc.record({ n: fc.integer({ min: 1, max: 7 }), intercept: fc.boolean() }).chain(({ n, intercept }) => fc.record({
  X: fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })), { minLength: n, maxLength: n }),
  y: fc.array(kind === 'logistic' ? fc.constantFrom(1, -1) : fc.constantFrom(0, 0, 0, 1, 2), { minLength: n, maxLength: n }),
}).map(({ X, y }): DataLoss => ({ kind, X, y, intercept })))
  .filter(({ y, intercept }) => !intercept || (kind === 'logistic' ? new Set(y).size === 2 : y.some((count) => count > 0)));

/** Whether some (d, c) never raises a sample's loss and lowers one's, by trying every direction across a row or a difference of rows. */
function recedes({ kind, X, y, intercept }: DataLoss): boolean {
  const spans = X.flatMap((a, i) => (intercept ? X.slice(i + 1).map((b): Vec2 => [a[0] - b[0], a[1] - b[1]]) : [a as Vec2]));
  // between neighbouring such directions no sign changes: they and the middles of them are all there is to try
  const angles = [...new Set(spans.filter(([p, q]) => p !== 0 || q !== 0).flatMap(([p, q]) => [0, 1, 2, 3].map((turn) => Math.atan2(q, p) + (turn * Math.PI) / 2)))].map((a) => (a + 8 * Math.PI) % (2 * Math.PI)).sort((a, b) => a - b);
  return angles.flatMap((a, k) => [a, (a + (angles[k + 1] ?? angles[0]! + 2 * Math.PI)) / 2]).some((angle) => {
    const moved = X.map(([p, q]) => { const m = p * Math.cos(angle) + q * Math.sin(angle); return Math.abs(m) < 1e-9 ? 0 : m; });
    return (intercept ? moved.map((m) => -m) : [0]).some((c) => {
      const change = moved.map((m, i) => { const v = m + c; return Math.abs(v) < 1e-9 ? 0 : kind === 'logistic' ? y[i]! * v : y[i]! > 0 ? -Math.abs(v) : -v; });
      return change.every((v) => v >= 0) && change.some((v) => v > 0);
    });
  });
}

describe.each(['logistic', 'poisson'] as const)('%s at λ = 0', (kind) => {
  test('is attained exactly when nothing recedes; else its infimum is what small λ tend to', () => fc.assert(fc.property(integers(kind), (loss) => {
    const found = fit(loss, { kind: 'l2' }, { form: 'penalty', lambda: 0 });
    expect(found.attained).toBe(!recedes(loss));
    if (found.attained) {
      const { gradient } = momentsAt(loss, found.theta);
      expect(Math.hypot(...gradient)).toBeLessThanOrEqual(1e-12);
      return;
    }
    const near = attained(loss, { kind: 'l2' }, { form: 'penalty', lambda: 1e-10 })!;
    const value = lossAt(loss, near.theta);
    expect(value - found.infimum).toBeGreaterThanOrEqual(-1e-12);
    expect(value - found.infimum).toBeLessThanOrEqual(1e-5);
    // the direction only lowers the loss, from anywhere
    const [u, v] = found.direction;
    for (const [p, q] of [[0, 0], [0.5, -1], [-2, 0.3]] as Vec2[]) {
      expect(lossAt(loss, [p + u, q + v])).toBeLessThanOrEqual(lossAt(loss, [p, q]) + 1e-12);
      expect(lossAt(loss, [p + u, q + v])).toBeGreaterThanOrEqual(found.infimum - 1e-12);
    }
  }), { numRuns: 150 }));
});

test('an axis that is not penalised recedes at any λ and any t', () => {
  const loss: DataLoss = { kind: 'logistic', X: [[1, 0], [-1, 0], [0, 1], [0, 1]], y: [1, -1, 1, -1] };
  for (const amount of [{ form: 'penalty', lambda: 0.3 }, { form: 'constraint', budget: 1 }] as const) {
    expect(fit(loss, { kind: 'weighted-l1', weights: [0, 1] }, amount)).toMatchObject({ attained: false, direction: [1, 0], infimum: Math.log(2) / 2 });
    expect(fit(loss, { kind: 'weighted-l1', weights: [1, 0] }, amount)).toMatchObject({ attained: true });
  }
});

test('what an intercept fits alone is refused', () => {
  const X: Vec2[] = [[1, 2], [2, 1], [0, 1]];
  for (const kind of ['logistic', 'hinge', 'squared-hinge'] as const) {
    expect(() => fit({ kind, X, y: [1, 1, 1], intercept: true }, { kind: 'l1' }, { form: 'penalty', lambda: 1 })).toThrow('one class');
    expect(() => fit({ kind, X, y: [1, 1, -1], weights: [1, 1, 0], intercept: true }, { kind: 'l1' }, { form: 'penalty', lambda: 1 })).toThrow('one class');
  }
  expect(() => fit({ kind: 'poisson', X, y: [0, 0, 0], intercept: true }, { kind: 'l1' }, { form: 'penalty', lambda: 1 })).toThrow('All counts are zero');
});

describe('flat bottoms are said to be flat, with the least penalised point', () => {
  test('huber between two distant targets', () => {
    const loss: DataLoss = { kind: 'huber', delta: 0.1, X: [[1, 0], [1, 0], [0, 1]], y: [0, 5, 1] };
    const found = attained(loss, { kind: 'l2' }, { form: 'penalty', lambda: 0 })!;
    expect(found.unique).toBe(false);
    expect(found.theta[0]).toBeCloseTo(0.1, 14);
    expect(found.theta[1]).toBeCloseTo(1, 14);
    expect(found.others.some(([u, v]) => Math.abs(u - 4.9) < 1e-12 && Math.abs(v - 1) < 1e-12)).toBe(true);
  });
  test('squared-hinge of separable classes: the widest margin', () => {
    const loss: DataLoss = { kind: 'squared-hinge', X: [[1, 2], [2, 1], [-1, -1], [-2, 0]], y: [1, 1, -1, -1] };
    for (const amount of [{ form: 'penalty', lambda: 0 }, { form: 'constraint', budget: 3 }] as const) {
      const found = attained(loss, { kind: 'l2' }, amount)!;
      expect(found).toMatchObject({ unique: false, lambda: 0 });
      expect(Math.hypot(found.theta[0] - 0.5, found.theta[1] - 0.5)).toBeLessThanOrEqual(1e-14);
    }
  });
  test('collinear features, where l1 ties', () => {
    const found = attained({ kind: 'huber', delta: 1, X: [[1, 1], [2, 2], [-1, -1]], y: [1, 2, -1.5] }, { kind: 'l1' }, { form: 'penalty', lambda: 0.1 })!;
    // along u = θ₁ + θ₂: slope (u − 1 + 4u − 4 + u − 1.5)/3 + 0.1 = 0
    expect(found.unique).toBe(false);
    for (const [u, v] of [found.theta, ...found.others]) expect(u + v).toBeCloseTo(6.2 / 6, 14);
    expect(found.others).toHaveLength(1);
  });
});

describe('at the end of what doubles tell apart', () => {
  const slopesAt = (loss: DataLoss, { theta: [u, v], intercept: b = 0 }: Attained): [number, number, number] => {
    const total = loss.y.reduce((sum, _, i) => sum + (loss.weights?.[i] ?? 1), 0), sum: [number, number, number] = [0, 0, 0];
    loss.X.forEach(([p, q], i) => {
      const label = loss.y[i]!, r = p * u + q * v + b - label, short = 1 - label * (p * u + q * v + b);
      const slope = loss.kind === 'huber' ? Math.max(-loss.delta, Math.min(loss.delta, r)) : -2 * label * Math.max(0, short);
      const part = (slope * (loss.weights?.[i] ?? 1)) / total;
      sum[0] += part * p; sum[1] += part * q; sum[2] += part;
    });
    return sum;
  };

  test('between classes far apart a wide region is crossed to where the tails end, or to its wall', () => {
    const loss: DataLoss = { kind: 'logistic', X: [[0.5, 0], [-2, -0.5]], y: [1, -1] };
    const { theta: [u, v] } = attained(loss, { kind: 'weighted-l1', weights: [0.001, 1000] }, { form: 'constraint', budget: 400 })!;
    expect(0.001 * u + 1000 * Math.abs(v)).toBeCloseTo(400, 9);
    expect(u).toBeGreaterThan(1500);
  });

  test('b balances classes that are far from their margins, wherever it is sought from', () => {
    // η = −3s + b of the nearer of one class, −10s + b of the other: e^(3s − b) = e^(b − 10s) at b = 6.5 s
    const loss: DataLoss = { kind: 'logistic', X: [[0, 3], [0, 10]], y: [1, -1], intercept: true };
    for (const near of [0, 1e3, -1e3]) for (const size of [1, 50, 150, 2000]) {
      const { intercept } = momentsAt(loss, [0, -size], near);
      if (size < 200) expect(intercept).toBeCloseTo(6.5 * size, 9);
      else { // every b that leaves both pulls below the smallest number
        expect(intercept).toBeGreaterThan(3 * size);
        expect(intercept).toBeLessThan(10 * size);
      }
    }
  });

  test('a constant column beside an intercept is nothing at all, in any units and weights', () => fc.assert(fc.property(
    fc.array(fc.record({ x: fc.double({ min: -3, max: 3, noNaN: true }), up: fc.boolean(), w: fc.constantFrom(0.37, 0.74, 1.11, 3) }), { minLength: 5, maxLength: 24 }),
    fc.constantFrom(1, 0.1, 1e6), (rows, level) => {
      const y = rows.map(({ up }, i) => (i < 2 ? 1 : i < 4 ? -1 : up ? 1 : -1)), X = rows.map(({ x }, i): Vec2 => [i === 0 || i === 2 ? 1 : i === 1 || i === 3 ? -1 : x, level]);
      const loss: DataLoss = { kind: 'logistic', X, y, weights: rows.map(({ w }) => w), intercept: true };
      const { theta } = attained(loss, { kind: 'weighted-l1', weights: [1, 0] }, { form: 'penalty', lambda: 0.01 })!;
      expect(theta[1]).toBe(0);
    }), { numRuns: 40 }));

  test('a flat squared hinge ends on the flat part, not where rounding of its slope leads', () => {
    const loss: DataLoss = {
      kind: 'squared-hinge', X: [[-1.6164758620723871, 0.014851525416998579], [0.33499652962744403, -1.0486111201751638], [1.0783607124875352, -0.022018455019869453]],
      y: [-1, 1, 1], weights: [1, 3, 0.37], intercept: true,
    };
    for (const slope of slopesAt(loss, attained(loss, { kind: 'l1' }, { form: 'constraint', budget: 1.7 })!)) expect(Math.abs(slope)).toBeLessThanOrEqual(1e-15);
  });

  test('a flat squared hinge of features on one line: what rounding leaves of a slope across it is none', () => {
    const loss: DataLoss = { kind: 'squared-hinge', X: [[0.5, 0.25], [1.5, 0.75], [0.5, 0.25]], y: [-1, -1, 1], weights: [0.74, 0.74, 0.37], intercept: true };
    const found = attained(loss, { kind: 'weighted-l1', weights: [2.5314492452796546, 1.1436009546741843] }, { form: 'constraint', budget: 1e12 })!;
    for (const slope of slopesAt(loss, found)) expect(Math.abs(slope)).toBeLessThanOrEqual(1e-14);
  });

  test('a flat squared hinge of one feature: where no sample near b bends it, rounding of the slope does not lead', () => {
    const x = [-0.5, -0.5, -0.5, -1, 1, -1, 0.5, 1, 0, 0.5, -0.5, -2, -1], weights = [0.74, 0.37, 0.37, 1.11, 0.37, 0.74, 0.37, 1, 2, 1, 0.37, 1, 0.74];
    const y = [-1, -1, -1, -1, 1, -1, -1, 1, -1, 1, -1, -1, -1], loss: DataLoss = { kind: 'squared-hinge', X: x.map((each): Vec2 => [each, 1]), y, weights, intercept: true };
    for (const slope of slopesAt(loss, attained(loss, { kind: 'l2-norm' }, { form: 'constraint', budget: 4.6 })!)) expect(Math.abs(slope)).toBeLessThanOrEqual(1e-14);
  });

  test('huber: where no sample bends the loss across an axis that is free, the slope along the other still leads', () => {
    const loss: DataLoss = { kind: 'huber', X: [[0, -1.5], [0, -1.5], [1, 1], [0.5, -0.5], [0.5, -1]], y: [-0.5, -0.5, 3.5, 1.5, 0.5], delta: 0.1 };
    for (const slope of slopesAt(loss, attained(loss, { kind: 'weighted-l1', weights: [0, 2] }, { form: 'constraint', budget: 2.42 })!).slice(0, 2)) expect(Math.abs(slope)).toBeLessThanOrEqual(1e-15);
  });

  test('a kink of the slope that a faint λ would leave by less than an ulp is where it ends', () => {
    const loss: DataLoss = { kind: 'squared-hinge', X: [[-1, 0], [0, 0]], y: [1, 1] };
    expect(attained(loss, { kind: 'weighted-l1', weights: [0.001, 1000] }, { form: 'penalty', lambda: 1e-15 })!.theta).toEqual([-1, 0]);
  });

  test('where a step is small beside θ but not beside what η needs, it is taken', () => {
    const loss: DataLoss = { kind: 'poisson', X: [[-10, 10], [-10, 10], [5, 10], [-15, 10], [20, 10]], y: [0, 0, 0, 0, 2], weights: [0.37, 2, 0.74, 1.11, 0.37] };
    const { theta: [u, v] } = attained(loss, { kind: 'weighted-l1', weights: [0.5, 2] }, { form: 'constraint', budget: 1e11 })!;
    expect(20 * u + 10 * v).toBeCloseTo(Math.log(2), 5);
  });
});
