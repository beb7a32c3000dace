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

test.each(['l1', 'l2-norm'])('%s at 240 to 400 px: its words are clear of the numbers on the axes, and stay there while it grows', async (penalty) => {
  const figure = await show(`<reg-geometry prefer="cpu" form="constraint" budget="0.99" penalty=${penalty} window="-1.4 2.4 -1.7 2.1"><reg-axes></reg-axes>${LAYERS}</reg-geometry>`);
  const layer = figure.querySelector('reg-first-contact')!, axes = figure.querySelector('reg-axes')!;
  let moved = false; // at some width they would meet
  for (let width = 240; width <= 400; width += 20) {
    figure.parentElement!.style.width = `${width}px`;
    await settled(figure);
    const places = new Set<string>();
    for (const progress of [0.3, 1]) {
      layer.progress = progress;
      await settled(figure);
      const line = layer.renderRoot.querySelector('text.words')!, words = line.getBoundingClientRect(), plane = figure.renderRoot.querySelector('.plane')!.getBoundingClientRect();
      places.add([line.getAttribute('x'), line.getAttribute('y')].join());
      for (const text of axes.renderRoot.querySelectorAll('text')) {
        const mark = text.getBoundingClientRect();
        expect([width, text.textContent, words.left < mark.right && mark.left < words.right && words.top < mark.bottom && mark.top < words.bottom]).toEqual([width, text.textContent, false]);
      }
      expect(words.right).toBeLessThan(plane.right);
    }
    expect(places.size).toBe(1);
    moved ||= !places.has(`10,${layer.scene!.plane.height - 42}`);
  }
  expect(moved).toBe(true);
});
