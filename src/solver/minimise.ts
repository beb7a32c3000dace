import type { Quadratic } from '../problem/quadratic.ts';
import type { Penalty } from '../problem/types.ts';
import { scaledOf, type Scaled } from './kernel/bowl.ts';
import { lasso } from './kernel/lasso.ts';
import { leastOf } from './kernel/least.ts';
import { enlarged, type Point } from './kernel/point.ts';
import { shrinkPower } from './kernel/power.ts';
import { shrinkNorm } from './kernel/round.ts';
import { isFree, type Shape, shapeOf } from './kernel/shape.ts';
import { shrinkLargest } from './kernel/square.ts';

export type { Point } from './kernel/point.ts';
export { softThreshold } from './kernel/lasso.ts';

/**
 * The minimisers of ½(θ−θ̂)ᵀA(θ−θ̂) that have the least R. For a regular A that is θ̂; for a singular one it is the limit
 * of the penalty path as λ → 0, so a figure whose λ reaches 0 does not jump.
 * @throws Complaint for a penalty that is not convex, as all of this file
 */
export function leastPenalised(quadratic: Quadratic, penalty: Penalty): Point {
  const scaled = scaledOf(quadratic);
  return enlarged(leastOf(scaled, shapeOf(penalty)), scaled.size);
}

/**
 * λΣ|θᵢ|^p in units in which neither θ̂ nor the force λp|θ|^(p−1) overflows: those of the bowl, or where the force is far
 * stronger, of the θ at which it balances −∇L(0).
 */
function shrinkPowerFrom(scaled: Scaled, p: number, lambda: number): Point {
  const { bowl, size, stiffness } = scaled;
  const { b, minimizer } = bowl;
  const largest = Math.max(Math.abs(b[0]), Math.abs(b[1]));
  if (largest === 0) return lasso(bowl, 1, [0, 0]);
  const own = Math.log2(size);
  const balance = (Math.log2(largest) + Math.log2(stiffness) + own - Math.log2(lambda) - Math.log2(p)) / (p - 1);
  const shift = balance < own - 30 ? Math.max(Math.floor(balance), -1000) - own : 0; // an exponent of two
  const unit = 2 ** shift;
  let force = (lambda / stiffness) * (size * unit) ** (p - 2) * p;
  if (!(force > 0 && force < Infinity)) force = 2 ** (Math.log2(lambda) - Math.log2(stiffness) + (p - 2) * (own + shift) + Math.log2(p));
  if (force === 0) return leastOf(scaled, { kind: 'power', p });
  if (shift === 0) return shrinkPower(bowl, p, force);
  const resized = { ...bowl, minimizer: [minimizer[0] / unit, minimizer[1] / unit], b: [b[0] / unit, b[1] / unit] } as const;
  return enlarged(shrinkPower(resized, p, force), unit);
}

function shrink(scaled: Scaled, shape: Shape, lambda: number): Point {
  const { bowl, size, stiffness } = scaled;
  const pressure = lambda / stiffness / size; // of a norm, in the bowl's units
  switch (shape.kind) {
    case 'split': {
      const { weights: [w1, w2], bend } = shape;
      const nu = (lambda / stiffness) * bend, l1 = pressure * w1, l2 = pressure * w2;
      return nu === 0 && l1 === 0 && l2 === 0 ? leastOf(scaled, shape) : lasso(bowl, nu, [l1, l2]);
    }
    case 'round': return shrinkNorm(bowl, pressure * shape.weight);
    case 'square': return shrinkLargest(scaled, pressure);
    case 'power': return shrinkPowerFrom(scaled, shape.p, lambda);
    default: return shape satisfies never;
  }
}

/**
 * Solves min L + λR for λ ≥ 0 and every convex R; λ = 0 gives the least penalised minimiser of L. Closed forms by active
 * sets; one secular root for a Euclidean norm; nested roots for lp with p other than 1 and 2.
 * @returns θ with its exact zeros and exact ties |x| = |y|, whether it is unique, and the other end of a tie
 */
export function minimise(quadratic: Quadratic, penalty: Penalty, lambda: number): Point {
  const shape = shapeOf(penalty);
  if (lambda === 0 || isFree(shape)) return leastPenalised(quadratic, penalty);
  const scaled = scaledOf(quadratic);
  return enlarged(shrink(scaled, shape, lambda), scaled.size);
}
