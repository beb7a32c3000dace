import { evaluateField, type EvaluateTask } from './evaluate.ts';
import { interceptSteps, type InterceptTask } from './intercepts.ts';
import { landingSteps, type LandingTask } from './landing.ts';

/** What is asked of either worker. */
export const FIELD_TASKS = {
  evaluate: ({ problem, grid }: EvaluateTask) => evaluateField(problem, grid),
  intercepts: (task: InterceptTask) => interceptSteps(task),
  landings: (task: LandingTask) => landingSteps(task),
};
