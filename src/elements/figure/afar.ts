import { inSlices } from '../../field/slices.ts';
import { ask, NoWorker } from '../../field/worker.ts';
import { adopt, type Found, findSteps, type FindTask } from '../../geometry/find.ts';

/** Solves a problem of many samples in the worker, or in slices where there is none, and takes over what was found beside. */
export async function findAfar(task: FindTask, signal: AbortSignal): Promise<Found> {
  const found = await ask<Found>('find', task, { signal }).catch((error: unknown) => {
    if (error instanceof NoWorker) return inSlices(findSteps(task), { signal });
    throw error;
  });
  adopt(task.problem, found);
  return found;
}
