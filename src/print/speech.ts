import { isHeld } from '../geometry/fan.ts';
import { coordinates, figures } from '../geometry/number.ts';
import type { Problem, Solution } from '../problem/types.ts';
import { normalCone } from '../solver/cone.ts';
import { lossGradient } from '../solver/light.ts';
import { turnLeft } from './pull-words.ts';
import { isSegment, solutionWords } from './words.ts';

/** What the support says, in words to be heard: a subscript is read as a stray number, or not at all. */
function heard(problem: Problem, solution: Solution): string {
  const { support: [first, second], unique, minimizers } = solution;
  if (!unique && (isSegment(solution) || minimizers.length > 1) || (first && second) || (!first && !second)) return solutionWords(problem, solution);
  return `the ${first ? 'second' : 'first'} weight is exactly zero`;
}

/** How far the pull of the loss may still turn before a corner lets go of θ*; empty where no corner holds it. */
function leeway(problem: Problem, { theta, active, certificate }: Solution): string {
  if (!active || !certificate.holds) return '';
  const [g1, g2] = lossGradient(problem.loss, theta), fan = normalCone(problem, theta), force = [-g1, -g2] as const;
  if (!['cone', 'halfplane', 'segment'].includes(fan.kind) || !(Math.hypot(g1, g2) > 0) || !isHeld(fan, force)) return '';
  const left = turnLeft({ fan, force });
  if (left === null) return '';
  const degrees = `${figures(left, left < 10 ? 1 : 2)} ${left === 1 ? 'degree' : 'degrees'}`;
  return problem.form === 'constraint' ? `; ${degrees} inside the corner’s cone` : `; ${degrees} before the pull of the loss leaves what the penalty can hold`;
}

/** One short sentence for a screen reader, after a change: where θ* is, which weights are exactly zero, and how firmly a corner holds it. */
export const spoken = (problem: Problem, solution: Solution): string =>
  `θ star is ${coordinates(solution.theta)}: ${heard(problem, solution)}${leeway(problem, solution)}${solution.certificate.holds ? '' : '; not certified'}.`;
