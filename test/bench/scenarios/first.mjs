import { gzipSync } from 'node:zlib';
import { apart, meter, openPage, shot } from '../chrome.mjs';
import { kB, median, ms, table, times } from '../number.mjs';
import { FIRST } from '../site.mjs';

const ORDER = ['nothing', 'dot', 'bare-webgpu', 'own', 'own-gpu', 'd3', 'plotly', 'observable', 'jsxgraph'];
const READY_MS = 20_000;

async function load(browser, url) {
  const page = await openPage(browser), gauge = await meter(page), sizes = [];
  const before = await gauge.now(), taken = [];
  page.on('response', (response) => taken.push(response.body().then((body) => sizes.push({ name: new URL(response.url()).pathname.split('/').at(-1), bytes: gzipSync(body, { level: 9 }).length }), () => {})));
  await page.goto(url);
  await page.waitForFunction(() => globalThis.painted !== undefined && globalThis.whole !== undefined, undefined, { timeout: READY_MS, polling: 20 });
  const marks = await page.evaluate(() => {
    const [{ responseEnd, domInteractive, domContentLoadedEventEnd }] = performance.getEntriesByType('navigation');
    return { painted: globalThis.painted, whole: globalThis.whole, response: responseEnd, interactive: domInteractive, loaded: domContentLoadedEventEnd, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 };
  });
  const { task, cpu, script, style, layout } = await gauge.since(before);
  await Promise.all(taken);
  const picture = await shot(page);
  return { page, picture, marks: { ...marks, task, cpu, script, style, layout, bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0), files: sizes } };
}

/** From the start of a navigation to the second frame after the first figure, every time in a new context. */
export async function first({ browser, site, runs }) {
  const names = ORDER.filter((name) => FIRST.includes(name)), used = Object.fromEntries(names.map((name) => [name, []]));
  let blank;
  for (let run = 0; run < runs; run += 1) for (const name of names) {
    const { page, picture, marks } = await load(browser, site.first(name));
    if (name === 'nothing') blank = picture;
    else if (run === 0) {
      const drawn = await apart(page, blank, picture);
      if (drawn < (name === 'dot' ? 1e-5 : name === 'jsxgraph' ? 0.005 : 0.3)) throw new Error(`${name}: ${(100 * drawn).toFixed(2)} % of the page were drawn on at its first paint`);
    }
    used[name].push(marks);
    await page.context().close();
  }
  const of = (name, part) => median(used[name].map((run) => run[part]));
  return {
    title: 'First paint of one figure',
    text: [
      `From the start of a navigation to the second frame after the figure was drawn, and (whole) to that after its controls stood too; a new context each time, from a server on the same machine, so that bytes cost nothing. Grids of peers 128² (ours 512²). “own” is \`<reg-geometry>\` as it is: the CPU engine here; “own-gpu” has \`prefer="gpu"\`. Medians of ${runs} interleaved runs.`,
      table(['', 'to Plotly', 'to doing nothing', 'ms', 'whole, ms', 'main thread, ms', 'processor', 'scripts', 'style', 'layout', 'kB gzip loaded'], names.map((name) => [name,
        times(of(name, 'painted') / of('plotly', 'painted')), times(of(name, 'painted') / of('nothing', 'painted')), ...['painted', 'whole', 'task', 'cpu', 'script', 'style', 'layout'].map((part) => ms(of(name, part))), kB(of(name, 'bytes'))])),
      `What “own” loads, kB gzip: ${used.own[0].files.map(({ name, bytes }) => `${name.replace(/-[\w-]{8}(?=\.)/, '')} ${kB(bytes)}`).join(', ')}.`,
    ],
    numbers: used,
  };
}
