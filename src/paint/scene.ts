import { tableFunction } from '../field/table.ts';
import { fitWindow, type Plane } from '../geometry/plane.ts';
import { formulasOf, type Formulas, type Table } from '../problem/formulas.ts';
import type { Window } from '../problem/grid.ts';
import { stateLoss } from '../problem/losses.ts';
import { valueOf } from '../problem/stated.ts';
import type { Problem, Solution, Vec2 } from '../problem/types.ts';
import type { Landmark } from '../solver/light.ts';
import { reliefOf, type Relief } from './relief.ts';

/** What is known of a problem: its certified solution, and where its loss alone is least. */
export interface Findings {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly landmark: Landmark;
}

/** What a view hands its layers: values only, replaced as a whole whenever anything changes. */
export interface Scene {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly plane: Plane;
  /** θ̂, where L is least; null where it is least nowhere (separable classes) or in many places that are not one point. */
  readonly minimizer: Vec2 | null;
  /** Every such place that is known. */
  readonly minimizers: readonly Vec2[];
  /** L in f64, from a table where only a sum over samples gives it; nothing while that is on its way. */
  readonly loss: ((x: number, y: number) => number) | undefined;
  readonly relief: Relief | undefined;
  /** What the field canvas draws from; nothing while a table is on its way. */
  readonly formulas: Formulas | undefined;
}

const WINDOWS: Partial<Record<Problem['loss']['kind'], Window>> = {
  rosenbrock: { x: [-1.6, 2], y: [-1, 2.6] }, himmelblau: { x: [-6, 6], y: [-6, 6] }, formula: { x: [-3, 3], y: [-3, 3] },
};

/** The window that shows the argument: the classic one of a classic, else the origin, θ̂ and what lies between. */
export function windowOf({ problem: { loss }, landmark: { minimizer }, solution: { theta } }: Findings): Window {
  return WINDOWS[loss.kind] ?? fitWindow(minimizer ?? theta);
}

const isPlain = ({ kind }: Problem['loss']) => kind === 'quadratic' || kind === 'squared';

interface Ground { readonly window: Window; readonly table: Table | undefined; readonly loss: Scene['loss']; readonly relief: Relief | undefined }
const grounds = new WeakMap<Problem['loss'], Ground>();

/** What a scene shows of the loss alone, kept while a λ sweep changes nothing of it. */
function groundOf(loss: Problem['loss'], window: Window, table: Table | undefined, least: number | undefined): Ground {
  const kept = grounds.get(loss);
  if (kept?.window === window && kept.table === table) return kept;
  const stated = stateLoss(loss), value = table ? tableFunction(table) : stated ? valueOf(stated) : undefined;
  const ground = { window, table, loss: value, relief: value && reliefOf(value, window, least, isPlain(loss)) };
  grounds.set(loss, ground);
  return ground;
}

/** The scene of a solved problem; `table` stands in for a loss that has no formula, once it is there. */
export function sceneOf({ problem, solution, landmark: { minimizer, minimizers, least } }: Findings, plane: Plane, table: Table | undefined): Scene {
  const { loss, relief } = groundOf(problem.loss, plane.window, table, least);
  return { problem, solution, minimizer, minimizers, loss, relief, plane, formulas: formulasOf(problem, table) };
}
