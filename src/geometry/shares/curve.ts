import { quadraticOf } from '../../problem/quadratic.ts';
import type { Penalty } from '../../problem/types.ts';
import { lambdaMax } from '../../solver/constrain.ts';
import { isConvex } from '../../solver/kernel/shape.ts';
import { penaltyValue } from '../../solver/solve.ts';
import type { Distribution } from './distribution.ts';
import { problemAt } from './landing-solve.ts';
import { isRuled, type Mapped } from './rule.ts';
import { sharesOf, sparseShare } from './shares.ts';

/** The share of exact zeros (of exact ties under L∞) as λ or t runs from 0 to `top`, at evenly spaced amounts. */
export interface Curve { readonly top: number; readonly shares: readonly number[] }

const STEPS = 60;
const NEAR_0 = 1e-6;
const NIL = 1e-3; // too little to be seen
const L1: Penalty = { kind: 'l1' };

/** The same problem at another λ or t. */
export const amountTo = (problem: Mapped, amount: number): Mapped => (problem.form === 'penalty' ? { ...problem, lambda: amount } : { ...problem, budget: amount });

const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value * (1 - 1e-12))! * power;
};

/** The least λ at which all of a square of θ̂ lands on 0, or where no λ does, one that shrinks every weight to less than a tenth. */
export function lambdaTop(problem: Mapped, corners: readonly Mapped[]): number {
  const penalty = isConvex(problem.penalty) ? problem.penalty : L1;
  const most = Math.max(...corners.map(({ loss }) => lambdaMax(quadraticOf(loss), penalty)));
  return roundUp(Number.isFinite(most) && most > 0 ? most : 4.5 * quadraticOf(problem.loss).eigenvalues[0]);
}

/** How far λ or t runs for a distribution: until all of its square lands on 0, or is inside. */
export function topOf(problem: Mapped, { kind, size }: Distribution): number {
  const half = kind === 'uniform' ? size : 3 * size;
  const corners = [1, -1].map((s) => problemAt({ problem, axes: { of: 'minimizer' } }, half, s * half));
  if (problem.form === 'penalty') return lambdaTop(problem, corners);
  return roundUp(penaltyValue(corners[0]!, corners[0]!.loss.minimizer));
}

/** The curve of a convex penalty from its exact shares, a step at a time. */
export function* curveSteps(problem: Mapped, distribution: Distribution): Generator<void, Curve> {
  let top = topOf(problem, distribution);
  const at = (amount: number) => sparseShare(sharesOf(amountTo(problem, amount), distribution));
  // A constraint has no corner left in reach long before all of the square is inside.
  if (isRuled(problem.penalty) && problem.form === 'constraint' && at(top / 20) > NIL) while (at(0.8 * top) <= NIL) top *= 0.8;
  top = roundUp(top);
  const shares: number[] = [];
  for (let i = 0; i <= STEPS; i += 1) {
    shares.push(at((top * Math.max(i, NEAR_0)) / STEPS)); // at t = 0 itself even L2 has nothing left
    yield;
  }
  return { top, shares };
}
