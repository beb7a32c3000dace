import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ErrorDetail, RegGeometry } from '../../src/index.ts';
import { launch, serve, type Reply } from '../faults/site.ts';

// A page as an author makes it of the package, with Vite's defaults: what it really fetches, and when.
const DIST = join(import.meta.dirname, '..', '..', 'dist');
const PAGES: Readonly<Record<string, string>> = {
  '/gpu.html': '<reg-geometry id="figure" prefer="gpu"></reg-geometry>',
  '/cpu.html': '<reg-geometry id="figure" prefer="cpu"></reg-geometry>',
  '/views.html': '<reg-geometry id="figure" prefer="cpu"></reg-geometry><reg-tradeoff for="figure"></reg-tradeoff><p><reg-value of="theta1" for="figure"></reg-value></p>',
  '/far.html': '<div style="height: 5000px"></div><reg-geometry id="figure" prefer="cpu"></reg-geometry>',
};

// What a default figure can do without until it stands.
const LATER = /^(elements\/(atlas|controls|data|family|lagrangian|path|tradeoff)\/|elements\/figure\/(export|later|roam|tools|voice|tables|source)|elements\/layers\/(path|gradients|first-contact|boundary-handle)\.|solver\/(families\/|data|global|pieces|wide\/(?!run)|lagrange|everything)|samples\/|data\/|print\/figure)/;

let site: Awaited<ReturnType<typeof serve>>, browser: Browser, home: string, blocked: RegExp | undefined, held = false;
const modules = new Map<string, readonly string[]>(); // of each file, the modules of the package in it
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'first-'));
  writeFileSync(join(home, 'entry.js'), `import ${JSON.stringify(join(DIST, 'index.js'))};\n`);
  writeFileSync(join(home, 'index.html'), '<!doctype html><script type="module" src="./entry.js"></script>');
  vi.stubEnv('NODE_ENV', 'production'); // that of the tests would build Lit's development version
  const made = await build({ configFile: false, root: home, base: './', logLevel: 'silent', mode: 'production', worker: { format: 'es' }, build: { outDir: join(home, 'site') }, resolve: { alias: { lit: join(DIST, '..', 'node_modules', 'lit'), 'gl-matrix': join(DIST, '..', 'node_modules', 'gl-matrix') } } });
  vi.unstubAllEnvs();
  for (const file of (made as { output: { fileName: string; type: string; moduleIds?: string[] }[] }).output) if (file.type === 'chunk') modules.set(`/${file.fileName}`, file.moduleIds!.flatMap((id) => (id.startsWith(DIST) ? [id.slice(DIST.length + 1)] : [])));
  const markup = readFileSync(join(home, 'site', 'index.html'), 'utf8');
  site = await serve(join(home, 'site'), (path): Reply | undefined => {
    if (path in PAGES) return { body: `${markup}<title>A page</title><style>reg-geometry { display: block; width: 400px }</style>${PAGES[path]}`, headers: { 'content-type': 'text/html' } };
    if (held && modules.get(path)?.some((name) => LATER.test(name))) return { afterMs: 1500 };
    return path === '/favicon.ico' ? { body: '' } : blocked?.test(path) ? { status: 503, body: 'away' } : undefined;
  });
  browser = await launch();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  site?.close();
  rmSync(home, { recursive: true, force: true });
});

async function open(path: string): Promise<{ page: Page; said: string[] }> {
  const page = await browser.newPage(), said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  await page.addInitScript(() => {
    const look = (): void => { // the first picture stands where that of a server would go
      const slot = document.querySelector('reg-geometry')?.shadowRoot?.querySelector<HTMLElement>('slot[name="static"]');
      if (slot?.hidden) Object.assign(globalThis, { drawn: performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.js')).map((entry) => new URL(entry.name).pathname) });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(`http://127.0.0.1:${site.port}${path}`);
  return { page, said };
}

const fetched = async (page: Page) => [...new Set(await page.waitForFunction(() => (globalThis as { drawn?: string[] }).drawn).then((handle) => handle.jsonValue() as Promise<string[]>))];
const weigh = (files: readonly string[]) => files.reduce((sum, file) => sum + gzipSync(readFileSync(join(home, 'site', file)), { level: 9 }).length, 0) / 1000;
const limitOf = (way: string) => {
  const { 'size-limit': limits } = JSON.parse(readFileSync(join(DIST, '..', 'package.json'), 'utf8')) as { 'size-limit': { path: string; limit: string }[] };
  return Number.parseFloat(limits.find(({ path }) => path.includes(`/page/${way}/`))!.limit);
};

describe('before its first picture a page with one figure fetches', () => {
  test.each([['gpu', /surface\/cpu-surface/], ['cpu', /surface\/gpu-surface|paint\/gpu|shaders/]] as const)('what draws it and no more: %s', async (way, other) => {
    held = true; // the picture does not wait for the rest
    const { page, said } = await open(`/${way}.html`), files = await fetched(page), parts = files.flatMap((file) => modules.get(file) ?? []);
    held = false;
    expect(parts).toContain('elements/figure/figure.js');
    expect(parts).toContain(`elements/surface/${way}-surface.js`);
    expect(parts.filter((name) => LATER.test(name) || other.test(name))).toEqual([]);
    expect(weigh(files)).toBeLessThan(limitOf(way));
    await page.evaluate(() => document.querySelector('reg-geometry')!.ready);
    await page.locator('reg-controls input[type=range]').first().press('ArrowRight'); // and then a reader has it all
    await page.waitForFunction(() => Number(document.querySelector('reg-geometry')!.lambda) > 0.6);
    expect(await page.evaluate(() => document.querySelector('reg-geometry')!.exportSvg())).toMatch(/^<svg .*<\/svg>$/s);
    expect(said).toEqual([]);
    await page.close();
  });
});

test('what a problem needs is fetched with the first problem of its kind', async () => {
  const { page, said } = await open('/cpu.html');
  await fetched(page);
  const seen = await page.evaluate(async () => {
    const figure = document.querySelector('reg-geometry')!, found: unknown[] = [];
    await figure.ready;
    const X = [[1, 0], [0, 1], [1, 1], [-1, 0.5], [0.3, -1], [1, 0.2], [-0.5, 0.1]], y = [1, -1, 1, -1, 1, -1, 1];
    const losses = [{ kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, { kind: 'himmelblau' }, { kind: 'formula', formula: '(x - 1)^2 + y^2 + x*y' }, { kind: 'squared', X, y }, { kind: 'logistic', X, y }];
    for (const loss of losses) for (const penalty of [{ kind: 'l1' }, { kind: 'mcp', shape: 3 }, { kind: 'formula', formula: 'abs(x) + y^2' }]) {
      figure.problem = { loss, penalty, form: 'penalty', lambda: 0.2 } as never;
      await figure.updateComplete;
      const { problem, solution: { certificate } } = figure as unknown as RegGeometry;
      found.push([problem.loss.kind, problem.penalty.kind, certificate.holds]);
    }
    return found;
  });
  const kinds = ['quadratic', 'himmelblau', 'formula', 'squared', 'logistic'];
  expect(seen).toEqual(kinds.flatMap((loss) => ['l1', 'mcp', 'formula'].map((penalty) => [loss, penalty, true])));
  expect(said).toEqual([]);
  await page.close();
});

test('what takes long is solved by a worker whose file comes then, and not before', async () => {
  const { page, said } = await open('/cpu.html');
  await fetched(page);
  const names = () => page.workers().map((worker) => worker.url().split('/').at(-1)!.split('-')[0]).sort();
  expect(names()).toEqual(['worker']);
  const holds = await page.evaluate(async () => {
    const figure = document.querySelector('reg-geometry')!, y = Array.from({ length: 30_000 }, (_, i) => (i % 3 === 0 ? 1 : -1));
    figure.problem = { loss: { kind: 'logistic', X: y.map((label, i) => [Math.sin(i) + label, Math.cos(7 * i)]), y }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 } as never;
    await figure.updateComplete;
    return figure.solution.certificate.holds;
  });
  expect(holds).toBe(true);
  expect(names()).toEqual(['solving', 'worker']);
  expect(said).toEqual([]);
  await page.close();
});

test('a view is fetched where its tag stands, also one that comes later, and keeps what was set on it before', async () => {
  const { page, said } = await open('/views.html');
  await page.evaluate(() => customElements.whenDefined('reg-tradeoff'));
  await page.waitForFunction(() => document.querySelector('reg-value')?.shadowRoot?.textContent?.includes('0.99'));
  const path = await page.evaluate(async () => {
    const late = Object.assign(document.createElement('reg-coefficient-path'), { for: 'figure' });
    late.setAttribute('by', 'budget');
    const atlas = document.createElement('reg-atlas');
    document.body.append(late, atlas);
    const before = customElements.get('reg-coefficient-path') === undefined;
    await Promise.all([customElements.whenDefined('reg-coefficient-path'), customElements.whenDefined('reg-atlas')]);
    return [before, late.for, Object.hasOwn(late, 'for')];
  });
  expect(path).toEqual([true, 'figure', false]);
  expect(said).toEqual([]);
  await page.close();
});

test('a part that does not arrive is told in words where it was to stand, and nowhere else', async () => {
  blocked = new RegExp([...modules].find(([, held]) => held.includes('elements/tradeoff/tradeoff.js'))![0]);
  const { page, said } = await open('/views.html');
  await page.evaluate(() => { addEventListener('reg-error', (event) => { Object.assign(globalThis, { told: [(event.target as Element).localName, (event as CustomEvent<ErrorDetail>).detail.message] }); }); });
  await page.waitForFunction(() => document.querySelector('reg-tradeoff')?.shadowRoot?.querySelector('p'));
  expect(await page.evaluate(() => document.querySelector('reg-tradeoff')!.shadowRoot!.textContent)).toMatch(/^<reg-tradeoff> could not be loaded \(.*\); allowed is a page that reaches every file of the library\.$/);
  await page.evaluate(() => document.querySelector('reg-geometry')!.ready);
  expect(said).toEqual([]);
  await page.evaluate(() => { document.body.append(Object.assign(document.createElement('reg-tradeoff'), { id: 'second' })); }); // met anew it is told anew
  await page.waitForFunction(() => document.getElementById('second')!.shadowRoot?.querySelector('[role=alert]'));
  blocked = undefined;
  await page.close();
});

test('a figure out of sight is solved and draws nothing', async () => {
  const { page } = await open('/far.html');
  await page.evaluate(() => customElements.whenDefined('reg-geometry').then(() => document.querySelector('reg-geometry')!.ready));
  const look = () => page.evaluate(() => {
    const figure = document.querySelector('reg-geometry')!, axes = figure.shadowRoot!.querySelector('reg-axes')!;
    return { engine: figure.engine, canvases: figure.shadowRoot!.querySelectorAll('canvas').length, drawn: axes.shadowRoot!.querySelector('svg') !== null, second: figure.solution.theta[1], printed: /<svg[^>]* width="400"/.test(figure.exportSvg()) };
  });
  expect(await look()).toEqual({ engine: undefined, canvases: 0, drawn: false, second: 0, printed: true });
  expect(page.workers()).toHaveLength(0);
  await page.locator('reg-geometry').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('reg-geometry')!.engine);
  expect(await look()).toEqual({ engine: 'cpu', canvases: 1, drawn: true, second: 0, printed: true });
  await page.close();
});
