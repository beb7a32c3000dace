import { quadraticOf } from '../problem/quadratic.ts';
import type { Penalty } from '../problem/types.ts';
import { isConvex, isFree, shapeOf } from '../solver/kernel/shape.ts';
import { path2 } from '../solver/knots.ts';
import { knots as wideKnots } from '../solver/wide/knots.ts';
import type { ReadPair } from './read.ts';

/**
 * A point of a path at which a weight (linf: the difference of two) enters or leaves zero. Between two knots θ is linear in λ
 * and in t for l1, weighted-l1 and linf; for the elastic net it is rational in λ.
 */
export interface Knot<Theta extends readonly number[] = readonly number[]> {
  readonly lambda: number;
  readonly theta: Theta;
  /** t = R(θ): the same knot of the constraint form. */
  readonly budget: number;
}

/** Whether R has kinks by which weights enter one by one, and bends otherwise at most as a square. */
function isKinked(penalty: Penalty): boolean {
  if (!isConvex(penalty)) return false;
  const shape = shapeOf(penalty);
  return !isFree(shape) && (shape.kind === 'square' || (shape.kind === 'split' && shape.weights[0] + shape.weights[1] > 0));
}

/** The exact knots from λmax down to 0, or null where the path is not made of such pieces. */
export function knotsOf(read: ReadPair): readonly Knot[] | null {
  if (read.wide) {
    const { loss, penalty } = read.pair;
    const smooth = penalty.kind === 'l2' || (penalty.kind === 'elastic-net' && penalty.ratio === 0);
    return loss.kind === 'squared' && !smooth ? wideKnots(loss, penalty) : null;
  }
  const { loss, penalty } = read.pair;
  return (loss.kind === 'quadratic' || loss.kind === 'squared') && isKinked(penalty) ? path2(quadraticOf(loss), penalty) : null;
}
