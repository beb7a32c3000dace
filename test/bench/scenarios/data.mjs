import { meter, openPage } from '../chrome.mjs';
import { median, ms, table, times } from '../number.mjs';
import { timeOf, total } from '../profile.mjs';

const FRAMES = 60, SIZES = [1000, 10_000, 100_000], KINDS = ['squared', 'logistic'];

/** Losses of data: what a sweep costs over the samples, what the solves in it cost alone, and the field once. */
export async function data({ browser, site, runs }) {
  const cases = ['gpu', 'cpu'].flatMap((engine) => KINDS.flatMap((kind) => SIZES.map((n) => ({ engine, kind, n, runs: [] }))));
  for (let run = 0; run < Math.min(runs, 3); run += 1) for (const one of cases) {
    const page = await openPage(browser, site.stage), gauge = await meter(page);
    const ready = await page.evaluate((given) => globalThis.stage.openData(given), one);
    const before = await gauge.now();
    const { time, tasks, solutions, intervals } = await page.evaluate((count) => globalThis.stage.sweepData(count), FRAMES);
    const { task, cpu, script } = await gauge.since(before);
    const by = await timeOf(page, await page.context().newCDPSession(page), () => page.evaluate((count) => globalThis.stage.sweepData(count), FRAMES));
    const solve = total(by, (key) => /^src\/(solver|samples)\//.test(key)) / FRAMES, rest = total(by, (key) => /^(src\/(?!solver|samples)|@?lit)/.test(key)) / FRAMES;
    one.runs.push({ ready: ready.first, fine: ready.fine, task: task / FRAMES, cpu: cpu / FRAMES, script: script / FRAMES, wall: time / FRAMES, longest: Math.max(0, ...tasks), solve, rest, solutions: solutions / FRAMES, interval: Math.max(...intervals) });
    await page.context().close();
  }
  const page = await openPage(browser, site.stage);
  const fields = [];
  for (let run = 0; run < runs; run += 1) fields.push(await page.evaluate((even) => globalThis.stage.fieldOnce(even), run % 2 === 0));
  await page.context().close();
  const of = ({ runs: list }, part) => median(list.map((run) => run[part]));
  return {
    title: 'Losses of data',
    text: [
      `λ swept in ${FRAMES} frames, L1, n samples of two features; medians of ${Math.min(runs, 3)} runs in turns. Solver and samples, and all other scripts of ours: self time a frame, by a profile of a second sweep. Solutions a frame: what is slower than a frame is overtaken. Ready is when the first solution is there, fine when the last table of the loss is.`,
      table(['engine, loss, n', 'main ms a frame, clock', 'processor', 'solver and samples', 'all other scripts of ours', 'solutions a frame', 'longest task ≥ 50 ms', 'longest between frames', 'ready, ms', 'fine, ms'], cases.map((one) => [
        `${one.engine}, ${one.kind}, ${one.n}`, ...['task', 'cpu', 'solve', 'rest'].map((part) => ms(of(one, part))), of(one, 'solutions').toFixed(2), ...['longest', 'interval', 'ready', 'fine'].map((part) => ms(of(one, part)))])),
      `Logistic loss, n = 1000, once over 256²: the CPU engine (worker) ${ms(median(fields.map(({ own }) => own)))} ms, ${times(median(fields.map(({ own, naive }) => own / naive)))} of the naive loop on the main thread (${ms(median(fields.map(({ naive }) => naive)))} ms); the GPU engine on the software adapter ${ms(median(fields.map(({ gpu }) => gpu)))} ms. Aim: 400 ms.`,
    ],
    numbers: { cases, fields },
  };
}
