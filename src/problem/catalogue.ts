import { closure, type Evaluate } from '../formula/closure.ts';
import { derivative } from '../formula/derivative.ts';
import { parse } from '../formula/parse.ts';
import type { Tree } from '../formula/tree.ts';
import { quadraticOf } from './quadratic.ts';
import type { Loss, Penalty, PenaltyKind } from './types.ts';

/** A function of θ = (x, y), stated once; both engines, the solver's tests and the shaders read this one tree. */
export interface Entry<Value> {
  readonly formula: string;
  /** Names of the formula beside x and y, in the order in which `parameters` gives their values. */
  readonly names: readonly string[];
  readonly parameters: (value: Value) => readonly number[];
}

const none = () => [];

export const PENALTIES = {
  l1: { formula: 'abs(x) + abs(y)', names: [], parameters: none },
  l2: { formula: 'x^2 + y^2', names: [], parameters: none },
  'l2-norm': { formula: 'sqrt(x^2 + y^2)', names: [], parameters: none },
} satisfies Record<PenaltyKind, Entry<Penalty>>;

// Centred at the minimiser (p, q), not expanded: in f32 the expanded form loses the bottom of the bowl.
const quadratic: Entry<Loss> = {
  formula: '(a*(x - p)^2 + 2*b*(x - p)*(y - q) + c*(y - q)^2)/2 + k',
  names: ['a', 'b', 'c', 'p', 'q', 'k'],
  parameters: (loss) => {
    const { A, minimizer, offset } = quadraticOf(loss);
    return [A[0][0], A[0][1], A[1][1], minimizer[0], minimizer[1], offset];
  },
};

/** Least squares is a quadratic through its sufficient statistics, whatever the number of samples. */
export const LOSSES = { quadratic, squared: quadratic } satisfies Record<Loss['kind'], Entry<Loss>>;

const trees = new Map<string, Tree>();

/** The parsed formula of an entry. */
export function treeOf({ formula, names }: Entry<never>): Tree {
  let tree = trees.get(formula);
  if (!tree) trees.set(formula, (tree = parse(formula, ['x', 'y', ...names])));
  return tree;
}

const bind = (tree: Tree, names: readonly string[], parameters: readonly number[]) => {
  const evaluate: Evaluate = closure(tree, ['x', 'y', ...names]);
  const values = Float64Array.of(0, 0, ...parameters);
  return (x: number, y: number) => {
    values[0] = x;
    values[1] = y;
    return evaluate(values);
  };
};

/**
 * L and R as an engine needs them: two formulas by name and the numbers of the loss's one. It stays as small when a
 * million samples stand behind it, so it may cross to a worker at every frame.
 */
export interface Formulas {
  readonly loss: Loss['kind'];
  readonly penalty: PenaltyKind;
  readonly values: readonly number[];
}
export const formulasOf = ({ loss, penalty }: { readonly loss: Loss; readonly penalty: Penalty }): Formulas => ({
  loss: loss.kind, penalty: penalty.kind, values: LOSSES[loss.kind].parameters(loss),
});

/** R as an f64 function of (θ₁, θ₂). */
export const penaltyFunction = (kind: PenaltyKind) => bind(treeOf(PENALTIES[kind]), [], []);

/** L as an f64 function of (θ₁, θ₂). */
export const lossFunction = ({ loss, values }: Pick<Formulas, 'loss' | 'values'>) => bind(treeOf(LOSSES[loss]), LOSSES[loss].names, values);

/** ∂L/∂θ₁ or ∂L/∂θ₂ read from the formula. */
export const lossSlope = ({ loss, values }: Pick<Formulas, 'loss' | 'values'>, by: 'x' | 'y') =>
  bind(derivative(treeOf(LOSSES[loss]), by), LOSSES[loss].names, values);
