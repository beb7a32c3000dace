import { afterAll, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import '../../demo/demo.css';
import index from '../../demo/pages.html?raw';
import argument from '../../demo/argument.html?raw';
import zoo from '../../demo/zoo.html?raw';
import type { RegGeometry } from '../../src/index.ts';
import { guard, painted, pixelsOf, settled, textOf } from './page.ts';
import { strays } from './strays.ts';

guard();
afterAll(() => { document.body.inert = false; });
const mainOf = (markup: string) => /<main>[\s\S]*<\/main>/.exec(markup)![0].replaceAll('data/diabetes.csv', new URL('../../demo/data/diabetes.csv', import.meta.url).href);

const seen = new Map<string, ImageData>();

// The demo page is opened as it is, on both engines, and every figure must stand, certified, without a complaint.
describe.each(['gpu', 'cpu'] as const)('the demo on the %s engine', (prefer) => {
  test.each([320, 1200])('at %i px', async (width) => {
    await page.viewport(width, 700); // fits the window: a larger one would be scaled, and each engine's canvas resampled in its own way
    document.body.innerHTML = mainOf(index).replaceAll('<reg-geometry', `<reg-geometry prefer=${prefer}`);
    document.body.inert = true; // wherever the pointer rests: nothing is hovered in one picture and not in the other
    const figures = [...document.querySelectorAll('reg-geometry')] as RegGeometry[];
    expect(figures).toHaveLength(5);
    await Promise.all(figures.map((figure) => figure.ready));
    for (const figure of figures) {
      figure.scrollIntoView(); // one that nobody sees sleeps
      await expect.poll(() => figure.engine).toBe(prefer);
      await settled(figure);
      expect(figure.solution.certificate.holds).toBe(true);
      expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
      expect(textOf(figure)).toContain('certified');
      expect(figure.renderRoot.querySelector('canvas')!.width).toBeGreaterThan(200);
    }
    for (const [index, figure] of figures.entries()) {
      figure.scrollIntoView();
      const { width: wide } = figure.getBoundingClientRect();
      Object.assign(figure.style, { position: 'fixed', left: '0', top: '0', width: `${Math.round(wide)}px`, zIndex: '9', background: 'Canvas' }); // at one place: a fraction of a pixel shades every line anew
      await expect.poll(() => figure.renderRoot.querySelector('canvas')?.width).toBe(Math.round(wide)); // awake again, at its new size
      for (let i = 0; i < 3; i += 1) await painted(figure);
      const picture = await pixelsOf(figure);
      figure.removeAttribute('style');
      expect(new Set(picture.data).size).toBeGreaterThan(100); // not blank
      const first = seen.get(`${width} ${index}`);
      if (!first) { seen.set(`${width} ${index}`, picture); continue; }
      expect([picture.width, picture.height]).toEqual([first.width, first.height]);
      const { wrong, differing } = strays(first, picture);
      console.log(`${width} px, figure ${index}: ${differing} of ${picture.width * picture.height} pixels differ, ${wrong} of them by more than a line's edge`);
      expect(wrong).toBe(0);
      expect(differing).toBeLessThan(0.1 * picture.width * picture.height); // lines' edges only
    }
    expect(seen.size % figures.length).toBe(0);
    expect(figures.map((figure) => figure.solution.support[1])).toEqual([false, true, false, true, true]);
    expect(textOf(figures[1]!)).toContain('The disc through the corners of the diamond');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

const pictures = new Map<string, ImageData>();

describe.each(['gpu', 'cpu'] as const)('every other page on the %s engine', (prefer) => {
  test.each([['argument', argument, 6], ['zoo', zoo, 20]] as const)('%s: each figure is drawn, certified, and equal to the other engine’s', async (name, markup, count) => {
    await page.viewport(1200, 700); // fits the window: a larger one would be scaled, and its lines resampled
    document.body.innerHTML = mainOf(markup).replaceAll('<reg-geometry', `<reg-geometry prefer=${prefer}`);
    document.body.inert = true; // wherever the pointer rests: nothing is hovered in one picture and not in the other
    const figures = [...document.querySelectorAll('reg-geometry')] as RegGeometry[];
    expect(figures).toHaveLength(count);
    await Promise.all(figures.map((figure) => figure.ready));
    for (const [index, figure] of figures.entries()) {
      // Each at one place, whatever the page has scrolled to: a fraction of a pixel shades every line anew.
      Object.assign(figure.style, { position: 'fixed', left: '0', top: '0', width: '336px', zIndex: '9', background: 'Canvas' });
      await expect.poll(() => figure.engine).toBe(prefer);
      // a loss from samples is tabulated from coarse to fine: the last table has 257 nodes a side
      const isDone = () => { const argmin = figure.renderRoot.querySelector('reg-argmin'), loss = argmin?.scene?.formulas?.loss; return !argmin || (loss !== undefined && (!('columns' in loss) || loss.columns >= 257)); };
      await expect.poll(isDone, { timeout: 15_000 }).toBe(true);
      await expect.poll(() => figure.renderRoot.querySelector('canvas')?.width).toBe(336); // awake, at its new size
      for (let i = 0; i < 3; i += 1) await painted(figure);
      expect(figure.solution.certificate.holds).toBe(true);
      expect(textOf(figure)).toContain('certified');
      expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
      const picture = await pixelsOf(figure);
      figure.removeAttribute('style');
      expect(new Set(picture.data).size).toBeGreaterThan(100); // not blank
      const first = pictures.get(`${name} ${index}`);
      if (!first) { pictures.set(`${name} ${index}`, picture); continue; }
      expect([picture.width, picture.height]).toEqual([first.width, first.height]);
      const { wrong, differing } = strays(first, picture);
      expect(wrong).toBe(0);
      expect(differing).toBeLessThan(0.1 * picture.width * picture.height);
    }
  }, 90_000);
});
