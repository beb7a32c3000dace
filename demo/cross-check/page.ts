import { gpuEngine, type Engine } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { copyText } from '../workshop.ts';
import { ENTRIES, type Entry } from './catalogue.ts';
import { agrees, checks, linesOf, type Result } from './check.ts';
import { fieldCells, reportOf, speed, timeCells, trust, type Device } from './report.ts';
import { PLANNED } from './planned.ts';
import { timings, type Timing } from './times.ts';

const byId = <Found extends HTMLElement = HTMLElement>(id: string): Found => document.getElementById(id) as Found;

function rows(home: HTMLElement, lines: readonly { readonly cells: readonly string[]; readonly bad?: boolean }[]): void {
  home.replaceChildren(...lines.map(({ cells, bad }) => {
    const row = document.createElement('tr');
    row.className = bad ? 'bad' : '';
    row.append(...cells.map((text, at) => Object.assign(document.createElement(at === 0 ? 'th' : 'td'), { textContent: text }, at === 0 ? { scope: 'row' } : {})));
    return row;
  }));
}

async function deviceOf(): Promise<Device> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null), { vendor = '', architecture = '', device = '', description = '', isFallbackAdapter = false } = adapter?.info ?? {};
  const name = [...new Set([vendor, architecture, device, description].filter(Boolean))].join(' ') || 'a GPU that gives no name';
  return { name, software: isFallbackAdapter, stamps: adapter?.features.has('timestamp-query') ?? false, browser: navigator.userAgent, ratio: devicePixelRatio };
}

/** Brings the page to life. @param open how a GPU is asked for @param entries what is checked */
export async function machine({ open = gpuEngine, entries = ENTRIES }: { open?: () => Promise<Engine>; entries?: readonly Entry[] } = {}): Promise<void> {
  const [start, stop, copy] = ['start', 'stop', 'copy'].map((id) => byId<HTMLButtonElement>(id)) as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
  const ready = (button: HTMLButtonElement, can: boolean) => button.setAttribute('aria-disabled', String(!can)), can = (button: HTMLButtonElement) => button.getAttribute('aria-disabled') === 'false';
  let results: Result[] = [], times: Timing[] = [], abort = new AbortController();

  const seen = new Set<string>();
  byId('how').replaceChildren(...PLANNED.flatMap(({ pipeline, work: { how } }) => {
    const name = pipeline.replace(/: (?!stride|gather|fold|close).*/, '');
    if (seen.has(name)) return [];
    seen.add(name);
    return [Object.assign(document.createElement('li'), { textContent: `${name}: ${how}.` })];
  }));
  const showTimes = () => rows(byId('time-rows'), PLANNED.map((plan) => ({ cells: timeCells(times.find(({ pipeline }) => pipeline === plan.pipeline) ?? plan) })));
  const showFields = () => {
    byId('fields').hidden = results.length === 0;
    rows(byId('field-rows'), linesOf(results).map((line) => ({ cells: fieldCells(line), bad: line.failed > 0 })));
  };
  showTimes();

  let engine: Engine;
  try {
    engine = await open();
  } catch (error) {
    byId('device').textContent = `${error instanceof Error ? error.message : String(error)} So there is nothing to check: figures are drawn by the CPU here, from double precision itself.`;
    byId('model-home').hidden = true;
    return;
  }
  const device = await deviceOf();
  byId('device').textContent = `This page draws with ${device.name}${device.software ? ', which is software: its answers count, its speed does not' : ''}.`;
  byId('clock').textContent = device.stamps ? 'Your browser lets the GPU’s own clock be read, rounded (by Chromium to 0.1 ms): each time is the mean of many runs.'
    : 'Your browser does not let the GPU’s own clock be read (timestamp-query). Times are then from the question to the answer, the way back to the page included, and are not compared with the limit.';
  ready(start, true);

  const progress = byId<HTMLProgressElement>('progress'), at = byId('at');
  const run = async () => {
    [results, times, abort] = [[], [], new AbortController()];
    const { signal } = abort, steps = entries.length + PLANNED.length;
    ready(start, false); ready(stop, true); ready(copy, false);
    byId('running').hidden = false;
    byId('verdict').textContent = byId('said').textContent = '';
    const tell = (words: string) => { progress.value = (results.length + times.length) / steps; at.textContent = words; };
    tell('');
    try {
      for await (const result of checks(engine, signal, entries)) {
        results.push(result);
        tell(`${results.length} of ${entries.length} fields: ${result.entry.loss} with ${result.entry.penalty}`);
        if (results.length % 13 === 0 || !agrees(result)) showFields();
      }
      showFields();
      byId('verdict').textContent = trust(results, entries.length, device);
      if (!signal.aborted) for await (const timing of timings(engine, byId<RegGeometry>('model'), device.software, signal)) {
        times.push(timing);
        tell(`timed ${timing.pipeline}`);
        showTimes();
        if (signal.aborted) break;
      }
    } catch (error) {
      if (!signal.aborted) byId('said').textContent = `The GPU gave up: ${error instanceof Error ? error.message : String(error)}`;
    }
    byId('verdict').textContent = [trust(results, entries.length, device), speed(times, device)].filter(Boolean).join(' ');
    showFields();
    byId('running').hidden = true;
    ready(start, true); ready(stop, false); ready(copy, results.length > 0);
    if (document.activeElement === stop) start.focus();
  };
  start.addEventListener('click', () => { if (can(start)) void run(); });
  stop.addEventListener('click', () => { if (can(stop)) abort.abort(); });
  copy.addEventListener('click', () => {
    if (can(copy)) void copyText(reportOf(device, results, entries.length, times, new Date()), byId('by-hand')).then((done) => { byId('said').textContent = done ? 'Copied: the report, as Markdown.' : 'Not copied, but below.'; });
  });
}
