import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stateLoss } from '../../src/problem/losses.ts';
import { statePenalty } from '../../src/problem/penalties.ts';
import type { Stated } from '../../src/problem/stated.ts';
import type { Loss, Penalty, Vec2 } from '../../src/problem/types.ts';
import { minimisers, type Minimisers, type Quest } from '../../src/solver/global/minimisers.ts';

const WINDOW = { x: [-6, 6], y: [-6, 6] } as const;
const typed = (formula: string): Stated => ({ formula, names: [], values: [] });
const loss = (kind: Loss) => stateLoss(kind)!;
const weighing = (weight: number) => ({ kind: 'penalty', weight }) as const;
const within = (budget: number) => ({ kind: 'constraint', budget }) as const;

function drain(quest: Quest): Minimisers & { steps: number } {
  const steps = minimisers(quest);
  for (let count = 1; ; count += 1) {
    const { done, value } = steps.next();
    if (done) return { ...value, steps: count };
  }
}
const find = (L: Stated, R: Stated, form: Quest['form'], more: Partial<Quest> = {}) => drain({ loss: L, penalty: R, form, window: WINDOW, ...more });

function expectPoints(found: readonly Vec2[], expected: readonly Vec2[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  for (const [x, y] of expected) expect(Math.min(...found.map(([u, v]) => Math.max(Math.abs(u - x), Math.abs(v - y))))).toBeLessThanOrEqual(tolerance);
}

interface Family {
  problems: {
    id: string; tolerance: { theta: number; value: number; lambda_rel?: number };
    problem: { loss: { kind: string }; penalty: { kind: 'l1' | 'l2' | 'l2-norm' } };
    cases: { lambda?: number; t?: number; expected: { value: number; argmin: Vec2[]; unique?: boolean; active?: boolean; lambda?: number } }[];
  }[];
}
const { problems } = JSON.parse(readFileSync(new URL('../references/a4_benchmarks.json', import.meta.url), 'utf8')) as Family;
const LOSSES: Record<string, Loss> = { rosenbrock: { kind: 'rosenbrock' }, rosenbrock10: { kind: 'rosenbrock', steepness: 10 }, himmelblau: { kind: 'himmelblau' } };

describe('all global minimisers of Rosenbrock and Himmelblau, proven', () => {
  for (const { id, problem, tolerance, cases } of problems) {
    test.each(cases)(`${id} λ = $lambda, t = $t`, ({ lambda, t, expected }) => {
      const found = find(loss(LOSSES[problem.loss.kind]!), statePenalty({ kind: problem.penalty.kind }, 1), t === undefined ? weighing(lambda!) : within(t));
      expect(found.scope).toBe('proven');
      expect(Math.abs(found.value - expected.value)).toBeLessThanOrEqual(tolerance.value);
      expect(found.gap).toBeLessThanOrEqual(tolerance.value);
      expectPoints(found.minimizers, expected.argmin, tolerance.theta);
      expect(found.unique).toBe(expected.argmin.length === 1);
      expect(found.lambda).not.toBeNull();
      expect(Math.abs(found.lambda! - (lambda ?? expected.lambda!))).toBeLessThanOrEqual((tolerance.lambda_rel ?? 0) * Math.max(1, expected.lambda ?? 0));
      for (const point of expected.argmin) for (const i of [0, 1] as const) if (point[i] === 0) expect(found.minimizers.some((theta) => theta[i] === 0)).toBe(true);
    });
  }
});

// Written apart from src: every penalty and loss by hand.
const PENALTIES: { penalty: Penalty; value: (x: number, y: number) => number }[] = [
  { penalty: { kind: 'l1' }, value: (x, y) => Math.abs(x) + Math.abs(y) },
  { penalty: { kind: 'l2' }, value: (x, y) => x * x + y * y },
  { penalty: { kind: 'l2-norm' }, value: (x, y) => Math.sqrt(x * x + y * y) },
  { penalty: { kind: 'linf' }, value: (x, y) => Math.max(Math.abs(x), Math.abs(y)) },
  { penalty: { kind: 'elastic-net', ratio: 0.25 }, value: (x, y) => 0.25 * (Math.abs(x) + Math.abs(y)) + 0.375 * (x * x + y * y) },
  { penalty: { kind: 'weighted-l1', weights: [0, 2] }, value: (_, y) => 2 * Math.abs(y) },
  { penalty: { kind: 'lp', p: 0.5 }, value: (x, y) => Math.sqrt(Math.abs(x)) + Math.sqrt(Math.abs(y)) },
  { penalty: { kind: 'lp', p: 3 }, value: (x, y) => Math.abs(x) ** 3 + Math.abs(y) ** 3 },
  { penalty: { kind: 'mcp', shape: 3, lambda: 0.5 }, value: (x, y) => [x, y].reduce((sum, u) => sum + (Math.abs(u) <= 1.5 ? 0.5 * Math.abs(u) - (u * u) / 6 : 0.375), 0) },
  {
    penalty: { kind: 'scad', shape: 3, lambda: 0.5 },
    value: (x, y) => [x, y].map(Math.abs).reduce((sum, u) => sum + (u <= 0.5 ? 0.5 * u : u <= 1.5 ? (3 * u - u * u - 0.25) / 4 : 0.5), 0),
  },
  { penalty: { kind: 'formula', formula: 'abs(x + y) + abs(x - 2*y)/2' }, value: (x, y) => Math.abs(x + y) + Math.abs(x - 2 * y) / 2 },
];

describe('against a dense grid', () => {
  for (const { penalty, value: R } of PENALTIES) {
    test(`${penalty.kind}${'formula' in penalty ? ' typed' : ''}: no node is better, and what is proven stays so`, () => {
      const number = fc.integer({ min: -30, max: 30 }).map((n) => n / 10);
      let proven = 0, runs = 0;
      fc.assert(fc.property(number, number, fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.3, 0.7, 1.7), fc.boolean(), (p, q, turn, amount, penalised) => {
        const form = penalised ? weighing(amount) : within(amount);
        // A tilted double well, so that neither convexity nor symmetry helps.
        const L = (x: number, y: number) => ((x * x - 2) ** 2) / 8 + (y - q) ** 2 + (turn / 10) * x * (y - q) - (p * x) / 4;
        const stated: Stated = { formula: '(x^2 - 2)^2/8 + (y - q)^2 + c*x*(y - q) - p*x/4', names: ['p', 'q', 'c'], values: [p, q, turn / 10] };
        const { minimizers, value, gap, scope } = find(stated, statePenalty(penalty, 1), form);
        const F = (x: number, y: number) => (penalised ? L(x, y) + amount * R(x, y) : R(x, y) <= amount ? L(x, y) : Infinity);
        let least = Infinity;
        for (let i = 0; i <= 160; i += 1) for (let j = 0; j <= 160; j += 1) least = Math.min(least, F(-6 + (3 * i) / 40, -6 + (3 * j) / 40));
        expect(value).toBeLessThanOrEqual(least + 1e-12 * (1 + Math.abs(least)));
        for (const [x, y] of minimizers) {
          expect(penalised ? 0 : R(x, y)).toBeLessThanOrEqual(amount * (1 + 1e-12));
          expect(Math.abs((penalised ? F(x, y) : L(x, y)) - value)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(value)));
        }
        runs += 1;
        if (scope !== 'proven') return;
        proven += 1;
        expect(gap).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)));
      }), { numRuns: 5 });
      expect(proven).toBe(runs);
    });
  }
});

describe('what is known, and no more', () => {
  const l1 = statePenalty({ kind: 'l1' }, 1);
  const bowl = (p: number, q: number) => loss({ kind: 'quadratic', minimizer: [p, q], curvature: [[1, 0], [0, 1]] });

  test('a budget of boxes that runs out leaves an honest gap', () => {
    for (const boxes of [0, 1, 10, 40, 100]) {
      const found = find(loss({ kind: 'rosenbrock' }), l1, weighing(0.1), { boxes });
      expect(found.scope).toBe('best-found');
      expect(found.unique).toBe(false);
      expect(found.value - found.gap).toBeLessThanOrEqual(0.17952045454545457);
      expect(found.value).toBeGreaterThanOrEqual(0.1795204545454);
    }
  });

  test('it yields at every box; seeds on the window are used', () => {
    const quest = { loss: loss({ kind: 'rosenbrock' }), penalty: l1, form: weighing(0.1), window: WINDOW };
    expect(drain(quest).steps).toBeGreaterThan(50);
    const seeded = drain({ ...quest, boxes: 0, seeds: [[0.86, 0.74], [99, 99]] });
    expect(seeded).toMatchObject({ minimizers: [[0.86, 0.74]], scope: 'best-found' });
  });

  test('a valley of minimisers is not proven to be one point', () => {
    const found = find(typed('(x + y - 1)^2'), l1, weighing(0), { boxes: 500 });
    expect(found).toMatchObject({ scope: 'best-found', unique: false });
  });

  test('poles, borders of a domain and jumps prove nothing', () => {
    for (const formula of ['y^2 + 1/x', 'sqrt(x - 0.3) + y^2', 'log(x + 1) + y^2', 'x + 3*sign(x - 0.7)*sign(y - 0.2) + y^2']) {
      const { scope, value, gap } = find(typed(formula), l1, weighing(0), { boxes: 1000 });
      expect([formula, scope]).toEqual([formula, 'best-found']);
      expect([formula, Number.isNaN(value), Number.isNaN(gap)]).toEqual([formula, false, false]);
    }
  });

  test('a better point on the border of a domain is not argued away by slopes', () => {
    // 0 at x = 0.3, in a gorge too steep to be met by chance; 0.0016 at the stationary point near x = 3
    const { scope, value, gap } = find(typed('sqrt(x - 0.3)*((x - 3)^2 + 0.001) + y^2'), l1, weighing(0), { boxes: 1000 });
    expect(value - gap).toBeLessThanOrEqual(0);
    expect(scope).toBe('best-found');
  });

  test('ties are all listed', () => {
    expectPoints(find(typed('(x^2 - 1)^2 + (y^2 - 4)^2'), l1, weighing(0)).minimizers, [[1, 2], [1, -2], [-1, 2], [-1, -2]], 1e-9);
    const tied = find(typed('(x^2 - 1)^2 + (y - 1)^2'), l1, within(1));
    expect(tied).toMatchObject({ scope: 'proven', unique: false });
    expect(tied.minimizers).toHaveLength(2);
  });

  test('kinks that are no axes: exact corners, curves, and diagonals', () => {
    const corner = find(typed('abs(x - 1) + abs(y + 2)'), l1, weighing(0.5));
    expect(corner).toMatchObject({ scope: 'proven', minimizers: [[1, -2]], unique: true });
    const curve = find(typed('4*abs(x^2 + y^2 - 4) + x + 2*y'), l1, weighing(0));
    expectPoints(curve.minimizers, [[-2 / Math.sqrt(5), -4 / Math.sqrt(5)]], 1e-9);
    expect(curve.scope).toBe('proven');
    const diagonal = find(bowl(3, 2.5), statePenalty({ kind: 'linf' }, 1), within(1));
    expect(diagonal).toMatchObject({ scope: 'proven', minimizers: [[1, 1]], lambda: 3.5 });
  });

  test('a weight is exactly zero only where it is', () => {
    expect(find(bowl(1.5, 0.3), l1, weighing(0.6)).minimizers).toEqual([[0.9, 0]]);
    expect(find(bowl(1e-9, 1), l1, weighing(0)).minimizers).toEqual([[1e-9, 1]]);
    expect(find(bowl(0, 1), l1, weighing(0)).minimizers).toEqual([[0, 1]]);
    expect(find(bowl(1e-9, 2), statePenalty({ kind: 'l2-norm' }, 1), within(1)).minimizers[0]![0]).not.toBe(0);
  });

  test('t = 0, a budget below every R, and a region that touches its best point', () => {
    for (const kind of ['l1', 'l2', 'l2-norm', 'linf'] as const) {
      expect(find(bowl(1.5, 0.3), statePenalty({ kind }, 1), within(0))).toMatchObject({ scope: 'proven', minimizers: [[0, 0]], value: (1.5 ** 2 + 0.3 ** 2) / 2 });
    }
    expect(find(bowl(1, 1), typed('x^2 + y^2 + 1'), within(0.5))).toMatchObject({ scope: 'proven', minimizers: [], value: Infinity });
    expect(find(bowl(1, 0), l1, within(1))).toMatchObject({ scope: 'proven', minimizers: [[1, 0]], lambda: 0 });
  });

  test('at λ = ‖∇L(0)‖ exactly, and just beside it, 0 is told from its neighbours', () => {
    const norm = statePenalty({ kind: 'l2-norm' }, 1), L = loss({ kind: 'rosenbrock' });
    for (const lambda of [2, 2 * (1 + 2e-16), 2.2, 9]) {
      const found = find(L, norm, weighing(lambda));
      expect(found).toMatchObject({ scope: 'proven', minimizers: [[0, 0]], unique: true });
      expect(found.steps).toBeLessThan(3000);
    }
    const [theta] = find(L, norm, weighing(1.999)).minimizers; // ∇L(θ) = −λθ/‖θ‖, by hand
    const bow = theta![1] - theta![0] ** 2, gradient = [-2 * (1 - theta![0]) - 400 * theta![0] * bow, 200 * bow], length = Math.hypot(...theta!);
    expect(Math.hypot(gradient[0]! + (1.999 * theta![0]) / length, gradient[1]! + (1.999 * theta![1]) / length)).toBeLessThanOrEqual(1e-9);
    // here 0 is stationary, and is not the lowest
    const twin = find(typed('(x^2 - 4)^2/4 - x/10 + y^2'), norm, weighing(0.1));
    expect(twin.minimizers[0]![0]).toBeGreaterThan(1.9);
  });

  test('a larger window where all minimisers are provably in it', () => {
    expect(find(typed('(x - 50)^2 + (y + 7)^2'), l1, weighing(0.2))).toMatchObject({ scope: 'proven', everywhere: true, minimizers: [[49.9, expect.closeTo(-6.9, 12)]] });
    expect(find(typed('x - log(x) + y^2'), l1, weighing(0))).toMatchObject({ scope: 'proven', everywhere: true, minimizers: [[1, 0]] });
    expect(find(typed('y^2 - x'), l1, weighing(0.5))).toMatchObject({ everywhere: false, window: WINDOW });
  });

  test('a valley beside a pole is found; a fall into a pole or over the border of a domain is told', () => {
    const valley = find(typed('x*log(x) + y^2'), l1, weighing(0), { boxes: 500 });
    expectPoints(valley.minimizers, [[Math.exp(-1), 0]], 1e-9);
    expect(valley.border).toBeNull();
    for (const [formula, x] of [['log(x) + y^2', 0], ['1/x + x + y^2', 0], ['sqrt(x - 0.3) + y^2', 0.3]] as const) {
      const { border, scope } = find(typed(formula), l1, weighing(0), { boxes: 3000 });
      expect([formula, scope]).toEqual([formula, 'best-found']);
      expect([formula, Math.abs(border![0] - x) < 1e-3]).toEqual([formula, true]);
    }
  });

  test('the whole plane, where that can be said', () => {
    expect(find(loss({ kind: 'himmelblau' }), l1, weighing(60)).everywhere).toBe(true);
    expect(find(loss({ kind: 'himmelblau' }), l1, within(2)).everywhere).toBe(true);
    expect(find(loss({ kind: 'himmelblau' }), l1, weighing(0)).everywhere).toBe(false);
    const tilted = loss({ kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 0.9], [0.9, 1]] });
    expect(find(tilted, l1, weighing(1)).everywhere).toBe(false);
    expect(find(tilted, l1, weighing(1), { floor: 0 }).everywhere).toBe(true);
    // The best point of this window is not the best of the plane: a larger one is searched.
    expect(find(bowl(8, 0), l1, weighing(0.1), { floor: 0 })).toMatchObject({ scope: 'proven', minimizers: [[7.9, 0]], everywhere: true });
  });
});
