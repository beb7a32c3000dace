import { type EvaluateInterval, type Interval } from '../../formula/interval.ts';
import { binary, type Tree } from '../../formula/tree.ts';
import { THETA } from '../../problem/stated.ts';
import { continuous } from '../global/guard.ts';
import type { Box } from '../global/newton.ts';
import { systemOf, type System } from '../global/system.ts';
import type { Inquiry } from './question.ts';
import { readingOf, type Reading } from './reading.ts';

/** What all searches share: the functions read once, the window, and the longer of its sides. */
export interface Setting {
  readonly inquiry: Inquiry;
  readonly J: Reading;
  readonly g: readonly Reading[];
  readonly window: Box;
  readonly span: number;
  /** Whether a point with these g − k may be feasible, active constraints apart. */
  readonly mayHold: (box: Box, except: readonly number[]) => boolean;
}

/** What is small beside it is small at a point: its distance from the origin, or 1, or the window if that is less. */
export const scaleAt = (span: number, z: readonly number[]): number => Math.min(span, Math.max(1, ...z.map(Math.abs)));

export function settingOf(inquiry: Inquiry): Setting {
  const { x, y } = inquiry.window;
  const g = inquiry.bounds.map(({ tree }) => readingOf(tree));
  return {
    inquiry, J: readingOf(inquiry.objective.tree), g, window: [{ low: x[0], high: x[1] }, { low: y[0], high: y[1] }],
    span: Math.max(x[1] - x[0], y[1] - y[0]),
    mayHold: (box, except) => inquiry.bounds.every(({ relation }, i) => {
      if (except.includes(i)) return true;
      const { low, high } = g[i]!.over(box);
      return low <= 0 && (relation === '<=' || high >= 0); // also false where it is undefined
    }),
  };
}

export const cross = (a: readonly [Tree, Tree], b: readonly [Tree, Tree]): Tree => binary('-', binary('*', a[0], b[1]), binary('*', a[1], b[0]));

/** A square system on the plane: ∇f = 0, or e = 0 with ∇f ∥ ∇e, or two equations. */
export interface Hunt {
  readonly system: System;
  /** Boxes that another condition excludes. */
  readonly allows: (box: Box) => boolean;
  /** The functions and their derivatives are defined and without kinks all over a box. */
  readonly smooth: (box: Box) => boolean;
  /** The functions' values: no zero counts where one is undefined. */
  readonly values: readonly EvaluateInterval[];
}

const PLANE: readonly [Interval, Interval] = [{ low: -Infinity, high: Infinity }, { low: -Infinity, high: Infinity }];

export function huntFor(objective: Reading, equations: readonly Reading[], allows: (box: Box) => boolean): Hunt {
  const system = systemOf({
    ranges: PLANE, free: THETA, objective: objective.tree, equations: equations.map(({ tree }) => tree), regions: [], onBoundary: false, smooth: true,
  });
  const parts = equations.length === 2 ? equations : [objective, ...equations];
  const smooth = continuous(parts.flatMap(({ tree, slopes }) => [tree, ...slopes]), THETA);
  return { system: { ...system, continuous: smooth }, allows, smooth, values: [objective, ...equations].map(({ over }) => over) };
}
