import { complete, eigen } from '../../problem/quadratic.ts';
import type { DataLoss, Problem, Vec2 } from '../../problem/types.ts';
import { columnsSteps } from '../../samples/columns.ts';
import { type Moments, momentsAt, momentsSteps } from '../../samples/moments.ts';
import { constrainPieces, minimisePieces, type PiecePenalty } from '../pieces/minimise.ts';
import { polish } from './polish.ts';
import { type Side, sumOf } from './side.ts';

const ROUNDS = 100;
const DAMPINGS = 40;
const TRIFLE = 1e-12;
const NOTHING = 1e-13;
const FAR = 1000;
const LEAST_DAMPING = 1e-12;
const EPS = Number.EPSILON;

/** Where a descent ended; `lambda` is the multiplier in constraint form. */
export interface Ended { readonly theta: Vec2; readonly lambda: number | null; readonly objective: number }
/** L + λR, or L, Infinity outside {R ≤ t}; from θ and L there. */
export type Objective = (theta: Vec2, loss: number) => number;

/**
 * L near θ as a quadratic with `damping` added to its curvature: with enough of it the model lies above L. Where L is flat to
 * rounding beside the features' own `scale`, what is added keeps the model's minimum within FAR.
 */
function model({ gradient: [g1, g2], hessian }: Moments, theta: Vec2, damping: number, scale: number) {
  const { values, q } = eigen(hessian);
  const [large, small] = values.map((value) => (value > NOTHING * scale ? value : 0)) as unknown as Vec2;
  const force = Math.hypot(g1, g2);
  const flat = large < 1e-6 * scale && force > 0 ? force / (FAR * (Math.hypot(...theta) + force / scale)) : 0;
  const more = damping * Math.max(large, TRIFLE * scale) + flat;
  const [p, r] = [large + more, small + more];
  // θ̂ = θ − A⁻¹g by the eigenpairs, which lose nothing where A is singular but for what was added
  const along = (q[0] * g1 + q[1] * g2) / p, across = (q[0] * g2 - q[1] * g1) / r;
  const minimizer: Vec2 = [theta[0] - q[0] * along + q[1] * across, theta[1] - q[1] * along - q[0] * across];
  const h = (p - r) * q[0] * q[1], a = p * q[0] * q[0] + r * q[1] * q[1], c = p * q[1] * q[1] + r * q[0] * q[0];
  return complete([[a, h], [h, c]], minimizer, 0, [a * theta[0] + h * theta[1] - g1, h * theta[0] + c * theta[1] - g2]);
}

/**
 * From one start downhill: each damped quadratic model is solved exactly with the penalty by its pieces, so zeros are the
 * inner solver's; the damping grows until the true objective falls, so every limit is stationary. Newton's steps end it.
 */
export function* descend(loss: DataLoss, problem: Problem, start: Vec2, objective: Objective, side: Side): Generator<void, Ended> {
  const penalty = problem.penalty as PiecePenalty;
  const { gram } = yield* columnsSteps(loss), scale = gram[0][0] + gram[1][1] || 1;
  let theta = start, at = yield* momentsSteps(loss, theta), here = objective(theta, at.value), damping = LEAST_DAMPING;
  // What rounding does to L is known by the size of its terms, of which L(0) tells where they cancel.
  const origin = Math.abs((yield* momentsSteps(loss, [0, 0])).value);
  const noise = () => 4 * EPS * (origin + (here < Infinity ? Math.abs(here) : 0));
  for (let round = 0, idle = 0; round < ROUNDS && idle < 3; round += 1) {
    yield;
    let better: { theta: Vec2; at: Moments; value: number } | undefined;
    for (let tries = 0; tries < DAMPINGS && !better; tries += 1) {
      const quadratic = model(at, theta, damping, scale);
      if (!quadratic.minimizer.every(Number.isFinite)) { damping = Math.max(1e-6, damping * 4); continue; }
      const next = (problem.form === 'penalty' ? minimisePieces(quadratic, penalty, problem.lambda) : constrainPieces(quadratic, penalty, problem.budget)).minimizers[0]!;
      const moments: Moments = yield* momentsSteps(loss, next, at.intercept), value = objective(next, moments.value);
      if (value <= here + noise()) better = { theta: next, at: moments, value };
      else damping = Math.max(1e-6, damping * 4);
    }
    if (!better) break;
    if (!(better.value < here - noise())) idle += 1; else idle = 0;
    const still = better.theta[0] === theta[0] && better.theta[1] === theta[1];
    if (better.value <= here || !Number.isFinite(here)) { ({ theta, at } = better); here = better.value; }
    damping = Math.max(LEAST_DAMPING, damping / 16);
    if (still) break;
  }
  const constrained = problem.form === 'constraint';
  const walled = constrained && sumOf(side, theta) >= problem.budget * (1 - 1e-9);
  const ended = polish((point, near) => momentsAt(loss, point, near), theta, walled || !constrained ? side : { ...side, slope: () => 0, bend: () => 0 }, walled ? problem.budget : Infinity);
  const value = objective(ended.theta, (yield* momentsSteps(loss, ended.theta, at.intercept)).value);
  const kept = value <= here + 16 * noise();
  return { theta: kept ? ended.theta : theta, lambda: problem.form === 'penalty' ? problem.lambda : walled ? ended.lambda : 0, objective: kept ? value : here };
}
