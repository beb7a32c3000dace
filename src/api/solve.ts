import { Complaint, quote } from '../problem/complaint.ts';
import { isNumber, isRecord } from '../problem/read-parts.ts';
import type { Problem, Solution, Vec2 } from '../problem/types.ts';
import type { WideProblem, WideSolution } from '../problem/wide.ts';
import { solveSteps as planeSteps } from '../solver/solve.ts';
import { run } from '../solver/wide/run.ts';
import { wideSteps } from '../solver/wide/solve.ts';
import { readPoint, readProblem, type ReadProblem } from './read.ts';

/** A solution of a problem nearby, to start from. It saves time and changes nothing. */
export interface Warm {
  /** As many weights as the problem has. */
  readonly theta: readonly number[];
  readonly intercept?: number;
}

/** Where to start; with a problem of p weights. @throws Complaint for another number of weights */
function readWarm(value: unknown, p: number): Warm | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw new Complaint(`The solution to start from is ${quote(value)}; allowed is an object with theta.`, 'warm');
  const { intercept } = value;
  if (intercept !== undefined && !isNumber(intercept)) throw new Complaint(`The intercept to start from is ${quote(intercept)}; allowed is a finite number.`, 'warm');
  return { theta: readPoint(value.theta, p), ...(intercept === undefined ? {} : { intercept }) };
}

/** Solves what was read. */
export const stepsOf = (read: ReadProblem, warm?: Warm): Generator<void, Solution | WideSolution> =>
  (read.wide ? wideSteps(read.problem, warm) : planeSteps(read.problem, warm?.theta as Vec2 | undefined));

/**
 * `solve` in resumable steps: every `next()` is a small piece of work and the last one returns the solution, so that a page can
 * stay awake, or give up. The problem is checked at the call, before the first step.
 * @param problem as for `solve`
 * @param warm a solution of a problem nearby
 * @throws Complaint at the call for what cannot be read; at a step where no minimiser is attained
 */
export function solveSteps(problem: Problem, warm?: Warm): Generator<void, Solution>;
export function solveSteps(problem: WideProblem, warm?: Warm): Generator<void, WideSolution>;
export function solveSteps(problem: unknown, warm?: Warm): Generator<void, Solution | WideSolution>;
export function solveSteps(problem: unknown, warm?: Warm): Generator<void, Solution | WideSolution> {
  const read = readProblem(problem);
  return stepsOf(read, readWarm(warm, read.wide ? read.problem.loss.X[0]!.length : 2));
}

/**
 * Solves min L + λR or min L subject to R ≤ t, in f64, and certifies the point. In the plane: every loss, every penalty; closed
 * forms and active sets for quadratics, pieces for lp, SCAD and MCP, Newton's method for samples, interval branch and bound
 * for the rest. With rows of any other length than two: p weights, by active sets, knots, singular values and Newton's method.
 * @param problem plain JSON, `{ loss, penalty, form: 'penalty', lambda }` or `{ …, form: 'constraint', budget }`. It is
 * checked and copied; samples only once for the same arrays, so do not change these in place
 * @param warm a solution of a problem nearby
 * @returns plain values: θ* with exact zeros, L, R, λ and t as they correspond, the support, further minimisers where they are
 * known, whether it is unique, and the certificate, computed apart from the solver from the problem's own data
 * @throws Complaint, in one sentence: what was given and what is allowed, or why no minimiser is attained
 */
export function solve(problem: Problem, warm?: Warm): Solution;
export function solve(problem: WideProblem, warm?: Warm): WideSolution;
export function solve(problem: unknown, warm?: Warm): Solution | WideSolution;
export function solve(problem: unknown, warm?: Warm): Solution | WideSolution {
  return run(solveSteps(problem, warm));
}
