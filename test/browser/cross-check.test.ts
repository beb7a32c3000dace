import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crossCheck, type CrossCheck } from '../../src/field/cross-check.ts';
import { cpuEngine, evaluateField } from '../../src/field/cpu.ts';
import type { Engine } from '../../src/field/engine.ts';
import { gpuEngine } from '../../src/field/gpu.ts';
import { finish } from '../../src/field/slices.ts';
import { boundsOf } from '../../src/field/bound.ts';
import { ULP } from '../../src/formula/rounding.ts';
import { gpuHome } from '../../src/gpu/device.ts';
import { nodes } from '../../src/problem/grid.ts';
import { isData } from '../../src/problem/losses.ts';
import { penaltyOf } from '../../src/problem/penalties.ts';
import type { Problem } from '../../src/problem/types.ts';
import { solve } from '../../src/solver/solve.ts';
import { GRID, LOSS_SAMPLES, problems, randomNumbers, sampleLoss } from '../problems.ts';

let gpu: Engine;
const uncaptured: string[] = [];
beforeAll(async () => {
  gpu = await gpuEngine(); // no adapter is a failure, not a skip
  (await gpuHome()).device.addEventListener('uncapturederror', (event) => uncaptured.push(event.error.message));
});
afterAll(() => expect(uncaptured).toEqual([]));

// The worst error as a share of its bound, for each: the table in test/cross-check.md is this one.
const rows: string[] = [];
afterAll(() => console.log(['| field | worst error / bound | largest error | unbounded nodes |', '| --- | --- | --- | --- |', ...rows].join('\n')));
function note(name: string, { loss, penalty }: CrossCheck): void {
  for (const [part, { worst, difference, unbounded, nodes: count }] of Object.entries({ loss, penalty })) {
    if (part === 'penalty' && !name.startsWith('default')) continue; // the same l1 every time
    rows.push(`| ${name}: ${part} | ${(100 * worst).toFixed(1)} % | ${difference.toExponential(1)} | ${unbounded} of ${count} |`);
  }
}

const SMALL = { ...GRID, columns: 33, rows: 31 }; // sums over samples cost as many evaluations of the bound
const gridOf = (problem: Problem) => (isData(problem.loss) && problem.loss.kind !== 'squared' ? SMALL : GRID);

describe.each([...problems()])('%s', (name, problem) => {
  test('the GPU field lies within the rounding bound of the f64 field', async () => {
    const check = await crossCheck(problem, gridOf(problem), [gpu, cpuEngine]);
    if (problem.form === 'penalty') note(name.replace(/, λ.*/, ''), check);
    expect(check.loss.unbounded + check.penalty.unbounded).toBe(0);
    expect(check.loss.worst).toBeLessThanOrEqual(1);
    expect(check.penalty.worst).toBeLessThanOrEqual(1);
    expect(check.loss.difference).toBeGreaterThan(0); // and it is another arithmetic
  });

  test('extents and best node agree with the field itself', async () => {
    const { loss, penalty, extent, argmin } = await gpu.evaluate(problem, gridOf(problem));
    expect(extent.loss).toEqual([Math.min(...loss), Math.max(...loss)]);
    expect(extent.penalty).toEqual([Math.min(...penalty), Math.max(...penalty)]);
    const weight = problem.form === 'penalty' ? Math.fround(penaltyOf(problem).weight!) : 0;
    const budget = problem.form === 'penalty' ? Infinity : Math.fround(problem.budget);
    let least = Infinity;
    loss.forEach((value, at) => { if (penalty[at]! <= budget) least = Math.min(least, value + weight * penalty[at]!); });
    const slack = 4 * ULP * (Math.abs(least) + 1);
    expect(Math.abs(argmin!.value - least)).toBeLessThanOrEqual(slack);
    expect(Math.abs(loss[argmin!.index]! + weight * penalty[argmin!.index]! - least)).toBeLessThanOrEqual(slack);
  });

  test('the solution is below every node, and the GPU’s best node below the corners of its cell', async () => {
    const { objective, certificate, theta } = solve(problem);
    expect(certificate.holds).toBe(true);
    const grid = gridOf(problem);
    const [{ argmin }, reference] = [await gpu.evaluate(problem, grid), finish(evaluateField(problem, grid))];
    const { x, y } = nodes(grid);
    const weight = penaltyOf(problem).weight ?? 0;
    const budget = problem.form === 'penalty' ? Infinity : problem.budget;
    const bounds = boundsOf(problem);
    // What f32 may err by in L + λR at a node: both parts, λ's own rounding, one product and one sum.
    const at = (index: number) => {
      const [L, R] = [bounds.loss(x[index % grid.columns]!, y[Math.floor(index / grid.columns)]!), bounds.penalty(x[index % grid.columns]!, y[Math.floor(index / grid.columns)]!)];
      const sum = reference.loss[index]! + weight * reference.penalty[index]!;
      return { sum, penalty: reference.penalty[index]!, slack: R.error, error: L.error + weight * R.error + 3 * ULP * (Math.abs(L.value) + L.error + weight * (R.value + R.error)) };
    };
    const best = at(argmin!.index);
    // f32 may take a node for feasible that lies outside by a rounding: then the budget that it needs is the one to beat.
    const beaten = best.penalty <= budget ? objective : solve({ ...problem, budget: best.penalty } as typeof problem).objective;
    expect(best.penalty).toBeLessThanOrEqual(budget + best.slack + ULP * (budget === Infinity ? 0 : budget));
    expect(beaten).toBeLessThanOrEqual(best.sum + 1e-12 * Math.abs(best.sum)); // f64 on both sides
    expect(objective).toBeLessThanOrEqual(reference.argmin!.value + 1e-12 * Math.abs(objective));
    const column = x.filter((value) => value <= theta[0]).length - 1, row = y.filter((value) => value <= theta[1]).length - 1;
    for (const c of [column, column + 1]) for (const r of [row, row + 1]) {
      if (c < 0 || r < 0 || c >= grid.columns || r >= grid.rows) continue; // θ* may lie outside the grid
      const corner = at(r * grid.columns + c);
      if (corner.penalty + corner.slack <= budget * (1 - ULP)) expect(best.sum).toBeLessThanOrEqual(corner.sum + best.error + corner.error);
    }
  });
});

test('a hundred thousand samples: blocked and pairwise sums stay within their bound', async () => {
  const problem: Problem = { loss: sampleLoss('logistic', 100_000), penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 };
  const check = await crossCheck(problem, { ...GRID, columns: 5, rows: 5 }, [gpu, cpuEngine]);
  note('logistic, n = 100,000', check);
  expect(check.loss.unbounded).toBe(0);
  expect(check.loss.worst).toBeLessThanOrEqual(1);
  // A plain running sum of so many terms may lose (n − 1) roundings; this one must do far better than that.
  expect(check.loss.difference).toBeLessThan(1e-4 * 100_000 * ULP);
});

/** A random formula of x and y. */
function formula(random: () => number, depth: number): string {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const sub = () => formula(random, depth - 1);
  if (depth === 0 || random() < 0.1) return pick(['x', 'y', 'x', 'y', (4 * random() - 2).toFixed(2)]);
  return pick([
    () => `(${sub()} + ${sub()})`, () => `(${sub()} - ${sub()})`, () => `(${sub()} * ${sub()})`, () => `(${sub()})^${pick([2, 3, 4])}`, () => `abs(${sub()})`,
    () => `sqrt(1 + (${sub()})^2)`, () => `exp(-abs(${sub()}))`, () => `log(2 + abs(${sub()}))`, () => `max(${sub()}, ${sub()})`, () => `min(${sub()}, ${sub()})`,
    () => `(${sub()}) / (1 + (${sub()})^2)`, () => `sin(${sub()})`, () => `cos(${sub()})`, () => `abs(${sub()})^1.5`,
  ])();
}

test('random typed formulas stay within the bound that their own trees yield', async () => {
  const random = randomNumbers(20);
  let checked = 0, unbounded = 0, worst = 0;
  for (let i = 0; i < 60; i += 1) {
    const text = formula(random, 4);
    const problem: Problem = { loss: { kind: 'formula', formula: text }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.5 };
    const { loss } = await crossCheck(problem, SMALL, [gpu, cpuEngine]);
    expect(loss.worst).toBeLessThanOrEqual(1);
    checked += loss.nodes;
    unbounded += loss.unbounded;
    worst = Math.max(worst, loss.worst);
  }
  rows.push(`| 60 random formulas | ${(100 * worst).toFixed(1)} % | – | ${unbounded} of ${checked} |`);
  expect(unbounded).toBeLessThan(0.2 * checked); // most of what is drawn has a bound
});

test('the check can fail: a field off by two bounds is refused', async () => {
  const problem: Problem = { loss: LOSS_SAMPLES.default!, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.5 };
  const bounds = boundsOf(problem), { x, y } = nodes(SMALL);
  const broken: Engine = {
    kind: 'gpu',
    evaluate: async (...given) => {
      const field = await gpu.evaluate(...given);
      const at = 500;
      field.loss[at]! += 2.5 * bounds.loss(x[at % SMALL.columns]!, y[Math.floor(at / SMALL.columns)]!).error;
      return field;
    },
  };
  expect((await crossCheck(problem, SMALL, [broken, cpuEngine])).agrees).toBe(false);
  expect((await crossCheck(problem, SMALL, [gpu, cpuEngine])).agrees).toBe(true);
});
