import { checkTerms, nodes, type Field, type Grid } from '../problem/grid.ts';
import { stateLoss } from '../problem/losses.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { quadraticSteps } from '../problem/quadratic.ts';
import { rowsOf } from '../problem/rows.ts';
import { type Stated, valueOf } from '../problem/stated.ts';
import type { DataLoss, Loss, Problem, Vec2 } from '../problem/types.ts';
import { dataLossFunction, sampleField } from './samples.ts';

/** What a worker is asked for. */
export interface EvaluateTask { readonly problem: Problem; readonly grid: Grid }

const NODES = 4096; // evaluated between two yields: well under a millisecond

/** L as an f64 function of (θ₁, θ₂): from its formula, or the sum over its samples. */
export function lossFunction(loss: Loss): (x: number, y: number) => number {
  const stated = stateLoss(loss);
  return stated ? valueOf(stated) : dataLossFunction(loss as DataLoss);
}

/** A stated function at every node, row by row. */
function* tabulate(stated: Stated, { x, y }: ReturnType<typeof nodes>): Generator<number | void, Float64Array<ArrayBuffer>> {
  const out = new Float64Array(x.length * y.length), at = rowsOf(stated, Float64Array.from(x)), few = Math.max(1, Math.floor(NODES / x.length));
  for (let row = 0; row < y.length; row += 1) {
    out.set(at(y[row]!), row * x.length);
    if (row % few === 0) yield row / y.length;
  }
  return out;
}

/**
 * Evaluates L and R in f64 at every node: the reference for the GPU engine. In resumable steps, which tell what part is done.
 * @throws Complaint for a grid without nodes, or beyond what is allowed
 */
export function* evaluateField(problem: Problem, grid: Grid): Generator<number | void, Field> {
  checkTerms(problem, grid);
  const spread = nodes(grid), { x, y } = spread, { loss: given } = problem;
  const { stated, weight = 0 } = penaltyOf(problem);
  const penalty = yield* tabulate(stated, spread);
  if (given.kind === 'squared') yield* quadraticSteps(given);
  const formula = stateLoss(given), loss = formula ? yield* tabulate(formula, spread) : yield* sampleField(given as DataLoss, x, y);
  const budget = problem.form === 'constraint' ? problem.budget : Infinity;
  return { grid, loss, penalty, ...yield* summarise(weight, budget, loss, penalty, (at) => [x[at % grid.columns]!, y[Math.floor(at / grid.columns)]!]) };
}

function* summarise(weight: number, budget: number, loss: Float64Array, penalty: Float64Array, theta: (at: number) => Vec2): Generator<void, Pick<Field, 'extent' | 'argmin'>> {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  let best = -1, least = Infinity;
  for (let from = 0; from < loss.length; from += NODES) {
    for (let at = from; at < Math.min(loss.length, from + NODES); at += 1) {
      const L = loss[at]!, R = penalty[at]!, objective = L + weight * R;
      low[0] = Math.min(low[0]!, L); high[0] = Math.max(high[0]!, L);
      low[1] = Math.min(low[1]!, R); high[1] = Math.max(high[1]!, R);
      low[2] = Math.min(low[2]!, objective); high[2] = Math.max(high[2]!, objective);
      if (R <= budget && objective < least) [best, least] = [at, objective];
    }
    yield;
  }
  return {
    extent: { loss: [low[0]!, high[0]!], penalty: [low[1]!, high[1]!], objective: [low[2]!, high[2]!] },
    argmin: best < 0 ? null : { index: best, theta: theta(best), value: least },
  };
}
