import { Complaint } from '../problem/complaint.ts';
import { checkForm } from '../problem/read.ts';
import type { Problem, Solution, Vec2 } from '../problem/types.ts';
import { isConvex } from '../solver/kernel/shape.ts';
import { landmarkSteps, lossGradient, penaltyValue, solveSteps, type Pair } from '../solver/solve.ts';
import { eventsOf, followSteps, stateOf, type Course, type Fineness, type Place, type Sample, type Trail, type Turn } from '../solver/trail.ts';
import { lambdaMaxSteps } from './correspond.ts';
import { knotsOf } from './knots.ts';

// λmax is rounded, and below the exact one a weight would not be zero: exact to the last digits, or found by iteration.
const ABOVE = { convex: 1 + 4 * Number.EPSILON, other: 1 + 1e-9 };
const LEAST = 1e-3; // of λmax: where a path without θ̂ is left
const FINE: Fineness = { deviation: 3e-4, longest: 0.02, close: 1e-9 };
const COARSE: Fineness = { deviation: 2e-3, longest: 0.05, close: 1e-5 }; // where one solution takes 10 ms and more
const TIED = 1e-9; // of two distances: nearer to each other they are the same
const STEPPED = 0.05; // how much of a path's size a multiplier is that rises in steps
const EVEN = Array.from({ length: 17 }, (_, i) => i / 16);
const ENDLESS = [4096, 1024, 256, 64, 32].map((part) => 1 / part); // λ → ∞ as s → 0

const isClosed = ({ kind }: Pair['loss']) => kind === 'rosenbrock' || kind === 'himmelblau' || kind === 'formula';
/** Whether every stationary point of the problem is a solution, so that both forms have one path. */
export const isConvexPair = ({ loss, penalty }: Pair): boolean => isConvex(penalty) && !isClosed(loss);

/** By which amount a path is followed: its own form's where the forms differ; t where θ jumps along λ, since the loss has kinks. */
const formOf = (pair: Pair, form: Problem['form']) => (isConvexPair(pair) ? (pair.loss.kind === 'hinge' ? 'constraint' : 'penalty') : form);

/** What a path of a problem depends on, beside its loss. */
export const trailKey = ({ loss, penalty, form }: Problem): string => `${formOf({ loss, penalty }, form)} ${JSON.stringify(penalty)}`;

const largest = ([x, y]: Vec2) => Math.max(Math.abs(x), Math.abs(y));

/** The amount at s, from 0 where R is least to 1 at θ̂. */
type Scale = (s: number) => number;

/** λ from λmax (or from ∞, hyperbolically) down to 0. */
function* lambdaScale(pair: Pair, size: number): Generator<void, { readonly scale: Scale; readonly endless: boolean }> {
  const top = yield* lambdaMaxSteps({ wide: false, pair });
  if (top < Infinity) return { scale: (s) => (s === 0 ? top * ABOVE[isConvexPair(pair) ? 'convex' : 'other'] : top * (1 - s)), endless: false };
  const middle = (largest(lossGradient(pair.loss, [0, 0])) || 1) / (size || 1);
  return { scale: (s) => (s === 0 ? Infinity : (middle * (1 - s)) / s), endless: true };
}

/** R where the constraint ends to bind: at the minimiser of L that R likes best. */
function* budgetReach({ loss, penalty }: Pair): Generator<void, number> {
  const { minimizers } = yield* landmarkSteps(loss);
  const problem = { loss, penalty, form: 'constraint', budget: 0 } as const;
  if (minimizers.length > 0) return Math.min(...minimizers.map((theta) => penaltyValue(problem, theta)));
  const top = yield* lambdaMaxSteps({ wide: false, pair: { loss, penalty } });
  return (yield* solveSteps({ loss, penalty, form: 'penalty', lambda: LEAST * (top < Infinity ? top : 1) })).penalty;
}

/** The state between two exact knots: a weight is zero there if it is at both. */
function stateBetween({ theta: [x, y] }: Place, { theta: [u, v] }: Place, ties: boolean): number {
  const tied = ties && Math.abs(x) === Math.abs(y) && Math.abs(u) === Math.abs(v) && Math.sign(x * y) * Math.sign(u * v) >= 0;
  return stateOf([x || u, y || v]) + (tied ? 4 : 0);
}

/** What happens at exact knots. */
function turnsOf(places: readonly Place[], ties: boolean): Turn[] {
  let before = stateOf(places[0]!.theta);
  return places.slice(0, -1).flatMap((place, i): Turn[] => {
    const after = stateBetween(place, places[i + 1]!, ties), events = eventsOf(before, after);
    before = after;
    return events.length > 0 ? [{ place, events }] : [];
  });
}

/** Cuts what was followed at its jumps, and names what happens. */
function cut({ samples, breaks }: Course, convex: boolean): Pick<Trail, 'pieces' | 'turns'> {
  const pieces: Place[][] = [[]], turns: Turn[] = [];
  samples.forEach(({ place, state }, i) => {
    pieces.at(-1)!.push(place);
    const found = breaks.find(({ after }) => after === i);
    if (!found || (i === samples.length - 2 && !found.jump)) return; // a weight that is zero at θ̂ alone has no knot
    const next = samples[i + 1]!, jump = found.jump && !convex; // all points between two solutions of a convex problem are solutions
    const events = eventsOf(state, next.state);
    if (jump) pieces.push([]);
    // Where no multiplier is attained, as at the end of l2, there is no knot either.
    if (jump || (events.length > 0 && place.lambda !== null)) turns.push({ place, events, ...(jump ? { beyond: next.place } : {}) });
  });
  return { pieces, turns };
}

/**
 * The path of a problem as a curve through the plane, in resumable steps: exact knots where it is made of straight pieces, else
 * followed to a small part of its size, with its knots and jumps closed in. λ or t of the problem are not read.
 * @throws Complaint where no minimiser is attained on the way
 */
export function* trailSteps({ loss, penalty: given, form: asked }: Problem): Generator<void, Trail> {
  const form = formOf({ loss, penalty: given }, asked), penalty = checkForm(form, given);
  const pair = { loss, penalty }, convex = isConvexPair(pair), ties = penalty.kind === 'linf';
  const known = convex ? knotsOf({ wide: false, pair }) as readonly Place[] | null : null;
  const exact = known !== null && penalty.kind !== 'elastic-net';
  if (known && (exact || known.length < 2)) return { form, convex, exact, pieces: [known], turns: turnsOf(known, ties) };

  const { minimizers } = yield* landmarkSteps(loss);
  let size = Math.max(0, ...minimizers.map(largest)) || 1;
  const { scale, endless } = form === 'penalty' ? yield* lambdaScale(pair, size) : { scale: yield* evenly(pair), endless: false };
  const press = largest(lossGradient(loss, [0, 0])) || 1;
  function* at(s: number, warm?: Sample): Generator<void, Sample> {
    const amount = scale(s);
    const problem: Problem = amount === Infinity ? { ...pair, form: 'constraint', budget: 0 } : form === 'penalty' ? { ...pair, form, lambda: amount } : { ...pair, form, budget: amount };
    const solution = yield* solveSteps(problem, warm?.place.theta);
    const { theta, penalty: value, lambda } = s === 1 ? liked(solution, problem) : convex ? solution : nearest(solution, problem, warm);
    const place: Place = { theta, lambda: form === 'penalty' ? amount : lambda, budget: form === 'penalty' ? value : amount };
    // Along t the multiplier of a loss with kinks is a quantity of its own, but one of hundreds of small steps.
    return { s, place, state: known ? 0 : stateOf(theta, ties), size: [theta[0] / size, theta[1] / size, ...(form === 'constraint' && convex ? [(STEPPED * (lambda ?? 0)) / press] : [])] };
  }
  if (minimizers.length === 0 && form === 'penalty') size = largest((yield* at(1 - LEAST)).place.theta) || 1;
  const seeds = yield* seedsOf(at, known ? known.map(({ lambda }) => 1 - lambda! / known[0]!.lambda!) : endless ? [0, ...ENDLESS, ...EVEN.slice(1)] : EVEN);
  if (endless && seeds.length > 1) seeds[0] = { ...seeds[0]!, state: seeds[1]!.state }; // zero only in the limit: no knot
  const slow = isClosed(loss) || loss.kind === 'hinge' || penalty.kind === 'formula' || (!convex && loss.kind !== 'quadratic' && loss.kind !== 'squared');
  const course = yield* followSteps(at, seeds, slow ? COARSE : FINE);
  const { pieces, turns } = cut(course, convex);
  return { form, convex, exact, pieces, turns: known ? turnsOf(known, ties) : turns };
}

/** As λ comes to 0 the path comes to the minimiser of L with the least R, though others tie with it at 0 itself. */
function liked({ minimizers, ...rest }: Solution, problem: Problem): Solution {
  const [best] = minimizers.map((theta) => ({ theta, penalty: penaltyValue(problem, theta) })).sort((a, b) => a.penalty - b.penalty);
  return { ...rest, minimizers, ...best! };
}

/** Of solutions that tie all the way, as where both weights may be exchanged, the one on the branch that is followed; from 0 that of the first weight. */
function nearest({ minimizers, ...rest }: Solution, problem: Problem, warm: Sample | undefined): Solution {
  if (minimizers.length < 2) return { ...rest, minimizers };
  const [x, y] = warm?.place.theta ?? [0, 0], away = ([u, v]: Vec2) => Math.hypot(u - x, v - y);
  const theta = minimizers.reduce((best, other) => {
    const closer = away(best) - away(other);
    return closer > TIED * (away(best) + away(other)) || (closer >= -TIED * (away(best) + away(other)) && other[0] > best[0]) ? other : best;
  });
  return { ...rest, minimizers, theta, penalty: penaltyValue(problem, theta) };
}

function* evenly(pair: Pair): Generator<void, Scale> {
  const reach = yield* budgetReach(pair);
  return (s) => reach * s;
}

/** Samples at these s; at either end, where nothing may be attained, at the nearest one that is. */
function* seedsOf(at: (s: number, warm?: Sample) => Generator<void, Sample>, list: readonly number[]): Generator<void, Sample[]> {
  const seeds: Sample[] = [];
  for (const s of list) {
    try {
      seeds.push(yield* at(s, seeds.at(-1)));
    } catch (error) {
      if (!(error instanceof Complaint) || (s > 0 && s < 1)) throw error;
      if (s === 1) seeds.push(yield* at(1 - LEAST, seeds.at(-1)));
    }
  }
  return seeds;
}
