import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
// @ts-expect-error a plain module shared with scripts that run without TypeScript
import { chromium, gpuArgs } from '../chromium.mjs';
import type { EngineDetail } from '../../src/index.ts';

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html', '.csv': 'text/csv' };

/** What a server is asked for and answers. */
export interface Reply { readonly status?: number; readonly body?: string | Buffer; readonly headers?: Record<string, string>; readonly afterMs?: number }

/** A server of the built files and of whatever `answer` gives instead. */
export async function serve(built: string, answer: (path: string) => Reply | undefined): Promise<{ readonly port: number; close(): void }> {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url!, 'http://localhost');
    try {
      const { status = 200, body, headers, afterMs = 0 } = answer(pathname) ?? {};
      const content = body ?? await readFile(join(built, pathname));
      await new Promise((resolve) => { setTimeout(resolve, afterMs); });
      response.writeHead(status, { 'content-type': TYPES[extname(pathname)] ?? 'text/plain', 'cache-control': 'no-store', ...headers }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

/** A browser of its own; `plain.test` is this machine too, and no secure context. */
export async function launch(args: readonly string[] = gpuArgs): Promise<Browser> {
  const { executablePath, env } = await chromium();
  return playwright.launch({ executablePath, env, args: [...args, '--host-resolver-rules=MAP plain.test 127.0.0.1'] });
}

/** Notes every engine event from before the page's own script; the fault's own script, if any, runs in the page first. */
export async function open(context: BrowserContext, url: string, fault?: () => void): Promise<{ page: Page; said: string[] }> {
  const page = await context.newPage();
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) said.push(message.text()); });
  await page.addInitScript(() => {
    void customElements.whenDefined('reg-geometry').then(() => Object.assign(globalThis, { from: performance.now() }));
    addEventListener('reg-engine', (event) => {
      const figure = event.composedPath()[0] as HTMLElement & { told?: unknown[] };
      (figure.told ??= []).push((event as CustomEvent<EngineDetail>).detail);
    }, true);
  });
  if (fault) await page.addInitScript(fault);
  await page.goto(url);
  return { page, said };
}
