import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { page as window_ } from 'vitest/browser';
import axeAddress from '../../node_modules/axe-core/axe.min.js?url';
import '../../demo/demo.css';
import '../../demo/docs/docs.css';
import type { RegGeometry } from '../../src/index.ts';
import readme from '../../README.md?raw';
// @ts-expect-error plain modules that scripts and tests share
import { agrees, claimsOf } from '../docs-claims.mjs';
// @ts-expect-error as above
import { embedded, markdownSamples, samplesOf, scriptsOf, wayOf } from '../docs-frame.mjs';
import { guard, textOf } from './page.ts';

guard();

interface Sample { page: string; index: number; run: string; of: string | undefined; live: boolean; code: string }
const raw = import.meta.glob<string>('../../demo/docs/**/*.html', { query: '?raw', import: 'default', eager: true });
const scripts = import.meta.glob('../../demo/docs/live/*.js');
const pages = Object.entries(raw).map(([path, text]) => [path.replace('../../demo/docs/', ''), text] as const);
const samples: Sample[] = [...pages, ['README.md', readme] as const].flatMap(([page, text]) => ((page === 'README.md' ? markdownSamples(text) : samplesOf(text)) as Sample[]).map((each) => ({ ...each, page })));
const by = (...ways: string[]) => samples.filter((each) => ways.includes(wayOf(each))).map((each) => [`${each.page} ${each.index + 1}`, each] as const);

const ROOT = `${location.origin}/`;
const at = (path: string) => `${ROOT}${path}`;
const DATA = at('demo/data/');
const here = (markup: string) => markup.replaceAll(/"(?:\.\.\/)*(?:data\/)?(diabetes(?:-40)?\.csv)"/g, `"${DATA}$1"`);
const DOORS: Record<string, string> = { 'reg-geometry': 'src/index.ts', 'reg-geometry/core': 'src/core.ts', 'reg-geometry/all': 'src/all.ts' };
const door = (name: string) => at(DOORS[name] ?? 'src/all.ts'); // the one file, wherever it lies
const imported = (code: string) => code.replaceAll(/(from |import )'([^']+)'/g, (_, word: string, name: string) => `${word}'${door(name)}'`);

async function run(code: string): Promise<Record<string, unknown>> {
  const url = URL.createObjectURL(new Blob([imported(code)], { type: 'text/javascript' }));
  try { return await import(/* @vite-ignore */ url) as Record<string, unknown>; } finally { URL.revokeObjectURL(url); }
}

/** Every element of the library under a root stands: nothing to complain of, and each solution is certified. */
async function stand(root: Document | HTMLElement): Promise<number> {
  const all = [...root.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('reg-'));
  const figures = all.filter(({ localName }) => localName === 'reg-geometry') as RegGeometry[];
  await Promise.all(all.map((each) => (each as RegGeometry).ready));
  for (const figure of figures) {
    await figure.updateComplete;
    const told = () => /not certified|certified|best found|solving…/.exec(textOf(figure))?.[0] ?? figure.shadowRoot!.querySelector('.complaint')!.textContent ?? '';
    await expect.poll(told, { timeout: 15_000 }).toMatch(/^(certified|best found)$/);
    expect(figure.waiting).toBe(false);
    expect(figure.solution.certificate.holds).toBe(true);
  }
  for (const each of all) await expect.poll(() => [each.localName, each.shadowRoot?.querySelector('.complaint')?.textContent?.trim() ?? '']).toEqual([each.localName, '']);
  return figures.length;
}

afterEach(() => { history.replaceState(null, '', location.pathname + location.search); });

interface Axe { run(context: Document, options: object): Promise<{ violations: readonly { id: string; nodes: readonly { target: unknown }[] }[] }> }
beforeAll(async () => {
  const script = document.createElement('script');
  script.src = axeAddress;
  document.head.append(script);
  await new Promise((done) => { script.onload = done; });
});

/** Every rule of axe, over the page and all shadow roots, in light and in dark. */
async function readable(text: string, schemes: readonly string[]): Promise<void> {
  document.documentElement.lang = 'en';
  document.title = /<title>(.*?)<\/title>/.exec(text)![1]!;
  for (const scheme of schemes) {
    document.documentElement.style.colorScheme = scheme;
    await new Promise((done) => { setTimeout(done, 60); });
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'] });
    expect([scheme, ...violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes.slice(0, 5).map(({ target }) => target))}`)]).toEqual([scheme]);
  }
  document.documentElement.style.colorScheme = '';
}

describe('every page, with its live results', () => {
  test.each(pages)('%s', async (path, text) => {
    await window_.viewport(320, 700);
    document.body.innerHTML = here(text.slice(text.indexOf('<header'), text.indexOf('</html>')));
    await scripts[`../../demo/docs/live/${path.replace('.html', '.js')}`]?.();
    const lives = [...document.querySelectorAll('.live')];
    const live = (samplesOf(text) as Sample[]).filter((each) => each.live && each.run === 'html');
    expect(lives).toHaveLength(live.length);
    const figures = await stand(document.body);
    expect(lives.every((each) => each.querySelector('reg-geometry, reg-lagrangian'))).toBe(true);
    if (live.length > 0 && !path.includes('reg-lagrangian')) expect(figures).toBeGreaterThan(0);
    expect(document.documentElement.scrollWidth, 'no wider than a small screen').toBeLessThanOrEqual(320);
    await readable(text, path.startsWith('elements/reg-') ? ['light'] : ['light', 'dark']); // one style sheet colours all pages of elements
    if (path === 'start.html') {
      expect(document.querySelector<HTMLOutputElement>('#theta')!.value).toBe('0.99, 0.00');
      expect(document.querySelector<HTMLOutputElement>('#claim')!.value).toBe('certified');
    }
    if (path === 'recipes.html') await recipes();
  }, 60_000);
});

async function recipes(): Promise<void> {
  const figure = (id: string) => document.getElementById(id) as RegGeometry;
  expect([figure('exam').problem.loss.kind, figure('exam').solution.support]).toEqual(['logistic', [true, true]]);
  expect((figure('crowd').problem.loss as unknown as { X: unknown[] }).X).toHaveLength(5000);
  figure('said').change({ lambda: 0.3 });
  await expect.poll(() => document.querySelector<HTMLOutputElement>('#moves')!.value).toBe('1');
  for (const [lambda, support] of [['0.3', [true, true]], ['0.8', [true, false]], ['1.7', [false, false]]] as const) {
    document.querySelector(`.story [data-lambda="${lambda}"]`)!.scrollIntoView({ block: 'center' });
    await expect.poll(() => Number(figure('told').lambda)).toBe(Number(lambda));
    await expect.poll(() => figure('told').solution.support).toEqual(support);
  }
  const saved: string[] = [];
  const note = (event: Event) => { const link = event.target as HTMLAnchorElement; if (!link.download) return; saved.push(link.download); event.preventDefault(); };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) { note({ target: this, preventDefault() {} } as unknown as Event); };
  try {
    document.querySelector<HTMLElement>('#svg')!.click();
    document.querySelector<HTMLElement>('#png')!.click();
    await expect.poll(() => saved).toEqual(['figure.svg', 'figure.png']);
  } finally { HTMLAnchorElement.prototype.click = click; }
}

/** A whole page in a frame of its own, which its policy is for. */
async function frame(markup: string): Promise<Document> {
  const whole = here(markup).replaceAll(/(src=|from )(["'])[^"']*reg-geometry\.min\.js\2/g, (_, word: string, mark: string) => `${word}${mark}${at('src/all.ts')}${mark}`);
  expect(whole).toContain(at('src/all.ts'));
  const element = document.createElement('iframe');
  Object.assign(element, { srcdoc: whole, width: '320', height: '600' });
  const wrong: string[] = [];
  document.body.append(element);
  await expect.poll(() => element.contentDocument?.URL, { interval: 1 }).toBe('about:srcdoc');
  const inner = element.contentWindow as Window & typeof globalThis;
  inner.addEventListener('error', ({ message }) => wrong.push(message));
  inner.addEventListener('unhandledrejection', ({ reason }) => wrong.push(String(reason)));
  inner.document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => wrong.push(`${violatedDirective} ${blockedURI}`));
  // The test runner wraps imports in what its own page has.
  Object.assign(inner, { __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() } });
  await expect.poll(() => inner.customElements?.get('reg-geometry'), { timeout: 15_000 }).toBeDefined();
  expect(await stand(inner.document)).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  return inner.document;
}

describe('samples opened by themselves', () => {
  test.each(by('opened in a browser', 'what it embeds, opened in a browser'))('%s', async (_, sample) => {
    const markup = sample.run === 'html' ? sample.code : embedded(sample) as string;
    expect(markup).toContain('<reg-');
    if (markup.startsWith('<!doctype')) return void await frame(markup);
    document.body.innerHTML = here(markup);
    for (const code of scriptsOf(markup, 'html') as string[]) await run(code);
    expect(await stand(document.body)).toBeGreaterThan(0);
  }, 30_000);
});

describe('samples as modules', () => {
  test.each(by('as a module in a browser'))('%s', async (_, sample) => {
    document.body.innerHTML = '<reg-geometry></reg-geometry>';
    const figure = document.querySelector('reg-geometry')!;
    Object.assign(globalThis, { figure });
    const statements = sample.code.split('\n').map((line) => {
      const [, statement, comment] = /^([\w.() ,[\]]+(?: <= \d+)?);\s+\/\/ (.+)$/.exec(line) ?? [];
      return statement && (claimsOf(comment) as unknown[]).length > 0 ? `claim(${JSON.stringify(comment)}, ${statement});` : line;
    });
    const checked: string[] = [];
    Object.assign(globalThis, { claim: (comment: string, value: unknown) => {
      for (const { path, value: claimed } of claimsOf(comment) as { path: string[]; value: unknown }[]) {
        const part = path.reduce((whole, name) => (whole as Record<string, unknown>)[name], value);
        expect(agrees(part, claimed), `${comment}: ${JSON.stringify(part)}`).toBe(true);
      }
      checked.push(comment);
    } });
    await run(statements.join('\n'));
    expect(checked.length).toBeGreaterThan(0);
    expect(await stand(document.body)).toBe(1);
  }, 30_000);

  test('what Node renders for the page before its script stands in it', async () => {
    const sample = samples.find(({ code }) => code.includes('renderSvg(problem'))!;
    const { html } = await run(sample.code.replace(', type Problem', '').replace(': Problem', '')) as { html: string };
    document.body.innerHTML = html;
    expect(document.querySelector('[slot=static] svg')!.getAttribute('width')).toBe('400');
    expect(await stand(document.body)).toBe(1);
  });
});

test('a default that a page of an element tells is the element’s own', () => {
  let compared = 0;
  for (const [path, text] of pages) {
    const tag = /^elements\/(reg-[\w-]+)\.html$/.exec(path)?.[1];
    if (!tag) continue;
    const element = document.createElement(tag) as unknown as Record<string, unknown>;
    for (const [, name, usual] of text.matchAll(/<dt><code>([\w-]+)<\/code>[^\n]*<code>([^<]*)<\/code> when not given/g)) {
      expect([tag, name, String(element[name!])]).toEqual([tag, name, usual]);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(20);
});
