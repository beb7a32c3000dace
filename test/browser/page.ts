import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { page } from 'vitest/browser';
import { cpuEngine } from '../../src/field/cpu.ts';
import { gpuHome } from '../../src/gpu/device.ts';
import '../../src/all.ts';
import type { RegGeometry } from '../../src/index.ts';

// A page that works says nothing. Lit's notice of its own development build is no message of ours.
const EXPECTED = /Lit is in dev mode/;

/** Fails the file on anything uncaught and on every console message that is an error or a warning: errors, rejections, WebGPU's validation. */
export function guard(): void {
  const uncaught: string[] = [];
  const note = (event: Event) => uncaught.push(event instanceof ErrorEvent ? event.message : event instanceof PromiseRejectionEvent ? String(event.reason) : (event as GPUUncapturedErrorEvent).error.message);
  beforeAll(async () => {
    (await gpuHome()).device.addEventListener('uncapturederror', note); // no adapter is a failure, not a skip
    for (const level of ['error', 'warn'] as const) {
      const real = console[level].bind(console);
      console[level] = (...said: unknown[]) => { if (!EXPECTED.test(String(said[0]))) uncaught.push(`console.${level}: ${said.map(String).join(' ')}`); real(...said); };
    }
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });
  afterEach(() => document.body.replaceChildren());
  afterAll(() => expect(uncaught).toEqual([]));
}

/** Puts markup on the page and waits until its first figure is ready. */
export async function show(markup: string): Promise<RegGeometry> {
  document.body.innerHTML = `<div style="width: 320px">${markup}</div>`;
  const figure = document.querySelector('reg-geometry') as RegGeometry;
  await figure.ready;
  return figure;
}

export const settled = async (figure: RegGeometry) => {
  await figure.updateComplete;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
};

const TINY = { window: { x: [0, 1], y: [0, 1] }, columns: 2, rows: 2 } as const;

/** Waits until what was asked of the worker before is painted: it works in the order asked. */
export async function painted(figure: RegGeometry): Promise<void> {
  if (figure.engine === 'cpu') await cpuEngine.evaluate(figure.problem, TINY);
  await settled(figure);
}

/** The text a reader sees in the figure, layers included. */
export function textOf(figure: RegGeometry): string {
  const texts = [...figure.renderRoot.querySelectorAll('*'), ...figure.children].map((node) => node.shadowRoot?.textContent ?? '');
  return [figure.renderRoot.textContent, ...texts].join(' ').replaceAll(/\s+/g, ' ');
}

/** What a reader sees of an element: a WebGPU canvas cannot be read once it is presented. */
export async function pixelsOf(element: Element): Promise<ImageData> {
  const text = await page.screenshot({ element, save: false });
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
