import { formulasOf, lossFunction, penaltyFunction } from '../problem/catalogue.ts';
import { nodes, type Field, type Grid } from '../problem/grid.ts';
import type { Problem, Vec2 } from '../problem/types.ts';
import type { Engine } from './engine.ts';
import { inSlices } from './slices.ts';
import { ask, NoWorker } from './worker.ts';

export interface EvaluateTask { readonly problem: Problem; readonly grid: Grid }

const NODES = 4096; // evaluated between two yields: well under a millisecond

/** Evaluates L and R in f64 at every node, in resumable steps: the reference for the GPU engine. */
export function* evaluateField(problem: Problem, grid: Grid): Generator<void, Field> {
  const { x, y } = nodes(grid);
  const lossAt = lossFunction(formulasOf(problem));
  const penaltyAt = penaltyFunction(problem.penalty.kind);
  const size = grid.columns * grid.rows;
  const loss = new Float64Array(size);
  const penalty = new Float64Array(size);
  for (let row = 0, at = 0; row < grid.rows; row += 1) for (let column = 0; column < grid.columns; column += 1, at += 1) {
    loss[at] = lossAt(x[column]!, y[row]!);
    penalty[at] = penaltyAt(x[column]!, y[row]!);
    if (at % NODES === 0) yield;
  }
  return { grid, loss, penalty, ...summarise(problem, loss, penalty, (at) => [x[at % grid.columns]!, y[Math.floor(at / grid.columns)]!]) };
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

function summarise(problem: Problem, loss: Float64Array, penalty: Float64Array, theta: (at: number) => Vec2): Pick<Field, 'extent' | 'argmin'> {
  const weight = problem.form === 'penalty' ? problem.lambda : 0;
  const budget = problem.form === 'constraint' ? problem.budget : Infinity;
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
