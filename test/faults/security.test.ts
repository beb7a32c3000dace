import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { finest, look, stand } from './figures.ts';
import { page as markup, rows } from './markup.ts';
import { launch, open, serve } from './site.ts';

// As strict as a page can be: its own files only, and no text becomes script.
const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";
const HEAD = 'x" onload="owned()"><img src="/owned" onerror="owned()">'; // a stranger's column

let site: Awaited<ReturnType<typeof serve>>, browser: Browser, home: string;
const asked: string[] = [];
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

beforeAll(async () => {
  site = await serve(inject('built'), (path) => {
    asked.push(path);
    if (path === '/gpu.html' || path === '/cpu.html') return { body: everything(path.slice(1, 4)), headers: { 'content-security-policy': STRICT } };
    if (path === '/lax.html') return { body: markup('gpu') };
    if (path === '/rows.csv') return { body: rows() };
    if (path === '/hostile.csv') return { body: rows().replace('a,b,y', `${quoted(HEAD)},b,y`) };
    if (path === '/cells.csv') return { body: `a,b,y\n1,${quoted(HEAD)},1\n` };
    return path === '/icon.png' ? { body: '' } : undefined;
  });
  home = `http://127.0.0.1:${site.port}`;
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

const everything = (prefer: string) => markup(prefer).replace('<link rel="icon" href="/icon.png">', '');

describe.each(['gpu', 'cpu'])('the strictest policy, on the %s engine', (prefer) => {
  test('every element that the library defines stands in it', async () => {
    const context = await browser.newContext({ viewport: { width: 340, height: 1500 } });
    const { page, said } = await open(context, `${home}/${prefer}.html`, () => {
      const names: string[] = [], broken: string[] = [];
      Object.assign(globalThis, { names, broken });
      const define = customElements.define.bind(customElements);
      customElements.define = (name, ...rest) => { names.push(name); define(name, ...rest); };
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => broken.push(`${violatedDirective} ${blockedURI}`));
    });
    await stand(page, prefer);
    await finest(page);
    const names = await page.evaluate(async () => {
      const { names: defined } = globalThis as unknown as { names: string[] };
      for (const name of defined) if (name !== 'reg-geometry') {
        const linked = document.createElement(name);
        linked.setAttribute('for', 'plain');
        document.body.append(linked);
        document.querySelector('#bound')!.append(document.createElement(name)); // and as a layer or a view inside one
      }
      await new Promise((resolve) => { setTimeout(resolve, 3000); }); // past the time that a link waits for its target
      return defined;
    });
    expect(names.length).toBeGreaterThan(8);
    expect(await page.evaluate(() => (globalThis as unknown as { broken: string[] }).broken.filter((text) => !text.includes('favicon')))).toEqual([]);
    expect(page.workers()).toHaveLength(prefer === 'cpu' ? 1 : page.workers().length); // its own file, not slices
    expect(said.filter((text) => !text.includes('favicon'))).toEqual([]);
    await context.close();
  });
});

const PAYLOADS = [
  '<img src="/owned" onerror="owned()">', '</style><script>owned()</script>', '"><svg onload=owned()>', '${owned()}', '{{owned()}}', 'javascript:owned()',
  'formula: x); } @compute @workgroup_size(1) fn owned() {', 'formula: x + owned()', 'formula: x /* */ + constructor + __proto__', 'formula: abs(x) where <b>owned</b> = 1',
  'formula: x\u2028owned()\u202E', 'l1 <iframe srcdoc="<script>parent.owned()</script>">', '__proto__', 'constructor',
];
const NAMES = ['loss', 'penalty', 'form', 'lambda', 'budget', 'minimizer', 'curvature', 'src', 'features', 'target', 'weights', 'scaling', 'window', 'prefer', 'controls'] as const;

describe('what strangers write is text, on a page that would run it', () => {
  test('in every attribute', async () => {
    const context = await browser.newContext({ viewport: { width: 340, height: 1500 } });
    const { page } = await open(context, `${home}/lax.html`, play);
    await stand(page, 'gpu');
    const told = await page.evaluate(async ([names, payloads]) => {
      const messages: string[] = [];
      const rest = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
      for (const id of ['plain', 'data']) {
        const figure = document.getElementById(id) as HTMLElementTagNameMap['reg-geometry'];
        figure.addEventListener('reg-error', ({ detail }) => messages.push(detail.message));
        for (const name of names) {
          const good: unknown = figure[name];
          for (const payload of payloads) {
            const before = messages.length;
            figure.setAttribute(name, payload);
            await figure.updateComplete;
            if (id === 'data' && messages.length === before) await rest(30); // what is fetched is refused later
          }
          Object.assign(figure, { [name]: good });
          await figure.updateComplete;
        }
      }
      return messages;
    }, [NAMES, PAYLOADS] as const);
    expect(told.length).toBeGreaterThan(200);
    expect(new Set(told.map((message) => message.split('\n').length))).toEqual(new Set([1]));
    expect(await harm(page)).toEqual(UNHARMED);
    expect(asked.filter((path) => path === '/owned')).toEqual([]);
    await finest(page);
    expect((await look(page)).complaints).toEqual(['', '', '']);
    await context.close();
  });

  test('in the names of layers, in a CSV’s head and in its cells', async () => {
    const context = await browser.newContext({ viewport: { width: 340, height: 1500 } });
    const { page } = await open(context, `${home}/lax.html`, play);
    await stand(page, 'gpu');
    const texts = await page.evaluate(async (payload) => {
      const [figure, bound] = [document.querySelector('#data')!, document.querySelector('#bound')!] as HTMLElementTagNameMap['reg-geometry'][];
      const complaint = () => figure!.renderRoot.querySelector('.complaint')!.textContent;
      let before = '';
      const seen = async () => {
        for (const at = performance.now(); (complaint() === before || complaint() === '') && performance.now() - at < 5000;) await new Promise(requestAnimationFrame);
        return (before = complaint());
      };
      const rings = bound!.appendChild(document.createElement('reg-level-sets'));
      rings.setAttribute('of', payload);
      const controls = document.body.appendChild(document.createElement('reg-controls'));
      for (const name of ['for', 'show', 'penalties']) controls.setAttribute(name, payload);
      const all = [];
      figure!.setAttribute('src', '/hostile.csv'); // the features that are asked for are not in it
      all.push(await seen());
      figure!.setAttribute('src', '/cells.csv');
      all.push(await seen());
      return [...all, bound!.renderRoot.querySelector('.complaint')!.textContent];
    }, PAYLOADS[0]!);
    expect(texts[0]).toContain('onload=');
    expect(texts[1]).toContain('onload=');
    expect(texts[2]).toContain('<img src="/owned"');
    expect(await harm(page)).toEqual(UNHARMED);
    expect(asked.filter((path) => path === '/owned')).toEqual([]);
    await context.close();
  });
});

interface Ward { owned: () => void; harmed: number; shaders: string[] }

/** Counts what runs, and keeps every shader. */
function play(): void {
  const ward = Object.assign(globalThis, { harmed: 0, shaders: [] as string[] }) as unknown as Ward;
  ward.owned = () => { ward.harmed += 1; };
  const { createShaderModule } = GPUDevice.prototype;
  GPUDevice.prototype.createShaderModule = function (given) { ward.shaders.push(given.code); return createShaderModule.call(this, given); };
}

const UNHARMED = { harmed: 0, foreign: [], shaders: [] };

/** What ran, what markup came to be, and which shaders hold a stranger's words. */
const harm = (page: Awaited<ReturnType<typeof open>>['page']) => page.evaluate(() => {
  const { harmed, shaders } = globalThis as unknown as Ward;
  const foreign: string[] = [];
  const walk = (root: ParentNode) => {
    for (const node of root.querySelectorAll('*')) {
      if (['img', 'iframe', 'object', 'embed', 'base', 'form'].includes(node.localName) || (node.localName === 'script' && !node.hasAttribute('src'))) foreign.push(node.outerHTML);
      for (const { name, value } of node.attributes) if (name.startsWith('on') || /^\s*javascript:/i.test(value) && name === 'href') foreign.push(`${node.localName} ${name}=${value}`);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  return { harmed, foreign, shaders: shaders.filter((code) => /owned|__proto__|constructor/.test(code)) };
});
