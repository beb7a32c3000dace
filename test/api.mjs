// Writes demo/api.html from the declarations of `reg-geometry/core`: every export with its signature and its docstring.
// `node test/api.mjs` writes the page; `apiPage()` returns its text and what is missing, for the test that it is current.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { header } from './docs-frame.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, 'node_modules', '.cache', 'api');
const PAGE = join(ROOT, 'demo', 'api.html');

/** Emits the declarations. Errors of types are the business of `npm run check`; here only the text counts. */
function emit() {
  rmSync(OUT, { recursive: true, force: true });
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'src'), '--outDir', OUT], { cwd: ROOT, stdio: 'pipe' });
  } catch (error) {
    if (!existsSync(join(OUT, 'core.d.ts'))) throw error;
  }
}

const plain = (comment) => comment.replace(/^\/\*\*|\*\/$/g, '').split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd()).join('\n').trim();

/** What the door exports, in order, under its headings: [{ title, intro, exports: [{ name, from, doc }] }]. */
function readDoor(text) {
  const groups = [];
  const token = /^\/\/ # (.+)$|^\/\/ (.+)$|(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?^export (?:type )?\{([^}]+)\} from '\.\/([^']+)\.ts';$/gm;
  for (const [, title, line, doc, names, from] of text.matchAll(token)) {
    if (title) groups.push({ title, intro: '', exports: [] });
    else if (line && groups.length > 0) groups.at(-1).intro += `${line} `;
    else if (names) {
      const list = names.split(',').map((name) => name.trim().replace(/^type /, '').split(' as ')).filter(([name]) => name);
      groups.at(-1).exports.push(...list.map(([inner, name = inner]) => ({ inner, name, from, doc: doc && list.length === 1 ? plain(doc.trim()) : '' })));
    }
  }
  return groups;
}

const cut = (text, start) => {
  // A declaration ends at the first semicolon, or the closing brace of an interface or class, outside all brackets.
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.startsWith('/**', at)) { at = text.indexOf('*/', at) + 1; continue; }
    const char = text[at];
    if (char === "'") { at = text.indexOf("'", at + 1); continue; }
    if ('{(['.includes(char)) depth += 1;
    else if ('})]'.includes(char)) {
      depth -= 1;
      if (depth === 0 && char === '}' && /^export (declare (abstract )?class|interface)/.test(text.slice(start, start + 40))) return text.slice(start, at + 1);
    } else if (char === ';' && depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
};

const texts = new Map();
const textOf = (module) => {
  if (!texts.has(module)) texts.set(module, readFileSync(join(OUT, `${module}.d.ts`), 'utf8'));
  return texts.get(module);
};

/** The declarations of a name (several where a function is overloaded) and the docstring of the first. */
function find(name, module) {
  const text = textOf(module);
  const head = new RegExp(`(\\/\\*\\*(?:(?!\\*\\/)[^])*\\*\\/\\s*)?^export (?:declare )?(?:abstract )?(interface|class|type|const|function) ${name}\\b`, 'gm');
  const found = [...text.matchAll(head)];
  if (found.length > 0) {
    const code = found.map((match) => cut(text, match.index + (match[1]?.length ?? 0)).replace(/^export (declare )?/, ''));
    return { kind: found[0][2], code: code.map((part) => part.replaceAll('    ', '  ')), doc: found.map(([, doc]) => doc && plain(doc.trim())).find(Boolean) ?? '' };
  }
  for (const [, names, from] of text.matchAll(/export (?:type )?\{([^}]+)\} from '([^']+)\.ts'/g)) {
    if (names.split(',').some((part) => part.trim().replace(/^type /, '') === name)) return find(name, join(dirname(module), from));
  }
  return null;
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const prose = (text) => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** Prose, then what is given, returned and thrown as a list. */
function describe(doc) {
  const [body, ...tags] = doc.split(/^@/m);
  const parts = tags.map((tag) => {
    const [, word, rest] = /^(\w+)\s*([^]*)$/.exec(tag.trim());
    if (word === 'param') {
      const [, name, text] = /^(\w+)\s*([^]*)$/.exec(rest);
      return `<dt><code>${name}</code></dt><dd>${prose(text)}</dd>`;
    }
    return `<dt>${{ returns: 'Returns', throws: 'Throws' }[word] ?? word}</dt><dd>${prose(rest)}</dd>`;
  });
  return `<p>${prose(body.trim())}</p>${parts.length > 0 ? `\n<dl>${parts.join('\n')}</dl>` : ''}`;
}

/** The page, the exports without a docstring, and the types that signatures name but the door does not export. */
export function apiPage() {
  emit();
  const groups = readDoor(readFileSync(join(ROOT, 'src', 'core.ts'), 'utf8'));
  const entries = groups.flatMap(({ exports }) => exports);
  for (const entry of entries) {
    const found = find(entry.inner, entry.from);
    if (!found) throw new Error(`src/core.ts exports ${entry.inner}, which ${entry.from}.ts does not declare`);
    // The door calls some types of a module by a longer name; so does the page.
    const called = new Map(entries.filter(({ from }) => from === entry.from).map(({ inner, name }) => [inner, name]));
    const code = found.code.map((part) => part.replace(/\b[A-Z]\w*/g, (name) => called.get(name) ?? name));
    Object.assign(entry, found, { code, doc: found.doc || entry.doc });
  }
  const names = new Set(entries.map(({ name }) => name));
  const own = new Set([...texts.values()].flatMap((text) => [...text.matchAll(/^(?:import|export) (?:type )?\{([^}]+)\}/gm)].flatMap(([, list]) => list.split(',').map((name) => name.trim().replace(/^type /, ''))))
    .concat([...texts.values()].flatMap((text) => [...text.matchAll(/^export (?:declare )?(?:interface|type|class) (\w+)/gm)].map(([, name]) => name))));
  const bare = (code) => code.replace(/\/\*\*(?:(?!\*\/)[^])*\*\//g, '').replace(/'[^']*'/g, '');
  const unknown = [...new Set(entries.flatMap(({ code }) => code.flatMap((part) => [...bare(part).matchAll(/\b[A-Z]\w*/g)].map(([name]) => name))))].filter((name) => own.has(name) && !names.has(name));
  const link = (code) => escape(code).replace(/\b[A-Z]\w*/g, (name) => (names.has(name) ? `<a href="#${name}">${name}</a>` : name));
  const article = ({ name, kind, code, doc }) => `<article id="${name}">
<h3><a href="#${name}">${name}</a> <small>${kind}</small></h3>
<pre><code>${code.map(link).join('\n')}</code></pre>
${describe(doc)}
</article>`;
  const section = ({ title, intro, exports }) => `<section>\n<h2>${escape(title)}</h2>\n<p>${prose(intro.trim())}</p>\n${exports.map(article).join('\n')}\n</section>`;
  const contents = groups.map(({ title, exports }) => `<li>${escape(title)}: ${exports.map(({ name }) => `<a href="#${name}">${name}</a>`).join(', ')}</li>`).join('\n');
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>reg-geometry/core: the API</title>
<meta name="description" content="Everything of reg-geometry without DOM: solvers, certificates, paths, the Lagrangian, fields, pictures and data, each with shapes, units, domain and errors.">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="demo.css">
<link rel="stylesheet" href="docs/docs.css">
<link rel="stylesheet" href="api.css">
${header('../api.html')}
<main id="content" class="api">
<h1>reg-geometry/core</h1>
<p>Everything without DOM; it can be imported in Node. Problems are plain JSON, answers plain values, and what cannot be used is refused with one sentence, a <a href="#Complaint">Complaint</a>.</p>
<nav aria-label="On this page"><ul>
${contents}
</ul></nav>
${groups.map(section).join('\n')}
</main>
</html>
`;
  return { page, path: PAGE, exports: entries.map(({ name, kind }) => ({ name, kind })), undocumented: entries.filter(({ doc }) => !doc).map(({ name }) => name), unknown };
}

if (process.argv[1] === import.meta.filename) {
  const { page, path, exports, undocumented, unknown } = apiPage();
  writeFileSync(path, page);
  for (const name of undocumented) console.error(`${name} has no docstring`);
  for (const name of unknown) console.error(`${name} is named in a signature and not exported`);
  console.log(`${exports.length} exports in demo/api.html`);
  process.exit(undocumented.length + unknown.length > 0 ? 1 : 0);
}
