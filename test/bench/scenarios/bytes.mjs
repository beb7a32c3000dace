import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preview } from 'vite';
import { bundles } from '../bytes.mjs';
import { openPage } from '../chrome.mjs';
import { kB, table, times } from '../number.mjs';
import { gzipped, pieces, shares } from '../weigh.mjs';

const GOALS = { gpu: 32, cpu: 32, core: 30, kernel: 8, single: 80 };
const WHAT = {
  page: 'a page that imports `reg-geometry`: what its own file imports at once', gpu: 'the same before the first picture of a default `<reg-geometry>`, by the GPU', cpu: 'the same by the CPU, with the worker',
  all: 'a page that imports `reg-geometry/all`: every element', core: 'all of `reg-geometry/core`', solve: '`solve` alone, which solves every problem at once', kernel: '`solveQuadratic` alone', csv: '`parseCsv` alone',
  single: 'the one self-contained file: every element and every solver; its worker lies beside it',
};
const PEERS = { 'Plotly (cartesian)': 'plotly.js-cartesian-dist-min/plotly-cartesian.min.js', JSXGraph: 'jsxgraph/distrib/jsxgraphcore.js' };

/** Which characters of a script ran before the first figure stood, on a page that holds nothing else. */
async function ranOf(browser, home, files, starts, code) {
  const [name] = files;
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
  for (const { functions, url } of result) {
    const at = files.findIndex((file) => url.endsWith(`/${file}`));
    if (at < 0) continue;
    const start = starts[at];
    const ranges = functions.flatMap((one) => one.ranges).sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset); // inner ones last
    for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, start + startOffset, start + endOffset);
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
  const page = list.find(({ name }) => name === 'page'), { home, files } = page;
  // the files one after the other, as if they were one
  const texts = await Promise.all(files.map((file) => readFile(join(home, file), 'utf8'))), starts = [], split = [];
  let code = '';
  for (const [i, text] of texts.entries()) {
    starts.push(code.length);
    const map = await readFile(join(home, `${files[i]}.map`), 'utf8').then(JSON.parse, () => ({ mappings: '', sources: [] })); // what the bundler adds itself has none
    for (const { from, to, file } of pieces(text, map)) split.push({ from: from + code.length, to: to + code.length, file });
    code += text;
  }
  const ran = await ranOf(browser, home, files, starts, code);
  const used = gzipped(split.flatMap(({ from, to }) => code.slice(from, to).split('').filter((_, i) => ran[from + i])).join(''));
  const rooms = shares(code, split, room, ran), each = shares(code, split, short, ran);
  numbers.page = { used, rooms, files: each };
  const rows = (shown) => shown.map(({ group, bytes: size, used: part, gzip }) => [group, kB(size), `${((100 * part) / size).toFixed(0)} %`, kB(gzip)]);
  const parts = [
    `Of these ${kB(gzipped(code))} kB (${files.length} files as one), ${kB(used)} kB (gzip of the text that ran) ran before the first figure stood. By room: kB minified, the part of it that ran, and by how many kB the gzip shrinks without it.`,
    table(['room', 'kB', 'ran', 'kB gzip'], rows(rooms)), 'The forty heaviest files.', table(['file', 'kB', 'ran', 'kB gzip'], rows(each.slice(0, 40))),
  ];
  const lines = list.flatMap(({ name, raw, gzip, ways, worker }) => [[name, gzip, raw, worker], ...Object.entries(ways).filter(([way]) => way !== 'first').map(([way, size]) => [way, size, null, 0])]);
  const peers = await Promise.all(Object.entries(PEERS).map(async ([name, path]) => [name, gzipped(await readFile(join(import.meta.dirname, '..', 'node_modules', path)))]));
  return {
    title: 'Bytes',
    text: [
      'The package as `npm run build` makes it, bundled by Vite with its defaults; kB of 1000 bytes, gzip 9, each file by itself. The worker is a file of its own that loads beside the page. `npm run size` holds these to what was reached and two in a hundred more; a test of the package counts what a real page fetches before its first picture.',
      table(['', 'kB gzip', 'kB', 'goal', 'to the goal', 'worker, kB gzip'], lines.map(([name, gzip, raw, worker]) => [WHAT[name], kB(gzip), raw === null ? '–' : kB(raw), GOALS[name] ? String(GOALS[name]) : '–', GOALS[name] ? times(gzip / 1000 / GOALS[name]) : '–', worker ? kB(worker) : '–'])),
      `Why not the goal of 32 kB: of the code that draws a certified figure first, ${kB(used)} kB run before it stands, Lit's ${kB(rooms.find(({ group }) => group === 'lit')?.gzip ?? 0)} among them, without what draws on a GPU and its shaders; the rest of these files are branches of the same functions for other problems. Everything that a default figure can do without is in files of its own.`,
      `Beside: ${peers.map(([name, size]) => `${name} ${kB(size)}`).join(', ')}.`,
      ...parts,
    ],
    numbers: { list, ...numbers },
  };
}
