import { openPage } from '../chrome.mjs';
import { median, ms, table } from '../number.mjs';

const GRIDS = [128, 256, 512, 1024], FRAMES = 120;

/** How often the CPU engine's worker has a new picture on the canvas while λ moves every frame, and how long one takes alone. */
export async function frames({ browser, site, runs }) {
  const cases = [];
  for (const grid of GRIDS) {
    const page = await openPage(browser, site.stage, { density: grid / 512 });
    await page.evaluate((size) => globalThis.stage.open('own', { engine: 'cpu', grid: size }), grid);
    cases.push({ grid, page, every: [], alone: [], share: [] });
  }
  for (let run = 0; run < runs; run += 1) for (const { page, every, alone, share } of cases) {
    const { shown } = await page.evaluate((count) => globalThis.stage.sweep(count), FRAMES);
    every.push(median(shown.slice(1).map((at, i) => at - shown[i])));
    share.push(shown.length / FRAMES);
    alone.push(await page.evaluate(() => globalThis.stage.alone(5)));
  }
  for (const { page } of cases) await page.context().close();
  return {
    title: 'The CPU engine: pictures a second',
    text: [
      `λ moves in each of ${FRAMES} frames; of pictures that overtake each other the newest is painted. Alone: one λ, then nothing until its picture stands on the canvas. Medians of ${runs} interleaved runs.`,
      table(['grid', 'ms from picture to picture', 'pictures a frame of the page', 'ms for one alone'], cases.map(({ grid, every, alone, share }) => [`${grid}²`, ms(median(every)), median(share).toFixed(2), ms(median(alone))])),
    ],
    numbers: cases.map(({ grid, every, alone, share }) => ({ grid, every, alone, share })),
  };
}
