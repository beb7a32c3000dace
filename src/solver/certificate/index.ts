import { lambdaInside } from '../../problem/penalties.ts';
import { finish } from '../../problem/steps.ts';
import type { Certificate, ConstraintProblem, PenaltyProblem, Problem, Vec2 } from '../../problem/types.ts';
import { constraintGap, penaltyGap } from './dual.ts';
import { slopeOf } from './losses.ts';
import { sumDistance, toCone, wallAt } from './normal.ts';
import type { Facts, Slope } from './slope.ts';
import { bendOf, convexityOf } from './subdifferential.ts';
import { add, distance, scale } from './zonotope.ts';

export type { Facts } from './slope.ts';

// This room shares no arithmetic with the solvers: it starts from the problem's own data (the samples, not their sums)
// and asks only whether the optimality conditions hold at the given point.

const EPS = Number.EPSILON;
// The point is a rounded number: a move by some ulps of θ moves the gradient by as many ulps of its magnitudes. A correct
// solver stays within 256 of them, beside what this evaluation itself may lose.
const ULPS = 256;

interface ErrorBound { readonly error: number; readonly kappa: number }

/**
 * r/κ bounds the way to the minimiser when the objective's curvature is at least κ on a ball about θ that r/κ does not leave
 * (a strongly convex function grows past its slope there). `more` is the modulus that the penalty adds everywhere.
 */
function* errorBound(residual: number, slope: Slope, more: number): Generator<void, ErrorBound | null> {
  if (!(residual < Infinity)) return null;
  // A negative `more` leaves L + R convex only where L makes up for it everywhere.
  const near = (yield* slope.modulus(more < 0 ? Infinity : 0)) + more;
  if (!(near > 0)) return null;
  const radii = [(2 * residual) / near, (8 * residual) / near, more > 0 ? (2 * residual) / more : 0];
  for (const radius of radii) {
    const kappa = (yield* slope.modulus(more < 0 ? Infinity : radius)) + more;
    if (residual < kappa * radius || residual === 0) return { error: residual / kappa, kappa };
  }
  return null;
}

/** The smaller of two bounds on the gap: the dual's, and r²/(2κ) from strong convexity; null where neither is had. */
function leastGap(dual: number, bound: ErrorBound | null): number | null {
  const strong = bound ? (bound.error ** 2 * bound.kappa) / 2 : Infinity;
  const gap = Math.min(Number.isNaN(dual) ? Infinity : dual, strong);
  return gap < Infinity ? gap : null;
}

/** A residual that cannot be evaluated (an overflow, an intercept at infinity) is infinite, not NaN. */
const told = (residual: number) => (Number.isNaN(residual) ? Infinity : residual);
/** An unbounded slack excuses nothing. */
const passes = (residual: number, slack: number) => residual <= slack && slack < Infinity;

function* ofPenalty({ penalty, lambda }: PenaltyProblem, theta: Vec2, slope: Slope, facts: Facts): Generator<void, Certificate> {
  const weight = lambdaInside(penalty) ? 1 : lambda;
  const bend = bendOf(penalty, theta, lambda);
  const off = lambda === 0; // then R is not there, whatever it is
  const apart = distance(add(slope.set, off ? scale(bend.set, 0) : scale(bend.set, weight)));
  const stationarity = told(apart + slope.remainder);
  const slack = slope.rounding + ULPS * EPS * (slope.size + (off ? 0 : weight * bend.size)) + Number.MIN_VALUE;
  const { convex: even, modulus } = convexityOf(penalty);
  const more = off ? 0 : weight * modulus;
  const convex = slope.convex && (off || even || (yield* slope.modulus(Infinity)) + more > 0);
  const bound = convex ? yield* errorBound(stationarity + slope.rounding, slope, more) : null;
  const dual = !convex ? Infinity : off || even ? yield* penaltyGap(slope, penalty, bend.value, lambda, theta) : Infinity;
  const certain = !slope.enclosure && (off || !bend.enclosure);
  return {
    holds: passes(stationarity, slack) && (certain || facts.scope === 'proven'), stationarity, feasibility: 0, complementarity: 0,
    gap: convex ? leastGap(dual, bound) : facts.gap ?? null, error: bound?.error ?? null,
    scope: convex ? 'convex' : facts.scope ?? 'best-found',
  };
}

function* ofConstraint(problem: ConstraintProblem, theta: Vec2, slope: Slope, facts: Facts): Generator<void, Certificate> {
  const { penalty, budget } = problem;
  const { cone, bend, near, inside } = wallAt(problem, theta);
  const { set } = slope;
  const force: Vec2 = [-set.centre[0], -set.centre[1]];
  const whole = set.generators.length > 0 || set.free[0] || set.free[1];
  const { distance: apart, multiplier } = toCone(cone, force);
  const stationarity = told((whole ? sumDistance(set, cone) : apart) + slope.remainder);
  const feasibility = told(Math.max(0, bend.value - budget));
  const slack = slope.rounding + ULPS * EPS * (slope.size + (inside ? 0 : multiplier * bend.size)) + Number.MIN_VALUE;
  const { convex: even, modulus } = convexityOf(penalty);
  // A minimiser of a convex L over all the plane, or of a convex L + νR, is one under the constraint too, whatever R is.
  const free = inside || Math.hypot(...force) + slope.remainder <= slack;
  const alone = budget === 0 && penalty.kind !== 'formula';
  const plain = even || free || alone;
  const more = plain ? 0 : multiplier * modulus;
  const convex = slope.convex && (plain || (yield* slope.modulus(Infinity)) + more > 0);
  const bound = convex ? yield* errorBound(stationarity + slope.rounding, slope, more) : null;
  const dual = alone && cone.kind === 'plane' ? 0 // no other point is feasible
    : even && slope.convex ? yield* constraintGap(slope, penalty, budget, multiplier, theta) : Infinity;
  const certain = !slope.enclosure && (inside || (!bend.enclosure && !(cone.kind === 'plane' && penalty.kind === 'formula')));
  return {
    holds: passes(stationarity, slack) && feasibility <= near && (certain || facts.scope === 'proven'), stationarity, feasibility,
    complementarity: told(multiplier * Math.abs(budget - bend.value)),
    gap: convex ? leastGap(dual, bound) : facts.gap ?? null, error: plain ? bound?.error ?? null : null,
    scope: convex ? 'convex' : facts.scope ?? 'best-found',
  };
}

/**
 * Certifies a point: are the Karush–Kuhn–Tucker conditions of the problem met at θ, up to the rounding of this very
 * evaluation? Works for any θ, whoever found it. Source: Boyd and Vandenberghe, "Convex Optimization", 5.5; Rockafellar and
 * Wets, "Variational Analysis", 8 and 10, where R is not convex.
 * @param theta the claimed solution; a weight counts as zero, and two as tied, only where they are so exactly
 * @param facts what the solver knows beside θ (a hinge's kinks, the intercept, a proof); it is checked, and does not hold if wrong
 */
export const certify = (problem: Problem, theta: Vec2, facts: Facts = {}): Certificate => finish(certifySteps(problem, theta, facts));

/** The same in resumable steps. */
export function* certifySteps(problem: Problem, theta: Vec2, facts: Facts = {}): Generator<void, Certificate> {
  if (!theta.every(Number.isFinite)) {
    return { holds: false, stationarity: Infinity, feasibility: Infinity, complementarity: Infinity, gap: null, error: null, scope: 'best-found' };
  }
  const slope = yield* slopeOf(problem.loss, theta, facts);
  return problem.form === 'penalty' ? yield* ofPenalty(problem, theta, slope, facts) : yield* ofConstraint(problem, theta, slope, facts);
}
