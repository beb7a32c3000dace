import { lambdaInside } from '../problem/penalties.ts';
import type { Problem, Solution, Vec2 } from '../problem/types.ts';
import { chordAt } from '../solver/hull.ts';
import type { Frontier } from '../solver/frontier.ts';
import { lossValue, penaltyValue, type Correspondence } from '../solver/light.ts';

/** Where a solution stands in the plane of penalty and loss, and how λ and t answer each other there. */
export interface Balance {
  /** What the hand moves is a number; of SCAD and MCP the multiplier ν. Undefined while it is worked out. */
  readonly lambda: Correspondence | undefined;
  readonly budget: Correspondence;
  /** (R, L) of the minimisers that are known, ascending in R: the places that a supporting line touches. */
  readonly touches: readonly [Vec2, ...Vec2[]];
  /** How far L at t is above what any λ promises there; 0 where a λ reaches t. */
  readonly gap: number;
}

const given = (value: number): Correspondence => ({ kind: 'number', value, reason: '' });
const SAME = 1e-9; // relative: the R of one and the same solution, and the λ of a jump, which no f64 number hits
const LEVEL = 'At λ = 0 the line is level and the constraint does not bind: every t from R(θ̂) on has this solution.';
const FLAT = 'The solutions for this λ are a segment: every t between its ends has one of them.';
const JUMP = 'The solution jumps at this λ: the line touches in several places, each with a t of its own.';

function touchesOf(problem: Problem, { minimizers }: Solution): [Vec2, ...Vec2[]] {
  const images = minimizers.map((theta): Vec2 => [penaltyValue(problem, theta), lossValue(problem.loss, theta)]).sort(([a], [b]) => a - b);
  return images.filter(([R], i) => i === 0 || R - images[i - 1]![0] > SAME * R) as [Vec2, ...Vec2[]];
}

function budgetsOf(problem: Problem, touches: readonly Vec2[], convex: boolean): Correspondence {
  if (problem.form === 'constraint') return given(problem.budget);
  const values = touches.map(([R]) => R), from = values[0]!;
  if (problem.lambda === 0 && !lambdaInside(problem.penalty)) return { kind: 'interval', from, to: Infinity, reason: LEVEL };
  if (values.length === 1) return given(from);
  return convex ? { kind: 'interval', from, to: values.at(-1)!, reason: FLAT } : { kind: 'set', values, reason: JUMP };
}

/** @param found what λ answers t, where the problem itself does not say it */
export function balanceOf({ problem, solution }: { readonly problem: Problem; readonly solution: Solution }, frontier: Frontier, found: Correspondence | undefined): Balance {
  const known = touchesOf(problem, solution);
  const jump = problem.form === 'penalty' && known.length === 1 ? jumpAt(frontier, lambdaInside(problem.penalty) ? 1 : problem.lambda) : undefined;
  const touches: [Vec2, ...Vec2[]] = jump ? [[jump.from.budget, jump.from.loss], [jump.to.budget, jump.to.loss]] : known;
  const budget = budgetsOf(problem, touches, frontier.convex);
  const own = problem.form === 'penalty' ? given(lambdaInside(problem.penalty) ? 1 : problem.lambda) : undefined;
  // Of a λ that answers many t, the many λ that answer one of these are another question.
  const lambda = own && (found?.kind !== 'interval' || budget.kind !== 'number') ? own : found;
  const inside = problem.form === 'constraint' && lambda?.kind === 'none' ? gapAt(frontier, problem.budget) : undefined;
  return { lambda, budget, touches, gap: inside ? Math.max(0, solution.loss - chordAt(inside.from, inside.to, (problem as { budget: number }).budget)) : 0 };
}

/** The stretch without a λ that a budget lies in. */
export const gapAt = ({ gaps }: Frontier, budget: number) => gaps.find(({ from, to }) => budget > from.budget && budget < to.budget);

const jumpAt = ({ gaps }: Frontier, weight: number) => gaps.find(({ lambda }) => Math.abs(lambda - weight) <= SAME * weight);

/** What R and L run over: from below the least L to well above that at R = 0, and t a little beyond where it stops to bind. */
export function rangesOf({ places, attained }: Frontier, budget: number, fallback: Vec2): { readonly budget: Vec2; readonly loss: Vec2 } {
  const first = places[0]!, last = places.at(-1)!;
  const fall = first.loss - last.loss > SAME * Math.abs(first.loss) ? first.loss - last.loss : fallback[1]; // less is rounding
  let high = last.budget > 0 ? last.budget * (attained ? 1.3 : 1) : fallback[0];
  while (budget < Infinity && budget > 0.95 * high) high *= 1.25; // by steps: the scale must not slide under the hand
  return { budget: [0, high], loss: [last.loss - 0.08 * fall, first.loss + 0.5 * fall] };
}
