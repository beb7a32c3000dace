import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { QUANTITIES } from '../../src/elements/controls/quantities.ts';
import '../../src/all.ts';
import { PENALTIES } from '../../src/problem/penalties.ts';
import { LOSS_KINDS } from '../../src/problem/read-loss.ts';
import { readPenalty } from '../../src/problem/read-penalty.ts';
// @ts-expect-error a plain module that the build runs without TypeScript
import { elementsOf, manifest, vscode, webTypes } from '../editors.mjs';

// What editors are told is made from docstrings: here, that these name all there is, and say something of each.
interface Named { name: string; description?: string; type?: { text: string } }
interface Element { tagName: string; name: string; description: string; attributes?: Named[]; members?: Named[]; events?: Named[]; slots?: Named[]; cssParts?: Named[]; cssProperties?: Named[] }

const ROOT = join(import.meta.dirname, '..', '..', 'src');
const sources = (readdirSync(join(ROOT, 'elements'), { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(ROOT, 'elements', name), 'utf8'));
const all = manifest() as { modules: { path: string; declarations: Element[] }[] };
const elements = elementsOf(all) as Element[];
const of = (tag: string) => elements.find(({ tagName }) => tagName === tag)!;
const code = sources.map((text) => text.replace(/\/\*\*[^]*?\*\//g, '')).join('\n');
const found = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, name]) => name!))].sort();
const documented = (kind: 'cssParts' | 'cssProperties' | 'events') => [...new Set(elements.flatMap((each) => each[kind] ?? []).map(({ name }) => name))].sort();

test('its attributes are those that the elements observe', () => {
  for (const { tagName, attributes = [] } of elements) {
    const { observedAttributes } = customElements.get(tagName) as unknown as { observedAttributes: string[] };
    expect([tagName, ...attributes.map(({ name }) => name).sort()]).toEqual([tagName, ...[...observedAttributes].sort()]);
  }
});

test('every element of the tag map is in it', () => {
  const map = [...readFileSync(join(ROOT, 'index.ts'), 'utf8').matchAll(/'(reg-[a-z-]+)': (\w+);/g)].map(([, tag, name]) => [tag, name]).sort();
  expect(elements.map(({ tagName, name }) => [tagName, name])).toEqual(map);
});

describe.each(elements.map((element) => [element.tagName, element] as const))('%s', (tag, element) => {
  test('says what it is and what each of its attributes, events, slots, parts and properties is', () => {
    expect(element.description).toContain(`<${tag}`);
    for (const kind of ['attributes', 'events', 'slots', 'cssParts', 'cssProperties'] as const) {
      expect((element[kind] ?? []).filter(({ description = '' }) => description.length < 5)).toEqual([]);
    }
    for (const { type } of element.events ?? []) expect(type!.text).toMatch(/^CustomEvent<\w+Detail>$/);
  });
});

test('no part, custom property or event goes unnamed, and none is named that is not there', () => {
  expect(documented('cssParts')).toEqual(found(/\bpart="([a-z]+)"/g));
  expect(documented('cssProperties')).toEqual(found(/var\((--reg-[a-z-]+)/g));
  expect(documented('events')).toEqual(found(/'(reg-[a-z]+)': CustomEvent/g));
});

test('a choice completes: its values are those that are allowed', () => {
  const { tags } = vscode(elements) as { tags: { name: string; description: { value: string }; attributes: { name: string; valueSet?: string; values?: { name: string }[]; description: { value: string } }[] }[] };
  const attribute = (tag: string, name: string) => tags.find((each) => each.name === tag)!.attributes.find((each) => each.name === name)!;
  const values = (tag: string, name: string) => attribute(tag, name).values!.map((value) => value.name);
  expect(values('reg-geometry', 'form')).toEqual(['penalty', 'constraint']);
  expect(values('reg-geometry', 'penalty').map((text) => readPenalty(text).kind).sort()).toEqual(Object.keys(PENALTIES).filter((kind) => kind !== 'formula').sort());
  expect(values('reg-geometry', 'loss').map((text) => text.split(' ')[0]).sort()).toEqual([...LOSS_KINDS].filter((kind) => kind !== 'formula').sort());
  expect(values('reg-value', 'of').sort()).toEqual(Object.keys(QUANTITIES).sort());
  expect(values('reg-heatmap', 'of')).toEqual(['objective', 'loss', 'penalty']);
  expect(values('reg-lagrangian', 'relation')).toEqual(['=', '<=']);
  expect(attribute('reg-geometry', 'intercept').valueSet).toBe('v');
  expect(attribute('reg-geometry', 'lambda').description.value).toMatch(/^λ ≥ 0.*\n\nWhen not given: `0\.6`$/);
  expect(tags.find(({ name }) => name === 'reg-geometry')!.description.value).toContain('`controls` controls instead of the figure\'s own');
});

test('JetBrains is told the same, and the manifest names files of the package', () => {
  const { contributions } = webTypes(elements, { name: 'reg-geometry', version: '1' }) as { contributions: { html: { elements: { name: string; attributes: Named[] }[] } } };
  expect(contributions.html.elements.map(({ name, attributes }) => [name, attributes.length])).toEqual(elements.map(({ tagName, attributes = [] }) => [tagName, attributes.length]));
  for (const { path } of all.modules) expect(readFileSync(join(ROOT, path.replace('dist/', '').replace('.js', '.ts')), 'utf8')).toContain('class ');
  expect(of('reg-geometry').members!.map(({ name }) => name)).toEqual(expect.arrayContaining(['problem', 'solution', 'ready', 'restart']));
});
