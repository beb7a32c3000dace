import { Complaint } from '../../problem/complaint.ts';
import { penaltyOf } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { DataLoss, Penalty, Problem, Vec2 } from '../../problem/types.ts';
import type { Answer } from '../answer.ts';
import type { Facts } from '../certificate.ts';
import type { PiecePenalty } from '../pieces/minimise.ts';
import { momentsSteps } from '../../samples/moments.ts';
import { bendsOf } from './bends.ts';
import { descend, type Ended, type Objective } from './damped.ts';
import { type Attained, fitSteps } from './fit.ts';
import { linearise } from './linearise.ts';
import { alongSteps, reasonOf, recessionSteps, type Recession } from './recession.ts';
import { type Side, sideOf } from './side.ts';
import { apartFrom, gridStarts, startsOf, wallStarts } from './starts.ts';
import { descendTyped, typedOf } from './typed.ts';
import { roof } from './wall.ts';

interface Found extends Ended { readonly facts?: Facts }

const SAME = 1e-6;
const MERGED = 1e-5;
const apart = (a: Vec2, b: Vec2, by = SAME) => Math.hypot(a[0] - b[0], a[1] - b[1]) > by * Math.hypot(...a);

const asAnswer = ({ theta, others, unique, intercept, kinks }: Attained): Answer => ({
  minimizers: [theta, ...others], unique, lambda: 0, facts: { ...(intercept === undefined ? {} : { intercept }), ...(kinks ? { kinks } : {}) },
});

/** Where the loss falls for ever along the weights on which SCAD or MCP has levelled out. */
function* falling(loss: DataLoss, problem: Problem, side: Side, theta: Vec2): Generator<void, Recession | null> {
  if (problem.penalty.kind === 'lp' || (loss.kind !== 'logistic' && loss.kind !== 'poisson')) return null;
  const knee = side.inverse(Infinity), level = ([0, 1] as const).filter((i) => Math.abs(theta[i]) >= knee);
  return level.length === 2 ? yield* recessionSteps(loss) : level.length === 1 ? yield* alongSteps(loss, level[0]!) : null;
}

/** Far out along the directions in which the loss falls for ever. */
function* farOut(loss: DataLoss, side: Side): Generator<void, Vec2[]> {
  const far = 2 * side.inverse(Infinity);
  if ((loss.kind !== 'logistic' && loss.kind !== 'poisson') || !(far < Infinity)) return [];
  const falls = [yield* recessionSteps(loss), yield* alongSteps(loss, 0), yield* alongSteps(loss, 1)];
  return falls.flatMap((fall): Vec2[] => (fall ? [[far * fall.direction[0], far * fall.direction[1]]] : []));
}

const price = (problem: Problem) => valueOf(penaltyOf(problem).stated);
const isPieces = (penalty: Penalty): penalty is PiecePenalty => penalty.kind !== 'formula';

/**
 * Samples with a penalty that is not convex: the best stationary point of descents from several starts, which is no proof.
 * Every start that ends as low is listed.
 */
export function* seekSteps(loss: DataLoss, problem: Problem, warm?: Vec2): Generator<void, Answer> {
  const { weight } = penaltyOf(problem);
  const R = price(problem), budget = problem.form === 'penalty' ? Infinity : problem.budget;
  const objective: Objective = (theta, value) => {
    const size = R(...theta);
    return size > roof(budget) ? Infinity : value + (weight ?? 0) * size;
  };
  if (problem.form === 'constraint' || problem.lambda === 0) {
    const loose = yield* fitSteps(loss, { kind: 'l1' }, { form: 'penalty', lambda: 0 });
    if (loose.attained && R(...loose.theta) <= budget) return asAnswer(loose);
    if (!loose.attained && problem.form === 'penalty') throw new Complaint(loose.reason, 'lambda');
  }
  const side = isPieces(problem.penalty) ? sideOf(problem) : null;
  if (side && budget === 0) { // R near 0 is its slope there times Σ|θᵢ|; lp has no slope, and any force is held
    const held = (yield* fitSteps(loss, { kind: 'l1' }, { form: 'constraint', budget: 0 })) as Attained;
    return { ...asAnswer(held), lambda: side.steepest < Infinity ? (held.lambda ?? 0) / side.steepest : null };
  }
  const typed = side ? null : typedOf(problem, bendsOf(penaltyOf(problem).stated)), found: Found[] = [];
  const given = yield* startsOf(loss), hinge = loss.kind === 'hinge';
  const starts = apartFrom([
    ...(warm ? [warm] : []), ...given,
    // off the axes lp has a tangent; there the hinge's fit looks for the axes by itself
    ...(hinge ? given.flatMap(([p, q]): Vec2[] => [[p || q / 4, q || p / 4], [p || -q / 4, q || -p / 4]]) : []),
    ...yield* gridStarts(loss, given, objective),
    ...(side && problem.form === 'constraint' ? yield* wallStarts(side, budget, loss) : []),
    ...(side ? yield* farOut(loss, side) : []),
  ]);
  const passed = new Set<string>();
  for (const start of starts) {
    yield;
    if (side && hinge) {
      // what follows a point is told by it alone: a way that meets an earlier one, or where that ended, ends as that did
      let met = false;
      const own = new Set<string>();
      const ended = yield* linearise(loss, problem, side, start, function* ({ theta }) {
        const key = theta.join();
        met ||= passed.has(key) || found.some((end) => !apart(end.theta, theta, MERGED));
        own.add(key);
        return met ? Infinity : objective(theta, (yield* momentsSteps(loss, theta)).value);
      });
      for (const key of own) passed.add(key);
      if (!ended || met) continue;
      const { theta, kinks, intercept } = ended;
      found.push({
        theta, lambda: problem.form === 'penalty' ? problem.lambda : ended.lambda, objective: objective(theta, (yield* momentsSteps(loss, theta)).value),
        facts: { ...(kinks ? { kinks } : {}), ...(intercept === undefined ? {} : { intercept }) },
      });
    } else if (side) found.push(yield* descend(loss, problem, start, objective, side));
    else if (typed) found.push(yield* descendTyped(loss, problem, typed, start, objective));
  }
  if (found.length === 0) found.push({ theta: [0, 0], lambda: 0, objective: objective([0, 0], (yield* momentsSteps(loss, [0, 0])).value) });
  const best = found.reduce((least, one) => (one.objective < least.objective ? one : least));
  if (typed && !(best.objective < Infinity)) {
    const part = problem.form === 'penalty' ? 'penalty' : 'budget';
    throw new Complaint('No point was found that keeps the constraint and has a value; allowed is a problem with one.', part);
  }
  if (side && (yield* falling(loss, problem, side, best.theta))) throw new Complaint(reasonOf(loss), problem.form === 'penalty' ? 'lambda' : 'budget');
  const ties = found.filter(({ theta, objective: value }, i) => value <= best.objective + 1e-12 * Math.abs(best.objective)
    && apart(theta, best.theta) && found.findIndex((other) => !apart(other.theta, theta)) === i);
  const { intercept } = yield* momentsSteps(loss, best.theta);
  return {
    minimizers: [best.theta, ...ties.map(({ theta }) => theta)], unique: ties.length === 0, lambda: best.lambda,
    facts: { ...(intercept === undefined ? {} : { intercept }), ...best.facts },
  };
}
