import { foldAll } from './fold.ts';
import { parts, type FunctionName, type Operator, type Tree } from './tree.ts';
import { wholeExponent, wholePower } from './whole.ts';

/** The value of a part of a formula along one row: one number where it is the same in every column. */
type Value = number | Float64Array<ArrayBuffer>;
interface Part { readonly across: boolean; readonly up: boolean; at: Value }
type One = (a: number) => number;
type Two = (a: number, b: number) => number;

// The most frequent ones as loops of their own, in which nothing is called; all else by its function. Each does what closure.ts does.
type Loop = (a: Float64Array, out: Float64Array) => void;
const square: Loop = (a, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a[i]! * a[i]!; };
const abs: Loop = (a, out) => { for (let i = 0; i < out.length; i += 1) out[i] = Math.abs(a[i]!); };
const sqrt: Loop = (a, out) => { for (let i = 0; i < out.length; i += 1) out[i] = Math.sqrt(a[i]!); };
const LOOPS: Partial<Record<FunctionName, Loop>> = { abs, sqrt };

type Mixed = { readonly both: (a: Float64Array, b: Float64Array, out: Float64Array) => void; readonly first: (a: Float64Array, b: number, out: Float64Array) => void; readonly last: (a: number, b: Float64Array, out: Float64Array) => void };
const MIXED: Partial<Record<Operator, Mixed>> = {
  '+': {
    both: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a[i]! + b[i]!; },
    first: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a[i]! + b; },
    last: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a + b[i]!; },
  },
  '-': {
    both: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a[i]! - b[i]!; },
    first: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a[i]! - b; },
    last: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a - b[i]!; },
  },
  '*': {
    both: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a[i]! * b[i]!; },
    first: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a[i]! * b; },
    last: (a, b, out) => { for (let i = 0; i < out.length; i += 1) out[i] = a * b[i]!; },
  },
};

const OPERATORS: Record<Operator, Two> = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '^': (a, b) => a ** b };
const CALLS: Record<FunctionName, Two> = {
  abs: Math.abs, sqrt: Math.sqrt, exp: Math.exp, log: Math.log, sin: Math.sin, cos: Math.cos, sign: Math.sign, max: (a, b) => Math.max(a, b), min: (a, b) => Math.min(a, b),
};
const power = (n: number): One => (n === 2 ? (a) => a * a : n === 3 ? (a) => a * (a * a) : n === 4 ? (a) => { const s = a * a; return s * s; } : (a) => wholePower(a, n));

function one(f: One, loop: Loop | undefined, a: Part, out: Float64Array<ArrayBuffer>): Value {
  if (typeof a.at === 'number') return f(a.at);
  if (loop) loop(a.at, out);
  else for (let i = 0; i < out.length; i += 1) out[i] = f(a.at[i]!);
  return out;
}

function two(f: Two, loops: Mixed | undefined, { at: a }: Part, { at: b }: Part, out: Float64Array<ArrayBuffer>): Value {
  if (typeof a === 'number') {
    if (typeof b === 'number') return f(a, b);
    if (loops) loops.last(a, b, out);
    else for (let i = 0; i < out.length; i += 1) out[i] = f(a, b[i]!);
  } else if (typeof b === 'number') {
    if (loops) loops.first(a, b, out);
    else for (let i = 0; i < out.length; i += 1) out[i] = f(a[i]!, b);
  } else if (loops) loops.both(a, b, out);
  else for (let i = 0; i < out.length; i += 1) out[i] = f(a[i]!, b[i]!);
  return out;
}

const EMPTY = new Float64Array(0);

/**
 * Reads a tree over a grid, row by row: each part of it is worked out for all columns at once, what varies only along a row once for all
 * rows, and what varies only from row to row once a row. The same operations as those of `closure`, so the same numbers, several times faster.
 * @param names of the column's value and of the row's, and of the `values` that are the same everywhere
 * @returns the row at its value, in an array that the next row overwrites
 */
export function rows(tree: Tree, [x, y, ...names]: readonly string[], values: readonly number[], columns: Float64Array<ArrayBuffer>): (row: number) => Float64Array<ArrayBuffer> {
  let now = 0;
  const steps: (() => void)[] = [];
  const root = foldAll<Part>([tree], (node, of) => {
    const below = parts(node).map(of), named = node.kind === 'name' ? node.name : undefined;
    const part: Part = { across: named === x || below.some(({ across }) => across), up: named === y || below.some(({ up }) => up), at: 0 };
    const out = part.across && named === undefined ? new Float64Array(columns.length) : EMPTY;
    const work = worked(node, below, out, () => (named === x ? columns : named === y ? now : values[names.indexOf(named!)]!));
    if (part.up) steps.push(() => { part.at = work(); });
    else part.at = work();
    return part;
  }).get(tree)!;
  const flat = new Float64Array(columns.length);
  return (row) => {
    now = row;
    for (const step of steps) step();
    return typeof root.at === 'number' ? flat.fill(root.at) : root.at;
  };
}

function worked(node: Tree, below: readonly Part[], out: Float64Array<ArrayBuffer>, named: () => Value): () => Value {
  const [a, b = a] = below as [Part, Part?];
  switch (node.kind) {
    case 'number': return () => node.value;
    case 'name': return named;
    case 'binary': {
      const n = wholeExponent(node);
      if (n === undefined) return () => two(OPERATORS[node.operator], MIXED[node.operator], a, b, out);
      const f = power(n);
      return () => one(f, n === 2 ? square : undefined, a, out);
    }
    case 'call': {
      const f = CALLS[node.name];
      return node.args.length === 1 ? () => one(f as One, LOOPS[node.name], a, out) : () => two(f, undefined, a, b, out);
    }
    default: return node satisfies never;
  }
}
