import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RegGeometry } from '../../src/index.ts';
import { launch, serve } from '../faults/site.ts';

// `npm run build:demo`, served from a sub-path by a host that knows nothing of it, under a strict policy.
const ROOT = join(import.meta.dirname, '..', '..');
const BASE = '/some/sub/path/';
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.csv': 'text/csv' };
const PAGES = readdirSync(join(ROOT, 'demo'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html')).sort();

const top = mkdtempSync(join(tmpdir(), 'reg-geometry-')), folder = join(top, BASE);
let site: Awaited<ReturnType<typeof serve>>, browser: Browser, home: string;
const texts = new Map<string, string>();

beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--mode', 'demo', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], { cwd: ROOT, stdio: 'pipe' });
  for (const name of PAGES) texts.set(name, textOf(name));
  site = await serve(top, (path) => ({ headers: { 'content-type': TYPES[extname(path)] ?? 'text/plain', 'content-security-policy': POLICY } }));
  home = `http://127.0.0.1:${site.port}${BASE}`;
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  site?.close();
  rmSync(top, { recursive: true, force: true });
});

/** A page as it was built, without its samples of code, which name what is not here. */
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll(/<(pre|code)\b[\s\S]*?<\/\1>/g, '');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);
const idsOf = (text: string) => new Set(all(text, /\bid="([^"]+)"/g));

describe.each(PAGES)('%s', (name) => {
  test('every link, anchor, picture and file that it names is there', () => {
    const text = texts.get(name)!;
    const named = [...all(text, /\b(?:href|src|srcset|for-src)="([^"]+)"/g), ...all(text, /property="og:image" content="([^"]+)"/g)];
    expect(named.length).toBeGreaterThan(2);
    for (const address of named) {
      if (address.startsWith('https://')) continue; // a reader's click, and no request of the page
      expect(address).not.toMatch(/^(\/|[a-z]+:)/); // else it breaks in a sub-path
      const [file, anchor] = address.split('#') as [string, string | undefined];
      const target = file === '' ? name : posix.join(posix.dirname(name), file);
      expect(target.startsWith('..'), `${address} in ${name}`).toBe(false);
      expect(existsSync(join(folder, target)), `${address} in ${name}`).toBe(true);
      if (anchor !== undefined) expect(idsOf(textOf(target)).has(anchor), `${address} in ${name}`).toBe(true);
    }
  });

  test('says what it is: language, title, description, viewport, icon, one first heading', () => {
    const text = texts.get(name)!;
    expect(text).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(text.indexOf('<meta charset="utf-8">')).toBeLessThan(300);
    for (const pattern of [/<title>[^<]{8,80}<\/title>/, /<meta name="description" content="[^"]{30,300}">/, /<meta name="viewport" content="width=device-width">/, /<link rel="icon"/]) expect(text).toMatch(pattern);
    expect(all(text, /<(h1)\b/g)).toHaveLength(1);
    const levels = all(text, /<h([1-6])\b/g).map(Number);
    levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1)); // none is skipped
    expect(new Set(all(text, /\bid="([^"]+)"/g)).size).toBe(all(text, /\bid="([^"]+)"/g).length);
    for (const image of text.match(/<img\b[^>]*>/g) ?? []) expect(image).toMatch(/alt="[^"]+"/);
    expect(text).not.toMatch(/\sstyle="|<style|<script(?![^>]*\bsrc=)|\son[a-z]+="/); // the strictest policy would drop it
  });
});

test('no two pages have one title or one description', () => {
  for (const pattern of [/<title>([^<]+)</, /name="description" content="([^"]+)"/]) expect(new Set([...texts.values()].map((text) => pattern.exec(text)![1])).size).toBe(PAGES.length);
});

/** Opens a page and reads it to its end, as a reader would. */
async function read(context: BrowserContext, name: string, prefer?: string, through = true): Promise<{ page: Page; said: string[]; asked: string[] }> {
  const page = await context.newPage();
  const said: string[] = [], asked: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => { if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) asked.push(request.url()); });
  page.on('response', (response) => { if (response.status() >= 400) asked.push(`${response.status()} ${response.url()}`); });
  await page.addInitScript((engine) => {
    const seen = { shift: 0, tasks: [] as number[], broken: [] as string[] };
    Object.assign(globalThis, { seen });
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => seen.broken.push(`${violatedDirective} ${blockedURI}`));
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value; }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.tasks.push(Math.round(entry.duration)); }).observe({ type: 'longtask', buffered: true });
    if (engine) new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (/^reg-(geometry|lagrangian)$/i.test(node.nodeName)) (node as Element).setAttribute('prefer', engine);
    }).observe(document, { childList: true, subtree: true });
  }, prefer);
  await page.goto(home + name, { waitUntil: 'load' });
  if (through) await page.evaluate(async () => {
    const rest = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
    for (let y = 0; document.querySelector('reg-geometry, reg-lagrangian') && y < document.documentElement.scrollHeight; y += innerHeight * 0.7) { scrollTo({ top: y, behavior: 'instant' }); await rest(120); }
    await rest(400);
  });
  return { page, said, asked };
}

const seenBy = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: { shift: number; tasks: number[]; broken: string[] } }).seen);

const MAIN = PAGES.filter((name) => !name.includes('/')); // the documentation is opened too, and its figures are its own tests' work

test.each(PAGES.filter((name) => name.includes('/')))('%s opens: nothing in the console, nothing from elsewhere', async (name) => {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  const { page, said, asked } = await read(context, name, undefined, false);
  expect({ said, asked, broken: (await seenBy(page)).broken }).toEqual({ said: [], asked: [], broken: [] });
  await context.close();
});

describe.each(['gpu', 'cpu'] as const)('on the %s engine', (prefer) => {
  test.each(MAIN)('%s is read to its end: nothing in the console, nothing from elsewhere, every figure stands', async (name) => {
    const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
    const { page, said, asked } = await read(context, name, prefer);
    // Each is looked at until it stands: at first one may be drawn by the CPU, while a slow GPU has not answered.
    const figures = await page.evaluate(async (engine) => {
      const found: { id: string; engine: string | undefined; complaint: string }[] = [];
      for (const figure of document.querySelectorAll('reg-geometry, reg-lagrangian') as NodeListOf<RegGeometry>) {
        figure.scrollIntoView({ block: 'center', behavior: 'instant' });
        await figure.ready;
        for (const from = performance.now(); figure.engine !== engine && performance.now() - from < 8000;) await new Promise((resolve) => { setTimeout(resolve, 20); });
        found.push({ id: figure.id, engine: figure.engine, complaint: figure.shadowRoot!.querySelector('.complaint')?.textContent ?? '' });
      }
      return found;
    }, prefer);
    for (const { id, engine, complaint } of figures) expect({ id, engine, complaint }).toEqual({ id, engine: prefer, complaint: '' });
    const { broken, tasks, shift } = await seenBy(page);
    if (process.env.REG_TELL) console.log(prefer, name, 'tasks over 100 ms:', tasks.filter((ms) => ms > 100).join(' ') || 'none', 'shift', shift.toFixed(4));
    if (name === 'index.html') expect(shift).toBeLessThan(0.1); // what readers do not notice: web.dev/articles/cls
    expect(broken).toEqual([]);
    expect(said).toEqual([]);
    expect(asked).toEqual([]);
    await context.close();
  });
});

test('without a script the article is whole: every picture stands, and the answers are read', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1100, height: 900 } });
  const page = await context.newPage(), got: string[] = [];
  page.on('response', (response) => { if (response.url().endsWith('.svg') && response.ok()) got.push(response.url()); });
  await page.goto(`${home}index.html`);
  const images = await page.locator('.fig img').all();
  expect(images.length).toBeGreaterThan(20);
  for (const image of images) {
    await image.scrollIntoViewIfNeeded();
    expect((await image.boundingBox())!.height).toBeGreaterThan(150);
  }
  await expect.poll(() => new Set(got).size).toBeGreaterThanOrEqual(images.length);
  for (const answer of await page.locator('[data-when]:not([data-aside]), [data-reveal]').all()) expect(await answer.isVisible()).toBe(true);
  expect(await page.locator('.predict button').first().isVisible()).toBe(false);
  await context.close();
});
