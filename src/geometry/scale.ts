import type { Problem } from '../problem/types.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import { budgetMax, lambdaMax } from '../solver/solve.ts';

/** A slider's scale: its position, 0 to 1, ↔ λ or t. */
export interface Scale {
  /** λ or t at position 1. */
  readonly top: number;
  readonly power: 1 | 2;
}

const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ROUND.find((factor) => factor * power >= value * (1 - 1e-12))! * power;
}

// λ from 0 past the point where the last weight is zero. Under l2 none ever is: there to where every weight has shrunk
// below a tenth, 1 / (1 + 2λ/μ) < 0.1 for the largest eigenvalue μ of the curvature.
function lambdaReach(problem: Problem): number {
  const least = lambdaMax(problem);
  return Number.isFinite(least) ? 1.25 * least : 4.5 * quadraticOf(problem.loss).eigenvalues[0];
}

/**
 * One scale for all the problems that a control drives. λ grows with the square of the position, since small λ matter
 * most; t grows evenly with the radius of the region.
 * @param kept the scale until now: it stays while it serves, so that the slider does not jump under a moving θ̂
 */
export function scaleOf(problems: readonly Problem[], kept?: Scale): Scale {
  const { form } = problems[0]!;
  const reaches = problems.map((problem) => (form === 'penalty' ? lambdaReach(problem) : 1.15 * budgetMax(problem)));
  // Beside a penalty that reaches zero, l2's slower shrinking does not stretch the scale.
  const finite = form === 'penalty' ? reaches.filter((_, i) => Number.isFinite(lambdaMax(problems[i]!))) : reaches;
  const amounts = problems.map((problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget));
  const reach = Math.max(...(finite.length > 0 ? finite : reaches), ...amounts) || 1;
  const power = form === 'penalty' || problems.every(({ penalty }) => penalty.kind === 'l2') ? 2 : 1;
  if (kept && kept.power === power && reach <= kept.top && reach >= 0.4 * kept.top) return kept;
  return { top: roundUp(reach), power };
}

const DIGITS = 4;

/** λ or t at a position, rounded to four digits, so that what is shown is what is solved. */
export const amountAt = ({ top, power }: Scale, position: number): number => Number((top * position ** power).toPrecision(DIGITS));

export const positionOf = ({ top, power }: Scale, amount: number): number => Math.min(1, (amount / top) ** (1 / power));
