import { afterAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { RegGeometry } from '../../src/index.ts';
import { guard, painted, pixelsOf, settled } from './page.ts';
import { strays } from './strays.ts';

guard();
afterAll(() => { document.body.inert = false; });

/** The field alone, at a whole pixel, on one engine. */
async function field(attributes: string, layers: string, prefer: 'gpu' | 'cpu'): Promise<ImageData> {
  await page.viewport(640, 640);
  document.body.inert = true; // wherever the pointer rests: nothing is hovered
  document.body.innerHTML = `<reg-geometry prefer="${prefer}" controls="none" ${attributes}>${layers}</reg-geometry>`;
  const figure = document.querySelector('reg-geometry') as RegGeometry;
  Object.assign(figure.style, { position: 'fixed', left: '0', top: '0', width: '300px' });
  await figure.ready;
  await expect.poll(() => figure.engine).toBe(prefer);
  for (let i = 0; i < 3; i += 1) await painted(figure);
  expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
  const { data, width } = await pixelsOf(figure);
  expect(width).toBe(300);
  return new ImageData(data.slice(0, 4 * 300 * 300), 300);
}
const at = ({ data, width }: ImageData, x: number, y: number) => Array.from(data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)) as [number, number, number];

test.each(['quiet', 'grey', 'water', 'meadow', 'sand', 'dusk', 'balance'])('the colour map %s is painted alike by both engines', async (map) => {
  for (const of of ['objective', 'loss', 'penalty']) {
    const layers = `<reg-heatmap of="${of}"></reg-heatmap>`;
    const [gpu, cpu] = [await field(`colormap="${map}" form="constraint" budget="0.9"`, layers, 'gpu'), await field(`colormap="${map}" form="constraint" budget="0.9"`, layers, 'cpu')];
    expect(strays(gpu, cpu)).toEqual({ wrong: 0, differing: 0 });
    expect(new Set(Array.from({ length: 300 }, (_, i) => at(cpu, i, i).join())).size).toBeGreaterThan(20);
  }
}, 40_000);

test('balance has its middle at the wall of the region: one hue inside, the other outside', async () => {
  const picture = await field('colormap="balance" form="constraint" budget="0.9" penalty="l2-norm" window="-2 2 -2 2"', '<reg-heatmap of="penalty"></reg-heatmap>', 'cpu');
  const [inside, wall, outside] = [at(picture, 150, 150), at(picture, 150 + Math.round(0.9 * 75), 150), at(picture, 4, 4)];
  expect(inside[2] - inside[0]).toBeGreaterThan(25); // blue
  expect(outside[0] - outside[2]).toBeGreaterThan(25); // amber
  expect(Math.max(...wall) - Math.min(...wall)).toBeLessThan(8);
});

test.each(['gpu', 'cpu'] as const)('levels lie where they are given, on the %s engine', async (prefer) => {
  // ½|θ − 0|² = level is a circle about the middle, 75 px to a unit.
  const levels = [0.125, 0.5, 1.125], picture = await field('levels="1.125, 0.125 0.5" minimizer="0 0" curvature="1 0 1" window="-2 2 -2 2"', '<reg-level-sets></reg-level-sets>', prefer);
  const ink = Array.from({ length: 300 }, (_, x) => { const [r, , b] = at(picture, x, 149); return b - r; });
  const ground = Math.min(...ink), lines = ink.flatMap((value, x) => (value > ground + 12 && value >= (ink[x - 1] ?? 0) && value > (ink[x + 1] ?? 0) ? [x + 0.5] : []));
  const wanted = levels.flatMap((level) => [150 - 75 * Math.sqrt(2 * level), 150 + 75 * Math.sqrt(2 * level)]).filter((x) => x > 1 && x < 299).sort((a, b) => a - b);
  expect(lines).toHaveLength(wanted.length);
  for (const [i, x] of lines.entries()) expect(Math.abs(x - wanted[i]!)).toBeLessThanOrEqual(1);
});

test('levels on both engines alike, of a loss that is no quadratic, over a heatmap', async () => {
  const attributes = 'loss="rosenbrock" levels="1 10 100 400" lambda="0.5"', layers = '<reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-level-sets of="objective" levels="2"></reg-level-sets>';
  expect(strays(await field(attributes, layers, 'gpu'), await field(attributes, layers, 'cpu')).wrong).toBe(0);
});

test('what is no map and no list of levels gets one sentence, and the last good picture stays', async () => {
  document.body.innerHTML = '<reg-geometry prefer="cpu" levels="1 2" colormap="water"></reg-geometry>';
  const figure = document.querySelector('reg-geometry') as RegGeometry, told: string[] = [];
  figure.addEventListener('reg-error', ({ detail }) => told.push(detail.message));
  await figure.ready;
  const complaint = () => figure.renderRoot.querySelector('.complaint')!.textContent;
  figure.setAttribute('colormap', 'jet');
  await settled(figure);
  expect(complaint()).toBe('colormap is “jet”; allowed are quiet, grey, water, meadow, sand, dusk and balance.');
  figure.setAttribute('colormap', 'dusk');
  figure.setAttribute('levels', '1; two');
  await settled(figure);
  expect(complaint()).toBe('levels is “1; two”; allowed are 1 to 64 numbers, such as 1, 2, 4.');
  expect(told).toHaveLength(2);
  figure.setAttribute('levels', '0.5');
  await settled(figure);
  expect(complaint()).toBe('');
  expect(figure.exportSvg()).toMatch(/stroke-opacity/);
});
