import { above, absolute, below, divide, down, EMPTY, isEmpty, minus, plus, point, power, square, times, up, type Interval } from './arithmetic.ts';
import { fold, shared } from './fold.ts';
import type { FunctionName, Operator, Tree } from './tree.ts';
import { wholeExponent } from './whole.ts';

export { contains, divide, EMPTY, ENTIRE, hull, intersect, isEmpty, middle, minus, plus, point, square, times, width, type Interval } from './arithmetic.ts';

export type EvaluateInterval = (boxes: readonly Interval[]) => Interval;

const rising = (low: number, high: number, floor = -Infinity): Interval => ({ low: Math.max(floor, below(low)), high: above(high) });

/** Sine over an interval; `shift` is ¼ of a turn further for the cosine. A crest that may be inside counts as inside. */
function wave(a: Interval, f: (x: number) => number, shift: number): Interval {
  if (isEmpty(a)) return EMPTY;
  const TURN = 2 * Math.PI, SLACK = 1e-9;
  if (!(Math.abs(a.low) < 1e6 && Math.abs(a.high) < 1e6) || a.high - a.low >= TURN) return { low: -1, high: 1 };
  const from = a.low / TURN + shift - SLACK, to = a.high / TURN + shift + SLACK;
  const crosses = (phase: number) => Math.ceil(from - phase) <= to - phase;
  const p = f(a.low), q = f(a.high);
  return { low: crosses(0.75) ? -1 : Math.max(-1, below(Math.min(p, q))), high: crosses(0.25) ? 1 : Math.min(1, above(Math.max(p, q))) };
}

/**
 * sign, as a set: over an interval that has 0 it is [−1, 1], the subdifferential of |u| at its kink and not only {−1, 0, 1}.
 * The derivatives of abs, max and min are written with it, so their readings here enclose Clarke's subdifferential.
 */
const sign = (a: Interval): Interval => (isEmpty(a) ? EMPTY : a.low > 0 ? point(1) : a.high < 0 ? point(-1) : { low: -1, high: 1 });

const OPERATORS: Record<Operator, (a: Interval, b: Interval) => Interval> = { '+': plus, '-': minus, '*': times, '/': divide, '^': power };

const CALLS: Record<FunctionName, (a: Interval, b: Interval) => Interval> = {
  abs: absolute,
  sign,
  sqrt: (a) => (a.high >= 0 ? { low: Math.max(0, down(Math.sqrt(Math.max(0, a.low)))), high: up(Math.sqrt(a.high)) } : EMPTY),
  exp: (a) => rising(Math.exp(a.low), Math.exp(a.high), 0),
  log: (a) => (a.high > 0 ? rising(Math.log(Math.max(0, a.low)), Math.log(a.high)) : EMPTY),
  sin: (a) => wave(a, Math.sin, 0),
  cos: (a) => wave(a, Math.cos, 0.25),
  max: (a, b) => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }),
  min: (a, b) => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }),
};

function combine(tree: Tree, of: (part: Tree) => EvaluateInterval, names: readonly string[]): EvaluateInterval {
  switch (tree.kind) {
    case 'number': {
      const value = point(tree.value);
      return () => value;
    }
    case 'name': {
      const index = names.indexOf(tree.name);
      if (index < 0) throw new RangeError(`The name ${tree.name} has no interval; given are ${names.join(', ')}.`);
      return (boxes) => boxes[index]!;
    }
    case 'binary': {
      const left = of(tree.left), right = of(tree.right);
      if (wholeExponent(tree) === 2) return (boxes) => square(left(boxes));
      const operate = OPERATORS[tree.operator];
      return (boxes) => operate(left(boxes), right(boxes));
    }
    case 'call': {
      const first = of(tree.args[0]!), last = of(tree.args.at(-1)!);
      const rule = CALLS[tree.name];
      return (boxes) => rule(first(boxes), last(boxes));
    }
    default:
      return tree satisfies never;
  }
}

/**
 * Reads a tree as an interval function: it encloses every real value that the formula has on the given boxes, rounded
 * outward; where a part is undefined on the whole box it is `EMPTY`. A derivative's tree encloses the subdifferential.
 * Source: Moore, Kearfott, Cloud, "Introduction to Interval Analysis" (SIAM 2009).
 * @param names the order in which boxes are passed
 */
export function interval(tree: Tree, names: readonly string[]): EvaluateInterval {
  const slots = new Map(shared([tree]).map((node, slot) => [node, slot]));
  const kept: Interval[] = [];
  const first: EvaluateInterval[] = [];
  const read = fold<EvaluateInterval>(tree, (node, of) => {
    const evaluate = combine(node, of, names);
    const slot = slots.get(node);
    if (slot === undefined) return evaluate;
    first.push(evaluate);
    return () => kept[slot]!;
  });
  if (slots.size === 0) return read;
  return (boxes) => {
    for (let slot = 0; slot < first.length; slot += 1) kept[slot] = first[slot]!(boxes);
    return read(boxes);
  };
}
