import { derivative } from '../../formula/derivative.ts';
import { bound, type Stated, THETA, treeOf } from '../../problem/stated.ts';
import type { Matrix2, Vec2 } from '../../problem/types.ts';

/** A typed R with its derivatives, in f64: at a kink the means of the one-sided ones, NaN where there are none. */
export interface Bends {
  readonly value: (theta: Vec2) => number;
  readonly gradient: (theta: Vec2) => Vec2;
  readonly hessian: (theta: Vec2) => Matrix2;
  /** The slopes on either side of a weight that is 0 on a crease which may hold it there: they jump upwards, as those of |x|. */
  readonly creases: (theta: Vec2) => readonly [Vec2 | null, Vec2 | null];
}

// Beside an axis, so near that only a jump of the slope, not a bend, shows as more than JUMP.
const BESIDE = 1e-300;
const JUMP = 1e-100;

const crease = (below: number, above: number): Vec2 | null => (above - below > JUMP ? [below, above] : null);

/** Reads a stated R and its derivatives from its formula. */
export function bendsOf(stated: Stated): Bends {
  const tree = treeOf(stated), first = THETA.map((by) => derivative(tree, by));
  const value = bound(tree, stated), p = bound(first[0]!, stated), q = bound(first[1]!, stated);
  const second = (i: 0 | 1, by: 'x' | 'y') => bound(derivative(first[i]!, by), stated);
  const a = second(0, 'x'), h = second(0, 'y'), c = second(1, 'y');
  return {
    value: ([x, y]) => value(x, y), gradient: ([x, y]) => [p(x, y), q(x, y)],
    hessian: ([x, y]) => [[a(x, y), h(x, y)], [h(x, y), c(x, y)]],
    creases: ([x, y]) => [x === 0 ? crease(p(-BESIDE, y), p(BESIDE, y)) : null, y === 0 ? crease(q(x, -BESIDE), q(x, BESIDE)) : null],
  };
}
