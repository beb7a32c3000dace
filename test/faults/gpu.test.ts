import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { finest, goodOf, look, mark, read, shoot, slowed, stand, unequal, type Good } from './figures.ts';
import { page as markup, rows } from './markup.ts';
import { launch, open, serve } from './site.ts';
import { STANDING } from './standing.ts';

// Each fault is caused for real where a page or a test can cause it: the driver itself refuses memory, Tint itself refuses the
// shader, the GPU process itself is killed. Only what no machine at hand does (an adapter below the standard's limits, a canvas
// without a context) is played by the browser's own objects answering otherwise.

const SECOND_MS = 5 * 1000; // the reader is promised one, and the table says what it was; a test's machine may be busy with others
const VIEW = { viewport: { width: 340, height: 1500 } };

let site: Awaited<ReturnType<typeof serve>>, browser: Browser, context: BrowserContext, reader: Page, home: string;
let good: Good;
const lines: string[] = [];

// What the browser itself says where its GPU process is gone or never was: no page can keep it from that.
const NOISE = ['A valid external Instance reference no longer exists.', 'Failed to create WebGPU Context Provider', 'No available adapters.'];

const answers = (path: string) => (path === '/page.html' ? { body: markup('gpu') } : path === '/cpu.html' ? { body: markup('cpu') } : path === '/rows.csv' ? { body: rows() } : path === '/icon.png' ? { body: '' } : undefined);

beforeAll(async () => {
  site = await serve(inject('built'), answers);
  home = `http://127.0.0.1:${site.port}/page.html`;
  browser = await launch();
  context = await browser.newContext(VIEW);
  reader = await context.newPage();
  good = await goodOf(context, home.replace('page', 'cpu'), reader);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  console.log(['| fault | how it is caused | engine after it | whole again after |', '| --- | --- | --- | --- |', ...lines].join('\n'));
});

interface Verdict { readonly name: string; readonly how: string; readonly engine: 'gpu' | 'cpu'; readonly reason: RegExp; readonly like?: Good; readonly noise?: readonly string[] }

/** @returns how long the fault lasted, on a machine with nothing else to do */
async function judge(page: Page, said: readonly string[], { name, how, engine, reason, like = good, noise = [] }: Verdict): Promise<number> {
  const before = slowed(), took = await stand(page, engine), busy = Math.max(before, slowed());
  await finest(page);
  const { numbers, engines, complaints, told } = await look(page);
  expect(numbers).toEqual(like.numbers);
  expect(unequal(like.pictures, await read(reader, await shoot(page)))).toEqual([]);
  expect(engines).toEqual([engine, engine, engine]);
  expect(complaints).toEqual(['', '', '']);
  for (const each of told) expect(each.at(-1)).toEqual({ engine, reason: expect.stringMatching(reason) });
  expect(said.filter((text) => !noise.includes(text))).toEqual([]);
  lines.push(`| ${name} | ${how} | ${engine} | ${took.toFixed(0)} ms |`);
  return took / busy;
}

describe('a fault that was there before the figures', () => {
  test.each(STANDING)('$name', async ({ name, how, reason, engine = 'cpu', host = '127.0.0.1', fault }) => {
    const { page, said } = await open(context, home.replace('127.0.0.1', host), fault);
    expect(await judge(page, said, { name, how, engine, reason })).toBeLessThan(SECOND_MS);
    await page.close();
  });
});

test('where no canvas gives any context, one sentence says so, and all that is no canvas stands', async () => {
  const { page, said } = await open(context, home, () => { HTMLCanvasElement.prototype.getContext = () => null; });
  await page.waitForFunction(() => [...document.querySelectorAll('reg-geometry')].every(({ renderRoot }) => renderRoot.querySelector('.complaint')!.textContent));
  const { numbers, complaints } = await look(page);
  expect(numbers).toEqual(good.numbers);
  expect(new Set(complaints)).toEqual(new Set(['The field could not be drawn: The browser gives no canvas to draw on.']));
  await page.evaluate(() => Promise.all([...document.querySelectorAll('reg-geometry')].map(({ ready }) => ready)));
  expect(said).toEqual([]);
  await page.close();
});

test('no adapter', async () => {
  const without = await launch(['--no-sandbox', '--disable-gpu']);
  const own = await without.newContext(VIEW);
  const like = await goodOf(own, home.replace('page', 'cpu'), reader);
  const { page, said } = await open(own, home);
  expect(await judge(page, said, { name: 'no adapter', how: 'a browser without a GPU, hardware or software', engine: 'cpu', reason: /^This browser has WebGPU but no adapter for it\.$/, like, noise: NOISE })).toBeLessThan(SECOND_MS);
  await without.close();
});

test('a device destroyed from outside is replaced', async () => {
  const { page, said } = await open(context, home, () => {
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (given) { const device = await requestDevice.call(this, given); Object.assign(globalThis, { device }); return device; };
  });
  await stand(page, 'gpu');
  await mark(page);
  await page.evaluate(() => (globalThis as unknown as { device: GPUDevice }).device.destroy());
  expect(await judge(page, said, { name: '`device.destroy()` from outside', how: 'as it says', engine: 'gpu', reason: /^The GPU was lost \(destroyed\)\.$/ })).toBeLessThan(SECOND_MS);
  await page.close();
});

test('the GPU process crashes: once it comes back, after that the CPU draws', async () => {
  const frail = await launch();
  const { page, said } = await open(await frail.newContext(VIEW), home);
  const cpu = await open(page.context(), home.replace('page', 'cpu'));
  const session = await frail.newBrowserCDPSession();
  await stand(page, 'gpu');
  await stand(cpu.page, 'cpu');
  for (const [times, engine, reason] of [['once', 'gpu', /^The GPU was lost \(unknown\)\.$/], ['twice', 'cpu', /^The GPU was lost \(unknown\)\. This browser has WebGPU but no adapter/]] as const) {
    await page.bringToFront();
    await mark(page);
    await session.send('Browser.crashGpuProcess').catch(() => {}); // it may be gone before it answers
    expect(await judge(page, said, { name: `a crash of the GPU process, ${times}`, how: '`Browser.crashGpuProcess`', engine, reason, noise: NOISE })).toBeLessThan(SECOND_MS);
  }
  await session.send('Browser.crashGpuProcess').catch(() => {});
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 500); }));
  for (const each of [page, cpu.page]) {
    await each.bringToFront();
    const { numbers, engines } = await look(each);
    expect(numbers).toEqual(good.numbers);
    expect(engines).toEqual(['cpu', 'cpu', 'cpu']);
    expect(unequal(good.pictures, await read(reader, await shoot(each)))).toEqual([]);
  }
  lines.push('| the same, three times | `Browser.crashGpuProcess` | cpu | it was never away |');
  await frail.close();
});
