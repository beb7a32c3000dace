import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataLoss, Loss, Penalty, Vec2 } from '../../src/problem/types.ts';
import { budgetMax, budgetOf, type Correspondence, lambdaMax, lambdaOf, solve } from '../../src/solver/solve.ts';
import { sampleLoss } from '../problems.ts';

const bowl: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
const number = (low: number, high: number) => fc.integer({ min: Math.round(low * 1000), max: Math.round(high * 1000) }).map((k) => k / 1000);
const bowls = fc.record({ minimizer: fc.tuple(number(-2, 2), number(-2, 2)), skew: number(-1, 1), a: number(0.3, 3), c: number(0.3, 3) })
  .map(({ minimizer, skew, a, c }): Loss => { const h = skew * 0.97 * Math.sqrt(a * c); return { kind: 'quadratic', minimizer, curvature: [[a, h], [h, c]] }; });
const CONVEX: Penalty[] = [
  { kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.4 }, { kind: 'weighted-l1', weights: [0.5, 2] }, { kind: 'weighted-l1', weights: [0, 1] },
  { kind: 'lp', p: 1.5 }, { kind: 'lp', p: 3 }, { kind: 'group', groups: [[0, 1]] }, { kind: 'group', groups: [[1], [0]], weights: [0.5, 2] },
];
const KINDS = ['squared', 'logistic', 'huber', 'hinge', 'squared-hinge', 'poisson'] as const;

const holds = (found: Correspondence, value: number, room: number): boolean => {
  switch (found.kind) {
    case 'number': return Math.abs(found.value - value) <= room;
    case 'interval': return value >= found.from - room && value <= found.to + room;
    case 'set': return found.values.some((one) => Math.abs(one - value) <= room);
    case 'none': return false;
    default: return found satisfies never;
  }
};
const middle = (found: Correspondence): number => (found.kind === 'number' ? found.value : found.kind === 'interval' ? (found.to === Infinity ? found.from * 1.5 + 0.1 : (found.from + found.to) / 2) : found.kind === 'set' ? found.values[0]! : NaN);

describe('there and back', () => {
  test.each(CONVEX)('a bowl under %j', (penalty) => fc.assert(fc.property(bowls, number(0.01, 2), (loss, amount) => {
    const t = budgetOf({ loss, penalty }, amount);
    expect(holds(lambdaOf({ loss, penalty }, middle(t)), amount, 1e-7 * amount), `${JSON.stringify({ loss, amount, t })}`).toBe(true);
    const lambda = lambdaOf({ loss, penalty }, amount);
    expect(lambda.kind).not.toBe('none');
    expect(holds(budgetOf({ loss, penalty }, middle(lambda)), amount, 1e-9 * amount), `${JSON.stringify({ loss, amount, lambda })}`).toBe(true);
  }), { numRuns: 12 }));
  test.each(KINDS)('samples: %s', (kind) => {
    for (const intercept of [false, true]) {
      const loss = sampleLoss(kind, 24, { intercept });
      for (const [i, penalty] of CONVEX.entries()) {
        const amount = [0.03, 0.3][i % 2]!;
        const t = budgetOf({ loss, penalty }, amount);
        expect(holds(lambdaOf({ loss, penalty }, middle(t)), amount, 1e-6 * amount), `${JSON.stringify({ kind, intercept, penalty, amount, t, back: lambdaOf({ loss, penalty }, middle(t)) })}`).toBe(true);
        const lambda = lambdaOf({ loss, penalty }, amount);
        if (kind === 'hinge' && middle(lambda) > 0) { // its path is level but for steps: λ to rounding may be on either side of one
          const t = [1 + 1e-9, 1 - 1e-9].map((near) => middle(budgetOf({ loss, penalty }, middle(lambda) * near)));
          expect(t[0]! <= amount * (1 + 1e-6) && t[1]! >= amount * (1 - 1e-6), `${JSON.stringify({ intercept, penalty, amount, lambda, t })}`).toBe(true);
        } else if (kind !== 'hinge') expect(holds(budgetOf({ loss, penalty }, middle(lambda)), amount, 1e-6 * amount), `${JSON.stringify({ kind, intercept, penalty, amount, lambda })}`).toBe(true);
      }
    }
  });
  test('t falls as λ grows', () => fc.assert(fc.property(bowls, fc.constantFrom(...CONVEX), number(0.01, 1), number(0.01, 1), (loss, penalty, lambda, more) => {
    expect(middle(budgetOf({ loss, penalty }, lambda + more))).toBeLessThanOrEqual(middle(budgetOf({ loss, penalty }, lambda)) * (1 + 1e-12));
  })));
});

describe('λmax, by hand from ∇L(0)', () => {
  // ∇L(0) = −Aθ̂ = −(1.59, 0.75)
  test.each<[Penalty, number]>([
    [{ kind: 'l1' }, 1.59], [{ kind: 'l2-norm' }, Math.hypot(1.59, 0.75)], [{ kind: 'linf' }, 2.34], [{ kind: 'elastic-net', ratio: 0.5 }, 3.18], [{ kind: 'weighted-l1', weights: [4, 1] }, 0.75],
    [{ kind: 'group', groups: [[0, 1]], weights: [2] }, Math.hypot(1.59, 0.75) / 2], [{ kind: 'l2' }, Infinity], [{ kind: 'lp', p: 1.5 }, Infinity], [{ kind: 'elastic-net', ratio: 0 }, Infinity],
  ])('%j', (penalty, expected) => expect(lambdaMax({ loss: bowl, penalty })).toBeCloseTo(expected, 12));
  test('of a hinge: the slopes of its samples, as few as an intercept leaves', () => {
    const X: Vec2[] = [[1, 2], [-1, 0.5], [0.5, -1]], y = [1, -1, 1];
    // without b all three are short: −∇L(0) = Σ yx/3 = (2.5, 0.5)/3
    expect(lambdaMax({ loss: { kind: 'hinge', X, y }, penalty: { kind: 'l1' } })).toBeCloseTo(2.5 / 3, 12);
    // with b = 1 the negative one is short, and of the positive two a weight of 1/3 balances b: the force (1, −½)/3 + α(1, 2)/3 + (1 − α)(½, −1)/3
    const force = (alpha: number): Vec2 => [(1 + alpha + (1 - alpha) / 2) / 3, (-0.5 + 2 * alpha - (1 - alpha)) / 3];
    const least = (size: (f: Vec2) => number) => Math.min(...Array.from({ length: 100001 }, (_, k) => size(force(k / 1e5))));
    const loss: Loss = { kind: 'hinge', X, y, intercept: true };
    expect(lambdaMax({ loss, penalty: { kind: 'l1' } })).toBeCloseTo(least(([p, q]) => Math.max(Math.abs(p), Math.abs(q))), 5);
    expect(lambdaMax({ loss, penalty: { kind: 'l2-norm' } })).toBeCloseTo(least(([p, q]) => Math.hypot(p, q)), 5);
    expect(lambdaMax({ loss, penalty: { kind: 'linf' } })).toBeCloseTo(least(([p, q]) => Math.abs(p) + Math.abs(q)), 5);
    expect(lambdaMax({ loss, penalty: { kind: 'l2' } })).toBe(Infinity);
  });
  test.each(KINDS)('%s: just above it R is 0, just below it is not', (kind) => {
    for (const intercept of [false, true]) for (const penalty of [...CONVEX.filter((_, i) => i % 2 === Number(intercept)), ...(intercept ? [] : [{ kind: 'lp', p: 0.5 }, { kind: 'mcp', shape: 3 }, { kind: 'scad', shape: 3.7 }] as Penalty[])] satisfies Penalty[]) {
      const loss = sampleLoss(kind, 12, { intercept }), most = lambdaMax({ loss, penalty });
      if (kind === 'hinge' && ((penalty.kind === 'lp' && penalty.p < 1) || penalty.kind === 'scad')) continue; // slow, and as mcp
      if (most === Infinity) { expect(['l2', 'lp']).toContain(penalty.kind); continue; }
      const R = (lambda: number) => solve({ loss, penalty, form: 'penalty', lambda }).penalty;
      expect(R(most * (1 + 1e-6)), `${penalty.kind} ${intercept}`).toBe(0);
      expect(R(most * (1 - 1e-6)), `${penalty.kind} ${intercept}`).toBeGreaterThan(0);
    }
  });
});

describe('numbers, intervals, sets and none, each with its reason', () => {
  test('λ = 0 answers every t from the least penalised minimiser on', () => {
    for (const penalty of [...CONVEX, { kind: 'lp', p: 0.5 }] satisfies Penalty[]) {
      const found = budgetOf({ loss: bowl, penalty }, 0);
      expect(found).toMatchObject({ kind: 'interval', to: Infinity, reason: 'At λ = 0 the constraint does not bind: every t from R(θ̂) on has this solution.' });
      expect((found as { from: number }).from).toBeCloseTo(budgetMax({ loss: bowl, penalty }), 12);
      expect(lambdaOf({ loss: bowl, penalty }, budgetMax({ loss: bowl, penalty }) * 1.01)).toMatchObject({ kind: 'number', value: 0, reason: expect.stringContaining('does not bind') });
    }
  });
  test('t = 0: every λ from λmax on, or none where no finite λ presses so far', () => {
    expect(lambdaOf({ loss: bowl, penalty: { kind: 'l1' } }, 0)).toMatchObject({ kind: 'interval', from: expect.closeTo(1.59, 12), to: Infinity, reason: 'At t = 0 every λ from λmax on keeps the penalty at zero.' });
    for (const kind of ['l2', 'lp'] as const) {
      expect(lambdaOf({ loss: bowl, penalty: kind === 'l2' ? { kind } : { kind, p: 3 } }, 0)).toEqual({ kind: 'none', reason: 'At t = 0 the region is one point and no finite λ presses the weights all the way to it.' });
    }
  });
  test('huber is flat along its path between kinks: one λ, an interval of t', () => {
    // far from δ both residuals pull with 1: L falls by 1 a unit of θ₁, evenly
    const loss: DataLoss = { kind: 'huber', delta: 1, X: [[1, 0], [1, 0]], y: [10, -4] };
    const found = budgetOf({ loss: { ...loss, y: [10, 10] }, penalty: { kind: 'l1' } }, 1);
    expect(found).toMatchObject({ kind: 'interval', from: 0, to: expect.closeTo(9, 12), reason: expect.stringContaining('as fast as λR') });
    for (const t of [0.5, 4, 8.9]) expect(lambdaOf({ loss: { ...loss, y: [10, 10] }, penalty: { kind: 'l1' } }, t)).toMatchObject({ kind: 'number', value: expect.closeTo(1, 12) });
    expect(budgetOf({ loss, penalty: { kind: 'l1' } }, 0)).toMatchObject({ kind: 'interval', from: 0, to: Infinity }); // from −3 to 9 L is level
  });
  test('where the solutions for a λ fill a polygon, t reaches from the least R of all of them to the most', () => {
    // each residual alone pulls with δ/2 = ¼ until it is ½ long: at λ = ¼ every point of [0, 2.5] × [0, ½] is a solution
    const huber = { loss: { kind: 'huber', delta: 0.5, X: [[1, 0], [0, 1]], y: [3, 1] }, penalty: { kind: 'l1' } } as const;
    expect(budgetOf(huber, 0.25)).toMatchObject({ kind: 'interval', from: 0, to: expect.closeTo(3, 12) });
    expect(lambdaOf(huber, 2.9)).toMatchObject({ kind: 'number', value: expect.closeTo(0.25, 12) });
    // a hair below, where L falls faster than λR rises by 1e-9 only, the one solution is the far corner
    const { theta, certificate } = solve({ ...huber, form: 'penalty', lambda: 0.25 * (1 - 1e-9) });
    expect(theta).toEqual([expect.closeTo(2.5 + 5e-10, 12), expect.closeTo(0.5 + 5e-10, 12)]);
    expect(certificate.holds).toBe(true);
    // (1 − θ₁)₊/3 + (1 − 2θ₁)₊/3 + (1 − θ₂)₊/3: at λ = ⅓ the square [½, 1] × [0, 1]
    const hinge = { loss: { kind: 'hinge', X: [[1, 0], [2, 0], [0, 1]], y: [1, 1, 1] }, penalty: { kind: 'l1' } } as const;
    expect(budgetOf(hinge, 1 / 3)).toMatchObject({ kind: 'interval', from: expect.closeTo(0.5, 12), to: expect.closeTo(2, 12) });
  });
  test('a hinge: one λ an interval of t between kinks, one t an interval of λ at a kink', () => {
    // L = max(0, 1 − θ)/2 + max(0, 1 − θ/2)/2 falls by 3/4, from θ = 1 on by 1/4, to 0 at 2
    const loss: DataLoss = { kind: 'hinge', X: [[1, 0], [0.5, 0]], y: [1, 1] }, pair = { loss, penalty: { kind: 'l1' } } as const;
    expect(budgetOf(pair, 0.25)).toMatchObject({ kind: 'interval', from: expect.closeTo(1, 12), to: expect.closeTo(2, 12), reason: expect.stringContaining('L falls as fast as λR rises') });
    expect(budgetOf(pair, 0.5)).toMatchObject({ kind: 'number', value: expect.closeTo(1, 12) });
    expect(lambdaOf(pair, 1.5)).toMatchObject({ kind: 'number', value: expect.closeTo(0.25, 12) });
    expect(lambdaOf(pair, 1)).toMatchObject({ kind: 'interval', from: expect.closeTo(0.25, 9), to: expect.closeTo(0.75, 9), reason: 'The loss has a kink here: every λ between the slopes on its two sides holds the weights at this budget.' });
    expect(lambdaOf(pair, 2)).toMatchObject({ kind: 'interval', from: 0, to: expect.closeTo(0.25, 9) });
    expect(lambdaOf(pair, 2.5)).toMatchObject({ kind: 'number', value: 0 });
    expect(lambdaOf(pair, 0)).toMatchObject({ kind: 'interval', from: expect.closeTo(0.75, 12), to: Infinity });
  });
  test('lp with p < 1 jumps: at the jump a set of t, between its ends no λ', () => {
    // ½(x − 3/2)² + √x: the tie of half thresholding, at x = 0 and 1
    const pair = { loss: { kind: 'quadratic', minimizer: [1.5, 0], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'lp', p: 0.5 } } as const;
    expect(budgetOf(pair, 1)).toMatchObject({ kind: 'set', values: [0, expect.closeTo(1, 7)], reason: 'The solution jumps at this λ: several minimisers tie, each with an R of its own.' });
    expect(lambdaOf(pair, 0.5)).toEqual({ kind: 'none', reason: 'No λ gives this t: the penalty form jumps over it, from a solution with a greater R to one with a smaller.' });
    expect(lambdaOf(pair, 1.1)).toMatchObject({ kind: 'number', value: expect.closeTo(2 * 1.1 * (1.5 - 1.21), 12) });
    expect(lambdaOf(pair, 0)).toMatchObject({ kind: 'interval', from: expect.closeTo(1, 9), to: Infinity });
  });
  test('the same jump of a loss of samples', () => {
    const loss: Loss = { kind: 'huber', delta: 100, X: [[1, 0]], y: [1.5] }; // the bowl's valley, as samples
    expect(lambdaMax({ loss, penalty: { kind: 'lp', p: 0.5 } })).toBeCloseTo(1, 7);
    expect(lambdaOf({ loss, penalty: { kind: 'lp', p: 0.5 } }, 1.1)).toMatchObject({ kind: 'number', value: expect.closeTo(2 * 1.1 * (1.5 - 1.21), 9) });
    expect(lambdaOf({ loss, penalty: { kind: 'lp', p: 0.5 } }, 0.5)).toMatchObject({ kind: 'none', reason: expect.stringContaining('jumps over it') });
  });
  test('a valley that is not convex leaves a gap', () => {
    const loss: Loss = { kind: 'formula', formula: '((x - 1)^2 - 1)^2 - x/2 + y^2' }; // two valleys, at about 0 and 2
    const pair = { loss, penalty: { kind: 'l2-norm' } } as const;
    // 0.5 holds a valley of its own, where the multiplier is 0, and the other one is lower
    for (const t of [0.5, 1.5]) expect(lambdaOf(pair, t)).toMatchObject({ kind: 'none', reason: expect.stringContaining('jumps over it') });
    expect(lambdaOf(pair, 2).kind).toBe('number');
  });
  test.each(['scad', 'mcp'] as const)('%s has λ inside: no t and no λ correspond, and the sentence says so', (kind) => {
    const penalty: Penalty = { kind, shape: 3, lambda: 1 };
    for (const found of [budgetOf({ loss: bowl, penalty }, 0.5), lambdaOf({ loss: bowl, penalty }, 0.5)]) {
      expect(found).toMatchObject({ kind: 'none', reason: expect.stringMatching(/^λ is inside .* another number/) });
    }
  });
  test('ties of a singular bowl are one number, not two that differ by an ulp', () => fc.assert(fc.property(number(0.1, 3), number(0.1, 3), number(0.01, 0.3), (scale, reach, share) => {
    const loss: Loss = { kind: 'quadratic', minimizer: [reach, reach / 3], curvature: [[scale, scale], [scale, scale]] };
    const found = budgetOf({ loss, penalty: { kind: 'l1' } }, share * lambdaMax({ loss, penalty: { kind: 'l1' } }));
    expect(found.kind).toBe('number');
    expect(lambdaOf({ loss, penalty: { kind: 'l1' } }, middle(found)).kind).toBe('number');
  })));
});
