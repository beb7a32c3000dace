import { interval, plus, point, times } from '../../formula/interval.ts';
import { binary, number, type Tree } from '../../formula/tree.ts';
import type { Window } from '../../problem/grid.ts';
import { THETA, type Stated } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { bind, slope, type Ranges } from './rewrite.ts';
import type { Ledger } from './search.ts';
import type { Aim } from './strata.ts';

/** A global problem in the plane: min L + weight·R, or min L subject to R ≤ budget, on a window. */
export interface Quest {
  readonly loss: Stated;
  readonly penalty: Stated;
  readonly form: { readonly kind: 'penalty'; readonly weight: number } | { readonly kind: 'constraint'; readonly budget: number };
  readonly window: Window;
  /** Points that may be good, as a field's best node; they only save time. */
  readonly seeds?: readonly Vec2[];
  /** A lower bound of L on the whole plane, where one is known; only for `everywhere`. */
  readonly floor?: number;
  /** A lower bound of L outside a window around 0, where one is known; only for `everywhere` too. */
  readonly outside?: (window: Window) => number;
  /** How many boxes may be looked at (20000 when not given); then the answer is `best-found`. */
  readonly boxes?: number;
}

/** What is minimised, as trees. */
export function aimOf({ loss, penalty, form }: Quest): Aim {
  const L = bind(loss), R = bind(penalty);
  if (form.kind === 'constraint') return { objective: L, constraint: { penalty: R, budget: form.budget } };
  return { objective: binary('+', L, binary('*', number(form.weight), R)) };
}

/** λ of a penalty λ‖θ‖₂, whatever it is called: √(x² + y²), alone or with a factor. */
export function radialOf({ loss, penalty, form }: Quest): Ledger['radial'] {
  if (form.kind !== 'penalty') return undefined;
  const R = bind(penalty), L = bind(loss);
  const isNorm = (tree: Tree) => JSON.stringify(tree) === JSON.stringify(bind({ formula: 'sqrt(x^2 + y^2)', names: [], values: [] }));
  const factor = isNorm(R) ? 1 : R.kind === 'binary' && R.operator === '*' && R.left.kind === 'number' && isNorm(R.right) ? R.left.value : undefined;
  return factor === undefined ? undefined : { slopes: THETA.map((by) => interval(slope(L, by), THETA)), lambda: times(point(factor), point(form.weight)) };
}

/** L's bound at a place plus the weighted R's: for the plane outside, where L + λR as one formula may have no bound. */
export function floorOf({ loss, penalty, form, floor = -Infinity }: Quest): (place: Ranges) => number {
  const L = interval(bind(loss), THETA), R = interval(bind(penalty), THETA);
  const weight = point(form.kind === 'penalty' ? form.weight : 0);
  return (place) => plus({ low: Math.max(floor, L(place).low), high: Infinity }, times(weight, R(place))).low;
}
