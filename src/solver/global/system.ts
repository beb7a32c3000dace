import { closure, type Evaluate } from '../../formula/closure.ts';
import { intersect, interval, isEmpty, middle, minus, plus, point, times, type EvaluateInterval, type Interval } from '../../formula/interval.ts';
import { binary, type Tree } from '../../formula/tree.ts';
import { continuous } from './guard.ts';
import { slope } from './rewrite.ts';
import type { Stratum } from './strata.ts';

/** A function of the free coordinates with its slopes, in intervals. */
export interface Enclosed { readonly value: EvaluateInterval; readonly slopes: readonly EvaluateInterval[] }

/** f over a box by its value at the centre and its slopes over the box (mean-value form), where that is narrower. */
export function meanValue({ value, slopes }: Enclosed, box: readonly Interval[], rates = slopes.map((rate) => rate(box))): Interval {
  const natural = value(box);
  if (isEmpty(natural) || rates.some(isEmpty)) return natural;
  const z = box.map(middle);
  let sharp = value(z.map(point));
  for (const [i, rate] of rates.entries()) sharp = plus(sharp, times(rate, minus(box[i]!, point(z[i]!))));
  return isEmpty(sharp) ? natural : intersect(natural, sharp);
}

/**
 * The square system whose zeros are the stationary points of a piece: ∇f = 0; on one curve e = 0 of the plane e = 0 and
 * ∇f ∥ ∇e; as many equations as coordinates speak for themselves. Singular points of a curve are zeros too (Fritz John).
 */
export interface System {
  readonly objective: Enclosed;
  readonly equations: readonly Enclosed[];
  readonly regions: readonly EvaluateInterval[];
  readonly values: readonly EvaluateInterval[];
  readonly jacobian: readonly (readonly EvaluateInterval[])[];
  readonly at: readonly Evaluate[];
  readonly slopesAt: readonly (readonly Evaluate[])[];
  /** Objective and equations are defined and continuous all over a box. */
  readonly continuous: (box: readonly Interval[]) => boolean;
}

export function systemOf({ free, objective, equations, regions }: Stratum): System {
  const read = (tree: Tree) => interval(tree, free);
  const slopesOf = (tree: Tree) => free.map((by) => slope(tree, by));
  const enclose = (tree: Tree): Enclosed => ({ value: read(tree), slopes: slopesOf(tree).map(read) });
  const gradient = slopesOf(objective);
  let zeros: readonly Tree[] = equations;
  if (equations.length === 0) zeros = gradient;
  else if (equations.length < free.length) {
    const [p, q] = slopesOf(equations[0]!);
    zeros = [equations[0]!, binary('-', binary('*', gradient[0]!, q!), binary('*', gradient[1]!, p!))];
  }
  const jacobian = zeros.map(slopesOf);
  return {
    objective: { value: read(objective), slopes: gradient.map(read) },
    equations: equations.map(enclose), regions: regions.map(read),
    values: zeros.map(read), jacobian: jacobian.map((row) => row.map(read)),
    at: zeros.map((tree) => closure(tree, free)), slopesAt: jacobian.map((row) => row.map((tree) => closure(tree, free))),
    continuous: continuous([objective, ...equations], free),
  };
}
