import type { Field } from '../problem/grid.ts';
import type { Engine } from './engine.ts';
import { evaluateField, type EvaluateTask } from './evaluate.ts';
import { inSlices } from './slices.ts';
import { ask, NoWorker } from './worker.ts';

export { evaluateField, lossFunction } from './evaluate.ts';

/** The CPU engine: in the page's worker, or in slices on this thread where there is none (as in Node). */
export const cpuEngine: Engine = {
  kind: 'cpu',
  async evaluate(problem, grid, watch = {}) {
    try {
      return await ask<Field>('evaluate', { problem, grid } satisfies EvaluateTask, watch);
    } catch (error) {
      if (error instanceof NoWorker) return inSlices(evaluateField(problem, grid), watch);
      throw error;
    }
  },
};
