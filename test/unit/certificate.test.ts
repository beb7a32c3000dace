import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certify, type Facts } from '../../src/solver/certificate.ts';
import { excess } from '../../src/solver/certificate/excess.ts';
import { normalCone } from '../../src/solver/cone.ts';
import type { DataLoss, Loss, Penalty, Problem, QuadraticLoss, Vec2 } from '../../src/problem/types.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../references/${name}.json`, import.meta.url), 'utf8'));
const penaltyOf = ({ kind, ratio, weights, q, g }: { kind: string; ratio?: number; weights?: Vec2; q?: number; g?: number }): Penalty =>
  JSON.parse(JSON.stringify({ kind, ratio, weights, p: q, shape: g })); // drops what is undefined

/** Every solution of the reference files that is a point, as a problem of ours. */
function* references(): Generator<[string, Problem, Vec2]> {
  for (const [file, kind] of [['a1_quadratic_penalty', ''], ['a2_quadratic_constraint', ''], ['a4_quadratic_nonconvex_penalty', ''], ['a3_least_squares', 'squared'],
    ['a3_logistic', 'logistic'], ['a3_logistic_constraint', 'logistic'], ['a3_huber', 'huber'], ['a4_benchmarks', 'benchmark']] as const) {
    for (const { id, problem, cases } of read(file).problems) for (const { lambda, t, expected } of cases) {
      const named = problem.loss?.kind as string;
      const loss: Loss = kind === '' ? { kind: 'quadratic', curvature: problem.A, minimizer: problem.theta_hat }
        : kind === 'benchmark' ? (named === 'himmelblau' ? { kind: named } : { kind: 'rosenbrock', steepness: named === 'rosenbrock10' ? 10 : 100 })
          : { kind, X: problem.X, y: problem.y, ...(kind === 'huber' ? { delta: problem.loss.delta } : {}) } as Loss;
      const pair = { loss, penalty: penaltyOf(problem.penalty) };
      const per = problem.loss?.scale === 'sum' ? problem.y.length : 1;
      for (const theta of expected.argmin ?? [expected.theta]) {
        if (theta) yield [`${id} ${lambda ?? t}`, t === undefined ? { ...pair, form: 'penalty', lambda: lambda / per } : { ...pair, form: 'constraint', budget: t }, theta];
      }
    }
  }
}

test('every reference solution, rounded to double, holds; and no point a millionth away', () => {
  let count = 0;
  for (const [id, problem, theta] of references()) {
    const found = certify(problem, theta);
    expect(found, `${id}`).toMatchObject({ holds: true });
    const convex = problem.loss.kind !== 'rosenbrock' && problem.loss.kind !== 'himmelblau' && !['lp', 'scad', 'mcp'].includes(problem.penalty.kind);
    if (convex) expect(found, `${id}`).toMatchObject({ scope: 'convex' });
    if (convex) expect(found.gap, `${id}`).toBeLessThan(1e-12);
    if ('lambda' in problem && problem.lambda === 0) continue; // a singular loss has a valley of them
    for (const [u, v] of [[1, 0.3], [-0.4, 1], [-1, -0.7]] as const) {
      expect(certify(problem, [theta[0] + u * 1e-6, theta[1] + v * 1e-6]).holds, `${id} beside`).toBe(false);
    }
    count += 1;
  }
  expect(count).toBeGreaterThan(2800);
});

test('two columns of the diabetes data, standardised', () => {
  const [head, ...lines] = readFileSync(new URL('../../demo/data/diabetes.csv', import.meta.url), 'utf8').trim().split('\n').map((line) => line.split(',').map((cell) => cell.replaceAll('"', '').trim()));
  const column = (name: string) => lines.map((line) => Number(line[head!.indexOf(name)]));
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const centred = (list: number[]) => list.map((value) => value - mean(list));
  const standard = (list: number[]) => { const c = centred(list); const sd = Math.sqrt(mean(c.map((value) => value * value))); return c.map((value) => value / sd); };
  for (const { id, problem, cases } of read('a6_diabetes_pair').problems) {
    const [p, q] = problem.features.map((name: string) => standard(column(name))) as [number[], number[]];
    const y = column(problem.target);
    const X = p.map((value, i): Vec2 => [value, q[i]!]);
    for (const { lambda, t, expected } of cases) for (const loss of [
      { kind: 'squared', X, y: centred(y) }, { kind: 'squared', X: X.map(([a, b]): Vec2 => [a + 5, b - 3]), y, intercept: true },
    ] satisfies Loss[]) {
      const pair = { loss, penalty: penaltyOf(problem.penalty) };
      const [a, b] = expected.theta.map(Math.abs);
      // brentq leaves R(θ) up to 1e-11 from t: the solution is that of the budget R(θ)
      const budget = { l1: a + b, l2: a * a + b * b, 'elastic-net': (a + b + (a * a + b * b) / 2) / 2 }[problem.penalty.kind as 'l1'];
      if (t !== undefined) expect(Math.abs(budget - t), `${id}`).toBeLessThan(1e-9 * t);
      const found = certify(t === undefined ? { ...pair, form: 'penalty', lambda } : { ...pair, form: 'constraint', budget }, expected.theta);
      // scikit-learn's own residual is up to 4e-14 of gradients of the order of 1e2
      expect(found.stationarity, `${id}`).toBeLessThan(2e-12);
      expect(found.gap, `${id}`).toBeLessThan(1e-9);
    }
  }
});

// A quadratic has any θ* you like: θ̂ = θ* + A⁻¹ν g with g in ∂R(θ*), written by hand here.
const SKEWED = [[3, -1.6], [-1.6, 1]] as const;
const under = (A: QuadraticLoss['curvature'], theta: Vec2, force: Vec2): QuadraticLoss => {
  const [[a, h], [, c]] = A, det = a * c - h * h;
  return { kind: 'quadratic', curvature: A, minimizer: [theta[0] + (c * force[0] - h * force[1]) / det, theta[1] + (a * force[1] - h * force[0]) / det] };
};
const ROOT2 = Math.sqrt(2);
const concave = { lambda: 0.6 };
const KNOWN: [name: string, penalty: Penalty, theta: Vec2, g: Vec2, R: number, convex: boolean][] = [
  ['l1 on an edge', { kind: 'l1' }, [0.8, -0.5], [1, -1], 1.3, true],
  ['l1 at a corner', { kind: 'l1' }, [0.8, 0], [1, 0.4], 0.8, true],
  ['weighted-l1 at a corner', { kind: 'weighted-l1', weights: [0.5, 2] }, [0, -0.8], [0.3, -2], 1.6, true],
  ['weighted-l1, one free', { kind: 'weighted-l1', weights: [0, 1] }, [0.8, 0], [0, 0.3], 0, true],
  ['weighted-l1, one free, on its wall', { kind: 'weighted-l1', weights: [0, 1] }, [0.8, -0.5], [0, -1], 0.5, true],
  ['l2', { kind: 'l2' }, [0.5, -1], [1, -2], 1.25, true],
  ['l2-norm', { kind: 'l2-norm' }, [0.6, -0.8], [0.6, -0.8], 1, true],
  ['linf on a side', { kind: 'linf' }, [0.7, 0.2], [1, 0], 0.7, true],
  ['linf at a tie', { kind: 'linf' }, [0.7, -0.7], [0.3, -0.7], 0.7, true],
  ['elastic-net', { kind: 'elastic-net', ratio: 0.4 }, [0.8, -0.5], [0.88, -0.7], 0.787, true],
  ['elastic-net at a corner', { kind: 'elastic-net', ratio: 0.4 }, [0.8, 0], [0.88, 0.2], 0.512, true],
  ['elastic-net without l2', { kind: 'elastic-net', ratio: 1 }, [0.8, 0], [1, 0.4], 0.8, true],
  ['elastic-net without l1', { kind: 'elastic-net', ratio: 0 }, [0.5, -1], [0.5, -1], 0.625, true],
  ['lp ½', { kind: 'lp', p: 0.5 }, [0.64, -0.25], [0.625, -1], 1.3, false],
  ['lp ½ at a tip', { kind: 'lp', p: 0.5 }, [0.64, 0], [0.625, 5], 0.8, false],
  ['lp 1 at a corner', { kind: 'lp', p: 1 }, [0, 0.8], [0.4, 1], 0.8, true],
  ['lp 3/2', { kind: 'lp', p: 1.5 }, [0.64, -0.25], [1.2, -0.75], 0.637, true],
  ['lp 3', { kind: 'lp', p: 3 }, [0.5, -1], [0.75, -3], 1.125, true],
  ['one group', { kind: 'group', groups: [[0, 1]] }, [0.6, -0.8], [0.6 * ROOT2, -0.8 * ROOT2], ROOT2, true],
  ['two groups', { kind: 'group', groups: [[1], [0]], weights: [2, 0.5] }, [0, -0.8], [0.3, -2], 1.6, true],
  ['scad, bent', { kind: 'scad', shape: 3, ...concave }, [1, 0], [0.4, -0.5], 0.56, false],
  ['scad, plain', { kind: 'scad', shape: 3, ...concave }, [-0.3, 0.2], [-0.6, 0.6], 0.3, false],
  ['mcp', { kind: 'mcp', shape: 2.5, ...concave }, [1, 0], [0.2, -0.5], 0.4, false],
  ['mcp, one saturated', { kind: 'mcp', shape: 2.5, ...concave }, [2, 0.5], [0, 0.4], 0.7, false],
  ['a formula', { kind: 'formula', formula: 'x^2 + a*x*y + y^4', parameters: { a: 1 } }, [0.5, -0.25], [0.75, 0.4375], 0.12890625, false],
];

/** R by hand, where it is convex and has no weights of its own kind below. */
const valueAt = (penalty: Penalty, [x, y]: Vec2): number => {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  switch (penalty.kind) {
    case 'l1': return a + b;
    case 'l2': return a * a + b * b;
    case 'l2-norm': return Math.sqrt(a * a + b * b);
    case 'linf': return a > b ? a : b;
    case 'elastic-net': return penalty.ratio * (a + b) + ((1 - penalty.ratio) * (a * a + b * b)) / 2;
    case 'weighted-l1': return penalty.weights[0] * a + penalty.weights[1] * b;
    case 'lp': return a ** penalty.p + b ** penalty.p;
    case 'group': return penalty.groups.length === 1 ? ROOT2 * Math.sqrt(a * a + b * b) : 0.5 * a + 2 * b;
    default: return Number.NaN;
  }
};

test.each(KNOWN.filter((known) => known[5]))('%s: gap and error are bounds, also where the loss is flat', (_, penalty, theta, g, R) => {
  const flat = [[g[0] * g[0], g[0] * g[1]], [g[0] * g[1], g[1] * g[1]]] as const; // no strong convexity: the dual alone bounds
  const pulled = 0.7 / (g[0] * g[0] + g[1] * g[1]);
  for (const loss of [under(SKEWED, theta, [0.7 * g[0], 0.7 * g[1]]), { kind: 'quadratic', curvature: flat, minimizer: [theta[0] + pulled * g[0], theta[1] + pulled * g[1]] } satisfies Loss]) {
    const L = ([x, y]: Vec2) => {
      const [[a, h], [, c]] = loss.curvature, u = x - loss.minimizer[0], v = y - loss.minimizer[1];
      return (a * u * u + 2 * h * u * v + c * v * v) / 2;
    };
    const soft: Problem = { loss, penalty, form: 'penalty', lambda: 0.7 }, wall: Problem = { loss, penalty, form: 'constraint', budget: R };
    for (const problem of [soft, wall]) expect(certify(problem, theta).gap).toBeLessThan(1e-12);
    for (const size of [1, 0.1, 1e-3]) for (let k = 0; k < 12; k += 1) {
      const beside: Vec2 = [theta[0] + size * Math.cos(k), theta[1] + size * Math.sin(k)];
      const found = certify(soft, beside);
      expect(found.gap).toBeGreaterThanOrEqual(L(beside) + 0.7 * valueAt(penalty, beside) - L(theta) - 0.7 * R - 1e-13);
      if (found.error !== null) expect(found.error).toBeGreaterThanOrEqual(size * (1 - 1e-12));
      if (valueAt(penalty, beside) > R) continue;
      const inside = certify(wall, beside);
      expect(inside.gap ?? Infinity).toBeGreaterThanOrEqual(L(beside) - L(theta) - 1e-13);
      // the dual's bound goes to 0 with the step, but where a free weight has the dual nothing to say
      if (penalty.kind !== 'weighted-l1') expect(inside.gap).toBeLessThan(40 * Math.sqrt(size));
    }
  }
});

describe.each(KNOWN)('%s', (_, penalty, theta, g, R, convex) => {
  const nu = penalty.kind === 'scad' || penalty.kind === 'mcp' ? 1 : 0.7;
  const loss = under(SKEWED, theta, [nu * g[0], nu * g[1]]);
  const forms: Problem[] = [{ loss, penalty, form: 'penalty', lambda: nu === 1 ? 0.6 : nu }, { loss, penalty, form: 'constraint', budget: R }];
  test.each(forms)('$form form: its optimum holds, no point a millionth away does', (problem) => {
    const found = certify(problem, theta);
    expect(found).toMatchObject({ holds: true, scope: convex ? 'convex' : 'best-found' });
    if (convex) expect(found.gap).toBeLessThan(1e-12);
    // μ = 0.113 beside roundings of 1e-14
    if (convex) expect(found.error).toBeLessThan(1e-12);
    else expect(found).toMatchObject({ gap: null, error: null });
    for (let k = 0; k < 16; k += 1) {
      const beside: Vec2 = [theta[0] + 1e-6 * Math.cos((k * Math.PI) / 8), theta[1] + 1e-6 * Math.sin((k * Math.PI) / 8)];
      if (problem.form === 'penalty' && penalty.kind === 'lp' && penalty.p < 1 && k === 0 && theta[1] === 0) continue; // sin is exactly 0: another axis point
      expect(certify(problem, beside).holds, `${beside}`).toBe(false);
    }
  });
  test('the wrong sign of the force is refused', () => {
    const away = under(SKEWED, theta, [-nu * g[0], -nu * g[1]]);
    const held = R === 0; // weighted-l1 with a free weight, on its axis: held from both sides
    expect(forms.map((problem) => certify({ ...problem, loss: away }, theta).holds)).toEqual([held, held]);
  });
  test('radial scaling and snapping to an axis are refused', () => {
    expect.hasAssertions();
    for (const toward of [loss.minimizer, [loss.minimizer[0], 0], [0, loss.minimizer[1]]] as Vec2[]) {
      // where the ray meets the wall, by halving; and the same points under the penalty form
      let low = 0, high = 1;
      const at = (c: number): Vec2 => [c * toward[0], c * toward[1]];
      for (let k = 0; k < 200; k += 1) { const c = (low + high) / 2; if (certify(forms[1]!, at(c)).feasibility > 0) high = c; else low = c; }
      const theirs = at(low);
      if (Math.hypot(theirs[0] - theta[0], theirs[1] - theta[1]) < 1e-9) continue; // there it is right
      for (const problem of forms) {
        const found = certify(problem, theirs);
        // a corner of a region that is not convex may be stationary, though not global: r alone proves nothing
        expect(found.holds && (convex || !theirs.includes(0) || found.scope !== 'best-found')).toBe(false);
      }
    }
  });
});

describe('public figures\' other mistakes', () => {
  const round: QuadraticLoss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0], [0, 1]] };
  test.each([{ kind: 'l1' }, { kind: 'lp', p: 1 }, { kind: 'weighted-l1', weights: [1, 1] }, { kind: 'group', groups: [[0], [1]] }, { kind: 'mcp', shape: 1e9 }, { kind: 'scad', shape: 1e9 }] satisfies Penalty[])(
    'an unclipped soft threshold: %j', (penalty) => {
      const problem: Problem = { loss: round, penalty, form: 'penalty', lambda: 0.6 };
      expect(certify(problem, [0.9, -0.3]).holds).toBe(false);
      expect(certify(problem, [0.9, 0]).holds).toBe(!('shape' in penalty)); // a shape of 1e9 shifts it by 1e-9
    });
  test('an unclipped elastic net', () => {
    const problem: Problem = { loss: round, penalty: { kind: 'elastic-net', ratio: 0.75 }, form: 'penalty', lambda: 0.8 };
    expect(certify(problem, [0.9 / 1.2, -0.3 / 1.2]).holds).toBe(false);
    expect(certify(problem, [0.9 / 1.2, 0]).holds).toBe(true);
  });
  const skewed: QuadraticLoss = { kind: 'quadratic', minimizer: [1.4, 1], curvature: SKEWED };
  const length = Math.hypot(1.4, 1);
  test.each([
    [{ kind: 'l1' }, 1, [0.7, 0.3]], [{ kind: 'linf' }, 1, [1, 1]], [{ kind: 'l2-norm' }, 1, [1.4 / length, 1 / length]],
    [{ kind: 'l2' }, 1, [1.4 / length, 1 / length]], [{ kind: 'group', groups: [[0, 1]], weights: [1] }, 1, [1.4 / length, 1 / length]],
    [{ kind: 'lp', p: 2 }, 1, [1.4 / length, 1 / length]], [{ kind: 'weighted-l1', weights: [1, 0] }, 1, [1, 1]],
  ] satisfies [Penalty, number, Vec2][])('Euclidean projection for a skewed loss: %j', (penalty, budget, theta) => {
    expect(certify({ loss: { ...skewed, curvature: [[1, 0], [0, 1]] }, penalty, form: 'constraint', budget }, theta).holds).toBe(true);
    expect(certify({ loss: skewed, penalty, form: 'constraint', budget }, theta).holds).toBe(false);
  });
  test('the wall of the elastic net without its half', () => {
    const wall = (half: number) => (-0.4 + Math.sqrt(0.16 + 4 * 0.6 * half * 0.5)) / (2 * 0.6 * half); // 0.4θ + 0.6·half·θ² = 0.5
    const problem: Problem = { loss: { ...round, minimizer: [3, 0.1] }, penalty: { kind: 'elastic-net', ratio: 0.4 }, form: 'constraint', budget: 0.5 };
    expect(certify(problem, [wall(0.5), 0]).holds).toBe(true);
    expect(certify(problem, [wall(1), 0]).holds).toBe(false);
  });
});

describe('edges of the regions', () => {
  const loss: QuadraticLoss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
  const at = (penalty: Penalty, budget: number, theta: Vec2) => certify({ loss, penalty, form: 'constraint', budget }, theta);
  test('t = 0: the origin alone, or a line', () => {
    for (const kind of ['l1', 'l2', 'l2-norm', 'linf'] as const) expect(at({ kind }, 0, [0, 0])).toMatchObject({ holds: true, scope: 'convex', feasibility: 0, gap: 0 });
    for (const penalty of [{ kind: 'lp', p: 0.5 }, { kind: 'lp', p: 3 }, { kind: 'elastic-net', ratio: 0 }, { kind: 'scad', shape: 3.7, lambda: 1 }, { kind: 'mcp', shape: 3, lambda: 1 }, { kind: 'group', groups: [[0, 1]] }] satisfies Penalty[]) {
      expect(at(penalty, 0, [0, 0])).toMatchObject({ holds: true, scope: 'convex', gap: 0 });
      expect(at(penalty, 0, [1e-9, 0]).holds).toBe(false);
    }
    // on the line θ₁ = 0 the loss is least at 0.3 + 0.3·1.5
    expect(at({ kind: 'weighted-l1', weights: [1, 0] }, 0, [0, 0.75]).holds).toBe(true);
    expect(at({ kind: 'weighted-l1', weights: [1, 0] }, 0, [0, 0]).holds).toBe(false);
    expect(at({ kind: 'group', groups: [[0], [1]], weights: [1, 0] }, 0, [0, 0.75]).holds).toBe(true);
  });
  test('outside is refused, inside is θ̂ or nothing, whatever R is', () => {
    for (const penalty of [{ kind: 'l1' }, { kind: 'lp', p: 0.3 }, { kind: 'mcp', shape: 3 }, { kind: 'formula', formula: 'abs(x)*abs(y)' }] satisfies Penalty[]) {
      expect(at(penalty, 9, [1.5, 0.3])).toMatchObject({ holds: true, scope: 'convex', complementarity: 0 });
      expect(at(penalty, 9, [1.5, 0.300001]).holds).toBe(false);
    }
    expect(at({ kind: 'l1' }, 0.9, [0.99, 0])).toMatchObject({ holds: false, feasibility: expect.closeTo(0.09) });
  });
  test('MCP at its cap: the region is a cross without width there', () => {
    const penalty: Penalty = { kind: 'mcp', shape: 1.5, lambda: 0.5 }; // cap 0.1875, reached at 0.75
    // ν = 0.546 there, and 0.7 > 0.546/1.5: L + νR is convex, so that its minimiser is global
    expect(at(penalty, 0.1875, [1.59, 0])).toMatchObject({ holds: true, scope: 'convex', gap: expect.closeTo(0, 12) });
    const higher: QuadraticLoss = { ...loss, minimizer: [1.5, 0.8] }; // ν = 1.456: too much for 0.7
    expect(certify({ loss: higher, penalty, form: 'constraint', budget: 0.1875 }, [1.74, 0])).toMatchObject({ holds: true, scope: 'best-found', gap: null });
    expect(at(penalty, 0.1875, [1.591, 0]).holds).toBe(false);
    expect(normalCone({ loss, penalty, form: 'constraint', budget: 0.1875 }, [1.59, 0])).toMatchObject({ kind: 'line', through: [0, 0] });
    expect(at(penalty, 0.375, [1.5, 0.9]).holds).toBe(false); // all the plane
  });
  test('a convex sum of a bent penalty and a loss that outweighs it', () => {
    const strong = under([[2, 0.3], [0.3, 2]], [1, 0], [0.2, -0.5]);
    const problem: Problem = { loss: strong, penalty: { kind: 'mcp', shape: 2.5 }, form: 'penalty', lambda: 0.6 };
    expect(certify(problem, [1, 0])).toMatchObject({ holds: true, scope: 'convex' });
    expect(certify({ ...problem, penalty: { kind: 'mcp', shape: 0.58 } }, [1, 0]).scope).toBe('best-found'); // 1.7 < 1/0.58
    const wall: Problem = { ...problem, penalty: { kind: 'mcp', shape: 2.5, lambda: 0.6 }, form: 'constraint', budget: 0.4 };
    expect(certify(wall, [1, 0])).toMatchObject({ holds: true, scope: 'convex' }); // a minimiser of L + νR for the multiplier ν = 1
    const moved = certify(problem, [1.01, 0.02]);
    expect(moved.error).toBeGreaterThan(Math.hypot(0.01, 0.02));
  });
  test('a proof is told, not inferred', () => {
    const tip = under(SKEWED, [0.64, 0], [0.625, 5]);
    const problem: Problem = { loss: tip, penalty: { kind: 'lp', p: 0.5 }, form: 'penalty', lambda: 1 };
    expect(certify(problem, [0.64, 0])).toMatchObject({ holds: true, scope: 'best-found', gap: null });
    expect(certify(problem, [0.64, 0], { scope: 'proven', gap: 1e-9 })).toMatchObject({ holds: true, scope: 'proven', gap: 1e-9 });
    expect(certify(problem, [0.65, 0], { scope: 'proven' }).holds).toBe(false);
  });
});

// Losses of samples, by hand: value, derivative. θ* is any point: with weights |∂L| weighted-l1 makes it the optimum.
type Kind = DataLoss['kind'];
const HAND: Record<Kind, { value: (eta: number, y: number) => number; slope: (eta: number, y: number) => number }> = {
  squared: { value: (e, y) => (e - y) ** 2 / 2, slope: (e, y) => e - y },
  huber: { value: (e, y) => (Math.abs(e - y) <= 0.7 ? (e - y) ** 2 / 2 : 0.7 * Math.abs(e - y) - 0.245), slope: (e, y) => (Math.abs(e - y) <= 0.7 ? e - y : 0.7 * Math.sign(e - y)) },
  logistic: { value: (e, y) => Math.max(0, -y * e) + Math.log1p(Math.exp(-Math.abs(e))), slope: (e, y) => -y / (1 + Math.exp(y * e)) },
  hinge: { value: (e, y) => Math.max(0, 1 - y * e), slope: (e, y) => (y * e < 1 ? -y : 0) },
  'squared-hinge': { value: (e, y) => Math.max(0, 1 - y * e) ** 2, slope: (e, y) => -2 * y * Math.max(0, 1 - y * e) },
  poisson: { value: (e, y) => Math.exp(e) - y * e, slope: (e, y) => Math.exp(e) - y },
};
const weightOf = ({ weights, y }: DataLoss, i: number) => (weights?.[i] ?? 1) / (weights ?? y.map(() => 1)).reduce((sum, w) => sum + w, 0);
const total = (loss: DataLoss, theta: Vec2, b: number, part: 'value' | 'slope', factor: (i: number) => number = () => 1) =>
  loss.X.reduce((sum, [p, q], i) => sum + weightOf(loss, i) * factor(i) * HAND[loss.kind][part](p * theta[0] + q * theta[1] + b, loss.y[i]!), 0);
function bestIntercept(loss: DataLoss, theta: Vec2): number {
  if (!loss.intercept) return 0;
  let low = -200, high = 200;
  for (let k = 0; k < 70; k += 1) { const b = (low + high) / 2; if (total(loss, theta, b, 'slope') > 0) high = b; else low = b; }
  return high;
}
const lossAt = (loss: DataLoss, theta: Vec2) => total(loss, theta, bestIntercept(loss, theta), 'value');

const unit = fc.integer({ min: -2e6, max: 2e6 }).map((value) => value / 1e6);
const rows = fc.array(fc.tuple(unit, unit, unit, fc.integer({ min: 0, max: 3 })), { minLength: 5, maxLength: 12 });
const problemOf = (kind: Kind, list: readonly (readonly [number, number, number, number])[], intercept: boolean): DataLoss => {
  const label = (target: number, i: number) => (kind === 'poisson' ? Math.round(Math.abs(target) * 2) + (i === 0 ? 1 : 0) : kind === 'squared' || kind === 'huber' ? target : i % 2 === 0 ? 1 : -1);
  return {
    kind, X: list.map(([p, q]): Vec2 => [p + (intercept ? 40 : 0), q]), y: list.map(([, , target], i) => label(target, i)),
    weights: list.map(([, , , weight], i) => (i < 3 ? 1 : weight)), intercept, ...(kind === 'huber' ? { delta: 0.7 } : {}),
  } as DataLoss;
};

describe.each(['squared', 'logistic', 'huber', 'squared-hinge', 'poisson'] as const)('%s', (kind) => {
  test.each([false, true])('holds at its optimum, and bounds gap and error beside it; intercept: %s', (intercept) => {
    fc.assert(fc.property(rows, unit, unit, unit, unit, (list, a, b, du, dv) => {
      const loss = problemOf(kind, list, intercept);
      const gradient = (theta: Vec2, b: number) => [0, 1].map((axis) => total(loss, theta, b, 'slope', (i) => loss.X[i]![axis]! - (intercept && axis === 0 ? 40 : 0)));
      // a short step down from 0, where L most often still falls: the penalty then holds against it
      const [s, z] = gradient([0, 0], bestIntercept(loss, [0, 0]));
      const [u, v] = [-Math.sign(s!) * (0.01 + Math.abs(a) / 6), -Math.sign(z!) * (0.01 + Math.abs(b) / 6)];
      const b0 = bestIntercept(loss, [u, v]);
      const g = gradient([u, v], b0) as [number, number];
      fc.pre(g[0] * u < -1e-6 && g[1] * v < -1e-6);
      const weights: Vec2 = [Math.abs(g[0]), Math.abs(g[1])];
      const penalty: Penalty = { kind: 'weighted-l1', weights };
      const problem: Problem = { loss, penalty, form: 'penalty', lambda: 1 };
      const R = ([x, y]: Vec2) => weights[0] * Math.abs(x) + weights[1] * Math.abs(y);
      const wall: Problem = { loss, penalty, form: 'constraint', budget: R([u, v]) };
      for (const form of [problem, wall]) expect(certify(form, [u, v])).toMatchObject({ holds: true, scope: 'convex' });
      const facts: Facts = intercept ? { intercept: b0 } : {};
      expect(certify(problem, [u, v], facts).holds).toBe(true);
      // huber may be flat in b
      if (intercept && kind !== 'huber') expect(certify(problem, [u, v], { intercept: b0 + 1e-4 }).stationarity).toBeGreaterThan(certify(problem, [u, v], facts).stationarity);
      const best = lossAt(loss, [u, v]);
      for (const step of [1, 0.1, 1e-3]) {
        const beside: Vec2 = [u + step * du, v + step * dv];
        const found = certify(problem, beside);
        if (intercept) { // at any other b too
          const b = bestIntercept(loss, beside) + du / 4;
          const worse = total(loss, beside, b, 'value') + R(beside) - best - R([u, v]);
          expect(certify(problem, beside, { intercept: b }).gap ?? Infinity).toBeGreaterThanOrEqual(worse - 1e-12 * (1 + Math.abs(best) + Math.abs(worse)));
        }
        const above = lossAt(loss, beside) + R(beside) - best - R([u, v]);
        expect(found.gap ?? Infinity).toBeGreaterThanOrEqual(above - 1e-12 * (1 + Math.abs(best) + R(beside)));
        expect(found.error ?? Infinity).toBeGreaterThanOrEqual(Math.hypot(step * du, step * dv) * (1 - 1e-9) - 1e-11);
        const inward: Vec2 = [u * (1 - step / 2), v * (1 - step / 2)];
        expect(certify(wall, inward).gap ?? Infinity).toBeGreaterThanOrEqual(lossAt(loss, inward) - best - 1e-12 * (1 + Math.abs(best) + R(inward)));
      }
    }), { numRuns: 25 });
  });
});

describe('no error bound without curvature', () => {
  const l1 = { penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.01 } as const;
  test('far from the optimum of a logistic or Huber loss', () => {
    const X: Vec2[] = [[1, 0.2], [-0.5, 1], [0.3, -1], [-1, -0.4]];
    for (const loss of [{ kind: 'logistic', X, y: [1, -1, 1, -1] }, { kind: 'huber', delta: 1, X, y: [1, -1, 1, -1] }] satisfies DataLoss[]) {
      expect(certify({ loss, ...l1 }, [6, -3]).error).toBeNull();
      expect(certify({ loss, ...l1, penalty: { kind: 'l2' } }, [6, -3]).error).toBeGreaterThan(0); // R bends
    }
  });
  test('where the samples leave the margin within the bound', () => {
    const loss: DataLoss = { kind: 'squared-hinge', X: [[1, 0], [0, 1]], y: [1, 1] };
    const at = (penalty: Penalty, theta: Vec2) => certify({ loss, penalty, form: 'penalty', lambda: 0.1 }, theta).error;
    expect(at({ kind: 'weighted-l1', weights: [0.1, 0.1] }, [0.99, 0.99])).toBeCloseTo(0, 12); // λw = 0.01: the optimum, and flat from 0.01 on
    expect(at({ kind: 'weighted-l1', weights: [0.05, 0.05] }, [0.99, 0.99])).toBeNull(); // r/μ is 0.007, and 0.014 passes the margin
    expect(at({ kind: 'weighted-l1', weights: [0.05, 0.05] }, [0.994, 0.994])).toBeCloseTo(0.001 * ROOT2, 12);
  });
  test('where the intercept takes all of it', () => {
    const loss: DataLoss = { kind: 'squared-hinge', X: [[1, 1], [1, 1], [9, 2], [9, -2]], y: [-1, 1, 1, 1], intercept: true };
    expect(certify({ loss, ...l1 }, [1, 0])).toMatchObject({ error: null, stationarity: expect.closeTo(0.01, 12) });
  });
});

describe('hinge', () => {
  // One sample on its kink at θ = (1, 0), one within the margin: ∂L = {−α/2·(1, 0.5) − ½(−0.2, 0.4)}
  const loss: DataLoss = { kind: 'hinge', X: [[1, 0.5], [0.2, -0.4]], y: [1, -1] };
  const slope = (alpha: number): Vec2 => [(-alpha + 0.2) / 2, (-0.5 * alpha - 0.4) / 2];
  const problem = (alpha: number): Problem => ({ loss, penalty: { kind: 'weighted-l1', weights: [-slope(alpha)[0], 0.5] }, form: 'penalty', lambda: 1 });
  test('a kink is open without facts, and only α in [0, 1] answers', () => {
    for (const alpha of [0.3, 0.9, 1]) {
      expect(certify(problem(alpha), [1, 0]).holds).toBe(true);
      expect(certify(problem(alpha), [1, 0], { kinks: [{ sample: 0, alpha }] })).toMatchObject({ holds: true, scope: 'convex', gap: expect.closeTo(0, 12) });
      expect(certify(problem(alpha), [1 + 1e-9, 0]).holds).toBe(false);
    }
    expect(certify(problem(1.2), [1, 0]).holds).toBe(false);
    expect(certify(problem(1.2), [1, 0], { kinks: [{ sample: 0, alpha: 1.2 }] }).holds).toBe(false);
    expect(certify(problem(0.3), [1, 0], { kinks: [{ sample: 0, alpha: 0.4 }] }).holds).toBe(false);
  });
  test('a kink that is claimed but is none is refused', () => {
    expect(certify(problem(0.3), [1.001, 0], { kinks: [{ sample: 0, alpha: 0.3 }] }).holds).toBe(false);
    expect(certify(problem(0.3), [1 + 2 * Number.EPSILON, 0], { kinks: [{ sample: 0, alpha: 0.3 }] }).holds).toBe(true);
    expect(certify(problem(0.3), [1, 0], { kinks: [{ sample: 7, alpha: 0.3 }, { sample: 1, alpha: 0.5 }] }).holds).toBe(true); // no such facts: void
  });
  test('constraint form, open and told', () => {
    // at (1, 0) on the diamond: force (a, b) with |b| ≤ a
    const wall: Problem = { loss: { ...loss, X: [[1, 0.5], [0.2, -0.1]] }, penalty: { kind: 'l1' }, form: 'constraint', budget: 1 };
    expect(certify(wall, [1, 0]).holds).toBe(true);
    expect(certify(wall, [1, 0], { kinks: [{ sample: 0, alpha: 0.8 }] })).toMatchObject({ holds: true, gap: expect.closeTo(0, 12) });
    expect(certify(wall, [1, 0], { kinks: [{ sample: 0, alpha: 0.1 }] }).holds).toBe(false);
    expect(certify({ ...wall, budget: 2 }, [1, 0]).holds).toBe(false);
  });
  test('the intercept stands on a kink too', () => {
    // At θ = 0, b = 1: the three of the larger class sit on the kink with Σα = 1
    const X: Vec2[] = [[1, 0], [2, 1], [0, 3], [1, 1]];
    const even: DataLoss = { kind: 'hinge', X, y: [1, 1, 1, -1], intercept: true };
    const at = (lambda: number, facts?: Facts) => certify({ loss: even, penalty: { kind: 'l1' }, form: 'penalty', lambda }, [0, 0], facts);
    expect(at(0.2).holds).toBe(true); // one third each: (0, 1/12)
    const kinks = [{ sample: 0, alpha: 0 }, { sample: 1, alpha: 0 }, { sample: 2, alpha: 1 }];
    expect(at(0.2, { intercept: 1, kinks })).toMatchObject({ holds: false, stationarity: expect.closeTo(Math.hypot(0.05, 0.3)) });
    expect(at(1, { intercept: 1, kinks })).toMatchObject({ holds: true, gap: expect.closeTo(0, 12) });
    expect(at(1, { intercept: 1, kinks: [{ sample: 2, alpha: 0.5 }, { sample: 0, alpha: 0 }, { sample: 1, alpha: 0 }] }).holds).toBe(false); // Σα ≠ 1
    expect(at(1, { intercept: 0.9 }).holds).toBe(false);
  });
  test('the dual bounds the gap at any point', () => {
    fc.assert(fc.property(rows, unit, unit, unit, unit, fc.boolean(), (list, u, v, x, y, intercept) => {
      const some = problemOf('hinge', list, intercept);
      const F = (theta: Vec2) => lossAt(some, theta) + 0.1 * (Math.abs(theta[0]) + Math.abs(theta[1]));
      const { gap } = certify({ loss: some, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 }, [u, v]);
      expect(gap).toBeGreaterThanOrEqual(F([u, v]) - F([x, y]) - 1e-11);
    }), { numRuns: 100 });
  });
});

describe('typed formulas', () => {
  test('agree with the hand-written losses', () => {
    const bowl: Loss = { kind: 'formula', formula: '(1 - x)^2 + s*(y - x^2)^2', parameters: { s: 100 } };
    fc.assert(fc.property(unit, unit, (x, y) => {
      const of = (loss: Loss) => certify({ loss, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.3 }, [x, y]).stationarity;
      expect(of(bowl)).toBeCloseTo(of({ kind: 'rosenbrock' }), 8);
    }));
    expect(certify({ loss: bowl, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.5 }, [0.5, 0.2475])).toMatchObject({ holds: true, scope: 'best-found', gap: null, error: null });
    expect(certify({ loss: bowl, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.5 }, [0.500001, 0.2475]).holds).toBe(false);
  });
  test('smooth ones of every function', () => {
    const loss: Loss = { kind: 'formula', formula: 'exp(x)*sin(y) + log(2 + x^3)/sqrt(1 + y*y) - cos(x*y)^2 + abs(x - 5)^1.5 + max(x, y - 9) + min(2, 2 + y^2 + 1)' };
    const F = (x: number, y: number) => Math.exp(x) * Math.sin(y) + Math.log(2 + x ** 3) / Math.sqrt(1 + y * y) - Math.cos(x * y) ** 2 + Math.abs(x - 5) ** 1.5 + x + 2;
    for (const [x, y] of [[0.3, -0.7], [1.1, 0.4], [0, 0]] as const) {
      const slope = [(F(x + 1e-6, y) - F(x - 1e-6, y)) / 2e-6, (F(x, y + 1e-6) - F(x, y - 1e-6)) / 2e-6] as const;
      expect(certify({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0 }, [x, y]).stationarity).toBeCloseTo(Math.hypot(...slope), 7);
    }
  });
  test('a kink may refute, and never certifies alone', () => {
    const tent: Loss = { kind: 'formula', formula: 'abs(x - 1) + 0.5*max(y, -y) + 0.1*x' };
    const at = (theta: Vec2, facts?: Facts) => certify({ loss: tent, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0 }, theta, facts);
    expect(at([1, 0])).toMatchObject({ holds: false, stationarity: 0 });
    expect(at([1, 0], { scope: 'proven' })).toMatchObject({ holds: true, scope: 'proven' });
    expect(at([0.9, 0], { scope: 'proven' })).toMatchObject({ holds: false, stationarity: expect.closeTo(0.9) });
    const steep: Loss = { ...tent, formula: 'abs(x - 1) + 2*x' };
    expect(certify({ loss: steep, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0 }, [1, 0], { scope: 'proven' }).holds).toBe(false);
  });
  test('what has no value or no slope is never certified', () => {
    for (const formula of ['log(x)', 'sqrt(x)', '1/x', 'x^0.5', 'exp(1000 - x)']) for (const x of [0, -1]) {
      expect(certify({ loss: { kind: 'formula', formula }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 5 }, [x, 0]).holds, `${formula} at ${x}`).toBe(false);
    }
    const flat: Problem = { loss: { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'formula', formula: 'x^2 + y^2' }, form: 'constraint', budget: 0 };
    expect(certify(flat, [0, 0]).holds).toBe(false);
    expect(certify(flat, [0, 0], { scope: 'proven' }).holds).toBe(true);
  });
});

describe('what overflows or runs away does not hold', () => {
  test('Poisson', () => {
    const loss: DataLoss = { kind: 'poisson', X: [[800, 1], [1, 2]], y: [1, 2] };
    expect(certify({ loss, penalty: { kind: 'l2' }, form: 'penalty', lambda: 1 }, [1, 0])).toMatchObject({ holds: false, stationarity: Infinity, gap: null, error: null });
    const none: DataLoss = { kind: 'poisson', X: [[1, 0], [0, 1]], y: [0, 0], intercept: true };
    expect(certify({ loss: none, penalty: { kind: 'l2' }, form: 'penalty', lambda: 1 }, [0, 0]).holds).toBe(false);
  });
  test('NaN', () => {
    for (const form of [{ form: 'penalty', lambda: 1 }, { form: 'constraint', budget: 1 }] as const) {
      expect(certify({ loss: { kind: 'himmelblau' }, penalty: { kind: 'l1' }, ...form }, [Number.NaN, 0]).holds).toBe(false);
    }
  });
});

describe('the fan of normals', () => {
  const loss: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
  const fan = (penalty: Penalty, amount: { lambda: number } | { budget: number }, theta: Vec2) =>
    normalCone({ loss, penalty, ...('lambda' in amount ? { form: 'penalty', ...amount } : { form: 'constraint', ...amount }) }, theta);
  test('penalty form: λ∂R', () => {
    expect(fan({ kind: 'l1' }, { lambda: 0.5 }, [1, -1])).toEqual({ kind: 'point', at: [0.5, -0.5] });
    expect(fan({ kind: 'l1' }, { lambda: 0.5 }, [1, 0])).toEqual({ kind: 'segment', from: [0.5, -0.5], to: [0.5, 0.5] });
    expect(fan({ kind: 'l1' }, { lambda: 0.5 }, [0, 0])).toEqual({ kind: 'polygon', corners: [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]] });
    expect(fan({ kind: 'linf' }, { lambda: 2 }, [0, 0])).toEqual({ kind: 'polygon', corners: [[-0, -2], [2, 0], [0, 2], [-2, 0]].map(([x, y]) => [expect.closeTo(x!), expect.closeTo(y!)]) });
    expect(fan({ kind: 'linf' }, { lambda: 2 }, [1, 1])).toMatchObject({ kind: 'segment' });
    expect(fan({ kind: 'l2-norm' }, { lambda: 0.5 }, [0, 0])).toEqual({ kind: 'disc', radius: 0.5 });
    expect(fan({ kind: 'lp', p: 0.5 }, { lambda: 0.5 }, [0.25, 0])).toEqual({ kind: 'line', through: [0.5, 0], along: [0, 1] });
    expect(fan({ kind: 'lp', p: 0.5 }, { lambda: 0.5 }, [0, 0])).toEqual({ kind: 'plane' });
    expect(fan({ kind: 'lp', p: 0.5 }, { lambda: 0 }, [0, 0])).toEqual({ kind: 'point', at: [0, 0] });
    expect(fan({ kind: 'mcp', shape: 2 }, { lambda: 0.5 }, [0.5, 0])).toEqual({ kind: 'segment', from: [0.25, -0.5], to: [0.25, 0.5] });
  });
  test('constraint form: the cone', () => {
    const half = Math.SQRT1_2;
    expect(fan({ kind: 'l1' }, { budget: 1 }, [0.5, 0])).toEqual({ kind: 'point', at: [0, 0] });
    expect(fan({ kind: 'l1' }, { budget: 1 }, [0.5, -0.5])).toEqual({ kind: 'ray', along: [expect.closeTo(half), expect.closeTo(-half)] });
    expect(fan({ kind: 'l1' }, { budget: 1 }, [-1, 0])).toEqual({ kind: 'cone', from: [expect.closeTo(-half), expect.closeTo(half)], to: [expect.closeTo(-half), expect.closeTo(-half)] });
    expect(fan({ kind: 'linf' }, { budget: 1 }, [1, 1])).toEqual({ kind: 'cone', from: [1, 0], to: [0, 1] });
    expect(fan({ kind: 'lp', p: 0.5 }, { budget: 1 }, [0, -1])).toEqual({ kind: 'halfplane', normal: [0, -1] });
    expect(fan({ kind: 'l2' }, { budget: 0 }, [0, 0])).toEqual({ kind: 'plane' });
    expect(fan({ kind: 'weighted-l1', weights: [0, 1] }, { budget: 0 }, [3, 0])).toMatchObject({ kind: 'line', through: [0, 0] });
  });
});

// ℓ(η) + ℓ*(sa) − saη grows as (1 − s)²; of either side of where its series takes over it is the same to the next order.
test.each([['logistic', -1], ['poisson', 2]] as const)('what shrinking a dual costs, near none: %s', (kind, y) => {
  const loss: DataLoss = { kind, X: [[1, 1]], y: [y] };
  for (const eta of [-1.3, 0.2, 1.1]) {
    const mean = kind === 'poisson' ? Math.exp(eta) : 1 / (1 + Math.exp(y * eta)), slope = kind === 'poisson' ? mean - y : mean;
    const bend = kind === 'poisson' ? mean : mean * (1 - mean);
    for (const rest of [1e-9, 1e-7, 0.9e-5, 1.1e-5, 1e-4]) {
      const leading = ((rest * slope) ** 2) / (2 * bend); // ½ (ℓ*)″ of the step in the dual, (ℓ*)″ = 1/ℓ″
      expect(Math.abs(excess(loss, eta, y, 1 - rest, 0) / leading - 1)).toBeLessThanOrEqual(4 * rest * (1 + Math.abs(slope) / bend) + 8 * (Number.EPSILON / rest));
    }
    expect(excess(loss, eta, y, 1, 0)).toBe(0);
  }
});

test('a sample of no weight is not there, even where its own power overflows', () => {
  const loss: DataLoss = { kind: 'poisson', X: [[1, 0], [-1, 0], [2, 0]], y: [1, 0, 0], weights: [1, 1, 0], intercept: true };
  const { stationarity, holds } = certify({ loss, penalty: { kind: 'l1' }, form: 'constraint', budget: 1e9 }, [2000, 0], { intercept: -2000 });
  expect(stationarity).toBe(0);
  expect(holds).toBe(true);
  expect(certify({ loss: { ...loss, weights: [1, 1, 1] } as DataLoss, penalty: { kind: 'l1' }, form: 'constraint', budget: 1e9 }, [2000, 0], { intercept: -2000 }).holds).toBe(false);
});

test('a weight among the subnormal numbers has the slope of its own ulp, and another one is still refused', () => {
  // slope p|θ|^(p−1) of θ₁ = 3e-318 is known to about 1e-8 of itself there: that much of f₁ may be off, and no more
  const p = 1.01, theta: Vec2 = [3e-318, 0.01], ratio = (theta[0] / theta[1]) ** (p - 1);
  const problem = (off: number): Problem => ({
    loss: { kind: 'quadratic', curvature: [[1, 0], [0, 1]], minimizer: [ratio * (1 + off), 0.01 + 1] }, penalty: { kind: 'lp', p }, form: 'constraint', budget: theta[0] ** p + theta[1] ** p,
  });
  expect(certify(problem(1e-9), theta).holds).toBe(true);
  expect(certify(problem(1e-3), theta).holds).toBe(false);
});
