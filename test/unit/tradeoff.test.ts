import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateField } from '../../src/field/cpu.ts';
import { attainablePath, attainableSteps, grounded, type Attainable } from '../../src/geometry/attainable.ts';
import { gridThroughZero, windowOfBall } from '../../src/geometry/ball-window.ts';
import { balanceOf, gapAt, rangesOf } from '../../src/geometry/balance.ts';
import { chart } from '../../src/geometry/chart.ts';
import { angleOf, armOf, lambdaAt } from '../../src/geometry/support-line.ts';
import { statePenalty } from '../../src/problem/penalties.ts';
import { valueOf } from '../../src/problem/stated.ts';
import { nodes, type Window } from '../../src/problem/grid.ts';
import type { Loss, Penalty, Problem } from '../../src/problem/types.ts';
import { frontierSteps } from '../../src/solver/frontier.ts';
import { lambdaOf, solve, type Pair } from '../../src/solver/solve.ts';
import { run } from '../../src/solver/wide/run.ts';

const bowl: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
const WINDOW: Window = { x: [-1.45, 2.45], y: [-1.85, 2.05] };
const RANGE = { budget: [0, 2.3], loss: [-0.1, 2] } as const;

function imageOf(pair: Pair, side = 129, window = WINDOW): Attainable {
  const field = run(evaluateField({ ...pair, form: 'constraint', budget: 0 }, gridThroughZero(window, side)));
  return run(attainableSteps(field, RANGE.budget, RANGE.loss));
}

describe('the attainable set', () => {
  test('of a round bowl and the two-norm is between two parabolas, without holes', () => {
    const image = imageOf({ loss: { ...bowl, curvature: [[1, 0], [0, 1]] } as Loss, penalty: { kind: 'l2-norm' } }, 129, { x: [-2.5, 2.5], y: [-2.5, 2.5] });
    const size = Math.hypot(1.5, 0.3);
    for (const [k, r] of image.budgets.entries()) {
      const runs = image.runs[k]!;
      expect(runs.length, `at ${r}`).toBe(1);
      expect(Math.abs(runs[0]![0] - (r - size) ** 2 / 2)).toBeLessThan(0.004); // a bin is 0.00175
      expect(Math.abs(runs[0]![1] - Math.min(2, (r + size) ** 2 / 2))).toBeLessThan(0.004);
    }
  });
  test.each<Penalty>([{ kind: 'l1' }, { kind: 'linf' }, { kind: 'l2' }, { kind: 'lp', p: 0.5 }, { kind: 'weighted-l1', weights: [1, 2] }])('every node of the grid that is in range is in it: %j', (penalty) => {
    const pair: Pair = { loss: bowl, penalty }, grid = gridThroughZero(WINDOW, 65);
    const field = run(evaluateField({ ...pair, form: 'constraint', budget: 0 }, grid)), image = run(attainableSteps(field, RANGE.budget, RANGE.loss));
    for (let at = 0; at < field.loss.length; at += 1) {
      const R = field.penalty[at]!, L = field.loss[at]!;
      const k = image.budgets.findIndex((budget) => budget >= R);
      if (k < 1 || L > 1.99) continue;
      const near = [k - 1, k].flatMap((column) => image.runs[column]!); // between two columns the edge may fall
      const fall = Math.max(...[0, 1].map((end) => Math.abs((image.runs[k - 1]![0]?.[end] ?? 0) - (image.runs[k]![0]?.[end] ?? 0))));
      expect(near.some(([low, high]) => L > low - fall - 0.004 && L < high + fall + 0.004), `${R} ${L}`).toBe(true);
    }
  });
  test.each([0.3, -0.3])('cells are cut toward the origin, where linf has its corners: θ̂₂ = %d', (second) => {
    const image = imageOf({ loss: { kind: 'quadratic', minimizer: [1.5, second], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'linf' } }, 42, { x: [-2, 2], y: [-2, 2] });
    for (const [k, r] of image.budgets.entries()) {
      const farthest = ((r + 1.5) ** 2 + (r + 0.3) ** 2) / 2; // at the corner that is opposite
      expect(farthest > 1.99 || Math.abs(image.runs[k]![0]![1] - farthest) < 0.005).toBe(true); // the cells' bend is h²/4 = 0.0025, and a bin
    }
  });
  test('a grid alone shows a convex problem a gap; brought to the frontier there is none', () => {
    const pair: Pair = { loss: bowl, penalty: { kind: 'l1' } }, { places } = run(frontierSteps(pair));
    const grid = gridThroughZero(WINDOW, 257), field = run(evaluateField({ ...pair, form: 'constraint', budget: 0 }, grid));
    const image = grounded(run(attainableSteps(field, RANGE.budget, RANGE.loss)), places, 0.1);
    for (const [k, r] of image.budgets.entries()) {
      if (r > places.at(-1)!.budget) continue;
      const exact = solve({ ...pair, form: 'constraint', budget: r }).loss;
      expect(Math.abs(image.runs[k]![0]![0] - exact)).toBeLessThan(places[0]!.loss / 1000);
      expect(image.runs[k]![0]![0]).toBeGreaterThan(exact - 1e-12);
    }
  });
  test('never below the frontier, where that is not convex either', () => {
    const pair: Pair = { loss: bowl, penalty: { kind: 'lp', p: 0.5 } }, { places } = run(frontierSteps(pair));
    const image = grounded(imageOf(pair), places, 0.1);
    for (const [k, r] of image.budgets.entries()) expect(image.runs[k]![0]![0], `at ${r}`).toBeGreaterThan(solve({ ...pair, form: 'constraint', budget: r }).loss - 0.0015);
  });
  test('along a narrow valley the lower edge is a saw with teeth of a pixel or two at most', () => {
    const image = imageOf({ loss: { kind: 'rosenbrock' }, penalty: { kind: 'l2' } }, 257, { x: [-1.6, 2], y: [-1, 2.6] });
    const edge = image.budgets.map((r, k) => [r, image.runs[k]![0]![0]] as const).filter(([r]) => r > 0.3);
    for (const [r, low] of edge) {
      const least = Math.min(...Array.from({ length: 4_000 }, (_, i) => { const x = Math.sqrt(r) * Math.cos((i * Math.PI) / 2_000), y = Math.sqrt(r) * Math.sin((i * Math.PI) / 2_000); return (1 - x) ** 2 + 100 * (y - x * x) ** 2; }));
      expect(low - least, `at ${r}`).toBeLessThan(0.015); // h²/8 by the curvature of 1000 across, on the diagonal half of it
      expect(low - least, `at ${r}`).toBeGreaterThan(-0.004);
    }
  });
  test('its grid has nodes on the axes and covers the window; its window holds the ball', () => fc.assert(fc.property(fc.double({ min: -3, max: -0.1, noNaN: true }), fc.double({ min: 0.1, max: 3, noNaN: true }), fc.integer({ min: 5, max: 200 }), (low, high, side) => {
    const grid = gridThroughZero({ x: [low, high], y: [low - 5, low - 1] }, side), { x, y } = nodes(grid);
    expect(Math.min(...x.map(Math.abs))).toBeLessThan(1e-6);
    expect([x[0]! <= low + 1e-6, x.at(-1)! >= high - 1e-6, y[0]! <= low - 5 + 1e-6, y.at(-1)! >= low - 1 - 1e-6]).toEqual([true, true, true, true]);
    const most = high / 2, ball = windowOfBall({ x: [low, high], y: [low, high] }, valueOf(statePenalty({ kind: 'l1' }, 1)), most);
    expect([ball.x[1] >= most, ball.x[0] <= -Math.min(most, -low), ball.x[1] >= high, ball.x[1] <= high + 0.75 * (high - low) + 1e-9]).toEqual([true, true, true, true]);
  })));
  test('poles are left out, and the path closes each trapezoid', () => {
    const image = imageOf({ loss: { kind: 'formula', formula: '1/(x - 1) + y^2' }, penalty: { kind: 'l1' } }, 33);
    expect(image.runs.flat(2).every(Number.isFinite)).toBe(true);
    const path = attainablePath({ budgets: [0, 1], runs: [[[0, 1]], [[0.5, 2], [3, 4]]] }, ([x, y]) => [10 * x, 10 * y]);
    expect(path).toBe('M0.0,0.0L10.0,5.0L10.0,20.0L0.0,10.0Z');
  });
});

describe('the supporting line', () => {
  const map = chart({ low: 0, high: 2.3 }, { low: -0.1, high: 2 }, 320, 320);
  test('its angle and its λ are one, to four digits; upright is ∞', () => fc.assert(fc.property(fc.double({ min: 0, max: 88, noNaN: true }), (degrees) => {
    expect(Math.abs(angleOf(map, lambdaAt(map, degrees)) - degrees)).toBeLessThan(0.03);
  })));
  test('ends', () => expect([angleOf(map, Infinity), angleOf(map, 0), lambdaAt(map, -5), lambdaAt(map, 90)]).toEqual([90, 0, 0, lambdaAt(map, 88)]));
  test('the handle is on the line and inside', () => fc.assert(fc.property(fc.double({ min: 0, max: 2.2, noNaN: true }), fc.double({ min: 0, max: 1.5, noNaN: true }), fc.double({ min: 0, max: 90, noNaN: true }), (R, L, degrees) => {
    const [x, y] = map.toPixels([R, L]), [u, v] = armOf(map, [R, L], degrees, 78);
    expect(Math.abs(Math.sin((degrees * Math.PI) / 180) * (u - x) - Math.cos((degrees * Math.PI) / 180) * (v - y))).toBeLessThan(1e-9);
    expect(Math.hypot(u - x, v - y)).toBeGreaterThan(20);
  })));
});

describe('how λ and t answer each other at a solution', () => {
  const balance = (problem: Problem, found?: Parameters<typeof balanceOf>[2]) => balanceOf({ problem, solution: solve(problem) }, run(frontierSteps(problem)), found);
  test('one and one', () => {
    const { lambda, budget, touches } = balance({ loss: bowl, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 });
    expect([lambda, budget]).toMatchObject([{ kind: 'number', value: 0.6 }, { kind: 'number', value: expect.closeTo(0.99, 12) }]);
    expect(touches).toEqual([[expect.closeTo(0.99, 12), expect.closeTo((0.51 ** 2 + 2 * 0.3 * 0.51 * 0.3 + 0.09) / 2, 12)]]);
  });
  test('λ = 0 answers every t from R(θ̂) on', () => {
    expect(balance({ loss: bowl, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0 }).budget).toMatchObject({ kind: 'interval', from: expect.closeTo(1.8, 12), to: Infinity });
  });
  test('a flat loss: one λ, an interval of t', () => {
    const loss: Loss = { kind: 'huber', delta: 1, X: [[1, 0], [1, 0]], y: [10, 10] };
    const zero = { kind: 'interval', from: 1, to: Infinity, reason: '' } as const; // at t = 0, one of them
    const { lambda, budget } = balance({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 }, zero);
    expect(budget).toMatchObject({ kind: 'interval', from: 0, to: expect.closeTo(9, 9) });
    expect(lambda).toMatchObject({ kind: 'number', value: 1 });
    expect(balance({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 2 }, zero)).toMatchObject({ lambda: zero, budget: { kind: 'number', value: 0 } });
  });
  test('a jump: one λ, a set of t', () => {
    const loss: Loss = { kind: 'quadratic', minimizer: [1.5, 0], curvature: [[1, 0], [0, 1]] };
    const { budget, touches } = balance({ loss, penalty: { kind: 'lp', p: 0.5 }, form: 'penalty', lambda: 1 });
    expect(budget).toMatchObject({ kind: 'set', values: [0, expect.closeTo(1, 7)] });
    expect(touches).toHaveLength(2);
    const pair: Pair = { loss: bowl, penalty: { kind: 'lp', p: 0.5 } }, [, second] = run(frontierSteps(pair)).gaps;
    // a tie that no f64 λ hits to the last digit is a tie all the same
    expect(balance({ ...pair, form: 'penalty', lambda: second!.lambda }).budget).toMatchObject({ kind: 'set', values: [second!.from.budget, second!.to.budget] });
  });
  test('a t that no λ reaches has a gap, measured from the best line', () => {
    const pair: Pair = { loss: { kind: 'quadratic', minimizer: [1.5, 0], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'lp', p: 0.5 } };
    const problem: Problem = { ...pair, form: 'constraint', budget: 0.5 };
    const { lambda, gap } = balance(problem, lambdaOf(pair, 0.5));
    expect(lambda?.kind).toBe('none');
    expect(gap).toBeCloseTo((1.5 - 0.25) ** 2 / 2 - (1.125 - 0.5), 6);
    const known = run(frontierSteps(pair));
    expect([gapAt(known, 0.5) === known.gaps[0], gapAt(known, 1.1)]).toEqual([true, undefined]);
  });
  test('ranges show the frontier and the t that is asked for, in steps', () => {
    const known = run(frontierSteps({ loss: bowl, penalty: { kind: 'l1' } }));
    expect(rangesOf(known, 1, [1, 1])).toEqual(rangesOf(known, 2.2, [1, 1]));
    expect(rangesOf(known, 50, [1, 1]).budget[1]).toBeGreaterThan(50);
  });
});
