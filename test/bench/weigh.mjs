// Whose bytes a bundle is made of, by its source map.
import { gzipSync } from 'node:zlib';

const DIGITS = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((letter, value) => [letter, value]));

/** The numbers of one segment (base 64 VLQ: five bits a digit, the lowest of the first is the sign). */
function numbers(text) {
  const out = [];
  let value = 0, shift = 0;
  for (const letter of text) {
    const digit = DIGITS.get(letter);
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit & 32) continue;
    out.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = shift = 0;
  }
  return out;
}

/** The bundle's text in pieces, each with the file it came from (or ''), in order and without gaps. */
export function pieces(code, { mappings, sources }) {
  const lines = code.split('\n'), list = [];
  let source = 0, start = 0;
  const put = (from, to, file) => {
    if (to <= from) return;
    const last = list.at(-1);
    if (last?.file === file && last.to === from) last.to = to;
    else list.push({ from, to, file });
  };
  for (const [row, line] of mappings.split(';').entries()) {
    let column = 0, at = start, file = list.at(-1)?.file ?? '';
    for (const segment of line ? line.split(',') : []) {
      const [across, of] = numbers(segment);
      column += across;
      put(at, start + column, file);
      at = start + column;
      if (of === undefined) continue;
      source += of;
      file = sources[source];
    }
    start += lines[row].length + 1;
    put(at, Math.min(start, code.length), file);
  }
  return list;
}

export const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/** For each group of files: its bytes, those that ran, and by how much the bundle's gzip shrinks without them. `ran` says of every byte whether it did. */
export function shares(code, list, groupOf, ran) {
  const groups = new Map(), whole = gzipped(code);
  for (const { from, to, file } of list) {
    const group = groupOf(file), sum = groups.get(group) ?? { bytes: 0, used: 0 };
    for (let at = from; at < to; at += 1) sum.used += ran[at];
    groups.set(group, { bytes: sum.bytes + to - from, used: sum.used });
  }
  const without = (group) => list.flatMap(({ from, to, file }) => (groupOf(file) === group ? [] : [code.slice(from, to)])).join('');
  return [...groups].map(([group, sum]) => ({ group, ...sum, gzip: whole - gzipped(without(group)) })).sort((a, b) => b.gzip - a.gzip);
}
