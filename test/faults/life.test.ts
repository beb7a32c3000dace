import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
// @ts-expect-error a plain module shared with scripts that run without TypeScript
import { chromium, gpuArgs } from '../chromium.mjs';
import { finest, goodOf, look, read, shoot, stand, unequal, type Good } from './figures.ts';
import { page as markup, rows } from './markup.ts';
import { open, serve } from './site.ts';

// What a browser does to a page that nobody looks at, and what it puts on paper.

const VIEW = { viewport: { width: 340, height: 1500 } };
let site: Awaited<ReturnType<typeof serve>>, browser: Browser, home: string;

const answers = (path: string) => {
  switch (path) {
    case '/gpu.html': return { body: markup('gpu'), headers: { 'cache-control': 'max-age=60' } };
    case '/cpu.html': return { body: markup('cpu'), headers: { 'cache-control': 'max-age=60' } };
    case '/other.html': return { body: '<!doctype html><title>Other</title><p>Another page', headers: { 'content-type': 'text/html' } };
    case '/rows.csv': return { body: rows() };
    case '/icon.png': return { body: '' };
    default: return undefined;
  }
};

beforeAll(async () => {
  site = await serve(inject('built'), answers);
  home = `http://127.0.0.1:${site.port}`;
  const { executablePath, env } = await chromium();
  // Playwright turns the back/forward cache off; readers have it.
  browser = await playwright.launch({ executablePath, env, args: gpuArgs, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

async function whole(page: Page, good: Good, reader: Page, engine: string): Promise<void> {
  await stand(page, engine);
  await finest(page);
  const { numbers, complaints } = await look(page);
  expect(numbers).toEqual(good.numbers);
  expect(complaints).toEqual(['', '', '']);
  expect(unequal(good.pictures, await read(reader, await shoot(page)))).toEqual([]);
}

// A headless browser keeps no page at all; it says so, and would name what else forbids it.
const ITS_OWN = ['BackForwardCacheDisabledForDelegate', 'BrowsingInstanceNotSwapped'];

/** Leaves a page and goes back. @returns whether it came out of the back/forward cache, and the browser's reasons where it did not */
async function leaveAndReturn(page: Page): Promise<{ persisted: boolean; reasons: string[] }> {
  const session = await page.context().newCDPSession(page), reasons: string[] = [];
  await session.send('Page.enable');
  session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => reasons.push(...notRestoredExplanations.map(({ reason }) => reason)));
  await page.evaluate(() => { addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted })); });
  await page.goto(`${home}/other.html`);
  await page.goBack();
  return { persisted: await page.evaluate(() => (globalThis as unknown as { persisted?: boolean }).persisted === true), reasons };
}

test.each(['gpu', 'cpu'])('%s: nothing of a figure keeps its page out of the back/forward cache, and on return it stands', async (engine) => {
  const context = await browser.newContext(VIEW), reader = await context.newPage();
  const good = await goodOf(context, `${home}/cpu.html`, reader);
  const { page, said } = await open(context, `${home}/${engine}.html`);
  await stand(page, engine);
  const { persisted, reasons } = await leaveAndReturn(page);
  expect(persisted || reasons.length > 0).toBe(true);
  expect(reasons.filter((reason) => !ITS_OWN.includes(reason))).toEqual([]);
  await whole(page, good, reader, engine);
  await page.evaluate(() => { document.querySelector('reg-geometry')!.lambda = 0.9; });
  await page.waitForFunction(() => document.querySelector('reg-geometry')!.solution.lambda === 0.9);
  expect(said).toEqual([]);
  await context.close();
});

test('the browser would name a reason of the page’s own', async () => {
  const context = await browser.newContext(VIEW), { page } = await open(context, `${home}/cpu.html`);
  await page.evaluate(() => { addEventListener('unload', () => {}); });
  expect((await leaveAndReturn(page)).reasons.filter((reason) => !ITS_OWN.includes(reason))).not.toEqual([]);
  await context.close();
});

test.each(['gpu', 'cpu'])('%s: a page that was frozen in a sweep thaws with the newest λ', async (engine) => {
  const context = await browser.newContext(VIEW);
  const { page, said } = await open(context, `${home}/${engine}.html`);
  await stand(page, engine);
  await page.evaluate(() => {
    const figure = document.querySelector('reg-geometry')!;
    let lambda = 0;
    setInterval(() => { figure.lambda = lambda = (lambda + 0.01) % 2; }, 16);
    Object.assign(globalThis, { asked: () => lambda });
  });
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  const apart = await page.evaluate(async () => {
    const figure = document.querySelector('reg-geometry')!, { asked } = globalThis as unknown as { asked: () => number };
    const from = asked();
    while (asked() === from) await new Promise(requestAnimationFrame); // it runs again
    await figure.updateComplete;
    return Math.abs(figure.solution.lambda! - asked());
  });
  expect(apart).toBeLessThan(0.05); // a few steps
  expect((await look(page)).engines).toEqual([engine, engine, engine]);
  expect(said).toEqual([]);
  await context.close();
});

/** The drawing instructions of a PDF's pages, and how many pictures of pixels it holds. */
function contents(pdf: Buffer): { text: string; images: number } {
  const latin = pdf.toString('latin1');
  let text = '';
  for (const { index, 0: head } of latin.matchAll(/stream\r?\n/g)) {
    const from = index + head.length, to = latin.indexOf('endstream', from);
    try { text += inflateSync(pdf.subarray(from, to)).toString('latin1'); } catch { /* a font, or an image */ }
  }
  return { text, images: (latin.match(/\/Subtype\s*\/Image/g) ?? []).length };
}

test('on paper every figure is drawn as lines and letters, also those that were never scrolled to', async () => {
  const context = await browser.newContext({ viewport: { width: 900, height: 300 }, colorScheme: 'dark' });
  const { page, said } = await open(context, `${home}/gpu.html`);
  await page.waitForFunction(() => [...document.querySelectorAll('reg-geometry')].every((figure) => 'waiting' in figure && !figure.waiting));
  const { text, images } = contents(await page.pdf({ width: '900px', height: '3000px' }));
  // No canvas on paper, and a path with curves or lines for each ring: three figures have far more than a hundred segments.
  expect(images).toBe(0);
  expect((text.match(/ (l|c)\n/g) ?? []).length).toBeGreaterThan(1000);
  expect((text.match(/\bBT\b/g) ?? []).length).toBeGreaterThan(30); // labels are letters
  expect(text).not.toMatch(/\n0 0 0 rg\n0 0 \d+ \d+ re\nf/); // no dark sheet
  await page.evaluate(() => { document.querySelector('reg-geometry')!.lambda = 0.9; });
  await page.waitForFunction(() => document.querySelector('reg-geometry')!.solution.lambda === 0.9);
  expect(contents(await page.pdf({ width: '900px', height: '3000px' })).text).not.toBe(text); // what is shown then
  expect(said).toEqual([]);
  await context.close();
});
