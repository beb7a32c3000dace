import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { guard, settled, show, textOf } from './page.ts';

guard();
const LAYERS = '<reg-constraint-region bare></reg-constraint-region><reg-first-contact progress="0.6"></reg-first-contact>';

/** The least R on the drawn ring, in the units of θ. */
function leastOnRing(ring: SVGPathElement, toTheta: (pixel: [number, number]) => readonly [number, number], R: (x: number, y: number) => number): number {
  const length = ring.getTotalLength();
  let least = Infinity;
  for (let i = 0; i <= 3000; i += 1) {
    const { x, y } = ring.getPointAtLength((length * i) / 3000);
    least = Math.min(least, R(...toTheta([x, y])));
  }
  return least;
}

describe.each(['gpu', 'cpu'] as const)('first contact on the %s engine', (prefer) => {
  test.each([['l1', (x: number, y: number) => Math.abs(x) + Math.abs(y)], ['l2-norm', (x: number, y: number) => Math.hypot(x, y)]] as const)('%s: outside before, touching at L(θ*) exactly', async (penalty, R) => {
    const figure = await show(`<reg-geometry prefer=${prefer} form="constraint" budget="0.99" penalty=${penalty}>${LAYERS}</reg-geometry>`);
    await settled(figure);
    const layer = figure.querySelector('reg-first-contact')!;
    const ring = () => layer.renderRoot.querySelector<SVGPathElement>('.ring')!;
    const { toTheta } = layer.scene!.plane;
    expect(leastOnRing(ring(), toTheta, R)).toBeGreaterThan(1.05); // not yet
    layer.progress = 1;
    await settled(figure);
    expect(layer.level).toBe(figure.solution.loss);
    expect(Math.abs(leastOnRing(ring(), toTheta, R) - 0.99)).toBeLessThan(0.003); // a fifth of a pixel
    expect(textOf(figure)).toContain('first contact, at L =');
  });
});

test('by keys, by play, and said where nothing has to grow', async () => {
  const figure = await show(`<reg-geometry prefer="cpu" form="constraint" budget="0.99">${LAYERS}</reg-geometry>`);
  await settled(figure);
  const layer = figure.querySelector('reg-first-contact')!;
  layer.renderRoot.querySelector('input')!.focus();
  await userEvent.keyboard('{End}');
  await settled(figure);
  expect(layer.progress).toBe(1);
  await userEvent.keyboard('{Home}');
  await settled(figure);
  expect(layer.level).toBe(0);
  layer.renderRoot.querySelector('button')!.click();
  await expect.poll(() => layer.progress, { timeout: 4000 }).toBe(1);
  figure.budget = 5;
  await figure.updateComplete;
  await settled(figure);
  expect(textOf(figure)).toContain('L is least inside the region already');
  expect(layer.renderRoot.querySelector('input')).toBeNull();
});

test('a loss with several valleys grows in all of them, and touches where the solver says', async () => {
  const figure = await show(`<reg-geometry prefer="cpu" loss="himmelblau" form="constraint" budget="2">${LAYERS}</reg-geometry>`);
  await figure.updateComplete;
  await settled(figure);
  const layer = figure.querySelector('reg-first-contact')!;
  expect(layer.renderRoot.querySelector('.ring')!.getAttribute('d')!.match(/M/g)!.length).toBeGreaterThan(1);
  layer.progress = 1;
  await settled(figure);
  const { toTheta } = layer.scene!.plane;
  expect(Math.abs(leastOnRing(layer.renderRoot.querySelector<SVGPathElement>('.ring')!, toTheta, (x, y) => Math.abs(x) + Math.abs(y)) - 2)).toBeLessThan(0.05);
});
