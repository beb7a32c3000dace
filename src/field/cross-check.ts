import { nodes, type Grid } from '../problem/grid.ts';
import { isData } from '../problem/losses.ts';
import type { Problem } from '../problem/types.ts';
import { boundsOf } from './bound.ts';
import type { Engine } from './engine.ts';
import { interceptsAt } from './gpu-intercepts.ts';
import { inSlices } from './slices.ts';

const NODES = 500; // compared between two yields: about a millisecond
const F64 = 2 ** -50; // relative: the f64 value has roundings of its own, also where the f32 one happens to have none

/** How far one quantity of two fields lies apart. */
export interface Deviation {
  /** The largest difference as a fraction of the bound at its node: at most 1 where the engines agree. */
  readonly worst: number;
  /** The largest difference itself, at nodes with a bound. */
  readonly difference: number;
  /** Nodes where no bound can be given (a pole, an overflow): they are counted and never passed. */
  readonly unbounded: number;
  readonly nodes: number;
}

export interface CrossCheck {
  readonly loss: Deviation;
  readonly penalty: Deviation;
  /** Every bounded node of both fields lies within its bound. */
  readonly agrees: boolean;
}

/**
 * Evaluates a problem's field on two engines, such as `[await gpuEngine(), cpuEngine]`, and holds every node against the
 * rounding bound that the formulas themselves yield: how far 32-bit floats may be from the exact value there. Call it in
 * your own tests to see whether a machine's GPU can be trusted.
 * @throws Complaint for a grid without nodes
 */
export async function crossCheck(problem: Problem, grid: Grid, [first, second]: readonly [Engine, Engine]): Promise<CrossCheck> {
  const [one, other] = await Promise.all([first.evaluate(problem, grid), second.evaluate(problem, grid)]);
  const { x, y } = nodes(grid);
  const shifts = isData(problem.loss) ? await interceptsAt(problem.loss, grid) : undefined;
  const columnOf = new Map([...x].map((value, i) => [value, i])), rowOf = new Map([...y].map((value, i) => [value, i]));
  const bounds = boundsOf(problem, (p, q) => shifts?.[rowOf.get(q)! * grid.columns + columnOf.get(p)!] ?? 0);
  const sides = (first.kind === 'gpu' ? 1 : 0) + (second.kind === 'gpu' ? 1 : 0) || 1; // two GPUs may err to either side
  const every = Math.max(1, Math.floor(NODES / (isData(problem.loss) ? problem.loss.y.length : 1)));
  const compare = function* (part: 'loss' | 'penalty'): Generator<void, Deviation> {
    let worst = 0, difference = 0, unbounded = 0;
    for (let at = 0; at < one[part].length; at += 1) {
      if (at % every === 0) yield;
      const { error } = bounds[part](x[at % grid.columns]!, y[Math.floor(at / grid.columns)]!);
      const apart = Math.max(0, Math.abs(one[part][at]! - other[part][at]!) - F64 * Math.abs(other[part][at]!));
      if (!(error < Infinity)) { unbounded += 1; continue; }
      difference = Math.max(difference, apart);
      worst = Math.max(worst, Number.isNaN(apart) ? Infinity : apart / (sides * error || Number.MIN_VALUE));
    }
    return { worst, difference, unbounded, nodes: one[part].length };
  };
  const loss = await inSlices(compare('loss')), penalty = await inSlices(compare('penalty'));
  return { loss, penalty, agrees: loss.worst <= 1 && penalty.worst <= 1 };
}
