// What the library weighs: the package as it is published, bundled as an author's own build does it. `npm run size` holds it to its limits.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { cache } from './site.mjs';

const root = join(import.meta.dirname, '..', '..'), folder = join(cache, 'bytes'), library = join(folder, 'package');

/** What an author may write; each becomes a bundle of its own. */
export const ENTRIES = {
  page: "import 'reg-geometry';", // every element, as the package is documented
  figure: "import 'reg-geometry/elements/figure/figure.js';", // <reg-geometry> and what it composes by itself; no door leads to it yet
  core: "export * from 'reg-geometry/core';",
  solve: "export { solve } from 'reg-geometry/core';",
  kernel: "export { minimise } from 'reg-geometry/solver/minimise.js';", // of a quadratic; the same
};

/** Builds the package into the cache, as `npm run build` does into dist. */
async function pack() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(library, { recursive: true });
  await copyFile(join(root, 'package.json'), join(library, 'package.json')); // its sideEffects decide what is dropped
  process.chdir(root); // preserveModulesRoot counts from here
  for (const mode of ['library', 'single']) await build({ root, configFile: join(root, 'vite.config.ts'), mode, logLevel: 'error', build: { outDir: join(library, 'dist'), emptyOutDir: mode === 'library' } });
}

/** Bundles one entry. Into `first` go its file and all that this imports at once; what loads later stays beside it. */
async function bundle(name, text) {
  const entry = join(folder, `${name}.entry.js`), outDir = join(folder, name);
  await writeFile(entry, text);
  const { output } = await build({
    configFile: false, root: folder, base: './', logLevel: 'error', publicDir: false, worker: { format: 'es' },
    resolve: { alias: [
      { find: /^reg-geometry$/, replacement: join(library, 'dist/index.js') }, { find: 'reg-geometry/core', replacement: join(library, 'dist/core.js') },
      { find: /^reg-geometry\/(.*\.js)$/, replacement: join(library, 'dist/$1') },
    ] },
    build: {
      outDir, emptyOutDir: true, target: 'es2022', sourcemap: true, minify: true, modulePreload: false, chunkSizeWarningLimit: Infinity,
      rolldownOptions: { input: { [name]: entry }, preserveEntrySignatures: 'strict', output: { entryFileNames: '[name].js' } },
    },
  });
  const chunks = new Map(output.map((file) => [file.fileName, file])), first = new Set();
  const take = (file) => { if (first.has(file)) return; first.add(file); chunks.get(file).imports.forEach(take); };
  take(`${name}.js`);
  await mkdir(join(outDir, 'first'));
  for (const file of first) await copyFile(join(outDir, file), join(outDir, 'first', file.replaceAll('/', '-')));
  const gzips = await Promise.all([...first].map((file) => gzip(join(outDir, file))));
  const worker = output.find(({ fileName }) => /worker.*\.js$/.test(fileName));
  return { name, file: join(outDir, `${name}.js`), raw: [...first].reduce((sum, file) => sum + Buffer.byteLength(chunks.get(file).code), 0), gzip: gzips.reduce((sum, bytes) => sum + bytes, 0), worker: worker ? await gzip(join(outDir, worker.fileName)) : 0 };
}

const gzip = async (file) => gzipSync(await readFile(file), { level: 9 }).length;

/** Everything that is weighed. */
export async function bundles() {
  process.env.NODE_ENV = 'production';
  await pack();
  const list = [];
  for (const [name, text] of Object.entries(ENTRIES)) list.push(await bundle(name, text));
  const single = join(library, 'dist', 'reg-geometry.min.js');
  return [...list, { name: 'single', file: single, raw: (await readFile(single)).length, gzip: await gzip(single), worker: 0 }];
}

if (process.argv[1] === import.meta.filename) await bundles(); // size-limit reads what lies there then
