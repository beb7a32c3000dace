import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type {} from '../../src/index.ts';
import { launch, serve } from '../faults/site.ts';

// The one file on a page of another origin, and twice on one page.
const DIST = join(import.meta.dirname, '..', '..', 'dist');
const FIGURE = '<reg-geometry penalty="l1" lambda="0.6" prefer="cpu"></reg-geometry>';
const GRANTED = { 'access-control-allow-origin': '*' };

let far: Awaited<ReturnType<typeof serve>>, near: typeof far, browser: Browser, markup = '';
beforeAll(async () => {
  far = await serve(DIST, () => ({ headers: GRANTED }));
  near = await serve(DIST, (path) => (path === '/page.html' ? { body: markup, headers: { 'content-type': 'text/html' } } : path === '/favicon.ico' ? { body: '' } : undefined));
  browser = await launch();
}, 30_000);
afterAll(async () => {
  await browser?.close();
  far?.close();
  near?.close();
});

async function open(script: string, body = FIGURE): Promise<{ page: Page; said: string[] }> {
  markup = `<!doctype html><title>A page</title><style>reg-geometry { width: 300px }</style>${script}${body}`;
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', (message) => said.push(message.text()));
  await page.goto(`http://127.0.0.1:${near.port}/page.html`);
  await page.evaluate(() => customElements.whenDefined('reg-geometry'));
  return { page, said };
}

const drawn = (page: Page) => page.evaluate(async () => {
  const figures = [...document.querySelectorAll('reg-geometry')];
  await Promise.all(figures.map(({ ready }) => ready));
  return figures.map((figure) => ({ engine: figure.engine, theta: [...figure.solution.theta], canvas: figure.shadowRoot!.querySelectorAll('canvas').length }));
});
const SOLVED = { engine: 'cpu', theta: [expect.closeTo(0.99, 12), 0], canvas: 1 };

test('from another origin it draws in slices, and nobody hears of it', async () => {
  const { page, said } = await open(`<script type="module" src="http://127.0.0.1:${far.port}/reg-geometry.min.js"></script>`);
  expect(await drawn(page)).toEqual([SOLVED]);
  expect(page.workers()).toHaveLength(0);
  expect(said).toEqual([]);
  await page.close();
});

test.each([['the folder with a copy of the assets', '/assets/'], ['the file itself', 'FILE'], ['a URL', 'new URL("/assets/", location.href)']])('workerUrl brings the worker back: %s', async (_, given) => {
  const from = `http://127.0.0.1:${far.port}/reg-geometry.min.js`;
  const file = readdirSync(join(DIST, 'assets')).find((name) => /^worker.*\.js$/.test(name))!;
  const address = given.startsWith('new') ? given : JSON.stringify(given === 'FILE' ? `assets/${file}` : given);
  const { page, said } = await open(`<script type="module">import { workerUrl } from '${from}'; workerUrl(${address});</script>`);
  expect(await drawn(page)).toEqual([SOLVED]);
  expect(page.workers().map((worker) => worker.url())).toEqual([`http://127.0.0.1:${near.port}/assets/${file}`]);
  expect(said).toEqual([]);
  await page.close();
});

test.each([['same', 'near', ''], ['another, with the folder', 'far', '/assets/'], ['another, with the file', 'far', 'FILE']])('what takes long is solved by a worker of its own, from the origin that is %s', async (_, origin, given) => {
  const files = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js')), file = files.find((name) => name.startsWith('worker'))!, solver = files.find((name) => name.startsWith('solving'))!;
  const from = `http://127.0.0.1:${(origin === 'far' ? far : near).port}/reg-geometry.min.js`;
  const { page, said } = await open(`<script type="module">import { workerUrl } from '${from}'; ${given && `workerUrl('${given === 'FILE' ? `assets/${file}` : given}');`}</script>`);
  await drawn(page);
  const [holds, second] = await page.evaluate(async () => {
    const figure = document.querySelector('reg-geometry')!, y = Array.from({ length: 30_000 }, (__, i) => (i % 3 === 0 ? 1 : -1));
    figure.problem = { loss: { kind: 'logistic', X: y.map((label, i) => [Math.sin(i) + label, Math.cos(7 * i)] as const), y: y as (1 | -1)[] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 };
    await figure.updateComplete;
    return [figure.solution.certificate.holds, figure.solution.theta[1]];
  });
  expect([holds, second]).toEqual([true, 0]);
  expect(page.workers().map((worker) => worker.url()).sort()).toEqual([`http://127.0.0.1:${near.port}/assets/${solver}`, `http://127.0.0.1:${near.port}/assets/${file}`]);
  expect(said).toEqual([]);
  await page.close();
});

test('workerUrl after a worker was refused: what is asked next goes to the new one; what is no address is refused', async () => {
  const { page, said } = await open(`<script type="module">import * as library from 'http://127.0.0.1:${far.port}/reg-geometry.min.js'; Object.assign(globalThis, { library });</script>`);
  await drawn(page);
  const refusals = await page.evaluate(async () => {
    const { workerUrl } = (globalThis as unknown as { library: typeof import('../../src/index.ts') }).library;
    const complaints = ['blob:no', 'http://', 7].map((each) => { try { workerUrl(each as string); return ''; } catch (error) { return (error as Error).message; } });
    workerUrl('/assets/');
    const late = document.createElement('reg-geometry');
    late.setAttribute('prefer', 'cpu');
    document.body.append(late);
    await late.ready;
    return complaints;
  });
  expect(page.workers()).toHaveLength(1);
  for (const [i, each] of ['“blob:no”', '“http://”', '7'].entries()) expect(refusals[i]).toBe(`workerUrl is ${each}; allowed is the address of a folder, with a slash at its end, or of a file.`);
  expect(said).toEqual([]);
  await page.close();
});

test('two versions on one page: the first stays, and a layer of the second is drawn in its figures', async () => {
  const script = `<script type="module" src="/reg-geometry.min.js?first"></script><script type="module">
    import { RegGeometry, RegLayer } from '/reg-geometry.min.js?second';
    globalThis.first = customElements.get('reg-geometry') !== RegGeometry;
    customElements.define('my-layer', class extends RegLayer { draw(scene) { globalThis.seen = scene.solution.theta[0]; } });
  </script>`;
  const { page, said } = await open(script, `${FIGURE}<reg-geometry lambda="0.6" prefer="cpu"><reg-heatmap></reg-heatmap><my-layer></my-layer></reg-geometry><p><reg-value of="theta1"></reg-value></p>`);
  expect(await drawn(page)).toEqual([SOLVED, SOLVED]);
  expect(await page.evaluate(() => [(globalThis as { first?: boolean }).first, (globalThis as { seen?: number }).seen])).toEqual([true, expect.closeTo(0.99, 12)]);
  expect(page.workers()).toHaveLength(1);
  expect(said).toEqual([]);
  await page.close();
});
