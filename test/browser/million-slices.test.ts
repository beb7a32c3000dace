import { expect, test, vi } from 'vitest';
import { frame, million } from './million.ts';
import { guard, show } from './page.ts';
import { tasks } from './tasks.ts';

// A file of its own: whether the worker starts is asked once a page.
guard();

test.each(['logistic', 'squared'] as const)('%s: a million rows where no worker can start are solved and drawn in slices', async (kind) => {
  vi.stubGlobal('Worker', class { constructor() { throw new DOMException('blocked by the page', 'SecurityError'); } });
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await figure.updateComplete;
  const loss = await million(kind), first = figure.solution, begun = performance.now();
  figure.problem = { loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.05 };
  await frame();
  const { ms } = await tasks(async () => {
    await expect.poll(() => figure.solution, { timeout: 20_000, interval: 20 }).not.toBe(first);
    if (kind === 'logistic') await expect.poll(() => figure.level, { timeout: 20_000, interval: 20 }).toBeGreaterThanOrEqual(17);
  });
  console.log(`${kind}: solved and drawn in slices after ${(performance.now() - begun).toFixed(0)} ms; longest of ${ms.length} tasks: ${ms.slice(0, 5).map((each) => each.toFixed(1)).join(', ')} ms`);
  expect(ms[0]).toBeLessThan(50);
  expect(figure.solution.certificate.holds).toBe(true);
  vi.unstubAllGlobals();
});
