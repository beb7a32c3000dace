import type { Problem } from '../problem/types.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import { isMany } from '../problem/losses.ts';
import { lambdaInside, statePenalty } from '../problem/penalties.ts';
import { valueOf } from '../problem/stated.ts';
import { finish } from '../problem/steps.ts';
import { lacking } from '../solver/families.ts';
import { budgetMaxSteps, gradientSteps, lambdaMaxSteps, landmarkSteps, type Pair } from '../solver/light.ts';

/** A slider's scale: its position, 0 to 1, ↔ λ or t. */
export interface Scale {
  /** λ or t at position 1. */
  readonly top: number;
  /** The amount grows with this power of the position. */
  readonly power: number;
  readonly form: Problem['form'];
  /** What the problems themselves asked for. */
  readonly base: number;
}

const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ROUND.find((factor) => factor * power >= value * (1 - 1e-12))! * power;
}

// λ from 0 past the point where the last weight is zero. Under l2 none ever is: there to where every weight has shrunk
// below a tenth, 1 / (1 + 2λ/μ) < 0.1 for the largest eigenvalue μ of the curvature, or what the slope at 0 says of it.
function* lambdaReach({ loss, penalty }: Pair): Generator<void, number> {
  if (penalty.kind === 'lp') return yield* powerReach(loss, penalty.p);
  const least = isClosed(loss) ? yield* pressAtZero(loss, penalty) : yield* lambdaMaxSteps({ loss, penalty: isMany(loss) && lambdaInside(penalty) ? { kind: 'l1' } : penalty });
  if (Number.isFinite(least)) return 1.25 * least;
  if (loss.kind === 'quadratic' || loss.kind === 'squared') return 4.5 * quadraticOf(loss).eigenvalues[0];
  const { minimizer } = yield* landmarkSteps(loss);
  return minimizer ? (4.5 * Math.hypot(...yield* gradientSteps(loss, [0, 0]))) / (Math.hypot(...minimizer) || 1) : 10;
}

// Of λΣ|θᵢ|^p, in units of slope · size^(1−p) so that it changes evenly with p: for p ≤ 1 past λmax, towards p = 2 to where
// weights have shrunk to a tenth, λp(θ̂/10)^(p−1) = 0.9 ‖∇L(0)‖, and beyond it as there, where more would tell no more apart.
function* powerReach(loss: Problem['loss'], power: number): Generator<void, number> {
  const p = Math.min(2, power);
  const size = Math.max(...((yield* landmarkSteps(loss)).minimizers[0] ?? [1]).map(Math.abs)) || 1;
  const slope = Math.max(...(yield* gradientSteps(loss, [0, 0])).map(Math.abs)) || 1;
  return Math.max(1.25, (0.9 * 10 ** (p - 1)) / p) * slope * size ** (1 - p);
}

// A search for the exact λmax of a loss without structure would hold the page up; the slope at 0 says where to look.
const isClosed = ({ kind }: Problem['loss']) => kind === 'rosenbrock' || kind === 'himmelblau' || kind === 'formula';
function* pressAtZero(loss: Problem['loss'], { kind }: Problem['penalty']): Generator<void, number> {
  return kind === 'l2' ? Infinity : Math.max(...(yield* gradientSteps(loss, [0, 0])).map(Math.abs)) || 1;
}

// t up to where the constraint no longer binds; a loss that has no minimum binds for ever.
function* budgetReach(pair: Pair): Generator<void, number> {
  if (!isClosed(pair.loss) && pair.penalty.kind !== 'lp') return 1.15 * (yield* budgetMaxSteps(pair));
  const price = valueOf(statePenalty(pair.penalty, 1));
  return 1.15 * Math.min(...(yield* landmarkSteps(pair.loss)).minimizers.map((theta) => price(...theta)));
}

const FALLBACK = 10; // where nothing is attained, as with separable classes
const known = new WeakMap<Problem['loss'], Map<string, number>>();

const keyOf = ({ form, penalty }: Problem) => `${form} ${JSON.stringify(penalty)}`;

/** Takes over how far a slider must reach, from whoever worked it out of the same samples. */
export function knowReach(problem: Problem, reach: number): void {
  let reaches = known.get(problem.loss);
  if (!reaches) known.set(problem.loss, (reaches = new Map()));
  reaches.set(keyOf(problem), reach);
}

/** How far a slider must reach, in resumable steps; kept per loss and penalty, since a control asks at every step. */
export function* reachSteps(problem: Problem): Generator<void, number> {
  let reach = known.get(problem.loss)?.get(keyOf(problem));
  if (reach !== undefined) return reach;
  try {
    reach = problem.form === 'penalty' ? yield* lambdaReach(problem) : yield* budgetReach(problem);
  } catch {
    reach = FALLBACK;
  }
  knowReach(problem, (reach = Number.isFinite(reach) && reach > 0 ? reach : FALLBACK));
  return reach;
}

/** The same at once; where that would take more than a moment, the last one of this loss until it is known. */
function reachOf(problem: Problem): number {
  const { loss, form } = problem, reaches = known.get(loss), there = reaches?.get(keyOf(problem));
  if (there !== undefined) return there;
  if (lacking(problem).length > 0 || isMany(loss)) return [...(reaches ?? [])].filter(([key]) => key.startsWith(form)).at(-1)?.[1] ?? FALLBACK; // it is on its way
  return finish(reachSteps(problem));
}

const evenly = ({ penalty }: Problem): number => (penalty.kind === 'lp' ? penalty.p : penalty.kind === 'l2' ? 2 : 1);

/**
 * One scale for all the problems that a control drives. λ grows with the square of the position, since small λ matter
 * most; t grows evenly with the radius of the region, so that it stays in its place while p moves and holds the radius.
 * @param kept the scale until now: it stays while it serves, so that the slider does not jump under a moving θ̂
 */
export function scaleOf(problems: readonly Problem[], kept?: Scale): Scale {
  const { form } = problems[0]!;
  const reaches = problems.map(reachOf);
  // Beside a penalty that reaches zero, l2's slower shrinking does not stretch the scale.
  const finite = form === 'penalty' ? reaches.filter((_, i) => problems[i]!.penalty.kind !== 'l2') : reaches;
  const amounts = problems.map((problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget));
  const base = Math.max(...(finite.length > 0 ? finite : reaches));
  const power = form === 'penalty' ? 2 : Math.min(...problems.map(evenly));
  const sizeOf = (amount: number, by: number) => (form === 'penalty' ? amount : amount ** (1 / by)); // of a region its radius
  const size = sizeOf(Math.max(base, ...amounts), power);
  if (kept?.form === form) {
    const room = sizeOf(kept.top, kept.power);
    // The amount alone shrinks no scale: it is what the hand moves.
    if (size <= room * (1 + 1e-12) && (base === kept.base || size >= 0.4 * room)) return kept.power === power && kept.base === base ? kept : { top: form === 'penalty' ? kept.top : room ** power, power, form, base };
  }
  const top = roundUp(size);
  return { top: form === 'penalty' ? top : top ** power, power, form, base };
}

const DIGITS = 4;

/** λ or t at a position, rounded to four digits, so that what is shown is what is solved. */
export const amountAt = ({ top, power }: Scale, position: number): number => Number((top * position ** power).toPrecision(DIGITS));

export const positionOf = ({ top, power }: Scale, amount: number): number => Math.min(1, (amount / top) ** (1 / power));
