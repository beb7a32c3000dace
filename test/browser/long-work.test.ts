import { describe, expect, test } from 'vitest';
import { cpuEngine } from '../../src/field/cpu.ts';
import { gpuEngine } from '../../src/field/gpu.ts';
import { ask, workerHome } from '../../src/field/worker.ts';
import type { Field } from '../../src/problem/grid.ts';
import type { Problem } from '../../src/problem/types.ts';
import { million } from './million.ts';
import { guard, painted, settled, show, textOf } from './page.ts';
import { tasks } from './tasks.ts';

guard();

const LONG_MS = 2600; // longer than a worker may be silent
const y = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const X = y.map((label, i) => [Math.sin(i) + label, Math.cos(7 * i)] as const);
const problem = { loss: { kind: 'logistic', X, y }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 } as unknown as Problem;
const grid = (side: number) => ({ window: { x: [-1, 1], y: [-1, 1] }, columns: side, rows: side }) as const;

test('a worker at honest long work is not taken for one that hangs', async () => {
  const worker = await workerHome();
  for (let side = 33, took = 0; took < LONG_MS; side = Math.ceil(1.5 * side)) {
    const asked = performance.now();
    const { loss } = await ask<Field>('evaluate', { problem, grid: grid(side) });
    took = performance.now() - asked;
    expect(loss).toHaveLength(side * side);
  }
  expect(await workerHome()).toBe(worker);
}, 60_000);

describe('a grid of 4096 × 4096 nodes', () => {
  const quadratic: Problem = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 };

  test.each([['cpu', () => Promise.resolve(cpuEngine)], ['gpu', gpuEngine]] as const)('%s: evaluated, and the page is not held up', async (_name, engineOf) => {
    const engine = await engineOf(), begun = performance.now();
    const { result: field, ms } = await tasks(() => engine.evaluate(quadratic, { window: { x: [-1, 3], y: [-2, 2] }, columns: 4096, rows: 4096 }));
    console.log(`${engine.kind}: ${(performance.now() - begun).toFixed(0)} ms; longest tasks ${ms.slice(0, 3).map((each) => each.toFixed(1)).join(', ')} ms`);
    expect(field.loss).toHaveLength(4096 * 4096);
    const { theta: [x, y], value } = field.argmin!, node = 4 / 4095; // θ* is (0.99, 0)
    expect(Math.abs(x - 0.99)).toBeLessThan(node);
    expect(Math.abs(y)).toBeLessThan(node);
    expect(value).toBeGreaterThan(0.7344 - 1e-6);
    for (const at of [0, 4095, 4096 * 2048 + 17, 4096 * 4096 - 1]) {
      const p = -1 + ((at % 4096) * 4) / 4095, q = -2 + (Math.floor(at / 4096) * 4) / 4095, u = p - 1.5, v = q - 0.3;
      expect(field.loss[at]).toBeCloseTo((u * u + 0.6 * u * v + v * v) / 2, 4);
      expect(field.penalty[at]).toBeCloseTo(Math.abs(p) + Math.abs(q), 5);
    }
    expect(ms[0]).toBeLessThan(50);
  });

  test('a larger one is refused in a sentence', async () => {
    const refused = cpuEngine.evaluate(quadratic, { window: { x: [-1, 3], y: [-2, 2] }, columns: 4097, rows: 4096 });
    await expect(refused).rejects.toThrow('The grid has 4097 × 4096 nodes; allowed are whole numbers from 2, and at most 16777216 nodes.');
  });
});

test('a long formula is solved and drawn, and the page is not held up', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await figure.updateComplete;
  const waves = Array.from({ length: 28 }, (_, k) => `sin(${k + 1}*x)*cos(${k + 1}*y)/${(k + 1) ** 2}`).join(' + ');
  const { ms } = await tasks(async () => {
    figure.problem = { loss: { kind: 'formula', formula: `x^2 + y^2 + ${waves}` }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.3 };
    await figure.updateComplete;
    await settled(figure);
  });
  console.log(`a formula of ${waves.length} letters: longest tasks ${ms.slice(0, 3).map((each) => each.toFixed(1)).join(', ')} ms; ${figure.solution.certificate.scope}`);
  expect(ms[0]).toBeLessThan(50);
  expect(figure.problem.loss.kind).toBe('formula');
  expect(figure.solution.certificate.holds || figure.solution.certificate.scope === 'best-found').toBe(true);
  expect(figure.solution.theta.every(Number.isFinite)).toBe(true);
});

test('a table crosses to the worker once, not with every λ; what takes long shows how far it is, and moves nothing', async () => {
  const posted: number[] = [], { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function counted(this: Worker, message: { task?: string; input?: { picture?: { formulas: { loss: { values?: Float32Array } } } } }, ...rest: never[]) {
    if (message.task === 'paint') posted.push(message.input?.picture?.formulas.loss.values?.length ?? 0);
    return postMessage.call(this, message, ...rest);
  } as typeof postMessage;
  try {
    const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
    await figure.updateComplete;
    const seen: (string | null)[] = [], heights = new Set<number>();
    const watch = setInterval(() => {
      const bar = figure.renderRoot.querySelector('progress');
      if (bar) seen.push(`${bar.getAttribute('aria-label')} ${bar.getAttribute('value') === null ? 'for some time' : 'in parts'}`);
      if (figure.problem.loss.kind === 'logistic' && !figure.waiting) heights.add(figure.renderRoot.querySelector('.plane')!.getBoundingClientRect().height);
    }, 5);
    figure.problem = { loss: await million('logistic', 60_000), penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.05 };
    await expect.poll(() => textOf(figure), { timeout: 20_000 }).toContain('The loss is drawn from a table of'); // 257² of so many would be beyond what a table may cost
    const { level } = figure;
    expect([33, 129]).toContain(level); // on a machine that is busy with others 129² would take too long as well
    clearInterval(watch);
    expect(seen.some((each) => each === 'Tabulating the loss in parts')).toBe(true);
    expect(heights.size).toBe(1);
    await painted(figure);
    expect(figure.renderRoot.querySelector('progress')).toBeNull();
    expect(textOf(figure)).toContain(`The loss is drawn from a table of ${level} × ${level} nodes, since a finer one of 60,000 samples would take too long.`);
    posted.length = 0;
    for (const lambda of [0.06, 0.07, 0.08, 0.09]) {
      figure.lambda = lambda;
      await figure.updateComplete;
      await painted(figure);
    }
    expect(posted.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...posted)).toBe(0);
  } finally {
    Worker.prototype.postMessage = postMessage;
  }
});
