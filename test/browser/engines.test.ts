import { describe, expect, test } from 'vitest';
import { cpuAtlas, gpuAtlas } from '../../src/field/atlas.ts';
import { cpuEngine, evaluateField } from '../../src/field/cpu.ts';
import { gpuEngine } from '../../src/field/gpu.ts';
import { landingAt, landingSteps, ROUNDINGS } from '../../src/field/landing.ts';
import { finish, inSlices } from '../../src/field/slices.ts';
import { workerHome } from '../../src/field/worker.ts';
import { ULP } from '../../src/formula/rounding.ts';
import { isRuled, ruleOf, type Mapped } from '../../src/geometry/shares/rule.ts';
import { nodes } from '../../src/problem/grid.ts';
import { penaltyOf } from '../../src/problem/penalties.ts';
import type { Penalty } from '../../src/problem/types.ts';
import { solve } from '../../src/solver/solve.ts';
import { GRID, PENALTY_SAMPLES, problems } from '../problems.ts';
import { guard } from './page.ts';

guard();

/** k with R(cθ) = cᵏR(θ). */
function degreeOf(penalty: Penalty): number | null {
  if (penalty.kind === 'l2') return 2;
  if (penalty.kind === 'lp') return penalty.p;
  return ['elastic-net', 'scad', 'mcp', 'formula'].includes(penalty.kind) ? null : 1;
}

test('the CPU engine works in a worker of its own', async () => expect(await workerHome()).toBeInstanceOf(Worker));

test('in slices or in the worker, the field is the same', async () => {
  const [, problem] = problems().next().value!;
  const expected = finish(evaluateField(problem, GRID));
  expect(await inSlices(evaluateField(problem, GRID))).toEqual(expected);
  expect(await cpuEngine.evaluate(problem, GRID)).toEqual(expected);
});

describe.each(['gpu', 'cpu'] as const)('the contract of the %s engine', (kind) => {
  const engine = async () => (kind === 'gpu' ? gpuEngine() : cpuEngine);

  test.each([...problems()])('%s: homogeneity of R, and F(θ*) below every node', async (_, problem) => {
    const field = await (await engine()).evaluate(problem, GRID);
    expect((await engine()).kind).toBe(kind);
    const at = field.argmin!.index, exact = finish(evaluateField(problem, GRID));
    // Constraint form, and the GPU's best node within its rounding, are in cross-check.test.ts.
    if (problem.form === 'penalty') expect(solve(problem).objective).toBeLessThanOrEqual((exact.loss[at]! + penaltyOf(problem).weight! * exact.penalty[at]!) * (1 + 1e-12));
    const { x, y } = GRID.window;
    const double = await (await engine()).evaluate(problem, { ...GRID, window: { x: [2 * x[0], 2 * x[1]], y: [2 * y[0], 2 * y[1]] } });
    const degree = degreeOf(problem.penalty);
    if (degree === null) return; // R(2θ) has no fixed ratio to R(θ)
    // The first 2⁻²³ counts R's own steps in f32, by no more than this for every penalty of the catalogue.
    field.penalty.forEach((value, at) => { if (at % 97 === 0) expect(Math.abs(double.penalty[at]! - 2 ** degree * value)).toBeLessThanOrEqual(2 ** -18 * 2 ** degree * value); });
  });

  test('a grid without nodes is refused with one sentence', async () => {
    const [, problem] = problems().next().value!;
    await expect((await engine()).evaluate(problem, { ...GRID, columns: 1 })).rejects.toMatchObject({ name: 'Complaint', about: 'grid' });
  });
});

// Every pixel of an atlas is a solve: both engines decide it by the same inequalities, and may differ only where one of them holds
// with equality to f32.
describe.each(Object.entries(PENALTY_SAMPLES).filter(([, penalty]) => isRuled(penalty)))('the atlas under %s', (_, penalty) => {
  const BOWLS = { isotropic: [[1, 0], [0, 1]], skewed: [[3, -1.6], [-1.6, 1]], steep: [[50.5, 49.5], [49.5, 50.5]] } as const;
  const tasks = Object.values(BOWLS).flatMap((curvature) => {
    const pair = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature }, penalty } as const;
    const [priced, bounded]: Mapped[] = [{ ...pair, form: 'penalty', lambda: 0.6 }, { ...pair, form: 'constraint', budget: 0.8 }];
    const grid = { ...GRID, window: { x: [-3.02, 3], y: [-3, 3.01] } } as const;
    return [
      { rule: ruleOf(priced!, 3), axes: { of: 'minimizer' }, grid }, { rule: ruleOf(bounded!, 3), axes: { of: 'minimizer' }, grid }, { rule: ruleOf({ ...bounded!, budget: 0 } as Mapped, 3), axes: { of: 'minimizer' }, grid },
      { rule: ruleOf(priced!, 3), axes: { of: 'correlation', minimizer: [1.5, 0.3] }, grid: { ...grid, window: { x: [-1, 1], y: [0, 4] } } },
    ] as const;
  });

  test('lands alike on both engines, but for nodes within f32 of an edge', async () => {
    const bound = (1 + ULP) ** ROUNDINGS - 1;
    for (const task of tasks) {
      const [gpu, cpu] = [await gpuAtlas(task), await cpuAtlas(task)], { x, y } = nodes(task.grid), { columns } = task.grid;
      expect(cpu).toEqual(finish(landingSteps(task)));
      const at = landingAt(task);
      let apart = 0;
      gpu.forEach((landing, index) => {
        if (landing === cpu[index]) return;
        apart += 1;
        let nearest = Infinity;
        at(x[index % columns]!, y[Math.floor(index / columns)]!, (q, size) => { nearest = Math.min(nearest, Math.abs(q) / size); return q >= 0; });
        expect(nearest).toBeLessThanOrEqual(bound);
      });
      expect(apart).toBeLessThan(0.03 * gpu.length);
    }
  });
});
