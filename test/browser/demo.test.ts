import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import markup from '../../demo/index.html?raw';
import type { RegGeometry } from '../../src/index.ts';
import { guard, settled, textOf } from './page.ts';
import { strays } from './strays.ts';

guard();
const main = /<main>[\s\S]*<\/main>/.exec(markup)![0].replaceAll('data/diabetes.csv', new URL('../../demo/data/diabetes.csv', import.meta.url).href);

async function pixelsOf(figure: RegGeometry): Promise<ImageData> {
  const text = await page.screenshot({ element: figure, save: false });
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

const seen = new Map<string, ImageData>();

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
    for (const [index, figure] of figures.entries()) {
      figure.scrollIntoView();
      await settled(figure);
      const picture = await pixelsOf(figure);
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
