import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Loss, Penalty } from '../../src/problem/types.ts';
import { frontierSteps, type Frontier } from '../../src/solver/frontier.ts';
import { chordAt, gapsOf, lowerHull } from '../../src/solver/hull.ts';
import { budgetMax, lambdaOf, type Pair } from '../../src/solver/solve.ts';
import { run } from '../../src/solver/wide/run.ts';
import { sampleLoss } from '../problems.ts';

const frontier = (pair: Pair): Frontier => run(frontierSteps(pair));
const plain: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0], [0, 1]] };
const number = (low: number, high: number) => fc.integer({ min: Math.round(low * 1000), max: Math.round(high * 1000) }).map((k) => k / 1000);
const bowls = fc.record({ minimizer: fc.tuple(number(-2, 2), number(-2, 2)), skew: number(-1, 1), a: number(0.3, 3), c: number(0.3, 3) })
  .map(({ minimizer, skew, a, c }): Loss => { const h = skew * 0.97 * Math.sqrt(a * c); return { kind: 'quadratic', minimizer, curvature: [[a, h], [h, c]] }; });
const CONVEX: Penalty[] = [
  { kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.4 }, { kind: 'weighted-l1', weights: [0.5, 2] }, { kind: 'weighted-l1', weights: [0, 1] }, { kind: 'lp', p: 1.5 },
];

/** The pieces without a λ, by the ends of all chords: those with a pair above and none below. */
function chordsByBrute(pairs: readonly { budget: number; loss: number }[]): string[] {
  const found: string[] = [];
  for (const [i, from] of pairs.entries()) for (const [j, to] of pairs.entries()) {
    if (j <= i + 1) continue;
    const over = pairs.map((pair) => pair.loss - chordAt(from, to, pair.budget));
    if (over.every((by, k) => k === i || k === j || by > 1e-9)) found.push(`${from.budget} ${to.budget}`);
  }
  return found;
}

test('the hull lies under all pairs, and its long edges are the gaps', () => fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 12 }), fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 12, maxLength: 12 }), (ts, losses) => {
  const pairs = ts.sort((a, b) => a - b).map((budget, i) => ({ budget, loss: losses[i]! / 7 }));
  const hull = lowerHull(pairs);
  for (const [k, j] of hull.slice(1).entries()) for (const pair of pairs) expect(pair.loss).toBeGreaterThanOrEqual(chordAt(pairs[hull[k]!]!, pairs[j]!, pair.budget) - 1e-9);
  expect(gapsOf(pairs, () => 1e-9).map(({ from, to }) => `${from.budget} ${to.budget}`)).toEqual(chordsByBrute(pairs));
})));

describe('convex: on the frontier of the solver there is no gap, whatever a grid shows', () => {
  test('L1 on a round bowl, by hand', () => {
    // alone θ₁ to t = 1.2, then both with what is left over, half each
    const byHand = (t: number) => (t <= 1.2 ? ((1.5 - t) ** 2 + 0.09) / 2 : ((1.8 - t) / 2) ** 2);
    const { places, knots, gaps, attained, convex } = frontier({ loss: plain, penalty: { kind: 'l1' } });
    expect([gaps.length, attained, convex]).toEqual([0, true, true]);
    expect(knots).toEqual([expect.closeTo(1.2, 12)]);
    expect([places[0]!.budget, places.at(-1)!.budget]).toEqual([0, expect.closeTo(1.8, 12)]);
    for (const { budget, loss, wall, proven } of places) {
      expect(Math.abs(loss - byHand(budget))).toBeLessThan(1e-14);
      expect([wall, proven]).toEqual([true, true]);
    }
    for (const [i, to] of places.slice(1).entries()) { // between two places the chord is good to a pixel
      const from = places[i]!, middle = (from.budget + to.budget) / 2;
      expect(chordAt(from, to, middle) - byHand(middle)).toBeLessThan(places[0]!.loss / 1000);
    }
  });
  test.each(CONVEX)('%j', (penalty) => fc.assert(fc.property(bowls, (loss) => {
    const { places, gaps, convex } = frontier({ loss, penalty });
    expect([gaps.length, convex]).toEqual([0, true]);
    expect(places.at(-1)!.budget).toBe(budgetMax({ loss, penalty }));
    const hull = lowerHull(places), fall = places[0]!.loss - places.at(-1)!.loss;
    for (const [k, j] of hull.slice(1).entries()) for (const place of places.slice(hull[k]! + 1, j)) expect(place.loss - chordAt(places[hull[k]!]!, places[j]!, place.budget)).toBeLessThanOrEqual(1e-12 * fall);
  }), { numRuns: 5 }));
  test.each(['logistic', 'huber', 'hinge'] as const)('samples: %s', (kind) => {
    expect(frontier({ loss: sampleLoss(kind, 24), penalty: { kind: 'l1' } })).toMatchObject({ convex: true, gaps: [] });
  });
  test('classes that can be separated have a frontier without an end', () => {
    const { places, attained } = frontier({ loss: { kind: 'logistic', X: [[1, 0.3], [-1, 0.2], [0.5, -1]], y: [1, -1, 1] }, penalty: { kind: 'l1' } });
    expect([attained, places.length > 10, places.at(-1)!.loss < places[0]!.loss / 2]).toEqual([false, true, true]);
  });
  test('θ̂ = 0 is one place', () => {
    expect(frontier({ loss: { ...plain, minimizer: [0, 0] } as Loss, penalty: { kind: 'l1' } })).toMatchObject({ places: [{ budget: 0, loss: 0 }], gaps: [] });
  });
});

describe('not convex: the stretches that no λ reaches', () => {
  test('half thresholding ties at x = 0 and 1', () => {
    const pair: Pair = { loss: { kind: 'quadratic', minimizer: [1.5, 0], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'lp', p: 0.5 } };
    const { gaps } = frontier(pair);
    expect(gaps).toMatchObject([{ from: { budget: 0 }, to: { budget: expect.closeTo(1, 5) }, lambda: expect.closeTo(1, 9) }]);
    // ½(1.5 − t²)² above 9/8 − t: most where the derivative 2t(t² − 1.5) + 1 is 0
    const most = Math.max(...Array.from({ length: 1001 }, (_, i) => ((1.5 - (i / 1000) ** 2) ** 2) / 2 - 1.125 + i / 1000));
    expect(gaps[0]!.height).toBeLessThanOrEqual(most + 1e-9); // of samples: never more than there is
    expect(gaps[0]!.height).toBeGreaterThan(most - 1.125 / 1000);
  });
  test('two valleys of a formula tie at 0 and 2', () => {
    const { gaps } = frontier({ loss: { kind: 'formula', formula: '((x - 1)^2 - 1)^2 - x/2 + y^2' }, penalty: { kind: 'l2-norm' } });
    expect(gaps).toMatchObject([{ from: { budget: 0 }, to: { budget: expect.closeTo(2, 5) }, lambda: expect.closeTo(0.5, 6) }]);
  }, 20_000);
  test('what is a gap here has no λ there, and the other way round', () => {
    const pair: Pair = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'lp', p: 0.5 } };
    const { gaps, places } = frontier(pair);
    expect(gaps.length).toBe(2);
    for (const { budget } of places) {
      const near = gaps.some(({ from, to }) => [from, to].some((end) => Math.abs(end.budget - budget) < 1e-6));
      if (near || budget === 0) continue;
      expect(lambdaOf(pair, budget).kind, `at ${budget}`).toBe(gaps.some(({ from, to }) => budget > from.budget && budget < to.budget) ? 'none' : 'number');
    }
  });
  test('minima that are only the best found claim nothing', () => {
    expect(frontier({ loss: sampleLoss('logistic', 12), penalty: { kind: 'lp', p: 0.5 } }).gaps).toEqual([]);
  });
  test.each([['mcp', 1.2, 0.7], ['scad', 2.2, 0.6]] as const)('%s: the multiplier of its one shape skips to the cap', (kind, shape, lambda) => {
    const { gaps, knots } = frontier({ loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind, shape, lambda } });
    expect(gaps[0]!.to.budget).toBeCloseTo(knots[0]!, 9);
    expect(knots[0]).toBeCloseTo(kind === 'mcp' ? (shape * lambda ** 2) / 2 : ((shape + 1) * lambda ** 2) / 2, 12);
  });
});
