import { closure } from '../../formula/closure.ts';
import { interval, point } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { slope } from './rewrite.ts';
import type { Aim } from './strata.ts';

/** The best value that is known to be reached: F(θ) ≤ `upper` at `theta`, which is feasible, both verified in intervals. */
export interface Incumbent {
  readonly upper: () => number;
  readonly theta: () => Vec2 | null;
  /** Offers a point; one a few ulps outside R ≤ t is first moved inside. */
  readonly offer: (theta: Vec2) => void;
  /** The objective in f64. */
  readonly value: (theta: Vec2) => number;
  /** R − t in f64; −∞ in penalty form. */
  readonly excess: (theta: Vec2) => number;
}

export function incumbent({ objective, constraint }: Aim): Incumbent {
  const above = interval(objective, THETA);
  const value = closure(objective, THETA);
  const size = constraint && interval(constraint.penalty, THETA);
  const penalty = constraint && closure(constraint.penalty, THETA);
  const steepest = constraint && THETA.map((by) => closure(slope(constraint.penalty, by), THETA));
  const limit = constraint ? constraint.budget : Infinity;
  let upper = Infinity, best: Vec2 | null = null;
  const feasible = ([x, y]: Vec2) => !size || size([point(x), point(y)]).high <= limit;

  // Against the gradient of R, in steps from an ulp on, and along an axis where the point is on one.
  function inside(theta: Vec2): Vec2 | null {
    if (feasible(theta)) return theta;
    const [p, q] = steepest!.map((rate, i) => (theta[i] === 0 ? 0 : rate(theta))) as [number, number];
    const norm = p * p + q * q;
    if (!(norm > 0 && norm < Infinity)) return null;
    for (let part = Number.EPSILON; part < 1e-9; part *= 4) {
      const step = (part * Math.max(1, Math.abs(limit))) / norm;
      const moved: Vec2 = [theta[0] - step * p, theta[1] - step * q];
      if (feasible(moved)) return moved;
    }
    return null;
  }
  return {
    upper: () => upper, theta: () => best, value: (theta) => value(theta),
    excess: (theta) => (penalty ? penalty(theta) - limit : -Infinity),
    offer(theta) {
      const found = inside(theta);
      if (!found) return;
      const { high } = above([point(found[0]), point(found[1])]);
      if (high < upper) [upper, best] = [high, found];
    },
  };
}
