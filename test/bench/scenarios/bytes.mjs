import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { preview } from 'vite';
import { bundles } from '../bytes.mjs';
import { openPage } from '../chrome.mjs';
import { kB, table, times } from '../number.mjs';
import { gzipped, pieces, shares } from '../weigh.mjs';

const LIMITS = { page: 32, figure: 32, core: 30, solve: null, kernel: 8, single: 80 };
const WHAT = {
  page: 'a page that imports `reg-geometry`: every element', figure: 'the same with `<reg-geometry>` alone', core: 'all of `reg-geometry/core`', solve: '`solve` alone',
  kernel: 'the quadratic kernel alone (`minimise`)', single: 'the one self-contained file',
};
const PEERS = { 'Plotly (cartesian)': 'plotly.js-cartesian-dist-min/plotly-cartesian.min.js', JSXGraph: 'jsxgraph/distrib/jsxgraphcore.js' };

/** Which characters of a script ran before the first figure stood, on a page that holds nothing else. */
async function ranOf(browser, file, code) {
  const home = dirname(file), name = file.split('/').at(-1);
  await writeFile(join(home, 'weigh.html'), `<!doctype html><meta charset="utf-8"><title>weigh</title><reg-geometry style="width: 512px"></reg-geometry><script type="module" src="./${name}"></script>`);
  const server = await preview({ configFile: false, root: home, logLevel: 'error', build: { outDir: '.' }, preview: { port: 0 } });
  const page = await openPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  await page.goto(`${server.resolvedUrls.local[0]}weigh.html`);
  await page.evaluate(async () => { await customElements.whenDefined('reg-geometry'); await document.querySelector('reg-geometry').ready; });
  const { result } = await session.send('Profiler.takePreciseCoverage');
  await page.context().close();
  await new Promise((resolve) => { server.httpServer.close(resolve); server.httpServer.closeAllConnections?.(); });
  const ran = new Uint8Array(code.length).fill(1);
  for (const { functions } of result.filter(({ url }) => url.endsWith(`/${name}`))) {
    const ranges = functions.flatMap((one) => one.ranges).sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset); // inner ones last
    for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  return ran;
}

const short = (file) => file.replace(/^.*\/dist\//, '').replace(/^.*node_modules\//, '').replace(/^(\.\.\/)+/, '').replace(/\.js$/, '');
const room = (file) => {
  const [first, second] = short(file).split('/');
  return /^@?lit/.test(first) ? 'lit' : second === undefined || first.startsWith('_') || first.startsWith('.') ? '(the rest)' : first;
};

export async function bytes({ browser }) {
  const list = await bundles(), numbers = {};
  const page = list.find(({ name }) => name === 'page');
  const parts = [];
  for (const { name, file } of list.filter((one) => one.name === 'page' || one.name === 'figure')) {
    const code = await readFile(file, 'utf8'), split = pieces(code, JSON.parse(await readFile(`${file}.map`, 'utf8'))), ran = await ranOf(browser, file, code);
    const used = gzipped(split.flatMap(({ from, to }) => code.slice(from, to).split('').filter((_, i) => ran[from + i])).join(''));
    const rooms = shares(code, split, room, ran), files = shares(code, split, short, ran);
    numbers[name] = { used, rooms, files };
    if (name === 'figure') parts.push(`Of the ${kB(list.find((one) => one.name === name).gzip)} kB of \`<reg-geometry>\` alone, ${kB(used)} kB ran; by room:`, table(['room', 'kB', 'ran', 'kB gzip'], rooms.map(({ group, bytes: size, used: part, gzip }) => [group, kB(size), `${((100 * part) / size).toFixed(0)} %`, kB(gzip)])));
    if (name === 'page') parts.push(`Of the page's ${kB(page.gzip)} kB, ${kB(used)} kB (gzip of the text that ran) ran before the first figure stood. By room: kB minified, the part of it that ran, and by how many kB the gzip shrinks without it.`,
      table(['room', 'kB', 'ran', 'kB gzip'], rooms.map(({ group, bytes: size, used: part, gzip }) => [group, kB(size), `${((100 * part) / size).toFixed(0)} %`, kB(gzip)])),
      'The forty heaviest files.', table(['file', 'kB', 'ran', 'kB gzip'], files.slice(0, 40).map(({ group, bytes: size, used: part, gzip }) => [group, kB(size), `${((100 * part) / size).toFixed(0)} %`, kB(gzip)])));
  }
  const peers = await Promise.all(Object.entries(PEERS).map(async ([name, path]) => [name, gzipped(await readFile(join(import.meta.dirname, '..', 'node_modules', path)))]));
  return {
    title: 'Bytes',
    text: [
      'The package as `npm run build` makes it, bundled by Vite with its defaults; kB of 1000 bytes, gzip 9. The worker is a file of its own that loads beside the page where the CPU engine draws. `npm run size` holds these to their limits.',
      table(['', 'kB gzip', 'kB', 'limit', 'to the limit', 'worker, kB gzip'], list.map(({ name, raw, gzip, worker }) => [WHAT[name], kB(gzip), kB(raw), LIMITS[name] ? String(LIMITS[name]) : '–', LIMITS[name] ? times(gzip / 1000 / LIMITS[name]) : '–', worker ? kB(worker) : '–'])),
      `Beside: ${peers.map(([name, size]) => `${name} ${kB(size)}`).join(', ')}.`,
      ...parts,
    ],
    numbers: { list, ...numbers },
  };
}
