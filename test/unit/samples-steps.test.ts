import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateField } from '../../src/field/cpu.ts';
import { Handing, packSteps, unpackSteps } from '../../src/field/handing.ts';
import { Queue } from '../../src/field/queue.ts';
import { sampleField } from '../../src/field/samples.ts';
import { isSeparable } from '../../src/field/sample-blocks.ts';
import { MAX_CELLS, MAX_TERMS, ROW_BYTES } from '../../src/problem/budgets.ts';
import { nodes, type Grid } from '../../src/problem/grid.ts';
import { readLoss } from '../../src/problem/read-loss.ts';
import { finish } from '../../src/problem/steps.ts';
import type { DataLoss, Problem } from '../../src/problem/types.ts';
import { columnsOf } from '../../src/samples/columns.ts';
import { fit } from '../../src/solver/data/fit.ts';
import { recessionSteps } from '../../src/solver/data/recession.ts';
import { solve, solveSteps } from '../../src/solver/solve.ts';

const KINDS = ['squared', 'logistic', 'huber', 'hinge', 'squared-hinge', 'poisson'] as const;
const LABELS = ['logistic', 'hinge', 'squared-hinge'];

/** Samples from a seed, both classes among them. */
function samples(kind: DataLoss['kind'], n: number, { scale = 1, weights = false, intercept = false } = {}): DataLoss {
  let seed = 1 + n;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const X = Array.from({ length: n }, () => [scale * (2 * random() - 1), scale * (2 * random() - 1)] as const);
  const y = X.map(([p, q], i) => (LABELS.includes(kind) ? (i < 2 ? 2 * i - 1 : p + q + random() - 0.5 > 0 ? 1 : -1) : kind === 'poisson' ? Math.floor(3 * random()) : p - q + random()));
  return { kind, X, y, ...(kind === 'huber' ? { delta: 0.5 } : {}), ...(weights ? { weights: X.map((_, i) => i % 3) } : {}), ...(intercept ? { intercept } : {}) } as DataLoss;
}

// ℓ(η, y) written out by hand.
const LOSSES: Record<DataLoss['kind'], (eta: number, y: number) => number> = {
  squared: (eta, y) => (eta - y) ** 2 / 2,
  logistic: (eta, y) => (y * eta > 0 ? Math.log1p(Math.exp(-y * eta)) : -y * eta + Math.log1p(Math.exp(y * eta))),
  huber: (eta, y) => (Math.abs(eta - y) <= 0.5 ? (eta - y) ** 2 / 2 : 0.5 * (Math.abs(eta - y) - 0.25)),
  hinge: (eta, y) => Math.max(0, 1 - y * eta),
  'squared-hinge': (eta, y) => Math.max(0, 1 - y * eta) ** 2,
  poisson: (eta, y) => Math.exp(eta) - y * eta,
};

/** The plain mean at a node, its magnitudes, and the mean of |xa| + |zb|. */
function plain({ kind, X, y, weights }: DataLoss, a: number, b: number): { value: number; size: number; reach: number } {
  let sum = 0, size = 0, reach = 0, total = 0;
  X.forEach(([p, q], i) => {
    const weight = weights?.[i] ?? 1, eta = p * a + q * b, term = LOSSES[kind](eta, y[i]!), far = Math.abs(p * a) + Math.abs(q * b);
    total += weight; sum += weight * term; reach += weight * far;
    size += weight * (Math.abs(term) + (kind === 'poisson' ? (Math.exp(eta) + Math.abs(y[i]!)) * (1 + far) : kind === 'logistic' ? 0 : (1 + far + Math.abs(y[i]!)) ** 2));
  });
  return { value: sum / total, size: size / total, reach: reach / total };
}

const U = 2 ** -53;

describe('the field of a loss of samples', () => {
  test.each(KINDS.flatMap((kind) => [[kind, 1, false], [kind, 1, true], [kind, 40, false], [kind, 500, false]] as const))('%s at scale %s, weights %s: the plain mean within its derived bound', (kind, scale, weights) => {
    if (kind === 'poisson' && scale > 1) return; // e^η overflows on either side
    const loss = samples(kind, 300, { scale, weights }), { x, y } = nodes({ window: { x: [-3, 2], y: [-1, 4] }, columns: 23, rows: 19 });
    const found = finish(sampleField(loss, x, y)), n = loss.y.length;
    for (const [at, value] of found.entries()) {
      const truth = plain(loss, x[at % 23]!, y[Math.floor(at / 23)]!);
      // of tables: see sample-blocks.ts; of the others: every term some roundings of its magnitudes, and the sums
      const bound = isSeparable(columnsOf(loss)) ? U * (3 * truth.reach + 16) + 2 * (n + 8) * U * truth.value : 2 * (n + 16) * U * truth.size;
      expect(Math.abs(value - truth.value)).toBeLessThanOrEqual(bound);
    }
  });

  test('nor does a product overflow where margins are far below 0, on either side of the grid', () => {
    const { X, y } = samples('logistic', 300, { scale: 40 }), { x, y: rows } = nodes({ window: { x: [-3, 3], y: [-3, 3] }, columns: 7, rows: 7 });
    for (const sign of [1, -1]) for (const [at, value] of finish(sampleField({ kind: 'logistic', X, y: y.map((label) => sign * label) }, x, rows)).entries()) {
      const { value: truth } = plain({ kind: 'logistic', X, y: y.map((label) => sign * label) }, x[at % 7]!, rows[Math.floor(at / 7)]!);
      expect(Math.abs(value - truth)).toBeLessThanOrEqual(1e-12 * truth);
    }
  });

  test('where L is small it keeps its digits, also far out, where e^(−xa) alone would be no number', () => {
    const apart: DataLoss = { kind: 'logistic', X: [[1, 0.5], [-1, 0.2], [400, -400]], y: [1, -1, 1] };
    const { x, y } = nodes({ window: { x: [1, 60], y: [0, 1] }, columns: 12, rows: 5 });
    for (const [at, value] of finish(sampleField(apart, x, y)).entries()) {
      const truth = plain(apart, x[at % 12]!, y[Math.floor(at / 12)]!).value;
      expect(Math.abs(value - truth)).toBeLessThanOrEqual(2 ** -29 * truth);
    }
  });

  test('with an intercept every node has its best one', () => {
    const loss = samples('logistic', 60, { intercept: true }), grid: Grid = { window: { x: [-1, 1], y: [-1, 1] }, columns: 5, rows: 5 };
    const { loss: values } = finish(evaluateField({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 }, grid));
    for (const [at, value] of values.entries()) {
      const theta = [-1 + (at % 5) / 2, -1 + Math.floor(at / 5) / 2] as const;
      const best = (b: number) => plain({ ...loss, intercept: false, X: loss.X.map(([p, q]) => [p * theta[0] + q * theta[1] + b, 0] as const) } as DataLoss, 1, 0).value;
      for (let b = -3; b <= 3; b += 0.01) expect(value).toBeLessThanOrEqual(best(b) + 1e-14);
    }
  });
});

describe('many rows', () => {
  const N = 30_000;

  test.each(KINDS.filter((kind) => kind !== 'hinge').flatMap((kind) => [[kind, false], [kind, true]] as const))('%s, intercept %s: solved in as many steps as its passes have blocks, certified, and the same at once', (kind, intercept) => {
    const problem: Problem = { loss: samples(kind, N, { intercept }), penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.01 };
    const steps = solveSteps(problem);
    let count = 0, step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(8 * Math.floor(N / 8192)); // eight passes and more, each of several blocks
    expect(step.value.certificate.holds).toBe(true);
    expect(step.value).toEqual(solve(problem));
  });

  test('rows given twice, or ten thousand times, have the solution of the few', () => {
    const few = samples('logistic', 7, { intercept: true }), times = Math.ceil(N / 7);
    const many: DataLoss = { ...few, X: Array.from({ length: 7 * times }, (_, i) => few.X[i % 7]!), y: Array.from({ length: 7 * times }, (_, i) => few.y[i % 7]!) };
    const at = (loss: DataLoss) => solve({ loss, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.1 }).theta;
    const [one, other] = [at(few), at(many)];
    for (const i of [0, 1] as const) expect(other[i]).toBeCloseTo(one[i], 11);
  });

  test('classes that a line separates are found among many rows as among few, and so are those that touch', () => {
    fc.assert(fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.boolean(), fc.boolean(), (angle, apart, intercept) => {
      const d = [Math.cos(angle), Math.sin(angle)] as const;
      const X = Array.from({ length: 9000 }, (_, i) => [Math.sin(12.9898 * i), Math.cos(78.233 * i)] as const);
      const y = X.map(([p, q]) => (p * d[0] + q * d[1] > 0 ? 1 : -1));
      if (!apart) { X.push([d[0], d[1]], [-d[0], -d[1]]); y.push(-1, 1); } // on the wrong sides, far out
      const loss = { kind: 'logistic', X, y, ...(intercept ? { intercept } : {}) } as DataLoss;
      expect(fit(loss, { kind: 'l1' }, { form: 'penalty', lambda: 0 }).attained).toBe(!apart);
    }), { numRuns: 12 });
  });

  test('a half-turn that no row enters is told from one that rows enter just so, whatever the turn and the order', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 7, noNaN: true }), fc.boolean(), fc.boolean(), (from, open, backwards) => {
      const turn = Math.PI + (open ? -0.01 : 0.01), angles = Array.from({ length: 9000 }, (_, i) => from + (turn * i) / 8999);
      const X = (backwards ? angles.reverse() : angles).map((angle) => [Math.cos(angle), Math.sin(angle)] as const);
      expect(finish(recessionSteps({ kind: 'logistic', X, y: X.map(() => 1) })) !== null).toBe(open);
    }), { numRuns: 40 });
  });

  test('a wall far away, and many samples: no argument list is that long', () => {
    const X = Array.from({ length: 150_000 }, (_, i) => [i % 2 ? 1 : -1, Math.sin(i)] as const);
    const found = fit({ kind: 'logistic', X, y: X.map(([p]) => p) }, { kind: 'l1' }, { form: 'constraint', budget: 2 }) as { theta: readonly number[] };
    expect(Math.abs(found.theta[0]!) + Math.abs(found.theta[1]!)).toBeCloseTo(2, 12);
  });
});

describe('samples cross to the worker', () => {
  const message = () => { const said: unknown[] = []; return { said, worker: { postMessage: (told: unknown) => { said.push(structuredClone(told)); } } }; };

  test.each(KINDS)('%s: what is unpacked is what was packed', (kind) => {
    for (const weights of [false, true]) {
      const loss = { ...samples(kind, 20_000, { weights, intercept: true }), scaling: { deviations: [1, 2], divided: true } } as DataLoss;
      expect(finish(unpackSteps(structuredClone(finish(packSteps(3, loss)))))).toEqual(loss);
    }
  });

  test('once each, known by a number from then on; what is asked for longest ago goes when there are too many', async () => {
    const { said, worker } = message(), handing = new Handing(worker, 15 * ROW_BYTES), loss = samples('logistic', 10);
    const first = await handing.of(loss), again = await handing.of(loss) as { known: number };
    expect(again).toEqual(first);
    expect(said).toHaveLength(1);
    expect(handing.bytes).toBe(10 * ROW_BYTES);
    expect(await handing.of({ kind: 'himmelblau' })).toEqual({ kind: 'himmelblau' });
    await handing.of(samples('squared', 5)); // both have room
    expect(handing.bytes).toBe(15 * ROW_BYTES);
    await handing.of(loss); // now the other one is the older
    const third = await handing.of(samples('poisson', 5)) as { known: number };
    expect(handing.ids).toEqual([again.known, third.known]);
    expect(said.filter((told) => 'forget' in (told as object))).toEqual([{ forget: again.known + 1 }]);
    const wide = samples('hinge', 20), alone = await handing.of(wide) as { known: number }; // more than there is room for: it alone
    expect(handing.ids).toEqual([alone.known]);
    expect(await handing.of(loss)).not.toEqual(first); // handed over anew
  });
});

test('the worker’s queue: what comes first is done at once, the rest by turns, what is dropped never', async () => {
  const said: { id?: number; value?: unknown; error?: { message: string } }[] = [];
  const queue = new Queue((told) => { if (typeof told === 'object') said.push(told as never); });
  const step = () => { for (const until = performance.now() + 1; performance.now() < until; ) /* at work */; };
  const work = function* (steps: number, value: unknown) { for (let k = 0; k < steps; k += 1) { step(); yield; } return value; };
  const failing = function* () { yield; throw new Error('no'); };
  queue.add(1, false, work(60, 'long'));
  queue.add(2, false, work(40, 'dropped'));
  queue.add(3, false, work(1, 'short'));
  queue.add(4, true, work(20, 'first'));
  queue.add(5, false, failing());
  queue.drop(2);
  await new Promise((resolve) => { setTimeout(resolve, 600); });
  const order = said.filter((told) => 'value' in told || 'error' in told).map(({ id }) => id);
  expect(order[0]).toBe(4);
  expect(order.indexOf(3)).toBeLessThan(order.indexOf(1));
  expect([...order].sort()).toEqual([1, 3, 4, 5]);
  expect(said.find(({ id }) => id === 5)!.error!.message).toBe('no');
});

test('what is beyond the budgets is refused in a sentence that says what was given and what is allowed', () => {
  const rows = Math.ceil(MAX_CELLS / 3) + 1, X = Array.from({ length: rows }, () => [0, 0]), y = X.map(() => 1);
  expect(() => readLoss({ kind: 'logistic', X, y })).toThrow(`A logistic loss has ${rows} rows of two features and a target; allowed are at most 10,000,000 cells.`);
  const loss = samples('hinge', Math.ceil(MAX_TERMS / 4096 ** 2) + 1), grid: Grid = { window: { x: [0, 1], y: [0, 1] }, columns: 4096, rows: 4096 };
  expect(() => finish(evaluateField({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 }, grid))).toThrow(/^The grid has 4096 × 4096 nodes and the loss 4097 samples; allowed are at most \d+ samples times nodes\.$/);
});
