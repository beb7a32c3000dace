import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import ownStyle from '../../demo/cross-check.css?inline';
import markup from '../../demo/cross-check.html?raw';
import demoStyle from '../../demo/demo.css?inline';
import workshopStyle from '../../demo/workshop.css?inline';
import { ENTRIES, GRID } from '../../demo/cross-check/catalogue.ts';
import { machine } from '../../demo/cross-check/page.ts';
import { trust } from '../../demo/cross-check/report.ts';
import { gpuEngine, gpuStopwatch, NoGpu, type Engine } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { axeFinds } from './axe.ts';
import { guard, settled } from './page.ts';

guard();
const sheet = document.head.appendChild(document.createElement('style'));
sheet.textContent = [demoStyle, workshopStyle, ownStyle].join('\n');
document.title = 'Your machine';
document.documentElement.lang = 'en';
afterEach(() => { vi.restoreAllMocks(); });

const byId = <Found extends HTMLElement>(id: string) => document.getElementById(id) as Found;
const can = (id: string) => byId(id).getAttribute('aria-disabled') === 'false';
const cells = (id: string) => [...byId(id).querySelectorAll('tr')].map((row) => [...row.children].map(({ textContent }) => textContent!));
const some = ENTRIES.filter(({ loss, penalty }) => penalty === 'l1' || loss === 'quadratic');

async function open(width = 1200, options: Parameters<typeof machine>[0] = { entries: some }): Promise<void> {
  await page.viewport(width, 900);
  document.body.innerHTML = /<main[\s\S]*<\/main>/.exec(markup)![0];
  await byId<RegGeometry>('model').ready;
  await machine(options);
}
/** Stops once the fields are checked: their times are another test's. */
async function checked(): Promise<void> {
  await expect.poll(() => byId('verdict').textContent, { timeout: 20_000 }).not.toBe('');
  byId('stop').click();
  await done();
}
async function done(): Promise<void> { await expect.poll(() => can('start') && byId('running').hidden, { timeout: 40_000 }).toBe(true); }

test('by keys: the check runs, says that this GPU can be trusted and how fast it is, and the report is copied', async () => {
  await open();
  const copied: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => { copied.push(text); });
  const gaps: number[] = [];
  let last = performance.now();
  const beat = setInterval(() => { const now = performance.now(); gaps.push(now - last); last = now; }, 10);
  expect(byId('device').textContent).toMatch(/^This page draws with .*swiftshader/);
  expect([can('start'), can('stop'), can('copy')]).toEqual([true, false, false]);
  byId('start').focus();
  await userEvent.keyboard('{Enter}');
  expect(can('stop')).toBe(true);
  await done();
  clearInterval(beat);
  // The page answers all along. The machine's cores may be another's for a moment, which a single gap cannot tell from a long task.
  gaps.sort((one, other) => one - other);
  expect(gaps[Math.floor(0.98 * gaps.length)]).toBeLessThan(100);
  const verdict = byId('verdict').textContent!;
  expect(verdict).toMatch(new RegExp(`^This GPU can be trusted: all ${some.length} fields agree with double precision, the worst error being [\\d.]+ % of what rounding explains \\(.*, in software\\)\\. It evaluates the default problem at [\\d.,]+ million nodes a second\\.`));
  const fields = cells('field-rows');
  expect(fields).toHaveLength(10 + 13);
  for (const [, share] of fields) expect(parseFloat(share!)).toBeLessThanOrEqual(100);
  const times = cells('time-rows');
  expect(times).toHaveLength(12);
  const here = new Map(times.map((row) => [row[0]!, row[7]!]));
  const timed = ['evaluate: quadratic, l1', 'reduce: stride', 'samples: logistic, n = 1000', 'samples: fold', 'paint: quadratic, l1'];
  expect(timed.filter((name) => !(parseFloat(here.get(name)!) > 0))).toEqual([]);
  expect(here.get('atlas: l1')).toBe('–');
  byId('copy').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => byId('said').textContent).toBe('Copied: the report, as Markdown.');
  const [report] = copied as [string];
  expect(report).toContain(verdict.slice(0, 60));
  expect(report).toMatch(/^# reg-geometry on this machine\n\n- \d{4}-\d\d-\d\dT/);
  expect(report).toContain(`- Browser: ${navigator.userAgent}`);
  expect(report).toContain('- Clock: timestamp-query');
  for (const row of fields) expect(report).toContain(`| ${row.join(' | ')} |`);
  expect(await axeFinds()).toEqual([]);
}, 60_000);

test('a stop ends it, and what is known until then is said', async () => {
  await open(1200, {});
  byId('start').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => byId<HTMLProgressElement>('progress').value).toBeGreaterThan(0);
  byId('stop').focus();
  await userEvent.keyboard(' ');
  await done();
  expect(document.activeElement).toBe(byId('start'));
  expect(byId('verdict').textContent).toMatch(/^So far this GPU can be trusted: all \d+ fields agree .* Stopped there, of 130\.$/);
});

test('a GPU that errs is found out, and the entry is named', async () => {
  const gpu = await gpuEngine();
  const broken: Engine = {
    kind: 'gpu',
    evaluate: async (problem, grid, watch) => {
      const field = await gpu.evaluate(problem, grid, watch);
      if (problem.loss.kind === 'hinge' && grid.columns === GRID.columns) field.loss[100]! += 1e-3;
      return field;
    },
  };
  await open(1200, { open: async () => broken, entries: some.filter(({ loss }) => loss === 'hinge' || loss === 'huber') });
  byId('start').click();
  await checked();
  expect(byId('verdict').textContent).toMatch(/^This GPU cannot be trusted: 1 of 2 fields differ by more than rounding explains, such as hinge with l1 \([\d.]+ % of the bound\)/);
  expect(byId('field-rows').querySelector('.bad')!.textContent).toContain('hinge');
}, 60_000);

test('without WebGPU a sentence says so, and nothing is checked', async () => {
  await open(1200, { open: () => Promise.reject(new NoGpu('This browser has no WebGPU.')) });
  expect(byId('device').textContent).toBe('This browser has no WebGPU. So there is nothing to check: figures are drawn by the CPU here, from double precision itself.');
  expect([can('start'), byId('model-home').hidden, byId('fields').hidden]).toEqual([false, true, true]);
  byId('start').click();
  expect(byId('running').hidden).toBe(true);
  expect(cells('time-rows')).toHaveLength(12); // the limits are there all the same
  expect(trust([], 130, {} as never)).toBe('');
});

test.each([320, 1200])('at %i px nothing is wider than the page', async (width) => {
  await open(width, { entries: some.slice(0, 2) });
  byId('start').click();
  await checked();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
}, 60_000);

describe('the stopwatch', () => {
  test('times the passes of a field and of a figure by their pipelines, one watch at a time, and is no cost when stopped', async () => {
    document.body.innerHTML = '<reg-geometry id="model" prefer="gpu"></reg-geometry>';
    const figure = byId<RegGeometry>('model');
    await figure.ready;
    const engine = await gpuEngine(), stop = (await gpuStopwatch())!;
    expect(await gpuStopwatch()).toBeNull();
    await engine.evaluate(ENTRIES[0]!.problem, { ...GRID, columns: 513, rows: 513 });
    await engine.evaluate(ENTRIES[26]!.problem, GRID);
    figure.lambda = 0.3;
    await settled(figure);
    const passes = await stop(), labels = passes.map(({ label }) => label);
    expect(new Set(labels)).toEqual(new Set(['evaluate', 'stride', 'gather', 'sum blocks', 'fold', 'close', 'paint']));
    expect(labels.slice(0, 3)).toEqual(['evaluate', 'stride', 'gather']);
    for (const { milliseconds } of passes) expect(milliseconds >= 0 && milliseconds < 5000).toBe(true);
    expect(passes[0]!.milliseconds).toBeGreaterThan(0);
    const again = (await gpuStopwatch())!;
    expect(await again()).toEqual([]);
  });
});
