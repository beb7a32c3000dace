import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import markup from '../../demo/index.html?raw';
import type { RegGeometry } from '../../src/index.ts';
import { guard, settled, textOf } from './page.ts';

guard();
const main = /<main>[\s\S]*<\/main>/.exec(markup)![0].replaceAll('data/diabetes.csv', new URL('../../demo/data/diabetes.csv', import.meta.url).href);

// The demo page is opened as it is, on both engines, and every figure must stand, certified, without a complaint.
describe.each(['gpu', 'cpu'] as const)('the demo on the %s engine', (prefer) => {
  test.each([320, 1200])('at %i px', async (width) => {
    await page.viewport(width, 2600);
    document.body.innerHTML = main.replaceAll('<reg-geometry', `<reg-geometry prefer=${prefer}`);
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
    expect(figures.map((figure) => figure.solution.support[1])).toEqual([false, true, false, true, true]);
    expect(textOf(figures[1]!)).toContain('The disc through the corners of the diamond');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
