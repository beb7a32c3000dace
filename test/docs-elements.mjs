// The pages of the elements under demo/docs/elements: all that is public of each, from its docstrings, and one example of each.
import { ts } from '@custom-elements-manifest/analyzer';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { escape, liveMarkup, page, prose } from './docs-frame.mjs';
import { elementsOf, manifest, undocumented } from './editors.mjs';

const SOURCE = join(resolve(import.meta.dirname, '..'), 'src', 'elements');
const FIGURE = (id, more = '') => `<reg-geometry id="${id}" penalty="l1" lambda="0.6"${more}></reg-geometry>`;
const layers = (...tags) => `<reg-geometry form="constraint" budget="0.99" penalty="l1">\n${tags.map((tag) => (tag.startsWith('<') ? `  ${tag}` : `  <reg-${tag}></reg-${tag}>`)).join('\n')}\n</reg-geometry>`;

/** What is shown live on the page of each element. One that is not named here is shown alone, or linked to a figure. */
const EXAMPLES = {
  'reg-geometry': FIGURE('figure'),
  'reg-heatmap': layers('<reg-heatmap of="loss" colormap="water"></reg-heatmap>', 'constraint-region', 'axes', 'argmin'),
  'reg-level-sets': layers('<reg-level-sets of="loss" levels="0.1, 0.3, 0.6, 1, 2"></reg-level-sets>', 'constraint-region', 'axes', 'argmin'),
  'reg-constraint-region': layers('level-sets', '<reg-constraint-region bare></reg-constraint-region>', 'axes', 'argmin'),
  'reg-axes': layers('constraint-region', 'axes'),
  'reg-argmin': layers('level-sets', 'axes', 'argmin'),
  'reg-gradients': layers('level-sets', 'constraint-region', 'axes', '<reg-gradients probe="100"></reg-gradients>', 'argmin'),
  'reg-first-contact': layers('level-sets', '<reg-constraint-region bare></reg-constraint-region>', 'axes', '<reg-first-contact progress="0.6"></reg-first-contact>'),
  'reg-path': layers('level-sets', 'constraint-region', 'axes', 'path', 'argmin'),
  'reg-controls': `${FIGURE('one', ' controls="none"')}\n<reg-controls for="one" show="amount penalty play" penalties="l1 l2 linf"></reg-controls>`,
  'reg-coefficient-path': `<reg-geometry id="fig" loss="squared" src="diabetes.csv" features="bmi s5"\n  penalty="l1" lambda="20"></reg-geometry>\n<reg-coefficient-path for="fig" against="lambda"></reg-coefficient-path>`,
  'reg-family': `${FIGURE('fig')}\n<reg-family for="fig" penalties="l1 l2 elastic-net"></reg-family>`,
  'reg-atlas': `${FIGURE('fig')}\n<reg-atlas for="fig" distribution="uniform 3"></reg-atlas>`,
  'reg-tradeoff': `${FIGURE('fig')}\n<reg-tradeoff for="fig"></reg-tradeoff>`,
  'reg-value': `${FIGURE('fig')}\n<p>At λ = <reg-value for="fig" of="lambda" scrub></reg-value>\nthe first weight is <reg-value for="fig" of="theta1"></reg-value>.</p>`,
  'reg-data': '<reg-geometry id="fig" loss="squared" src="diabetes-40.csv" features="bmi s5"\n  penalty="l1" lambda="20"></reg-geometry>\n<reg-data for="fig"></reg-data>',
  'reg-lagrangian': '<reg-lagrangian objective="x*y" constraint="x^2 + y^2" level="1"\n  relation="=" sense="maximise"></reg-lagrangian>',
};

const isLayer = ({ members = [] }) => members.some(({ name, inheritedFrom }) => name === 'contribute' && inheritedFrom?.name === 'RegLayer') || members.some(({ name }) => name === 'contribute');
const isLinked = ({ attributes = [] }) => attributes.some(({ name }) => name === 'for');

/** The markup of an element's example. */
export function exampleOf(element) {
  const { tagName } = element;
  return EXAMPLES[tagName] ?? (isLayer(element) ? layers('level-sets', 'constraint-region', 'axes', tagName.slice(4), 'argmin') : isLinked(element) ? `${FIGURE('fig')}\n<${tagName} for="fig"></${tagName}>` : `<${tagName}></${tagName}>`);
}

const files = readdirSync(SOURCE, { recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => [name, readFileSync(join(SOURCE, name), 'utf8')]);

/** A public method as its class writes it, without its body; and what it returns and throws, which the manifest leaves out. */
function signature(className, method) {
  for (const [name, text] of files) {
    if (!text.includes(`class ${className} `)) continue;
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
    let found;
    const visit = (node) => {
      if (ts.isClassDeclaration(node) && node.name?.text === className) {
        const member = node.members.find((each) => ts.isMethodDeclaration(each) && each.name.getText(file) === method);
        const tags = member ? ts.getJSDocTags(member).filter(({ tagName, comment }) => comment && ['returns', 'throws'].includes(tagName.text)) : [];
        if (member) found = {
          code: `${method}(${member.parameters.map((each) => each.getText(file)).join(', ')})${member.type ? `: ${member.type.getText(file)}` : ''}`.replace(/\s+/g, ' '),
          more: tags.map(({ tagName, comment }) => whole(`${tagName.text === 'returns' ? 'Returns' : 'Throws'} ${ts.getTextOfJSDocComment(comment).replace(/\s+/g, ' ')}`)),
        };
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    if (found) return found;
  }
  return { code: `${method}()`, more: [] };
}

/** The fields of what an event carries: `{ readonly problem: Problem }`. */
function detailOf(type) {
  const name = /^CustomEvent<(\w+)>$/.exec(type)?.[1];
  const found = name && files.map(([, text]) => new RegExp(`((?:/\\*\\*(?:(?!\\*/)[^])*\\*/\\s*)?)export interface ${name} (\\{[^]*?\\n?\\})`).exec(text)).find(Boolean);
  return found ? found[2].replace(/\/\*\*[^]*?\*\/|\breadonly /g, '').replace(/\s+/g, ' ') : '';
}

const KNOWN = ['Problem', 'Solution', 'Loss', 'Penalty', 'Window', 'Vec2'];
const typed = (text) => escape(text).replace(/\b[A-Z]\w+/g, (name) => (KNOWN.includes(name) ? `<a href="../../api.html#${name}">${name}</a>` : name));
const plain = (value) => (value === undefined || value === 'undefined' || value === 'null' || value === "''" ? '' : value.replace(/^'(.*)'$/, '$1'));
/** A docstring as a sentence: a capital letter where it begins with a word, a full stop at its end. */
const whole = (text = '') => { const said = /^(a|[a-z]{2,})([ ,’']|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text; return /[.…!?)]$/.test(said) || said === '' ? said : `${said}.`; };
/** A type as an author reads it: choices without quotes, and without what stands for “not given”. */
const choices = (text) => text.split(' | ').filter((part) => !['null', 'undefined', "''"].includes(part)).map((part) => part.replace(/^'(.*)'$/, '$1').replace('EngineKind', 'gpu | cpu')).join(' | ');
const item = (name, more, description) => `<dt><code>${name}</code>${more}</dt>\n<dd>${prose(more.includes(`${/^\w+/.exec(description)?.[0]} |`) ? description : whole(description))}</dd>`;
const list = (title, id, entries) => (entries.length > 0 ? `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n<dl class="reference">\n${entries.join('\n')}\n</dl>\n</section>` : '');
const note = (text) => (text ? ` <small>${text}</small>` : '');

function attributes({ attributes: all = [] }) {
  return all.map(({ name, type, default: usual, description, fieldName, readonly }) => item(name, [
    note(type ? `<code>${typed(choices(type.text))}</code>` : ''), note(plain(usual) ? `<code>${escape(plain(usual))}</code> when not given` : ''), note(readonly ? 'read only' : ''), note(fieldName && fieldName !== name ? `property <code>${fieldName}</code>` : ''),
  ].join(''), description));
}

const ofAttributes = ({ attributes: all = [] }) => new Set(all.map(({ name }) => name));
// What a subclass needs and a page does not.
const INNER = ['scene', 'complaint', 'contribute', 'draw', 'arm', 'movable', 'usual', 'map', 'given'];
const inner = ({ name }) => INNER.includes(name), outer = (member) => !inner(member);
function properties(element, of) {
  const same = ofAttributes(element);
  return (element.members ?? []).filter((each) => each.kind === 'field' && !each.attribute && !same.has(each.name) && of(each))
    .map(({ name, type, readonly, description }) => item(name, note(type ? `<code>${typed(choices(type.text))}</code>` : '') + note(readonly ? 'read only' : ''), description));
}
const methods = ({ name: own, members = [] }, of) => members.filter((each) => each.kind === 'method' && of(each)).map(({ name, inheritedFrom, description, parameters = [] }) => {
  const { code, more } = signature(inheritedFrom?.name ?? own, name);
  const given = parameters.filter((each) => each.description).map((each) => each.description.replace(/\s+/g, ' ').replace(/^(\w+):/, '`$1`:')).map(whole);
  return item(typed(code), '', [whole(description), ...given, ...more].join(' '));
});
const events = ({ events: all = [] }) => all.map(({ name, type, description }) => item(name, note(detailOf(type.text) && `<code>detail: ${typed(detailOf(type.text))}</code>`), description));
const named = (all = []) => all.map(({ name, description }) => item(name || '(default)', '', description));

const first = (text) => text.replace(/^`[^`]+`:\s*/, '');
const sentence = (text) => { const said = first(text); return /^(a |[a-z]{2})/.test(said) ? said.charAt(0).toUpperCase() + said.slice(1) : said; };
const LAYERS = 'It is a layer: it stands inside a figure, and layers are painted in the order in which they stand.';
const LINKED = 'It follows the figure that <code>for</code> names, also one that comes later, and drives it.';

function elementPage(element) {
  const { tagName, description, superclass } = element;
  const own = (element.cssProperties ?? []).filter(({ inheritedFrom }) => !inheritedFrom), theme = (element.cssProperties ?? []).filter(({ inheritedFrom }) => inheritedFrom);
  const sample = exampleOf(element), path = `elements/${tagName}.html`;
  const sections = [
    list('Attributes', 'attributes', attributes(element)), list('Properties', 'properties', properties(element, outer)), list('Methods', 'methods', methods(element, outer)),
    list('Events', 'events', events(element)), list('Slots', 'slots', named(element.slots)), list('Parts', 'parts', named(element.cssParts)),
    ...(isLayer(element) ? [list('For layers of your own', 'own', [...properties(element, inner), ...methods(element, inner)])] : []),
    list('Custom properties', 'custom', named(own)), list('Custom properties of the theme', 'theme', named(theme)),
  ].filter(Boolean).join('\n');
  const kind = isLayer(element) ? LAYERS : superclass?.name === 'LinkedView' || (isLinked(element) && tagName !== 'reg-controls') ? LINKED : '';
  return page({
    path, title: `<${tagName}>`, description: sentence(description).replace(/`/g, '').split(/(?<=[.:]) /)[0],
    main: `<h1><code>&lt;${tagName}&gt;</code></h1>
<div class="step${kind === LINKED && tagName !== 'reg-value' ? ' across' : ''}">
<div class="told">
<p>${prose(sentence(description))}${kind ? ` ${kind}` : ''}</p>
<pre tabindex="0"><code data-run="html" data-live>${escape(sample)}</code></pre>
</div>
<div class="live">
${liveMarkup(sample, path)}
</div>
</div>
${sections}
<p class="aside">${[...(attributes(element).length > 0 ? ['Every attribute is also a property of the same name, which takes plain values as well as text.'] : []), `<a href="index.html">All elements</a>`].join(' ')}</p>`,
  });
}

function indexPage(elements) {
  const groups = [
    ['The figure', ['reg-geometry', 'reg-controls', 'reg-value'].map((tag) => elements.find(({ tagName }) => tagName === tag))],
    ['Layers inside a figure', elements.filter((each) => isLayer(each))],
    ['Views linked to a figure', elements.filter((each) => !isLayer(each) && isLinked(each) && !['reg-controls', 'reg-value'].includes(each.tagName))],
  ];
  const seen = new Set(groups.flatMap(([, list]) => list));
  groups.push(['By themselves', elements.filter((each) => !seen.has(each) && each.tagName !== 'reg-geometry')]);
  const row = ({ tagName, description }) => `<dt><a href="${tagName}.html"><code>&lt;${tagName}&gt;</code></a></dt>\n<dd>${prose(sentence(description).split(/(?<=[.]) /)[0])}</dd>`;
  return page({
    path: 'elements/index.html', title: 'Elements', description: 'Every element of reg-geometry: attributes, properties, methods, events, slots, parts and custom properties.',
    main: `<h1>Elements</h1>
<p>One page for each tag: what may be written on it, what it tells, and how it is dressed. The pages are made from the elements’ own docstrings, so they say what the code does.</p>
${groups.filter(([, list]) => list.length > 0).map(([title, list]) => `<section>\n<h2>${title}</h2>\n<dl class="reference">\n${list.map(row).join('\n')}\n</dl>\n</section>`).join('\n')}
<section>
<h2>Loading them</h2>
<p><code>import 'reg-geometry'</code> registers the figure and its layers, and loads every other element when the page first has its tag. <code>import 'reg-geometry/all'</code> registers all at once, <code>import 'reg-geometry/reg-atlas'</code> one alone.</p>
</section>`,
  });
}

// By these the views and their controls speak with each other; a page has the attributes and events.
const BETWEEN = ['<reg-controls> dial', '<reg-controls> turn', '<reg-geometry> findings', '<reg-geometry> frame', '<reg-geometry> drive'];

/** The pages by their paths under demo/docs, and what is public and says nothing. */
export function elementPages() {
  const elements = elementsOf(manifest());
  const silent = elements.flatMap((element) => ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties'].flatMap((kind) => (element[kind] ?? [])
    .filter(({ description = '' }) => description.length < 5).map(({ name }) => `<${element.tagName}> ${kind} ${name}`)).concat(element.description ? [] : [`<${element.tagName}>`]))
    .concat(undocumented().filter((name) => !BETWEEN.includes(name)));
  return { tags: elements.map(({ tagName }) => tagName), silent, pages: new Map([['elements/index.html', indexPage(elements)], ...elements.map((each) => [`elements/${each.tagName}.html`, elementPage(each)])]) };
}
