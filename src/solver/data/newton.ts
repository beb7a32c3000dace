import type { Penalty, Vec2 } from '../../problem/types.ts';
import { statePenalty } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import { constrain } from '../constrain.ts';
import { minimise } from '../minimise.ts';
import type { Columns } from '../../samples/columns.ts';
import { interceptSteps } from '../../samples/intercept.ts';
import { modelAt } from './model.ts';
import { type Pass, passSteps } from '../../samples/moments.ts';
import { isPiecewise } from '../../samples/slopes.ts';
import { onward } from './onward.ts';
import { search } from './search.ts';

/** What bounds the weights: λ of the penalty form or t of the constraint form. */
export type Amount = { readonly form: 'penalty'; readonly lambda: number } | { readonly form: 'constraint'; readonly budget: number };

/** Where the steps ended, in the columns' own b. */
export interface Descent {
  readonly theta: Vec2;
  readonly b: number;
  readonly unique: boolean;
  readonly others: readonly Vec2[];
  /** λ, or the multiplier of the last model; null where none is attained. */
  readonly lambda: number | null;
}

const EPS = Number.EPSILON;
const ROUNDS = 200;
const share = (part: number, whole: number) => (part === 0 ? 0 : part / whole);
const norm = ([u, v]: Vec2) => Math.max(Math.abs(u), Math.abs(v));

const zeros = new WeakMap<Columns, number>();
function* valueAtZero(columns: Columns): Generator<void, number> {
  let value = zeros.get(columns);
  if (value === undefined) zeros.set(columns, (value = (yield* passSteps(columns, [0, 0], 0)).value));
  return value;
}

const TAIL = 1e-3;

/**
 * Under a constraint min L is min log L: of classes far apart L is a sum of tails of exponentials, which Newton's steps would
 * cross by about 1 in η each, but their logarithm is nearly linear, and convex (Boyd and Vandenberghe 2004, 3.1.5).
 */
function logarithm({ value, g1, g2, g0, h11, h12, h22, h10, h20, h00, noise }: Pass): Pass {
  const p = g1 / value, q = g2 / value, r = g0 / value;
  return {
    value: Math.log(value), g1: p, g2: q, g0: r, h11: h11 / value - p * p, h12: h12 / value - p * q, h22: h22 / value - q * q,
    h10: h10 / value - p * r, h20: h20 / value - q * r, h00: h00 / value - r * r, noise: noise / value,
  };
}

/**
 * Proximal Newton with exact inner solves (Lee, Sun and Saunders 2014, "Proximal Newton-type methods"): the quadratic model of
 * L at θ and b is minimised exactly with the very penalty or constraint, so zeros and ties are the inner solver's; then a
 * search towards its solution. Ends where the model's solution is the point itself, or would be after a step that the
 * quadratic convergence of the steps before bounds below rounding.
 */
export function* descend(columns: Columns, penalty: Penalty, amount: Amount, start: Vec2 = [0, 0], startB = 0): Generator<void, Descent> {
  const measure = valueOf(statePenalty(penalty, 1));
  const weigh = (theta: Vec2) => (amount.form === 'penalty' && amount.lambda > 0 ? amount.lambda * measure(...theta) : 0);
  const piecewise = isPiecewise(columns.kind);
  // a start outside the region is drawn towards 0, which convexity lets inside; one that is worse than none helps nothing
  const outside = amount.form === 'constraint' ? Math.max(1, measure(...start) / amount.budget) : 1;
  let theta: Vec2 = outside === 1 ? start : outside < Infinity ? [start[0] / outside, start[1] / outside] : [0, 0], b = startB;
  let at = yield* passSteps(columns, theta, b);
  if (!(at.value <= (yield* valueAtZero(columns)))) {
    [theta, b] = [[0, 0], 0];
    at = yield* passSteps(columns, theta, b);
  }
  let before = Infinity;
  for (let round = 0; ; round += 1) {
    const tail = amount.form === 'constraint' && !piecewise && at.value > 0 && at.value < TAIL;
    const model = modelAt(columns, tail ? logarithm(at) : at, theta, b);
    let inner = amount.form === 'penalty' ? { ...minimise(model.quadratic, penalty, amount.lambda), lambda: amount.lambda }
      : constrain(model.quadratic, penalty, amount.budget);
    if (tail && inner.lambda !== null) inner = { ...inner, lambda: inner.lambda * at.value };
    const step: Vec2 = [inner.theta[0] - theta[0], inner.theta[1] - theta[1]];
    const db = model.shift(step);
    // relative, since θ and b have units of their own
    const size = Math.max(share(norm(step), Math.max(norm(inner.theta), norm(theta))), share(Math.abs(db), Math.abs(b) + columns.tall));
    const ended = (): Descent => ({ ...inner, b: b + db });
    const noise = size <= 1e-8 && size >= before / 2; // steps that no longer shrink are rounding
    const settled = !piecewise && before < Infinity && size <= 1e-8 && (size / before) * (size / before) * size <= EPS / 8;
    if (size <= 2 * EPS || noise || settled) return ended();
    if (round === ROUNDS) return ended();
    const drop = weigh(inner.theta) - weigh(theta);
    if (size <= 1e-6 && size < before / 2) {
      // so near the end the objective's changes drown in its rounding: steps that shrink are followed
      [theta, b, before] = [inner.theta, b + db, size];
      at = yield* passSteps(columns, theta, b);
      yield;
      continue;
    }
    let taken = yield* search(columns, at, { theta, b }, { step, db, theta: inner.theta }, drop);
    if (!taken) {
      // A step that promises nothing is one along a flat bottom, driven by rounding: far along it the loss may rise.
      const rise = (yield* passSteps(columns, inner.theta, b + db)).value + drop - at.value;
      return rise <= 8 * EPS * Math.abs(at.value) ? ended() : { ...inner, theta, b };
    }
    if (taken.steady && piecewise && amount.form === 'penalty') taken = yield* onward(columns, { theta, b }, taken, weigh);
    if (taken.theta[0] === theta[0] && taken.theta[1] === theta[1] && taken.b === b) return { ...inner, theta, b }; // a kink of ∇L, nearer than an ulp
    before = taken.whole ? size : Infinity;
    ({ theta, b, at } = taken);
    yield;
  }
}

/** Runs a resumable fit to its end. */
export function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** b of the user's own features at θ, to the rounding of its own equation. */
export function* ownIntercept(columns: Columns, theta: Vec2, near: number): Generator<void, number> {
  return (yield* interceptSteps(columns, theta, near)) - columns.mean[0] * theta[0] - columns.mean[1] * theta[1];
}
