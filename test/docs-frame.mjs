// What every page of the documentation has in common: its head, the way between the pages, and the live result beside a sample.

export const PAGES = [
  ['index.html', 'Documentation'], ['start.html', 'Start'], ['elements/index.html', 'Elements'], ['recipes.html', 'Recipes'], ['mathematics.html', 'Mathematics'],
  ['conventions.html', 'Conventions'], ['troubleshooting.html', 'Troubleshooting'], ['../api.html', 'API'], ['../index.html', 'Demo'],
];

export const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
// Signs that few typefaces have: the style sheet draws this one.
const NABLA = '<span class="nabla">∇</span>';
export const prose = (text) => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>').replaceAll('∇', NABLA).replaceAll('ᵢ', '<sub>i</sub>').replaceAll('‖', '||');
const quoted = (text) => escape(text).replaceAll('"', '&quot;');

/** The way from a page under demo/docs to its root: '' or '../'. */
export const up = (path) => '../'.repeat(path.split('/').length - 1);

/** The links at the head of a page; `here` is its path under demo/docs, beside which `../api.html` lies. */
export function header(here) {
  const section = here.startsWith('elements/') ? 'elements/index.html' : here, root = here.startsWith('../') ? 'docs/' : up(here);
  const links = PAGES.map(([path, name]) => `<li><a href="${`${root}${path}`.replace('docs/../', '')}"${path === section ? ` aria-current="${path === here ? 'page' : 'true'}"` : ''}>${name}</a></li>`);
  return `<header class="docs-head">\n<a class="skip" href="#content">Skip to the text</a>\n<nav aria-label="Documentation"><ul>\n${links.join('\n')}\n</ul></nav>\n</header>`;
}

/** A whole page. */
export function page({ path, title, description, main, live = false }) {
  const root = up(path);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)} · reg-geometry</title>
<meta name="description" content="${quoted(description)}">
<link rel="icon" href="${root}../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}../demo.css">
<link rel="stylesheet" href="${root}docs.css">
<script type="module" src="${root}docs.ts"></script>${live ? `\n<script type="module" src="${root}${live}"></script>` : ''}
${header(path)}
<main id="content" class="docs">
${main}
</main>
</html>
`;
}

const SCRIPT = /<script\b[^>]*>([^]*?)<\/script>\n?/g;
// What a sample calls its data, on a page of the documentation.
const placed = (markup, path) => markup.replaceAll(/\b(src|data-src)="(diabetes[\w-]*\.csv)"/g, `$1="${up(path)}../data/$2"`);

/** The markup of a sample as it stands live on a page: without its scripts, which go into a file. */
const HEAD = /<!--[^]*?-->\n?|<!doctype[^>]*>\n?|<\/?(html|head|body|meta|link)\b[^>]*>\n?|<(title|style)\b[^>]*>[^]*?<\/\2>\n?/g;
export const liveMarkup = (sample, path) => placed(sample.replace(SCRIPT, '').replace(HEAD, ''), path).trim();
// What stands at the margin, as the lines of a text do, stays there.
const flush = (code) => {
  const text = code.replace(/^\n+|\s+$/g, ''), indent = /^ */.exec(text)[0];
  return text.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
};
/** The scripts of a sample of markup, or a script itself, as they stand. */
export const scriptsOf = (sample, run) => (run === 'html' ? [...sample.matchAll(SCRIPT)].map(([, code]) => flush(code)).filter(Boolean) : [sample.trim()]);

/** Every sample of a page, in order: how it is run, whether it stands live beside, its text. */
export function samplesOf(text) {
  return [...text.matchAll(/<pre([^>]*)>\s*<code([^>]*)>([^]*?)<\/code><\/pre>/g)].map(([whole, , attributes, code], index) => ({
    index, whole, run: /data-run="([^"]+)"/.exec(attributes)?.[1], live: /\bdata-live\b/.test(attributes), of: /data-of="([^"]+)"/.exec(attributes)?.[1], code: unescape(code.replace(/<\/?[a-z][^>]*>/g, '')).trim(),
  }));
}

/** Every sample of a text in Markdown, in the same way: fenced blocks by their language, indented ones are a shell's. */
export function markdownSamples(text) {
  const out = [];
  for (const [, language, code, indented] of text.matchAll(/^```(\w+)\n([^]*?)^```$|(?<=\n\n)((?: {4}.*\n)+)/gm)) {
    out.push({ index: out.length, run: indented ? 'sh' : language, live: false, of: language === 'js' ? 'browser' : undefined, code: (indented?.replace(/^ {4}/gm, '') ?? code).trim() });
  }
  return out;
}

/** How a sample is run, by a word; undefined where nobody knows. */
export function wayOf({ run, of, live }) {
  switch (run) {
    case 'html': return live ? 'live on its page' : 'opened in a browser';
    case 'mdx': case 'qmd': case 'md': case 'py': return 'what it embeds, opened in a browser';
    case 'js': case 'ts': return of === 'browser' ? 'as a module in a browser' : of ? undefined : 'as a module in Node';
    case 'sh': return 'in a shell';
    case 'jsx': case 'vue': case 'svelte': return of ? 'as part of a project that is built and opened' : undefined;
    default: return undefined;
  }
}

/** What a document in another language embeds: its tags and scripts. */
export function embedded({ run, code }) {
  if (run === 'mdx') return code.replace(/^import '([^']+)';$/gm, (_, from) => `<script type="module">import '${from}';</script>`).replace(/^# .*$/gm, '');
  if (run === 'py') return /"""([^]*?)"""/.exec(code)[1];
  if (run === 'qmd') return [...code.matchAll(/text: \|\n((?: {4}.*\n)+)|```\{=html\}\n([^]*?)```/g)].map(([, head, body]) => head ?? body).join('\n');
  return code.replace(/^---\n[^]*?\n---\n/, '');
}
