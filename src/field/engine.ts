import type { Field, Grid } from '../problem/grid.ts';
import type { Problem } from '../problem/types.ts';
import type { Watch } from './messages.ts';

/** Both engines fulfil this contract, and one test loops over them. */
export interface Engine {
  readonly kind: 'gpu' | 'cpu';
  /** L and R at every node, with extents and the best node. @param watch that nobody waits for it any more, and what part is done */
  evaluate(problem: Problem, grid: Grid, watch?: Watch): Promise<Field>;
}
