import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inLanguage } from '../../src/geometry/numerals.ts';
import { description } from '../../src/print/description.ts';
import { csvOf, factsOf, textOf } from '../../src/print/facts.ts';
import { spoken } from '../../src/print/speech.ts';
import type { Penalty, Problem } from '../../src/problem/types.ts';
import { landmark, solve } from '../../src/solver/solve.ts';

const LOSS = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] } as const;
const findings = (problem: Problem) => ({ problem, solution: solve(problem), landmark: landmark(problem.loss) });
const bounded = (penalty: Penalty, budget: number): Problem => ({ loss: LOSS, penalty, form: 'constraint', budget });
const priced = (penalty: Penalty, lambda: number): Problem => ({ loss: LOSS, penalty, form: 'penalty', lambda });
const valuesOf = (problem: Problem, name: RegExp) => factsOf(findings(problem)).find((fact) => name.test(fact.name))!.values;

test('the default problem, row by row, by its closed form: θ* = (0.99, 0) at λ = 0.6', () => {
  const facts = Object.fromEntries(factsOf(findings(priced({ kind: 'l1' }, 0.6))).map(({ name, text }) => [name, text]));
  expect(facts).toMatchObject({
    Problem: 'min L + λR, where R is the one-norm of θ', Loss: 'quadratic', Penalty: 'l1', 'θ̂, where the loss is least': '(1.5, 0.3)', 'θ*, the optimum': '(0.99, 0)',
    'λ, as given': '0.6', 't = R(θ*)': '0.99', 'L(θ*), the loss': '0.22095', 'R(θ*), the penalty': '0.99', 'Objective L + λR': '0.81495', Support: 'θ₂ is exactly zero',
    'Level of the contact': '0.22095', 'Corners of the region': '(0.99, 0) (0, 0.99) (−0.99, 0) (0, −0.99)', Certificate: 'certified (convex)',
  });
});

describe('the corners of {R ≤ t}', () => {
  const c = (problem: Problem) => { const values = valuesOf(problem, /^Corners/) as number[]; return values.length === 1 ? values : Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i], values[2 * i + 1]]); };
  test('where each penalty has them', () => {
    const near = (found: unknown, wanted: readonly (readonly number[])[]) => { expect((found as number[][]).length).toBe(wanted.length); for (const [i, corner] of (found as number[][]).entries()) for (const k of [0, 1]) expect(corner[k]).toBeCloseTo(wanted[i]![k]!, 12); };
    near(c(bounded({ kind: 'l1' }, 2)), [[2, 0], [0, 2], [-2, 0], [0, -2]]);
    near(c(bounded({ kind: 'linf' }, 0.5)), [[0.5, 0.5], [-0.5, 0.5], [-0.5, -0.5], [0.5, -0.5]]);
    near(c(bounded({ kind: 'weighted-l1', weights: [1, 2] }, 1)), [[1, 0], [0, 0.5], [-1, 0], [0, -0.5]]);
    near(c(bounded({ kind: 'weighted-l1', weights: [0, 2] }, 1)), [[0, 0.5], [0, -0.5]]);
    near(c(bounded({ kind: 'lp', p: 0.5 }, 1)), [[1, 0], [0, 1], [-1, 0], [0, -1]]);
    // ½x + ½·½x² = 1: x = −1 + √5
    near(c(bounded({ kind: 'elastic-net', ratio: 0.5 }, 1)), [[Math.sqrt(5) - 1, 0], [0, Math.sqrt(5) - 1], [1 - Math.sqrt(5), 0], [0, 1 - Math.sqrt(5)]]);
    for (const smooth of [{ kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'lp', p: 1.5 }] as const) expect(c(bounded(smooth, 1))).toEqual(['none']);
  });
});

test('CSV: RFC 4180, numbers in full with a point in every language, and read back as they were', () => {
  fc.assert(fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), (budget) => {
    const known = findings(bounded({ kind: 'l1' }, budget));
    const text = inLanguage('de', () => csvOf(factsOf(known)));
    expect(text).toBe(csvOf(factsOf(known)));
    expect(text.endsWith('\r\n')).toBe(true);
    const rows = text.trimEnd().split('\r\n').slice(1).map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, '').replace(/^"(.*)"$/, '$1').replaceAll('""', '"')));
    const row = (name: string) => rows.find(([first]) => first!.startsWith(name))!;
    expect([Number(row('θ*')[1]), Number(row('θ*')[2])]).toEqual([...known.solution.theta]);
    expect(Number(row('t, as given')[1])).toBe(budget);
    expect(Number(row('L(θ*)')[1])).toBe(known.solution.loss);
  }), { numRuns: 30 });
  expect(inLanguage('de', () => textOf(factsOf(findings(priced({ kind: 'l1' }, 0.6)))))).toContain('λ, as given: 0,6\n');
});

test('the sentence after a change: θ*, its zeros, and the angle of −∇L within the corner’s cone', () => {
  fc.assert(fc.property(fc.double({ min: 0.1, max: 1.1, noNaN: true }), (t) => {
    const problem = bounded({ kind: 'l1' }, t), { theta } = solve(problem);
    if (theta[1] !== 0) return;
    // −∇L = A(θ̂ − θ) and the cone between (1, 1) and (1, −1), by hand.
    const pull = [1.5 - t + 0.3 * 0.3, 0.3 * (1.5 - t) + 0.3], left = 45 - (Math.abs(Math.atan2(pull[1]!, pull[0]!)) * 180) / Math.PI;
    const said = /^θ star is \(.*, 0\): the second weight is exactly zero; ([\d.]+) degrees? inside the corner’s cone\.$/.exec(spoken(problem, solve(problem)));
    expect(said, `t = ${t}`).not.toBe(null);
    expect(Math.abs(Number(said![1]) - left)).toBeLessThanOrEqual(Math.max(0.5, 0.05 * left));
  }), { numRuns: 60 });
  const say = (problem: Problem) => spoken(problem, solve(problem));
  expect(say(priced({ kind: 'l2' }, 0.6))).toBe('θ star is (0.6891, 0.2469): both weights stay.');
  expect(say(priced({ kind: 'l1' }, 5))).toBe('θ star is (0, 0): both weights are exactly zero.');
  expect(say(priced({ kind: 'l1' }, 0.6))).toMatch(/^θ star is \(0\.99, 0\): the second weight is exactly zero; [\d.]+ degrees before the pull of the loss leaves what the penalty can hold\.$/);
  expect(say(bounded({ kind: 'l1' }, 9))).toBe('θ star is (1.5, 0.3): both weights stay.');
  expect(say({ ...bounded({ kind: 'l1' }, 0.5), loss: { ...LOSS, minimizer: [0.2, 1.5], curvature: [[1, 0], [0, 1]] } })).toContain('the first weight is exactly zero');
  expect(say(bounded({ kind: 'linf' }, 0.2))).toContain('both weights are equally large');
});

test('the description: a few sentences, each of them whole', () => {
  for (const problem of [priced({ kind: 'l1' }, 0.6), bounded({ kind: 'l2-norm' }, 0.99), bounded({ kind: 'l1' }, 9), priced({ kind: 'mcp', shape: 3 }, 0.5), bounded({ kind: 'lp', p: 0.5 }, 0.6)]) {
    const text = description(findings(problem));
    expect(text).toContain('The optimum is θ* = ');
    expect(text).not.toMatch(/undefined|NaN|\{|_|\.\.|null/);
    expect(text.endsWith('.')).toBe(true);
    expect(text.split('. ').length).toBeGreaterThan(3);
  }
});
