import { drawnWeight, type Picture } from '../../paint/picture.ts';
import type { Problem } from '../../problem/types.ts';
import { rampIn, type Colours } from '../surface/colours.ts';
import type { RegLayer } from '../layers/layer.ts';
import type { Scene } from '../layers/scene.ts';

/** What the layers together put on the field canvas; nothing while a table is on its way. */
export function pictureOf(scene: Scene, layers: readonly RegLayer[], colours: Colours, ratio: number): Picture | undefined {
  const { problem, solution, formulas, relief, plane: { window } } = scene;
  if (!formulas || !relief) return undefined;
  const { ramp, line } = colours;
  const empty: Picture = {
    formulas, window, lambda: drawnWeight(problem, solution), power: relief.power, heat: null, levels: null, contact: null, lineWidth: 1.1 * ratio, ramp, line,
  };
  const picture = layers.reduce<Picture>((sum, layer) => ({ ...sum, ...layer.contribute(scene) }), empty);
  return picture.heat?.map ? { ...picture, ramp: rampIn(colours, picture.heat.map) } : picture;
}

const amountOf = (problem: Problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget);
export const sameProblem = (a: Problem, b: Problem) => a.loss === b.loss && a.penalty === b.penalty && a.form === b.form && amountOf(a) === amountOf(b);
