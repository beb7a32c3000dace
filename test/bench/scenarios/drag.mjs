import { meter, openPage } from '../chrome.mjs';
import { median, ms, table, times } from '../number.mjs';

const FRAMES = 60;

/** Dragging θ̂, so that the loss is another in every frame, beside a sweep of λ. */
export async function drag({ browser, site, runs }) {
  const engines = ['gpu', 'cpu'], used = Object.fromEntries(engines.map((engine) => [engine, { lambda: [], minimizer: [] }]));
  const page = await openPage(browser, site.stage), gauge = await meter(page);
  for (let run = 0; run < runs; run += 1) for (const engine of engines) for (const kind of run % 2 ? ['lambda', 'minimizer'] : ['minimizer', 'lambda']) {
    await page.evaluate((name) => globalThis.stage.open('own', { engine: name, grid: 512 }), engine);
    const before = await gauge.now();
    const { shown } = await page.evaluate(([count, what]) => globalThis.stage.sweep(count, what), [FRAMES, kind]);
    const { task, cpu, script } = await gauge.since(before);
    used[engine][kind].push({ task: task / FRAMES, cpu: cpu / FRAMES, script: script / FRAMES, pictures: shown.length / FRAMES });
  }
  await page.context().close();
  const of = (engine, kind, part) => median(used[engine][kind].map((run) => run[part]));
  return {
    title: 'Dragging θ̂ beside a sweep of λ',
    text: [
      `512 px, ${FRAMES} frames, main thread a frame; medians of ${runs} interleaved runs.`,
      table(['', 'θ̂ to λ, on the clock', 'θ̂ to λ, processor', 'ms of scripts: θ̂', 'λ', 'pictures a frame: θ̂', 'λ'], engines.map((engine) => {
        const ratio = (part) => `${times(of(engine, 'minimizer', part) / of(engine, 'lambda', part))} [${ms(of(engine, 'minimizer', part))} to ${ms(of(engine, 'lambda', part))}]`;
        const both = (part) => ['minimizer', 'lambda'].map((kind) => (part === 'pictures' && engine === 'gpu' ? '–' : ms(of(engine, kind, part))));
        return [engine, ratio('task'), ratio('cpu'), ...both('script'), ...both('pictures')];
      })),
    ],
    numbers: used,
  };
}
