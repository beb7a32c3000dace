import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, copyFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
// @ts-expect-error the compiler's module, as the analyzer of elements has it
import { ts } from '@custom-elements-manifest/analyzer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { parse } from '../../src/formula/parse.ts';
import { closure } from '../../src/formula/closure.ts';
import { translate, type Library } from '../../src/problem/conventions.ts';
import { LOSS_KINDS } from '../../src/problem/read-loss.ts';
import { PENALTIES, statePenalty } from '../../src/problem/penalties.ts';
import { readPenalty } from '../../src/problem/read-penalty.ts';
import type { Loss } from '../../src/problem/types.ts';
// @ts-expect-error plain modules that scripts and tests share
import { agrees, claiming, claimsOf } from '../docs-claims.mjs';
// @ts-expect-error as above
import { markdownSamples, PAGES, samplesOf, unescape, up, wayOf } from '../docs-frame.mjs';
// @ts-expect-error as above
import { docsPages, door } from '../docs.mjs';

interface Sample { page: string; index: number; run: string | undefined; live: boolean; of: string | undefined; code: string }
const ROOT = resolve(import.meta.dirname, '..', '..'), DOCS = join(ROOT, 'demo', 'docs');
const { files, silent, stale, tags } = docsPages() as { files: Map<string, string>; silent: string[]; stale: string[]; tags: string[] };
const pages = [...files].filter(([name]) => name.endsWith('.html'));
const samples: Sample[] = [
  ...pages.flatMap(([page, text]) => (samplesOf(text) as Sample[]).map((each) => ({ ...each, page }))),
  ...(markdownSamples(readFileSync(join(ROOT, 'README.md'), 'utf8')) as Sample[]).map((each) => ({ ...each, page: 'README.md' })),
];
const by = (way: string) => samples.filter((each) => wayOf(each) === way);
const nameOf = ({ page, index, code }: Sample) => `${page} ${index + 1}: ${code.split('\n')[0]!.slice(0, 60)}`;

test('the pages are current: npm run docs writes them', () => {
  for (const [name, text] of files) expect(existsSync(join(DOCS, name)) && readFileSync(join(DOCS, name), 'utf8') === text, `demo/docs/${name} is as npm run docs writes it`).toBe(true);
  expect(stale, 'pages of what is no more').toEqual([]);
  expect(silent, 'public, and without a description').toEqual([]);
  expect(tags.every((tag) => files.has(`elements/${tag}.html`))).toBe(true);
});

describe.each(pages)('%s', (path, text) => {
  const bare = text.replace(/<pre[^]*?<\/pre>/g, '');
  test('is a page: language, one title, one description, one heading, the way to the others', () => {
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport"/);
    for (const tag of ['title', 'h1', 'main', 'header']) expect([tag, text.match(new RegExp(`<${tag}\\b`, 'g'))?.length]).toEqual([tag, 1]);
    expect(/<meta name="description" content="([^"]{20,})">/.exec(text)).not.toBeNull();
    for (const [to] of PAGES as [string][]) expect(text).toContain(`href="${up(path) as string}${to}"`);
    expect(bare).not.toMatch(/ style=| on[a-z]+="|<script>|<style>/);
    const ids = [...bare.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect([...text.matchAll(/<pre(?! tabindex="0">)/g)], 'what scrolls can be reached by keys').toEqual([]);
  });
  test('its links lead somewhere', () => {
    for (const [, href] of bare.matchAll(/\b(?:href|src)="([^"#:]*(?:#[^"]*)?)"/g)) {
      const [file, anchor] = unescape(href!).split('#') as [string, string?];
      const target = file === '' ? join(DOCS, path) : join(dirname(join(DOCS, path)), file), inDocs = target.slice(DOCS.length + 1);
      expect([href, files.has(inDocs) || existsSync(target)]).toEqual([href, true]);
      if (anchor) expect(files.get(inDocs) ?? readFileSync(target, 'utf8')).toContain(` id="${anchor}"`);
    }
  });
});

test('titles differ', () => {
  const titles = pages.map(([, text]) => /<title>([^<]+)/.exec(text)![1]);
  expect(new Set(titles).size).toBe(titles.length);
});

test('every sample is run, and it is known how', () => {
  expect(samples.filter((each) => !wayOf(each)).map(nameOf)).toEqual([]);
  for (const [, text] of pages) expect(text.match(/<pre/g)?.length ?? 0).toBe(text.match(/<code[^>]* data-run=/g)?.length ?? 0);
  const ways = new Map<string, number>();
  for (const each of samples) ways.set(wayOf(each), (ways.get(wayOf(each)) ?? 0) + 1);
  console.log([...ways].map(([way, count]) => `${count} samples ${way}`).join('\n'));
  expect([...ways.values()].reduce((sum, count) => sum + count, 0)).toBe(samples.length);
});

let folder: string;
const home = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'));
  copyFileSync(join(ROOT, 'demo', 'data', 'diabetes.csv'), join(folder, 'diabetes.csv'));
});
afterAll(() => { process.chdir(home); rmSync(folder, { recursive: true, force: true }); });

describe('modules in Node', () => {
  test.each(by('as a module in Node').map((each) => [nameOf(each), each] as const))('%s', async (_, { page, index, run, code }) => {
    const { code: made, count } = claiming(code, ts) as { code: string; count: number };
    expect(count, 'a sample says what comes of it').toBeGreaterThan(0);
    const mapped = made.replace(/from '([^']+)'/g, (_whole, name: string) => `from '${pathToFileURL(join(ROOT, 'src', door(name) as string)).href}'`);
    const file = join(folder, `${page.replaceAll(/\W/g, '-')}-${index}.${run}`);
    writeFileSync(file, mapped);
    let checked = 0;
    Object.assign(globalThis, { claim: (comment: string, value: unknown) => {
      checked += 1;
      for (const { path, value: claimed } of claimsOf(comment) as { path: string[]; value: unknown }[]) {
        const part = path.reduce((whole, name) => (whole as Record<string, unknown>)[name], value);
        expect(agrees(part, claimed), `${comment}: ${JSON.stringify(part)}`).toBe(true);
      }
    } });
    await import(/* @vite-ignore */ file);
    expect(checked).toBe(count);
  });
});

describe('a shell', () => {
  const lines = by('in a shell').flatMap((sample) => sample.code.split('\n').flatMap((line) => line.replace(/\s+# .*$/, '').split(' && ').map((command) => [command.trim(), sample.page] as const)));
  test.each(lines)('%s', async (command) => {
    const { name, scripts, peerDependencies, unpkg } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string; scripts: Record<string, string>; peerDependencies: Record<string, string>; unpkg: string };
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    const [program, verb, ...rest] = words;
    if (program === 'npx') {
      expect(verb).toBe(name);
      process.chdir(folder);
      const heard = { out: '', error: '' };
      const status = await main(rest, { print: (text) => { heard.out += text; }, say: (text) => { heard.error += text; }, input: () => '' });
      const file = rest[rest.indexOf('-o') + 1];
      if (rest.includes('-o') && file!.endsWith('.png') && status === 1) return expect(heard.error).toContain('A PNG needs the package sharp'); // not installed here
      expect([status, heard.error]).toEqual([0, '']);
      if (rest.includes('-o')) expect(readFileSync(join(folder, file!), 'utf8')).toMatch(/^<svg /);
      else if (!rest.includes('--help')) expect((JSON.parse(heard.out) as { certificate: { holds: boolean } }).certificate.holds).toBe(true);
      else expect(heard.out).toContain('--lambda');
    } else if (program === 'npm' && verb === 'install') expect([name, ...Object.keys(peerDependencies)]).toEqual(expect.arrayContaining(rest));
    else if (program === 'npm' && verb === 'ci') expect(existsSync(join(ROOT, 'package-lock.json'))).toBe(true);
    else if (program === 'npm') expect(scripts).toHaveProperty(verb === 'run' ? rest[0]! : verb!);
    else if (program === 'cp') { // test/package opens a page with just these two
      const shipped = [`node_modules/${name}/${unpkg.replace('./', '')}`, `node_modules/${name}/dist/assets`];
      expect(rest.slice(0, -1).every((from) => shipped.includes(from))).toBe(true);
    } else expect.fail(`Nobody knows how to run ${program}`);
  });
});

describe('projects that test/package builds and opens', () => {
  test.each(by('as part of a project that is built and opened').map((each) => [nameOf(each), each] as const))('%s', (_, { of, code }) => {
    const lines = readFileSync(join(ROOT, of!), 'utf8').split('\n').map((line) => line.trim());
    let at = -1;
    for (const line of code.split('\n').map((each) => each.trim()).filter(Boolean)) {
      const next = lines.findIndex((each, i) => i > at && each === line);
      expect(next, `${of} has “${line}”, after what stands before it`).toBeGreaterThan(at);
      at = next;
    }
  });
});

test('the sentences of troubleshooting are the library’s', () => {
  const text = files.get('troubleshooting.html')!;
  const sources = (readdirSync(join(ROOT, 'src'), { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'));
  const said = [...text.matchAll(/<p class="says" data-says>([^]*?)<\/p>/g)].map(([, sentence]) => unescape(sentence!) as string);
  expect(said.length).toBeGreaterThan(25);
  for (const sentence of said) {
    const parts = sentence.split(/…|; /).map((part) => part.trim()).filter((part) => /\w{2}/.test(part));
    const line = new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+')).join('[^\\n]*?'));
    expect([sentence, sources.some((source) => line.test(source.replaceAll("\\'", "'")))]).toEqual([sentence, true]);
  }
});

test('the conventions table says what translate gives', () => {
  const X = [[1, 0], [0, 2], [-1, 1], [2, 1], [1, -1], [-2, 0]] as const, counts = [3, 1, 2, 0, 5, 1], labels = [1, -1, 1, -1, 1, -1];
  const text = files.get('conventions.html')!;
  const cells = [...text.matchAll(/<td data-translate="([^"]+)">([^]*?)<\/td>/g)];
  expect(cells.length % 3).toBe(0);
  expect(cells.length).toBeGreaterThan(30);
  const translated = new Set<string>();
  for (const [, about, cell] of cells) {
    const [kind, penalty, library] = about!.split(' | ') as [string, string, Library];
    const loss = { kind, X, y: ['squared', 'poisson', 'huber'].includes(kind) ? counts : labels, ...(kind === 'huber' ? { delta: 1.345 } : {}) } as unknown as Loss;
    const found = translate(0.1, 'reg-geometry', library, { loss, penalty: readPenalty(penalty) });
    if (found.kind === 'none') { expect(unescape(/<small>([^]*)<\/small>/.exec(cell!)![1]!)).toBe(found.reason); continue; }
    translated.add(`${kind} ${library}`);
    const [, estimator, list] = /<code>([\w.]+)\((.*)\)<\/code>/.exec(cell!)!;
    expect([about, estimator]).toEqual([about, found.estimator]);
    const said = Object.fromEntries(list!.split(', ').map((pair) => pair.split(' = ') as [string, string]));
    expect([about, Object.keys(said)]).toEqual([about, Object.keys(found.settings)]);
    for (const [key, value] of Object.entries(found.settings)) {
      if (typeof value === 'number') expect([about, key, Number(said[key])]).toEqual([about, key, Number(value.toPrecision(4))]);
      else expect([about, key, said[key]!.replaceAll("'", '').toLowerCase()]).toEqual([about, key, String(value).toLowerCase()]);
    }
    // The factor in words, with the numbers of these rows: n = 6, λ = 0.1, ρ = 0.5, s = √(40/6).
    const factor = /^(\w+) = ([^,<]+)/.exec(cell!)!;
    const product = factor[2]!.trim().split(' + ').map((term) => {
      const inverse = /^1\/\((.*)\)$/.exec(term), worth: Record<string, number> = { λ: 0.1, n: 6, ρ: 0.5, s: Math.sqrt(40 / 6), '(1 − ρ)': 0.5 };
      const value = [...(inverse?.[1] ?? term).matchAll(/\(1 − ρ\)|[λnρs]|\d+/g)].reduce((all, [sign]) => all * (worth[sign] ?? Number(sign)), 1);
      return inverse ? 1 / value : value;
    }).reduce((all, term) => all + term, 0);
    expect(product).toBeCloseTo(found.settings[factor[1]!] as number, 12);
  }
  expect(translated.size).toBeGreaterThan(8);
});

test('the catalogue names every loss and penalty, and what could be typed instead is the same function', () => {
  const text = files.get('mathematics.html')!;
  expect([...text.matchAll(/<tr data-loss="([^"]+)">/g)].map(([, kind]) => kind)).toEqual([...LOSS_KINDS]);
  const rows = [...text.matchAll(/<tr data-penalty="([^"]+)">([^]*?)<\/tr>/g)];
  expect(rows.map(([, name]) => name!.split(' ')[0])).toEqual(Object.keys(PENALTIES));
  let compared = 0;
  for (const [, name, row] of rows) {
    const typed = /<\/td><td><code>([^<]+)<\/code>/.exec(row!)?.[1];
    if (!typed || name!.startsWith('scad') || name === 'formula') continue;
    const mine = readPenalty(`formula: ${unescape(typed) as string}`), named = readPenalty(name);
    const read = (penalty: typeof named) => { const { formula, names, values } = statePenalty(penalty, 1); return (x: number, y: number) => closure(parse(formula, ['x', 'y', ...names]), ['x', 'y', ...names])([x, y, ...values]); };
    for (const [x, y] of [[0, 0], [1.3, -0.4], [-2, 5], [0.2, 0], [0, -3.1]] as const) expect([name, read(mine)(x, y)]).toEqual([name, expect.closeTo(read(named)(x, y), 12)]);
    compared += 1;
  }
  expect(compared).toBe(9);
});
