import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import type { Matrix2, Penalty, QuadraticLoss, Vec2 } from '../../src/problem/types.ts';
import { constrain, lambdaMax, penaltyAt } from '../../src/solver/constrain.ts';
import { shortfall } from '../../src/solver/kernel/products.ts';
import { path2 } from '../../src/solver/knots.ts';
import { leastPenalised, minimise } from '../../src/solver/minimise.ts';
import { budgetMax, budgetOf, lambdaOf, solve } from '../../src/solver/solve.ts';

// Hand-written values of every penalty, free of anything from src.
const VALUES: { readonly [Kind in Penalty['kind']]?: (penalty: never, x: number, y: number) => number } = {
  l1: (_, x, y) => Math.abs(x) + Math.abs(y),
  l2: (_, x, y) => x * x + y * y,
  'l2-norm': (_, x, y) => Math.hypot(x, y),
  linf: (_, x, y) => Math.max(Math.abs(x), Math.abs(y)),
  'elastic-net': ({ ratio }: { ratio: number }, x, y) => ratio * (Math.abs(x) + Math.abs(y)) + ((1 - ratio) / 2) * (x * x + y * y),
  'weighted-l1': ({ weights: [u, v] }: { weights: Vec2 }, x, y) => u * Math.abs(x) + v * Math.abs(y),
  lp: ({ p }: { p: number }, x, y) => Math.abs(x) ** p + Math.abs(y) ** p,
  group: ({ groups, weights }: { groups: number[][]; weights?: number[] }, x, y) =>
    groups.reduce((sum, group, k) => sum + (weights?.[k] ?? Math.sqrt(group.length)) * Math.hypot(...group.map((i) => [x, y][i]!)), 0),
};
const R = (penalty: Penalty, [x, y]: Vec2) => VALUES[penalty.kind]!(penalty as never, x, y);
const L = ({ curvature: [[a, h], [, c]], minimizer }: QuadraticLoss, [x, y]: Vec2) => {
  const u = x - minimizer[0], v = y - minimizer[1];
  return (a * u * u + 2 * h * u * v + c * v * v) / 2;
};

const weight = fc.double({ min: 0.05, max: 3, noNaN: true });
const penalties: fc.Arbitrary<Penalty> = fc.oneof(
  fc.constantFrom<Penalty>({ kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }),
  fc.oneof(fc.constantFrom(0, 1, 0.5, 1e-9, 1 - 1e-9), fc.double({ min: 0.01, max: 1, noNaN: true })).map((ratio): Penalty => ({ kind: 'elastic-net', ratio })),
  fc.oneof(fc.tuple(weight, weight), fc.tuple(weight, fc.constant(0)), fc.tuple(fc.constant(0), weight)).map((weights): Penalty => ({ kind: 'weighted-l1', weights })),
  fc.oneof(weight, fc.constant(0)).map((w): Penalty => ({ kind: 'group', groups: [[0, 1]], weights: [w] })),
  fc.tuple(weight, weight).map(([u, v]): Penalty => ({ kind: 'group', groups: [[1], [0]], weights: [u, v] })),
  fc.constantFrom<Penalty>({ kind: 'group', groups: [[0, 1]] }, { kind: 'group', groups: [[0], [1]] }),
  fc.oneof(fc.constantFrom(1, 2, 1.5, 3, 1.1, 10), fc.double({ min: 1.05, max: 8, noNaN: true })).map((p): Penalty => ({ kind: 'lp', p })),
);
const small = fc.integer({ min: -6, max: 6 });
const curvatures: fc.Arbitrary<Matrix2> = fc.oneof(
  // M M' + ε: regular, or nearly singular down to a condition of 1e10
  fc.tuple(small, small, small, small, fc.constantFrom(1, 1e-2, 1e-5, 1e-9)).map(([p, q, r, s, e]): Matrix2 => [[p * p + q * q + e, p * r + q * s], [p * r + q * s, r * r + s * s + e]]),
  fc.tuple(small, small).map(([p, q]): Matrix2 => [[p * p, p * q], [p * q, q * q]]), // singular, often along an axis or a diagonal
  fc.tuple(weight, weight).map(([a, c]): Matrix2 => [[a, 0], [0, c]]),
);
const coordinate = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -3, max: 3, noNaN: true }).filter((v) => Math.abs(v) > 1e-6));
const losses: fc.Arbitrary<QuadraticLoss> = fc.tuple(curvatures, fc.tuple(coordinate, coordinate)).map(([curvature, minimizer]) => ({ kind: 'quadratic', curvature, minimizer }));
// Coarse numbers, for what holds but within rounding of a tie or a knot.
const coarse = (low: number, high: number) => fc.integer({ min: low * 100, max: high * 100 }).map((v) => v / 100);
const plain: fc.Arbitrary<QuadraticLoss> = fc.tuple(
  fc.oneof(
    fc.tuple(small, small, small, small, fc.constantFrom(1, 1e-2, 1e-5)).map(([p, q, r, s, e]): Matrix2 => [[p * p + q * q + e, p * r + q * s], [p * r + q * s, r * r + s * s + e]]),
    fc.tuple(small, small).map(([p, q]): Matrix2 => [[p * p, p * q], [p * q, q * q]]),
  ), fc.tuple(coarse(-3, 3), coarse(-3, 3)),
).map(([curvature, minimizer]) => ({ kind: 'quadratic', curvature, minimizer }));
const share = fc.double({ min: 1e-4, max: 1, noNaN: true });

/** A λ below λmax, or of the size of L's slope where there is none. */
function lambdaFrom(loss: QuadraticLoss, penalty: Penalty, part: number): number {
  const largest = lambdaMax(quadraticOf(loss), penalty);
  return part * (largest > 0 && largest < Infinity ? 1.1 * largest : 3);
}
const DIRECTIONS = Array.from({ length: 24 }, (_, k): Vec2 => [Math.cos((k * Math.PI) / 12), Math.sin((k * Math.PI) / 12)]);
const STEPS = [3, 0.3, 1e-2, 1e-4, 1e-6];

/** What L's own evaluation may lose, at θ and a step away from it. */
const rounding = ({ curvature: [[a], [, c]], minimizer }: QuadraticLoss, theta: Vec2, step = 0) =>
  16 * Number.EPSILON * (a + c) * (Math.hypot(...theta) + Math.hypot(...minimizer) + step) ** 2;

describe('no point is better', () => {
  test('penalty form', () => fc.assert(fc.property(losses, penalties, share, (loss, penalty, part) => {
    const lambda = lambdaFrom(loss, penalty, part);
    const { theta, others, unique } = minimise(quadraticOf(loss), penalty, lambda);
    const F = (point: Vec2) => L(loss, point) + lambda * R(penalty, point);
    const best = F(theta);
    const room = rounding(loss, theta);
    for (const [u, v] of DIRECTIONS) for (const step of STEPS) expect(best).toBeLessThanOrEqual(F([theta[0] + step * u, theta[1] + step * v]) + rounding(loss, theta, step));
    for (const other of others) expect(F(other)).toBeLessThanOrEqual(best + room);
    if (others.length > 0) expect(unique).toBe(false);
    expect(solve({ loss, penalty, form: 'penalty', lambda }).certificate.holds).toBe(true);
  }), { numRuns: 300 }));

  test('constraint form', () => fc.assert(fc.property(losses, penalties, share, (loss, penalty, part) => {
    const budget = part * budgetMax({ loss, penalty });
    const { theta, others, lambda } = constrain(quadraticOf(loss), penalty, budget);
    expect(R(penalty, theta)).toBeLessThanOrEqual(budget * (1 + 64 * Number.EPSILON));
    const best = L(loss, theta);
    const room = rounding(loss, theta);
    for (const [u, v] of DIRECTIONS) for (const step of STEPS) {
      const point: Vec2 = [theta[0] + step * u, theta[1] + step * v];
      if (R(penalty, point) <= budget) expect(best).toBeLessThanOrEqual(L(loss, point) + rounding(loss, theta, step));
      // a point outside, brought back along its ray
      let inside: Vec2 = point;
      for (let k = 0; k < 60 && R(penalty, inside) > budget; k += 1) inside = [inside[0] * 0.9, inside[1] * 0.9];
      if (R(penalty, inside) <= budget) expect(best).toBeLessThanOrEqual(L(loss, inside) + rounding(loss, theta, step));
    }
    for (const other of others) {
      expect(R(penalty, other)).toBeLessThanOrEqual(budget * (1 + 64 * Number.EPSILON));
      expect(L(loss, other)).toBeLessThanOrEqual(best + room);
    }
    expect(lambda === null || lambda >= 0).toBe(true);
    expect(solve({ loss, penalty, form: 'constraint', budget }).certificate.holds).toBe(true);
  }), { numRuns: 300 }));
});

/** θ̂ along a valley through 0: Aθ̂ keeps few digits, or none on a null line. */
const cancels = ({ curvature: [[a, h], [, c]], minimizer: [x, y] }: QuadraticLoss) =>
  Math.abs(a * x + h * y) + Math.abs(h * x + c * y) < 1e-4 * (Math.abs(a * x) + Math.abs(c * y));

describe('λ and t', () => {
  test('t → λ → t returns', () => fc.assert(fc.property(losses, penalties, share, (loss, penalty, part) => {
    const most = budgetMax({ loss, penalty });
    if (cancels(loss)) return;
    const { lambda } = constrain(quadraticOf(loss), penalty, part * most);
    if (!lambda) return;
    const back = penaltyAt(penalty, minimise(quadraticOf(loss), penalty, lambda).theta);
    expect(Math.abs(back - part * most)).toBeLessThanOrEqual(1e-9 * most);
  }), { numRuns: 400 }));

  test('the path is continuous and R falls along it', () => fc.assert(fc.property(losses, penalties, share, (loss, penalty, part) => {
    const lambda = lambdaFrom(loss, penalty, part);
    const near = minimise(quadraticOf(loss), penalty, lambda), next = minimise(quadraticOf(loss), penalty, lambda * (1 + 1e-12));
    expect(R(penalty, next.theta)).toBeLessThanOrEqual(R(penalty, near.theta) * (1 + 1e-12) + 1e-14);
    const [[a, h], [, c]] = loss.curvature;
    const bend = (a * c - h * h) / (a + c); // at most the least eigenvalue
    if (bend > 1e-3) expect(Math.hypot(near.theta[0] - next.theta[0], near.theta[1] - next.theta[1])).toBeLessThanOrEqual((1e-9 * (1 + lambda)) / bend);
  }), { numRuns: 400 }));

  const loss: QuadraticLoss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
  const b: Vec2 = [1.59, 0.75];
  test.each<[Penalty, number]>([
    [{ kind: 'l1' }, b[0]], [{ kind: 'l2-norm' }, Math.hypot(...b)], [{ kind: 'linf' }, b[0] + b[1]], [{ kind: 'elastic-net', ratio: 0.4 }, b[0] / 0.4],
    [{ kind: 'weighted-l1', weights: [3, 0.5] }, b[1] / 0.5], [{ kind: 'weighted-l1', weights: [2, 0] }, (0.91 * 1.5) / 2],
    [{ kind: 'group', groups: [[0, 1]] }, Math.hypot(...b) / Math.SQRT2], [{ kind: 'group', groups: [[1], [0]], weights: [1, 4] }, b[1]],
    [{ kind: 'group', groups: [[0, 1]], weights: [0] }, 0], [{ kind: 'lp', p: 1 }, b[0]], [{ kind: 'lp', p: 1.5 }, Infinity], [{ kind: 'l2' }, Infinity],
  ])('λmax of %j', (penalty, expected) => {
    const largest = lambdaMax(quadraticOf(loss), penalty);
    expect(largest).toSatisfy((value: number) => value === expected || Math.abs(value / expected - 1) < 1e-14);
    const at = lambdaOf({ loss, penalty }, 0);
    expect(at).toMatchObject(expected === Infinity ? { kind: 'none' } : { kind: 'interval', from: largest, to: Infinity });
    if (expected > 0 && expected < Infinity) {
      expect(penaltyAt(penalty, minimise(quadraticOf(loss), penalty, largest * (1 + 1e-14)).theta)).toBe(0);
      expect(penaltyAt(penalty, minimise(quadraticOf(loss), penalty, largest * (1 - 1e-9)).theta)).toBeGreaterThan(0);
    }
  });
  test('λ = 0 answers every t from min R over argmin L on', () => {
    expect(budgetOf({ loss, penalty: { kind: 'linf' } }, 0)).toMatchObject({ kind: 'interval', from: 1.5, to: Infinity });
    expect(lambdaOf({ loss, penalty: { kind: 'linf' } }, 1.5)).toMatchObject({ kind: 'number', value: 0 });
  });
  test('λ is one number for t > 0, also on a corner', () => {
    for (const kind of ['l1', 'linf'] as const) expect(lambdaOf({ loss, penalty: { kind } }, 0.5)).toMatchObject({ kind: 'number' });
  });
});

describe('symmetries', () => {
  const KINDS: Penalty[] = [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }, { kind: 'weighted-l1', weights: [1.3, 0.4] }, { kind: 'group', groups: [[0, 1]] }];
  test('units of 2ᵏ scale θ, λ and t exactly, from 1e−138 to 1e138', () => fc.assert(fc.property(
    losses, fc.constantFrom(...KINDS), share, fc.constantFrom(-460, -200, 200, 400, 460), fc.constantFrom(-300, 0, 300), (loss, penalty, part, k, j) => {
      if (cancels(loss)) return; // t would be subnormal
      const [size, stiffness] = [2 ** k, 2 ** j];
      const [degree, unit] = penalty.kind === 'l2' ? [size * size, stiffness] : [size, stiffness * size];
      const large: QuadraticLoss = { kind: 'quadratic', minimizer: [loss.minimizer[0] * size, loss.minimizer[1] * size], curvature: loss.curvature.map((row) => row.map((v) => v * stiffness)) as never };
      const lambda = lambdaFrom(loss, penalty, part), budget = part * R(penalty, leastPenalised(quadraticOf(loss), penalty).theta);
      const one = minimise(quadraticOf(loss), penalty, lambda), other = minimise(quadraticOf(large), penalty, lambda * unit);
      expect(other.theta).toEqual([one.theta[0] * size, one.theta[1] * size]);
      const pressed = constrain(quadraticOf(loss), penalty, budget), same = constrain(quadraticOf(large), penalty, budget * degree);
      expect(same.theta).toEqual([pressed.theta[0] * size, pressed.theta[1] * size]);
      if (pressed.lambda !== null) expect(same.lambda).toBe(pressed.lambda * unit);
    }), { numRuns: 300 }));

  test('a reflected problem has the reflected solution', () => fc.assert(fc.property(plain, penalties, share, (loss, penalty, part) => {
    const { curvature: [[a, h], [, c]], minimizer: [x, y] } = loss;
    const mirrored: QuadraticLoss = { kind: 'quadratic', minimizer: [-x, y], curvature: [[a, -h], [-h, c]] };
    const lambda = lambdaFrom(loss, penalty, part);
    const one = minimise(quadraticOf(loss), penalty, lambda), other = minimise(quadraticOf(mirrored), penalty, lambda);
    expect(other.unique).toBe(one.unique);
    if (!one.unique) return;
    const room = 1e-9 * Math.hypot(x, y);
    expect(Math.abs(one.theta[0] + other.theta[0])).toBeLessThanOrEqual(room);
    expect(Math.abs(one.theta[1] - other.theta[1])).toBeLessThanOrEqual(room);
    expect([other.theta[0] === 0, other.theta[1] === 0]).toEqual([one.theta[0] === 0, one.theta[1] === 0]);
  }), { numRuns: 300 }));
});

describe('one penalty in the clothes of another', () => {
  test.each<[string, Penalty, Penalty, number]>([
    ['elastic-net of ratio 1 is l1', { kind: 'elastic-net', ratio: 1 }, { kind: 'l1' }, 1], ['elastic-net of ratio 0 at 2λ is l2', { kind: 'elastic-net', ratio: 0 }, { kind: 'l2' }, 2],
    ['lp of 1', { kind: 'lp', p: 1 }, { kind: 'l1' }, 1], ['lp of 2', { kind: 'lp', p: 2 }, { kind: 'l2' }, 1],
    ['lp near 2', { kind: 'lp', p: 2 + 1e-12 }, { kind: 'l2' }, 1], ['lp a little below 2', { kind: 'lp', p: 2 - 1e-12 }, { kind: 'l2' }, 1],
    ['two groups', { kind: 'group', groups: [[1], [0]], weights: [2, 3] }, { kind: 'weighted-l1', weights: [3, 2] }, 1],
    ['one group', { kind: 'group', groups: [[0, 1]], weights: [0.5] }, { kind: 'l2-norm' }, 2],
  ])('%s', (_, one, other, factor) => fc.assert(fc.property(losses, share, (loss, part) => {
    const lambda = 3 * part;
    const first = minimise(quadraticOf(loss), one, factor * lambda), second = minimise(quadraticOf(loss), other, lambda);
    const room = 1e-9 * Math.hypot(...loss.minimizer);
    for (const i of [0, 1] as const) expect(Math.abs(first.theta[i] - second.theta[i])).toBeLessThanOrEqual(room);
    const budget = part * budgetMax({ loss, penalty: other });
    const [tight, wide] = [constrain(quadraticOf(loss), one, budget / factor), constrain(quadraticOf(loss), other, budget)];
    for (const i of [0, 1] as const) expect(Math.abs(tight.theta[i] - wide.theta[i])).toBeLessThanOrEqual(room * 10);
  }), { numRuns: 60 }));
});

describe('exact structure', () => {
  test('linf ties are exact, and its constrained sides lie at t', () => fc.assert(fc.property(plain, fc.constantFrom(0.1, 0.3, 0.5, 0.7, 0.9), (loss, part) => {
    const budget = part * budgetMax({ loss, penalty: { kind: 'linf' } });
    const { theta: [x, y] } = constrain(quadraticOf(loss), { kind: 'linf' }, budget);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBe(budget);
    const { theta: [u, v] } = minimise(quadraticOf(loss), { kind: 'linf' }, part * lambdaMax(quadraticOf(loss), { kind: 'linf' }));
    const gap = Math.abs(Math.abs(u) - Math.abs(v));
    expect(gap === 0 || gap > 1e-13 * Math.hypot(u, v)).toBe(true);
  })));

  test('a singular curvature names both ends of its tie, and R at the budget has one', () => {
    const loss = quadraticOf({ kind: 'quadratic', minimizer: [1, 1], curvature: [[4, 2], [2, 1]] });
    const tied: Penalty = { kind: 'weighted-l1', weights: [2, 1] };
    expect(minimise(loss, tied, 0.5)).toEqual({ theta: [1.25, 0], unique: false, others: [[0, 2.5]] });
    expect(constrain(loss, tied, 2)).toEqual({ theta: [1, 0], unique: false, others: [[0, 2]], lambda: 1 });
    expect(constrain(loss, tied, 3)).toMatchObject({ unique: false, lambda: 0 }); // the whole side
    expect(constrain(loss, { kind: 'l1' }, 1.5)).toEqual({ theta: [1.5, 0], unique: true, others: [], lambda: 0 });
    const flat = quadraticOf({ kind: 'quadratic', minimizer: [2, 0], curvature: [[1, 0], [0, 0]] });
    expect(constrain(flat, { kind: 'linf' }, 1)).toEqual({ theta: [1, 1], unique: false, others: [[1, -1]], lambda: 1 });
    expect(minimise(flat, { kind: 'elastic-net', ratio: 0.5 }, 1)).toEqual({ theta: [1, 0], unique: true, others: [] });
  });

  test.each([1e-5, 1e-7, 1e-9])('lp balls keep the last digits along a valley of %j', (valley) => {
    for (let k = 1; k < 60; k += 1) {
      const [u, v] = [Math.cos(k), Math.sin(k)];
      const curvature: Matrix2 = [[100 * u * u + valley * v * v, (100 - valley) * u * v], [(100 - valley) * u * v, 100 * v * v + valley * u * u]];
      const loss: QuadraticLoss = { kind: 'quadratic', curvature, minimizer: [k % 3, -1] };
      for (const p of [1.5, 4]) for (const part of [0.3, 0.8, 1 - 1e-9]) {
        const budget = part * R({ kind: 'lp', p }, loss.minimizer);
        expect(solve({ loss, penalty: { kind: 'lp', p }, form: 'constraint', budget }).certificate).toMatchObject({ holds: true });
      }
    }
  });

  test('what is never penalised', () => {
    const loss = quadraticOf({ kind: 'quadratic', minimizer: [2, 1], curvature: [[1, 0.5], [0.5, 1]] });
    const free: Penalty = { kind: 'weighted-l1', weights: [1, 0] };
    expect(constrain(loss, free, 0)).toEqual({ theta: [0, 2], unique: true, others: [], lambda: 1.5 }); // the region is the axis itself
    expect(minimise(loss, free, 0.75)).toEqual({ theta: [1, 1.5], unique: true, others: [] });
    expect(constrain(loss, free, 1)).toEqual({ theta: [1, 1.5], unique: true, others: [], lambda: 0.75 });
    expect(minimise(loss, { kind: 'group', groups: [[0, 1]], weights: [0] }, 5).theta).toEqual([2, 1]);
  });
});

describe('knots', () => {
  const kinked = fc.oneof(
    fc.constantFrom<Penalty>({ kind: 'l1' }, { kind: 'linf' }, { kind: 'group', groups: [[1], [0]], weights: [2, 0.5] }),
    coarse(0.01, 1).map((ratio): Penalty => ({ kind: 'elastic-net', ratio })),
    fc.tuple(coarse(0, 3), coarse(0.01, 3)).map((weights): Penalty => ({ kind: 'weighted-l1', weights })),
  );
  test('between two knots the path keeps its zeros, and is linear where R is', () => fc.assert(fc.property(plain, kinked, share, (loss, penalty, part) => {
    const knots = path2(quadraticOf(loss), penalty);
    expect(knots.at(-1)).toMatchObject({ lambda: 0, theta: leastPenalised(quadraticOf(loss), penalty).theta });
    if (knots.length > 1) expect(knots[0]).toMatchObject({ lambda: lambdaMax(quadraticOf(loss), penalty), budget: 0 });
    for (let k = 1; k < knots.length; k += 1) {
      const [high, low] = [knots[k - 1]!, knots[k]!];
      expect(low.lambda).toBeLessThan(high.lambda);
      expect(low.budget).toBeGreaterThanOrEqual(high.budget);
      const at = (f: number) => minimise(quadraticOf(loss), penalty, low.lambda + f * (high.lambda - low.lambda)).theta;
      const mid = at(part * 0.98 + 0.01);
      const room = 1e-9 * Math.hypot(...loss.minimizer);
      if (penalty.kind !== 'elastic-net') for (const i of [0, 1] as const) {
        const straight = low.theta[i] + (part * 0.98 + 0.01) * (high.theta[i] - low.theta[i]);
        expect(Math.abs(mid[i] - straight)).toBeLessThanOrEqual(room);
        const t = low.budget + part * (high.budget - low.budget);
        const pressed = constrain(quadraticOf(loss), penalty, t);
        if (pressed.unique && high.budget < low.budget * (1 - 1e-6)) expect(Math.abs(pressed.theta[i] - (low.theta[i] + part * (high.theta[i] - low.theta[i])))).toBeLessThanOrEqual(1e3 * room);
      } else if (knots.length < 9) for (const f of [0.05, 0.5, 0.95]) expect(at(f).map((v) => v === 0)).toEqual(mid.map((v) => v === 0));
    }
  }), { numRuns: 300 }));
  test.each<Penalty>([{ kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'lp', p: 3 }, { kind: 'mcp', shape: 3 }])('%j has none', (penalty) => {
    expect(() => path2(quadraticOf({ kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 0], [0, 1]] }), penalty)).toThrow('penalty');
  });
});

describe('a power near 1', () => {
  const p = 1.0001;
  test.each([[2.296154177612653], [0.5], [3e-6]])('one weight solves its own equation to rounding: λ = %d', (lambda) => {
    const { theta: [x, y] } = minimise(quadraticOf({ kind: 'quadratic', minimizer: [0, 3.5], curvature: [[2, 0], [0, 3.8]] }), { kind: 'lp', p }, lambda);
    expect(x).toBe(0);
    expect(Math.abs(3.8 * (3.5 - y) - lambda * p * y ** (p - 1))).toBeLessThanOrEqual(1e-14);
  });
  test('on the ball both weights have one multiplier', () => fc.assert(fc.property(fc.double({ min: 0.2, max: 0.8, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true }), (h, y) => {
    const A: Matrix2 = [[1, h], [h, 1.2]], center: Vec2 = [-2, y];
    const { theta: [u, v], lambda } = constrain(quadraticOf({ kind: 'quadratic', minimizer: center, curvature: A }), { kind: 'lp', p }, 1.1);
    if (u === 0 || v === 0 || Math.abs(u) < 1e-3 || Math.abs(v) < 1e-3) return;
    const g = [A[0][0] * (u - center[0]) + h * (v - center[1]), h * (u - center[0]) + A[1][1] * (v - center[1])] as const;
    expect(Math.abs(g[0] + lambda! * p * Math.sign(u) * Math.abs(u) ** (p - 1))).toBeLessThanOrEqual(2e-14);
    expect(Math.abs(g[1] + lambda! * p * Math.sign(v) * Math.abs(v) ** (p - 1))).toBeLessThanOrEqual(2e-14);
  }), { numRuns: 60 }));
});

test('a bend that counts as 0 beside the other leads nowhere', () => {
  const quadratic = quadraticOf({ kind: 'quadratic', minimizer: [3.3, 3464], curvature: [[1.65e-24, 0], [0, 3.2e-5]] });
  expect(leastPenalised(quadratic, { kind: 'weighted-l1', weights: [0, 2] }).theta[1]).toBeCloseTo(3464, 9);
});

test('what is short of a sum of products keeps its digits', () => {
  const a = 1 + 2 ** -30, b = 1 - 2 ** -30; // ab = 1 − 2⁻⁶⁰
  expect(shortfall(1, [a, b])).toBe(2 ** -60);
  expect(shortfall(3, [a, b], [2, 1])).toBe(2 ** -60);
  expect(shortfall(1e16, [1e8, 1e8], [1, 1], [-1, 1])).toBe(0);
});
