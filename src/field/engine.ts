import type { Field, Grid } from '../problem/grid.ts';
import type { Problem } from '../problem/types.ts';

/** Both engines fulfil this contract, and one test loops over them. */
export interface Engine {
  readonly kind: 'gpu' | 'cpu';
  /** L and R at every node, with extents and the best node. */
  evaluate(problem: Problem, grid: Grid): Promise<Field>;
}
