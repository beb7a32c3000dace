import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateField } from '../../src/field/cpu.ts';
import type { Engine } from '../../src/field/engine.ts';
import { gpuEngine } from '../../src/field/gpu.ts';
import { finish } from '../../src/field/slices.ts';
import { rounding, ULP } from '../../src/formula/rounding.ts';
import { gpuHome } from '../../src/gpu/device.ts';
import { LOSSES, PENALTIES, treeOf } from '../../src/problem/catalogue.ts';
import { nodes } from '../../src/problem/grid.ts';
import { solve } from '../../src/solver/solve.ts';
import { GRID, problems } from '../problems.ts';

let gpu: Engine;
const uncaptured: string[] = [];
beforeAll(async () => {
  gpu = await gpuEngine(); // no adapter is a failure, not a skip
  (await gpuHome()).device.addEventListener('uncapturederror', (event) => uncaptured.push(event.error.message));
});
afterAll(() => expect(uncaptured).toEqual([]));

const worst: Record<string, string> = {};
afterAll(() => console.log(Object.entries(worst).map(([part, share]) => `${part}: ${share}`).join('\n')));

describe.each([...problems()])('%s', (name, problem) => {
  test('the GPU field lies within the rounding bound of the f64 field', async () => {
    const [field, reference] = [await gpu.evaluate(problem, GRID), finish(evaluateField(problem, GRID))];
    const { x, y } = nodes(GRID);
    for (const [part, entry, given] of [
      ['loss', LOSSES[problem.loss.kind], LOSSES[problem.loss.kind].parameters(problem.loss)],
      ['penalty', PENALTIES[problem.penalty.kind], []],
    ] as const) {
      const bound = rounding(treeOf(entry), ['x', 'y', ...entry.names]);
      const errors = [0, 0, ...given.map((value) => Math.abs(Math.fround(value) - value))];
      let fraction = 0, unbounded = 0;
      for (let at = 0; at < field.loss.length; at += 1) {
        const { error } = bound([x[at % GRID.columns]!, y[Math.floor(at / GRID.columns)]!, ...given], errors);
        if (error === Infinity) unbounded += 1;
        else fraction = Math.max(fraction, Math.abs(field[part][at]! - reference[part][at]!) / error);
      }
      worst[`${name}: ${part}`] = `${(100 * fraction).toFixed(1)} % of the bound`;
      expect(unbounded).toBe(0);
      expect(fraction).toBeLessThanOrEqual(1);
    }
  });

  test('extents and best node agree with the field itself', async () => {
    const { loss, penalty, extent, argmin } = await gpu.evaluate(problem, GRID);
    expect(extent.loss).toEqual([Math.min(...loss), Math.max(...loss)]);
    expect(extent.penalty).toEqual([Math.min(...penalty), Math.max(...penalty)]);
    const weight = problem.form === 'penalty' ? Math.fround(problem.lambda) : 0;
    const budget = problem.form === 'penalty' ? Infinity : Math.fround(problem.budget);
    let least = Infinity;
    loss.forEach((value, at) => { if (penalty[at]! <= budget) least = Math.min(least, value + weight * penalty[at]!); });
    expect(argmin!.value).toBeCloseTo(least, 5);
    expect(loss[argmin!.index]! + weight * penalty[argmin!.index]!).toBeCloseTo(least, 5);
  });

  test('the certified solution is below every node, and the GPU’s best node below the corners of its cell', async () => {
    const { objective, certificate, theta } = solve(problem);
    expect(certificate.holds).toBe(true);
    const [{ argmin }, reference] = [await gpu.evaluate(problem, GRID), finish(evaluateField(problem, GRID))];
    const { x, y } = nodes(GRID);
    const weight = problem.form === 'penalty' ? problem.lambda : 0;
    const budget = problem.form === 'penalty' ? Infinity : problem.budget;
    const values = LOSSES[problem.loss.kind].parameters(problem.loss);
    const bounds = [rounding(treeOf(LOSSES[problem.loss.kind]), ['x', 'y', ...LOSSES[problem.loss.kind].names]), rounding(treeOf(PENALTIES[problem.penalty.kind]), ['x', 'y'])] as const;
    // What f32 may err by in L + λR at a node: both parts, λ's own rounding, one product and one sum.
    const at = (index: number) => {
      const place = [x[index % GRID.columns]!, y[Math.floor(index / GRID.columns)]!];
      const errors = [0, 0, ...values.map((value) => Math.abs(Math.fround(value) - value))];
      const [L, R] = [bounds[0]([...place, ...values], errors), bounds[1](place, errors)];
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
      const corner = at(r * GRID.columns + c);
      if (corner.penalty + corner.slack <= budget * (1 - ULP)) expect(best.sum).toBeLessThanOrEqual(corner.sum + best.error + corner.error);
    }
  });
});
