import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import { readProblem } from '../../src/problem/read.ts';
import type { DataLoss, Loss, Penalty, Problem, Solution, Vec2 } from '../../src/problem/types.ts';
import { landmark, lossGradient, solve } from '../../src/solver/solve.ts';
import { PENALTY_ORACLES, SAMPLE_ORACLES } from '../oracles.ts';

// The oracle: loss and penalty by hand, and a search that knows nothing but their values.
type Weighed = (theta: Vec2, b: number) => number;
const meanOf = ({ kind, X, y, weights, intercept }: DataLoss, delta = 0.8): Weighed => (theta, b) => {
  const huber = (r: number) => (r <= delta ? (r * r) / 2 : delta * (r - delta / 2));
  let sum = 0, total = 0;
  X.forEach(([p, q], i) => {
    const w = weights?.[i] ?? 1, eta = p * theta[0] + q * theta[1] + (intercept ? b : 0);
    total += w;
    if (w > 0) sum += w * (kind === 'huber' ? huber(Math.abs(eta - y[i]!)) : SAMPLE_ORACLES[kind].value(eta, y[i]!));
  });
  return sum / total;
};
function lossBy(loss: Loss): Weighed {
  if ('X' in loss) return meanOf(loss, loss.kind === 'huber' ? loss.delta : 0);
  if (loss.kind !== 'quadratic') throw new Error('no oracle');
  const { minimizer: [p, q], curvature: [[a, h], [, c]] } = loss;
  return ([x, y]) => (a * (x - p) ** 2) / 2 + h * (x - p) * (y - q) + (c * (y - q) ** 2) / 2;
}
const penaltyBy = (penalty: Penalty, lambda: number) => {
  const inside = penalty.kind === 'scad' || penalty.kind === 'mcp' ? { ...penalty, lambda } : penalty;
  return (PENALTY_ORACLES[penalty.kind].of as (given: Penalty) => { value: (theta: Vec2) => number })(inside).value;
};
/** The objective by hand at (θ, b), infinite where the constraint is broken by more than rounding. */
function objectiveBy(problem: Problem): Weighed {
  const L = lossBy(problem.loss);
  if (problem.form === 'constraint') {
    const R = penaltyBy(problem.penalty, (problem.penalty as { lambda?: number }).lambda ?? 1);
    return (theta, b) => (R(theta) <= problem.budget ? L(theta, b) : Infinity);
  }
  if (problem.lambda === 0) return L;
  const R = penaltyBy(problem.penalty, problem.lambda), weight = problem.penalty.kind === 'scad' || problem.penalty.kind === 'mcp' ? 1 : problem.lambda;
  return (theta, b) => L(theta, b) + weight * R(theta);
}
/** The least value on a grid with its axes, then downhill in steps that halve, from several nodes. */
function searched(objective: Weighed, reach: number, b0: number, free: boolean): number {
  const ticks = [-1, -0.7, -0.45, -0.25, -0.1, 0, 0.1, 0.25, 0.45, 0.7, 1].map((share) => share * reach);
  const nodes = ticks.flatMap((x) => ticks.map((y): [number, number, number] => [x, y, b0]));
  const worth = nodes.map((node) => ({ node, value: objective([node[0], node[1]], node[2]) })).filter(({ value }) => value < Infinity).sort((p, q) => p.value - q.value);
  let least = Infinity;
  for (const { node, value } of worth.slice(0, 3)) {
    let at = node, best = value;
    for (let step = reach / 8; step > 1e-6 * reach; step /= 2) for (let moved = true; moved;) {
      moved = false;
      for (const d of [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [1, 1, 0], [1, -1, 0], [-1, 1, 0], [-1, -1, 0], ...(free ? [[0, 0, 1], [0, 0, -1]] : [])] as const) {
        const next: [number, number, number] = [at[0] + step * d[0], at[1] + step * d[1], at[2] + step * d[2]];
        const there = objective([next[0], next[1]], next[2]);
        if (there < best - 1e-15 * Math.abs(best)) [at, best, moved] = [next, there, true];
      }
    }
    least = Math.min(least, best);
  }
  return least;
}

const number = (low: number, high: number) => fc.integer({ min: Math.round(low * 1000), max: Math.round(high * 1000) }).map((k) => k / 1000);
const bowls = fc.record({ minimizer: fc.tuple(number(-2, 2), number(-2, 2)), skew: number(-1, 1), a: number(0.3, 3), c: number(0.3, 3) })
  .map(({ minimizer, skew, a, c }): Loss => { const h = skew * 0.97 * Math.sqrt(a * c); return { kind: 'quadratic', minimizer, curvature: [[a, h], [h, c]] }; });
const sampled = (kind: DataLoss['kind']) => fc.record({
  rows: fc.array(fc.tuple(number(-2, 2), number(-2, 2), number(-1, 1)), { minLength: 8, maxLength: 14 }), intercept: fc.boolean(), weighted: fc.boolean(),
}).map(({ rows, intercept, weighted }): Loss => ({
  kind, X: rows.map(([p, q]): Vec2 => [p, q]), intercept, ...(kind === 'huber' ? { delta: 0.8 } : {}), ...(weighted ? { weights: rows.map((_, i) => (i < 4 ? 1 : i % 3)) } : {}),
  // two rows are given either label, or a count, wherever they lie: no line separates the classes
  y: rows.map(([p, q, r], i) => {
    const line = 0.8 * p - 0.5 * q + 2 * r;
    if (kind === 'squared' || kind === 'huber') return line;
    return kind === 'poisson' ? (i < 4 ? 1 + (i % 2) : Math.floor(Math.exp(line / 2))) : i < 4 ? (i % 2 ? 1 : -1) : line > 0 ? 1 : -1;
  }),
} as DataLoss)).map((loss) => { // the first four rows are two crosses: four quadrants of either label hold every direction
  const X = [...(loss as DataLoss).X];
  X.splice(0, 4, [1, 0.4], [0.9, 0.5], [-0.3, 1.1], [-0.4, 1]);
  return { ...loss, X } as Loss;
});
const LOSSES: [string, fc.Arbitrary<Loss>][] = [['quadratic', bowls], ...(['squared', 'logistic', 'huber', 'hinge', 'squared-hinge', 'poisson'] as const).map((kind): [string, fc.Arbitrary<Loss>] => [kind, sampled(kind)])];
const PENALTIES: Penalty[] = [
  { kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.4 }, { kind: 'weighted-l1', weights: [0.5, 2] }, { kind: 'weighted-l1', weights: [0, 1] },
  { kind: 'lp', p: 0.5 }, { kind: 'lp', p: 1.5 }, { kind: 'lp', p: 3 }, { kind: 'group', groups: [[0, 1]] }, { kind: 'group', groups: [[1], [0]], weights: [0.5, 2] },
  { kind: 'scad', shape: 3.7, lambda: 0.5 }, { kind: 'mcp', shape: 3, lambda: 0.5 },
];
const isConvex = (penalty: Penalty) => penalty.kind !== 'scad' && penalty.kind !== 'mcp' && (penalty.kind !== 'lp' || penalty.p >= 1);
const amounts = fc.oneof(number(0.005, 1.5), fc.constantFrom(0, 0.3, 50));
const problemOf = (loss: Loss, penalty: Penalty, form: Problem['form'], amount: number): Problem =>
  (form === 'penalty' ? { loss, penalty, form, lambda: amount } : { loss, penalty, form, budget: amount });

/** What every solution owes, whatever the problem. */
function sound(problem: Problem, found: Solution): void {
  const { theta, minimizers, unique, support, certificate, lambda } = found;
  expect(certificate.holds, `${JSON.stringify({ problem, found })}`).toBe(true);
  expect(support).toEqual([theta[0] !== 0, theta[1] !== 0]);
  expect(minimizers[0]).toEqual(theta);
  if (minimizers.length > 1) expect(unique).toBe(false);
  expect([...theta, ...minimizers.flat()].some((value) => Object.is(value, -0) || !Number.isFinite(value))).toBe(false);
  if (problem.form === 'penalty') expect(lambda).toBe(problem.lambda);
  else if (problem.budget > 0) expect(lambda).toBeGreaterThanOrEqual(0);
  if (problem.form === 'constraint') expect(found.active).toBe(lambda === null || lambda > 0);
  const objective = objectiveBy(problem.form === 'constraint' ? { ...problem, budget: problem.budget * (1 + 1e-12) + 1e-300 } : problem);
  const room = 1e-9 * (1 + Math.abs(found.objective));
  for (const point of minimizers) {
    const b = 'X' in problem.loss && problem.loss.intercept ? null : 0;
    if (b === null && point !== theta) continue; // its b is its own
    expect(Math.abs(objective(point, found.intercept ?? 0) - found.objective), `${JSON.stringify({ problem, found })}`).toBeLessThanOrEqual(room);
  }
}

describe.each(LOSSES)('%s', (_, losses) => {
  test.each(PENALTIES)('with %j: certified, and no point that a search finds is lower', (penalty) => {
    for (const form of ['penalty', 'constraint'] as const) fc.assert(fc.property(losses, amounts, (loss, amount) => {
      const problem = problemOf(loss, penalty, form, amount), found = solve(problem);
      sound(problem, found);
      const exact = isConvex(penalty) || amount === 0;
      if (exact) expect(found.certificate.scope).toBe('convex');
      else if (loss.kind === 'quadratic' || loss.kind === 'squared') expect(['proven', 'convex']).toContain(found.certificate.scope);
      const free = 'X' in loss && loss.intercept === true;
      const least = searched(objectiveBy(problem), 1 + 1.5 * Math.hypot(...found.theta), found.intercept ?? 0, free);
      expect(found.objective, `${JSON.stringify({ problem, found })}`).toBeLessThanOrEqual(least + 1e-12 * (1 + Math.abs(least)));
    }), { numRuns: 3, seed: 11 });
  });
});

describe('mirrored and exchanged problems have mirrored and exchanged solutions', () => {
  const mirror = (loss: Loss): Loss => ('X' in loss ? { ...loss, X: loss.X.map(([p, q]): Vec2 => [-p, q]) }
    : loss.kind === 'quadratic' ? { ...loss, minimizer: [-loss.minimizer[0], loss.minimizer[1]], curvature: [[loss.curvature[0][0], -loss.curvature[0][1]], [-loss.curvature[0][1], loss.curvature[1][1]]] } : loss);
  const exchange = (loss: Loss): Loss => ('X' in loss ? { ...loss, X: loss.X.map(([p, q]): Vec2 => [q, p]) }
    : loss.kind === 'quadratic' ? { ...loss, minimizer: [loss.minimizer[1], loss.minimizer[0]], curvature: [[loss.curvature[1][1], loss.curvature[0][1]], [loss.curvature[0][1], loss.curvature[0][0]]] } : loss);
  const even = PENALTIES.filter(({ kind }) => kind !== 'weighted-l1' && kind !== 'group');
  test.each(LOSSES)('%s', (_, losses) => fc.assert(fc.property(losses, fc.constantFrom(...even), fc.constantFrom('penalty' as const, 'constraint' as const), number(0.02, 0.8), (loss, penalty, form, amount) => {
    const one = solve(problemOf(loss, penalty, form, amount));
    const near = (point: Vec2, other: Solution) => other.minimizers.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) <= 1e-6 * (1 + Math.hypot(...point)));
    for (const [other, map] of [[solve(problemOf(mirror(loss), penalty, form, amount)), ([x, y]: Vec2): Vec2 => [-x, y]], [solve(problemOf(exchange(loss), penalty, form, amount)), ([x, y]: Vec2): Vec2 => [y, x]]] as const) {
      expect(Math.abs(other.objective - one.objective)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(one.objective)));
      if (one.unique && other.unique) expect(near(map(one.theta), other), `${JSON.stringify({ loss, penalty, form, amount, one: one.theta, other: other.theta })}`).toBe(true);
    }
  }), { numRuns: 12, seed: 5 }));
});

describe('behaviour that is defined, each with its sentence', () => {
  const sentence = (action: () => unknown): string => {
    try { action(); } catch (error) {
      expect(error).toBeInstanceOf(Complaint);
      expect((error as Error).message).toMatch(/^[^\n]+\.$/);
      return (error as Error).message;
    }
    throw new Error('was not refused');
  };
  const apart = { X: [[1, 0], [2, 1], [-1, 0.5], [-2, -1]] as Vec2[], y: [1, 1, -1, -1] };
  const bowl: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };

  test.each(PENALTIES)('separable classes have no minimum at λ = 0, with %j', (penalty) => {
    const loss: Loss = { kind: 'logistic', ...apart };
    expect(sentence(() => solve({ loss, penalty, form: 'penalty', lambda: 0 }))).toBe('No minimum is attained: a line separates the classes, and the loss falls for ever as the weights grow across it.');
    expect(landmark(loss)).toEqual({ minimizers: [], minimizer: null, least: undefined });
  });
  test('separable classes under a penalty or a bounded region have one; beyond the knee of SCAD none again', () => {
    const loss: Loss = { kind: 'logistic', ...apart };
    expect(solve({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1e-3 }).certificate.holds).toBe(true);
    for (const budget of [1, 20, 300, 1e6]) {
      const { certificate, penalty } = solve({ loss, penalty: { kind: 'l2-norm' }, form: 'constraint', budget });
      expect(certificate.holds).toBe(true);
      expect(penalty).toBeGreaterThan(budget * (1 - 1e-9));
    }
    expect(sentence(() => solve({ loss, penalty: { kind: 'mcp', shape: 3 }, form: 'penalty', lambda: 0.01 }))).toContain('the loss falls for ever');
    expect(sentence(() => solve({ loss, penalty: { kind: 'weighted-l1', weights: [0, 1] }, form: 'constraint', budget: 1 }))).toContain('the loss falls for ever');
  });
  test('all-zero Poisson counts: the means fall for ever, and with an intercept it runs alone', () => {
    const zeros: DataLoss = { kind: 'poisson', X: [[1, 0.5], [2, -1]], y: [0, 0] };
    expect(sentence(() => solve({ loss: zeros, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0 }))).toBe('No minimum is attained: along this direction the means of zero counts fall for ever, and nothing rises.');
    expect(solve({ loss: zeros, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 }).certificate.holds).toBe(true);
    expect(sentence(() => solve({ loss: { ...zeros, intercept: true }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 }))).toMatch(/^All counts are zero/);
  });
  test.each(['squared', 'logistic', 'huber', 'hinge', 'squared-hinge', 'poisson'] as const)('%s with a singular X: a solution, and it says that it is not the only one at λ = 0', (kind) => {
    const labels = kind === 'logistic' || kind === 'hinge' || kind === 'squared-hinge';
    const loss = { kind, X: [[1, 2], [2, 4], [-1, -2], [0.5, 1], [-3, -6]], y: labels ? [1, -1, 1, 1, -1] : [1, 2, 3, 0, 1], ...(kind === 'huber' ? { delta: 1 } : {}) } as DataLoss;
    const { certificate, unique, theta } = solve({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0 });
    expect({ ...certificate, unique }).toMatchObject({ holds: true, unique: false });
    expect(theta[0]).toBe(0); // the least penalised: all on the longer feature
    for (const penalty of PENALTIES) for (const form of ['penalty', 'constraint'] as const) expect(solve(problemOf(loss, penalty, form, 0.3)).certificate.holds, `${penalty.kind} ${form}`).toBe(true);
  });
  test('a constant column has weight 0 beside an intercept, which does its work', () => {
    for (const kind of ['squared', 'huber', 'logistic'] as const) {
      const loss = { kind, X: [[1, 7], [2, 7], [-1, 7], [0.5, 7]], y: kind === 'logistic' ? [1, -1, 1, -1] : [1, 2.5, 3, 0], intercept: true, ...(kind === 'huber' ? { delta: 1 } : {}) } as DataLoss;
      const { theta, certificate } = solve({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.01 });
      expect(theta[1]).toBe(0);
      expect(certificate.holds).toBe(true);
    }
  });
  test('samples of weight 0 are as if they were not there; all of weight 0 are refused', () => {
    const X: Vec2[] = [[1, 0.5], [-1, 2], [0.3, -1], [2, 2]], y = [1, 0, 2, 500];
    const all: Loss = { kind: 'squared', X, y, weights: [1, 2, 1, 0] }, fewer: Loss = { kind: 'squared', X: X.slice(0, 3), y: y.slice(0, 3), weights: [1, 2, 1] };
    const pair = { penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 } as const;
    expect(solve({ loss: all, ...pair }).theta).toEqual(solve({ loss: fewer, ...pair }).theta);
    expect(sentence(() => readProblem({ loss: { ...all, weights: [0, 0, 0, 0] }, ...pair }))).toContain('not all 0');
  });
  test('a penalty weight of 0 never penalises: at any λ that weight minimises L along its axis', () => {
    const penalty: Penalty = { kind: 'weighted-l1', weights: [0, 1] };
    expect(solve({ loss: bowl, penalty, form: 'penalty', lambda: 1e6 })).toMatchObject({ theta: [expect.closeTo(1.59, 12), 0], penalty: 0 });
    expect(solve({ loss: bowl, penalty, form: 'constraint', budget: 0 })).toMatchObject({ theta: [expect.closeTo(1.59, 12), 0], lambda: expect.closeTo(0.273, 12) });
  });
  test.each(PENALTIES)('θ̂ = 0 is its own solution under every λ and t, with %j', (penalty) => {
    const loss: Loss = { kind: 'quadratic', minimizer: [0, 0], curvature: [[2, 1], [1, 1]] };
    for (const form of ['penalty', 'constraint'] as const) for (const amount of [0, 0.5]) {
      expect(solve(problemOf(loss, penalty, form, amount))).toMatchObject({ theta: [0, 0], unique: true, objective: 0, certificate: { holds: true, stationarity: 0 } });
    }
  });
  test('t below min R: R is never below 0, so a negative t is refused, and for a typed R with none so small the search says so', () => {
    expect(sentence(() => readProblem({ loss: bowl, penalty: 'l1', form: 'constraint', budget: -1 }))).toBe('budget is -1; allowed is a number from 0 on.');
    expect(sentence(() => solve({ loss: bowl, penalty: { kind: 'formula', formula: '1 + x^2 + y^2' }, form: 'constraint', budget: 0.5 }))).toMatch(/^No point of the square .* keeps the constraint/);
  });
  test('an asymmetric or indefinite A is refused', () => {
    const given = (curvature: unknown) => sentence(() => readProblem({ loss: { kind: 'quadratic', minimizer: [1, 1], curvature }, penalty: 'l1', form: 'penalty', lambda: 1 }));
    expect(given([[1, 0.2], [0.3, 1]])).toContain('not symmetric');
    expect(given([[1, 2], [2, 1]])).toContain('bends downward');
  });
  test('ties are listed: both ends of a level side, and both sides of a jump', () => {
    const level = solve({ loss: { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, 1], [1, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.5 });
    expect(level).toMatchObject({ unique: false, theta: [1.5, 0], minimizers: [[1.5, 0], [0, 1.5]] });
    const jump = solve({ loss: { kind: 'quadratic', minimizer: [1.5, 0], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'lp', p: 0.5 }, form: 'penalty', lambda: 1 });
    expect(jump.minimizers).toEqual([[0, 0], [expect.closeTo(1, 7), 0]]); // x − λp... at the threshold 3/2 of half thresholding
  });
  test('e^η may overflow on the way, and never in the answer', () => {
    const loss: Loss = { kind: 'poisson', X: [[300, 2], [-250, 1], [900, -3]], y: [1, 4, 0] };
    for (const form of ['penalty', 'constraint'] as const) for (const penalty of PENALTIES) {
      const { certificate, objective } = solve(problemOf(loss, penalty, form, 0.3));
      expect(Number.isFinite(objective)).toBe(true);
      expect(certificate.holds, `${penalty.kind} ${form}`).toBe(true);
    }
  });
  test('one-class labels: refused beside an intercept, and without one the classes are apart', () => {
    const given = { X: [[1, 0.3], [2, 1]], y: [1, 1] };
    expect(sentence(() => readProblem({ loss: { kind: 'hinge', ...given, intercept: true }, penalty: 'l1', form: 'penalty', lambda: 1 }))).toMatch(/^All labels are 1/);
    expect(sentence(() => solve({ loss: { kind: 'logistic', X: given.X as unknown as Vec2[], y: given.y }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0 }))).toContain('falls for ever');
  });
  test('p ≤ 0 is refused', () => {
    for (const p of [0, -1]) expect(sentence(() => readProblem({ loss: bowl, penalty: { kind: 'lp', p }, form: 'penalty', lambda: 1 }))).toBe(`penalty lp has ${p === 0 ? 'nothing' : p}; allowed is a p from 0.01 to 100.`.replace('nothing', '0'));
  });
});

describe('a loss alone', () => {
  test('Himmelblau: four places, and no one place', () => {
    const { minimizers, minimizer, least } = landmark({ kind: 'himmelblau' });
    expect(minimizers.length).toBe(4);
    expect(minimizer).toBe(null);
    expect(least).toBeLessThan(1e-20);
  });
  test('one place, or a point of a continuum', () => {
    expect(landmark({ kind: 'rosenbrock' })).toMatchObject({ minimizer: [expect.closeTo(1, 9), expect.closeTo(1, 9)] });
    expect(landmark({ kind: 'quadratic', minimizer: [1, 2], curvature: [[1, 0], [0, 1]] })).toEqual({ minimizers: [[1, 2]], minimizer: [1, 2], least: 0 });
    expect(landmark({ kind: 'hinge', X: [[1, 0], [-1, 0]], y: [1, -1] }).minimizer).toEqual([1, 0]);
  });
  test('its gradient is that of differences', () => {
    for (const loss of [{ kind: 'himmelblau' }, { kind: 'logistic', X: [[1, 2], [-1, 0.5]], y: [1, 1] }, { kind: 'formula', formula: 'x^2*y + exp(y)' }, { kind: 'quadratic', minimizer: [1, 2], curvature: [[2, 1], [1, 3]] }] satisfies Loss[]) {
      const value = (theta: Vec2) => solveless(loss, theta);
      const [g, h] = lossGradient(loss, [0.3, -0.4]);
      expect(g).toBeCloseTo((value([0.3 + 1e-6, -0.4]) - value([0.3 - 1e-6, -0.4])) / 2e-6, 5);
      expect(h).toBeCloseTo((value([0.3, -0.4 + 1e-6]) - value([0.3, -0.4 - 1e-6])) / 2e-6, 5);
    }
  });
});
const solveless = (loss: Loss, [x, y]: Vec2): number => {
  if (loss.kind === 'himmelblau') return (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2;
  return loss.kind === 'formula' ? x * x * y + Math.exp(y) : lossBy(loss)([x, y], 0);
};
