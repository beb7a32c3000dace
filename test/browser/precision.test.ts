import { expect, test } from 'vitest';
import type { EngineDetail } from '../../src/index.ts';
import { guard, painted, pixelsOf, settled, show } from './page.ts';

guard();

test('numbers too fine for single precision are drawn by the CPU, which says so; others by the GPU again', async () => {
  const figure = await show('<reg-geometry prefer="gpu" controls="none"></reg-geometry>');
  await expect.poll(() => figure.engine).toBe('gpu');
  const told: EngineDetail[] = [];
  figure.addEventListener('reg-engine', ({ detail }) => told.push(detail));
  figure.window = '1.49999999 1.50000001 0.29999999 0.30000001';
  await expect.poll(() => figure.engine).toBe('cpu');
  expect(told.at(-1)).toEqual({ engine: 'cpu', reason: 'Single precision would draw these numbers wrong, so the CPU draws them.' });
  await painted(figure);
  await expect.poll(() => figure.renderRoot.querySelectorAll('canvas').length).toBe(1);
  expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
  figure.window = null;
  await expect.poll(() => figure.engine).toBe('gpu');
  expect(told).toHaveLength(2);
});

// From issue to picture: what is valid is drawn, whatever its size.
test.each([
  ['curvature 1e-12', { curvature: '1e-12 0 1e-12', lambda: 1e-12 }], ['curvature 1e12', { curvature: '1e12 3e11 1e12', lambda: 6e11 }], ['condition 1e10', { curvature: '1 0.99999999995 1', lambda: 0.1 }],
  ['a window of 1e-9', { window: '-1e-9 1e-9 -1e-9 1e-9' }], ['a window of 1e9', { window: '-1e9 1e9 -1e9 1e9' }], ['θ̂ far outside', { minimizer: '1e6 -2e6', window: '-1 1 -1 1', lambda: 10 }], ['sizes of 1e100', { minimizer: '1e100 2e99', curvature: '1 0.3 1' }],
])('%s: a field that is no single colour, on both engines, or a reason', async (_name, given) => {
  for (const prefer of ['gpu', 'cpu'] as const) {
    const figure = await show(`<reg-geometry prefer=${prefer} controls="none"></reg-geometry>`);
    Object.assign(figure, given);
    await figure.updateComplete;
    await settled(figure);
    await painted(figure);
    expect(figure.solution.certificate.holds).toBe(true);
    await settled(figure);
    for (const layer of figure.renderRoot.querySelectorAll<HTMLElement>('.plane > :not(canvas)')) layer.style.display = 'none'; // the field alone
    const { data } = await pixelsOf(figure.renderRoot.querySelector('canvas')!);
    expect(new Set(new Uint32Array(data.buffer)).size).toBeGreaterThan(60); // a heatmap with rings, not one colour
  }
});
