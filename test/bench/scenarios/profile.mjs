import { openPage } from '../chrome.mjs';
import { ms, table } from '../number.mjs';
import { timeOf, top, total } from '../profile.mjs';

const FRAMES = 240;

/** Whose script time a λ sweep is, and what the browser does around it. */
export async function profile({ browser, site }) {
  const parts = [], numbers = {};
  for (const engine of ['gpu', 'cpu']) {
    const page = await openPage(browser, site.stage);
    const session = await page.context().newCDPSession(page);
    await page.evaluate((name) => globalThis.stage.open('own', { engine: name, grid: 512 }), engine);
    await page.evaluate(() => globalThis.stage.sweep(60));
    const by = await timeOf(page, session, () => page.evaluate((count) => globalThis.stage.sweep(count), FRAMES));
    await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink', 'cc', 'v8', '__metadata'] });
    await page.evaluate((count) => globalThis.stage.sweep(count), 60);
    const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
    const steps = stepsOf(traceEvents, 60);
    numbers[engine] = { scripts: top(by, 40), steps };
    const files = new Map();
    for (const [key, value] of by) { const file = key.startsWith('(browser)') ? key : key.split(':')[0]; files.set(file, (files.get(file) ?? 0) + value); }
    parts.push(`**${engine}**: ${ms(total(by) / FRAMES)} ms of scripts and the browser's program a frame (sampled); by file:`,
      table(['', 'ms a frame'], top(files, 14).map(([key, value]) => [key, (value / FRAMES).toFixed(3)])),
      'by function:', table(['', 'ms a frame'], top(by, 24).map(([key, value]) => [key, (value / FRAMES).toFixed(3)])),
      'and what the main thread does, self time a frame:', table(['', 'ms a frame, processor', 'on the clock', 'times a frame'], steps.slice(0, 14).map(({ name, cpu, clock, count }) => [name, cpu.toFixed(3), clock.toFixed(3), count.toFixed(1)])));
  }
  return { title: 'Where a frame of the figure goes', text: [
    'A λ sweep at 512², profiled: it is slower for that.',
    'Why not the goal of one and a half times nothing: a frame in which one dot moves costs four times nothing already, by the browser’s own style, layout, paint and commit. The figure moves a dot, two paths, three texts, a line of numbers and a slider in it: of the processor’s time layout is a fifth (each text is shaped and placed anew wherever it stands), scripts a third (a certified solution, the words and places of labels, and Lit’s templates that set what changed), and on the CPU engine a tenth is the canvas that takes the picture’s pixels, which it keeps so that a crash of the GPU’s process leaves no blank.',
    ...parts], numbers };
}

/** Self times of nested events on the page's main thread, by name, a frame. */
function stepsOf(events, frames) {
  const busiest = new Map(), names = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  for (const { name, pid, tid } of events) if (name === 'FireAnimationFrame' && names.has(`${pid} ${tid}`)) busiest.set(`${pid} ${tid}`, (busiest.get(`${pid} ${tid}`) ?? 0) + 1);
  const [[main]] = [...busiest].sort((a, b) => b[1] - a[1]);
  const list = events.filter(({ ph, pid, tid, dur }) => ph === 'X' && dur !== undefined && `${pid} ${tid}` === main).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const open = [], by = new Map();
  const self = ({ name, dur, tdur = 0, inner, cpuInner }) => {
    const sum = by.get(name) ?? { name, cpu: 0, clock: 0, count: 0 };
    by.set(name, { name, cpu: sum.cpu + (tdur - cpuInner) / 1000 / frames, clock: sum.clock + (dur - inner) / 1000 / frames, count: sum.count + 1 / frames });
  };
  for (const event of list) {
    while (open.length > 0 && open.at(-1).ts + open.at(-1).dur <= event.ts) self(open.pop());
    const parent = open.at(-1);
    if (parent) { parent.inner += event.dur; parent.cpuInner += event.tdur ?? 0; }
    open.push({ ...event, inner: 0, cpuInner: 0 });
  }
  while (open.length > 0) self(open.pop());
  return [...by.values()].sort((a, b) => b.cpu - a.cpu);
}
