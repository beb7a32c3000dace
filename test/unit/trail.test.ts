import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lossesSteps } from '../../src/api/losses.ts';
import { trailKey, trailSteps } from '../../src/api/trail.ts';
import { Errand } from '../../src/elements/path/errand.ts';
import { turnAt } from '../../src/elements/layers/turn-words.ts';
import { finish } from '../../src/field/slices.ts';
import { AGAINST, alongAxis, between, placeAt, reachOf, shrinkage, spanOf, valueOn } from '../../src/geometry/along.ts';
import { solve } from '../../src/solver/solve.ts';
import type { Loss, Penalty, Problem, QuadraticLoss, Vec2 } from '../../src/problem/types.ts';
import type { Place, Trail } from '../../src/solver/trail.ts';
import { DATA, meanLoss, QUADRATIC } from '../samples.ts';

const trailOf = (loss: Loss, penalty: Penalty, form: Problem['form'] = 'penalty'): Trail =>
  finish(trailSteps(form === 'penalty' ? { loss, penalty, form, lambda: 0.3 } : { loss, penalty, form, budget: 0.3 }));
const named = ({ turns, form }: Trail) => turns.map((turn) => turnAt(turn, form));
const apart = (a: Vec2, b: Vec2) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));

/** The place of a trail at λ, between its neighbours; every λ of a path without jumps has one. */
function atLambda({ pieces }: Trail, lambda: number): Place {
  const places = pieces.flat(), next = places.findIndex((place) => place.lambda! <= lambda);
  if (next <= 0) return places[0]!;
  const a = places[next - 1]!, b = places[next]!;
  return between(a, b, (a.lambda! - lambda) / (a.lambda! - b.lambda!));
}

describe('exact knots', () => {
  test('the default problem by hand: b = (1.59, 0.75), and θ₂ enters where b₂ − 0.3(b₁ − λ) = λ', () => {
    const trail = trailOf(QUADRATIC, { kind: 'l1' });
    expect(trail).toMatchObject({ exact: true, convex: true });
    expect(trail.pieces).toHaveLength(1);
    expect(named(trail)).toEqual(['θ₁ enters at λ = 1.59', 'θ₂ enters at λ = 0.39']);
    expect(trail.turns[1]!.place.theta[1]).toBe(0);
    expect(trail.turns.map((turn) => turnAt(turn, 'penalty', true))).toEqual(['θ₁ becomes zero at λ = 1.59', 'θ₂ becomes zero at λ = 0.39']);
    expect(turnAt(trail.turns[1]!, 'constraint')).toBe('θ₂ enters at t = 1.2');
  });
  test('what a path depends on: never λ or t, and the form only where the problem is not convex', () => {
    const key = (penalty: Penalty, form: Problem['form'], amount: number) => trailKey(form === 'penalty' ? { loss: QUADRATIC, penalty, form, lambda: amount } : { loss: QUADRATIC, penalty, form, budget: amount });
    expect(key({ kind: 'l1' }, 'penalty', 0.1)).toBe(key({ kind: 'l1' }, 'constraint', 2));
    expect(key({ kind: 'lp', p: 0.5 }, 'penalty', 0.1)).toBe(key({ kind: 'lp', p: 0.5 }, 'penalty', 0.2));
    expect(key({ kind: 'lp', p: 0.5 }, 'penalty', 0.1)).not.toBe(key({ kind: 'lp', p: 0.5 }, 'constraint', 0.1));
    expect(key({ kind: 'l1' }, 'penalty', 0.1)).not.toBe(key({ kind: 'l2' }, 'penalty', 0.1));
  });
  test('both forms of a convex problem have one path', () => {
    const [a, b] = (['penalty', 'constraint'] as const).map((form) => trailOf(QUADRATIC, { kind: 'elastic-net', ratio: 0.5 }, form));
    expect(a).toEqual(b);
  });
  const { problems } = JSON.parse(readFileSync(new URL('../references/a2c_l1_path_knots.json', import.meta.url), 'utf8'));
  test('against the references: a weight enters or leaves at every knot where its truth says so', () => {
    for (const { problem, tolerance, cases } of problems as { problem: { A: QuadraticLoss['curvature']; theta_hat: Vec2 }; tolerance: { lambda: number }; cases: [number, number, number][] }[]) {
      const { turns } = trailOf({ kind: 'quadratic', curvature: problem.A, minimizer: problem.theta_hat }, { kind: 'l1' });
      const zero = (value: number) => Math.abs(value) < 1e-12;
      // Between two knots a weight is zero if it is at both; what differs across a knot enters or leaves there.
      const states = [[true, true], ...cases.slice(1).map(([, x, y], i) => [zero(x) && zero(cases[i]![1]), zero(y) && zero(cases[i]![2])])];
      const expected = cases.slice(0, -1).flatMap(([lambda], i) => [0, 1].flatMap((weight) => (states[i]![weight] === states[i + 1]![weight] ? [] : [[lambda, weight, states[i]![weight] ? 'enters' : 'leaves'] as const])));
      const found = turns.flatMap(({ place, events }) => events.map(({ kind, weight }) => [place.lambda!, weight, kind] as const));
      // A truth that stops above λ = 0 does not show what enters after its last knot.
      expect(found.slice(0, expected.length).map(([, ...what]) => what)).toEqual(expected.map(([, ...what]) => what));
      for (const [i, [lambda]] of expected.entries()) expect(Math.abs(found[i]![0] - lambda)).toBeLessThanOrEqual(tolerance.lambda);
    }
  });
  const hundredths = (low: number, high: number) => fc.integer({ min: 100 * low, max: 100 * high }).map((value) => value / 100);
  const quadratic = fc.record({ x: hundredths(-3, 3), y: hundredths(-3, 3), a: hundredths(0.5, 2), c: hundredths(0.5, 2), r: hundredths(-0.8, 0.8) })
    .filter(({ x, y }) => Math.hypot(x, y) > 0.1)
    .map(({ x, y, a, c, r }): QuadraticLoss => ({ kind: 'quadratic', minimizer: [x, y], curvature: [[a, r * Math.sqrt(a * c)], [r * Math.sqrt(a * c), c]] }));
  test.each([{ kind: 'l1' }, { kind: 'weighted-l1', weights: [1, 2] }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.6 }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'lp', p: 1.5 }] as const)('$kind: every place on the curve is a solution', (penalty) => {
    fc.assert(fc.property(quadratic, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (loss, part) => {
      const trail = trailOf(loss, penalty), size = Math.max(...loss.minimizer.map(Math.abs));
      const lambda = part * reachOf(trail, 'lambda'), here = atLambda(trail, lambda);
      const { theta, penalty: budget } = solve({ loss, penalty, form: 'penalty', lambda });
      expect(apart(here.theta, theta)).toBeLessThan((trail.exact ? 1e-10 : 1e-3) * size);
      // A weight that stays zero, or a tie that holds, is exact; one that only passes through is rounded.
      if (trail.exact && penalty.kind !== 'linf') expect(here.theta.map((value) => value === 0)).toEqual(theta.map((value) => value === 0));
      expect(Math.abs(here.budget - budget)).toBeLessThan((trail.exact ? 1e-9 : 4e-3) * reachOf(trail, 't'));
    }), { numRuns: 25 });
  });
});

describe('paths that are followed', () => {
  test('L2 stands on (A + 2λ)⁻¹Aθ̂ and has no knot', () => {
    const trail = trailOf(QUADRATIC, { kind: 'l2' });
    expect(trail.turns).toEqual([]);
    for (const { theta, lambda } of trail.pieces[0]!.slice(1)) {
      const d = (1 + 2 * lambda!) ** 2 - 0.09;
      expect(apart(theta, [((1 + 2 * lambda!) * 1.59 - 0.3 * 0.75) / d, ((1 + 2 * lambda!) * 0.75 - 0.3 * 1.59) / d])).toBeLessThan(1e-12);
    }
    expect(trail.pieces[0]![0]).toMatchObject({ theta: [0, 0], lambda: Infinity, budget: 0 });
  });
  test('samples: the knots of logistic loss are where a slope of L equals λ', () => {
    const loss = DATA.logistic, trail = trailOf(loss, { kind: 'l1' });
    const entered = trail.turns.map(({ events }) => events.map(({ kind }) => kind));
    expect(entered).toEqual([['enters'], ['enters']]);
    const [second] = trail.turns.slice(1), { lambda, theta } = second!.place, weight = second!.events[0]!.weight!;
    expect(theta[weight]).toBe(0);
    const slope = (h: number) => meanFree(theta.map((value, i) => (i === weight ? h : value)) as unknown as Vec2);
    expect(Math.abs(slope(1e-5) - slope(-1e-5)) / 2e-5).toBeCloseTo(lambda!, 6);
    // min over b by golden section, from the loss written by hand
    function meanFree(at: Vec2): number {
      let low = -5, high = 5;
      const value = (b: number) => meanLoss(loss, at, b);
      for (let i = 0; i < 80; i += 1) {
        const [u, v] = [high - (high - low) * 0.6180339887498949, low + (high - low) * 0.6180339887498949];
        if (value(u) < value(v)) high = v; else low = u;
      }
      return value((low + high) / 2);
    }
  });
  test('a jump is a gap: ½(θ − z)² + λ|θ|^½ leaves (2/3)z for 0 (Xu, Chang, Xu, Zhang 2012)', () => {
    const z = 1.2, trail = trailOf({ kind: 'quadratic', minimizer: [z, 0], curvature: [[1, 0], [0, 1]] }, { kind: 'lp', p: 0.5 });
    const top = ((z * 4) / 54 ** (1 / 3)) ** 1.5 / 2;
    expect(trail.pieces).toHaveLength(2);
    expect(trail.turns).toHaveLength(1);
    expect(trail.turns[0]!.place).toMatchObject({ theta: [0, 0], budget: 0 });
    expect(trail.turns[0]!.place.lambda).toBeCloseTo(top, 8);
    expect(trail.turns[0]!.beyond!.theta[0]).toBeCloseTo((2 / 3) * z, 6);
    expect(named(trail)[0]).toBe('θ₁ jumps in at λ = 0.716');
    for (const { theta: [x] } of trail.pieces[1]!) expect(x).toBeGreaterThan((2 / 3) * z - 1e-6);
  });
  test('where a problem is not convex the constraint has a path of its own', () => {
    const trail = trailOf(QUADRATIC, { kind: 'lp', p: 0.5 }, 'constraint');
    expect(trail).toMatchObject({ form: 'constraint', convex: false });
    for (const { theta, budget } of trail.pieces.flat()) expect(Math.sqrt(Math.abs(theta[0])) + Math.sqrt(Math.abs(theta[1]))).toBeLessThanOrEqual(budget * (1 + 1e-9) + 1e-12);
  });
  test('separable classes have no θ̂: the path is followed as far as it goes', () => {
    const trail = trailOf({ kind: 'logistic', X: [[1, 0], [2, 1], [-1, 0], [-2, 1]], y: [1, 1, -1, -1] }, { kind: 'l1' });
    expect(trail.pieces[0]!.at(-1)!.lambda).toBeGreaterThan(0);
    expect(trail.pieces[0]!.length).toBeLessThan(400);
  });
  test('θ̂ = 0 leaves one place and nothing to name', () => {
    expect(trailOf({ ...QUADRATIC, minimizer: [0, 0] }, { kind: 'l1' })).toMatchObject({ pieces: [[{ theta: [0, 0], lambda: 0 }]], turns: [] });
  });
});

test('an axis leads back to the place: against λ, log λ, t and shrinkage', () => {
  for (const penalty of [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'linf' }] as const) for (const against of AGAINST) {
    const trail = trailOf(QUADRATIC, penalty), share = shrinkage(penalty, trail), value = valueOn(against, share);
    const span = spanOf(against, reachOf(trail, against === 't' ? 't' : 'lambda'), trail.pieces.flat(), share);
    const pieces = alongAxis(trail, against, span, value);
    for (const { x } of pieces.flat()) expect(x >= span.low && x <= span.high).toBe(true);
    for (const part of [0.05, 0.2, 0.5, 0.77, 0.95]) {
      const x = span.logarithmic ? span.low * (span.high / span.low) ** part : span.low + part * (span.high - span.low), place = placeAt(pieces, x)!;
      expect(value(place)!).toBeCloseTo(x, 1);
      if (against.endsWith('lambda')) expect(place.lambda).toBeCloseTo(x, 9);
      if (against === 't') expect(place.budget).toBeCloseTo(x, 9);
      const { theta } = solve(against === 't' ? { loss: QUADRATIC, penalty, form: 'constraint', budget: x } : { loss: QUADRATIC, penalty, form: 'penalty', lambda: place.lambda! });
      expect(apart(theta, place.theta)).toBeLessThan(5e-3);
    }
  }
});

test('where λ has no end the first place after 0 has one: θ falls as 1/λ', () => {
  const trail = trailOf(QUADRATIC, { kind: 'l2' }), [first, second] = trail.pieces[0] as [Place, Place];
  expect(between(first, second, 0.5)).toMatchObject({ lambda: 2 * second.lambda!, theta: second.theta.map((value) => value / 2) });
  expect(between(first, second, 0).lambda).toBe(Infinity);
});

test('losses along a path: L itself, held-out means, and their least value', () => {
  const { stops, best, near, folds } = finish(lossesSteps(DATA.huber, { kind: 'l1' }, 'penalty', 1, 5, false));
  expect(folds).toBe(5);
  for (const { theta, training } of stops) expect(training).toBeCloseTo(meanLoss(DATA.huber, theta), 12);
  const held = stops.map(({ heldOut }) => heldOut!);
  expect(held[best!]).toBe(Math.min(...held));
  expect(held[near!]).toBeLessThanOrEqual(held[best!]! + stops[best!]!.error!);
  expect(near!).toBeLessThanOrEqual(best!);
  for (const [i, { lambda }] of stops.entries()) if (i > 0) expect(lambda!).toBeLessThan(stops[i - 1]!.lambda!);
});

test.each([[{ kind: 'lp', p: 0.5 }], [{ kind: 'mcp', shape: 3 }], [{ kind: 'scad', shape: 3.7 }]] as readonly (readonly [Penalty])[])('where both weights may be exchanged all the way, %o has one branch and not a jump at every step', (given) => {
  for (const minimizer of [[1.5, 0.3], [1, 1]] as Vec2[]) for (const form of ['penalty', 'constraint'] as const) {
    const penalty = form === 'constraint' && given.kind !== 'lp' ? { ...given, lambda: 0.4 } as Penalty : given;
    const loss: QuadraticLoss = { kind: 'quadratic', minimizer, curvature: [[1, 1], [1, 1]] };
    const { pieces, turns } = trailOf(loss, penalty, form);
    expect(turns.length).toBeLessThanOrEqual(2);
    expect(pieces.flat().length).toBeLessThan(600);
    expect(pieces.flat().every(({ theta }) => theta[1] === 0)).toBe(true);
    // and each place is as good as what is solved there
    for (const { theta, lambda, budget } of pieces.flat().filter((_, i) => i % 20 === 10)) {
      const problem: Problem = form === 'penalty' ? { loss, penalty, form, lambda: lambda! } : { loss, penalty, form, budget }, best = solve(problem);
      expect(Math.min(...best.minimizers.map((other) => apart(theta, other)))).toBeLessThan(1e-6);
    }
  }
});

test('where a fold takes a class with it the training loss is left, and the reason', () => {
  const loss = { kind: 'logistic', X: [[1, 0], [2, 1], [-1, 0], [0, 1]], y: [1, 1, 1, -1], intercept: true } as const;
  const { stops, best, refusal } = finish(lossesSteps(loss, { kind: 'l1' }, 'penalty', 1, 4, false));
  expect(best).toBeUndefined();
  expect(refusal).toContain('fold');
  expect(stops.every(({ heldOut, training }) => heldOut === undefined && training > 0)).toBe(true);
});

describe('an errand', () => {
  /** Work that goes on until the gate is open, and is counted. */
  const until = (gate: { open: boolean; runs: number }) => function* work(): Generator<void, number> {
    while (!gate.open) yield;
    gate.runs += 1;
    return 7;
  };
  test('is run once for all who ask, and told to each', async () => {
    let told = 0;
    const about = {}, gate = { open: false, runs: 0 }, errands = [1, 2, 3].map(() => new Errand<number>(() => { told += 1; }));
    for (const errand of errands) expect(errand.ask(about, 'a', until(gate))).toBeUndefined();
    gate.open = true;
    await expect.poll(() => told).toBe(3);
    expect(errands[0]!.ask(about, 'a', until(gate))).toBe(7);
    expect(gate.runs).toBe(1);
  });
  test('is given up when nobody waits, and can be asked anew', async () => {
    let told = 0;
    const about = {}, given = { open: false, runs: 0 }, quick = { open: true, runs: 0 }, errand = new Errand<number>(() => { told += 1; });
    errand.ask(about, 'a', until(given));
    expect(errand.ask(about, 'b', until(quick))).toBe(7);
    given.open = true;
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    expect([given.runs, told]).toEqual([0, 0]);
    expect(errand.ask(about, 'a', until(quick))).toBe(7);
  });
  test('a failure is thrown to whoever asks', () => {
    const errand = new Errand<number>(() => {});
    const ask = () => errand.ask({}, 'a', function* fail(): Generator<void, number> { yield; throw new Error('no'); });
    expect(ask).toThrow('no');
  });
});
