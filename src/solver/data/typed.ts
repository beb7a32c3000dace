import { penaltyOf } from '../../problem/penalties.ts';
import type { DataLoss, Problem, Vec2 } from '../../problem/types.ts';
import { columnsOf } from '../../samples/columns.ts';
import { momentsAt } from '../../samples/moments.ts';
import type { Facts } from '../certificate.ts';
import { bind } from '../global/rewrite.ts';
import type { Bends } from './bends.ts';
import { compass } from './compass.ts';
import type { Ended, Objective } from './damped.ts';
import { refine } from './refine.ts';
import { type ReadJets, jetsOf } from './typed/jet.ts';
import { fanOf } from './typed/fan.ts';
import { heldAt, pullOf } from './typed/held.ts';
import { along, type Place } from './typed/near.ts';
import { type Ground, settle } from './typed/settle.ts';
import { roof, slide } from './wall.ts';

const COARSE = 1e-6;
const STAGES = [1e-4, COARSE, 1e-11]; // most descents end at the first, by what Newton's steps make of it
const NEAR = 1e-3;
const OFF = 1e-150;
const EPS = Number.EPSILON;
const LAPS = 4;

/** A typed penalty as the descents see it: in f64, and piece by piece. */
export interface TypedPenalty { readonly bends: Bends; readonly read: ReadJets }
export const typedOf = (problem: Problem, bends: Bends): TypedPenalty => ({ bends, read: jetsOf(bind(penaltyOf(problem).stated)) });

/** Where a descent ended, and what a certificate is to know of it. */
export interface EndedTyped extends Ended { readonly facts?: Facts }

/** From one start: what a descent shares. */
interface Task {
  readonly loss: DataLoss;
  readonly penalty: Pick<TypedPenalty, 'read'>;
  /** λ of the penalty form; null under a constraint. */
  readonly lambda: number | null;
  readonly budget: number;
  readonly F: (theta: Vec2) => number;
}

/** Newton's steps where both functions are smooth; a weight near 0 first at 0, where the forces tell whether a crease holds it, then just off it. */
function smoothly({ loss, lambda, budget, F }: Task, bends: Bends, at: Vec2): EndedTyped | null {
  const [x, y] = at, near = NEAR * Math.hypot(x, y), here = F(at), noise = 64 * EPS * (Math.abs(momentsAt(loss, [0, 0]).value) + Math.abs(here));
  const flat = Math.abs(y) < near, steep = Math.abs(x) < near, off = [OFF, -OFF];
  const tries: Vec2[] = [
    ...(flat ? [[x, 0] as const] : []), ...(steep ? [[0, y] as const] : []), at,
    ...(flat ? off.map((side): Vec2 => [x, side]) : []), ...(steep ? off.map((side): Vec2 => [side, y]) : []),
  ];
  for (const start of tries) {
    const ended = refine((theta, b) => momentsAt(loss, theta, b), bends, start, lambda, budget), value = F(ended.theta);
    if (ended.settled && value <= here + noise) return { theta: ended.theta, lambda: ended.lambda, objective: value };
  }
  return null;
}

/** On the kinks that meet near a point: those of R, and of a hinge. */
function onKinks({ loss, penalty: { read }, lambda, budget, F }: Task, theta: Vec2): (EndedTyped & { readonly settled: boolean }) | null {
  const columns = columnsOf(loss), { mean, intercept, rows } = columns, shift = ([u, v]: Vec2) => mean[0] * u + mean[1] * v;
  const own = (point: Vec2) => (intercept ? momentsAt(loss, point).intercept! + shift(point) : 0);
  const ground: Ground = loss.kind === 'hinge' ? { columns, intercept: own }
    : { columns: null, moments: (point) => momentsAt(loss, point), unit: Math.sqrt(columns.gram[0][0] + columns.gram[1][1]) || 1, roundings: columns.n + 64 };
  const found = settle(ground, read, { theta, b: ground.columns ? own(theta) : 0 }, lambda, budget, F);
  if (!found) return null;
  const facts: Facts = loss.kind !== 'hinge' ? {} : {
    kinks: found.alphas.map(({ row, alpha }) => ({ sample: rows[row]!, alpha })), ...(intercept ? { intercept: found.b - shift(found.theta) } : {}),
  };
  return { theta: found.theta, lambda: found.lambda, objective: F(found.theta), settled: found.settled, facts };
}

const against = ([u, v]: Vec2): Vec2[] => {
  const size = Math.hypot(u, v);
  return size > 0 && size < Infinity ? [[-u / size, -v / size]] : [];
};

/**
 * From one start downhill with a typed penalty: a compass search that also goes along the kinks it meets, under a constraint along
 * the wall, and Newton's steps on what is stationary where it ends. L alone is lowest outside the region, so a minimum under the
 * constraint is on its wall. The objective is Infinity where no feasible point was met.
 */
export function* descendTyped(loss: DataLoss, problem: Problem, penalty: TypedPenalty, start: Vec2, objective: Objective): Generator<void, EndedTyped> {
  const { bends, read } = penalty, hinge = loss.kind === 'hinge', columns = columnsOf(loss);
  const lambda = problem.form === 'penalty' ? problem.lambda : null, budget = problem.form === 'penalty' ? Infinity : problem.budget;
  const L = (theta: Vec2) => momentsAt(loss, theta).value, F = (theta: Vec2) => objective(theta, L(theta));
  const task: Task = { loss, penalty, lambda, budget, F };
  const inwards = function* (theta: Vec2, step: number): Generator<Vec2> {
    yield* against(bends.gradient(theta));
    yield* along(read, null, { theta, b: 0 }, 2 * step);
  };
  let at: Vec2 = bends.value(start) > roof(budget) ? (yield* compass(bends.value, start, COARSE, roof(budget), inwards)).theta : start;
  if (!(F(at) < Infinity)) return { theta: at, lambda, objective: Infinity };
  const unheld = (place: Place): Vec2[] => {
    const pull = hinge ? pullOf(columns, place) : null;
    if (!pull || pull.rows.length < 2) return [];
    const { corners } = lambda === null ? { corners: [[0, 0]] as const } : fanOf(read, place.theta);
    const held = corners && heldAt(pull, corners, lambda ?? 0, Math.sqrt(columns.gram[0][0] + columns.gram[1][1]) || 1, columns.n + 4);
    return held ? against(held.left) : [];
  };
  const ways = function* (theta: Vec2, step: number): Generator<Vec2> {
    const { gradient, intercept = 0 } = momentsAt(loss, theta);
    const place: Place = { theta, b: columns.intercept ? intercept + columns.mean[0] * theta[0] + columns.mean[1] * theta[1] : 0 };
    yield* against(gradient);
    yield* along(read, hinge ? columns : null, place, 2 * step);
    yield* unheld(place); // where many kinks of a hinge meet, as all of one class at θ = 0
  };
  let kinked: ReturnType<typeof onKinks> = null;
  for (const finest of STAGES) {
    for (let lap = 0, last = Infinity; lap < LAPS && F(at) < last; lap += 1) {
      last = F(at);
      at = (yield* compass(F, at, finest, -Infinity, ways)).theta;
      if (lambda !== null) break;
      at = yield* slide(F, bends, at, budget, finest);
    }
    kinked = onKinks(task, at);
    if (kinked?.settled) return kinked;
    const ended = hinge ? null : smoothly(task, bends, at); // a hinge has kinks of its own, and bends nowhere
    if (ended) return ended;
  }
  return kinked ?? { theta: at, lambda, objective: F(at) };
}
