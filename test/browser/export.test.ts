import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { renderSvg } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { estimate } from '../../src/print/metrics.ts';
import type { Problem } from '../../src/problem/types.ts';
import { sampleLoss } from '../problems.ts';
import { guard, painted, settled, show, textOf } from './page.ts';
import { strays } from './strays.ts';

guard();
afterEach(() => {
  history.replaceState(null, '', location.pathname + location.search);
  document.documentElement.removeAttribute('style');
});

const parse = (text: string) => new DOMParser().parseFromString(text, 'image/svg+xml');

async function pixelsOf(source: Blob, width: number, height: number): Promise<ImageData> {
  const address = URL.createObjectURL(source), image = new Image();
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
const pixelsOfSvg = (text: string, width: number, height: number) => pixelsOf(new Blob([text], { type: 'image/svg+xml' }), width, height);
const bytesOf = (text: string) => new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], { type: 'image/png' });
const boxOf = (text: string) => { const { width, height } = parse(text).documentElement as unknown as SVGSVGElement; return [width.baseVal.value, height.baseVal.value] as const; };

const QUADRATIC = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] } as const;
const PROBLEMS: Record<string, Problem> = {
  'the default': { loss: QUADRATIC, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 },
  'lp ½ in constraint form': { loss: QUADRATIC, penalty: { kind: 'lp', p: 0.5 }, form: 'constraint', budget: 0.8 },
  himmelblau: { loss: { kind: 'himmelblau' }, penalty: { kind: 'l2-norm' }, form: 'constraint', budget: 2 },
  logistic: { loss: sampleLoss('logistic'), penalty: { kind: 'elastic-net', ratio: 0.4 }, form: 'penalty', lambda: 0.05 },
};

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(Object.keys(PROBLEMS))('%s: what is exported is what core prints, and both are what the figure shows', async (name) => {
    document.documentElement.style.setProperty('color-scheme', theme);
    await page.viewport(640, 700);
    const problem = PROBLEMS[name]!;
    const figure = await show('<reg-geometry prefer="cpu" controls="none" zoom="none"></reg-geometry>'); // no hand on it
    figure.problem = problem;
    await settled(figure);
    const isDone = () => { const loss = figure.renderRoot.querySelector('reg-argmin')?.scene?.formulas?.loss; return loss && (!('columns' in loss) || loss.columns >= 257); };
    await expect.poll(isDone, { timeout: 15_000 }).toBe(true);
    const text = figure.exportSvg();
    // With the palette read from the live style sheet: no colour of print has drifted from it.
    if (name !== 'logistic') expect(text).toBe(renderSvg(problem, { width: 320, theme, window: figure.frame }));
    expect(parse(text).querySelector('parsererror')).toBeNull();

    figure.innerHTML = '<reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-constraint-region fixed></reg-constraint-region>';
    Object.assign(figure.style, { position: 'fixed', left: '0', top: '0', width: '320px' });
    for (let i = 0; i < 4; i += 1) await painted(figure);
    const bare = figure.exportSvg(), [width, height] = boxOf(bare);
    const shot = bytesOf(await page.screenshot({ element: figure, save: false })), { width: across, height: down } = await createImageBitmap(shot);
    const live = crop(await pixelsOf(shot, across, down), SIDE), print = crop(await pixelsOfSvg(bare, width, height), SIDE);
    for (const layer of figure.querySelectorAll('reg-level-sets, reg-constraint-region')) layer.remove();
    await settled(figure);
    const heat = crop(await pixelsOfSvg(figure.exportSvg(), width, height), SIDE); // without a line
    const { lines, stray, off } = compared(live, print, heat);
    expect(lines).toBeGreaterThan(3000);
    expect(stray).toBe(0);
    expect(off).toBeLessThanOrEqual(3); // of 255: half a step of the bands, and each side's rounding
  }, 60_000);
});

const SIDE = 320, ROUND = 4; // pixels: the picture on the page has round corners

/** How many pixels show a line in one of two pictures, how many of them have none within 1 px in the other, and how far the rest is apart. */
function compared(one: ImageData, other: ImageData, plain: ImageData): { lines: number; stray: number; off: number } {
  const ink = ({ data }: ImageData, at: number) => Math.max(...[0, 1, 2].map((part) => Math.abs(data[4 * at + part]! - plain.data[4 * at + part]!)));
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => dy * SIDE + dx));
  let lines = 0, stray = 0, off = 0;
  for (let y = ROUND; y < SIDE - ROUND; y += 1) for (let x = ROUND; x < SIDE - ROUND; x += 1) {
    const at = y * SIDE + x, both = [ink(one, at), ink(other, at)] as const;
    if (Math.max(...both) > 24) lines += 1;
    if (both[0] > 24 && !around.some((step) => ink(other, at + step) > 8)) stray += 1;
    if (both[1] > 24 && !around.some((step) => ink(one, at + step) > 8)) stray += 1;
    if (!around.some((step) => ink(other, at + step) > 3)) off = Math.max(off, both[0] > 24 ? 0 : Math.max(...[0, 1, 2].map((part) => Math.abs(one.data[4 * at + part]! - other.data[4 * at + part]!))));
  }
  return { lines, stray, off };
}

/** The upper left square of a picture. */
function crop({ data, width }: ImageData, side: number): ImageData {
  const out = new ImageData(side, side);
  for (let y = 0; y < side; y += 1) out.data.set(data.subarray(4 * y * width, 4 * (y * width + side)), 4 * y * side);
  return out;
}

test('the labels are those of the figure, and no text is wider than print reckons', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.99" penalty="l2-norm"></reg-geometry>');
  const root = parse(figure.exportSvg()).documentElement as unknown as SVGSVGElement;
  document.body.append(root);
  const texts = [...root.querySelectorAll('text')], said = textOf(figure).replaceAll(' ', '');
  for (const text of texts) {
    expect(text.getComputedTextLength()).toBeLessThanOrEqual(estimate(text.textContent, Number(getComputedStyle(text).fontSize.replace('px', '')), Number(getComputedStyle(text).fontWeight)));
    const { x, y, width, height } = text.getBBox();
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(320);
    expect(y).toBeGreaterThanOrEqual(-2);
    expect(text.ownerSVGElement!.getBBox().height).toBeGreaterThan(y + height - 40);
  }
  for (const label of texts.map(({ textContent }) => textContent.replaceAll(' ', '')).filter((label) => !label.includes('||'))) expect(said).toContain(label);
  expect(root.querySelector('title')!.textContent).toContain('θ* = (0.9455, 0.2936)');
  expect(root.getAttribute('role')).toBe('img');
  root.remove();
});

test('a PNG is the SVG in pixels, at any scale; layers that print does not know are copied as they stand', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.99"><reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-constraint-region bare></reg-constraint-region><reg-axes></reg-axes><reg-first-contact progress="0.5"></reg-first-contact><reg-gradients></reg-gradients></reg-geometry>');
  await settled(figure);
  const text = figure.exportSvg(), [width, height] = boxOf(text);
  expect(parse(text).querySelector('parsererror')).toBeNull();
  expect(text).toContain('contact at');
  expect(text).not.toMatch(/<(script|style|image|foreignObject|use)|\son\w+=|href|class=/);
  const blob = await figure.exportPng({ scale: 2 });
  expect(blob.type).toBe('image/png');
  const [png, svg] = [await pixelsOf(blob, 2 * width, 2 * height), await pixelsOfSvg(text, 2 * width, 2 * height)];
  expect(strays(png, svg).wrong).toBeLessThan(0.005 * 4 * width * height); // letters alone, which are hinted apart
  for (const layer of figure.querySelectorAll('reg-axes, reg-first-contact, reg-gradients')) layer.remove();
  await settled(figure);
  const still = [await pixelsOf(await figure.exportPng({ scale: 2 }), 2 * width, 2 * height), await pixelsOfSvg(figure.exportSvg(), 2 * width, 2 * height)] as const;
  const { wrong, differing } = strays(crop(still[0], 640), crop(still[1], 640));
  expect(wrong).toBe(0);
  expect(differing).toBeLessThan(0.02 * 640 * 640);
  const bitmap = await createImageBitmap(await figure.exportPng({ scale: 3 }));
  expect([bitmap.width, bitmap.height]).toEqual([3 * width, 3 * height]);
  await expect(figure.exportPng({ scale: 1000 })).rejects.toThrow('scale is 1000; allowed is a number above 0');
  await expect(figure.exportPng({ scale: 0 })).rejects.toThrow('scale is 0');
});

/** A page opened anew with a hash: another figure of the same markup. */
async function reopened(markup: string, link: string): Promise<RegGeometry> {
  document.body.replaceChildren();
  history.replaceState(null, '', link);
  const figure = await show(markup);
  await settled(figure);
  return figure;
}

const STATES: Record<string, Problem> = {
  ...PROBLEMS,
  'a parameter': { loss: { kind: 'formula', formula: 'a*(x - 1)^2 + y^2', parameters: { a: 0.7 } }, penalty: { kind: 'formula', formula: 'abs(x) + k*abs(y)', parameters: { k: 2 } }, form: 'penalty', lambda: 0.3 },
  groups: { loss: QUADRATIC, penalty: { kind: 'group', groups: [[0], [1]], weights: [1, 2] }, form: 'constraint', budget: 1 / 3 },
  scad: { loss: { ...QUADRATIC, minimizer: [-1e-3, 2 / 3] }, penalty: { kind: 'scad', shape: 3.7, lambda: 0.4 }, form: 'constraint', budget: 0.5 },
};

test.each(Object.keys(STATES))('a link to %s opens the same problem in the same window', async (name) => {
  const markup = '<reg-geometry id="a" prefer="cpu"></reg-geometry>';
  history.replaceState(null, '', '#section&b=kept');
  const figure = await show(markup);
  figure.problem = STATES[name]!;
  await settled(figure);
  const link = await figure.copyLink(), frame = figure.frame;
  expect(new URL(link).hash).toMatch(/^#section&b=kept&a=penalty:/);
  const opened = await reopened(markup, link);
  expect(textOf(opened)).not.toContain('allowed');
  expect(opened.problem).toEqual(STATES[name]);
  for (const axis of ['x', 'y'] as const) for (const end of [0, 1]) expect(opened.frame[axis][end]!).toBeCloseTo(frame[axis][end]!, 4);
  expect(await opened.copyLink()).toBe(link);
  const other = await show(`<reg-geometry prefer="cpu" penalty="l2" state="${new URL(link).hash.split('a=')[1]!.replaceAll('"', '&quot;')}"></reg-geometry>`);
  await settled(other);
  expect(other.problem).toEqual(STATES[name]);
});

test('data by their address travel by their address', async () => {
  const src = new URL('../../demo/data/diabetes.csv', import.meta.url).href;
  const figure = await reopened('<reg-geometry id="a" prefer="cpu"></reg-geometry>', `#a=loss:squared;src:${encodeURIComponent(src)};features:bmi+s5;lambda:20`);
  await expect.poll(() => figure.waiting).toBe(false);
  await settled(figure);
  expect(figure.problem.loss.kind).toBe('squared');
  expect(decodeURIComponent(await figure.copyLink())).toContain('features:bmi+s5;target:y;scaling:standard');
});

test('a shared figure keeps the reader’s changes in the address, and follows it', async () => {
  const figure = await show('<reg-geometry share="f" prefer="cpu"></reg-geometry><reg-geometry prefer="cpu"></reg-geometry>');
  figure.change({ lambda: 0.25 });
  await expect.poll(() => location.hash, { timeout: 2000 }).toContain('f=penalty:l1;form:penalty;lambda:0.25;');
  document.querySelectorAll('reg-geometry')[1]!.change({ lambda: 0.1 }); // keeps nothing
  location.hash = location.hash.replace('lambda:0.25', 'lambda:0.5');
  await expect.poll(() => figure.solution.lambda).toBe(0.5);
  await new Promise((resolve) => { setTimeout(resolve, 400); });
  expect(location.hash).not.toContain('0.1;');
});

test.each([
  ['lambda:-1', 'lambda is “-1”; allowed is a number from 0 on.'],
  ['penalty:l2;lambda:NaN', 'lambda is “NaN”'],
  ['penalty:{"kind":"__proto__"}', 'penalty is “__proto__”; allowed are l1'],
  ['colour:red', 'state is “colour”; allowed are penalty, form'],
  ['penalty:%E0%A4%A', 'penalty in the state is “%E0%A4%A”'],
  ['src:https:%2F%2Fexample.org%2Fx.csv;loss:squared', 'src in the state is “https://example.org/x.csv”; allowed is an address of this page’s own site.'],
  ['src:data:text%2Fcsv,a;loss:squared', 'src in the state'],
  ['loss:formula:+constructor(x)', 'constructor'],
  ['loss:logistic;data:{"X":[[1,2]],"y":[7]}', 'Value 1 of y is 7'],
  ['window:0+0+0+0', 'window is “0 0 0 0”'],
  ['penalty:LONG', 'The state has 30008 letters'],
  ['penalty:<img+src=x+onerror=alert(1)>', 'allowed'],
])('a hostile address, %s, is refused in a sentence and the figure is as its author wrote it', async (state, sentence) => {
  const figure = await reopened('<reg-geometry id="a" prefer="cpu" penalty="l2" lambda="0.4"></reg-geometry>', `#a=${state.replace('LONG', 'x'.repeat(30_000))}`);
  expect(textOf(figure)).toContain(sentence);
  expect(figure.problem).toEqual({ loss: QUADRATIC, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.4 });
  expect(figure.renderRoot.querySelectorAll('img')).toHaveLength(0);
  figure.change({ lambda: 0.3 });
  await settled(figure);
  expect(textOf(figure)).not.toContain('; allowed'); // it says no more what no longer matters
});

test('a static picture stands until the live one is drawn, and nothing moves when it goes', async () => {
  const svg = renderSvg(PROBLEMS['the default']!, { width: 320 });
  document.body.innerHTML = `<div style="width: 320px"><reg-geometry prefer="cpu"><div slot="static">${svg}</div></reg-geometry><p>below</p></div>`;
  const figure = document.querySelector('reg-geometry') as RegGeometry, still = figure.querySelector('[slot="static"]')!, below = document.querySelector('p')!;
  await figure.updateComplete;
  expect(still.getBoundingClientRect().width).toBe(320);
  expect(still.getBoundingClientRect().top).toBe(figure.getBoundingClientRect().top);
  const at = below.getBoundingClientRect().top;
  await figure.ready;
  await expect.poll(() => still.getBoundingClientRect().width).toBe(0);
  expect(below.getBoundingClientRect().top).toBe(at);
});

test('a figure is printed in the colours of paper', async () => {
  document.documentElement.style.setProperty('color-scheme', 'dark');
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  dispatchEvent(new Event('beforeprint'));
  const paper = figure.renderRoot.querySelector('.paper svg')!;
  expect(paper.querySelector('rect')!.getAttribute('fill')).toBe('#fdfcf9');
  expect(paper.querySelector('title')!.textContent).toContain('θ* = (0.99, 0)');
});
