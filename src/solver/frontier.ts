import { Complaint } from '../problem/complaint.ts';
import { lambdaInside } from '../problem/penalties.ts';
import type { ConcavePenalty, Vec2 } from '../problem/types.ts';
import { asQuadratic } from './answer.ts';
import { gapsOf, type Gap } from './hull.ts';
import { isConvex, isFree, shapeOf } from './kernel/shape.ts';
import { path2 } from './knots.ts';
import { fold } from './pieces/folded.ts';
import { lossGradient, solveSteps, type Pair } from './solve.ts';
import { ROUNDING, Survey, type Place } from './survey.ts';

export type { Place } from './survey.ts';

/** t → min L subject to R ≤ t, from the least t that has a solution to where the constraint no longer binds. */
export interface Frontier {
  /** Ascending in t, so close that the chord between two strays by less than a pixel, or the step is less than one wide. */
  readonly places: readonly Place[];
  /** Budgets at which a weight enters or leaves zero, where the path has such knots. */
  readonly knots: readonly number[];
  /** Stretches of t that no λ (of SCAD and MCP: no multiplier ν) reaches; claimed only above the error of the values. */
  readonly gaps: readonly Gap<Place>[];
  /** Whether the last place has the least L of all; not so where L has no minimum (classes that can be separated). */
  readonly attained: boolean;
  readonly convex: boolean;
}

const FIRST = 12; // equal steps to begin with
const SAG = 1 / 1500, NARROW = 1 / 1500; // of the whole fall of L, and of t: less than half a pixel of a large plot
const LEAP = 0.1; // of the fall: so much in one step may be a jump
const MOST = 160, FEW = 60; // places; where each is a search with a proof, fewer
const FAINT = 1 / 300; // of the pull at zero: the λ at which a path without an end is left
const ROUNDS = 12;

/** Where the constraint stops to bind: R at the minimiser of L that has the least R. */
function* endOf(survey: Survey): Generator<void, { end: number; attained: boolean }> {
  const { pair } = survey;
  const least = (minimizers: readonly Vec2[]) => Math.min(...minimizers.map((theta) => survey.rate(theta)));
  try {
    return { end: least((yield* solveSteps({ ...pair, form: 'penalty', lambda: 0 })).minimizers), attained: true };
  } catch (error) {
    if (!(error instanceof Complaint) || lambdaInside(pair.penalty)) throw error;
    const lambda = FAINT * (Math.hypot(...lossGradient(pair.loss, [0, 0])) || 1);
    return { end: least((yield* solveSteps({ ...pair, form: 'penalty', lambda })).minimizers), attained: false };
  }
}

/** Budgets at which a weight enters or leaves zero; of SCAD and MCP those at which the region changes its kind. */
function turnsOf({ loss, penalty }: Pair): number[] {
  if (lambdaInside(penalty)) {
    const { cap } = fold(penalty as ConcavePenalty, (penalty as ConcavePenalty).lambda!);
    return [cap, 2 * cap];
  }
  const quadratic = asQuadratic(loss);
  if (!quadratic || !isConvex(penalty)) return [];
  const shape = shapeOf(penalty);
  const kinked = !isFree(shape) && (shape.kind === 'square' || (shape.kind === 'split' && shape.weights[0] + shape.weights[1] > 0));
  return kinked ? path2(quadratic, penalty).map(({ budget }) => budget) : [];
}

const isClosed = ({ loss, penalty }: Pair) => penalty.kind === 'formula' || loss.kind === 'formula' || loss.kind === 'rosenbrock' || loss.kind === 'himmelblau';

/** Solutions at `budgets` (ascending), and between them where the frontier bends. */
function* sample(survey: Survey, budgets: readonly number[], end: number): Generator<void, void> {
  let last: Vec2 | undefined;
  for (const t of budgets) last = (yield* survey.at(t, last))?.theta ?? last;
  const most = isClosed(survey.pair) ? FEW : MOST;
  let level = budgets.slice(1).map((high, i) => [budgets[i]!, high] as const);
  // Level by level, so that what the limit cuts off is fine detail everywhere.
  while (level.length > 0) {
    const next: typeof level = [], { fall } = survey;
    for (const [low, high] of level) {
      const a = survey.get(low), b = survey.get(high);
      if ((!a && !b) || high - low < NARROW * end || survey.size >= most) continue;
      const middle = (low + high) / 2, c = yield* survey.at(middle, a?.theta);
      const straight = a && b && c && Math.abs(c.loss - (a.loss + b.loss) / 2) <= SAG * fall;
      if (!straight || (!survey.convex && Math.abs(a.loss - b.loss) > LEAP * fall)) next.push([low, middle], [middle, high]);
    }
    level = next;
  }
}

/**
 * A chord of samples lies above the hull of all, so a certified L above the chord is above the hull, whatever lies between the
 * samples: the gap is real where it exceeds the error of the values. Where minima are only the best found, none is claimed.
 */
const gapsIn = (survey: Survey): Gap<Place>[] => {
  const rounding = ROUNDING * survey.fall;
  return gapsOf(survey.places, (above) => (above.every(({ proven }) => proven) ? above.reduce((most, { error }) => Math.max(most, error), rounding) : Infinity));
};

/** Moves the ends of every gap to where one line touches twice. */
function* sharpen(survey: Survey): Generator<void, void> {
  const inside = lambdaInside(survey.pair.penalty);
  for (let round = 0, better = true; round < ROUNDS && better; round += 1) {
    better = false;
    for (const { from, to, lambda } of gapsIn(survey)) {
      // A minimum of L + λR below the chord is a corner of the hull; with λ inside there is no such problem, but smaller steps.
      if (inside) for (const end of [from, to]) better = (yield* halve(survey, end)) || better;
      else better = (yield* survey.under(lambda, from.loss + lambda * from.budget, from.theta)) || better;
    }
  }
}

function* halve(survey: Survey, { budget, theta }: Place): Generator<void, boolean> {
  const { places, size } = survey, index = places.findIndex((place) => place.budget === budget);
  for (const beside of [places[index - 1], places[index + 1]]) if (beside && Math.abs(beside.budget - budget) > 1e-7 * budget) yield* survey.at((beside.budget + budget) / 2, theta);
  return survey.size > size;
}

/**
 * The trade-off of a loss and a penalty in resumable steps: solutions of the constraint form, denser where they bend, and what
 * no λ reaches of it. Of SCAD and MCP, whose λ is inside and must be given, the shape stays that of the λ.
 * @throws Complaint where nothing is attained at any budget
 */
export function* frontierSteps(pair: Pair): Generator<void, Frontier> {
  const survey = new Survey(pair);
  const { end, attained } = yield* endOf(survey);
  const turns = turnsOf(pair).filter((t) => t > 0 && t < end);
  const steps = Array.from({ length: FIRST + 1 }, (_, i) => (i === FIRST ? end : (end * i) / FIRST));
  yield* sample(survey, [...new Set([...steps, ...turns])].sort((a, b) => a - b), end);
  if (survey.size === 0) throw survey.refused!;
  if (!survey.convex) yield* sharpen(survey);
  return { places: survey.places, knots: turns, gaps: survey.convex ? [] : gapsIn(survey), attained, convex: survey.convex };
}
