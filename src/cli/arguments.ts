import { Complaint, quote } from '../problem/complaint.ts';
import type { Option } from './options.ts';

/** What was given on the command line: texts of options, and true of switches. */
export type Given = Readonly<Record<string, string | true | undefined>>;

/** How many letters must be changed, added or left out to come from one word to the other. */
function distance(a: string, b: string): number {
  let last = [...b, ''].map((_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    last = row;
  }
  return last[b.length]!;
}

/** “; did you mean …?” where one of the words is near. */
export function hint(word: string, words: readonly string[]): string {
  const [near] = words.map((each) => ({ each, far: distance(word, each) })).sort((a, b) => a.far - b.far);
  return near && near.far <= Math.ceil(word.length / 3) ? ` Did you mean ${near.each}?` : '';
}

/** Reads options that a command has. @throws Complaint */
export function readArguments(args: readonly string[], options: readonly Option[]): Given {
  const known = new Map<string, Option>(options.flatMap((option) => [[`--${option.name}`, option], ...(option.short ? [[`-${option.short}`, option] as [string, Option]] : [])]));
  const given: Record<string, string | true> = {};
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]!, equals = word.startsWith('--') ? word.indexOf('=') : -1, name = equals < 0 ? word : word.slice(0, equals);
    if (!word.startsWith('-') || word === '-') throw new Complaint(`${quote(word)} stands where an option is expected; a value with spaces is put in quotes.`, 'options');
    const option = known.get(name);
    if (!option) throw new Complaint(`There is no option ${name}.${hint(name, [...known.keys()])}`, 'options');
    if (given[option.name] !== undefined) throw new Complaint(`${name} is given twice; allowed is once.`, option.name);
    if (!option.value && equals >= 0) throw new Complaint(`${name} takes no value; given is ${quote(word.slice(equals + 1))}.`, option.name);
    const value = !option.value ? true : equals < 0 ? args[(at += 1)] : word.slice(equals + 1);
    // -1 and - are values; another word with a dash in front is the next option.
    if (value === undefined || (equals < 0 && value !== true && /^-[^\d.]/.test(value))) throw new Complaint(`${name} needs a value: ${name} <${option.value}>.`, option.name);
    given[option.name] = value;
  }
  return given;
}
