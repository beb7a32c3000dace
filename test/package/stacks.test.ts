import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type {} from '../../src/index.ts';
import { launch, serve } from '../faults/site.ts';

// The packed package in React, Vue and Svelte, which are installed once for each lock.
const ROOT = join(import.meta.dirname, '..', '..');
const HOME = join(ROOT, 'test', 'stacks');
const STACKS = ['react', 'vue', 'svelte'] as const;
const VITE = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
const { NODE_ENV: _, ...rest } = process.env; // that of the tests would build Lit's development version
const env = { ...rest, NO_COLOR: '1' };
const run = promisify(execFile);
const node = (...given: string[]) => run(process.execPath, given, { cwd: HOME, env });
const text = (...given: string[]) => node(...given).then(({ stdout }) => stdout, ({ stdout }: { stdout: string }) => stdout);

async function install(): Promise<void> {
  const lock = readFileSync(join(HOME, 'package-lock.json'), 'utf8'), stamp = join(HOME, 'node_modules', '.installed');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    await run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'], { cwd: HOME });
    writeFileSync(stamp, lock);
  }
  const place = join(HOME, 'node_modules', 'reg-geometry'); // what it depends on lies in our own node_modules, above
  rmSync(place, { recursive: true, force: true });
  rmSync(join(HOME, 'node_modules', '.vite'), { recursive: true, force: true }); // what the development server made of another build
  mkdirSync(place);
  await run('tar', ['-xzf', inject('tarball'), '-C', place, '--strip-components', '1']);
}

let site: Awaited<ReturnType<typeof serve>>, browser: Browser;
beforeAll(async () => {
  await install();
  await node(VITE, 'build', '--logLevel', 'error');
  site = await serve(join(HOME, 'dist', 'pages'), (path) => (path === '/favicon.ico' ? { body: '' } : undefined));
  browser = await launch();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  site?.close();
});

async function open(url: string): Promise<{ page: Page; said: string[] }> {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) said.push(message.text()); });
  await page.goto(url);
  await page.waitForSelector('reg-geometry');
  await page.evaluate(() => document.querySelector('reg-geometry')!.ready);
  return { page, said };
}

const said = (page: Page, id: string) => page.evaluate((name) => document.getElementById(name)!.textContent, id);
const numbers = async (page: Page) => (await said(page, 'theta'))!.split(' ').map(Number);

/** How many colours a picture of the figure has: a blank one has two or three. */
const colours = async (page: Page): Promise<number> => {
  const shot = await page.locator('reg-geometry').screenshot();
  return page.evaluate(async (text) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))]));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, shot.toString('base64'));
};

describe('draws, is driven by a property, and tells its events', () => {
  test.each([['react', 'gpu'], ...STACKS.map((stack) => [stack, 'cpu'])])('%s, %s', async (stack, engine) => {
    const { page, said: wrong } = await open(`http://127.0.0.1:${site.port}/${stack}/index.html#${engine}`);
    expect(await page.evaluate(() => document.querySelector('reg-geometry')!.engine)).toBe(engine);
    expect(page.workers()).toHaveLength(engine === 'cpu' ? 1 : 0);
    expect(await colours(page)).toBeGreaterThan(100);
    expect(await numbers(page)).toEqual([expect.closeTo(0.99, 12), 0]);
    // Attributes of a layer, as text, number and flag.
    expect(await page.evaluate(() => [document.querySelector('reg-heatmap')!.of, Number(document.querySelector('reg-level-sets')!.count), document.querySelector('reg-constraint-region')!.bare])).toEqual(['loss', 9, true]);

    // By its closed form: θ₂ = 0 and θ₁ = 1.5 + 0.3·0.3 − λ, as long as λ ≥ 0.3·0.3 + 0.3 − 0.3·θ₁.
    await page.fill('input[type=range]', '1');
    await expect.poll(() => numbers(page)).toEqual([expect.closeTo(0.59, 12), 0]);
    expect(await page.evaluate(() => document.querySelector('reg-geometry')!.lambda)).toBe(1);

    // The reader's hand on the figure's own slider: told to the page, which takes it over.
    await page.locator('reg-controls input[type=range]').first().press('ArrowRight');
    await expect.poll(async () => Number(await said(page, 'lambda'))).toBeGreaterThan(1);
    const lambda = await page.evaluate(() => Number(document.querySelector('reg-geometry')!.lambda));
    expect(Number(await said(page, 'lambda'))).toBe(lambda);
    await expect.poll(() => numbers(page)).toEqual([expect.closeTo(1.59 - lambda, 12), 0]);
    expect(wrong).toEqual([]);
    await page.close();
  });
});

test('in Vite’s development server it has its worker too', async () => {
  const server = spawn(process.execPath, [VITE, '--port', '0', '--host', '127.0.0.1'], { cwd: HOME, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const home = await new Promise<string>((resolve, reject) => {
      let text = '';
      server.stdout.on('data', (chunk) => { const found = /http:\/\/[\d.:]+\//.exec(text += String(chunk)); if (found) resolve(found[0]); });
      server.once('exit', () => reject(new Error(text)));
    });
    const { page, said: wrong } = await open(`${home}react/index.html#cpu`);
    expect(await numbers(page)).toEqual([expect.closeTo(0.99, 12), 0]);
    expect(page.workers()).toHaveLength(1);
    expect(wrong.filter((text) => !text.startsWith('Lit is in dev mode'))).toEqual([]);
    await page.close();
  } finally {
    server.kill();
  }
});

test('rendered on a server, the tags stand in the markup with their attributes', async () => {
  await node(VITE, 'build', '--ssr', '--logLevel', 'error');
  const script = (stack: string) => `const { render } = await import(${JSON.stringify(pathToFileURL(join(HOME, 'dist', 'server', `${stack}.js`)).href)}); console.log(await render());`;
  for (const stack of STACKS) {
    const { stdout, stderr } = await node('--input-type=module', '-e', script(stack));
    expect(stdout).toMatch(/<reg-geometry penalty="l1" lambda="0.6" prefer="cpu">.*<reg-level-sets count="9">.*<reg-constraint-region bare/);
    expect(stderr).toBe('');
  }
});

test('tags, attributes and events have types in all three', async () => {
  expect(await text('node_modules/vue-tsc/bin/vue-tsc.js', '-p', '.', '--noEmit')).toBe('');
  expect(await text('node_modules/svelte-check/bin/svelte-check', '--workspace', 'svelte', '--fail-on-warnings')).toContain('found 0 errors and 0 warnings');
}, 120_000);
