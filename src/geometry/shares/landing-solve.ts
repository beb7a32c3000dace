import { LANDING, type Axes, type Landing } from '../../problem/landing.ts';
import { penaltyOf } from '../../problem/penalties.ts';
import { quadraticOf } from '../../problem/quadratic.ts';
import { valueOf } from '../../problem/stated.ts';
import type { Matrix2, Vec2 } from '../../problem/types.ts';
import { constrain, penaltyAt } from '../../solver/constrain.ts';
import { isConvex } from '../../solver/kernel/shape.ts';
import { minimise } from '../../solver/minimise.ts';
import { constrainPieces, minimisePieces, type PiecePenalty } from '../../solver/pieces/minimise.ts';
import type { Mapped } from './rule.ts';

/** Where a solution lands, by its own exact zeros. */
export function landingOf([x, y]: Vec2): Landing {
  if (x === 0 && y === 0) return LANDING.origin;
  if (y === 0) return x > 0 ? LANDING.right : LANDING.left;
  if (x === 0) return y > 0 ? LANDING.up : LANDING.down;
  return LANDING.free;
}

/** What is asked at every point, two numbers each: θ̂ itself, or the correlation and λ at one θ̂. */
export interface SolveTask { readonly problem: Mapped; readonly axes: Axes; readonly points: Float64Array<ArrayBuffer> }

/** The correlation of a curvature with a positive diagonal. */
export const correlationOf = ([[a, h], [, c]]: Matrix2): number => h / Math.sqrt(a * c);

/** The curvature with another correlation. */
export function correlated([[a, h], [, c]]: Matrix2, rho: number): Matrix2 {
  const root = rho * Math.sqrt(a * c);
  return root === h ? [[a, h], [h, c]] : [[a, root], [root, c]];
}

/** The problem of one node. */
export function problemAt({ problem, axes }: Omit<SolveTask, 'points'>, x: number, y: number): Mapped {
  const { loss } = problem;
  if (axes.of === 'minimizer') return { ...problem, loss: { ...loss, minimizer: [x, y] } };
  return { loss: { ...loss, minimizer: axes.minimizer, curvature: correlated(loss.curvature, x) }, penalty: problem.penalty, form: 'penalty', lambda: y };
}

/** R(θ) by a form that does not overflow where the penalty has one. */
const priceOf = (problem: Mapped, theta: Vec2) => (isConvex(problem.penalty) ? penaltyAt(problem.penalty, theta) : valueOf(penaltyOf(problem).stated)(...theta));

/** Where the solution of a penalty with a name lands, by its own solver: closed forms for the convex ones, all pieces for the others. */
export function solvedLanding(problem: Mapped): Landing {
  const { loss, penalty } = problem, quadratic = quadraticOf(loss);
  if (problem.form === 'constraint') {
    if (priceOf(problem, loss.minimizer) <= problem.budget) return LANDING.inside;
    return landingOf(isConvex(penalty) ? constrain(quadratic, penalty, problem.budget).theta : constrainPieces(quadratic, penalty as PiecePenalty, problem.budget).minimizers[0]!);
  }
  if (problem.lambda === 0) return LANDING.free;
  return landingOf(isConvex(penalty) ? minimise(quadratic, penalty, problem.lambda).theta : minimisePieces(quadratic, penalty as PiecePenalty, problem.lambda).minimizers[0]!);
}

/** Every point solved in f64, in resumable steps. */
export function* solvedSteps(task: SolveTask): Generator<void, Uint8Array<ArrayBuffer>> {
  const { points } = task, found = new Uint8Array(points.length / 2);
  for (let i = 0; i < found.length; i += 1) {
    found[i] = solvedLanding(problemAt(task, points[2 * i]!, points[2 * i + 1]!));
    if (i % 16 === 0) yield;
  }
  return found;
}
