import { closure, type Evaluate } from '../formula/closure.ts';
import { derivative } from '../formula/derivative.ts';
import { parse } from '../formula/parse.ts';
import type { Tree } from '../formula/tree.ts';

/**
 * A function stated once: a formula and the numbers of its names. Both engines, the solvers and the shaders read the one
 * tree behind it. Plain and small, so it may cross to a worker at every frame.
 */
export interface Stated {
  readonly formula: string;
  /** Names in the formula beside its variables, in the order of `values`. */
  readonly names: readonly string[];
  readonly values: readonly number[];
}

/** The variables of a function of θ = (x, y). */
export const THETA = ['x', 'y'] as const;
/** The variables of a loss of one sample: η = x·θ + b and the target. */
export const SAMPLE = ['eta', 'target'] as const;

const trees = new Map<string, Tree>();
const KEPT = 500; // a reader who types makes many formulas; the oldest are parsed again when they come back

/** The parsed formula; the same tree for the same text. */
export function treeOf({ formula, names }: Pick<Stated, 'formula' | 'names'>, variables: readonly string[] = THETA): Tree {
  const key = `${variables.join()}|${names.join()}|${formula}`;
  let tree = trees.get(key);
  if (!tree) {
    if (trees.size >= KEPT) trees.delete(trees.keys().next().value!);
    trees.set(key, (tree = parse(formula, [...variables, ...names])));
  }
  return tree;
}

// Closures and derivatives hold no numbers of their own and nothing from one call to the next: all figures with one formula share them.
const closures = new WeakMap<Tree, { readonly names: string; readonly evaluate: Evaluate }>();
const slopes = new WeakMap<Tree, Map<string, Tree>>();

function evaluatorOf(tree: Tree, names: readonly string[]): Evaluate {
  const key = names.join();
  let kept = closures.get(tree);
  if (kept?.names !== key) closures.set(tree, (kept = { names: key, evaluate: closure(tree, names) }));
  return kept.evaluate;
}

/** The derivative of a tree by one of its names; the same tree for the same two. */
export function slopeTree(tree: Tree, by: string): Tree {
  let kept = slopes.get(tree);
  if (!kept) slopes.set(tree, (kept = new Map()));
  let slope = kept.get(by);
  if (!slope) kept.set(by, (slope = derivative(tree, by)));
  return slope;
}

/** Reads a tree as an f64 function of two variables with the other names bound to their values. */
export function bound(tree: Tree, { names, values }: Pick<Stated, 'names' | 'values'>, variables: readonly string[] = THETA): (a: number, b: number) => number {
  const evaluate = evaluatorOf(tree, [...variables, ...names]);
  const slots = Float64Array.of(0, 0, ...values);
  return (a, b) => {
    slots[0] = a;
    slots[1] = b;
    return evaluate(slots);
  };
}

/** The stated function in f64. */
export const valueOf = (stated: Stated, variables: readonly string[] = THETA) => bound(treeOf(stated, variables), stated, variables);

/** Its derivative by one of its variables, in f64. At a kink: the mean of the one-sided derivatives. */
export const slopeOf = (stated: Stated, by: string, variables: readonly string[] = THETA) =>
  bound(slopeTree(treeOf(stated, variables), by), stated, variables);

/** Whether two stated functions are the same one: the same formula with the same numbers. */
export const sameStated = (a: Stated, b: Stated): boolean => a === b || (a.formula === b.formula && a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]));
