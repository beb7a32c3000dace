import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import { readWide, type WideLoss, type WidePair, type WidePenalty, type WideProblem } from '../../src/problem/wide.ts';
import { ahead } from '../../src/solver/wide/ahead.ts';
import { certifyWide } from '../../src/solver/wide/certificate.ts';
import { columnsOf } from '../../src/solver/wide/columns.ts';
import { knots } from '../../src/solver/wide/knots.ts';
import { interceptAt } from '../../src/solver/wide/local.ts';
import { lambdasOf, pathWide } from '../../src/solver/wide/path.ts';
import { lambdaMaxWide, solveWide, wideSteps } from '../../src/solver/wide/solve.ts';
import { crossValidate, dealFolds } from '../../src/solver/wide/validate.ts';

// Hand-written and free of anything from src: the objective, and where no ℓ₁ kink is felt its slope.
const valueOf = ({ loss: { kind, X, y, weights }, penalty }: WidePair, theta: readonly number[], b: number, lambda: number) => {
  let sum = 0, total = 0;
  X.forEach((row, i) => {
    const eta = row.reduce((s, x, j) => s + x * theta[j]!, b), w = weights?.[i] ?? 1;
    sum += w * (kind === 'squared' ? (y[i]! - eta) ** 2 / 2 : y[i]! * eta > 0 ? Math.log1p(Math.exp(-y[i]! * eta)) : Math.log1p(Math.exp(y[i]! * eta)) - y[i]! * eta);
    total += w;
  });
  return sum / total + lambda * penaltyOf(penalty, theta);
};
const penaltyOf = (penalty: WidePenalty, theta: readonly number[]) => theta.reduce((sum, v, j) => sum + (
  penalty.kind === 'l2' ? v * v : penalty.kind === 'elastic-net' ? penalty.ratio * Math.abs(v) + ((1 - penalty.ratio) / 2) * v * v
    : ('weights' in penalty ? penalty.weights[j]! : 1) * Math.abs(v)), 0);

const unit = fc.integer({ min: -2048, max: 2048 }).map((k) => k / 1024);
/** A pair of random shape: n below, at and above p, repeated and dependent columns, a constant one, weights, an intercept. */
const pairs = fc.record({
  n: fc.integer({ min: 3, max: 14 }), p: fc.integer({ min: 1, max: 9 }), twin: fc.boolean(), constant: fc.boolean(), kind: fc.constantFrom('squared' as const, 'logistic' as const),
  intercept: fc.boolean(), weighted: fc.boolean(), penalty: fc.constantFrom('l1', 'l2', 'elastic-net', 'weighted-l1'), ratio: fc.constantFrom(0.05, 0.5, 0.95, 1),
  cells: fc.array(unit, { minLength: 170, maxLength: 170 }), whole: fc.boolean(),
}).map(({ n, p, twin, constant, kind, intercept, weighted, penalty, ratio, cells, whole }) => {
  const at = (k: number) => (whole ? Math.round(cells[k % 170]!) : cells[k % 170]!);
  const X = Array.from({ length: n }, (_, i) => Array.from({ length: p }, (_, j) => at(i * p + j)));
  for (const row of X) {
    if (twin && p > 2) { row[1] = row[0]!; row[2] = 2 * row[0]!; }
    if (constant && p > 3) row[3] = 1;
  }
  const y = X.map((row, i) => { const eta = 2 * row[0]! - (row[p - 1] ?? 0) + at(140 + i); return kind === 'squared' ? eta : eta > 0 || i === 0 ? 1 : -1; });
  if (kind === 'logistic') y[1] = -1;
  const loss: WideLoss = { kind, X, y, intercept, ...(weighted && { weights: y.map((_, i) => (i > 1 && i % 4 === 0 ? 0 : 1 + Math.abs(at(150 + i)))) }) };
  const chosen = { kind: penalty, ratio, weights: X[0]!.map((_, j) => 0.5 + Math.abs(at(j + 60))) };
  return readWide({ loss, penalty: chosen, form: 'penalty', lambda: 1 }) as WidePair;
});
const shares = fc.constantFrom(1.2, 0.9, 0.5, 0.1, 0.01);
const held = ({ loss, penalty }: WidePair, lambda: number): WideProblem => ({ loss, penalty, form: 'penalty', lambda });
const bounded = ({ loss, penalty }: WidePair, budget: number): WideProblem => ({ loss, penalty, form: 'constraint', budget });
// where the loss pulls at nothing beyond rounding, λmax is no scale
const top = (pair: WidePair) => { const most = lambdaMaxWide(pair); return most === Infinity || most < 1e-12 ? 1 : most; };
const far = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((value, j) => Math.abs(value - b[j]!)));

describe('random problems', () => {
  test('no neighbour is lower, the certificate holds, its gap is rounding', () => fc.assert(fc.property(pairs, shares, fc.array(unit, { minLength: 9, maxLength: 9 }), (pair, share, step) => {
    const lambda = share * top(pair);
    const { theta, intercept = 0, objective, certificate, loss, penalty } = solveWide(held(pair, lambda));
    expect(certificate.holds).toBe(true);
    expect(certificate.gap!).toBeLessThanOrEqual(1e-11 * (1 + objective));
    expect(valueOf(pair, theta, intercept, lambda)).toBeCloseTo(objective, 10);
    expect(loss + lambda * penalty).toBeCloseTo(objective, 12);
    for (const size of [1, 1e-2, 1e-4]) for (const [db, scale] of [[0, 1], [pair.loss.intercept ? 1 : 0, 0], [0, -1]] as const) {
      const other = theta.map((value, j) => value + scale * size * step[j]!);
      expect(valueOf(pair, other, intercept + db * size, lambda)).toBeGreaterThanOrEqual(objective - 1e-12 * (1 + objective));
    }
  }), { numRuns: 120 }));

  test('λ to t to λ comes back to the same point', () => fc.assert(fc.property(pairs, shares, (pair, share) => {
    const first = solveWide(held(pair, share * top(pair)));
    const second = solveWide(bounded(pair, first.budget));
    expect(second.certificate.holds).toBe(true);
    expect(second.loss).toBeCloseTo(first.loss, 9);
    if (first.unique && first.penalty > 0) expect(far(first.theta, second.theta)).toBeLessThanOrEqual(1e-7 * (1 + Math.max(...first.theta.map(Math.abs))));
    if (first.penalty === 0) expect(second.theta.every((value) => value === 0)).toBe(true);
  }), { numRuns: 120 }));

  test('λmax: zero at it, not zero below it', () => fc.assert(fc.property(pairs, (pair) => {
    const most = lambdaMaxWide(pair);
    if (most === Infinity || most < 1e-8) return;
    expect(solveWide(held(pair, most)).theta.every((value) => value === 0)).toBe(true);
    expect(solveWide(held(pair, most * (1 - 1e-6))).theta.some((value) => value !== 0)).toBe(true);
  }), { numRuns: 60 }));

  test('the path is continuous, and R falls as λ grows', () => fc.assert(fc.property(pairs, (pair) => {
    const most = top(pair);
    const path = pathWide(pair, [1, 0.5, 0.5 * (1 - 1e-9), 0.2, 0.2 * (1 - 1e-9)].map((share) => share * most));
    for (let k = 1; k < path.length; k += 1) expect(path[k]!.penalty).toBeGreaterThanOrEqual(path[k - 1]!.penalty * (1 - 1e-9) - 1e-9);
    for (const k of [1, 3]) if (path[k]!.unique && path[k + 1]!.unique) expect(Math.abs(path[k]!.penalty - path[k + 1]!.penalty)).toBeLessThanOrEqual(1e-5 * (1 + path[k]!.penalty));
  }), { numRuns: 60 }));

  test('knots: every one is a solution, and between two of l1 all is linear', () => fc.assert(fc.property(pairs, (pair) => {
    if (pair.loss.kind !== 'squared' || lambdaMaxWide(pair) < 1e-8) return;
    const found = knots(pair.loss, pair.penalty);
    expect(found.at(-1)!.lambda).toBe(0);
    found.forEach(({ lambda, theta }, k) => {
      const { objective, unique, theta: solved } = solveWide(held(pair, lambda));
      expect(valueOf({ ...pair, loss: pair.loss }, theta, pair.loss.intercept ? meanResidual(pair.loss, theta) : 0, lambda)).toBeCloseTo(objective, 9);
      if (unique) expect(far(theta, solved)).toBeLessThanOrEqual(1e-7 * (1 + Math.max(...solved.map(Math.abs))));
      const next = found[k + 1];
      if (!next || !unique || (pair.penalty.kind !== 'l1' && pair.penalty.kind !== 'weighted-l1')) return;
      const middle = solveWide(held(pair, (lambda + next.lambda) / 2));
      if (middle.unique && next.lambda > 0) expect(far(middle.theta, theta.map((value, j) => (value + next.theta[j]!) / 2))).toBeLessThanOrEqual(1e-7 * (1 + Math.max(...middle.theta.map(Math.abs))));
    });
  }), { numRuns: 60 }));
});

describe('a path is what single solutions are', () => {
  test('at any λ, at knots too', () => fc.assert(fc.property(pairs, fc.array(fc.double({ min: 1e-3, max: 1.3, noNaN: true }), { minLength: 9, maxLength: 14 }), (pair, list) => {
    const most = top(pair);
    const lambdas = list.map((share) => share * most);
    if (pair.loss.kind === 'squared') lambdas.push(...knots(pair.loss, pair.penalty).map(({ lambda }) => lambda).filter((lambda) => lambda > 1e-6 * most));
    for (const one of pathWide(pair, lambdas)) {
      const alone = solveWide(held(pair, one.lambda!));
      expect(one.certificate.holds).toBe(true);
      expect(one.unique).toBe(alone.unique);
      expect(Math.abs(one.objective - alone.objective)).toBeLessThanOrEqual(1e-12 * (1 + one.objective));
      // each is as far from the optimum as its own certificate says, at most
      if (one.certificate.error !== null) expect(far(one.theta, alone.theta)).toBeLessThanOrEqual(one.certificate.error + alone.certificate.error!);
    }
  }), { numRuns: 60 }));

  test('no start, however far, changes the answer', () => fc.assert(fc.property(pairs, shares, fc.array(unit, { minLength: 9, maxLength: 9 }), fc.constantFrom(1, 1e3, 1e6), (pair, share, start, size) => {
    const problem = held(pair, share * top(pair));
    const alone = solveWide(problem);
    const warm = solveWide(problem, { theta: alone.theta.map((_, j) => size * start[j]!), intercept: -size });
    expect(warm.certificate.holds).toBe(true);
    expect(Math.abs(warm.objective - alone.objective)).toBeLessThanOrEqual(1e-12 * (1 + alone.objective));
  }), { numRuns: 60 }));

  test('a smooth path is foreseen to third order, and no weight crosses zero on the way', () => {
    const at = (lambda: number) => ({ lambda, theta: [1 + Math.log(lambda) ** 2, 0, lambda - 2.05, 3], intercept: lambda });
    const { theta, intercept } = ahead([at(4), at(3), at(2.5)], 2)!;
    expect(theta).toEqual([expect.closeTo(1 + Math.log(2) ** 2, 12), 0, 2.5 - 2.05, expect.closeTo(3, 14)]);
    expect(intercept).toBe(2.5);
    expect(ahead([at(4)], 2)).toEqual(at(4));
    expect(ahead([], 2)).toBeUndefined();
    expect(ahead([at(4), at(3)], 0)).toEqual(at(3));
  });
});

const meanResidual = ({ X, y, weights }: WideLoss, theta: readonly number[]) => {
  let sum = 0, total = 0;
  X.forEach((row, i) => { const w = weights?.[i] ?? 1; sum += w * (y[i]! - row.reduce((s, x, j) => s + x * theta[j]!, 0)); total += w; });
  return sum / total;
};

describe('the certificate refuses what is not a solution', () => {
  const loss: WideLoss = { kind: 'squared', X: [[1, 0, 2], [0, 1, 1], [1, 1, 0], [2, 1, 1]], y: [2, 1, 0, 3] };
  const signs: WideLoss = { kind: 'logistic', X: [[1, 0, 2], [0, 1, 1], [1, 1, 0], [2, 1, 1], [0, 2, 1]], y: [1, -1, 1, -1, 1], intercept: true };
  test('a zero that should not be one', () => {
    const free: WidePair = { loss, penalty: { kind: 'l1' } };
    const most = lambdaMaxWide(free);
    expect(certifyWide(held(free, most * (1 + 1e-12)), [0, 0, 0]).holds).toBe(true);
    // two columns pull alike here
    expect(certifyWide(held(free, most * (1 - 1e-9)), [0, 0, 0])).toMatchObject({ holds: false, stationarity: expect.closeTo(Math.SQRT2 * most * 1e-9, 12) });
    expect(certifyWide(bounded(free, 1e-3), [0, 0, 0]).holds).toBe(false);
  });
  const centred: WideLoss = { ...loss, intercept: true, weights: [1, 2, 0.5, 1] };
  for (const l of [loss, centred, signs]) for (const penalty of [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'elastic-net', ratio: 0.5 }, { kind: 'weighted-l1', weights: [1, 2, 0.5] }, ...(l === signs ? [] : [{ kind: 'weighted-l1', weights: [1, 0, 0.5] }])] as WidePenalty[]) {
    const name = `${l.kind}${l.intercept ? ' with intercept' : ''}, ${'weights' in penalty ? `weights ${penalty.weights.join(' ')}` : penalty.kind}`;
    test(name, () => {
      const pair = { loss: l, penalty };
      const lambda = 0.2 * top(pair);
      const found = solveWide(held(pair, lambda));
      for (const problem of [held(pair, lambda), bounded(pair, found.budget)]) {
        const { theta, intercept } = solveWide(problem);
        expect(certifyWide(problem, theta, intercept).holds).toBe(true);
        theta.forEach((value, j) => {
          const moved = theta.map((other, k) => (k === j ? other + 1e-9 : other));
          const nudged = certifyWide(problem, moved, intercept);
          expect(nudged.holds, `weight ${j}`).toBe(false);
          if (nudged.error !== null && problem.form === 'penalty') expect(nudged.error).toBeGreaterThanOrEqual(0.99e-9);
          if (value !== 0) expect(certifyWide(problem, theta.map((other, k) => (k === j ? 0 : other)), intercept).holds).toBe(false);
        });
        if (l.intercept) expect(certifyWide(problem, theta, intercept! + 1e-9).holds).toBe(false);
      }
    });
    test(`${name}: the gap bounds how far a wrong point is above the optimum`, () => fc.assert(fc.property(unit, unit, unit, unit, (a, b, c, d) => {
      const pair = { loss: l, penalty };
      const lambda = 0.2 * top(pair);
      const best = solveWide(held(pair, lambda)).objective;
      const { gap } = certifyWide(held(pair, lambda), [a, b, c], d);
      expect(gap!).toBeGreaterThanOrEqual(valueOf(pair, [a, b, c], l.intercept ? d : 0, lambda) - best - 1e-12);
    }), { numRuns: 40 }));
  }
});

describe('defined behaviour', () => {
  const X = [[1, 2], [2, 1], [-1, -2], [-2, 1]];
  test('separable classes without a penalty have no optimum', () => {
    const loss: WideLoss = { kind: 'logistic', X, y: [1, 1, -1, -1] };
    expect(() => solveWide(held({ loss, penalty: { kind: 'l1' } }, 0))).toThrow(/no optimum is attained/);
    expect(() => solveWide(held({ loss, penalty: { kind: 'weighted-l1', weights: [0, 1] } }, 0.1))).toThrow(/no optimum is attained/);
    expect(solveWide(bounded({ loss, penalty: { kind: 'l1' } }, 50))).toMatchObject({ active: true, certificate: { holds: true } });
    // all but the row on the boundary are on the right side: separated still, in the limit
    expect(() => solveWide(held({ loss: { ...loss, X: [[1, 0], [2, 0], [-1, 0], [0, 1], [0, 1]], y: [1, 1, -1, 1, -1] }, penalty: { kind: 'l1' } }, 0))).toThrow(Complaint);
    expect(solveWide(held({ loss: { ...loss, y: [1, -1, 1, -1] }, penalty: { kind: 'l1' } }, 0)).certificate.holds).toBe(true);
  });
  test('the shortest and the least penalised of many least-squares solutions', () => {
    const loss: WideLoss = { kind: 'squared', X: [[1, 2, 0]], y: [4] };
    expect(far(solveWide(held({ loss, penalty: { kind: 'l2' } }, 0)).theta, [0.8, 1.6, 0])).toBeLessThanOrEqual(1e-15);
    expect(solveWide(held({ loss, penalty: { kind: 'l1' } }, 0))).toMatchObject({ theta: [0, 2, 0], unique: false });
    expect(knots(loss, { kind: 'l1' }).map(({ lambda }) => lambda)).toEqual([8, 0]);
  });
  test('the elastic net in one dimension: soft(b, λρ)/(a + λ(1 − ρ)), its knots are rational', () => {
    const loss: WideLoss = { kind: 'squared', X: [[1], [2]], y: [1, 3] };
    const { theta } = solveWide(held({ loss, penalty: { kind: 'elastic-net', ratio: 0.5 } }, 1));
    expect(theta[0]).toBeCloseTo((3.5 - 0.5) / (2.5 + 0.5), 14);
  });
  test('a start where all rows are saturated is left for θ = 0', () => {
    const pair: WidePair = { loss: { kind: 'logistic', X: [[0, 0], [0, 0.5], [0.5, 0.5]], y: [1, -1, 1] }, penalty: { kind: 'l1' } };
    expect(solveWide(held(pair, 0.1), { theta: [-1477.5390625, -8.7890625] })).toMatchObject({ theta: [0, 0], certificate: { holds: true } });
  });
  test('the intercept is found from any start and under any η', () => {
    const columns = columnsOf({ kind: 'logistic', X: [[1], [1], [1]], y: [1, -1, 1], intercept: true });
    for (const shift of [0, -300, 5e5]) for (const start of [0, 1e6, -1e9]) {
      // two of three are 1: the odds are 2
      expect(interceptAt(columns, new Float64Array(3).fill(shift), start)).toBeCloseTo(Math.log(2) - shift, 9);
    }
    // the third row is settled, the others balance; between them nothing curves
    for (const start of [0, -500, 500, -999]) expect(interceptAt(columns, Float64Array.of(0, 0, 1000), start)).toBeCloseTo(0, 12);
  });
  test('columns that are alike leave the minimiser of the logistic loss open, also along a path', () => {
    const X = [[0.5, 0.5, 1, -0.5], [1.5, 1.5, 3, 0], [-0.5, -0.5, -1, 0], [0.25, 0.25, 0.5, 1]];
    const pair: WidePair = { loss: { kind: 'logistic', X, y: [1, -1, -1, 1] }, penalty: { kind: 'weighted-l1', weights: [0.5, 0.5, 1, 0.5] } };
    const most = lambdaMaxWide(pair);
    for (const { theta, unique } of pathWide(pair, [0.9, 0.5, 0.45, 0.4, 0.35, 0.1, 0.09, 0.08].map((share) => share * most))) {
      const other = theta[0] !== 0 || theta[1] !== 0 || theta[2] !== 0;
      expect(unique).toBe(!other);
    }
  });
  test('a budget on a knot, to rounding', () => {
    const X = [[0, 0, 1, 1], [0, 0, -2, 1], [-1, 0, 2, 1], [2, 0, 2, 1], [0, 0, 0, 1], [2, 0, 0, 1], [0, 0, -2, 1], [0, 0, 2, 1], [0, 0, 0, 1], [0, 0, 2, 1], [2, 0, 0, 1]];
    const loss: WideLoss = { kind: 'squared', X, y: [-1, -3, -5, 3, -1, 3, -1, 1, -1, 1, 2], weights: [2, 2, 2, 1, 0, 2, 1, 2, 0, 3, 2] };
    const penalty: WidePenalty = { kind: 'weighted-l1', weights: [2.5, 0.5, 0.5, 0.5] };
    for (let ulps = -64; ulps <= 64; ulps += 1) expect(solveWide(bounded({ loss, penalty }, (1 / 115) * (1 + ulps * Number.EPSILON))).certificate.holds).toBe(true);
  });
  test('a weight that leaves in the limit λ → 0 makes no knots of rounding', () => {
    const loss: WideLoss = { kind: 'squared', X: [[0.5, 0, 0], [-0.5009765625, 0, 0.5], [0, -0.5009765625, 0.5]], y: [1, -1.501953125, -0.5] };
    const found = knots(loss, { kind: 'elastic-net', ratio: 0.05 });
    expect(found).toHaveLength(5);
    expect(found.at(-1)!.lambda).toBe(0);
  });
  test('t = 0: λmax, or no multiplier for l2', () => {
    const loss: WideLoss = { kind: 'squared', X, y: [1, 2, 3, 4] };
    expect(solveWide(bounded({ loss, penalty: { kind: 'l1' } }, 0))).toMatchObject({ theta: [0, 0], lambda: lambdaMaxWide({ loss, penalty: { kind: 'l1' } }), certificate: { holds: true } });
    expect(solveWide(bounded({ loss, penalty: { kind: 'l2' } }, 0))).toMatchObject({ theta: [0, 0], lambda: null, certificate: { holds: true } });
  });
  test('a small budget is met to its last digits', () => {
    const signs: WideLoss = { kind: 'logistic', X, y: [1, -1, 1, -1], intercept: true };
    for (const penalty of [{ kind: 'l1' }, { kind: 'l2' }, { kind: 'elastic-net', ratio: 0.5 }] as WidePenalty[]) for (const budget of [1e-12, 1e-3]) {
      const { theta } = solveWide(bounded({ loss: signs, penalty }, budget));
      expect(Math.abs(penaltyOf(penalty, theta) / budget - 1)).toBeLessThanOrEqual(8 * Number.EPSILON);
    }
  });
  test('steps yield before they return', () => {
    const steps = wideSteps(held({ loss: { kind: 'squared', X, y: [1, 2, 3, 4] }, penalty: { kind: 'l1' } }, 0.1));
    expect(steps.next().done).toBe(false);
  });
  test('λ of a path: 100 from λmax down to a thousandth', () => {
    const lambdas = lambdasOf({ loss: { kind: 'squared', X, y: [1, 2, 3, 4] }, penalty: { kind: 'l1' } });
    expect([lambdas.length, lambdas.at(-1)! / lambdas[0]!]).toEqual([100, expect.closeTo(1e-3, 15)]);
  });
});

describe('cross-validation', () => {
  const X = Array.from({ length: 23 }, (_, i) => [Math.sin(i), Math.cos(3 * i), Math.sin(7 * i + 1)]);
  const loss: WideLoss = { kind: 'squared', X, y: X.map(([a, b], i) => a! - b! + Math.sin(11 * i)), intercept: true };
  test('folds are dealt evenly and again the same', () => {
    const fold = dealFolds(23, 5, 7);
    expect([0, 1, 2, 3, 4].map((k) => fold.filter((f) => f === k).length).sort()).toEqual([4, 4, 5, 5, 5]);
    expect(dealFolds(23, 5, 7)).toEqual(fold);
    expect(dealFolds(23, 5, 8)).not.toEqual(fold);
  });
  test('mean and standard error by hand', () => {
    const { lambdas, mean, error, lambdaMin, lambda1se } = crossValidate({ loss, penalty: { kind: 'l1' } }, { folds: 4, lambdas: [0.01, 0.3], seed: 3 });
    expect(lambdas).toEqual([0.3, 0.01]);
    const fold = dealFolds(23, 4, 3);
    const losses = [0, 1, 2, 3].map((out) => {
      const keep = { ...loss, X: X.filter((_, i) => fold[i] !== out), y: loss.y.filter((_, i) => fold[i] !== out) };
      const { theta, intercept } = solveWide(held({ loss: keep, penalty: { kind: 'l1' } }, 0.3));
      const rows = X.map((row, i) => [row, loss.y[i]!] as const).filter((_, i) => fold[i] === out);
      return rows.reduce((sum, [row, y]) => sum + (row.reduce((s, x, j) => s + x * theta[j]!, intercept!) - y) ** 2 / 2, 0) / rows.length;
    });
    const average = losses.reduce((a, b) => a + b) / 4;
    expect(mean[0]).toBeCloseTo(average, 12);
    expect(error[0]).toBeCloseTo(Math.sqrt(losses.reduce((s, v) => s + (v - average) ** 2, 0) / 3 / 4), 12);
    expect(mean[lambdas.indexOf(lambdaMin)]).toBe(Math.min(...mean));
    expect(lambda1se).toBeGreaterThanOrEqual(lambdaMin);
  });
  test('refuses folds that do not fit', () => {
    expect(() => crossValidate({ loss, penalty: { kind: 'l1' } }, { folds: 24 })).toThrow('allowed is a whole number from 2 to the 23 rows');
    const rare: WideLoss = { kind: 'logistic', X: X.slice(0, 4), y: [1, 1, 1, -1], intercept: true };
    expect(() => crossValidate({ loss: rare, penalty: { kind: 'l1' } }, { folds: 4 })).toThrow(/cannot be fitted/);
  });
});

describe('readWide refuses', () => {
  const good = { loss: { kind: 'squared', X: [[1, 2], [3, 4]], y: [1, -1] }, penalty: 'l1', form: 'penalty', lambda: 1 };
  test.each([
    [{ ...good, loss: { ...good.loss, X: [[1, 2], [3]] } }, 'Row 2 of X has 1 numbers'], [{ ...good, loss: { ...good.loss, X: [[1, 2], [3, Number.NaN]] } }, 'Number 2 in row 2'],
    [{ ...good, loss: { ...good.loss, X: [] } }, 'at least one'], [{ ...good, loss: { ...good.loss, X: [[], []] } }, 'at least one number'],
    [{ ...good, loss: { ...good.loss, y: [1] } }, 'as many of each'], [{ ...good, loss: { ...good.loss, y: [1, Infinity] } }, 'Value 2 of y'],
    [{ ...good, loss: { ...good.loss, kind: 'logistic', y: [1, 0] } }, 'a label, 1 or -1'], [{ ...good, loss: { ...good.loss, kind: 'hinge' } }, 'squared and logistic'],
    [{ ...good, loss: { ...good.loss, kind: 'logistic', y: [1, 1], intercept: true } }, 'All labels are 1'],
    [{ ...good, loss: { ...good.loss, kind: 'logistic', weights: [0, 1], intercept: true } }, 'All labels are -1'],
    [{ ...good, loss: { ...good.loss, weights: [0, 0] } }, 'at least one has to be above 0'], [{ ...good, loss: { ...good.loss, weights: [1] } }, '2 numbers from 0 on'],
    [{ ...good, loss: { ...good.loss, weights: [1, -1] } }, 'Weight 2 of the loss'], [{ ...good, loss: { ...good.loss, intercept: 1 } }, 'true and false'],
    [{ ...good, penalty: 'linf' }, 'l1, l2, elastic-net and weighted-l1'], [{ ...good, penalty: { kind: 'elastic-net', ratio: 2 } }, 'from 0 (ridge) to 1 (lasso)'],
    [{ ...good, penalty: { kind: 'weighted-l1', weights: [1] } }, 'one for each feature'], [{ ...good, lambda: -1 }, 'lambda is -1'], [{ ...good, form: 'constraint' }, 'budget is nothing'], [7, 'The problem is 7'],
  ])('%#', (value, sentence) => {
    expect(() => readWide(value)).toThrow(Complaint);
    expect(() => readWide(value)).toThrow(sentence);
  });
  test('and copies what it takes', () => {
    const found = readWide(good);
    expect(found).toEqual({ ...good, penalty: { kind: 'l1' } });
    expect(found.loss.X).not.toBe(good.loss.X);
  });
});
