import type { BrowserContext, Page } from 'playwright-core';
import { strays } from '../browser/strays.ts';
import type { EngineDetail } from '../../src/index.ts';
import { open } from './site.ts';

/** The moment of a fault, and the canvases of before it. */
interface Mark { readonly from: number; readonly old?: readonly Element[] }

/** The figures of a page, as a reader sees them. */
export interface Seen { readonly engines: string[]; readonly numbers: string[]; readonly complaints: string[]; readonly told: EngineDetail[][] }

/**
 * Waits until every figure stands on a canvas that is not one of before the fault, drawn by this engine.
 * @returns how long that took, in ms, since the fault: since the elements were defined, for one that was there before them
 */
export const stand = (page: Page, engine: string): Promise<number> => page.evaluate(async (wanted) => {
  const { from, old = [] } = globalThis as unknown as Mark;
  const figures = [...document.querySelectorAll('reg-geometry')];
  const stands = ({ engine: kind, renderRoot }: (typeof figures)[0]) => {
    const canvases = renderRoot.querySelectorAll('canvas');
    return kind === wanted && canvases.length === 1 && !old.includes(canvases[0]!);
  };
  await Promise.all(figures.map(({ ready }) => ready));
  while (!figures.every(stands)) await new Promise(requestAnimationFrame);
  return performance.now() - from;
}, engine);

/** Waits for the finest table of the loss from data: it comes in three steps, with and without a fault. */
export const finest = (page: Page): Promise<void> => page.evaluate(async () => {
  const isThere = () => [...document.querySelectorAll('reg-geometry')].every(({ renderRoot }) => {
    const { loss } = renderRoot.querySelector('reg-argmin')?.scene?.formulas ?? {};
    return loss && (!('columns' in loss) || loss.columns >= 257);
  });
  while (!isThere()) await new Promise(requestAnimationFrame);
  for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame);
});

/** How many times slower than alone this process runs now: a busy machine must not look like a slow library. */
export function slowed(): number {
  const start = performance.now(), cpu = process.cpuUsage();
  while (performance.now() - start < 60) Math.hypot(start, 1);
  const { user, system } = process.cpuUsage(cpu);
  return Math.max(1, (1000 * (performance.now() - start)) / (user + system));
}

/** Marks the moment before a fault. */
export const mark = (page: Page): Promise<void> => page.evaluate(() => {
  const old = [...document.querySelectorAll('reg-geometry')].flatMap(({ renderRoot }) => [...renderRoot.querySelectorAll('canvas')]);
  Object.assign(globalThis, { from: performance.now(), old });
});

export const look = (page: Page): Promise<Seen> => page.evaluate(() => {
  const figures = [...document.querySelectorAll('reg-geometry')];
  return {
    engines: figures.map(({ engine }) => String(engine)),
    numbers: figures.map(({ solution }) => JSON.stringify(solution)),
    complaints: figures.map(({ renderRoot }) => renderRoot.querySelector('.complaint')!.textContent),
    told: figures.map((figure) => (figure as unknown as { told: EngineDetail[] }).told),
  };
});

async function shootOnce(page: Page): Promise<string[]> {
  const shots: string[] = [];
  for (const figure of await page.locator('reg-geometry').all()) shots.push((await figure.screenshot()).toString('base64'));
  return shots;
}

/** Each figure of a page as a picture, once it changes no more: a finer table is there before the picture that it makes. */
export async function shoot(page: Page): Promise<string[]> {
  // Another scale and back has the browser rasterise all of it anew: where parts were repainted, the edges of lines depend on which.
  await page.evaluate(async () => {
    for (const transform of ['scale(1.5)', '']) {
      document.body.style.transform = transform;
      for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame);
    }
  });
  let last = await shootOnce(page);
  for (let again = 0; again < 20; again += 1) {
    const shots = await shootOnce(page);
    if (shots.every((shot, i) => shot === last[i])) return shots;
    last = shots;
  }
  throw new Error('The figures change without end.');
}

interface Pixels { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

/** Reads pictures with a page of nothing. */
export async function read(reader: Page, shots: readonly string[]): Promise<Pixels[]> {
  const pictures: Pixels[] = [];
  for (const shot of shots) {
    const { text, width, height } = await reader.evaluate(async (png) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (char) => char.charCodeAt(0))]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let all = '';
      for (let at = 0; at < data.length; at += 4096) all += String.fromCharCode(...data.subarray(at, at + 4096));
      return { text: btoa(all), width: bitmap.width, height: bitmap.height };
    }, shot);
    pictures.push({ data: new Uint8ClampedArray(Buffer.from(text, 'base64')), width, height });
  }
  return pictures;
}

/** Where pictures are unequal: of another size, or a pixel apart that no neighbour within 1 px matches. Empty where they are equal. */
export const unequal = (ones: readonly Pixels[], others: readonly Pixels[]): string[] => ones.flatMap((one, i) => {
  const other = others[i];
  if (other?.width !== one.width || other.height !== one.height) return [`figure ${i} is ${one.width} × ${one.height} and ${other?.width} × ${other?.height}`];
  const { wrong } = strays(one, other);
  return wrong > 0 ? [`figure ${i} has ${wrong} stray pixels`] : [];
});

/** What the CPU engine shows in this browser where nothing is wrong: browsers with and without a GPU shade the lines of SVG apart. */
export interface Good { readonly numbers: string[]; readonly pictures: Awaited<ReturnType<typeof read>> }

export async function goodOf(where: BrowserContext, url: string, reader: Page): Promise<Good> {
  const { page } = await open(where, url);
  await stand(page, 'cpu');
  await finest(page);
  const { numbers } = await look(page);
  const pictures = await read(reader, await shoot(page));
  await page.close();
  return { numbers, pictures };
}
