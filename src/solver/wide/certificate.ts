import type { Certificate } from '../../problem/types.ts';
import type { WideProblem } from '../../problem/wide.ts';
import { dualGap } from './dual.ts';
import { errorOf } from './modulus.ts';
import { missOf, multiplierOf, partsOf } from './parts.ts';
import { passOver } from './pass.ts';
import { norm } from './sheet.ts';

// This file and its neighbours sheet.ts, pass.ts, parts.ts, dual.ts and modulus.ts share no arithmetic with the solvers: they start
// from the rows X and targets y themselves and ask only whether the optimality conditions hold at the given point.

const EPS = Number.EPSILON;

/**
 * Certifies a point of a wide problem: the Karush–Kuhn–Tucker conditions up to the rounding of this very evaluation, the
 * Fenchel duality gap, and a bound on ‖θ − θ*‖. Works for any θ, whoever found it. Source: Boyd and Vandenberghe, "Convex
 * Optimization", 5.5; Ndiaye et al. 2017, "Gap safe screening rules".
 * @param theta p weights; one counts as zero only where it is exactly 0
 * @param intercept b, where the loss has one: its own condition ∂L/∂b = 0 is part of `stationarity`
 */
export function certifyWide(problem: WideProblem, theta: readonly number[], intercept = 0): Certificate {
  const { penalty, loss } = problem;
  const p = theta.length;
  const pass = passOver(loss, theta, loss.intercept ? intercept : 0);
  const parts = partsOf(penalty, p);
  const { abs, square } = parts;
  const force = pass.gradient.map((part) => -part);
  let R = 0;
  for (let j = 0; j < p; j += 1) { const size = Math.abs(theta[j]!); R += size * (abs[j]! + square * size); }
  let lambda: number, held = false;
  if (problem.form === 'penalty') lambda = problem.lambda;
  else {
    // At t = 0 the normal cone lets every force pass on weights that are penalised at all.
    held = problem.budget === 0 && R === 0;
    lambda = R < problem.budget * (1 - 64 * EPS) ? 0 : held
      ? force.reduce((most, part, j) => (abs[j]! > 0 ? Math.max(most, Math.abs(part) / abs[j]!) : most), 0)
      : multiplierOf(parts, theta, force);
  }
  // Plain sums over n rows err by at most n roundings of their magnitudes; beside that the point itself is rounded, and
  // a move by some ulps of θ moves the gradient by as many ulps of `sizes`. A correct solver stays within 256 of them.
  const terms = pass.eta.length + p + 4;
  const rounding = terms * EPS * norm(pass.sizes);
  const ulps = rounding * (1 + 256 / terms);
  if (problem.form === 'constraint' && !held && norm(force) <= ulps) lambda = 0; // nothing pushes: what is left is rounding
  const misses = force.map((part, j) => (held && (abs[j]! > 0 || square > 0) ? 0 : missOf(parts, j, theta[j]!, part, lambda)));
  const stationarity = Math.hypot(norm(misses), pass.level);
  const slack = ulps + 256 * EPS * Math.hypot(lambda, 2 * lambda * square * norm(theta)) + Number.MIN_VALUE;
  const feasibility = problem.form === 'penalty' ? 0 : Math.max(0, R - problem.budget);
  const error = errorOf(loss, parts, pass, lambda, stationarity + rounding);
  // A convex function falls by at most r‖θ − θ*‖ on the way to its minimum; with an intercept that distance is not known.
  const own = dualGap(loss, parts, pass, theta, lambda) ?? (error === null || loss.intercept ? null : stationarity * error);
  // In constraint form every λ ≥ 0 bounds the optimum, by its penalty gap and λ(t − R); where λ is rounding 0 bounds it better.
  const bounds = problem.form === 'penalty' ? [own]
    : held ? [0] : [own === null ? null : own + lambda * (problem.budget - R), lambda > 0 ? dualGap(loss, parts, pass, theta, 0) : null];
  const known = bounds.filter((bound) => bound !== null);
  const gap = known.length > 0 ? Math.max(0, Math.min(...known)) : null;
  return {
    holds: stationarity <= slack && feasibility <= 64 * EPS * (problem.form === 'penalty' ? 0 : problem.budget), stationarity, feasibility,
    complementarity: problem.form === 'penalty' ? 0 : lambda * Math.abs(problem.budget - R),
    gap, error, scope: 'convex',
  };
}
