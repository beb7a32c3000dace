import { nodes, type Field, type Grid } from '../problem/grid.ts';
import { isData, stateLoss } from '../problem/losses.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { valueOf } from '../problem/stated.ts';
import type { Loss, Problem, Vec2 } from '../problem/types.ts';
import type { Engine } from './engine.ts';
import { dataLossFunction } from './samples.ts';
import { inSlices } from './slices.ts';
import { ask, NoWorker } from './worker.ts';

export interface EvaluateTask { readonly problem: Problem; readonly grid: Grid }

const NODES = 4096; // evaluated between two yields: well under a millisecond

/** L as an f64 function of (θ₁, θ₂): from its formula, or the sum over its samples. */
export function lossFunction(loss: Loss): (x: number, y: number) => number {
  const stated = stateLoss(loss);
  if (stated) return valueOf(stated);
  return dataLossFunction(loss as Extract<Loss, { X: unknown }>);
}

/** Evaluates L and R in f64 at every node, in resumable steps: the reference for the GPU engine. */
export function* evaluateField(problem: Problem, grid: Grid): Generator<void, Field> {
  const { x, y } = nodes(grid);
  const lossAt = lossFunction(problem.loss);
  const { stated, weight = 0 } = penaltyOf(problem);
  const penaltyAt = valueOf(stated);
  const size = grid.columns * grid.rows;
  const every = isData(problem.loss) ? Math.max(1, Math.floor(NODES / problem.loss.y.length)) : NODES;
  const loss = new Float64Array(size);
  const penalty = new Float64Array(size);
  for (let row = 0, at = 0; row < grid.rows; row += 1) for (let column = 0; column < grid.columns; column += 1, at += 1) {
    loss[at] = lossAt(x[column]!, y[row]!);
    penalty[at] = penaltyAt(x[column]!, y[row]!);
    if (at % every === 0) yield;
  }
  return { grid, loss, penalty, ...summarise(weight, problem.form === 'constraint' ? problem.budget : Infinity, loss, penalty, (at) => [x[at % grid.columns]!, y[Math.floor(at / grid.columns)]!]) };
}

/** The CPU engine: in the page's worker, or in slices on this thread where there is none (as in Node). */
export const cpuEngine: Engine = {
  kind: 'cpu',
  async evaluate(problem, grid) {
    try {
      return await ask<Field>('evaluate', { problem, grid } satisfies EvaluateTask);
    } catch (error) {
      if (error instanceof NoWorker) return inSlices(evaluateField(problem, grid));
      throw error;
    }
  },
};

function summarise(weight: number, budget: number, loss: Float64Array, penalty: Float64Array, theta: (at: number) => Vec2): Pick<Field, 'extent' | 'argmin'> {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  let best = -1, least = Infinity;
  for (let at = 0; at < loss.length; at += 1) {
    const L = loss[at]!, R = penalty[at]!, objective = L + weight * R;
    low[0] = Math.min(low[0]!, L); high[0] = Math.max(high[0]!, L);
    low[1] = Math.min(low[1]!, R); high[1] = Math.max(high[1]!, R);
    low[2] = Math.min(low[2]!, objective); high[2] = Math.max(high[2]!, objective);
    if (R <= budget && objective < least) [best, least] = [at, objective];
  }
  return {
    extent: { loss: [low[0]!, high[0]!], penalty: [low[1]!, high[1]!], objective: [low[2]!, high[2]!] },
    argmin: best < 0 ? null : { index: best, theta: theta(best), value: least },
  };
}
