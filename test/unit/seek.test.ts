import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import type { DataLoss, Penalty, Vec2 } from '../../src/problem/types.ts';
import { solve } from '../../src/solver/solve.ts';

// Losses of samples under penalties that a reader types. The oracle: both functions and their slopes by hand.
const EPS = Number.EPSILON;
type Kind = 'logistic' | 'huber' | 'squared-hinge' | 'poisson';
const KINDS: readonly Kind[] = ['logistic', 'huber', 'squared-hinge', 'poisson'];
const DELTA = 0.7;

const SAMPLE: Readonly<Record<Kind, { value: (eta: number, y: number) => number; slope: (eta: number, y: number) => number }>> = {
  logistic: { value: (eta, y) => Math.log1p(Math.exp(-y * eta)), slope: (eta, y) => -y / (1 + Math.exp(y * eta)) },
  huber: {
    value: (eta, y) => (Math.abs(eta - y) < DELTA ? (eta - y) ** 2 / 2 : DELTA * (Math.abs(eta - y) - DELTA / 2)),
    slope: (eta, y) => Math.max(-DELTA, Math.min(DELTA, eta - y)),
  },
  'squared-hinge': { value: (eta, y) => Math.max(0, 1 - y * eta) ** 2, slope: (eta, y) => -2 * y * Math.max(0, 1 - y * eta) },
  poisson: { value: (eta, y) => Math.exp(eta) - y * eta, slope: (eta, y) => Math.exp(eta) - y },
};

/** A typed penalty by hand; `creases` are the widths of ∂R at weights of 0. */
interface Twin {
  readonly formula: string;
  readonly value: (theta: Vec2) => number;
  readonly gradient: (theta: Vec2) => Vec2;
  readonly creases: Vec2;
  readonly least: number;
  readonly convex: boolean;
}
const { abs, sign } = Math;
const TWINS: readonly Twin[] = [
  {
    formula: 'x^2 + 2*abs(y)', value: ([x, y]) => x * x + 2 * abs(y),
    gradient: ([x, y]) => [2 * x, 2 * sign(y)], creases: [0, 2], least: 0, convex: true,
  },
  {
    formula: 'sqrt(1 + x^2) + y^2', value: ([x, y]) => Math.hypot(1, x) + y * y,
    gradient: ([x, y]) => [x / Math.hypot(1, x), 2 * y], creases: [0, 0], least: 1, convex: true,
  },
  {
    formula: 'abs(x) + abs(y) + x^2*y^2', value: ([x, y]) => abs(x) + abs(y) + (x * y) ** 2,
    gradient: ([x, y]) => [sign(x) + 2 * x * y * y, sign(y) + 2 * x * x * y], creases: [1, 1], least: 0, convex: false,
  },
];

/** L by hand at (θ, b): its value, its slopes in θ, and what their sums may lose. */
function lossBy(loss: DataLoss, [u, v]: Vec2, b: number) {
  const { value, slope } = SAMPLE[loss.kind as Kind], n = loss.y.length;
  let sum = 0, g1 = 0, g2 = 0, size = 0, widest = 0;
  loss.X.forEach(([p, q], i) => {
    const eta = p * u + q * v + b, pull = slope(eta, loss.y[i]!);
    sum += value(eta, loss.y[i]!) / n; g1 += (p * pull) / n; g2 += (q * pull) / n;
    widest = Math.max(widest, abs(p) + abs(q));
    size += ((abs(pull) + (1 + abs(eta)) * (1 + abs(p * u) + abs(q * v) + abs(b))) * (abs(p) + abs(q))) / n;
  });
  return { value: sum, gradient: [g1, g2] as Vec2, noise: (n + 256) * EPS * size * (1 + widest) };
}

const coordinate = fc.integer({ min: -300, max: 300 }).map((k) => k / 100);
const losses = (kind: Kind): fc.Arbitrary<DataLoss> => fc.record({
  rows: fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: -99, max: 99 })), { minLength: 12, maxLength: 30 }),
  truth: fc.tuple(coordinate, coordinate), intercept: fc.boolean(),
}).map(({ rows, truth, intercept }) => {
  // two rows of either label along each axis keep the minimum of L in the plane
  const X: Vec2[] = [...rows.map(([p, q]): Vec2 => [p, q]), [1, 0], [1, 0], [0, 1], [0, 1], [-1, 1], [-1, 1]];
  const y = X.map(([p, q], i) => {
    const eta = 0.3 * (p * truth[0] + q * truth[1]) + (rows[i]?.[2] ?? 0) / 50;
    if (kind === 'huber') return eta;
    if (kind === 'poisson') return i < rows.length ? Math.max(0, Math.round(1 + eta)) : i % 3;
    return i < rows.length ? (eta > 0 ? 1 : -1) : i % 2 === 0 ? 1 : -1;
  });
  return { kind, X, y, intercept, ...(kind === 'huber' ? { delta: DELTA } : {}) } as DataLoss;
});
const typed = (formula: string): Penalty => ({ kind: 'formula', formula });

/** ∇L + ν∇R is 0 to rounding, and where a crease holds a weight at 0, −∂L/∂θᵢ is within ν times its width. */
function stationary({ gradient, noise }: ReturnType<typeof lossBy>, twin: Twin, theta: Vec2, nu: number) {
  const slopes = twin.gradient(theta);
  for (const i of [0, 1] as const) {
    const room = noise + 256 * EPS * nu * (1 + abs(slopes[i]));
    if (theta[i] === 0 && twin.creases[i] > 0) expect(abs(gradient[i])).toBeLessThanOrEqual(nu * twin.creases[i] + room);
    else expect(abs(gradient[i] + nu * slopes[i])).toBeLessThanOrEqual(room);
  }
}
/** Points near and far. */
const around = ([x, y]: Vec2): Vec2[] => [1e-3, 0.05, 0.3, 1, 3].flatMap((r) =>
  Array.from({ length: 16 }, (_, k): Vec2 => [x + r * Math.cos((k * Math.PI) / 8), y + r * Math.sin((k * Math.PI) / 8)]));

describe.each(KINDS)('%s with a typed penalty', (kind) => {
  describe.each(TWINS)('$formula', (twin) => {
    test('in penalty form: stationary to rounding, certified, and no point is lower', () => {
      fc.assert(fc.property(losses(kind), fc.double({ min: 0.01, max: 0.6, noNaN: true }), (loss, lambda) => {
        const { theta, certificate, intercept = 0, lambda: kept } = solve({ loss, penalty: typed(twin.formula), form: 'penalty', lambda });
        const here = lossBy(loss, theta, intercept);
        expect(kept).toBe(lambda);
        stationary(here, twin, theta, lambda);
        expect(certificate).toMatchObject({ holds: true, scope: twin.convex ? 'convex' : 'best-found' });
        const height = here.value + lambda * twin.value(theta);
        for (const other of around(theta)) {
          expect(lossBy(loss, other, intercept).value + lambda * twin.value(other)).toBeGreaterThanOrEqual(height - 1e-14 * (1 + abs(height)));
        }
      }), { numRuns: 9 });
    });

    test('in constraint form: on the wall, its multiplier balances the loss, and no feasible point is lower', () => {
      fc.assert(fc.property(losses(kind), fc.double({ min: 0.02, max: 1, noNaN: true }), (loss, more) => {
        const budget = twin.least + more;
        const { theta, certificate, intercept = 0, lambda: nu, active } = solve({ loss, penalty: typed(twin.formula), form: 'constraint', budget });
        const here = lossBy(loss, theta, intercept), size = twin.value(theta);
        expect(size).toBeLessThanOrEqual(budget * (1 + 16 * EPS));
        expect(nu).not.toBeNull();
        expect(active).toBe(nu! > 0);
        if (nu! > 0) {
          expect(size).toBeGreaterThanOrEqual(budget * (1 - 16 * EPS));
          expect(certificate.holds).toBe(true);
        }
        stationary(here, twin, theta, nu!);
        for (const other of around(theta)) {
          if (twin.value(other) <= budget) expect(lossBy(loss, other, intercept).value).toBeGreaterThanOrEqual(here.value - 1e-14 * (1 + abs(here.value)));
        }
        if (twin.convex && nu! > 0) { // then θ minimises L + νR too
          const again = solve({ loss, penalty: typed(twin.formula), form: 'penalty', lambda: nu! });
          const lowest = lossBy(loss, again.theta, again.intercept ?? 0).value + nu! * twin.value(again.theta), height = here.value + nu! * size;
          expect(abs(lowest - height)).toBeLessThanOrEqual(1e-14 * (1 + abs(height)));
        }
      }), { numRuns: 9 });
    });
  });

  test.each([
    ['abs(x) + abs(y)', { kind: 'l1' }], ['x^2 + y^2', { kind: 'l2' }], ['sqrt(x^2 + y^2)', { kind: 'l2-norm' }],
  ] as const)('%s typed is the catalogue’s own', (formula, own) => {
    fc.assert(fc.property(losses(kind), fc.double({ min: 0.02, max: 0.5, noNaN: true }), (loss, amount) => {
      for (const form of [{ form: 'penalty', lambda: amount }, { form: 'constraint', budget: amount }] as const) {
        const known = solve({ loss, penalty: own, ...form }), found = solve({ loss, penalty: typed(formula), ...form });
        expect(found.support).toEqual(known.support);
        if (known.certificate.error === null) continue;
        expect(Math.hypot(found.theta[0] - known.theta[0], found.theta[1] - known.theta[1])).toBeLessThanOrEqual(4 * known.certificate.error + 1e-12);
        expect(abs(found.lambda! - known.lambda!)).toBeLessThanOrEqual(1e-9 * (1 + known.lambda!));
      }
    }), { numRuns: 6 });
  });
});

test('a region that holds no point is one sentence; where L alone is feasible, nothing presses', () => {
  const loss = { kind: 'huber', X: [[1, 0], [0, 1], [1, 1], [1, -1]], y: [0.4, 0.1, 0.6, 0.2], delta: 1 } satisfies DataLoss;
  const penalty = typed('sqrt(1 + x^2) + y^2');
  expect(() => solve({ loss, penalty, form: 'constraint', budget: 0.5 })).toThrow(Complaint);
  expect(() => solve({ loss, penalty, form: 'constraint', budget: 0.5 })).toThrow(/^No point was found that keeps the constraint/);
  expect(solve({ loss, penalty, form: 'constraint', budget: 9 })).toMatchObject({ lambda: 0, active: false });
});

// ½·½(θ − (1, 0.3))² under x² + 2|y|: y* = 0.3 − 4λ, until the crease holds it.
test.each([[0.075 - 2.5e-10, 1e-9], [0.075 + 2.5e-10, 0], [0.05, 0.1]])('a weight that a crease just lets go, or just holds: λ = %f', (lambda, expected) => {
  const loss = { kind: 'huber', X: [[1, 0], [0, 1]], y: [1, 0.3], delta: 1 } satisfies DataLoss;
  const { theta: [x, y] } = solve({ loss, penalty: typed('x^2 + 2*abs(y)'), form: 'penalty', lambda });
  expect(abs(x - 1 / (1 + 4 * lambda))).toBeLessThanOrEqual(8 * EPS);
  if (expected === 0) expect(y).toBe(0);
  else expect(abs(y - (0.3 - 4 * lambda))).toBeLessThanOrEqual(8 * EPS);
});

// At the tip of a cone whose slope is λ = 0.99 |∇L| only the ways within 8° of −∇L, here at 60°, lead down.
test('off the tip of a cone', () => {
  const loss = { kind: 'huber', X: [[1, 0], [0, 1]], y: [0.5, Math.sqrt(0.75)], delta: 2 } satisfies DataLoss;
  const { theta: [x, y], certificate } = solve({ loss, penalty: typed('sqrt(x^2 + y^2)'), form: 'penalty', lambda: 0.495 });
  expect(Math.hypot(x - 0.005, y - 0.01 * Math.sqrt(0.75))).toBeLessThanOrEqual(64 * EPS);
  expect(certificate.holds).toBe(true);
});
