import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import type { Matrix2, Vec2 } from '../../src/problem/types.ts';
import { constrainPieces, type PiecePenalty } from '../../src/solver/pieces/minimise.ts';

const quadratic = (A: Matrix2, minimizer: Vec2) => quadraticOf({ kind: 'quadratic', curvature: A, minimizer });

// By hand: R and its slope in one weight, in the words of the papers.
function part(given: PiecePenalty, s: number): readonly [value: number, slope: number] {
  if (given.kind === 'lp') return [s ** given.p, given.p * s ** (given.p - 1)];
  const { shape, lambda = NaN } = given;
  if (given.kind === 'mcp') return s <= shape * lambda ? [lambda * s - s * s / (2 * shape), lambda - s / shape] : [shape * lambda * lambda / 2, 0];
  if (s <= lambda) return [lambda * s, lambda];
  if (s <= shape * lambda) return [(2 * shape * lambda * s - s * s - lambda * lambda) / (2 * (shape - 1)), (shape * lambda - s) / (shape - 1)];
  return [lambda * lambda * (shape + 1) / 2, 0];
}
const R = (given: PiecePenalty, [x, y]: Vec2) => part(given, Math.abs(x))[0] + part(given, Math.abs(y))[0];
const L = ([[a, h], [, c]]: Matrix2, hat: Vec2, [x, y]: Vec2) => (a * (x - hat[0]) ** 2 + 2 * h * (x - hat[0]) * (y - hat[1]) + c * (y - hat[1]) ** 2) / 2;
const saturated = (given: PiecePenalty) => part(given, 1e9)[0];

// Evenly spread: fc.double is spread over exponents, which leaves most numbers next to 0.
const number = (min: number, max: number) => fc.integer({ min: 0, max: 2 ** 30 }).map((share) => min + ((max - min) * share) / 2 ** 30);
const inside = number(0.05, 1.5);
const problems = fc.record({
  large: number(0.2, 3), ratio: fc.oneof(number(0.02, 1), fc.constant(0)), turn: number(0, Math.PI), hat: fc.tuple(number(-3, 3), number(-3, 3)),
  share: number(0.001, 1),
  given: fc.oneof(
    fc.record({ kind: fc.constant('lp' as const), p: fc.oneof(number(0.1, 0.95), fc.constantFrom(0.5, 2 / 3)) }),
    fc.record({ kind: fc.constant('scad' as const), shape: number(2.02, 5), lambda: inside }), fc.record({ kind: fc.constant('mcp' as const), shape: number(1.02, 5), lambda: inside }),
  ),
}).map(({ large, ratio, turn, share, ...rest }) => {
  const c = Math.cos(turn), s = Math.sin(turn), small = large * ratio, mixed = (large - small) * c * s;
  const A: Matrix2 = [[large * c * c + small * s * s, mixed], [mixed, large * s * s + small * c * c]];
  return { ...rest, A, budget: share * (rest.given.kind === 'lp' ? R(rest.given, rest.hat) : 2 * saturated(rest.given)) };
});

/** The farthest point of the region along a ray, since R never falls along one. */
function edge(given: PiecePenalty, budget: number, angle: number): Vec2 {
  // Exact zeros along the axes: a fifth of a milliradian off an axis is another point to lp.
  const direction: Vec2 = [Math.abs(Math.cos(angle)) < 1e-12 ? 0 : Math.cos(angle), Math.abs(Math.sin(angle)) < 1e-12 ? 0 : Math.sin(angle)];
  let low = 0, high = 64;
  for (let round = 0; round < 56; round += 1) {
    const middle = (low + high) / 2;
    if (R(given, [middle * direction[0], middle * direction[1]]) <= budget) low = middle; else high = middle;
  }
  return [low * direction[0], low * direction[1]];
}

test('feasible, and nothing along the boundary or on the axes is lower', () => {
  fc.assert(fc.property(problems, ({ A, hat, given, budget }) => {
    const found = constrainPieces(quadratic(A, hat), given, budget);
    for (const theta of found.minimizers) {
      expect(R(given, theta)).toBeLessThanOrEqual(budget * (1 + 1e-11));
      expect(Math.abs(L(A, hat, theta) - found.value)).toBeLessThan(1e-11);
    }
    expect(found.scope).toBe('proven');
    if (found.lambda === 0) {
      expect(found.value).toBeLessThan(1e-12);
      return;
    }
    expect(found.lambda).toBeGreaterThan(0);
    const at = (angle: number) => L(A, hat, edge(given, budget, angle));
    const step = Math.PI / 64;
    const seen = Array.from({ length: 128 }, (_, i) => ({ angle: i * step, height: at(i * step) })).sort((first, second) => first.height - second.height);
    for (const start of seen.slice(0, 2)) {
      let { angle, height } = start;
      for (let turn = step; turn > 1e-7;) {
        const next = [angle - turn, angle + turn].find((each) => at(each) < height);
        if (next === undefined) turn /= 2; else [angle, height] = [next, at(next)];
      }
      expect(found.value).toBeLessThanOrEqual(height + 1e-9);
    }
    for (let i = 0; i < 4; i += 1) {
      const [x, y] = edge(given, budget, i * Math.PI / 2);
      for (let share = 1; share > 0; share -= 1 / 64) expect(found.value).toBeLessThanOrEqual(L(A, hat, [share * x, share * y]) + 1e-9);
    }
  }), { numRuns: 200 });
});

test('−∇L = ν∇R along every weight that is not zero', () => {
  fc.assert(fc.property(problems, ({ A, hat, given, budget }) => {
    const { lambda, theta } = constrainPieces(quadratic(A, hat), given, budget);
    const u = hat[0] - theta[0], v = hat[1] - theta[1];
    const force = [A[0][0] * u + A[0][1] * v, A[1][0] * u + A[1][1] * v] as const;
    const slopes = theta.map((each) => part(given, Math.abs(each))[1]);
    for (const i of [0, 1] as const) if (theta[i] !== 0 && lambda! < 1e6) {
      // Next to an axis, or a knee, a step of rounding in θ moves the slope by much: P″ times a few units.
      const s = Math.abs(theta[i]);
      const bend = given.kind === 'lp' ? slopes[i]! / s : 1;
      expect(Math.abs(force[i] - lambda! * Math.sign(theta[i]) * slopes[i]!)).toBeLessThan(1e-8 * (1 + lambda! * (slopes[i]! + bend * s)));
    } else if (given.kind !== 'lp' && lambda! < 1e6) expect(Math.abs(force[i])).toBeLessThanOrEqual(lambda! * given.lambda! * (1 + 1e-9) + 1e-12);
  }), { numRuns: 300 });
});

test('mirrored and exchanged problems have mirrored and exchanged solutions', () => {
  fc.assert(fc.property(problems, ({ A, hat, given, budget }) => {
    const plain = constrainPieces(quadratic(A, hat), given, budget);
    for (const other of [
      constrainPieces(quadratic([[A[0][0], -A[0][1]], [-A[1][0], A[1][1]]], [hat[0], -hat[1]]), given, budget),
      constrainPieces(quadratic([[A[1][1], A[0][1]], [A[0][1], A[0][0]]], [hat[1], hat[0]]), given, budget),
    ]) {
      expect(Math.abs(other.value - plain.value)).toBeLessThan(1e-11);
      if (plain.gapToNext === null || plain.gapToNext > 1e-9) expect(Math.abs(other.lambda! - plain.lambda!)).toBeLessThan(1e-6 * (1 + plain.lambda!));
    }
  }), { numRuns: 500 });
});

describe('a stationary point where L falls inwards is no candidate', () => {
  test('in the hollow of mcp turned away from θ̂', () => {
    expect(constrainPieces(quadratic([[1, 0], [0, 1]], [1, 1.1]), { kind: 'mcp', shape: 2, lambda: 1 }, 0.7).gapToNext).toBeNull();
  });
  test('at the tips of lp turned away from θ̂', () => {
    expect(constrainPieces(quadratic([[1, 0], [0, 1]], [2, 0]), { kind: 'lp', p: 0.5 }, 1)).toMatchObject({ theta: [1, 0], gapToNext: null, lambda: 2 });
  });
});

describe('regions of saturated penalties', () => {
  const mcp: PiecePenalty = { kind: 'mcp', shape: 2, lambda: 1 }; // knee 2, cap 1
  const tilted: Matrix2 = [[1, 0.2], [0.2, 1]];

  test('at t = cap the half axes run on for ever', () => {
    expect(constrainPieces(quadratic(tilted, [3, 1]), mcp, 1)).toMatchObject({ theta: [3.2, 0], unique: true, lambda: 0.96 });
  });
  test('a cap that is a unit off is the cap', () => {
    expect(constrainPieces(quadratic(tilted, [3, 1]), mcp, 1 - 2 ** -53).theta).toEqual([3.2, 0]);
  });
  test('just below the cap the region is bounded by its knee', () => {
    expect(constrainPieces(quadratic(tilted, [9, 0]), mcp, 1 - 1e-6).theta[0]).toBeLessThan(2);
  });
  test('between cap and 2 cap an arm holds the solution', () => {
    // The arm above θ₂ = 0 is as wide as P⁻¹(t − cap): 2 − √2 for t = 1.5; on it θ₁ = θ̂₁ − h(θ₂ − θ̂₂).
    const width = 2 - Math.SQRT2;
    const { theta, lambda } = constrainPieces(quadratic(tilted, [5, 1]), mcp, 1.5);
    expect(theta[1]).toBeCloseTo(width, 14);
    expect(theta[0]).toBeCloseTo(5 - 0.2 * (width - 1), 14);
    expect(lambda).toBeCloseTo((0.96 * (1 - width)) / (1 - width / 2), 13);
  });
  test('at 2 cap nothing binds', () => {
    expect(constrainPieces(quadratic(tilted, [50, -60]), mcp, 2)).toMatchObject({ theta: [50, -60], lambda: 0, unique: true, value: 0 });
  });
});
