import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error a plain module shared with scripts that run without TypeScript
import { chromium, gpuArgs } from '../chromium.mjs';
import type {} from '../../src/index.ts';

// What a stranger installs: the built files, on a page whose policy forbids everything that a library had better not do.
const ROOT = join(import.meta.dirname, '..', '..');
const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
  + "require-trusted-types-for 'script'; trusted-types lit-html reg-geometry";
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html', '.csv': 'text/csv' };

let server: Server, browser: Browser, home: string;
beforeAll(async () => {
  server = createServer(async ({ url }, response) => {
    const { pathname, searchParams } = new URL(url!, 'http://localhost');
    try {
      const page = pathname === '/sub/page.html';
      let body: string | Buffer = await readFile(page ? join(import.meta.dirname, 'page.html') : join(ROOT, 'dist', pathname.replace(/^\/sub\/assets-of-a-page\//, '')));
      if (page) body = String(body).replace('SCRIPT', 'assets-of-a-page/reg-geometry.min.js').replace('ENGINE', searchParams.get('engine')!);
      response.writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? 'text/plain', 'content-security-policy': POLICY }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  home = `http://127.0.0.1:${(server.address() as { port: number }).port}/sub/page.html`;
  const { executablePath, env } = await chromium();
  browser = await playwright.launch({ executablePath, env, args: gpuArgs });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe('the one self-contained file, in a sub-path and under a strict policy', () => {
  test.each(['gpu', 'cpu'])('%s', async (engine) => {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('pageerror', ({ message }) => said.push(message));
    page.on('console', (message) => said.push(message.text()));
    page.on('requestfailed', (request) => said.push(request.url()));
    await page.goto(`${home}?engine=${engine}`);
    const seen = await page.evaluate(async () => {
      await customElements.whenDefined('reg-geometry');
      const figure = document.querySelector('reg-geometry')!;
      await figure.ready;
      return { engine: figure.engine, theta: figure.solution.theta };
    });
    expect(seen.engine).toBe(engine);
    expect(seen.theta[0]).toBeCloseTo(0.99, 12);
    expect(page.workers()).toHaveLength(engine === 'cpu' ? 1 : 0); // its own file, not slices
    expect(said.filter((text) => !text.includes('favicon'))).toEqual([]);
    await page.close();
  });
});

test('both doors open in Node by the package’s own name, and the types stand beside them', async () => {
  const script = "const { solve } = await import('reg-geometry/core'); const all = await import('reg-geometry');"
    + "console.log(JSON.stringify([solve({ loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 }).theta, Object.keys(all)]))";
  const [theta, names] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' })) as [number[], string[]];
  expect(theta[0]).toBeCloseTo(0.99, 12);
  expect(theta[1]).toBe(0);
  expect(names).toContain('RegGeometry');
  const { exports: doors } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: Record<string, { types?: string; default?: string } | string> };
  for (const door of Object.values(doors)) for (const file of typeof door === 'string' ? [door] : Object.values(door)) expect(readFileSync(join(ROOT, file!)).length).toBeGreaterThan(0);
});
