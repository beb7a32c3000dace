// npm run pictures: the README's pictures, taken from the demo page in the tests' own browser.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { createServer } from 'vite';
import { chromium, gpuArgs } from './chromium.mjs';

const folder = join(import.meta.dirname, '..', 'demo', 'pictures');
await mkdir(folder, { recursive: true });
const server = await createServer({ logLevel: 'error', server: { port: 0 } });
await server.listen();
const { executablePath, env } = await chromium();
const browser = await playwright.launch({ executablePath, env, args: gpuArgs });
for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1200 }, deviceScaleFactor: 2, colorScheme });
  page.on('pageerror', (error) => { console.error(error.message); process.exitCode = 1; });
  await page.goto(server.resolvedUrls.local[0]);
  await page.evaluate(() => Promise.all(['diamond', 'disc'].map((id) => customElements.whenDefined('reg-geometry').then(() => document.getElementById(id).ready))));
  const section = page.locator('section').first();
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  await section.screenshot({ path: join(folder, `pair-${colorScheme}.png`) });
  await page.close();
}
await browser.close();
await server.close();
