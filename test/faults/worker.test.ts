import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { finest, goodOf, look, mark, read, shoot, slowed, stand, unequal, type Good } from './figures.ts';
import { page as markup, rows } from './markup.ts';
import { launch, open, serve, type Reply } from './site.ts';

// The worker's own file is what the server gives in its place; the page's figures ask for the CPU engine.

let site: Awaited<ReturnType<typeof serve>>, browser: Browser, context: BrowserContext, reader: Page, home: string;
let good: Good;
let worker: Reply | undefined; // undefined: the real one
let policy: Record<string, string> = {};
const lines: string[] = [];

beforeAll(async () => {
  site = await serve(inject('built'), (path) => {
    if (path === '/page.html') return { body: markup('cpu'), headers: policy };
    if (path === '/rows.csv') return { body: rows() };
    if (path === '/icon.png') return { body: '' };
    return path.startsWith('/assets/worker') ? worker : undefined;
  });
  home = `http://127.0.0.1:${site.port}/page.html`;
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 340, height: 1500 } });
  reader = await context.newPage();
  good = await goodOf(context, home, reader);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  console.log(['| fault | how it is caused | drawn | whole after |', '| --- | --- | --- | --- |', ...lines].join('\n'));
});

interface Fault { readonly name: string; readonly how: string; readonly reason: RegExp; readonly withinMs: number; readonly worker?: Reply; readonly policy?: string }

const LIVE = 'postMessage("ready");';
const FAULTS: readonly Fault[] = [
  { name: 'none', how: 'for comparison', reason: /^$/, withinMs: 1000 },
  { name: 'blocked', how: '`worker-src \'none\'`', policy: "worker-src 'none'", reason: /^The worker (could not run\.|may not start)/, withinMs: 1000 },
  { name: 'missing', how: 'the server answers 404', worker: { status: 404, body: '' }, reason: /^The worker could not run\.$/, withinMs: 1000 },
  { name: 'no script', how: 'the server answers with a page', worker: { body: '<p>Sorry', headers: { 'content-type': 'text/html' } }, reason: /^The worker could not run\.$/, withinMs: 1000 },
  { name: 'dies at once', how: 'its script throws', worker: { body: 'throw new Error("no");' }, reason: /^The worker could not run\.$/, withinMs: 1000 },
  { name: 'never says that it runs', how: 'its script is empty', worker: { body: '' }, reason: /^The worker has not started yet\.$/, withinMs: 2000 },
  { name: 'never answers', how: 'its script says that it runs, and no more', worker: { body: LIVE }, reason: /^The worker does not answer\.$/, withinMs: 4000 },
  { name: 'hangs', how: 'its script runs for ever', worker: { body: `${LIVE} for (;;);` }, reason: /^The worker does not answer\.$/, withinMs: 4000 },
  { name: 'dies of its first question', how: 'its script closes itself', worker: { body: `${LIVE} addEventListener('message', () => close());` }, reason: /^The worker does not answer\.$/, withinMs: 4000 },
];

test.each(FAULTS)('a worker: $name', async ({ name, how, reason, withinMs, ...fault }) => {
  worker = fault.worker;
  policy = fault.policy ? { 'content-security-policy': fault.policy } : {};
  const { page } = await open(context, home);
  const before = slowed(), took = await stand(page, 'cpu'), busy = Math.max(before, slowed());
  await finest(page);
  const { numbers, complaints, told } = await look(page);
  expect(numbers).toEqual(good.numbers);
  expect(complaints).toEqual(['', '', '']);
  for (const each of told) expect(each.at(-1)!.reason).toMatch(reason);
  expect(unequal(good.pictures, await read(reader, await shoot(page)))).toEqual([]);
  expect(took / busy).toBeLessThan(5 * withinMs); // a machine busy with others; the table says what it was
  lines.push(`| ${name} | ${how} | ${name === 'none' ? 'by the worker' : 'in slices'} | ${took.toFixed(0)} ms |`);
  await page.close();
});

test('a worker that comes late takes over from the slices', async () => {
  worker = { afterMs: 3000 };
  policy = {};
  const { page, said } = await open(context, home);
  await stand(page, 'cpu');
  expect((await look(page)).told.map((each) => each.at(-1)!.reason)).toEqual(Array.from({ length: 3 }, () => 'The worker has not started yet.'));
  await page.waitForFunction(() => [...document.querySelectorAll('reg-geometry')].every((figure) => (figure as unknown as { told: { reason: string }[] }).told.at(-1)!.reason === ''));
  await finest(page);
  expect(unequal(good.pictures, await read(reader, await shoot(page)))).toEqual([]);
  expect(said).toEqual([]);
  await page.close();
});

test('a worker killed while the figures stand: the next picture is drawn all the same', async () => {
  worker = undefined;
  const { page, said } = await open(context, home, () => {
    const Given = globalThis.Worker;
    globalThis.Worker = class extends Given { constructor(...all: ConstructorParameters<typeof Given>) { super(...all); Object.assign(globalThis, { worker: this }); } };
  });
  await stand(page, 'cpu');
  await finest(page);
  await mark(page);
  await page.evaluate(() => {
    (globalThis as unknown as { worker: Worker }).worker.terminate();
    for (const figure of document.querySelectorAll('reg-geometry')) figure.lambda = 0.3;
  });
  const took = await stand(page, 'cpu');
  expect((await look(page)).told.map((each) => each.at(-1)!.reason)).toEqual(Array.from({ length: 3 }, () => 'The worker does not answer.'));
  const killed = await read(reader, await shoot(page));
  const fresh = await open(context, home);
  await stand(fresh.page, 'cpu');
  await finest(fresh.page);
  await fresh.page.evaluate(async () => { for (const figure of document.querySelectorAll('reg-geometry')) { figure.lambda = 0.3; await figure.updateComplete; } await new Promise((resolve) => { setTimeout(resolve, 500); }); });
  expect(unequal(await read(reader, await shoot(fresh.page)), killed)).toEqual([]);
  expect(said).toEqual([]);
  lines.push(`| killed while the figures stand | \`terminate()\` from outside, then another λ | in slices | ${took.toFixed(0)} ms |`);
});
