import type { WidePenalty } from '../../problem/wide.ts';

/** R = Σ absⱼ|θⱼ| + square Σθⱼ², as the certificate reads it. */
export interface Parts {
  readonly abs: ArrayLike<number>;
  readonly square: number;
}

export function partsOf(penalty: WidePenalty, p: number): Parts {
  switch (penalty.kind) {
    case 'l1': return { abs: new Float64Array(p).fill(1), square: 0 };
    case 'l2': return { abs: new Float64Array(p), square: 1 };
    case 'elastic-net': return { abs: new Float64Array(p).fill(penalty.ratio), square: (1 - penalty.ratio) / 2 };
    case 'weighted-l1': return { abs: penalty.weights, square: 0 };
    default: return penalty satisfies never;
  }
}

/** How far the force on weight j is from λ∂R. A weight is zero only where it is 0 exactly: that is the claim to be tested. */
export function missOf({ abs, square }: Parts, j: number, weight: number, force: number, lambda: number): number {
  return weight === 0 ? Math.max(0, Math.abs(force) - lambda * abs[j]!) : Math.abs(force - lambda * (abs[j]! * Math.sign(weight) + 2 * square * weight));
}

/**
 * The λ ≥ 0 that brings λ∂R closest to the force: the squared distance is convex and piecewise quadratic in λ, and
 * Newton's method on its pieces ends.
 */
export function multiplierOf({ abs, square }: Parts, theta: readonly number[], force: Float64Array): number {
  let lambda = 0;
  for (let round = 0; round < 100; round += 1) {
    let top = 0, bottom = 0;
    theta.forEach((weight, j) => {
      const own = weight === 0 ? abs[j]! : abs[j]! * Math.sign(weight) + 2 * square * weight;
      const pull = weight === 0 ? Math.abs(force[j]!) : force[j]!;
      if (weight === 0 && pull <= lambda * abs[j]!) return;
      top += own * pull;
      bottom += own * own;
    });
    const next = bottom > 0 ? Math.max(0, top / bottom) : 0;
    if (next === lambda) break;
    lambda = next;
  }
  return lambda;
}
