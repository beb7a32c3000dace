import { page } from 'vitest/browser';
import apiStyle from '../../demo/api.css?inline';
import articleStyle from '../../demo/article.css?inline';
import demoStyle from '../../demo/demo.css?inline';
import api from '../../demo/api.html?raw';
import argument from '../../demo/argument.html?raw';
import atlas from '../../demo/atlas.html?raw';
import family from '../../demo/family.html?raw';
import index from '../../demo/index.html?raw';
import lagrangian from '../../demo/lagrangian.html?raw';
import manipulate from '../../demo/manipulate.html?raw';
import more from '../../demo/pages.html?raw';
import path from '../../demo/path.html?raw';
import tradeoff from '../../demo/tradeoff.html?raw';
import zoo from '../../demo/zoo.html?raw';
import type { RegGeometry } from '../../src/index.ts';

const PAGES = { index, argument, tradeoff, path, atlas, family, lagrangian, manipulate, zoo, pages: more, api } as const;
export type Page = keyof typeof PAGES;
export const NAMES = Object.keys(PAGES) as Page[];

const STYLES: Readonly<Record<string, string>> = { 'demo.css': demoStyle, 'article.css': articleStyle, 'api.css': apiStyle };
const sheet = document.createElement('style');

/** Opens a demo page as it is served, with its own styles, title and language, and waits until its figures are ready. */
export async function open(name: Page, width: number, height = 800, prefer?: 'gpu' | 'cpu'): Promise<RegGeometry[]> {
  await page.viewport(width, height);
  const markup = PAGES[name], body = /<body>([\s\S]*)<\/body>|(<(?:main|header|nav)[\s\S]*)<\/html>|(<main[\s\S]*)$/.exec(markup)!;
  sheet.textContent = [...markup.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, file]) => STYLES[file!]!).join('\n');
  document.head.append(sheet);
  document.documentElement.lang = 'en';
  document.title = /<title>(.*?)<\/title>/.exec(markup)![1]!;
  const own = (body[1] ?? body[2] ?? body[3])!.replaceAll(/"data\/([\w-]+\.csv)"/g, (_, file: string) => `"${new URL(`../../demo/data/${file}`, import.meta.url).href}"`);
  document.body.innerHTML = prefer ? own.replaceAll(/<(reg-geometry|reg-lagrangian)(?=[\s>])/g, `<$1 prefer="${prefer}"`) : own;
  const figures = [...document.querySelectorAll('reg-geometry, reg-lagrangian')] as RegGeometry[];
  await Promise.all(figures.map((figure) => customElements.whenDefined(figure.localName)));
  await Promise.all(figures.map((figure) => figure.ready));
  return figures;
}

/** Every element of the page and of all shadow roots in it. */
export function* everything(root: ParentNode = document): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

/** Folds everything open. */
export function unfold(): void {
  for (const element of everything()) if (element instanceof HTMLDetailsElement) element.open = true;
}
