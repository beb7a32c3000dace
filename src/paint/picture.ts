import { formulasOf, lossFunction, penaltyFunction, type Formulas } from '../problem/catalogue.ts';
import type { Window } from '../problem/grid.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import type { Problem, Solution } from '../problem/types.ts';
import { convexHigh } from '../geometry/plane.ts';

export type Quantity = 'objective' | 'loss' | 'penalty';

/** What the field canvas of a view shows, as plain numbers: both engines draw it, and it may cross to a worker. */
export interface Picture {
  readonly formulas: Formulas;
  readonly window: Window;
  /** λ of L + λR as it is drawn: of the penalty form, or the multiplier of the constraint form. */
  readonly lambda: number;
  readonly heat: { readonly of: Quantity; readonly low: number; readonly high: number } | null;
  /** Lines where √(value − base) is a whole multiple of step: for a quadratic these are even rings. */
  readonly levels: { readonly of: Quantity; readonly base: number; readonly step: number; readonly count: number } | null;
  /** A level of L that another layer draws as a bold ring: thin rings of the loss give way to it. */
  readonly contact: number | null;
  /** Line width in device pixels. */
  readonly lineWidth: number;
  /** 256 opaque colours from the lowest value to the highest, RGBA in 0..255. */
  readonly ramp: Uint8ClampedArray<ArrayBuffer>;
  /** Colour of the level lines, RGBA in 0..1, not premultiplied. */
  readonly line: readonly [number, number, number, number];
}

/** Where the bold ring lies between the thin ones, counted in rings; far from all of them where there is none. */
export function contactRing({ levels, contact }: Picture): number {
  return levels?.of === 'loss' && contact !== null && contact > levels.base ? Math.sqrt(contact - levels.base) / levels.step : FAR;
}
const FAR = -1000;

/** The multiplier of R in the drawn objective. At t = 0 the multiplier may not exist; the loss alone is drawn then. */
export const drawnLambda = (problem: Problem, solution: Solution) => (problem.form === 'penalty' ? problem.lambda : solution.lambda ?? 0);

/** The least and largest value of a quantity on the window: exact, since L and R are convex (the largest is at a corner). */
export function rangeOf(of: Quantity, problem: Problem, solution: Solution, window: Window): { low: number; high: number } {
  const loss = lossFunction(formulasOf(problem)), penalty = penaltyFunction(problem.penalty.kind);
  if (of === 'penalty') return { low: 0, high: convexHigh(window, penalty) };
  const { offset } = quadraticOf(problem.loss);
  if (of === 'loss') return { low: offset, high: convexHigh(window, loss) };
  const lambda = drawnLambda(problem, solution);
  return { low: solution.loss + lambda * solution.penalty, high: convexHigh(window, (x, y) => loss(x, y) + lambda * penalty(x, y)) };
}

/** Even rings: `count` of them from the lowest point to the window's furthest corner. */
export function levelsOf(of: Quantity, count: number, problem: Problem, solution: Solution, window: Window): Picture['levels'] {
  const { low, high } = rangeOf(of, problem, solution, window);
  return high > low ? { of, base: low, step: Math.sqrt(high - low) / count, count } : null;
}
