import { expect, test, vi } from 'vitest';
import { guard, settled, show } from './page.ts';

guard();

// A file of its own: whether the worker starts is asked once a page.
test('where no worker can start, the figure is drawn in slices', async () => {
  vi.stubGlobal('Worker', class { constructor() { throw new DOMException('blocked by the page', 'SecurityError'); } });
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await settled(figure);
  expect(figure.engine).toBe('cpu');
  const canvas = figure.renderRoot.querySelector('canvas')!;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height); // in slices the context is a 2d one
  expect(new Set(data).size).toBeGreaterThan(50);
  figure.lambda = 0.1;
  await expect.poll(() => { const now = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data; return now.some((value, at) => value !== data[at]); }).toBe(true);
  vi.unstubAllGlobals();
});

test('a new theme repaints the field, whatever caused it', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await settled(figure);
  const canvas = figure.renderRoot.querySelector('canvas')!;
  const shade = () => canvas.getContext('2d')!.getImageData(3, 3, 1, 1).data[0]!;
  await new Promise((resolve) => { setTimeout(resolve, 900); }); // until the last sentence is spoken, and nothing else repaints
  const light = shade();
  figure.style.colorScheme = 'dark';
  await expect.poll(shade).toBeLessThan(light - 60);
});
