// The browser, and what it says of its main thread.
import { chromium as playwright } from 'playwright-core';
import { chromium, gpuArgs } from '../chromium.mjs';

/** Without the last two the page itself is rastered by the software GPU, which no reader's machine does. */
export async function launch() {
  const { executablePath, env } = await chromium();
  return playwright.launch({ executablePath, env, args: [...gpuArgs, '--disable-accelerated-2d-canvas', '--disable-gpu-rasterization', '--js-flags=--expose-gc'] });
}

/** A page in a context of its own: nothing cached, `density` device pixels for one of CSS. */
export async function openPage(browser, url, { density = 1, width = 800, height = 900, ready = 'stage' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: density });
  const page = await context.newPage();
  page.on('pageerror', (error) => { console.error(error.message); process.exitCode = 1; });
  if (url) await page.goto(url);
  if (url && ready) await page.waitForFunction((name) => name in globalThis, ready);
  return page;
}

const MS = { task: 'TaskDuration', script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration' };
const COUNTS = { layouts: 'LayoutCount', styles: 'RecalcStyleCount' };

/** Reads the main thread's time since the page began, in ms: on the clock, and (`cpu`) what it was given of a processor. */
export async function meter(page) {
  const [clock, processor] = await Promise.all([page.context().newCDPSession(page), page.context().newCDPSession(page)]);
  await clock.send('Performance.enable', { timeDomain: 'timeTicks' });
  await processor.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (session) => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const now = async () => {
    const [one, other] = [await read(clock), await read(processor)];
    return {
      ...Object.fromEntries(Object.entries(MS).map(([name, metric]) => [name, one[metric] * 1000])),
      ...Object.fromEntries(Object.entries(COUNTS).map(([name, metric]) => [name, one[metric]])),
      cpu: other.TaskDuration * 1000,
    };
  };
  return {
    now,
    async since(before) {
      const after = await now();
      return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
    },
  };
}

/** The share of the host's pixels that differ between two PNGs of one size, by the page itself, which can decode them. */
export const apart = (page, one, other) => page.evaluate(async (pictures) => {
  const [a, b] = await Promise.all(pictures.map(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }));
  if (a.length !== b.length) return 1;
  let differ = 0;
  for (let at = 0; at < a.length; at += 4) if (Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2]) > 6) differ += 1;
  return (4 * differ) / a.length;
}, [one, other].map((png) => png.toString('base64')));

/** What stands on the screen where the subject is. */
export const shot = (page) => page.screenshot({ clip: { x: 8, y: 8, width: 512, height: 512 } });

/** The main thread's tasks while `work` runs, in ms on the clock and of a processor, longest first. */
export async function tasksOf(browser, page, work) {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] });
  await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  return traceEvents.filter(({ name, pid, tid, dur }) => name === 'RunTask' && dur > 0 && mains.has(`${pid} ${tid}`))
    .map(({ dur, tdur = dur }) => ({ ms: dur / 1000, cpu: tdur / 1000 })).sort((one, other) => other.ms - one.ms);
}
