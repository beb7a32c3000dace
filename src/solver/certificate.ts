import type { Certificate, Loss, Problem, Vec2 } from '../problem/types.ts';

// This file shares no arithmetic with the solvers: it starts from the problem's own data (the samples, not their sums)
// and asks only whether the optimality conditions hold at the given point.

const EPS = Number.EPSILON;

interface Slope {
  readonly gradient: Vec2;
  /** Bound on the rounding error of each component of the gradient. */
  readonly rounding: number;
  /** Sum of the magnitudes that the gradient adds up: an ulp of θ moves the gradient by about an ulp of this. */
  readonly size: number;
  /** L(θ) less the part of L that no θ can remove (0 for a quadratic, unknown and so not removed for samples). */
  readonly energy: number;
  /** Lower bound on the smallest eigenvalue of ∇²L. */
  readonly modulus: number;
}

/** Smallest eigenvalue of [[a, h], [h, c]], lowered by its own rounding error so that it stays a bound. */
function smallest(a: number, h: number, c: number): number {
  const value = (a + c) / 2 - Math.hypot((a - c) / 2, h);
  return Math.max(0, value - 8 * EPS * (a + c));
}

function slopeOf(loss: Loss, [x, y]: Vec2): Slope {
  if (loss.kind === 'quadratic') {
    const [[a, h], [, c]] = loss.curvature;
    const u = x - loss.minimizer[0], v = y - loss.minimizer[1];
    const gradient: Vec2 = [a * u + h * v, h * u + c * v];
    const size = Math.max(a, c) * (Math.abs(x) + Math.abs(y) + Math.abs(loss.minimizer[0]) + Math.abs(loss.minimizer[1]));
    return { gradient, size, rounding: 4 * EPS * size, energy: (u * gradient[0] + v * gradient[1]) / 2, modulus: smallest(a, h, c) };
  }
  const n = loss.y.length;
  const sum = { g1: 0, g2: 0, rr: 0, a: 0, h: 0, c: 0, size: 0 };
  for (let i = 0; i < n; i += 1) {
    const [p, q] = loss.X[i]!;
    const target = loss.y[i]!;
    const residual = p * x + q * y - target;
    sum.g1 += p * residual;
    sum.g2 += q * residual;
    sum.rr += residual * residual;
    sum.a += p * p;
    sum.h += p * q;
    sum.c += q * q;
    sum.size += (Math.abs(p) + Math.abs(q)) * (Math.abs(p * x) + Math.abs(q * y) + Math.abs(target));
  }
  // Plain summation: each partial sum is at most the sum of magnitudes, and errs by at most n roundings of it. In
  // practice √n of them accumulate, and the bound still has room; n·ε stays below 1e-9 for four million rows.
  return {
    gradient: [sum.g1 / n, sum.g2 / n], size: sum.size / n, rounding: (n + 4) * EPS * (sum.size / n), energy: sum.rr / (2 * n),
    modulus: smallest(sum.a / n, sum.h / n, sum.c / n),
  };
}

const distance = (value: number, low: number, high: number) => Math.max(0, low - value, value - high);

/** Distance of the force −∇L to λ∂R(θ). A weight is zero only where it is 0 exactly: that is the solver's claim to be tested. */
function penaltyResidual(kind: Problem['penalty']['kind'], [x, y]: Vec2, [f1, f2]: Vec2, lambda: number): number {
  switch (kind) {
    case 'l1': {
      const part = (weight: number, force: number) =>
        weight === 0 ? distance(force, -lambda, lambda) : Math.abs(force - lambda * Math.sign(weight));
      return Math.hypot(part(x, f1), part(y, f2));
    }
    case 'l2': return Math.hypot(f1 - 2 * lambda * x, f2 - 2 * lambda * y);
    case 'l2-norm': {
      const norm = Math.hypot(x, y);
      if (norm === 0) return Math.max(0, Math.hypot(f1, f2) - lambda);
      return Math.hypot(f1 - (lambda * x) / norm, f2 - (lambda * y) / norm);
    }
    default: return kind satisfies never;
  }
}

/** Projects the force onto the normal cone of {R ≤ R(θ)}: returns the multiplier λ that comes closest, and the distance. */
function coneResidual(kind: Problem['penalty']['kind'], theta: Vec2, force: Vec2): { lambda: number; residual: number } {
  const [x, y] = theta;
  let lambda: number;
  if (kind === 'l1') {
    const signs = [Math.sign(x), Math.sign(y)] as const;
    const nonzero = (x === 0 ? 0 : 1) + (y === 0 ? 0 : 1);
    lambda = Math.max(0, (signs[0] * force[0] + signs[1] * force[1]) / nonzero);
    if (nonzero === 1) {
      // At a corner the free component may use all of [−λ, λ]: outside it, both components share the miss.
      const along = Math.max(0, x === 0 ? signs[1] * force[1] : signs[0] * force[0]);
      const across = Math.abs(x === 0 ? force[0] : force[1]);
      lambda = across <= along ? along : (along + across) / 2;
    }
  } else {
    const norm = Math.hypot(x, y);
    const along = Math.max(0, (force[0] * x + force[1] * y) / norm);
    lambda = kind === 'l2' ? along / (2 * norm) : along;
  }
  return { lambda, residual: penaltyResidual(kind, theta, force, lambda) };
}

const dualNorm = (kind: Problem['penalty']['kind'], [x, y]: Vec2) => (kind === 'l1' ? Math.max(Math.abs(x), Math.abs(y)) : Math.hypot(x, y));
const value = (kind: Problem['penalty']['kind'], [x, y]: Vec2) =>
  kind === 'l1' ? Math.abs(x) + Math.abs(y) : kind === 'l2' ? x * x + y * y : Math.hypot(x, y);

/**
 * Certifies a point: are the Karush–Kuhn–Tucker conditions of the problem met at θ, up to the rounding of this very
 * evaluation? Works for any θ, whoever found it. Source: Boyd and Vandenberghe, "Convex Optimization", 5.5; the gap of
 * the penalty form is the Fenchel dual at −∇L scaled into the dual ball (Ndiaye et al. 2017, "Gap safe screening rules").
 * @param theta the claimed solution; a weight counts as zero only where it is exactly 0
 */
export function certify(problem: Problem, theta: Vec2): Certificate {
  const { kind } = problem.penalty;
  const { gradient, rounding, size, energy, modulus } = slopeOf(problem.loss, theta);
  const force: Vec2 = [-gradient[0], -gradient[1]];
  const R = value(kind, theta);
  const turn = gradient[0] * theta[0] + gradient[1] * theta[1];
  // The point is a rounded number: a move by some ulps of θ moves the gradient by as many ulps of `size`. A correct
  // solver stays within 256 of them, beside what this evaluation itself may lose.
  const slack = rounding + 256 * EPS * size + Number.MIN_VALUE;

  if (problem.form === 'penalty') {
    const { lambda } = problem;
    const room = slack + 256 * EPS * lambda * (kind === 'l2' ? 2 * Math.hypot(...theta) : 1);
    const stationarity = penaltyResidual(kind, theta, force, lambda);
    const strength = modulus + (kind === 'l2' ? 2 * lambda : 0);
    let gap: number;
    if (kind === 'l2') gap = lambda > 0 ? stationarity ** 2 / (4 * lambda) : gapAtZero(stationarity, modulus);
    else if (lambda > 0) {
      const scale = Math.min(1, lambda / Math.max(dualNorm(kind, force), Number.MIN_VALUE));
      gap = Math.max(0, (1 - scale) ** 2 * energy + scale * turn + lambda * R);
    } else gap = gapAtZero(stationarity, modulus);
    return {
      holds: stationarity <= room, stationarity, feasibility: 0, complementarity: 0, gap,
      error: strength > 0 ? (stationarity + rounding) / strength : null, scope: 'convex',
    };
  }

  const { budget } = problem;
  const feasibility = Math.max(0, R - budget);
  const near = 64 * EPS * budget;
  const inside = R < budget - near;
  const free = Math.hypot(...force);
  // At t = 0 the region is the origin alone, whose normal cone is the whole plane: every force passes.
  const cone = R === 0 ? { lambda: budget === 0 ? dualNorm(kind, force) : 0, residual: budget === 0 ? 0 : free }
    : inside ? { lambda: 0, residual: free } : coneResidual(kind, theta, force);
  const reach = kind === 'l2' ? Math.sqrt(budget) : budget;
  return {
    holds: cone.residual <= slack && feasibility <= near, stationarity: cone.residual, feasibility,
    complementarity: cone.lambda * Math.abs(budget - R), gap: Math.max(0, turn + reach * dualNorm(kind, force)),
    error: modulus > 0 ? (cone.residual + rounding) / modulus : null, scope: 'convex',
  };
}

/** ‖∇L‖²/(2μ) bounds L − min L; without a modulus only an exactly flat gradient proves anything. */
const gapAtZero = (residual: number, modulus: number) => (residual === 0 ? 0 : modulus > 0 ? residual ** 2 / (2 * modulus) : Infinity);
