// What the library weighs: the package as it is published, bundled as an author's own build does it. `npm run size` holds it to its limits.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { cache } from './site.mjs';

const root = join(import.meta.dirname, '..', '..'), folder = join(cache, 'bytes'), library = join(folder, 'package');

/** What an author may write; each becomes a bundle of its own. `late`: what a page loads on top of that before its first picture, by the way it is drawn. */
export const ENTRIES = {
  page: { text: "import 'reg-geometry';", late: { gpu: ['surface/gpu-surface'], cpu: ['surface/cpu-surface'] } },
  all: { text: "import 'reg-geometry/all';" },
  core: { text: "export * from 'reg-geometry/core';" },
  solve: { text: "export { solve } from 'reg-geometry/core';" },
  kernel: { text: "export { solveQuadratic } from 'reg-geometry/core';" },
  csv: { text: "export { parseCsv } from 'reg-geometry/core';" },
};

/** Builds the package into the cache, as `npm run build` does into dist. */
async function pack() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(library, { recursive: true });
  await copyFile(join(root, 'package.json'), join(library, 'package.json')); // its sideEffects decide what is dropped
  process.chdir(root); // preserveModulesRoot counts from here
  for (const mode of ['library', 'single']) await build({ root, configFile: join(root, 'vite.config.ts'), mode, logLevel: 'error', build: { outDir: join(library, 'dist'), emptyOutDir: mode === 'library' } });
}

const alias = [
  { find: /^reg-geometry$/, replacement: join(library, 'dist/index.js') },
  { find: /^reg-geometry\/(all|core)$/, replacement: join(library, 'dist/$1.js') },
];

/** Bundles one entry. Into `first` go its file and all that this imports at once, into a folder of each way to draw all that its first picture needs. */
async function bundle(name, { text, late = {} }) {
  const entry = join(folder, `${name}.entry.js`), outDir = join(folder, name);
  await writeFile(entry, text);
  const { output } = await build({
    configFile: false, root: folder, base: './', logLevel: 'error', publicDir: false, worker: { format: 'es' }, resolve: { alias },
    build: {
      outDir, emptyOutDir: true, target: 'es2022', sourcemap: true, minify: true, modulePreload: false, chunkSizeWarningLimit: Infinity,
      // a page exports nothing, so that what its later parts share may stay in its own file
      rolldownOptions: { input: { [name]: entry }, preserveEntrySignatures: text.startsWith('export') ? 'strict' : false, output: { entryFileNames: '[name].js' } },
    },
  });
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((file) => [file.fileName, file]));
  const reach = (files, seen = new Set()) => { for (const file of files) if (!seen.has(file)) reach(chunks.get(file).imports, seen.add(file)); return seen; };
  const worker = output.find(({ fileName, type }) => type === 'asset' && /worker[^/]*\.js$/.test(fileName) && [...chunks.values()].some(({ code }) => code.includes(fileName.split('/').at(-1))));
  const ways = { first: reach([`${name}.js`]) };
  for (const [way, modules] of Object.entries(late)) {
    const parts = modules.map((module) => [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}.js`)).fileName);
    ways[way] = new Set([...reach([`${name}.js`, ...parts]), ...(way === 'cpu' ? [worker.fileName] : [])]);
  }
  const sums = {};
  for (const [way, files] of Object.entries(ways)) {
    await mkdir(join(outDir, way));
    for (const file of files) await copyFile(join(outDir, file), join(outDir, way, file.replaceAll('/', '-')));
    sums[way] = (await Promise.all([...files].map((file) => gzip(join(outDir, file))))).reduce((sum, bytes) => sum + bytes, 0);
  }
  const raw = [...ways.first].reduce((sum, file) => sum + Buffer.byteLength(chunks.get(file).code), 0);
  return { name, home: outDir, files: [...ways.first], raw, gzip: sums.first, ways: sums, worker: worker ? await gzip(join(outDir, worker.fileName)) : 0 };
}

const gzip = async (file) => gzipSync(await readFile(file), { level: 9 }).length;

/** Everything that is weighed. */
export async function bundles() {
  process.env.NODE_ENV = 'production';
  await pack();
  const list = [];
  for (const [name, entry] of Object.entries(ENTRIES)) list.push(await bundle(name, entry));
  const single = join(library, 'dist', 'reg-geometry.min.js');
  return [...list, { name: 'single', home: join(library, 'dist'), files: ['reg-geometry.min.js'], raw: (await readFile(single)).length, gzip: await gzip(single), ways: {}, worker: 0 }];
}

if (process.argv[1] === import.meta.filename) { // size-limit reads what lies there then
  for (const { name, gzip: size, ways } of await bundles()) console.log(name, ...Object.entries({ first: size, ...ways }).map(([way, bytes]) => `${way} ${(bytes / 1000).toFixed(1)} kB`));
}
