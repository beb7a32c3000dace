import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { RegGeometry, RegLagrangian } from '../../src/index.ts';
import { guard, settled, show, textOf } from './page.ts';

guard();
afterEach(() => { document.documentElement.removeAttribute('lang'); document.documentElement.removeAttribute('dir'); });

function* shadows(root: ParentNode): Generator<ShadowRoot> {
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot) { yield element.shadowRoot; yield* shadows(element.shadowRoot); }
}
/** All that is read or told of numbers on the page: text, names, values. */
const words = () => [...shadows(document)].flatMap((root) => [...root.querySelectorAll('*')].flatMap((element) => {
  const own = element.localName === 'style' ? '' : [...element.childNodes].map((child) => (child instanceof Text ? child.data : '')).join('');
  return [own, ...['aria-label', 'aria-valuetext', 'title'].map((name) => element.getAttribute(name) ?? '')];
})).filter((text) => /\p{Nd}/u.test(text));
const ALL = '<reg-geometry id="f" prefer="cpu" lambda="0.45"><reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-constraint-region></reg-constraint-region><reg-axes></reg-axes><reg-gradients probe="100"></reg-gradients><reg-path></reg-path><reg-argmin></reg-argmin></reg-geometry>'
  + '<reg-tradeoff for="f"></reg-tradeoff><reg-atlas for="f"></reg-atlas><reg-coefficient-path for="f"></reg-coefficient-path><reg-family for="f"></reg-family><p>θ is <reg-value for="f" of="theta"></reg-value></p>';

test('on a German page no number has a point, and what a machine reads has no comma', async () => {
  document.documentElement.lang = 'de';
  const figure = await show(ALL);
  await settled(figure);
  await new Promise((done) => setTimeout(done, 1200)); // paths and shares are on their way
  (figure.renderRoot.querySelector('.data summary') as HTMLElement).click();
  await settled(figure);
  const found = words();
  expect(found.length).toBeGreaterThan(60);
  expect(found.filter((text) => /\d\.\d/.test(text))).toEqual([]);
  expect(textOf(figure)).toContain('λ = 0,45');
  expect(document.querySelector('reg-value')!.shadowRoot!.textContent).toMatch(/\(1,\d+; 0\)/);
  expect(figure.state).toContain('lambda:0.45');
  expect(figure.exportSvg()).toContain('0,45');
  const outlines = () => [...figure.exportSvg().matchAll(/ d="([^"]*)"/g)].map(([, d]) => d), german = outlines();
  document.documentElement.lang = 'en';
  expect(outlines()).toEqual(german);
  document.documentElement.lang = 'de';
  figure.change({ lambda: 0.5 });
  await expect.poll(() => figure.renderRoot.querySelector('.speech')!.textContent, { timeout: 3000 }).toMatch(/^θ star is \(1,\d+; 0\)/);
});

test('the nearest lang counts, and one that is no language changes nothing', async () => {
  document.documentElement.lang = 'de';
  const english = await show('<div lang="en"><reg-geometry prefer="cpu" lambda="0.45"></reg-geometry></div>');
  expect(textOf(english)).toContain('λ = 0.45');
  const odd = await show('<div lang="not a language"><reg-geometry prefer="cpu" lambda="0.45"></reg-geometry></div>');
  expect(textOf(odd)).toContain('λ = 0.45');
});

test('Arabic digits on a page from right to left, where axes still run to the right', async () => {
  Object.assign(document.documentElement, { lang: 'ar-EG', dir: 'rtl' });
  const figure = await show('<reg-geometry prefer="cpu" lambda="0.45"></reg-geometry>');
  await settled(figure);
  expect(textOf(figure)).toContain('٠٫٤٥');
  const ticks = [...figure.renderRoot.querySelector('reg-axes')!.shadowRoot!.querySelectorAll('.tick.x')].map((tick) => tick.getBoundingClientRect().left);
  expect(ticks.length).toBeGreaterThan(1);
  expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
  expect(getComputedStyle(figure.renderRoot.querySelector('.amount')!).direction).toBe('ltr');
});

test('a level typed with the comma of the page’s language', async () => {
  await page.viewport(640, 800);
  document.documentElement.lang = 'de';
  document.body.innerHTML = '<reg-lagrangian prefer="cpu" objective="x*y" constraint="x^2+y^2" level="1" relation="=" sense="maximise"></reg-lagrangian>';
  const explorer = document.querySelector('reg-lagrangian') as RegLagrangian;
  await (explorer as unknown as RegGeometry).ready;
  const input = [...explorer.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=text]')].at(-1)!;
  for (const [typed, level] of [['2,5', '2.5'], ['1.5', '1.5'], ['0,25', '0.25']] as const) {
    input.value = typed;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await explorer.updateComplete;
    expect(String(explorer.level)).toBe(level);
  }
  input.value = '1.234,5'; // it could be either of two numbers: it is refused
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await explorer.updateComplete;
  expect(explorer.shadowRoot!.querySelector('.complaint')!.textContent).toContain('level');
});
