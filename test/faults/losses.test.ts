import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { finest, look, mark, read, shoot, stand, unequal } from './figures.ts';
import { page as markup, rows } from './markup.ts';
import { launch, open, serve } from './site.ts';

let site: Awaited<ReturnType<typeof serve>>, browser: Browser, home: string;
beforeAll(async () => {
  site = await serve(inject('built'), (path) => (path === '/page.html' ? { body: markup('gpu') } : path === '/cpu.html' ? { body: markup('cpu') } : path === '/rows.csv' ? { body: rows() } : path === '/icon.png' ? { body: '' } : undefined));
  home = `http://127.0.0.1:${site.port}/page.html`;
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** What the page's own script keeps for the test: a clock that can be set, the newest device, and what was asked of it. */
interface Book { ahead: number; asked: number; doomed: number; made: number; gone: number; device: GPUDevice }

function keepBook(): void {
  const kept = Object.assign(globalThis, { ahead: 0, asked: 0, doomed: 0, made: 0, gone: 0 }) as unknown as Book;
  const now = performance.now.bind(performance);
  performance.now = () => now() + kept.ahead;
  const { requestAdapter } = GPU.prototype, { requestDevice } = GPUAdapter.prototype, { createBuffer, createTexture } = GPUDevice.prototype, { destroy } = GPUBuffer.prototype;
  GPU.prototype.requestAdapter = function (given) { kept.asked += 1; return requestAdapter.call(this, given); };
  GPUAdapter.prototype.requestDevice = async function (given) {
    const device = kept.device = await requestDevice.call(this, given);
    if (kept.doomed > 0) { kept.doomed -= 1; device.destroy(); } // before anybody has it
    return device;
  };
  GPUDevice.prototype.createBuffer = function (given) { kept.made += 1; return createBuffer.call(this, given); };
  GPUDevice.prototype.createTexture = function (given) { kept.made += 1; return createTexture.call(this, given); };
  const destroyed = new WeakSet<GPUBuffer>();
  GPUBuffer.prototype.destroy = function () { if (!destroyed.has(this)) kept.gone += 1; destroyed.add(this); return destroy.call(this); };
}

const COUNTED = ['GPUDevice', 'GPUBuffer', 'GPURenderPipeline', 'GPUCanvasContext', 'HTMLCanvasElement', 'ImageBitmap', 'Worker', 'ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const;

/** Objects that are still alive after a garbage collection, with the page's nodes and listeners. */
async function census(page: Page, session: CDPSession): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  await page.evaluate(() => Object.assign(globalThis, { old: [] }));
  for (let turn = 0; turn < 2; turn += 1) for (const name of COUNTED) {
    const { result: { objectId } } = await session.send('Runtime.evaluate', { expression: `${name}.prototype` });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: objectId!, objectGroup: 'census' });
    const { result } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
    counts[name] = result.value as number;
    await session.send('Runtime.releaseObjectGroup', { objectGroup: 'census' });
  }
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const unreturned = await page.evaluate(() => { const { made, gone } = globalThis as unknown as Book; return made - gone; });
  return { ...counts, nodes, jsEventListeners, 'buffers made and not destroyed': unreturned };
}

const lose = (page: Page, afterMs: number, doomed = 0): Promise<void> => page.evaluate(([ahead, next]) => {
  const kept = globalThis as unknown as Book;
  kept.ahead += ahead;
  kept.doomed = next;
  kept.device.destroy();
}, [afterMs, doomed] as const);

const APART = 26, BURSTS = 6, MINUTE_MS = 60_000;

/** Four losses at once: the device, and each of the three recoveries that a minute allows, before any figure has drawn with it. */
async function burst(page: Page): Promise<void> {
  const asked = await page.evaluate((ms) => { const kept = globalThis as unknown as Book; kept.ahead += ms; return kept.asked; }, 2 * MINUTE_MS);
  await mark(page);
  await lose(page, 0, 3);
  await stand(page, 'cpu');
  await page.waitForTimeout(200);
  const { told } = await look(page);
  for (const each of told) expect(each.at(-1)).toEqual({ engine: 'cpu', reason: 'The GPU was lost (destroyed). The GPU was lost 4 times within a minute.' });
  expect(await page.evaluate(() => (globalThis as unknown as Book).asked) - asked).toBe(3); // and no more, however long it waits
  await mark(page);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // as when the page is shown again
  await stand(page, 'gpu');
  await page.evaluate((ms) => { (globalThis as unknown as Book).ahead += ms; }, MINUTE_MS);
}

test('fifty losses, some apart and some in a burst, lose no state and leak nothing', async () => {
  const context = await browser.newContext({ viewport: { width: 340, height: 1500 } });
  const reader = await context.newPage();
  const { page, said } = await open(context, home, keepBook);
  const session = await context.newCDPSession(page);
  await stand(page, 'gpu');
  await finest(page);
  // What a reader did is state too.
  await page.locator('reg-geometry#plain input').first().focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  await page.evaluate(async () => { for (const figure of document.querySelectorAll('reg-geometry')) await figure.updateComplete; });
  const before = await look(page);
  await burst(page); // once, so that whatever is made once is made
  const first = await read(reader, await shoot(page));
  const baseline = await census(page, session);
  let losses = 0;

  for (; losses < APART; losses += 1) {
    await mark(page);
    await lose(page, MINUTE_MS / 3 + 1);
    await stand(page, 'gpu');
  }
  for (let turn = 0; turn < BURSTS; turn += 1, losses += 4) await burst(page);
  expect(losses).toBe(50);

  const after = await look(page);
  expect(after.numbers).toEqual(before.numbers);
  expect(after.complaints).toEqual(before.complaints);
  expect(unequal(first, await read(reader, await shoot(page)))).toEqual([]);
  // What is still on its way back from the GPU process keeps its device for a moment; what has leaked stays.
  let counted = await census(page, session);
  const leaks = () => Object.entries(counted).filter(([name, count]) => count > baseline[name]!);
  for (let turn = 0; turn < 20 && leaks().length > 0; turn += 1) {
    await page.waitForTimeout(250);
    counted = await census(page, session);
  }
  console.log(['| alive after a garbage collection | before | after fifty losses |', '| --- | --- | --- |', ...Object.entries(counted).map(([name, count]) => `| ${name} | ${baseline[name]} | ${count} |`)].join('\n'));
  expect(leaks()).toEqual([]);
  expect(said).toEqual([]);
  await context.close();
}, 120_000);
