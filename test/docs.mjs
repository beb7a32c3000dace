// Writes the documentation: demo/api.html (see api.mjs), and under demo/docs the pages of the elements anew and, in the pages written by hand what they have in common and
// the live result beside each sample that is marked `data-live`. `docsPages()` returns all of it, for the test that it is current.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { apiPage } from './api.mjs';
import { elementPages } from './docs-elements.mjs';
import { header, liveMarkup, samplesOf, scriptsOf } from './docs-frame.mjs';

const ROOT = join(resolve(import.meta.dirname, '..'), 'demo', 'docs');
const DOORS = { 'reg-geometry': 'index.ts', 'reg-geometry/all': 'all.ts', 'reg-geometry/core': 'core.ts' };

/** What a script of the documentation imports, as files of this repository. */
export const door = (name) => DOORS[name] ?? (name.endsWith('reg-geometry.min.js') ? 'all.ts' : undefined);

/** The live scripts of a page as one module: each sample in a block of its own, what they import at the top. */
function liveScript(samples) {
  const imports = new Set();
  const blocks = samples.map((code) => code.replace(/^import ([^]*?) from '([^']+)';\n*|^import '([^']+)';\n*/gm, (_, names, from, alone) => {
    const file = door(from ?? alone), found = file ? `../../../src/${file}` : from === 'lit' ? from : undefined;
    if (!found) throw new Error(`A live sample imports ${from ?? alone}`);
    if (names) imports.add(`import ${names} from '${found}';`);
    return '';
  }).trim());
  if (blocks.length === 0) return null;
  return `// What the samples of the page do, made from them by \`npm run docs\`.\n${[...imports].map((line) => `${line}\n`).join('')}\n${blocks.map((block) => `{\n${block}\n}`).join('\n\n')}\n`;
}

/** A page written by hand with its head and its live results as they should be, and its live script if it has one. */
function dressed(path, text) {
  const samples = samplesOf(text), scripts = [];
  let out = text.replace(/<header class="docs-head">[^]*?<\/header>/, () => header(path));
  for (const { whole, run, live, code } of samples) {
    if (!live) continue;
    scripts.push(...(run === 'html' || run === 'js' ? scriptsOf(code, run) : []));
    if (run !== 'html') continue;
    const at = out.indexOf(whole) + whole.length;
    out = out.slice(0, at) + out.slice(at).replace(/^(\s*(?:<\/div>\s*)?)<div class="live">[^]*?<\/div><!-- live -->/, (_, space) => `${space}<div class="live">\n${liveMarkup(code, path)}\n</div><!-- live -->`);
  }
  return { page: out, script: liveScript(scripts) };
}

/** Everything under demo/docs that is made or completed here, by path; and what is public and has no description. */
export function docsPages() {
  const { pages, silent, tags } = elementPages();
  const files = new Map(pages);
  for (const name of readdirSync(ROOT).filter((each) => each.endsWith('.html'))) {
    const { page, script } = dressed(name, readFileSync(join(ROOT, name), 'utf8'));
    files.set(name, page);
    if (script) files.set(`live/${name.replace('.html', '.js')}`, script);
  }
  const there = ['elements', 'live'].flatMap((folder) => (existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`) : []));
  return { root: ROOT, files, silent, tags, stale: there.filter((name) => !files.has(name)) };
}

if (process.argv[1] === import.meta.filename) {
  const { files, silent, stale } = docsPages();
  for (const name of stale) rmSync(join(ROOT, name));
  for (const [name, text] of files) {
    mkdirSync(dirname(join(ROOT, name)), { recursive: true });
    writeFileSync(join(ROOT, name), text);
  }
  const api = apiPage(); // with the same head; a test of its own holds it
  writeFileSync(api.path, api.page);
  for (const each of silent) console.error(`${each} has no description`);
  console.log(`${files.size} files in demo/docs, and demo/api.html`);
  process.exit(silent.length > 0 ? 1 : 0);
}
