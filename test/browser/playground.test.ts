import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import demoStyle from '../../demo/demo.css?inline';
import ownStyle from '../../demo/playground.css?inline';
import markup from '../../demo/playground.html?raw';
import workshopStyle from '../../demo/workshop.css?inline';
import { playground } from '../../demo/playground/page.ts';
import { parseCsv, samples, snippet, solve, type Loss, type Problem } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { axeFinds } from './axe.ts';
import { guard, pixelsOf } from './page.ts';

guard();
const sheet = document.head.appendChild(document.createElement('style'));
sheet.textContent = [demoStyle, workshopStyle, ownStyle].join('\n');
document.title = 'Playground';
document.documentElement.lang = 'en';
let end = () => {};
afterEach(() => {
  end();
  history.replaceState(null, '', location.pathname + location.search);
  vi.restoreAllMocks();
});

// The page's own folder is another one here.
const real = globalThis.fetch.bind(globalThis), data = new URL('../../demo/data/labels.csv', import.meta.url).href.replace(/labels.csv.*/, '');
beforeAll(() => { globalThis.fetch = (address, init) => real(String(address).replace(/^.*\/data\/(?=\w+\.csv$)/, data), init); });

const byId = <Found extends HTMLElement>(id: string) => document.getElementById(id) as Found;
const figure = () => byId<RegGeometry>('fig');
const field = (name: string) => document.querySelector<HTMLInputElement>(`#problem [name="${name}"]`)!;
const choice = (value: string) => document.querySelector<HTMLInputElement>(`[type="radio"][value="${value}"]`)!;
const show = (value: string) => document.querySelector<HTMLInputElement>(`[name="show"][value="${value}"]`)!;
const rest = (time = 600) => new Promise((done) => setTimeout(done, time));
const hash = () => decodeURIComponent(location.hash);

async function open(prefer: 'gpu' | 'cpu' = 'cpu', width = 1200, address = ''): Promise<RegGeometry> {
  await page.viewport(width, 800);
  history.replaceState(null, '', `${location.pathname}${location.search}${address}`);
  document.body.innerHTML = /<main[\s\S]*<\/main>/.exec(markup)![0].replace('<reg-geometry id="fig"', `<reg-geometry id="fig" prefer="${prefer}"`);
  end = await playground();
  return figure();
}

describe.each(['gpu', 'cpu'] as const)('on the %s engine', (prefer) => {
  test.each([320, 1200])('at %i px: it stands, drawn and certified, and nothing is wider than the page', async (width) => {
    const fig = await open(prefer, width);
    await expect.poll(() => fig.engine).toBe(prefer);
    await rest(600);
    expect(fig.solution.certificate.holds).toBe(true);
    expect(new Set((await pixelsOf(fig)).data).size).toBeGreaterThan(100);
    for (const panel of ['data', 'formula', 'rings']) {
      choice(panel).click();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    }
    document.querySelector<HTMLElement>('[data-sample="labels"]')!.click();
    await expect.poll(() => figure().problem.loss.kind).toBe('logistic');
    await rest();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    expect(figure().solution.certificate.holds).toBe(true);
  });
});

const copied: (string | ClipboardItem[])[] = [];
function clipboard(works = true): void {
  copied.length = 0;
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => { if (!works) throw new Error('no'); copied.push(text); });
  vi.spyOn(navigator.clipboard, 'write').mockImplementation(async (items) => { if (!works) throw new Error('no'); copied.push([...items]); });
}
const press = (as: string) => document.querySelector<HTMLElement>(`[data-copy="${as}"]`)!.click();
const said = () => byId('said').textContent!;
const plain = (problem: Problem) => JSON.parse(JSON.stringify(problem)) as Problem;

async function type(name: string, text: string): Promise<void> {
  const target = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#problem [name="${name}"]`)!;
  target.focus();
  target.value = text;
  target.dispatchEvent(new Event('input', { bubbles: true }));
  await rest(550);
  target.blur();
}

test('every control is reached by Tab, and does its work by keys', async () => {
  const fig = await open();
  document.body.tabIndex = -1;
  document.body.focus();
  const met = new Set<string>();
  for (let i = 0; i < 70; i += 1) {
    await userEvent.keyboard('{Tab}');
    const here = document.activeElement as HTMLInputElement;
    if (here === document.body) break;
    met.add(here.dataset.copy ?? (here.type === 'checkbox' ? here.value : here.name || here.id));
    if (here.value === 'gradients') { await userEvent.keyboard(' '); expect(document.querySelector('reg-gradients')).not.toBeNull(); }
    if (here.name === 'of') { await userEvent.keyboard('{ArrowRight}{ArrowRight}'); expect(byId('file').closest('[hidden]')).not.toBeNull(); }
    if (here.name === 'formula') { await userEvent.keyboard('{Control>}a{/Control}x^2 {Control>}a{/Control}(x - 2)^2 + y^2 + abs(y)'); await rest(700); expect(fig.problem.loss.kind).toBe('formula'); }
  }
  const wanted = ['undo', 'redo', 'reset', 'of', 'formula', 'penalty', 'link', 'html', 'svg', 'png', 'python', 'r', 'gradients', 'contact', 'path', 'readout', 'tradeoff', 'coefficients', 'atlas', 'family'];
  expect(wanted.filter((name) => !met.has(name))).toEqual([]);
  byId('undo').focus();
  await rest();
  await userEvent.keyboard('{Enter}');
  await rest();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => fig.problem.loss.kind).toBe('quadratic');
}, 40_000);

test('what cannot be used is said beside its field in the library’s words, and the last good figure stays', async () => {
  const fig = await open();
  choice('formula').click();
  await rest(600);
  const before = fig.problem;
  await type('formula', '(x - 1)^2 + foo(y)');
  expect(byId('wrong-formula').textContent).toMatch(/foo/);
  expect(byId('wrong-formula').hidden).toBe(false);
  expect(field('formula').getAttribute('aria-invalid')).toBe('true');
  expect(byId('spoken').textContent).toBe(byId('wrong-formula').textContent);
  expect(fig.problem).toBe(before);
  await type('formula', '(x - 1)^2 + b*y^2 where b = 3');
  expect(byId('wrong-formula').hidden).toBe(true);
  expect(fig.problem.loss).toEqual({ kind: 'formula', formula: '(x - 1)^2 + b*y^2', parameters: { b: 3 } });
  await type('formula', 'x + y');
  await expect.poll(() => byId('wrong-formula').textContent).not.toBe(''); // it has no least value, which only the solver finds
  await type('formula', '(x - 1)^2 + b*y^2 where b = 3');
  await type('penalty', 'l3');
  expect(byId('wrong-penalty').textContent).toMatch(/^penalty is “l3”; allowed are l1, l2/);
  await type('penalty', 'weighted-l1 1 3');
  expect(byId('wrong-penalty').hidden).toBe(true);
  expect(fig.problem.penalty).toEqual({ kind: 'weighted-l1', weights: [1, 3] });
  choice('rings').click();
  await type('curvature', '1 2 1');
  expect(byId('wrong-curvature').textContent).toMatch(/bends downward/);
  expect(byId('wrong-minimizer').hidden).toBe(true);
  await type('curvature', '2 0.5 1');
  expect(fig.problem.loss).toMatchObject({ kind: 'quadratic', curvature: [[2, 0.5], [0.5, 1]] });
});

const CSV = 'hours,sleep,age,passed\n1,8,20,0\n2,6,21,0\n3,7,25,1\n4,5,19,0\n5,8,30,1\n6,6,22,1\n';

test('a CSV by file, by drop and by paste; columns, scaling and kind are chosen', async () => {
  const fig = await open();
  choice('data').click();
  const hand = new DataTransfer();
  hand.items.add(new File([CSV], 'exam.csv', { type: 'text/csv' }));
  byId<HTMLInputElement>('file').files = hand.files;
  byId('file').dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => fig.problem.loss.kind).toBe('logistic');
  const own = (features: [string, string], kind: 'logistic' | 'squared', standardise: boolean, intercept: boolean) =>
    ({ ...samples(parseCsv(CSV), kind, { features, target: 'passed', standardise, intercept }), kind }) as unknown as Loss;
  expect(plain(fig.problem).loss).toEqual(JSON.parse(JSON.stringify(own(['hours', 'sleep'], 'logistic', true, true))));
  await userEvent.selectOptions(field('second'), 'age');
  await userEvent.selectOptions(field('kind'), 'squared');
  await userEvent.selectOptions(field('scaling'), 'none');
  await rest();
  expect(plain(fig.problem).loss).toEqual(JSON.parse(JSON.stringify(own(['hours', 'age'], 'squared', false, false))));
  expect(fig.solution.theta[0]).toBeCloseTo(solve(fig.problem).theta[0], 12);
  await userEvent.selectOptions(field('first'), 'age');
  await userEvent.selectOptions(field('kind'), 'poisson');
  expect(byId('wrong-loss').hidden).toBe(true);
  // dropped
  const drop = new DataTransfer();
  drop.items.add(new File(['a,b,y\n1,2,3\n2,x,1\n'], 'bad.csv'));
  byId('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: drop, bubbles: true, cancelable: true }));
  await expect.poll(() => byId('wrong-features').textContent + byId('wrong-target').textContent).toMatch(/constant|finite number/);
  // pasted
  byId<HTMLTextAreaElement>('paste').value = 'a;b;y\n1;2;3\n2;5;1\n4;4;2\n';
  byId('paste').dispatchEvent(new Event('input', { bubbles: true }));
  await expect.poll(() => ('y' in fig.problem.loss ? fig.problem.loss.y.length : 0)).toBe(3);
  byId<HTMLTextAreaElement>('paste').value = 'a,b\n1\n';
  byId('paste').dispatchEvent(new Event('input', { bubbles: true }));
  await expect.poll(() => byId('wrong-src').textContent).toBe('Row 1 of the CSV has 1 cells; its header has 2.');
});

test('undo, redo and starting again go through every kind of loss, exactly', async () => {
  const fig = await open(), seen: Problem[] = [fig.problem];
  const step = async (act: () => unknown) => { await act(); await rest(); await fig.updateComplete; seen.push(fig.problem); };
  await step(() => fig.change({ lambda: 0.25 }));
  await step(() => choice('formula').click());
  await step(() => fig.change({ penalty: 'linf', form: 'constraint' }));
  await step(() => { choice('data').click(); document.querySelector<HTMLElement>('[data-sample="labels"]')!.click(); });
  expect(fig.problem.loss.kind).toBe('logistic');
  await step(() => userEvent.selectOptions(field('kind'), 'hinge'));
  expect(fig.problem.loss).toMatchObject({ kind: 'hinge', intercept: true });
  const frames = new Map([[seen.length - 1, fig.frame]]);
  for (let at = seen.length - 2; at >= 0; at -= 1) {
    byId('undo').click();
    await rest();
    expect(plain(fig.problem)).toEqual(plain(seen[at]!));
    if (at === seen.length - 2) expect(field('kind').value).toBe('logistic');
  }
  expect(byId('undo').getAttribute('aria-disabled')).toBe('true');
  for (let at = 1; at < seen.length; at += 1) {
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await rest();
    expect(plain(fig.problem)).toEqual(plain(seen[at]!));
  }
  expect(fig.frame).toEqual(frames.get(seen.length - 1));
  byId('reset').click();
  await rest();
  expect(plain(fig.problem)).toEqual(plain(seen[0]!));
}, 40_000);

test('the address keeps the problem and what is shown', async () => {
  let fig = await open();
  fig.change({ penalty: 'scad 3.7', lambda: 0.4, minimizer: [1, -0.5] });
  show('atlas').click();
  show('tradeoff').click();
  await rest();
  const address = location.hash, problem = plain(fig.problem);
  expect(hash()).toContain('show=ellipse,atlas');
  end();
  fig = await open('cpu', 1200, address);
  await rest();
  expect(plain(fig.problem)).toEqual(problem);
  expect(document.querySelector('reg-atlas')).not.toBeNull();
  expect(document.querySelector('reg-tradeoff')).toBeNull();
  expect(field('penalty').value).toBe('scad 3.7');
  // small data of one's own travel too
  choice('data').click();
  byId<HTMLTextAreaElement>('paste').value = CSV;
  byId('paste').dispatchEvent(new Event('input', { bubbles: true }));
  await rest(1100);
  const rows = plain(fig.problem), there = location.hash;
  end();
  fig = await open('cpu', 1200, there);
  await rest();
  expect(plain(fig.problem)).toEqual(rows);
  expect(choice('data').checked).toBe(true);
}, 40_000);

test('what is copied is what is shown', async () => {
  const fig = await open();
  clipboard();
  fig.change({ penalty: 'lp 0.5', form: 'constraint' });
  show('gradients').click();
  await rest();
  press('html');
  await expect.poll(() => copied.length).toBe(1);
  const html = copied[0] as string;
  expect(html).toContain('<script type="module" src="reg-geometry.min.js"></script>');
  const copy = new DOMParser().parseFromString(html, 'text/html');
  expect([...copy.querySelectorAll('reg-geometry > *, reg-tradeoff')].map(({ localName }) => localName)).toEqual(
    ['reg-heatmap', 'reg-level-sets', 'reg-constraint-region', 'reg-axes', 'reg-ellipse', 'reg-gradients', 'reg-argmin', 'reg-tradeoff']);
  const twin = document.importNode(copy.querySelector('reg-geometry')!, true) as RegGeometry;
  twin.id = 'twin';
  document.body.append(twin);
  await twin.ready;
  expect(plain(twin.problem)).toEqual(plain(fig.problem));
  twin.remove();
  press('svg');
  await expect.poll(() => copied.length).toBe(2);
  expect(copied[1]).toBe(fig.exportSvg());
  press('png');
  await expect.poll(() => copied.length).toBe(3);
  expect((copied[2] as ClipboardItem[])[0]!.types).toEqual(['image/png']);
  press('python');
  await expect.poll(() => copied.length).toBe(4);
  expect(copied[3]).toBe(snippet(fig.problem, 'python', fig.solution));
  press('r');
  await expect.poll(() => copied.length).toBe(5);
  expect(copied[4]).toBe(snippet(fig.problem, 'r', fig.solution));
  press('link');
  await expect.poll(() => copied.at(-1)).toContain('show=ellipse,gradients,tradeoff');
  expect(copied.at(-1)).toContain('#fig=penalty:lp+0.5;form:constraint');
  clipboard(false);
  press('python');
  await expect.poll(() => byId('by-hand').hidden).toBe(false);
  expect(document.querySelector<HTMLTextAreaElement>('#by-hand textarea')!.value).toContain('import');
});

test('rows too many for an address are said to be, and HTML names the file', async () => {
  const fig = await open();
  clipboard();
  choice('data').click();
  const text = `u,v,y\n${Array.from({ length: 2000 }, (_, i) => `${Math.sin(i)},${Math.cos(3 * i)},${Math.sin(i) + Math.cos(7 * i)}`).join('\n')}`;
  byId<HTMLTextAreaElement>('paste').value = text;
  byId('paste').dispatchEvent(new Event('input', { bubbles: true }));
  await expect.poll(() => fig.problem.loss.kind).toBe('squared');
  await rest();
  expect(location.hash).not.toContain('fig=');
  press('link');
  await expect.poll(said).toMatch(/2000 rows of yours, too many for an address/);
  press('html');
  await expect.poll(() => copied.length).toBe(1);
  expect(copied[0]).toContain('src="pasted rows" features="u v" target="y"');
});

test('axe finds nothing, with every panel and every view open', async () => {
  await open('cpu', 1200);
  for (const name of ['gradients', 'contact', 'path', 'readout', 'coefficients', 'atlas', 'family']) show(name).click();
  await rest();
  expect(await axeFinds()).toEqual([]);
  choice('data').click();
  document.querySelector<HTMLElement>('[data-sample="labels"]')!.click();
  await rest(1100);
  show('data').click();
  await rest();
  expect(await axeFinds()).toEqual([]);
}, 60_000);
