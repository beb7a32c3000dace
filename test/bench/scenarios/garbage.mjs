import { openPage } from '../chrome.mjs';
import { kB, table } from '../number.mjs';
import { bytesOf, top, total } from '../profile.mjs';

const GRIDS = [128, 256, 512, 1024], FRAMES = 120, INTERVAL = 512;
const CASES = [['nothing', {}], ['dot', {}], ['own, gpu', { engine: 'gpu' }], ['own, cpu', { engine: 'cpu' }], ['d3', {}], ['plotly', {}]];

/** Bytes that the page's scripts allocate a frame, by sampling, kept or not; and the pixels and messages that live outside the heap. */
export async function garbage({ browser, site }) {
  const rows = [], tops = new Map(), numbers = {};
  for (const grid of GRIDS) {
    const page = await openPage(browser, site.stage, { density: grid / 512 });
    const session = await page.context().newCDPSession(page);
    for (const [name, options] of CASES) {
      const frames = name in { d3: 1, plotly: 1 } ? 5 : FRAMES;
      await page.evaluate(([subject, given]) => globalThis.stage.open(subject, given), [name.split(',')[0], { grid, ...options }]);
      await page.evaluate((count) => globalThis.stage.sweep(count), Math.min(frames, 30));
      let pixels;
      const by = await bytesOf(page, session, INTERVAL, async () => { pixels = (await page.evaluate((count) => globalThis.stage.sweep(count), frames)).outside; });
      (numbers[name] ??= {})[grid] = { heap: total(by) / frames, outside: pixels / frames };
      if (grid === 512 && name.startsWith('own')) tops.set(name, top(by, 16).map(([key, value]) => [key, value / frames]));
    }
    await page.context().close();
  }
  for (const [name] of CASES) rows.push([name, ...GRIDS.map((grid) => `${kB(numbers[name][grid].heap)} + ${kB(numbers[name][grid].outside)}`)]);
  return {
    title: 'Garbage: kB allocated a frame of a sweep',
    text: [
      `By the heap's sampling of every ${INTERVAL} bytes on the main thread over ${FRAMES} frames (5 of peers), collected or not; after the plus sign what lies outside its heap: pixels made or received, and typed arrays that are copied into messages to the worker.`,
      table(['', ...GRIDS.map((grid) => `${grid}²`)], rows),
      ...[...tops].map(([name, list]) => `Who allocates most (${name}, 512²):\n\n${table(['', 'kB a frame'], list.map(([key, value]) => [key, kB(value)]))}`),
    ],
    numbers: { ...numbers, tops: Object.fromEntries(tops) },
  };
}
