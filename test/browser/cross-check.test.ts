import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateField } from '../../src/field/cpu.ts';
import type { Engine } from '../../src/field/engine.ts';
import { gpuEngine } from '../../src/field/gpu.ts';
import { finish } from '../../src/field/slices.ts';
import { rounding } from '../../src/formula/rounding.ts';
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
afterAll(() => console.table(worst));

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

  test('no node is better than the certified solution', async () => {
    const { objective, certificate } = solve(problem);
    const { argmin } = await gpu.evaluate(problem, GRID);
    expect(certificate.holds).toBe(true);
    // f32 may misjudge a node by its rounding: 2⁻¹⁹ of the values met here, at most about 10, covers every bound above.
    expect(objective).toBeLessThanOrEqual(argmin!.value + 10 * 2 ** -19);
  });
});
