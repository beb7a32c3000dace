import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readProblem } from '../../src/problem/read.ts';
import type { DataLoss } from '../../src/problem/types.ts';
import { finish } from '../../src/problem/steps.ts';
import { certifySteps } from '../../src/solver/certificate/index.ts';
import { interceptSteps } from '../../src/solver/certificate/intercept.ts';
import { leastBends, pull, room } from '../../src/solver/certificate/pulls.ts';
import { rowsSteps } from '../../src/solver/certificate/rows.ts';
import { bendOf } from '../../src/solver/certificate/subdifferential.ts';
import '../../src/solver/everything.ts';

// The parts that a certificate is made of, each against its definition: ℓ′ and ℓ″ against values and differences of ℓ written
// here anew, bounds against what they bound.

const KINDS = ['squared', 'huber', 'logistic', 'poisson', 'hinge', 'squared-hinge'] as const;
type Kind = (typeof KINDS)[number];
const DELTA = 0.7;

/** ℓ(η, y). */
const VALUE: { readonly [K in Kind]: (eta: number, y: number) => number } = {
  squared: (eta, y) => (eta - y) ** 2 / 2,
  huber: (eta, y) => (Math.abs(eta - y) <= DELTA ? (eta - y) ** 2 / 2 : DELTA * (Math.abs(eta - y) - DELTA / 2)),
  logistic: (eta, y) => Math.log1p(Math.exp(-y * eta)),
  poisson: (eta, y) => Math.exp(eta) - y * eta,
  hinge: (eta, y) => Math.max(0, 1 - y * eta),
  'squared-hinge': (eta, y) => Math.max(0, 1 - y * eta) ** 2,
};
/** How far η is from the next kink of ℓ or ℓ′. */
const KINK: { readonly [K in Kind]: (eta: number, y: number) => number } = {
  squared: () => Infinity, logistic: () => Infinity, poisson: () => Infinity,
  huber: (eta, y) => Math.abs(Math.abs(eta - y) - DELTA),
  hinge: (eta, y) => Math.abs(1 - y * eta), 'squared-hinge': (eta, y) => Math.abs(1 - y * eta),
};

const labels = (kind: Kind) => (kind === 'squared' || kind === 'huber' ? fc.double({ min: -3, max: 3, noNaN: true }) : kind === 'poisson' ? fc.integer({ min: 0, max: 5 }) : fc.constantFrom(-1, 1));
const lossOf = (kind: Kind, X: [number, number][], y: number[], more: object = {}) => ({ kind, X, y, ...(kind === 'huber' ? { delta: DELTA } : {}), ...more }) as DataLoss;

/** The pulls of samples whose scores are given. */
function pulls(kind: Kind, etas: readonly number[], y: readonly number[]) {
  const loss = lossOf(kind, etas.map(() => [1.5, 2]), [...y]), rows = finish(rowsSteps(loss)), n = etas.length;
  const scores = { eta: Float64Array.from(etas), reach: Float64Array.from(etas, Math.abs) }, found = room(n);
  pull(loss, rows, scores, found, 0, n);
  return { loss, rows, scores, found };
}

const numeric = fc.double({ min: -4, max: 4, noNaN: true });

describe.each(KINDS)('%s', (kind) => {
  test('ℓ′ and ℓ″ are the slopes of ℓ and ℓ′', () => {
    fc.assert(fc.property(numeric, labels(kind), (eta, y) => {
      const h = 1e-4;
      fc.pre(KINK[kind](eta, y) > 2 * h);
      const { found } = pulls(kind, [eta - h, eta, eta + h], [y, y, y]), value = VALUE[kind];
      const [low, slope, high] = found.slope as unknown as [number, number, number];
      // Central differences: h²/6 times the third derivative, which is at most e⁴ here, and rounding over h.
      const room = (h * h * Math.exp(4)) / 6 + (1e-15 * (1 + Math.exp(4))) / h;
      expect(Math.abs(slope - (value(eta + h, y) - value(eta - h, y)) / (2 * h))).toBeLessThan(room);
      expect(Math.abs(found.bend[1]! - (high - low) / (2 * h))).toBeLessThan(room);
      expect(found.size[1]!).toBeGreaterThanOrEqual(Math.abs(slope));
    }), { numRuns: 300 });
  });

  test('the least ℓ″ within a radius is none too large', () => {
    fc.assert(fc.property(numeric, labels(kind), fc.double({ min: 1e-9, max: 3, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (eta, y, radius, share) => {
      const { loss, rows, scores, found } = pulls(kind, [eta], [y]), least = new Float64Array(1);
      leastBends(loss, rows, scores, found, radius, least, 0, 1);
      const moved = pulls(kind, [eta + share * radius * rows.span[0]!], [y]).found.bend[0]!;
      expect(least[0]!).toBeLessThanOrEqual(moved * (1 + 1e-12));
      expect(least[0]!).toBeGreaterThanOrEqual(0);
    }), { numRuns: 300 });
  });

  test('rounding of the score is room too: the least ℓ″ holds for every score that rounds to the one given', () => {
    // η = 10⁶ − (10⁶ − 1 + d): what it adds up is large, and so is what rounding may have moved it.
    const reach = 1e16, { loss, rows, scores, found } = pulls(kind, [1.2], [kind === 'poisson' ? 2 : 1]), least = new Float64Array(1);
    leastBends(loss, rows, { eta: scores.eta, reach: Float64Array.of(reach) }, found, 0, least, 0, 1);
    const room = 8 * Number.EPSILON * reach; // 17.8
    for (const eta of [1.2 - room, 1.2, 1.2 + room]) {
      const { bend } = pulls(kind, [eta], [kind === 'poisson' ? 2 : 1]).found;
      expect(least[0]!).toBeLessThanOrEqual(bend[0]! * (1 + 1e-12) + (kind === 'logistic' ? 1e-7 : 0)); // of ℓ″ only the order is bounded where it is tiny
    }
  });
});

test('the intercept of poisson: the mean of e^η is that of the counts, also where e^η would overflow without it', () => {
  for (const scale of [3, 400, -400, 900]) {
    const loss = lossOf('poisson', [[1, 1], [-1, 0]], [2, 4], { intercept: true }), rows = finish(rowsSteps(loss));
    const b = finish(interceptSteps(loss, rows, [scale, 0]));
    expect((Math.exp(rows.p[0]! * scale + b) + Math.exp(rows.p[1]! * scale + b)) / 2).toBeCloseTo(3, 9);
  }
});

/** a/b of two floating-point numbers as an exact fraction of big integers. */
function exact(value: number): [bigint, bigint] {
  let denominator = 1n, v = value;
  while (!Number.isInteger(v)) { v *= 2; denominator *= 2n; }
  return [BigInt(v), denominator];
}
const add = ([a, b]: [bigint, bigint], [c, d]: [bigint, bigint]): [bigint, bigint] => [a * d + c * b, b * d];
const times = ([a, b]: [bigint, bigint], [c, d]: [bigint, bigint]): [bigint, bigint] => [a * c, b * d];
const minus = ([a, b]: [bigint, bigint]): [bigint, bigint] => [-a, b];
const over = (x: [bigint, bigint], [c, d]: [bigint, bigint]) => times(x, c < 0n ? [-d, -c] : [d, c]);
/** |x| to 53 bits and more, whatever its size. */
const sizeOf = ([a, b]: [bigint, bigint]) => Number(((a < 0n ? -a : a) * 2n ** 1000n) / b) / 2 ** 1000;

test('SCAD and MCP: the rounding of a slope lies within what its size allows', () => {
  const positive = (min: number, max: number) => fc.double({ min: Math.log2(min), max: Math.log2(max), noNaN: true }).map((e) => 2 ** e);
  fc.assert(fc.property(fc.constantFrom('scad' as const, 'mcp' as const), positive(1e-3, 1e4), positive(2.5, 1e4), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (kind, lambda, shape, share) => {
    const a = kind === 'scad' ? lambda + share * (shape - 1) * lambda : share * shape * lambda; // where the slope falls
    const { set, size } = bendOf({ kind, shape }, [a, a], lambda), slope = set.centre[0];
    const truth = kind === 'scad' ? over(add(times(exact(shape), exact(lambda)), minus(exact(a))), add(exact(shape), [-1n, 1n])) : add(exact(lambda), minus(over(exact(a), exact(shape))));
    const wrong = sizeOf(add(exact(slope), minus(truth)));
    expect(wrong).toBeLessThanOrEqual(4 * Number.EPSILON * size); // four roundings at most
  }), { numRuns: 400 });
});

test('of few rows a certificate is one step: its room is that of every other of the same loss, so none may begin in between', () => {
  const X = Array.from({ length: 60 }, (_, i): [number, number] => [Math.sin(3.1 * i), Math.cos(7.7 * i)]);
  for (const kind of KINDS) for (const intercept of [false, true]) for (const form of ['penalty', 'constraint'] as const) for (const penalty of ['l1', 'formula: abs(x) + y^2']) {
    const y = X.map(([u, v], i) => (kind === 'squared' || kind === 'huber' ? u + 0.3 * v : kind === 'poisson' ? i % 4 : i % 3 === 0 ? -1 : 1));
    const loss = lossOf(kind, X, y, { intercept }), problem = readProblem({ loss, penalty, form, lambda: 0.05, budget: 0.4 });
    finish(rowsSteps(problem.loss as DataLoss)); // read before, as in every sweep
    expect(certifySteps(problem, [0.3, 0.1]).next().done, `${kind} ${intercept} ${form} ${penalty}`).toBe(true);
  }
});
