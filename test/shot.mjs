// Takes screenshots of a served page in the tests' own browser: node test/shot.mjs URL FILE [width] [scale] [scheme] [height]
import { chromium as playwright } from 'playwright-core';
import { chromium, gpuArgs } from './chromium.mjs';

const [url, file, width = '1200', scale = '1', scheme = 'light', height = '2600'] = process.argv.slice(2);
const { executablePath, env } = await chromium();
const browser = await playwright.launch({ executablePath, env, args: gpuArgs });
const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, deviceScaleFactor: Number(scale), colorScheme: scheme });
page.on('console', (message) => console.log(message.type(), message.text()));
page.on('pageerror', (error) => console.log('page error', error.message));
await page.goto(url);
await page.waitForFunction(() => document.querySelector('reg-geometry')?.ready, undefined, { timeout: 20_000 });
await page.waitForTimeout(1500);
await page.screenshot({ path: file, fullPage: false });
await browser.close();
