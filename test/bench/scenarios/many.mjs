import { apart, openPage, tasksOf } from '../chrome.mjs';
import { median, ms, table, times } from '../number.mjs';

const LONG_MS = 50;

/** Twenty figures that are all seen, on a page that has drawn nothing yet; then a page of a hundred. */
export async function many({ browser, site, runs }) {
  const used = { gpu: [], cpu: [] }, hundred = { gpu: [], cpu: [] };
  for (let run = 0; run < runs; run += 1) for (const engine of ['gpu', 'cpu']) {
    const page = await openPage(browser, site.stage, { width: 1100, height: 900 });
    await page.evaluate(() => globalThis.stage.load('own'));
    const blank = await page.screenshot();
    const took = await page.evaluate((name) => globalThis.stage.many(20, name), engine);
    if (took.drawn !== 20) throw new Error(`${took.drawn} of 20 figures have a canvas`);
    const drawn = run === 0 ? await apart(page, blank, await page.screenshot()) : 1;
    if (drawn < 0.3) throw new Error(`${(100 * drawn).toFixed(1)} % of the page were drawn on`);
    used[engine].push({ ...took, one: await page.evaluate(() => globalThis.stage.again(1)) });
    await page.context().close();
  }
  for (let run = 0; run < Math.min(runs, 3); run += 1) for (const engine of ['gpu', 'cpu']) {
    const page = await openPage(browser, site.stage);
    await page.evaluate(() => globalThis.stage.load('own'));
    let took;
    const tasks = await tasksOf(browser, page, async () => { took = await page.evaluate((name) => globalThis.stage.many(100, name), engine); await page.waitForTimeout(300); });
    hundred[engine].push({ ...took, longest: tasks[0].ms, cpu: Math.max(...tasks.map(({ cpu }) => cpu)), long: tasks.filter(({ ms: clock }) => clock > LONG_MS).length, work: tasks.reduce((sum, { ms: clock }) => sum + clock, 0), tasks: tasks.slice(0, 6).map(({ ms: clock }) => Math.round(clock)) });
    await page.context().close();
  }
  const of = (list, part) => median(list.map((run) => run[part]));
  return {
    title: 'Many figures',
    text: [
      `Twenty figures of 200 px, four penalties, all on the screen, from their insertion to the second frame after the last is drawn; medians of ${runs} runs in turns, each on a page of its own. Aim: 1000 ms.`,
      table(['', 'ms', 'ms, one figure', 'twenty to one', 'pipelines', 'devices'], ['gpu', 'cpu'].map((engine) => [engine, ms(of(used[engine], 'time')), ms(of(used[engine], 'one')), times(of(used[engine], 'time') / of(used[engine], 'one')), ...(engine === 'gpu' ? [of(used.gpu, 'pipelines'), of(used.gpu, 'devices')] : ['–', '–']).map(String)])),
      `A hundred figures of 512 px under one another, inserted at once; a long task takes more than ${LONG_MS} ms. Medians of ${Math.min(runs, 3)} runs.`,
      table(['', 'ms until all are ready', 'long tasks', 'the longest, ms', 'its processor time', 'main thread in all', 'the longest of a run'], ['gpu', 'cpu'].map((engine) => [engine, ms(of(hundred[engine], 'time')), String(of(hundred[engine], 'long')), ms(of(hundred[engine], 'longest')), ms(of(hundred[engine], 'cpu')), ms(of(hundred[engine], 'work')), hundred[engine][0].tasks.join(', ')])),
    ],
    numbers: { used, hundred },
  };
}
