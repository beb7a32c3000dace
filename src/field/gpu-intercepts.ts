import type { Grid } from '../problem/grid.ts';
import type { DataLoss } from '../problem/types.ts';
import { interceptSteps, type InterceptTask } from './intercepts.ts';
import type { Watch } from './messages.ts';
import { inSlices } from './slices.ts';
import { ask, NoWorker } from './worker.ts';

/**
 * The intercept that the GPU is given at every node of a grid: no engine searches for it, since L is at its flattest there.
 * One 0 for a loss without an intercept.
 */
export async function interceptsAt(loss: DataLoss, grid: Grid, watch: Watch = {}): Promise<Float32Array<ArrayBuffer>> {
  if (!loss.intercept) return new Float32Array(1);
  try {
    return await ask<Float32Array<ArrayBuffer>>('intercepts', { loss, grid } satisfies InterceptTask, watch);
  } catch (error) {
    if (error instanceof NoWorker) return inSlices(interceptSteps({ loss, grid }), watch);
    throw error;
  }
}
