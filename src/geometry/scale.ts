import type { Problem } from '../problem/types.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import { statePenalty } from '../problem/penalties.ts';
import { valueOf } from '../problem/stated.ts';
import { budgetMax, lambdaMax, landmark, lossGradient, type Pair } from '../solver/solve.ts';

/** A slider's scale: its position, 0 to 1, ↔ λ or t. */
export interface Scale {
  /** λ or t at position 1. */
  readonly top: number;
  readonly power: 1 | 2;
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
function lambdaReach({ loss, penalty }: Pair): number {
  const least = isClosed(loss) ? pressAtZero(loss, penalty) : lambdaMax({ loss, penalty });
  if (Number.isFinite(least)) return 1.25 * least;
  if (loss.kind === 'quadratic' || loss.kind === 'squared') return 4.5 * quadraticOf(loss).eigenvalues[0];
  const { minimizer } = landmark(loss);
  return minimizer ? (4.5 * Math.hypot(...lossGradient(loss, [0, 0]))) / (Math.hypot(...minimizer) || 1) : 10;
}

// A search for the exact λmax of a loss without structure would hold the page up; the slope at 0 says where to look.
const isClosed = ({ kind }: Problem['loss']) => kind === 'rosenbrock' || kind === 'himmelblau' || kind === 'formula';
const pressAtZero = (loss: Problem['loss'], { kind }: Problem['penalty']) => (kind === 'l2' ? Infinity : Math.max(...lossGradient(loss, [0, 0]).map(Math.abs)) || 1);

// t up to where the constraint no longer binds; a loss that has no minimum binds for ever.
function budgetReach(pair: Pair): number {
  if (!isClosed(pair.loss)) return 1.15 * budgetMax(pair);
  const price = valueOf(statePenalty(pair.penalty, 1));
  return 1.15 * Math.min(...landmark(pair.loss).minimizers.map((theta) => price(...theta)));
}

const FALLBACK = 10; // where nothing is attained, as with separable classes
const known = new WeakMap<Problem['loss'], Map<string, number>>();

/** How far a slider must reach, kept per loss and penalty: a control asks at every step. */
function reachOf({ loss, penalty, form }: Problem): number {
  let reaches = known.get(loss);
  if (!reaches) known.set(loss, (reaches = new Map()));
  const key = `${form} ${JSON.stringify(penalty)}`;
  let reach = reaches.get(key);
  if (reach === undefined) {
    try {
      reach = form === 'penalty' ? lambdaReach({ loss, penalty }) : budgetReach({ loss, penalty });
    } catch {
      reach = FALLBACK;
    }
    reaches.set(key, (reach = Number.isFinite(reach) && reach > 0 ? reach : FALLBACK));
  }
  return reach;
}

/**
 * One scale for all the problems that a control drives. λ grows with the square of the position, since small λ matter
 * most; t grows evenly with the radius of the region.
 * @param kept the scale until now: it stays while it serves, so that the slider does not jump under a moving θ̂
 */
export function scaleOf(problems: readonly Problem[], kept?: Scale): Scale {
  const { form } = problems[0]!;
  const reaches = problems.map(reachOf);
  // Beside a penalty that reaches zero, l2's slower shrinking does not stretch the scale.
  const finite = form === 'penalty' ? reaches.filter((_, i) => problems[i]!.penalty.kind !== 'l2') : reaches;
  const amounts = problems.map((problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget));
  const base = Math.max(...(finite.length > 0 ? finite : reaches));
  const reach = Math.max(base, ...amounts);
  const power = form === 'penalty' || problems.every(({ penalty }) => penalty.kind === 'l2') ? 2 : 1;
  // The amount alone shrinks no scale: it is what the hand moves.
  if (kept && kept.power === power && kept.form === form && reach <= kept.top && (base === kept.base || reach >= 0.4 * kept.top)) return kept;
  return { top: roundUp(reach), power, form, base };
}

const DIGITS = 4;

/** λ or t at a position, rounded to four digits, so that what is shown is what is solved. */
export const amountAt = ({ top, power }: Scale, position: number): number => Number((top * position ** power).toPrecision(DIGITS));

export const positionOf = ({ top, power }: Scale, amount: number): number => Math.min(1, (amount / top) ** (1 / power));
