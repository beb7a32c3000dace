// npm run bench [frames | solvers]: main-thread milliseconds a frame of a λ sweep over 120 frames, beside a page that does nothing;
// and the solvers, each beside what bounds it from below, as ratios measured in turns in one page.
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { build, preview } from 'vite';
import { chromium, gpuArgs } from '../chromium.mjs';

const FRAMES = 120, RUNS = 7;
const only = process.argv[2];
const ENGINES = ['nothing', 'gpu', 'cpu'];
const outDir = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'bench');
const common = { configFile: false, root: import.meta.dirname, base: './', logLevel: 'error', worker: { format: 'es' }, build: { outDir, emptyOutDir: true, target: 'es2022' } };
await build(common);
const server = await preview({ ...common, preview: { port: 0 } });

const { executablePath, env } = await chromium();
// Otherwise the page itself is rastered by the software GPU, which no reader's machine does.
const browser = await playwright.launch({ executablePath, env, args: [...gpuArgs, '--disable-accelerated-2d-canvas', '--disable-gpu-rasterization'] });
const page = await browser.newPage({ viewport: { width: 800, height: 800 } });
page.on('pageerror', (error) => { console.error(error.message); process.exitCode = 1; });
await page.goto(server.resolvedUrls.local[0]);
await page.waitForFunction(() => 'measure' in globalThis);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function frames() {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;

  const times = Object.fromEntries(ENGINES.map((engine) => [engine, []]));
  for (let run = 0; run < RUNS; run += 1) for (const engine of ENGINES) {
    const drawn = await page.evaluate((name) => globalThis.prepare(name), engine);
    if (drawn !== engine) throw new Error(`asked for ${engine}, drawn by ${drawn}`);
    const before = await busy();
    const theta = await page.evaluate(() => globalThis.sweep());
    times[engine].push((await busy() - before) / FRAMES);
    if (theta?.some((weight) => Math.abs(weight) > 1e-9)) throw new Error(`the sweep ended at ${theta}, not at λmax`);
  }
  const floor = median(times.nothing);
  console.log(`λ from 0 to λmax in ${FRAMES} frames, 512 px; main thread, ms a frame (median of ${RUNS} interleaved runs)`);
  for (const engine of ENGINES) {
    const time = median(times[engine]);
    console.log(`${engine.padEnd(8)} ${time.toFixed(2).padStart(6)}   ${engine === 'nothing' ? '' : `${(time - floor).toFixed(2)} above doing nothing, ${(time / floor).toFixed(1)}×`}   [${Math.min(...times[engine]).toFixed(2)}–${Math.max(...times[engine]).toFixed(2)}]`);
  }
}

const told = (micros) => (micros < 1 ? `${(micros * 1000).toFixed(0)} ns` : micros < 1000 ? `${micros.toPrecision(3)} µs` : `${(micros / 1000).toPrecision(3)} ms`);
const shown = (ratio) => `${ratio < 0.01 ? ratio.toPrecision(1) : ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)}×`;

async function solvers() {
  const rows = await page.evaluate((runs) => globalThis.measure(runs), RUNS);
  console.log(`solvers, one thread of the page (medians of ${RUNS} runs in turns; in brackets the least and the greatest ratio of one run)`);
  for (const { name, beside, goal, own, other } of rows) {
    const ratios = own.map((time, run) => time / other[run]);
    const aim = goal === undefined ? '' : `, aim ${told(goal)}${median(own) <= goal ? '' : ' MISSED'}`;
    console.log(`${name.padEnd(42)} ${told(median(own)).padStart(8)}   ${shown(median(ratios)).padStart(7)}  [${shown(Math.min(...ratios))}–${shown(Math.max(...ratios))}]  ${beside} (${told(median(other))})${aim}`);
  }
}

if (only !== 'solvers') await frames();
if (only !== 'frames') await solvers();
await browser.close();
await new Promise((resolve) => { server.httpServer.close(resolve); server.httpServer.closeAllConnections?.(); });
