import { statePenalty } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { DataLoss, Penalty, Vec2 } from '../../problem/types.ts';
import { type Columns, columnsSteps } from '../../samples/columns.ts';
import { inBlocks } from '../../samples/blocks.ts';
import { stretch } from './flat.ts';
import { descendHinge } from './hinge.ts';
import { regularOf } from './hinge/regular.ts';
import { momentsSteps, passSteps } from '../../samples/moments.ts';
import { type Amount, descend, finish, ownIntercept } from './newton.ts';
import { alongSteps, reasonOf, recessionSteps, type Recession } from './recession.ts';

export type { Amount } from './newton.ts';

const FAR_IN_ETA = 30;
const END_OF_TAILS = 1000; // e^−1000 is 0
const DIGITS_IN_ETA = 2 ** 30;
const EPS = 64 * Number.EPSILON;
const SPENT = 1e-24; // a mean of squared misses that are all rounding

/** A sample that lies exactly on a kink of the loss, and its dual: the part α ∈ [0, 1] of its slope that holds the optimum. */
export interface Kink { readonly sample: number; readonly alpha: number }

export interface Attained {
  readonly attained: true;
  readonly theta: Vec2;
  readonly unique: boolean;
  /** Further minimisers that are known, when θ is not the only one. */
  readonly others: readonly Vec2[];
  /** λ, or the multiplier in constraint form; null where none is attained. */
  readonly lambda: number | null;
  /** The unpenalised b, where the loss has one. */
  readonly intercept?: number;
  /** Samples of a hinge that lie exactly on their margin. */
  readonly kinks?: readonly Kink[];
}
/** No point attains the infimum: the objective falls for ever along `direction`. */
export interface Unattained {
  readonly attained: false;
  readonly direction: Vec2;
  readonly infimum: number;
  readonly reason: string;
}
export type Fit = Attained | Unattained;

/** The axes that a penalty leaves free, so that its region has no end along them. */
function freeAxes(penalty: Penalty): (0 | 1)[] {
  if (penalty.kind === 'weighted-l1') return ([0, 1] as const).filter((i) => penalty.weights[i] === 0);
  if (penalty.kind !== 'group') return [];
  const { groups, weights } = penalty;
  return groups.flatMap((group, g) => (weights?.[g] === 0 ? (group as (0 | 1)[]) : []));
}

function* recedes(loss: DataLoss, penalty: Penalty, amount: Amount): Generator<void, Recession | null> {
  if (loss.kind !== 'logistic' && loss.kind !== 'poisson') return null;
  const free = freeAxes(penalty);
  if (free.length === 2 || (amount.form === 'penalty' && amount.lambda === 0)) return yield* recessionSteps(loss);
  return free.length === 1 ? yield* alongSteps(loss, free[0]!) : null;
}

function* unattained(loss: DataLoss, penalty: Penalty, amount: Amount, { direction, rest, share }: Recession): Generator<void, Unattained> {
  const reason = reasonOf(loss);
  if (!rest || rest.y.length === loss.y.length) return { attained: false, direction, infimum: 0, reason };
  // What the direction leaves alone keeps its own optimum; with λ scaled by its share of the weight
  const part: Amount = amount.form === 'penalty' ? { form: 'penalty', lambda: amount.lambda / share } : amount;
  const found = yield* fitSteps(rest, penalty, part);
  if (!found.attained) return { attained: false, direction, infimum: share * found.infimum, reason };
  return { attained: false, direction, infimum: share * (yield* objective(rest, penalty, part, found.theta)), reason };
}

/**
 * Where the way along which the loss falls for ever meets the wall R = t, if that is so far that Newton's steps, which cross the
 * tail of an exponential by about 1 in η each, would not arrive.
 */
function* wallAhead(loss: DataLoss, penalty: Penalty, budget: number): Generator<void, Vec2 | null> {
  const fall = loss.kind === 'logistic' || loss.kind === 'poisson' ? yield* recessionSteps(loss) : null;
  if (!fall || budget === 0) return null;
  const R = valueOf(statePenalty(penalty, 1)), [u, v] = fall.direction;
  let steepest = 0, faintest = Infinity;
  const falls = ([p, q]: Vec2) => Math.abs(p * u + q * v);
  yield* inBlocks(loss.X.length, (from, to) => { for (let i = from; i < to; i += 1) steepest = Math.max(steepest, falls(loss.X[i]!)); });
  yield* inBlocks(loss.X.length, (from, to) => {
    for (let i = from; i < to; i += 1) if (falls(loss.X[i]!) > EPS * steepest) faintest = Math.min(faintest, falls(loss.X[i]!));
  });
  let low = 0, high = 1;
  for (let round = 0; round < 1100 && R(high * u, high * v) <= budget && high < 1e300; round += 1) [low, high] = [high, 2 * high];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (R(middle * u, middle * v) <= budget) low = middle; else high = middle;
  }
  // Far enough every tail is 0, and farther on what does not fall would only lose the digits of its η.
  const ended = Math.max(DIGITS_IN_ETA / steepest, END_OF_TAILS / faintest);
  low = Math.min(low, ended);
  return low * steepest > FAR_IN_ETA ? [low * u, low * v] : null;
}

function* objective(loss: DataLoss, penalty: Penalty, amount: Amount, theta: Vec2): Generator<void, number> {
  return (yield* momentsSteps(loss, theta)).value + (amount.form === 'penalty' ? amount.lambda * valueOf(statePenalty(penalty, 1))(...theta) : 0);
}

function* fitHinge(columns: Columns, penalty: Penalty, amount: Amount, start: Vec2, b: number, warm: boolean): Generator<void, Attained> {
  const { b: last, alphas, ...found } = yield* descendHinge(columns, penalty, amount, { theta: start, b }, warm);
  return {
    attained: true, ...found, kinks: alphas.map(({ row, alpha }) => ({ sample: columns.rows[row]!, alpha })),
    ...(columns.intercept ? { intercept: last - columns.mean[0] * found.theta[0] - columns.mean[1] * found.theta[1] } : {}),
  };
}

/**
 * Fits a data loss with a convex penalty, in resumable steps: min L + λR, or min L subject to R ≤ t.
 * @param warm θ and b of a nearby problem, to start from
 * @throws Complaint where an intercept alone runs to infinity
 */
export function* fitSteps(loss: DataLoss, penalty: Penalty, amount: Amount, warm?: Pick<Attained, 'theta' | 'intercept'>): Generator<void, Fit> {
  const columns = yield* columnsSteps(loss);
  const falls = yield* recedes(loss, penalty, amount);
  if (falls) return yield* unattained(loss, penalty, amount, falls);
  const start: Vec2 = (amount.form === 'constraint' ? yield* wallAhead(loss, penalty, amount.budget) : null) ?? warm?.theta ?? [0, 0];
  const b = columns.intercept ? (warm?.intercept ?? 0) + columns.mean[0] * start[0] + columns.mean[1] * start[1] : 0;
  if (loss.kind === 'hinge') return yield* fitHinge(columns, penalty, amount, start, b, warm !== undefined);
  let { b: last, ...found } = yield* descend(columns, penalty, amount, start, b);
  const regular = loss.kind === 'huber' || loss.kind === 'squared-hinge' ? regularOf(penalty) : null;
  if (regular && columns.rank > 0 && found.lambda !== null) {
    const active = found.lambda > 0;
    if (loss.kind === 'squared-hinge' && !active && (yield* passSteps(columns, found.theta, last)).value < SPENT) {
      // no margin is short: of all such points, which are the hinge's too, the least penalised
      return { ...(yield* fitHinge({ ...columns, kind: 'hinge' }, penalty, { form: 'penalty', lambda: 0 }, start, b, false)), kinks: [] };
    }
    if (found.unique || !active) {
      const { others, ...rest } = yield* stretch(columns, regular, { theta: found.theta, b: last }, found.lambda, active && amount.form === 'constraint');
      ({ b: last, ...found } = { ...found, ...rest, unique: rest.unique && found.unique, others: [...found.others, ...others] });
    }
  }
  const others = found.others.filter(([u, v]) => u !== found.theta[0] || v !== found.theta[1]);
  return { attained: true, ...found, others, ...(columns.intercept ? { intercept: yield* ownIntercept(columns, found.theta, last) } : {}) };
}

/** Fits at once; see `fitSteps`. */
export const fit = (loss: DataLoss, penalty: Penalty, amount: Amount, warm?: Pick<Attained, 'theta' | 'intercept'>): Fit =>
  finish(fitSteps(loss, penalty, amount, warm));
