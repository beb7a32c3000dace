import { lossFunction } from '../field/cpu.ts';
import { tableFunction } from '../field/table.ts';
import { fitWindow, type Plane } from '../geometry/plane.ts';
import { drawnWeight, type Picture } from '../paint/picture.ts';
import { reliefOf, type Relief } from '../paint/relief.ts';
import { formulasOf, type Table } from '../problem/formulas.ts';
import type { Window } from '../problem/grid.ts';
import { stateLoss } from '../problem/losses.ts';
import type { Problem } from '../problem/types.ts';
import type { Colours } from './colours.ts';
import type { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';
import type { Findings } from './study.ts';

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
  const value = table ? tableFunction(table) : stateLoss(loss) ? lossFunction(loss) : undefined;
  const ground = { window, table, loss: value, relief: value && reliefOf(value, window, least, isPlain(loss)) };
  grounds.set(loss, ground);
  return ground;
}

/** The scene of a solved problem; `table` stands in for a loss that has no formula, once it is there. */
export function sceneOf({ problem, solution, landmark: { minimizer, minimizers, least } }: Findings, plane: Plane, table: Table | undefined): Scene {
  const { loss, relief } = groundOf(problem.loss, plane.window, table, least);
  return { problem, solution, minimizer, minimizers, loss, relief, plane, formulas: formulasOf(problem, table) };
}

/** What the layers together put on the field canvas; nothing while a table is on its way. */
export function pictureOf(scene: Scene, layers: readonly RegLayer[], { ramp, line }: Colours, ratio: number): Picture | undefined {
  const { problem, solution, formulas, relief, plane: { window } } = scene;
  if (!formulas || !relief) return undefined;
  const empty: Picture = {
    formulas, window, lambda: drawnWeight(problem, solution), power: relief.power, heat: null, levels: null, contact: null, lineWidth: 1.1 * ratio, ramp, line,
  };
  return layers.reduce<Picture>((sum, layer) => ({ ...sum, ...layer.contribute(scene) }), empty);
}

const amountOf = (problem: Problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget);
export const sameProblem = (a: Problem, b: Problem) => a.loss === b.loss && a.penalty === b.penalty && a.form === b.form && amountOf(a) === amountOf(b);
