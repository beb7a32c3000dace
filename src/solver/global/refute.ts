import { ordered } from '../../formula/fold.ts';
import { contains, divide, interval, isEmpty, minus, plus, point, times, type Interval } from '../../formula/interval.ts';
import type { Tree } from '../../formula/tree.ts';
import type { Window } from '../../problem/grid.ts';
import { THETA } from '../../problem/stated.ts';
import type { Box } from './newton.ts';
import { slope, type Ranges } from './rewrite.ts';
import type { Aim, Stratum } from './strata.ts';
import type { System } from './system.ts';

/** Says that no point of `spot` (intervals of the piece's free coordinates) can be a minimiser in the plane. */
export type Refute = (stratum: Stratum, system: System, spot: Box) => boolean;

const jumps = (tree: Tree): boolean => ordered([tree]).some((node) => node.kind === 'call' && node.name === 'sign');
const ANY: Interval = { low: 0, high: Infinity };

/**
 * A point that is stationary along its piece need not be so across it: a minimiser has 0 ∈ ∂L + λ∂R (Clarke) in every
 * coordinate. So an axis that a minimiser only passes at 1e-9 is not taken for a weight that is exactly zero.
 */
export function refuter({ objective, constraint }: Aim, window: Window): Refute {
  const f = THETA.map((by) => interval(slope(objective, by), THETA));
  const r = constraint && THETA.map((by) => interval(slope(constraint.penalty, by), THETA));
  const size = constraint && interval(constraint.penalty, THETA);
  if (jumps(objective) || (constraint && jumps(constraint.penalty))) return () => false;

  return ({ ranges, free, onBoundary }, system, spot) => {
    const place = THETA.map((by, i) => spot[free.indexOf(by)] ?? ranges[i]!) as unknown as Ranges;
    let lambda = point(0);
    if (constraint && onBoundary && free.length === 1) {
      lambda = minus(point(0), divide(system.objective.slopes[0]!(spot), system.equations[0]!.slopes[0]!(spot)));
      if (lambda.high < 0) return true;
    } else if (constraint && !(size!(place).high < constraint.budget)) {
      // Where 0 ∈ ∂R there need not be any λ (l2 at t = 0).
      if (r!.every((rate) => { const range = rate(place); return isEmpty(range) || contains(range, 0); })) return false;
      lambda = ANY;
    }
    return [window.x, window.y].some(([low, high], i) => {
      if (place[i]!.low <= low || place[i]!.high >= high) return false;
      const total = r ? plus(f[i]!(place), times(lambda, r[i]!(place))) : f[i]!(place);
      return !isEmpty(total) && !contains(total, 0);
    });
  };
}
