import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import demoStyle from '../../demo/demo.css?inline';
import ownStyle from '../../demo/gallery.css?inline';
import markup from '../../demo/gallery.html?raw';
import { gallery } from '../../demo/gallery/page.ts';
import workshopStyle from '../../demo/workshop.css?inline';
import type { RegGeometry } from '../../src/index.ts';
import { axeFinds } from './axe.ts';
import { guard, settled } from './page.ts';

guard();
const sheet = document.head.appendChild(document.createElement('style'));
sheet.textContent = [demoStyle, workshopStyle, ownStyle].join('\n');
document.title = 'Gallery';
document.documentElement.lang = 'en';
afterEach(() => { vi.restoreAllMocks(); });

const data = new URL('../../demo/data/diabetes.csv', import.meta.url).href, labels = new URL('../../demo/data/labels.csv', import.meta.url).href;
const mainOf = (text: string) => /<main[\s\S]*<\/main>/.exec(text)![0];

async function open(width = 1200, prefer?: 'gpu' | 'cpu'): Promise<RegGeometry[]> {
  await page.viewport(width, 900);
  const main = mainOf(markup).replaceAll('src="data/diabetes.csv"', `src="${data}"`).replaceAll('src="data/labels.csv"', `src="${labels}"`);
  document.body.innerHTML = prefer ? main.replaceAll(/<(reg-geometry|reg-lagrangian)(?=[\s>])/g, `<$1 prefer="${prefer}"`) : main;
  gallery();
  const figures = [...document.querySelectorAll<RegGeometry>('reg-geometry')];
  await Promise.all(figures.map((figure) => figure.ready));
  return figures;
}

test('what is shown is the HTML beside it, and every element of the library is shown', () => {
  const copy = new DOMParser().parseFromString(markup, 'text/html');
  const pieces = [...markup.matchAll(/<article class="piece">[\s\S]*?<code>([\s\S]*?)<\/code>[\s\S]*?<div class="live">([\s\S]*?)<\/div>\n<\/article>/g)];
  expect(pieces.length).toBe(copy.querySelectorAll('.piece').length);
  for (const [, code, live] of pieces) expect(code!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(live);
  const shown = new Set([...copy.querySelectorAll('.live *')].map(({ localName }) => localName).filter((name) => name.startsWith('reg-')));
  const all: Record<keyof HTMLElementTagNameMap & `reg-${string}`, true> = {
    'reg-argmin': true, 'reg-atlas': true, 'reg-axes': true, 'reg-coefficient-path': true, 'reg-constraint-region': true, 'reg-controls': true, 'reg-data': true, 'reg-ellipse': true, 'reg-family': true,
    'reg-first-contact': true, 'reg-geometry': true, 'reg-gradients': true, 'reg-lagrangian': true, 'reg-heatmap': true, 'reg-level-sets': true, 'reg-tradeoff': true, 'reg-path': true, 'reg-readout': true, 'reg-value': true,
  };
  expect([...shown].sort()).toEqual(Object.keys(all).sort());
  const ids = [...copy.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const link of copy.querySelectorAll('nav a')) expect(copy.querySelector(link.getAttribute('href')!)).not.toBeNull();
});

describe.each(['gpu', 'cpu'] as const)('on the %s engine', (prefer) => {
  test.each([320, 1200])('at %i px: every piece stands without a complaint, certified, and nothing is wider than the page', async (width) => {
    const errors: string[] = [];
    document.addEventListener('reg-error', (event) => errors.push((event as CustomEvent<{ message: string }>).detail.message), { once: true });
    const figures = await open(width, prefer);
    for (const figure of figures.filter((_, at) => at % 6 === 0)) {
      // views that come later push it away
      await expect.poll(() => { figure.scrollIntoView(); return figure.engine; }, { timeout: 8000 }).toBe(prefer);
      await settled(figure);
    }
    expect(figures.filter(({ solution }) => !solution.certificate.holds).map(({ outerHTML }) => outerHTML)).toEqual([]);
    expect(errors).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

test('the HTML of a piece is copied, by key too; where the browser refuses it is there to be taken', async () => {
  await open();
  const copied: string[] = [], write = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => { copied.push(text); });
  const pieces = [...document.querySelectorAll('.piece')];
  for (const piece of pieces) {
    piece.querySelector<HTMLElement>('[data-copy]')!.focus();
    await userEvent.keyboard('{Enter}');
  }
  expect(copied).toEqual(pieces.map((piece) => piece.querySelector('code')!.textContent));
  expect(document.getElementById('said')!.textContent).toBe(`Copied: ${pieces.at(-1)!.querySelector('h3')!.textContent}.`);
  write.mockImplementation(() => Promise.reject(new Error('no')));
  pieces[1]!.querySelector<HTMLElement>('[data-copy]')!.click();
  await expect.poll(() => document.querySelector<HTMLTextAreaElement>('#by-hand textarea')!.value).toBe(copied[1]);
});

test('axe finds nothing', async () => {
  await open();
  expect(await axeFinds()).toEqual([]);
}, 60_000);
