import { FIELD_TASKS } from './field/tasks.ts';
import { answerAll } from './field/thread.ts';
import { findSteps, type FindTask } from './geometry/find.ts';
import { solvedSteps, type SolveTask } from './geometry/shares/landing-solve.ts';
import './solver/everything.ts';

// The thread of what takes long: all solvers, and the fields of many samples, which are handed to it alone.

answerAll({
  ...FIELD_TASKS,
  find: (task: FindTask) => findSteps(task),
  solved: (task: SolveTask) => solvedSteps(task),
});
