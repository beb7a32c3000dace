import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import type { Vec2 } from '../../src/problem/types.ts';
import { checkOf } from '../../src/solver/lagrange/check.ts';
import { lagrange, lagrangeSteps, type Answer, type Constraint, type Question } from '../../src/solver/lagrange/index.ts';
import { readQuestion } from '../../src/solver/lagrange/question.ts';

const bound = (g: string, level: number, relation: Constraint['relation'] = '<='): Constraint => ({ g, level, relation });
const square = (half: number) => ({ x: [-half, half], y: [-half, half] }) as const;
const SENSES = ['minimise', 'maximise'] as const;
const ask = (objective: string, constraints: readonly Constraint[], sense: Question['sense'] = 'minimise', half = 4): Answer => lagrange({ objective, constraints, sense, window: square(half) });

/** Points paired one to one, whatever their order. */
function expectPoints(found: readonly Vec2[], wanted: readonly Vec2[], tolerance: number): void {
  expect(found).toHaveLength(wanted.length);
  const left = [...found];
  for (const [x, y] of wanted) {
    const at = left.findIndex(([u, v]) => Math.abs(u - x) <= tolerance && Math.abs(v - y) <= tolerance);
    expect(at, `(${x}, ${y}) among ${JSON.stringify(left)}`).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
}
const expectChecks = ({ candidates }: Answer) => expect(candidates.filter(({ check }) => !check.holds)).toEqual([]);

interface Row { x: number; y: number; f: number; lambda?: number; bordered_det?: number; local?: string; mu?: number[]; active?: number[]; kkt_max?: boolean; kkt_min?: boolean }
interface Given {
  id: string; kind: 'equality' | 'inequality';
  problem: { f: string; g: string | string[] };
  tolerance: { point: number; lambda: number; f: number };
  expected: {
    candidates?: Row[] | null; kkt_candidates?: Row[]; singular_points?: { x: number; y: number; f: number }[];
    global_max: number | null; global_min: number | null; argmax: Vec2[]; argmin: Vec2[];
  };
}
const { problems } = JSON.parse(readFileSync(new URL('../references/a5_lagrange.json', import.meta.url), 'utf8')) as { problems: Given[] };
const KINDS: Record<string, string> = { min: 'minimum', max: 'maximum' };

describe('given references', () => {
  test('all of them', () => expect(problems).toHaveLength(26));
  for (const { id, kind, problem, tolerance, expected } of problems) for (const sense of SENSES) {
    test(`${id}, ${sense}`, () => {
      const equal = kind === 'equality';
      const constraints = [problem.g].flat().map((g) => bound(g, 0, equal ? '=' : '<='));
      const answer = ask(problem.f, constraints, sense, 13);
      expect(answer.complete).toBe(true);
      expect(answer.unresolved).toEqual([]);
      expectChecks(answer);
      const rows = equal ? expected.candidates : expected.kkt_candidates!;
      expect(answer.curves).toHaveLength(rows === null ? 1 : 0);
      expectPoints(answer.candidates.map(({ theta }) => theta), (rows ?? []).map(({ x, y }) => [x, y] as const), tolerance.point);
      for (const row of rows ?? []) {
        const found = answer.candidates.find(({ theta: [x, y] }) => Math.hypot(x - row.x, y - row.y) <= 2 * tolerance.point)!;
        expect(Math.abs(found.value - row.f)).toBeLessThanOrEqual(tolerance.f);
        const multipliers = row.mu ?? [row.lambda!];
        multipliers.forEach((wanted, i) => expect(Math.abs(found.multipliers[i]! - wanted)).toBeLessThanOrEqual(tolerance.lambda));
        multipliers.forEach((wanted, i) => { if (wanted === 0) expect(found.multipliers[i]).toBe(0); });
        for (const i of [0, 1] as const) if ([row.x, row.y][i] === 0) expect(found.theta[i]).toBe(0);
        if (row.local !== undefined) expect(found.kind).toBe(KINDS[row.local]);
        if (row.bordered_det !== undefined) expect(Math.abs(found.bordered! - row.bordered_det)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(row.bordered_det)));
        if (row.active) expect(found.active).toEqual(row.active.map((i) => i - 1));
        if (!equal) expect(found.satisfies).toBe(sense === 'maximise' ? row.kkt_max : row.kkt_min);
      }
      if (expected.singular_points) expectPoints(answer.singular.map(({ theta }) => theta), expected.singular_points.map(({ x, y }) => [x, y] as const), tolerance.point);
      expect(answer.singular.every(({ exact }) => exact)).toBe(true);
      const best = sense === 'maximise' ? expected.global_max : expected.global_min;
      if (best === null) {
        expect(answer.winner).toBeNull();
        expect(answer.reason).toMatch(/edge/);
      } else {
        expect(answer.reason).toBeNull();
        expect(Math.abs(answer.winner!.value - best)).toBeLessThanOrEqual(tolerance.f);
        expectPoints(answer.winner!.points, sense === 'maximise' ? expected.argmax : expected.argmin, tolerance.point);
        expect(answer.winner!.curves).toHaveLength(rows === null ? 1 : 0);
      }
    });
  }
});

const number = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true }).map((value) => Number(value.toFixed(3)));
const some = (low: number, high: number) => number(low, high).filter((value) => Math.abs(value) > 0.05);

describe('planted problems with closed forms', () => {
  test('a linear objective on an ellipse: ±M⁻¹c/√(cᵀM⁻¹c)', () => {
    fc.assert(fc.property(some(-3, 3), some(-3, 3), number(0.5, 3), number(0.5, 3), number(-0.6, 0.6), number(-1, 1), number(-1, 1), (p, q, a, d, share, u, v) => {
      const b = Number((share * Math.sqrt(a * d)).toFixed(3)), det = a * d - b * b;
      const answer = ask(`${p}*x + ${q}*y`, [bound(`${a}*(x - ${u})^2 + 2*${b}*(x - ${u})*(y - ${v}) + ${d}*(y - ${v})^2`, 1, '=')]);
      const w: Vec2 = [(d * p - b * q) / det, (a * q - b * p) / det], size = Math.sqrt(p * w[0] + q * w[1]);
      expect(answer.complete).toBe(true);
      expectChecks(answer);
      expectPoints(answer.candidates.map(({ theta }) => theta), [1, -1].map((s) => [u + s * w[0] / size, v + s * w[1] / size] as const), 1e-10);
      for (const { multipliers: [lambda], kind, value } of answer.candidates) {
        expect(Math.abs(Math.abs(lambda!) - size / 2)).toBeLessThanOrEqual(1e-10 * size);
        expect(kind).toBe(lambda! > 0 ? 'maximum' : 'minimum');
        expect(Math.abs(value - (p * u + q * v + Math.sign(lambda!) * size))).toBeLessThanOrEqual(1e-10);
      }
      expect(answer.winner!.points).toHaveLength(1);
    }), { numRuns: 15 });
  });

  test('a quadratic form on a circle: eigenvectors and eigenvalues', () => {
    fc.assert(fc.property(number(-3, 3), some(-2, 2), number(-3, 3), number(0.3, 3), (a, b, d, r) => {
      const answer = ask(`${a}*x^2 + 2*${b}*x*y + ${d}*y^2`, [bound('x^2 + y^2', r * r, '=')], 'maximise');
      const mean = (a + d) / 2, radius = Math.hypot((a - d) / 2, b), angle = Math.atan2(2 * b, a - d) / 2;
      expect(answer.complete).toBe(true);
      expectChecks(answer);
      expectPoints(answer.candidates.map(({ theta }) => theta), [0, 1, 2, 3].map((k) => [r * Math.cos(angle + k * Math.PI / 2), r * Math.sin(angle + k * Math.PI / 2)] as const), 1e-10);
      for (const { multipliers: [lambda], value, kind } of answer.candidates) {
        const top = Math.abs(lambda! - mean - radius) <= 1e-10;
        expect(top || Math.abs(lambda! - mean + radius) <= 1e-10).toBe(true);
        expect(Math.abs(value - lambda! * r * r)).toBeLessThanOrEqual(1e-9);
        expect(kind).toBe(top ? 'maximum' : 'minimum');
      }
      expect(answer.winner!.points).toHaveLength(2);
    }), { numRuns: 15 });
  });

  // Along the circle the derivative is a trigonometric polynomial of degree 2: at most four zeros, found here by a scan.
  test('a quadratic on a disc: every change of the tangential slope, and the stationary point inside', () => {
    fc.assert(fc.property(number(-2, 2), number(-2, 2), number(-2, 2), number(-1, 1), number(-1, 1), number(0.5, 2), (a, b, d, p, q, r) => {
      const slope = (t: number) => {
        const x = r * Math.cos(t), y = r * Math.sin(t);
        return (a * x + b * y + p) * -y + (b * x + d * y + q) * x;
      };
      const N = 4000, zeros: number[] = [];
      let nearly = Math.abs(a * d - b * b) < 1e-2;
      for (let i = 0; i < N; i += 1) {
        let [low, high] = [(i / N) * 2 * Math.PI + 1e-3, ((i + 1) / N) * 2 * Math.PI + 1e-3];
        if (Math.abs(slope(low)) < 1e-2 && Math.abs(slope(low + 1e-6) - slope(low)) < 1e-8) nearly = true; // a double zero may be near
        if (slope(low) > 0 === slope(high) > 0) continue;
        for (let k = 0; k < 60; k += 1) if (slope((low + high) / 2) > 0 === slope(low) > 0) low = (low + high) / 2; else high = (low + high) / 2;
        zeros.push(low);
      }
      const det = a * d - b * b, still: Vec2 = [(b * q - d * p) / det, (b * p - a * q) / det];
      fc.pre(!nearly && Math.abs(Math.hypot(...still) - r) > 1e-3);
      for (const sense of SENSES) {
        const answer = ask(`${a / 2}*x^2 + ${b}*x*y + ${d / 2}*y^2 + ${p}*x + ${q}*y`, [bound('x^2 + y^2', r * r)], sense);
        const wanted = [...zeros.map((t) => [r * Math.cos(t), r * Math.sin(t)] as const), ...(Math.hypot(...still) < r ? [still] : [])];
        expect(answer.complete).toBe(true);
        expectChecks(answer);
        expectPoints(answer.candidates.map(({ theta }) => theta), wanted, 1e-7);
        const values = wanted.map(([x, y]) => (a * x * x) / 2 + b * x * y + (d * y * y) / 2 + p * x + q * y);
        expect(Math.abs(answer.winner!.value - (sense === 'minimise' ? Math.min(...values) : Math.max(...values)))).toBeLessThanOrEqual(1e-9);
        for (const { active: [on], multipliers: [lambda], kind, satisfies } of answer.candidates) {
          if (on === undefined) expect(kind).toBe(det < 0 ? 'saddle' : a > 0 ? 'minimum' : 'maximum');
          else {
            expect(satisfies).toBe(sense === 'minimise' ? lambda! <= 0 : lambda! >= 0);
            expect(kind).not.toBe(lambda! > 0 ? 'minimum' : 'maximum');
          }
        }
      }
    }), { numRuns: 12 });
  });

  test('the nearest point of a triangle, by scanning its boundary and inside', () => {
    const corners: Vec2[] = [[-1, -1], [2, -1], [0, 2]];
    const sides = ['-y', '3*x + 2*y', '-3*x + y'].map((g, i) => bound(g, [1, 4, 2][i]!));
    fc.assert(fc.property(number(-3, 3), number(-3, 3), (u, v) => {
      const distance = ([x, y]: Vec2) => (x - u) ** 2 + (y - v) ** 2;
      let least = sides.every(({ level }, i) => [-v, 3 * u + 2 * v, -3 * u + v][i]! <= level) ? 0 : Infinity;
      corners.forEach(([ax, ay], i) => {
        const [bx, by] = corners[(i + 1) % 3]!, [ex, ey] = [bx - ax, by - ay];
        const t = Math.max(0, Math.min(1, ((u - ax) * ex + (v - ay) * ey) / (ex * ex + ey * ey)));
        least = Math.min(least, distance([ax + t * ex, ay + t * ey]));
      });
      const near = ask(`(x - ${u})^2 + (y - ${v})^2`, sides), far = ask(`(x - ${u})^2 + (y - ${v})^2`, sides, 'maximise');
      expect(Math.abs(near.winner!.value - least)).toBeLessThanOrEqual(1e-10);
      expect(Math.abs(far.winner!.value - Math.max(...corners.map(distance)))).toBeLessThanOrEqual(1e-10);
      expect(near.complete && far.complete).toBe(true);
      expectChecks(near);
      // The minimum of a convex problem is the only point with the signs of one.
      expect(new Set(near.candidates.filter(({ satisfies }) => satisfies).map(({ theta }) => theta.join())).size).toBe(1);
    }), { numRuns: 15 });
  });
});

test('a gradient with one component 0 but for rounding', () => {
  const { candidates } = ask('x', [bound('x^2 + x*y + y^2', 1, '=')]); // x = ±2/√3, y = −x/2
  expectPoints(candidates.map(({ theta }) => theta), [1, -1].map((s) => [(2 * s) / Math.sqrt(3), -s / Math.sqrt(3)] as const), 1e-14);
  candidates.forEach(({ multipliers: [lambda], theta: [x] }) => expect(lambda).toBeCloseTo(Math.sign(x) / Math.sqrt(3), 13));
});

test('the check sees a wrong multiplier and a wrong point', () => {
  const inquiry = readQuestion({ objective: '3*x + 4*y', constraints: [bound('x^2 + y^2', 1, '=')], sense: 'minimise', window: square(2) });
  const check = (theta: Vec2, value: number) => checkOf(inquiry, { theta, exact: null, spot: theta.map((side) => ({ low: side, high: side })) }, [0], new Map([[0, { value, range: { low: value, high: value } }]]));
  expect(check([0.6, 0.8], 2.5).holds).toBe(true);
  expect(check([0.6, 0.8], 2.5 + 1e-13).holds).toBe(false);
  expect(check([0.6 + 6e-14, 0.8 + 8e-14], 2.5).holds).toBe(false);
  expect(check([0.6 + 6e-14, 0.8 + 8e-14], 2.5 * (1 - 1e-13))).toMatchObject({ holds: false, feasibility: expect.closeTo(2e-13, 14) });
});

describe('symmetries', () => {
  const problem = (scale: number, factor: number, sense: Question['sense']) => lagrange({
    objective: `${factor}*((x/${scale})^3 - (x/${scale})*(y/${scale}) + 2*y/${scale})`, sense, window: square(3 * scale),
    constraints: [bound(`(x/${scale})^2 + 2*(y/${scale})^2`, 2), bound(`y/${scale} - (x/${scale})^2`, 0.5)],
  });
  const base = problem(1, 1, 'minimise');
  const SWAP = { minimum: 'maximum', maximum: 'minimum', saddle: 'saddle', degenerate: 'degenerate', isolated: 'isolated' } as const;

  test('the base problem has candidates of every kind to compare', () => {
    expect(base.candidates.length).toBeGreaterThan(4);
    expect(new Set(base.candidates.map(({ active }) => active.length)).size).toBeGreaterThan(1);
    expect(new Set(base.candidates.map(({ kind }) => kind))).toContain('minimum');
  });
  test.each([1e-6, 1e-3, 1e4, 2 ** 20])('θ scaled by %f: the same multipliers and kinds', (scale) => {
    const answer = problem(scale, 1, 'minimise');
    expect(answer.complete).toBe(true);
    expectChecks(answer);
    expectPoints(answer.candidates.map(({ theta: [x, y] }) => [x / scale, y / scale] as const), base.candidates.map(({ theta }) => theta), 1e-10);
    expect(answer.candidates.map(({ kind }) => kind)).toEqual(base.candidates.map(({ kind }) => kind));
    answer.candidates.forEach(({ multipliers }, at) => multipliers.forEach((value, i) => expect(value).toBeCloseTo(base.candidates[at]!.multipliers[i]!, 8)));
    expect(answer.winner!.value).toBeCloseTo(base.winner!.value, 10);
  });
  test.each([-1, 3, -0.25])('J times %f: multipliers scale, and a negative factor turns the sense', (factor) => {
    const answer = problem(1, factor, factor > 0 ? 'minimise' : 'maximise');
    expectPoints(answer.candidates.map(({ theta }) => theta), base.candidates.map(({ theta }) => theta), 1e-12);
    answer.candidates.forEach(({ kind, multipliers, satisfies }, at) => {
      const was = base.candidates[at]!;
      expect(kind).toBe(factor > 0 ? was.kind : SWAP[was.kind]);
      expect(satisfies).toBe(was.satisfies);
      multipliers.forEach((value, i) => expect(value).toBeCloseTo(factor * was.multipliers[i]!, 10));
    });
    expectPoints(answer.winner!.points, base.winner!.points, 1e-12);
  });
  test('x and y exchanged', () => {
    expect.hasAssertions();
    const turned = lagrange({
      objective: 'y^3 - x*y + 2*x', sense: 'minimise', window: square(3), constraints: [bound('y^2 + 2*x^2', 2), bound('x - y^2', 0.5)],
    });
    expectPoints(turned.candidates.map(({ theta: [x, y] }) => [y, x] as const), base.candidates.map(({ theta }) => theta), 1e-12);
  });
  test('parameters and the names theta1, theta2', () => {
    const named = lagrange({
      objective: 'a*theta1*theta2', parameters: { a: 2, r: 1 }, constraints: [bound('(theta1^2 + theta2^2)/r', 8, '=')], sense: 'maximise', window: square(4),
    });
    expectPoints(named.winner!.points, [[2, 2], [-2, -2]], 0);
    expect(named.winner!.value).toBe(8);
  });
});

describe('no better point is seen on a fine grid', () => {
  test.each<[string, Constraint[], (x: number, y: number) => number, (x: number, y: number) => boolean]>([
    ['x*y - x^3/4', [bound('x^2 + y^2', 4), bound('-x - y', 1)], (x, y) => x * y - x ** 3 / 4, (x, y) => x * x + y * y <= 4 && x + y >= -1],
    ['exp(x)*cos(3*y)', [bound('x^2 + 2*y^2', 3)], (x, y) => Math.exp(x) * Math.cos(3 * y), (x, y) => x * x + 2 * y * y <= 3],
    ['(1 - x)^2 + 100*(y - x^2)^2', [bound('x^2 + y^2', 1.5)], (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, (x, y) => x * x + y * y <= 1.5],
    ['(x^2 + y - 11)^2 + (x + y^2 - 7)^2', [bound('x^2 + y^2', 9), bound('x*y', 1)], (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, (x, y) => x * x + y * y <= 9 && x * y <= 1],
  ])('%s', (objective, constraints, value, feasible) => {
    for (const sense of SENSES) {
      const { winner, complete, candidates } = ask(objective, constraints, sense), sign = sense === 'minimise' ? 1 : -1;
      expect(complete).toBe(true);
      expect(winner!.everywhere).toBe(true);
      expect(winner!.gap).toBeLessThan(1e-9);
      let best = Infinity;
      for (let i = 0; i <= 256; i += 1) for (let j = 0; j <= 256; j += 1) {
        const x = -4 + i / 32, y = -4 + j / 32;
        if (feasible(x, y)) best = Math.min(best, sign * value(x, y));
      }
      expect(sign * winner!.value).toBeLessThanOrEqual(best + 1e-12);
      expect(best - sign * winner!.value).toBeLessThan(1 + 0.05 * Math.abs(best)); // and it is no phantom
      expect(candidates.some(({ theta, satisfies }) => satisfies && theta.join() === winner!.points[0]!.join())).toBe(true);
    }
  });
});

describe('degenerate problems', () => {
  test('a node: a singular point beside the candidates', () => {
    const { candidates, singular, complete } = ask('x', [bound('(x^2 + y^2)^2 - 2*(x^2 - y^2)', 0, '=')]);
    expectPoints(candidates.map(({ theta }) => theta), [[-Math.SQRT2, 0], [Math.SQRT2, 0]], 1e-14);
    expect(candidates.map(({ theta }) => theta[1])).toEqual([0, 0]);
    expect(singular).toMatchObject([{ theta: [0, 0], cause: 'gradient zero', exact: true, active: [0] }]);
    expect(complete).toBe(true);
  });
  test('Kuhn and Tucker’s cusp: the optimum has no multipliers', () => {
    const { candidates, singular, winner } = ask('-x', [bound('y - (1 - x)^3', 0), bound('-y', 0)]);
    expect(candidates).toEqual([]);
    expect(singular).toMatchObject([{ theta: [1, 0], cause: 'gradients parallel', exact: true, active: [0, 1] }]);
    expectPoints(winner!.points, [[1, 0]], 0);
  });
  test('touching discs: one feasible point', () => {
    const { candidates, singular, winner } = ask('y', [bound('x^2 + y^2', 1), bound('(x - 2)^2 + y^2', 1)]);
    expect(candidates).toEqual([]);
    expect(singular).toMatchObject([{ theta: [1, 0], exact: true }]);
    expectPoints(winner!.points, [[1, 0]], 0);
  });
  test('a multiple zero at a simple point is proven, elsewhere it stays unresolved', () => {
    const flat = ask('x^3', [bound('y', 0, '=')]);
    expect(flat.candidates).toMatchObject([{ theta: [0, 0], kind: 'degenerate', multipliers: [0] }]);
    expect(flat.complete).toBe(true);
    // Along x + y = −1 the slope is −(1 + x)².
    const touching = ask('x*y - x^3/3', [bound('-x - y', 1)]);
    expect(touching.complete).toBe(true);
    expect(touching.candidates.find(({ kind }) => kind === 'degenerate')).toMatchObject({ theta: [-1, 0], multipliers: [1], satisfies: false });
    const quartic = ask('(x - y)^4', [bound('x^2 + y^2', 1, '=')]);
    expectPoints(quartic.unresolved.map(({ theta }) => theta), [[Math.SQRT1_2, Math.SQRT1_2], [-Math.SQRT1_2, -Math.SQRT1_2]], 1e-9);
    expect(quartic.complete).toBe(false);
    expect(quartic.winner!.value).toBeLessThan(1e-30);
  });
  test('curves: proven where the determinant vanishes, seen where candidates are not isolated', () => {
    const ring = ask('exp(-x^2 - y^2)', [bound('x^2 + y^2', 1, '=')]);
    expect(ring.curves).toMatchObject([{ active: [0], proven: true }]);
    for (const [x, y] of ring.curves[0]!.points) expect(Math.abs(Math.hypot(x, y) - 1)).toBeLessThan(1e-12);
    expect(Math.max(...ring.curves[0]!.points.map(([x]) => x))).toBeGreaterThan(0.99);
    const valley = ask('(x - y)^2', [bound('x^2 + y^2', 1)]);
    expect(valley.complete).toBe(true);
    expect(valley.curves).toMatchObject([{ active: [], proven: true }]);
    const round = ask('(x^2 + y^2 - 1)^2', [bound('x', 3)]); // x(x² + y² − 1) and y(x² + y² − 1) have a factor that is not looked for
    expect(round.complete).toBe(false);
    expect(round.curves).toMatchObject([{ active: [], proven: false }]);
    for (const [x, y] of round.curves[0]!.points) expect(Math.abs(Math.hypot(x, y) - 1)).toBeLessThan(1e-9);
    expect(round.candidates).toMatchObject([{ theta: [0, 0], kind: 'maximum', value: 1 }, { theta: [3, 0], kind: 'saddle', multipliers: [96] }]);
    expect(round.winner!.value).toBeLessThan(1e-30);
    for (const [x, y] of valley.curves[0]!.points) expect(Math.abs(x - y)).toBeLessThan(1e-9);
    expect(valley.winner!.value).toBe(0);
    expect(valley.winner!.curves).toEqual([0]);
  });
  test('axes on which both slopes vanish are curves, and what else there is remains', () => {
    const cross = ask('x^2*y^2', [bound('x^2 + y^2', 1)], 'maximise');
    expect(cross.complete).toBe(true);
    expect(cross.curves).toMatchObject([{ active: [], proven: true, value: 0 }, { active: [], proven: true, value: 0 }]);
    expect(cross.curves.map(({ points }) => points.every(([x]) => x === 0) || points.every(([, y]) => y === 0))).toEqual([true, true]);
    expectPoints(cross.winner!.points, [1, -1].flatMap((s) => [[Math.SQRT1_2, s * Math.SQRT1_2] as const, [-Math.SQRT1_2, s * Math.SQRT1_2] as const]), 1e-12);
    // ∇J = (x y² (4 + 3x), 2x² y (2 + x)): the axes and no more, for on y ≠ 0 no x but 0 does both.
    expect(ask('x^2*y^2*(2 + x)', [bound('x^2 + y^2', 9)]).candidates.filter(({ active }) => active.length === 0)).toEqual([]);
    // ∇J = (x (2y² + 3x), 2x² y): what is left of it has its zero on the axis x = 0.
    expect(ask('x^2*y^2 + x^3', [bound('x^2 + y^2', 1)]).candidates.filter(({ active }) => active.length === 0)).toEqual([]);
    expect(ask('x*y + y^2', [bound('x^2 + y^2', 1)])).toMatchObject({ complete: true, curves: [] });
    expect(ask('x*y + y^2', [bound('x^2 + y^2', 1)]).candidates.filter(({ active }) => active.length === 0)).toMatchObject([{ theta: [0, 0], kind: 'saddle' }]);
    // ∇J = (3x² − 6.24xy, −3.12x²): all of x = 0, coefficients that are no doubles.
    expect(ask('x^3 - 3.12*x^2*y', [bound('x^2 + y^2', 1)])).toMatchObject({ complete: true, curves: [{ active: [], proven: true }] });
    expect(ask('-0.89*x^3*y', [bound('(x + 0.25)^2 + y^2', 1, '=')])).toMatchObject({ complete: true, unresolved: [] });
  });
  test('a coordinate is 0 by symmetry, not by rounding', () => {
    const { candidates } = ask('x + (y + 0.5)^2 - y', [bound('x^2 + y^2', 2, '=')]); // x + y² + ¼
    expectPoints(candidates.map(({ theta }) => theta), [[-Math.SQRT2, 0], [Math.SQRT2, 0], [0.5, Math.sqrt(7) / 2], [0.5, -Math.sqrt(7) / 2]], 1e-14);
    expect(candidates.filter(({ theta }) => theta[1] === 0)).toHaveLength(2);
    expect(ask('x + y^2 + 1e-9*y', [bound('x^2 + y^2', 2, '=')]).candidates.filter(({ theta }) => theta[1] === 0)).toEqual([]);
  });
  test('a singular point off an equality is not feasible', () => {
    const { singular } = ask('y', [bound('x', 0.25, '='), bound('x^2 - y^2', 0)]);
    expect(singular).toEqual([]);
  });
  test('a kink has no gradient: the corners of a typed diamond', () => {
    const { candidates, singular, winner } = ask('(x - 2)^2 + (y - 1)^2', [bound('abs(x) + abs(y)', 1)]);
    expect(candidates).toEqual([]);
    expect(singular.map(({ cause }) => cause)).toEqual(['kink', 'kink', 'kink']);
    expectPoints(winner!.points, [[1, 0]], 0);
  });
  test('mixed equality and inequality; the same equality twice', () => {
    const mixed = ask('x*y', [bound('x^2 + y^2', 1, '='), bound('-x', -0.5)], 'maximise');
    expectPoints(mixed.candidates.map(({ theta }) => theta), [[0.5, -Math.sqrt(3) / 2], [0.5, Math.sqrt(3) / 2], [Math.SQRT1_2, -Math.SQRT1_2], [Math.SQRT1_2, Math.SQRT1_2]], 1e-12);
    expect(mixed.candidates.map(({ kind, satisfies }) => [kind, satisfies])).toEqual([['maximum', true], ['minimum', false], ['minimum', true], ['maximum', true]]);
    const twice = ask('x', [bound('x^2 + y^2', 1, '='), bound('2*x^2 + 2*y^2', 2, '=')]);
    expectPoints(twice.winner!.points, [[-1, 0]], 0);
  });
  test('a multiplier of 0 takes the one-sided second-order test', () => {
    // At the corner (0, 0) of the quadrant both multipliers are 0 and the form is indefinite on the plane: only the cone decides.
    const quadrant = [bound('-x', 0), bound('-y', 0), bound('x^2 + y^2', 1)];
    const kindAt = (objective: string) => ask(objective, quadrant).candidates.find(({ theta: [x, y] }) => x === 0 && y === 0)!.kind;
    expect(kindAt('x^2 + 3*x*y + y^2')).toBe('minimum');
    expect(kindAt('x^2 - 3*x*y + y^2')).toBe('saddle');
    expect(kindAt('x*y - x^2 - y^2')).toBe('maximum');
    expect(kindAt('x^2 + x*y - y^2')).toBe('saddle');
    // On one side of a line every direction has a feasible half, so the plane's form decides.
    expect(ask('x^2 - y^2', [bound('-y', 0)]).candidates).toMatchObject([{ theta: [0, 0], kind: 'saddle', active: [0], multipliers: [0] }]);
    expect(ask('x^2 + y^2', [bound('-y', 0)]).candidates).toMatchObject([{ theta: [0, 0], kind: 'minimum' }]);
    // On a half-line of a curve: the sign of the curvature alone.
    expect(ask('-y^2', [bound('x', 0, '='), bound('-y', 0)]).candidates).toMatchObject([{ theta: [0, 0], kind: 'maximum' }]);
  });
  test('no winner that is not attained, each with its sentence', () => {
    expect(ask('x^2 + y^2', [bound('x*y', 1, '=')], 'maximise').reason).toMatch(/window's edge/);
    expect(ask('x^2 + y^2', [bound('y - 1/x', 0, '=')], 'maximise').reason).toMatch(/is higher on the window's edge/);
    expect(ask('x', [bound('x^2 + y^2', -1)]).reason).toBe('No point of the window satisfies all constraints.');
    expect(ask('3', [bound('x^2 + y^2', -1)]).reason).toBe('No point of the window satisfies all constraints.');
    expect(ask('3', [bound('x^2 + y^2', 1)]).winner).toMatchObject({ value: 3, points: [], curves: [0, 1] });
    expect(ask('1/x', [bound('x^2 + y^2', 1)]).reason).toMatch(/pole/);
    expect(ask('x', [bound('x^2 + y^2', 400)]).reason).toMatch(/No candidate lies inside the window/);
    expect(ask('log(x) + log(y)', [bound('x + y', 2)], 'maximise').winner!.points).toEqual([[1, 1]]);
  });
});

describe('the door', () => {
  const good = { objective: 'x', constraints: [bound('x^2 + y^2', 1)], sense: 'minimise', window: square(2) };
  test.each<[string, unknown]>([
    ['no object', null], ['no formula', { ...good, objective: '' }], ['unknown name', { ...good, objective: 'x + z' }], ['sense', { ...good, sense: 'min' }],
    ['window', { ...good, window: { x: [1, -1], y: [0, 1] } }], ['window missing', { ...good, window: undefined }], ['constraints', { ...good, constraints: 'x' }],
    ['too many', { ...good, constraints: Array.from({ length: 7 }, (_, i) => bound(`x + ${i}*y`, 1)) }],
    ['three equalities', { ...good, constraints: ['x', 'y', 'x + y'].map((g) => bound(g, 0, '=')) }],
    ['level', { ...good, constraints: [{ g: 'x', level: Number.NaN, relation: '=' }] }], ['relation', { ...good, constraints: [{ g: 'x', level: 1, relation: '>=' }] }],
    ['constant', { ...good, constraints: [bound('x - x + 1', 1)] }], ['parameter', { ...good, parameters: { a: Infinity } }], ['list entry', { ...good, constraints: [3] }],
  ])('refuses: %s', (_, question) => {
    expect(() => lagrange(question as Question)).toThrow(Complaint);
    try { lagrange(question as Question); } catch (error) { expect((error as Error).message).toMatch(/^[^.]*(?:\.\S[^.]*)*\.$/); }
  });
  test('steps are many and end in the same answer', () => {
    const steps = lagrangeSteps(good as Question);
    let count = 0, step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(10);
    expect(step.value).toEqual(lagrange(good as Question));
  });
});
