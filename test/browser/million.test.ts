import { beforeAll, expect, test } from 'vitest';
import { held, workerHome } from '../../src/field/worker.ts';
import { frame, million } from './million.ts';
import { guard, painted, show, textOf } from './page.ts';
import { tasks } from './tasks.ts';

// A figure of a million rows, solved and tabulated in the page's worker: the page itself is not held up.
guard();
beforeAll(() => workerHome());

test.each(['logistic', 'squared'] as const)('%s: a million rows hold nothing up once they were handed over', async (kind) => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await figure.updateComplete;
  const loss = await million(kind), first = figure.solution;
  let begun = performance.now();
  figure.problem = { loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.05 };
  const told = [`handed over in ${(performance.now() - begun).toFixed(0)} ms`];
  await frame();
  const { ms } = await tasks(async () => {
    await expect.poll(() => figure.solution, { timeout: 20_000, interval: 20 }).not.toBe(first);
    told.push(`solved after ${(performance.now() - begun).toFixed(0)} ms`);
    for (const lambda of [0.06, 0.07, 0.08]) { // a hand on the slider
      const { solution } = figure;
      begun = performance.now();
      figure.lambda = lambda;
      await expect.poll(() => figure.solution, { timeout: 10_000, interval: 20 }).not.toBe(solution);
      told.push(`again after ${(performance.now() - begun).toFixed(0)} ms`);
    }
    if (kind === 'logistic') await expect.poll(() => figure.level, { timeout: 20_000, interval: 20 }).toBeGreaterThanOrEqual(17);
  });
  console.log(`${kind}: ${told.join(', ')}; longest of ${ms.length} tasks: ${ms.slice(0, 5).map((each) => each.toFixed(1)).join(', ')} ms`);
  expect(ms.length).toBeGreaterThan(10);
  expect(ms[0]).toBeLessThan(50);
  expect(figure.solution.lambda).toBe(0.08);
  expect(figure.solution.certificate.holds).toBe(true);
  expect(Math.abs(figure.solution.certificate.error!)).toBeLessThan(1e-6);
  expect(Math.max(...held().ids)).toBe(kind === 'logistic' ? 1 : 2); // handed over once, whatever was asked of them
  expect(held().bytes).toBe(held().ids.length * 160e6);
  expect(figure.level).toBe(kind === 'logistic' ? figure.level : undefined);
});

test('a task that takes long is seen', async () => {
  const { ms } = await tasks(async () => {
    await frame();
    for (const start = performance.now(); performance.now() - start < 500; ) /* at work */;
    await frame();
  });
  expect(ms[0]).toBeGreaterThan(50);
});

test('what is asked of the figure next is solved, and what was asked before is dropped', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await figure.updateComplete;
  const loss = await million('logistic', 300_000), shown: unknown[] = [];
  figure.addEventListener('reg-solution', () => shown.push(figure.findings.problem));
  const big = { loss, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.3 } as const;
  figure.problem = big;
  await frame();
  figure.problem = { loss: { kind: 'quadratic', minimizer: [1, 2], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.5 };
  await figure.updateComplete;
  await painted(figure);
  expect(figure.solution.theta).toEqual([0.5, 1.5]);
  await new Promise((resolve) => { setTimeout(resolve, 1500); }); // whatever of the first is still under way
  expect(shown).toHaveLength(1);
  expect(figure.solution.theta).toEqual([0.5, 1.5]);
  expect(textOf(figure)).not.toContain('solving');
  figure.problem = big;
  await figure.updateComplete;
  expect(figure.solution.lambda).toBe(0.3);
});
