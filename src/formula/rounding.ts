import { chainOf, type Chain } from './chain.ts';
import { constants } from './closure.ts';
import { ordered } from './fold.ts';
import { CALLS, compound, FLUSH, HUGE, power, type Rounded } from './rounded.ts';
import { parts, type Tree } from './tree.ts';

export { ULP, type Rounded } from './rounded.ts';

// How far a WGSL evaluation of a formula in f32 may be from the exact value at the same names: every chain of sums or of
// products is bounded in any order, with or without contraction to fma.

export type EvaluateRounded = (values: ArrayLike<number>, errors: ArrayLike<number>) => Rounded;

type Step = (kept: readonly Rounded[], values: ArrayLike<number>, errors: ArrayLike<number>) => Rounded;
type Slots = (tree: Tree) => number;

function sum({ links }: Chain, slot: Slots): Step {
  const counted = links.map(({ tree, plus, minus }) => ({ at: slot(tree), net: plus - minus, count: plus + minus }));
  const count = counted.reduce((total, term) => total + term.count, 0);
  const growth = compound(Math.max(0, count - 1));
  return (kept) => {
    let value = 0, carried = 0, size = 0;
    for (const term of counted) {
      const { value: part, error } = kept[term.at]!;
      value += term.net * part;
      carried += term.count * error;
      size += term.count * (Math.abs(part) + error);
    }
    // A partial sum of any order stays below the sum of the sizes.
    return { value, error: size * (1 + growth) < HUGE ? carried + growth * size + 2 * count * FLUSH : Infinity };
  };
}

// (v + e)ⁿ − vⁿ without cancellation, v and e ≥ 0
const raised = (v: number, e: number, n: number) => (n === 1 || e === 0 ? e : e > v ? (v + e) ** n - v ** n : v ** n * Math.expm1(n * Math.log1p(e / v)));

function product({ links }: Chain, slot: Slots): Step {
  const counted = links.map(({ tree, plus, minus }) => ({ at: slot(tree), plus, minus }));
  const above = Math.max(1, counted.reduce((total, factor) => total + factor.plus, 0));
  const below = counted.reduce((total, factor) => total + factor.minus, 0);
  const growth = compound(above - 1 + 2.6 * below); // a division errs by 2.5 ulp, which compound a little more than single ones
  return (kept) => {
    let value = 1, size = 1, error = 0; // with Π|vᵢ| = size and Π(|vᵢ| + eᵢ) = size + error
    let most = 1, divisorMost = 1, divisorLeast = 1; // over all partial products
    const join = (v: number, e: number) => {
      error = error * (v + e) + size * e;
      size *= v;
    };
    for (const { at, plus, minus } of counted) {
      const { value: part, error: own } = kept[at]!;
      const v = Math.abs(part), high = v + own, low = v - own;
      if (plus > 0) {
        value *= part ** plus;
        most *= Math.max(1, high) ** plus;
        join(v ** plus, raised(v, own, plus));
      }
      if (minus > 0) {
        if (!(low > FLUSH)) return { value: value / part ** minus, error: Infinity };
        value /= part ** minus;
        most *= Math.max(1, 1 / low) ** minus;
        divisorMost *= Math.max(1, high) ** minus;
        divisorLeast *= Math.min(1, low) ** minus;
        join((1 / v) ** minus, raised(1 / v, own / v / low, minus));
      }
    }
    const more = 1 + growth;
    // WGSL bounds a division only for a divisor within 2^±126; no partial product may overflow, and each may be flushed.
    const fits = most * more < HUGE && divisorMost * more < 2 ** 126 && divisorLeast / more > FLUSH;
    return { value, error: fits ? error + growth * (size + error) + (above + below - 1) * FLUSH * most * more : Infinity };
  };
}

// A number or an input is exact, but for what its caller says and for a subnormal that is flushed to zero.
const given = (value: number, error: number): Rounded => ({ value, error: value !== 0 && Math.abs(value) < FLUSH ? error + Math.abs(value) : error });

/**
 * Reads a tree as a running error bound.
 * @param names the order in which values and their input errors (0 where the f32 input is exact) are passed
 */
export function rounding(tree: Tree, names: readonly string[]): EvaluateRounded {
  const numbers = constants([tree]);
  const chains = new Map<Tree, Chain | undefined>();
  const needs = (node: Tree): readonly Tree[] => {
    if (numbers.has(node)) return [];
    if (!chains.has(node)) chains.set(node, chainOf(node, (part) => numbers.has(part)));
    return chains.get(node)?.links.map((part) => part.tree) ?? parts(node);
  };
  const nodes = ordered([tree], needs);
  const slots = new Map(nodes.map((node, at) => [node, at]));
  const slot: Slots = (node) => slots.get(node)!;

  const step = (node: Tree): Step => {
    const number = numbers.get(node);
    if (number !== undefined) {
      const constant = given(number, Math.abs(Math.fround(number) - number));
      return () => constant;
    }
    const chain = chains.get(node);
    if (chain) return chain.kind === 'sum' ? sum(chain, slot) : product(chain, slot);
    if (node.kind === 'name') {
      const index = names.indexOf(node.name);
      return (_, values, errors) => given(values[index]!, errors[index]!);
    }
    const below = parts(node), first = slot(below[0]!), last = slot(below.at(-1)!);
    const rule = node.kind === 'call' ? CALLS[node.name] : power;
    return (kept) => rule(kept[first]!, kept[last]!);
  };
  const steps = nodes.map((node) => ({ run: step(node), needs: needs(node).map(slot) }));
  return (values, errors) => {
    const kept: Rounded[] = [];
    for (const { run, needs } of steps) {
      const { value, error } = run(kept, values, errors);
      const bounded = Math.abs(value) + error < HUGE && needs.every((at) => kept[at]!.error < Infinity);
      kept.push(bounded ? { value, error } : { value, error: Infinity });
    }
    return kept.at(-1)!;
  };
}
