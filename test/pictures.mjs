// npm run pictures: the README's pictures, the article's static ones and its social card, taken from the demo's pages in the tests'
// own browser.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { createServer } from 'vite';
import { chromium, gpuArgs } from './chromium.mjs';
import { cardPage } from './pictures/card.mjs';
import { flatten } from './pictures/flatten.mjs';
import { tenPath } from './pictures/ten.mjs';

const demo = join(import.meta.dirname, '..', 'demo'), folder = join(demo, 'pictures');
await mkdir(folder, { recursive: true });
const server = await createServer({ logLevel: 'error', server: { port: 0 } });
await server.listen();
const [home] = server.resolvedUrls.local;
const { executablePath, env } = await chromium();
const browser = await playwright.launch({ executablePath, env, args: gpuArgs });
const save = (name, text) => writeFile(join(folder, name), text);
const drawn = (page) => page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));

for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1200 }, deviceScaleFactor: 2, colorScheme });
  page.on('pageerror', (error) => { console.error(error.message); process.exitCode = 1; });

  await page.goto(`${home}pages.html`);
  await page.evaluate(() => Promise.all(['diamond', 'disc'].map((id) => customElements.whenDefined('reg-geometry').then(() => document.getElementById(id).ready))));
  await drawn(page);
  await page.locator('section').first().screenshot({ path: join(folder, `pair-${colorScheme}.png`) });

  // The article: what each figure and view shows at first, named as its own picture asks.
  await page.addInitScript(() => { // a canvas that is read must be the CPU's
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (/^reg-(geometry|lagrangian)$/.test(node.localName)) node.setAttribute('prefer', 'cpu');
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${home}index.html`);
  await page.evaluate(() => { document.documentElement.style.scrollBehavior = 'auto'; });
  for (const image of await page.locator('img[src$="-light.svg"]').all()) {
    const name = /([\w-]+)-light\.svg$/.exec(await image.getAttribute('src'))[1];
    const host = await image.evaluateHandle((element) => element.closest('reg-geometry, reg-tradeoff, reg-coefficient-path, reg-atlas, reg-lagrangian'));
    if (!(await host.evaluate((element) => element !== null))) continue;
    await host.evaluate(async (element) => {
      element.scrollIntoView({ block: 'center' });
      if (element.localName === 'reg-geometry' || element.localName === 'reg-lagrangian') await element.ready;
      for (const contact of element.querySelectorAll('reg-first-contact')) contact.progress = 1;
      for (const probed of element.querySelectorAll('reg-gradients')) probed.probe = null;
    });
    await page.waitForTimeout(1500); // linked views draw in slices and say nothing when they are done
    await save(`${name}-${colorScheme}.svg`, await host.evaluate((element) => (element.localName === 'reg-geometry' ? element.exportSvg() : ''))
      || await host.evaluate(flatten));
  }

  const csv = await readFile(join(demo, 'data', 'diabetes.csv'), 'utf8');
  const { knots, names } = await page.evaluate(async ([core, text]) => {
    const { parseCsv, path, samples } = await import(core);
    const table = parseCsv(text), features = table.names.filter((name) => name !== 'y');
    const loss = { kind: 'squared', ...samples(table, 'squared', { features, target: 'y', standardise: true }) };
    return { knots: path({ loss, penalty: { kind: 'l1' } }, { count: 2 }).knots, names: features };
  }, [`/@fs${join(demo, '..', 'src', 'core.ts')}`, csv]);
  for (const narrow of [false, true]) await save(`ten${narrow ? '-narrow' : ''}-${colorScheme}.svg`, tenPath(knots, names, colorScheme, narrow));

  if (colorScheme === 'light') {
    const figures = await page.evaluate(async (core) => {
      const { renderSvg } = await import(core);
      const loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, window = { x: [-1.35, 2.45], y: [-1.75, 2.05] };
      return ['l1', 'l2-norm'].map((kind) => renderSvg({ loss, penalty: { kind }, form: 'constraint', budget: 0.99 }, { width: 500, caption: false, window }));
    }, `/@fs${join(demo, '..', 'src', 'core.ts')}`);
    const card = await browser.newPage({ viewport: { width: 1200, height: 630 } });
    await card.setContent(cardPage(figures));
    await card.screenshot({ path: join(folder, 'card.png') });
    await card.close();
  }
  await page.close();
}
await browser.close();
await server.close();
