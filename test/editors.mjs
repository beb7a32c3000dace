// What editors and compilers are given beside the code, made from the docstrings of the elements into dist: a custom-elements
// manifest, the same for VS Code and for JetBrains, and the types of tags in React, Vue and Svelte. `npm run build` runs it last.
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const FRAMEWORKS = ['react', 'vue', 'svelte'];
const built = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
const line = (text) => text?.replace(/\s+/g, ' ').trim();

/** What the analyzer finds in src/elements. */
function analysed() {
  const files = readdirSync(join(ROOT, 'src', 'elements'), { recursive: true }).filter((name) => name.endsWith('.ts')).sort();
  const texts = files.map((name) => readFileSync(join(ROOT, 'src', 'elements', name), 'utf8'));
  // The analyzer knows the platform's own call only.
  const modules = files.map((name, i) => ts.createSourceFile(`src/elements/${name}`, texts[i].replaceAll(/^define\('/gm, "customElements.define('"), ts.ScriptTarget.ES2022, true));
  return { texts, all: create({ modules, plugins: litPlugin(), context: { dev: false } }) };
}

/** What is public of the elements and has no docstring. */
export const undocumented = () => analysed().all.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName)
  .flatMap(({ tagName, members = [] }) => members.filter(({ description, privacy = 'public', static: whole }) => !description && privacy === 'public' && !whole).map(({ name }) => `<${tagName}> ${name}`));

/** The manifest of src/elements: what is public and has a docstring. */
export function manifest() {
  const { texts, all } = analysed();
  const details = new Map(texts.flatMap((text) => [...text.matchAll(/'(reg-[a-z]+)': (CustomEvent<\w+>)/g)].map(([, name, type]) => [name, type])));
  const told = ({ description, privacy }) => description && (privacy ?? 'public') === 'public';
  const place = (from) => (from?.module ? { ...from, module: built(from.module) } : from);
  const tidy = (entry) => ({ ...entry, description: line(entry.description), ...(entry.inheritedFrom ? { inheritedFrom: place(entry.inheritedFrom) } : {}) });
  // What a subclass overrides is another value of the property; the attribute still has that of the base class.
  const usual = (attribute, { members = [] }) => { const own = members.find((member) => member.attribute === attribute.name)?.default; return own === undefined ? attribute : { ...attribute, default: own }; };
  return {
    schemaVersion: all.schemaVersion,
    readme: '',
    modules: all.modules.flatMap(({ kind, path, declarations, exports }) => {
      const classes = declarations.filter(({ customElement }) => customElement).map((each) => ({
        ...each,
        description: line(each.description),
        ...(each.superclass ? { superclass: place(each.superclass) } : {}),
        members: each.members?.filter(told).map(tidy),
        attributes: each.attributes?.map((attribute) => usual(tidy(attribute), each)),
        events: each.events?.filter(told).map((event) => ({ ...tidy(event), type: { text: details.get(event.name) ?? 'Event' } })),
        ...Object.fromEntries(['slots', 'cssParts', 'cssProperties'].flatMap((name) => (each[name] ? [[name, each[name].map(tidy)]] : []))),
      }));
      const names = new Set(classes.map(({ name }) => name));
      const out = exports.filter(({ declaration }) => names.has(declaration.name)).map((each) => ({ ...each, declaration: { ...each.declaration, module: built(path) } }));
      return classes.length > 0 ? [{ kind, path: built(path), declarations: classes, exports: out }] : [];
    }),
  };
}

/** The elements with a tag, by name. */
export const elementsOf = ({ modules }) => modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName).sort((a, b) => (a.tagName < b.tagName ? -1 : 1));

const valuesOf = ({ type }) => [...(type?.text ?? '').matchAll(/'([^']*)'/g)].map(([, name]) => ({ name }));
const isFlag = ({ type }) => type?.text === 'boolean';
const list = (title, entries, of) => (entries?.length ? [`**${title}**: ${entries.map(of).join('; ')}`] : []);
const named = ({ name, description }) => `\`${name || '(default)'}\` ${description}`;

const helpOf = ({ description, events, slots, cssParts }) => ({
  kind: 'markdown',
  value: [description, ...list('Events', events, named), ...list('Slots', slots, named), ...list('Parts', cssParts, named)].join('\n\n'),
});

/** https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.md */
export const vscode = (elements) => ({
  version: 1.1,
  tags: elements.map((element) => ({
    name: element.tagName,
    description: helpOf(element),
    attributes: (element.attributes ?? []).map((each) => ({
      name: each.name,
      description: { kind: 'markdown', value: each.default ? `${each.description}\n\nWhen not given: \`${each.default}\`` : each.description },
      ...(isFlag(each) ? { valueSet: 'v' } : { values: valuesOf(each) }),
    })),
  })),
});

const kept = ({ name, description }) => ({ name, description });

/** https://github.com/JetBrains/web-types */
export const webTypes = (elements, { name, version }) => ({
  $schema: 'https://json.schemastore.org/web-types',
  name,
  version,
  'description-markup': 'markdown',
  contributions: { html: { elements: elements.map((element) => ({
    name: element.tagName,
    description: element.description,
    attributes: (element.attributes ?? []).map((each) => ({
      ...kept(each), ...(each.default ? { default: each.default.replace(/^'(.*)'$/, '$1') } : {}), value: isFlag(each) ? { kind: 'no-value' } : { type: each.type?.text, required: true },
    })),
    slots: (element.slots ?? []).map(kept),
    js: { properties: (element.members ?? []).filter(({ kind }) => kind === 'field').map((each) => ({ ...kept(each), value: { type: each.type?.text } })), events: (element.events ?? []).map(kept) },
    css: { parts: (element.cssParts ?? []).map(kept), properties: (element.cssProperties ?? []).map(kept) },
  })) } },
});

if (process.argv[1] === import.meta.filename) {
  const all = manifest(), elements = elementsOf(all);
  const write = (name, value) => writeFileSync(join(DIST, name), `${JSON.stringify(value, null, 1)}\n`);
  write('custom-elements.json', all);
  write('vscode.html-custom-data.json', vscode(elements));
  write('web-types.json', webTypes(elements, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))));
  for (const name of FRAMEWORKS) {
    copyFileSync(join(ROOT, 'src', `${name}.d.ts`), join(DIST, `${name}.d.ts`));
    writeFileSync(join(DIST, `${name}.js`), 'export {};\n'); // the import may stand in code as well as in a tsconfig
  }
  console.log(`${elements.length} elements in dist/custom-elements.json`);
}
