// The bench's pages, built as an author would build them and served from this machine.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, preview } from 'vite';

export const home = import.meta.dirname;
export const cache = join(home, '..', '..', 'node_modules', '.cache', 'bench');
const outDir = join(cache, 'site');

/** Installs what is measured beside, unless the very versions of the lock are there. */
export function installPeers() {
  const stamp = join(home, 'node_modules', '.package-lock.json');
  const versions = (file) => JSON.stringify(Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages).flatMap(([name, { version }]) => (name ? [[name, version]] : [])));
  if (existsSync(stamp) && versions(stamp) === versions(join(home, 'package-lock.json'))) return;
  console.log('installing what is measured beside');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: home, stdio: 'inherit' });
}

const common = (html, folder) => ({
  configFile: false, root: home, base: './', logLevel: 'error', publicDir: false, worker: { format: 'es' },
  build: { outDir: join(outDir, folder), emptyOutDir: true, minify: folder !== 'stage', // there it is profiled
     target: 'es2022', sourcemap: folder === 'stage', rolldownOptions: { input: join(home, html) }, chunkSizeWarningLimit: Infinity },
});

export const FIRST = (await readdir(join(home, 'first'))).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5));

/** Each page is a build of its own, so that none loads a chunk that another one needs. */
export async function openSite() {
  process.env.NODE_ENV = 'production'; // whatever the caller's is: Lit's development build must not be measured
  for (const [html, folder] of [['index.html', 'solvers'], ['stage.html', 'stage'], ...FIRST.map((name) => [`first/${name}.html`, name])]) await build(common(html, folder));
  const server = await preview({ ...common('index.html', ''), preview: { port: 0 } });
  const [local] = server.resolvedUrls.local;
  return {
    solvers: `${local}solvers/index.html`, stage: `${local}stage/stage.html`, first: (name) => `${local}${name}/first/${name}.html`,
    close: () => new Promise((resolve) => { server.httpServer.close(resolve); server.httpServer.closeAllConnections?.(); }),
  };
}
