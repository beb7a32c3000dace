import { closure, type Evaluate } from '../../formula/closure.ts';
import { interval, type EvaluateInterval } from '../../formula/interval.ts';
import type { Tree } from '../../formula/tree.ts';
import { THETA } from '../../problem/stated.ts';
import { slope } from '../global/rewrite.ts';
import { exactly, type EvaluateExact } from './exact.ts';

/** A function of the plane with its first and second derivatives (xx, xy, yy), in f64, intervals and exact fractions. */
export interface Reading {
  readonly tree: Tree;
  readonly slopes: readonly [Tree, Tree];
  readonly at: Evaluate;
  readonly gradientAt: readonly [Evaluate, Evaluate];
  readonly bendsAt: readonly [Evaluate, Evaluate, Evaluate];
  readonly over: EvaluateInterval;
  readonly gradient: readonly [EvaluateInterval, EvaluateInterval];
  readonly bends: readonly [EvaluateInterval, EvaluateInterval, EvaluateInterval];
  readonly exact: EvaluateExact;
  readonly exactGradient: readonly [EvaluateExact, EvaluateExact];
}

export function readingOf(tree: Tree): Reading {
  const x = slope(tree, 'x'), y = slope(tree, 'y');
  const bends = [slope(x, 'x'), slope(x, 'y'), slope(y, 'y')] as const;
  const f64 = (part: Tree) => closure(part, THETA), range = (part: Tree) => interval(part, THETA);
  return {
    tree, slopes: [x, y],
    at: f64(tree), gradientAt: [f64(x), f64(y)], bendsAt: [f64(bends[0]), f64(bends[1]), f64(bends[2])],
    over: range(tree), gradient: [range(x), range(y)], bends: [range(bends[0]), range(bends[1]), range(bends[2])],
    exact: exactly(tree), exactGradient: [exactly(x), exactly(y)],
  };
}
