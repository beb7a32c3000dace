import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MARK_POSITIONS, POWER_MARKS, POWER_STEPS, positionOfPower, powerAt, powerOf } from '../../src/geometry/powers.ts';
import { budgetAt, radiusAt } from '../../src/geometry/radius.ts';
import { amountAt, positionOf, scaleOf, type Scale } from '../../src/geometry/scale.ts';
import { advance, setOut, walk, type Sweep } from '../../src/geometry/sweep.ts';
import { readPenalties } from '../../src/problem/read-penalties.ts';
import type { Penalty, Problem } from '../../src/problem/types.ts';
import { solve } from '../../src/solver/solve.ts';

const LOSS = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] } as const;
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('the scale of p', () => {
  const all = Array.from({ length: POWER_STEPS + 1 }, (_, step) => powerAt(step / POWER_STEPS));

  test('runs from 0.3 to ∞, every step to another p, and holds ½, 1, 2 and ∞ exactly', () => {
    expect(all[0]).toBe(0.3);
    expect(all.at(-1)).toBe(Infinity);
    expect(all.at(-2)).toBe(32);
    for (const [step, p] of all.entries()) expect(p).toBeGreaterThan(step === 0 ? 0 : all[step - 1]!);
    expect(MARK_POSITIONS.map(powerAt)).toEqual([0.5, 1, 2, Infinity]);
    for (const p of POWER_MARKS) expect(all).toContain(p);
  });

  test('a p that it shows is found again at its own step', () => {
    for (const [step, p] of all.entries()) expect(Math.round(POWER_STEPS * positionOfPower(p))).toBe(step);
    expect(positionOfPower(0.01)).toBe(0);
    expect(positionOfPower(100)).toBe(1 - 1 / POWER_STEPS);
  });

  test('the wall moves evenly along the diagonal, up to what three digits round away', () => {
    // Σ|x|^p = 1 at x = y: 2x^p = 1
    const walls = all.slice(0, -1).map((p) => 0.5 ** (1 / p));
    const stride = (walls.at(-1)! - walls[0]!) / (walls.length - 1);
    for (const [step, wall] of walls.entries()) {
      const p = all[step]!;
      // dx/dp = x ln 2 / p²; a mark may lie half a step beside its place
      const rounding = POWER_MARKS.includes(p as 1) ? stride / 2 : (wall * Math.LN2 / p ** 2) * 0.5 * 10 ** (Math.floor(Math.log10(p)) - 2);
      expect(Math.abs(wall - (walls[0]! + step * stride))).toBeLessThanOrEqual(rounding * 1.01 + 1e-12);
    }
  });

  test('at 1 and 2 it is L1 and L2, in both forms, to the last bit', () => {
    for (const [p, kind] of [[1, 'l1'], [2, 'l2']] as const) for (const amount of [{ form: 'penalty', lambda: 0.6 }, { form: 'constraint', budget: 0.7 }] as const) {
      const { certificate: { gap, ...certificate }, ...found } = solve({ loss: LOSS, penalty: { kind: 'lp', p }, ...amount });
      const { certificate: { gap: least, ...known }, ...expected } = solve({ loss: LOSS, penalty: { kind }, ...amount });
      expect({ ...found, certificate }).toEqual({ ...expected, certificate: known });
      expect(gap).toBeLessThan(1e-15);
      expect(least).toBeLessThan(1e-15);
    }
  });

  test('every step of a sweep is certified, in both forms; weights vanish up to p = 1 and not beyond p = 1.1', () => {
    for (const p of all) for (const form of ['penalty', 'constraint'] as const) {
      const penalty: Penalty = p === Infinity ? { kind: 'linf' } : { kind: 'lp', p };
      const { support, certificate } = solve(form === 'penalty' ? { loss: LOSS, penalty, form, lambda: 0.6 } : { loss: LOSS, penalty, form, budget: budgetAt(penalty, 0.99)! });
      expect(certificate.holds && certificate.scope !== 'best-found').toBe(true);
      if (p <= 1) expect(support).toEqual([true, false]);
      if (p >= 1.1) expect(support).toEqual([true, true]);
    }
  });
});

test('which penalties belong to the family', () => {
  const kinds = readPenalties('l1 l2 l2-norm linf lp 0.7 elastic-net scad mcp group').map((penalty) => powerOf(penalty));
  expect(kinds).toEqual([1, 2, 2, Infinity, 0.7, undefined, undefined, undefined, undefined]);
});

// R on an axis, by hand
const onAxis = (penalty: Penalty, s: number): number => {
  switch (penalty.kind) {
    case 'l2': return s * s;
    case 'lp': return s ** penalty.p;
    case 'elastic-net': return penalty.ratio * s + ((1 - penalty.ratio) * s * s) / 2;
    case 'mcp': { const l = penalty.lambda!, g = penalty.shape; return s < g * l ? l * s - (s * s) / (2 * g) : (g * l * l) / 2; }
    case 'scad': { const l = penalty.lambda!, g = penalty.shape; return s <= l ? l * s : s < g * l ? l * l + ((s - l) * (2 * g * l - s - l)) / (2 * (g - 1)) : ((g + 1) * l * l) / 2; }
    default: return s;
  }
};

describe('the radius of a ball', () => {
  const penalties = fc.oneof(
    fc.constantFrom<Penalty>({ kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }),
    number(0.3, 32).map((p): Penalty => ({ kind: 'lp', p })), number(0, 1).map((ratio): Penalty => ({ kind: 'elastic-net', ratio })),
    fc.record({ kind: fc.constant('mcp' as const), shape: number(1.1, 8), lambda: number(0.1, 3) }), fc.record({ kind: fc.constant('scad' as const), shape: number(2.1, 8), lambda: number(0.1, 3) }),
  );

  test('is where R reaches t on an axis', () => {
    fc.assert(fc.property(penalties, number(1e-3, 40), (penalty, radius) => {
      const expected = onAxis(penalty, radius);
      expect(Math.abs(budgetAt(penalty, radius)! - expected)).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(expected)));
    }));
  });

  test('comes back from t, and a hundred penalties later it is still the same', () => {
    fc.assert(fc.property(fc.array(penalties, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 4000 }), (list, thousandths) => {
      const radius = thousandths / 1000;
      let held = radius;
      for (const penalty of list) {
        const back = radiusAt(penalty, budgetAt(penalty, held)!);
        if (back === null) expect(penalty).toMatchObject({ shape: expect.any(Number) }); // flat by then
        if (back === null) return;
        // near its flat end a folded penalty forgets what it was: dτ = dt/P′(τ)
        if (penalty.kind === 'mcp' || penalty.kind === 'scad') { expect(Math.abs(back - held)).toBeLessThan(1e-6 * held); continue; }
        expect(back).toBe(radius);
        held = back;
      }
    }));
  });

  test('where there is none', () => {
    expect(radiusAt({ kind: 'mcp', shape: 3, lambda: 0.5 }, 0.375)).toBe(null); // γλ²/2
    expect(radiusAt({ kind: 'mcp', shape: 3, lambda: 0.5 }, 0.374)).toBeCloseTo(1.5 - Math.sqrt(0.001 * 6), 10);
    expect(radiusAt({ kind: 'scad', shape: 3.7, lambda: 0.5 }, (4.7 * 0.25) / 2)).toBe(null);
    expect(budgetAt({ kind: 'scad', shape: 3.7, lambda: 0.5 }, 50)).toBe((4.7 * 0.25) / 2);
    expect(radiusAt({ kind: 'formula', formula: 'x^2 + y^2' }, 1)).toBe(null);
    expect(budgetAt({ kind: 'weighted-l1', weights: [0, 2] }, 3)).toBe(6); // the other weight is free
    expect(radiusAt({ kind: 'weighted-l1', weights: [1, 2] }, 3)).toBe(3);
    expect(radiusAt({ kind: 'lp', p: 0.5 }, 0)).toBe(0);
  });
});

describe('a slider of λ or t', () => {
  test('keeps its place while p moves and the radius is held', () => {
    let kept: Scale | undefined;
    const places = new Set<string>();
    let tops = 0;
    for (let step = 0; step < POWER_STEPS; step += 1) {
      const penalty: Penalty = { kind: 'lp', p: powerAt(step / POWER_STEPS) };
      const budget = budgetAt(penalty, 0.99)!;
      const scale = scaleOf([{ loss: LOSS, penalty, form: 'constraint', budget }], kept);
      if (Math.abs((kept?.top ?? 1) ** (1 / (kept?.power ?? 1)) - scale.top ** (1 / scale.power)) > 1e-9) tops += 1;
      kept = scale;
      places.add(positionOf(scale, budget).toFixed(6));
    }
    expect(places.size).toBe(tops); // it moves only where the scale itself must be another
    expect(tops).toBeLessThanOrEqual(4);
  });

  test('λ keeps its scale all along the family, which reaches past λmax of L1', () => {
    const of = (p: number, kept?: Scale) => scaleOf([{ loss: LOSS, penalty: { kind: 'lp', p }, form: 'penalty', lambda: 0.6 }], kept);
    let kept = of(0.3);
    const tops = new Set([kept.top]);
    for (let step = 1; step < POWER_STEPS; step += 1) tops.add((kept = of(powerAt(step / POWER_STEPS), kept)).top);
    expect(tops.size).toBeLessThanOrEqual(3);
    expect(of(1).top).toBeGreaterThan(1.59);
  });

  test('amount and place are each other’s inverse', () => {
    fc.assert(fc.property(fc.constantFrom('penalty', 'constraint'), number(0.3, 8), number(0.05, 1), (form, p, place) => {
      const problem = { loss: LOSS, penalty: { kind: 'lp', p }, form, ...(form === 'penalty' ? { lambda: 0.5 } : { budget: 1 }) } as Problem;
      const scale = scaleOf([problem]);
      expect(Math.abs(positionOf(scale, amountAt(scale, place)) - place)).toBeLessThan(2e-3 / Math.min(1, scale.power));
    }));
  });

  test('the amount alone shrinks no scale', () => {
    const of = (lambda: number, kept?: Scale) => scaleOf([{ loss: LOSS, penalty: { kind: 'l1' }, form: 'penalty', lambda }], kept);
    const wide = of(50);
    expect(of(0.1, wide)).toBe(wide);
    expect(of(0.1).top).toBe(2);
  });
});

describe('a sweep', () => {
  const journey = (from: number, share: number, stops: readonly number[] = []) => {
    const seen: number[] = [];
    let sweep: Sweep | undefined = setOut(from);
    while ((sweep = advance(sweep, share, stops))) seen.push(sweep.at);
    return seen;
  };

  test('runs up, down and home, and lands on every stop both ways', () => {
    fc.assert(fc.property(number(0, 1), number(0.003, 0.5), fc.array(number(0, 1), { maxLength: 4 }), (from, share, stops) => {
      const seen = journey(from, share, stops);
      const top = seen.indexOf(1), bottom = seen.indexOf(0, from === 1 ? 0 : top);
      if (from < 1) expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeGreaterThanOrEqual(0);
      if (from > 0) expect(seen.at(-1)).toBe(from);
      for (const stop of stops) {
        if (stop > from && stop < 1) expect(seen.slice(0, top)).toContain(stop);
        if (stop > 0 && stop < 1) expect(seen.slice(top + 1, bottom)).toContain(stop);
      }
      for (let i = 1; i < seen.length; i += 1) expect(Math.abs(seen[i]! - seen[i - 1]!)).toBeLessThanOrEqual(share * (1 + 1e-12));
    }));
  });

  test('twelve steps an end', () => {
    expect(journey(0, 1 / 12)).toHaveLength(24);
    expect(walk(0.5, 0.2, [0.6, 0.55])).toBe(0.55);
    expect(walk(0.5, -0.7)).toBe(0);
  });
});

test('penalties by name, each with its numbers', () => {
  expect(readPenalties('l1, lp 0.5 scad 3.7 0.4')).toEqual([{ kind: 'l1' }, { kind: 'lp', p: 0.5 }, { kind: 'scad', shape: 3.7, lambda: 0.4 }]);
  expect(readPenalties('lp 0.5 lp 3')).toEqual([{ kind: 'lp', p: 3 }]);
  expect(readPenalties(' ')).toEqual([]);
  expect(() => readPenalties('l1 l3')).toThrow('penalty is “l3”; allowed are l1');
  expect(() => readPenalties('0.5 l1')).toThrow('penalty is “0.5”');
  expect(() => readPenalties('lp 0.5 2')).toThrow('allowed is one number');
});
