import { apart, meter, openPage, shot } from '../chrome.mjs';
import { median, ms, spread, table, times } from '../number.mjs';

const GRIDS = [128, 256, 512, 1024];
const FRAMES = 60, PATIENCE_MS = 1000; // a subject that is slow gets fewer frames a run
const FLOORS = ['nothing', 'dot', 'bare-worker', 'bare-webgpu'], OWN = { 'own, gpu': { engine: 'gpu' }, 'own, cpu': { engine: 'cpu' } };
const PEERS = ['d3', 'plotly', 'observable', 'jsxgraph'];

async function frameOf(page, gauge, name, grid, frames) {
  await page.evaluate(([subject, options]) => globalThis.stage.open(subject, options), [name in OWN ? 'own' : name, { grid, ...OWN[name] }]);
  const before = await gauge.now();
  const { time } = await page.evaluate((count) => globalThis.stage.sweep(count), frames);
  const used = await gauge.since(before);
  return { ...Object.fromEntries(Object.entries(used).map(([part, value]) => [part, value / frames])), wall: time / frames };
}

/** Once for each subject: how many frames a run bears, and whether what it draws at both ends stands on the screen. */
async function tryOut(page, gauge, name, grid) {
  await page.evaluate(([subject, options]) => globalThis.stage.open(subject, options), [name in OWN ? 'own' : name, { grid, ...OWN[name] }]);
  const start = await shot(page);
  const { time } = await page.evaluate(() => globalThis.stage.sweep(2));
  await page.evaluate(() => globalThis.stage.twoFrames());
  await page.waitForTimeout(Math.min(500, time));
  const changed = await apart(page, start, await shot(page));
  const [least, most] = name === 'nothing' ? [0, 0] : name === 'dot' ? [1e-5, 0.1] : name === 'jsxgraph' ? [0.001, 1] : [0.05, 1];
  if (changed < least || changed > most) throw new Error(`${name} at ${grid}²: ${(100 * changed).toFixed(2)} % of the pixels changed over the sweep`);
  return { frames: Math.max(1, Math.min(FRAMES, Math.floor((2 * PATIENCE_MS) / time))), changed };
}

export async function sweep({ browser, site, runs }) {
  const pages = new Map();
  for (const grid of GRIDS) { const page = await openPage(browser, site.stage, { density: grid / 512 }); pages.set(grid, { page, gauge: await meter(page) }); }
  const cases = GRIDS.flatMap((grid) => [...FLOORS, ...Object.keys(OWN), ...PEERS].map((name) => ({ name, grid, runs: [] })));
  for (const one of cases) { const { page, gauge } = pages.get(one.grid); Object.assign(one, await tryOut(page, gauge, one.name, one.grid)); }
  for (let run = 0; run < runs; run += 1) for (const one of cases) {
    const { page, gauge } = pages.get(one.grid);
    one.runs.push(await frameOf(page, gauge, one.name, one.grid, one.frames));
  }
  for (const { page } of pages.values()) await page.context().close();
  const of = (name, grid, part) => median(cases.find((one) => one.name === name && one.grid === grid).runs.map((run) => run[part]));
  const rows = (part) => [...FLOORS, ...Object.keys(OWN), ...PEERS].map((name) => [name, ...GRIDS.map((grid) => {
    const time = of(name, grid, part);
    return `${times(time / of('nothing', grid, part))}, ${times(time / of('dot', grid, part))}, ${times(time / of('own, cpu', grid, part))} [${ms(time)}]`;
  })]);
  const profile = Object.keys(OWN).concat('dot', 'bare-webgpu').flatMap((name) => GRIDS.map((grid) => {
    const part = (key) => of(name, grid, key);
    return [`${name}, ${grid}²`, ...['task', 'cpu', 'script', 'style', 'layout'].map((key) => ms(part(key))), part('styles').toFixed(1), part('layouts').toFixed(1), spread(cases.find((one) => one.name === name && one.grid === grid).runs.map(({ task }) => task))];
  }));
  return {
    title: 'A sweep of λ: main thread, a frame',
    text: [
      `λ from 0 to λmax in ${FRAMES} frames (fewer for who is slow), 512 px, heat, twelve lines and θ*; each grid is a page of that pixel density, so that all draw the same pixels (JSXGraph: lines and point only, it has no heat). Median of ${runs} interleaved runs. Each cell: ratio to doing nothing, to moving one dot, to our CPU engine [ms on the clock].`,
      table(['on the clock', ...GRIDS.map((grid) => `${grid}²`)], rows('task')),
      'The same, by the processor time that the main thread was given: other load on the machine counts less, waiting for another process not at all.',
      table(['processor', ...GRIDS.map((grid) => `${grid}²`)], rows('cpu')),
      'Where a frame goes, ms: on the clock, of a processor, in scripts, in style, in layout; styles and layouts a frame; the least and the greatest run.',
      table(['', 'clock', 'processor', 'script', 'style', 'layout', 'styles', 'layouts', 'runs'], profile),
    ],
    numbers: Object.fromEntries(cases.map(({ name, grid, runs: list, frames, changed }) => [`${name} ${grid}`, { frames, changed, ...Object.fromEntries(Object.keys(list[0]).map((key) => [key, median(list.map((run) => run[key]))])) }])),
  };
}
