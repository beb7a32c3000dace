import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import type { Matrix2, Vec2 } from '../../src/problem/types.ts';
import { minimisePieces, type PiecePenalty } from '../../src/solver/pieces/minimise.ts';

// Truths computed by software that is not ours; see test/references/README.md. `null` is never compared.
const read = (name: string) => JSON.parse(readFileSync(new URL(`../references/${name}.json`, import.meta.url), 'utf8'));
const quadratic = (A: Matrix2, minimizer: Vec2) => quadraticOf({ kind: 'quadratic', curvature: A, minimizer });
const penalty = ({ kind, q, g }: { kind: 'lp' | 'scad' | 'mcp'; q: number; g: number }): PiecePenalty =>
  kind === 'lp' ? { kind, p: q } : { kind, shape: g };

// By hand, in the words of the papers.
const value = (given: PiecePenalty, lambda: number, theta: number): number => {
  const s = Math.abs(theta);
  switch (given.kind) {
    case 'lp': return lambda * s ** given.p;
    case 'mcp': return s <= given.shape * lambda ? lambda * s - s * s / (2 * given.shape) : given.shape * lambda * lambda / 2;
    case 'scad': return s <= lambda ? lambda * s
      : s <= given.shape * lambda ? (2 * given.shape * lambda * s - s * s - lambda * lambda) / (2 * (given.shape - 1)) : lambda * lambda * (given.shape + 1) / 2;
  }
};
const objective = (A: Matrix2, hat: Vec2, given: PiecePenalty, lambda: number) => ([x, y]: Vec2) => {
  const u = x - hat[0], v = y - hat[1];
  return (A[0][0] * u * u + 2 * A[0][1] * u * v + A[1][1] * v * v) / 2 + value(given, lambda, x) + value(given, lambda, y);
};

describe('the plane against grids polished in 34 digits', () => {
  for (const { id, problem, tolerance, cases } of read('a4_quadratic_nonconvex_penalty').problems) test(id, () => {
    for (const { lambda, expected } of cases) {
      const found = minimisePieces(quadratic(problem.A, problem.theta_hat), penalty(problem.penalty), lambda);
      expect(Math.abs(found.value - expected.value)).toBeLessThanOrEqual(tolerance.value);
      const gap = expected.gap_to_next_candidate;
      if (gap === null || gap > 1e-6) for (const i of [0, 1] as const) expect(Math.abs(found.theta[i] - expected.theta[i])).toBeLessThanOrEqual(tolerance.theta);
      for (const i of [0, 1] as const) if (expected.theta[i] === 0 && (gap === null || gap > 1e-6)) expect(found.theta[i]).toBe(0);
      // Of lp every candidate is a local minimiser, so that the next is the same as theirs.
      if (problem.penalty.kind === 'lp' && gap !== null) expect(Math.abs(found.gapToNext! - gap)).toBeLessThanOrEqual(tolerance.value);
      expect(found.scope).not.toBe('best-found');
    }
  });
});

describe('a diagonal curvature is two thresholds', () => {
  for (const { id, problem, tolerance, cases } of read('a4_thresholding_1d').problems) test(id, () => {
    for (const [i, first] of cases.entries()) for (const second of [cases[0], cases[(i + 5) % cases.length]]) {
      const { minimizers, value: lowest } = minimisePieces(quadratic([[1, 0], [0, 1]], [first.z, second.z]), penalty(problem.penalty), problem.lambda);
      expect(Math.abs(lowest - first.expected.value - second.expected.value)).toBeLessThanOrEqual(2 * tolerance.value);
      const pairs = first.expected.x.flatMap((x: number) => second.expected.x.map((y: number) => [x, y]));
      expect(minimizers).toHaveLength(pairs.length);
      for (const [x, y] of pairs) expect(minimizers.some(([u, v]) => Math.abs(u - x) <= tolerance.x && Math.abs(v - y) <= tolerance.x)).toBe(true);
    }
  });
});

// Evenly spread: fc.double is spread over exponents, which leaves most numbers next to 0.
const number = (min: number, max: number) => fc.integer({ min: 0, max: 2 ** 30 }).map((share) => min + ((max - min) * share) / 2 ** 30);
const problems = fc.record({
  large: number(0.2, 3), ratio: fc.oneof(number(0, 1), fc.constant(0), number(0, 0.01)), turn: number(0, Math.PI), hat: fc.tuple(number(-3, 3), number(-3, 3)),
  lambda: number(0.02, 3),
  given: fc.oneof(
    fc.record({ kind: fc.constant('lp' as const), p: fc.oneof(number(0.05, 0.95), fc.constantFrom(0.5, 2 / 3)) }),
    fc.record({ kind: fc.constant('scad' as const), shape: number(2.02, 5) }), fc.record({ kind: fc.constant('mcp' as const), shape: number(1.02, 5) }),
  ),
}).map(({ large, ratio, turn, ...rest }) => {
  const c = Math.cos(turn), s = Math.sin(turn), small = large * ratio, mixed = (large - small) * c * s;
  return { ...rest, A: [[large * c * c + small * s * s, mixed], [mixed, large * s * s + small * c * c]] as Matrix2 };
});

test('nothing on a grid, on the axes, or downhill from its best nodes is lower', () => {
  fc.assert(fc.property(problems, ({ A, hat, given, lambda }) => {
    const F = objective(A, hat, given, lambda);
    const { minimizers, value: lowest, unique, gapToNext } = minimisePieces(quadratic(A, hat), given, lambda);
    for (const theta of minimizers) expect(Math.abs(F(theta) - lowest)).toBeLessThan(1e-12);
    if (minimizers.length > 1) expect(unique).toBe(false);
    expect(gapToNext === null || gapToNext >= 0).toBe(true);
    const nodes: Vec2[] = [];
    for (let i = -24; i <= 24; i += 1) for (let j = -24; j <= 24; j += 1) nodes.push([i / 6, j / 6]);
    for (let i = -120; i <= 120; i += 1) nodes.push([i / 30, 0], [0, i / 30]);
    const ranked = nodes.map((theta) => ({ theta, height: F(theta) })).sort((first, second) => first.height - second.height);
    for (const start of ranked.slice(0, 3)) {
      let { theta, height } = start;
      for (let step = 0.1; step > 1e-6;) {
        const next = [[1, 0], [0, 1], [1, 1], [1, -1]].flatMap(([dx, dy]) => [1, -1].map((sign): Vec2 => [theta[0] + sign * dx! * step, theta[1] + sign * dy! * step]))
          .find((candidate) => F(candidate) < height);
        if (next) [theta, height] = [next, F(next)]; else step /= 2;
      }
      expect(lowest).toBeLessThanOrEqual(height + 1e-10);
    }
  }), { numRuns: 300 });
});

test('mirrored and exchanged problems have mirrored and exchanged solutions', () => {
  fc.assert(fc.property(problems, ({ A, hat, given, lambda }) => {
    const plain = minimisePieces(quadratic(A, hat), given, lambda);
    const mirrored = minimisePieces(quadratic([[A[0][0], -A[0][1]], [-A[1][0], A[1][1]]], [-hat[0], hat[1]]), given, lambda);
    const exchanged = minimisePieces(quadratic([[A[1][1], A[0][1]], [A[0][1], A[0][0]]], [hat[1], hat[0]]), given, lambda);
    const scale = 1e-9 * (1 + plain.value);
    for (const other of [mirrored, exchanged]) {
      expect(Math.abs(other.value - plain.value)).toBeLessThan(1e-12 * (1 + plain.value));
      expect(other.minimizers).toHaveLength(plain.minimizers.length);
    }
    for (const [x, y] of plain.minimizers) expect(mirrored.minimizers.some(([u, v]) => Math.hypot(u + x, v - y) <= scale + 1e-7 * Math.hypot(x, y))).toBe(true);
    for (const [x, y] of plain.minimizers) expect(exchanged.minimizers.some(([u, v]) => Math.hypot(u - y, v - x) <= scale + 1e-7 * Math.hypot(x, y))).toBe(true);
  }), { numRuns: 500 });
});

test('the next candidate is found where a quadrant has only a narrow valley', () => {
  // Made from its stationary point: b = Aθ + λp θ^(p−1).
  const A: Matrix2 = [[1, 0.1570753781479852], [0.1570753781479852, 0.1690146555987151]];
  const hat: Vec2 = [1.0817283850723964, 5.821190207131982], given = { kind: 'lp', p: 0.5170182381354468 } as const;
  const { value: lowest, gapToNext } = minimisePieces(quadratic(A, hat), given, 1);
  expect(gapToNext).toBeCloseTo(objective(A, hat, given, 1)([0.4486012600734545, 5.0041331686166775]) - lowest, 12);
});

test('a solution on the joint of two pieces is not lost between them', () => {
  const shape = 3;
  fc.assert(fc.property(number(0.1, 2), number(0.55, 3), number(0.55, 3), number(-0.9, 0.9), number(0, 9), fc.constantFrom('scad' as const, 'mcp' as const), (lambda, a, c, share, far, kind) => {
    // λmin(A) > 1/2 ≥ the most that P bends: convex, so that the stationary point made here is the solution.
    const h = share * Math.sqrt((a - 0.5) * (c - 0.5));
    const theta: Vec2 = [kind === 'scad' ? lambda : shape * lambda, -(shape + far) * lambda];
    const slope = kind === 'scad' ? lambda : 0;
    const determinant = a * c - h * h;
    const hat: Vec2 = [theta[0] + (c * slope) / determinant, theta[1] - (h * slope) / determinant];
    const found = minimisePieces(quadratic([[a, h], [h, c]], hat), { kind, shape }, lambda);
    expect(found).toMatchObject({ unique: true, gapToNext: null, scope: 'convex' });
    for (const i of [0, 1] as const) expect(Math.abs(found.theta[i] - theta[i])).toBeLessThan(1e-12 * lambda * (shape + far));
  }), { numRuns: 500 });
});
