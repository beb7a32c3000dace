import type { Penalty, Vec2 } from '../../problem/types.ts';
import type { Slope } from './slope.ts';
import { dot } from './zonotope.ts';

// Fenchel duals: Borwein and Lewis 2006, 3.3; the scaling into the dual ball is that of Ndiaye et al. 2017, "Gap safe screening rules".

// A free weight (0) leaves the dual no force at all. What its evaluation cannot tell from 0 counts as 0: the bound then holds up
// to that rounding times the way to the optimum.
const fold = (weights: Vec2, [x, y]: Vec2, noise: number) => {
  const part = (force: number, weight: number) => (weight > 0 ? Math.abs(force) / weight : Math.abs(force) <= noise ? 0 : Infinity);
  return Math.max(part(x, weights[0]), part(y, weights[1]));
};

/** R°(f) = sup {f·θ : R(θ) ≤ 1} of a norm (a free weight under a force answers with Infinity); null where R is not a norm. */
export function polar(penalty: Penalty, force: Vec2, noise: number): number | null {
  const [a, b] = [Math.abs(force[0]), Math.abs(force[1])];
  switch (penalty.kind) {
    case 'l1': return Math.max(a, b);
    case 'l2-norm': return Math.hypot(a, b);
    case 'linf': return a + b;
    case 'weighted-l1': return fold(penalty.weights, force, noise);
    case 'group': {
      const weights = penalty.weights ?? penalty.groups.map((group) => Math.sqrt(group.length));
      if (penalty.groups.length === 1) return fold([weights[0]!, weights[0]!], [Math.hypot(a, b), 0], noise);
      return fold(penalty.groups[0]![0] === 0 ? [weights[0]!, weights[1]!] : [weights[1]!, weights[0]!], force, noise);
    }
    case 'elastic-net': return penalty.ratio === 1 ? Math.max(a, b) : null;
    case 'lp': return penalty.p === 1 ? Math.max(a, b) : null;
    case 'l2':
    case 'scad':
    case 'mcp':
    case 'formula': return null;
    default: return penalty satisfies never;
  }
}

/** (νR)*(f) of a convex R that is no norm; Infinity where none is known. */
function conjugate(penalty: Penalty, nu: number, force: Vec2): number {
  const [a, b] = [Math.abs(force[0]), Math.abs(force[1])];
  if (nu === 0) return a === 0 && b === 0 ? 0 : Infinity;
  if (penalty.kind === 'l2') return (a * a + b * b) / (4 * nu);
  if (penalty.kind === 'elastic-net') {
    const part = (force: number) => Math.max(0, force - nu * penalty.ratio) ** 2 / (2 * nu * (1 - penalty.ratio));
    return part(a) + part(b);
  }
  if (penalty.kind === 'lp' && penalty.p > 1) {
    const { p } = penalty;
    const part = (force: number) => nu * (p - 1) * (force / (nu * p)) ** (p / (p - 1));
    return part(a) + part(b);
  }
  return Infinity;
}

/** sup {f·θ : R(θ) ≤ t}: the support function of the region. Any ν ≥ 0 bounds it by νt + (νR)*(f); the multiplier does it best. */
function support(penalty: Penalty, budget: number, force: Vec2, multiplier: number, noise: number): number {
  const norm = polar(penalty, force, noise);
  if (norm !== null) return norm === 0 ? 0 : budget * norm;
  const length = Math.hypot(...force);
  if (penalty.kind === 'l2') return Math.sqrt(budget) * length;
  if (penalty.kind === 'lp' && penalty.p > 1) {
    const { p } = penalty;
    const top = Math.max(Math.abs(force[0]), Math.abs(force[1])), q = p / (p - 1);
    return top === 0 ? 0 : budget ** (1 / p) * top * (Math.abs(force[0] / top) ** q + Math.abs(force[1] / top) ** q) ** (1 / q);
  }
  if (penalty.kind === 'elastic-net') {
    return Math.min(Math.sqrt((2 * budget) / (1 - penalty.ratio)) * length, multiplier * budget + conjugate(penalty, multiplier, force));
  }
  return Infinity;
}

const inDual = ({ dual }: Slope): { gradient: Vec2; force: Vec2; excess: (s: number) => Generator<void, number> } | null =>
  (dual && { ...dual, force: [-dual.gradient[0], -dual.gradient[1]] });

/** A bound on L + λR above its minimum, by the dual at −∇L scaled into the domain; Infinity where none is had. L and R convex. */
export function* penaltyGap(slope: Slope, penalty: Penalty, value: number, lambda: number, theta: Vec2): Generator<void, number> {
  const dual = inDual(slope);
  if (!dual) return Infinity;
  const turn = dot(dual.gradient, theta);
  if (lambda === 0) return Math.max(0, Math.hypot(...dual.gradient) <= slope.rounding ? (yield* dual.excess(1)) + turn : yield* dual.excess(0));
  const norm = polar(penalty, dual.force, slope.rounding);
  if (norm === null) return Math.max(0, (yield* dual.excess(1)) + turn + lambda * value + conjugate(penalty, lambda, dual.force));
  const s = norm > lambda ? lambda / norm : 1;
  return Math.max(0, (yield* dual.excess(s)) + s * turn + lambda * value);
}

/** A bound on L above its minimum over {R ≤ t}: Frank and Wolfe's gap ∇L·θ + sup (−∇L)·{R ≤ t}; Infinity where none is had. */
export function* constraintGap(slope: Slope, penalty: Penalty, budget: number, multiplier: number, theta: Vec2): Generator<void, number> {
  const dual = inDual(slope);
  if (!dual) return Infinity;
  return Math.max(0, (yield* dual.excess(1)) + dot(dual.gradient, theta) + support(penalty, budget, dual.force, multiplier, slope.rounding));
}
