import { expect, test } from 'vitest';
import { gpuHome } from '../../src/gpu/device.ts';
import type { EngineDetail } from '../../src/index.ts';
import { guard, settled, show } from './page.ts';

guard();

test('a change of engine at run time replaces the canvas, and the numbers stay', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  const { solution } = figure;
  for (const engine of ['gpu', 'cpu', 'gpu'] as const) {
    figure.prefer = engine;
    await expect.poll(() => figure.engine).toBe(engine);
    await expect.poll(() => figure.renderRoot.querySelectorAll('canvas').length).toBe(1); // the old picture goes when the new one stands
    expect(figure.solution).toBe(solution);
  }
});

test('a lost device is replaced; after three losses in a minute the CPU engine takes over', async () => {
  const figure = await show('<reg-geometry prefer="gpu"></reg-geometry>');
  await expect.poll(() => figure.engine).toBe('gpu');
  const { solution } = figure;
  const told: EngineDetail[] = [];
  figure.addEventListener('reg-engine', ({ detail }) => told.push(detail));
  for (let loss = 1; loss <= 4; loss += 1) {
    const { device } = await gpuHome();
    const canvas = figure.renderRoot.querySelector('canvas');
    device.destroy();
    await expect.poll(() => { const now = figure.renderRoot.querySelectorAll('canvas'); return now.length === 1 && now[0] !== canvas; }).toBe(true);
    await settled(figure);
    expect(figure.engine).toBe(loss <= 3 ? 'gpu' : 'cpu');
    expect(figure.solution).toBe(solution);
  }
  expect(told.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => ({ engine: 'gpu', reason: 'The GPU was lost (destroyed).' })));
  expect(told.slice(3)).toEqual([{ engine: 'cpu', reason: 'The GPU was lost (destroyed). The GPU was lost 4 times within a minute.' }]);
  // Whoever asks gets one more try, and after one more loss the CPU engine again.
  figure.restart();
  await expect.poll(() => figure.engine).toBe('gpu');
  (await gpuHome()).device.destroy();
  await expect.poll(() => figure.engine).toBe('cpu');
  expect(told.slice(4)).toEqual([{ engine: 'gpu', reason: '' }, { engine: 'cpu', reason: 'The GPU was lost (destroyed). The GPU was lost 5 times within a minute.' }]);
});
