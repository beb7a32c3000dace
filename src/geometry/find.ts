import { knowQuadratic, type Quadratic, quadraticOf } from '../problem/quadratic.ts';
import type { Problem, Solution, Vec2 } from '../problem/types.ts';
import { knowLandmark, type Landmark, landmarkSteps, solveSteps } from '../solver/light.ts';
import { knowReach, reachSteps } from './scale.ts';

/** What a figure asks of a problem; `warm` is a solution nearby. */
export interface FindTask { readonly problem: Problem; readonly warm?: Vec2 | undefined }

/** What a figure needs to know of a problem, as plain values that cross from one thread to another. */
export interface Found {
  readonly landmark: Landmark;
  readonly solution: Solution;
  /** How far a slider of λ or t must reach. */
  readonly reach: number;
  /** Of least squares. */
  readonly quadratic?: Quadratic;
}

/** Solves a problem and whatever else its figure asks, in resumable steps. @throws Complaint where no minimiser is attained */
export function* findSteps({ problem, warm }: FindTask): Generator<void, Found> {
  const { loss } = problem;
  const landmark = yield* landmarkSteps(loss);
  const solution = yield* solveSteps(problem, warm);
  return { landmark, solution, reach: yield* reachSteps(problem), ...(loss.kind === 'squared' ? { quadratic: quadraticOf(loss) } : {}) };
}

/** Takes over what was found of a problem elsewhere, so that nothing here passes over its samples again. */
export function adopt(problem: Problem, { landmark, reach, quadratic }: Found): void {
  if (quadratic && problem.loss.kind === 'squared') knowQuadratic(problem.loss, quadratic);
  knowLandmark(problem.loss, landmark);
  knowReach(problem, reach);
}
