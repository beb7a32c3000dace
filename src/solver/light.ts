import { Complaint } from '../problem/complaint.ts';
import { isData, stateLoss } from '../problem/losses.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { lossAt, quadraticSteps } from '../problem/quadratic.ts';
import { slopeOf, valueOf } from '../problem/stated.ts';
import { finish } from '../problem/steps.ts';
import type { Loss, Problem, Solution, Vec2 } from '../problem/types.ts';
import { answer, asQuadratic } from './answer.ts';
import { certifySteps } from './certificate/index.ts';
import { penaltyAt } from './constrain.ts';
import { family } from './families.ts';
import { isConvex } from './kernel/shape.ts';

export { budgetMax, budgetMaxSteps, budgetOf, budgetSteps, lambdaMax, lambdaMaxSteps, lambdaOf, lambdaSteps, type Correspondence, type Pair } from './correspond.ts';

/** Where a loss alone is least, as a figure needs it before any penalty. */
export interface Landmark {
  /** All places that are known; none where no θ is (separable classes). */
  readonly minimizers: readonly Vec2[];
  /** The one place, or one point of a continuum; null where there are several places, or none. */
  readonly minimizer: Vec2 | null;
  /** min L, or its infimum; undefined where neither is known. */
  readonly least: number | undefined;
}

/** L(θ) in f64: from the quadratic, the samples, or the formula. */
export function lossValue(loss: Loss, theta: Vec2): number {
  const quadratic = asQuadratic(loss);
  if (quadratic) return lossAt(quadratic, theta);
  return isData(loss) ? family('samples').moments(loss, theta).value : valueOf(stateLoss(loss)!)(...theta);
}

/** The same in resumable steps; of least squares the quadratic is known before. */
function* lossSteps(loss: Loss, theta: Vec2): Generator<void, number> {
  return isData(loss) && !asQuadratic(loss) ? (yield* family('samples').momentsSteps(loss, theta)).value : lossValue(loss, theta);
}

/** R(θ) in f64, by a form that does not overflow where the penalty has one. */
export function penaltyValue(problem: Problem, theta: Vec2): number {
  return isConvex(problem.penalty) ? penaltyAt(problem.penalty, theta) : valueOf(penaltyOf(problem).stated)(...theta);
}

/**
 * Solves a problem in the plane in resumable steps; see `solve`.
 * @param warm a solution of a nearby problem: it saves time and changes nothing
 */
export function* solveSteps(problem: Problem, warm?: Vec2): Generator<void, Solution> {
  if (problem.loss.kind === 'squared') yield* quadraticSteps(problem.loss);
  const { minimizers, unique, lambda, facts } = yield* answer(problem, warm);
  const theta = minimizers[0]!;
  const loss = yield* lossSteps(problem.loss, theta), penalty = penaltyValue(problem, theta);
  const { weight } = penaltyOf(problem);
  // least squares are solved without their b, which centring takes out
  const intercept = facts.intercept ?? (isData(problem.loss) && problem.loss.intercept ? (yield* family('samples').momentsSteps(problem.loss, theta)).intercept : undefined);
  return {
    theta, loss, penalty, lambda, unique,
    objective: weight === undefined || weight === 0 ? loss : loss + weight * penalty,
    budget: problem.form === 'penalty' ? penalty : problem.budget,
    active: problem.form === 'penalty' ? problem.lambda > 0 : lambda === null || lambda > 0,
    support: [theta[0] !== 0, theta[1] !== 0],
    minimizers: [theta, ...minimizers.slice(1).filter(([x, y]) => x !== theta[0] || y !== theta[1])],
    certificate: yield* certifySteps(problem, theta, facts),
    ...(intercept === undefined ? {} : { intercept }),
  };
}

/**
 * Solves a problem in the plane, in f64: quadratics exactly by active sets, closed forms and pieces; losses of samples by
 * Newton steps on exact quadratic models; everything else by a global search that proves its answer by intervals.
 * @returns θ*, L, R, λ and t as they correspond, the support (exact zeros), all minimisers that are known, and the
 * certificate of this very point, computed apart from the solver
 * @throws Complaint where no minimiser is attained, in one sentence that says why
 */
export const solve = (problem: Problem, warm?: Vec2): Solution => finish(solveSteps(problem, warm));

const landmarks = new WeakMap<Loss, Landmark>();

/** Finds where a loss alone is least, in resumable steps, once per loss value; see `Landmark`. */
export function* landmarkSteps(loss: Loss): Generator<void, Landmark> {
  let known = landmarks.get(loss);
  if (!known) landmarks.set(loss, (known = yield* findLandmark(loss)));
  return known;
}

/** Takes over where a loss is least, from whoever worked it out of the same samples. */
export const knowLandmark = (loss: Loss, found: Landmark): void => void landmarks.set(loss, found);

function* findLandmark(loss: Loss): Generator<void, Landmark> {
  if (loss.kind === 'squared') yield* quadraticSteps(loss);
  const quadratic = asQuadratic(loss);
  if (quadratic) return { minimizers: [quadratic.minimizer], minimizer: quadratic.minimizer, least: quadratic.offset };
  try {
    const { minimizers } = yield* answer({ loss, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0 });
    // Of a loss of samples, which is convex, several are points of a continuum; of a formula they are isolated.
    return { minimizers, minimizer: minimizers.length === 1 || isData(loss) ? minimizers[0]! : null, least: yield* lossSteps(loss, minimizers[0]!) };
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    return { minimizers: [], minimizer: null, least: undefined }; // not attained: the solution itself says so in words where it matters
  }
}
export const landmark = (loss: Loss): Landmark => finish(landmarkSteps(loss));

/** ∇L at θ in resumable steps; see `lossGradient`. */
export function* gradientSteps(loss: Loss, theta: Vec2): Generator<void, Vec2> {
  if (loss.kind === 'squared') yield* quadraticSteps(loss);
  return isData(loss) && !asQuadratic(loss) ? (yield* family('samples').momentsSteps(loss, theta)).gradient : lossGradient(loss, theta);
}

/** ∇L at θ, for the figure's arrow; at a kink one of the one-sided ones. */
export function lossGradient(loss: Loss, theta: Vec2): Vec2 {
  const quadratic = asQuadratic(loss);
  if (quadratic) {
    const { A: [[a, h], [, c]], minimizer } = quadratic;
    const u = theta[0] - minimizer[0], v = theta[1] - minimizer[1];
    return [a * u + h * v, h * u + c * v];
  }
  if (isData(loss)) return family('samples').moments(loss, theta).gradient;
  const stated = stateLoss(loss)!;
  return [slopeOf(stated, 'x')(...theta), slopeOf(stated, 'y')(...theta)];
}
