import { openPage } from '../chrome.mjs';
import { median, table, times } from '../number.mjs';

const told = (micros) => (micros < 1 ? `${(micros * 1000).toFixed(0)} ns` : micros < 1000 ? `${micros.toPrecision(3)} µs` : `${(micros / 1000).toPrecision(3)} ms`);

/** Each solver beside what bounds it from below, in turns on one thread of a page. */
export async function solvers({ browser, site, runs }) {
  const page = await openPage(browser, site.solvers, { ready: 'measure' });
  const rows = await page.evaluate((count) => globalThis.measure(count), runs);
  await page.context().close();
  return {
    title: 'Solvers',
    text: [
      `One thread of the page; medians of ${runs} runs in turns.`,
      table(['', 'time', 'ratio', 'least and greatest ratio', 'beside', 'aim'], rows.map(({ name, beside, goal, own, other }) => {
        const ratios = own.map((time, run) => time / other[run]);
        return [name, told(median(own)), times(median(ratios)), `${times(Math.min(...ratios))}–${times(Math.max(...ratios))}`, `${beside} (${told(median(other))})`, goal === undefined ? '–' : `${told(goal)}${median(own) <= goal ? '' : ', missed'}`];
      })),
    ],
    numbers: rows,
  };
}
