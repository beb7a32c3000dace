import { ENTIRE, interval, isEmpty } from '../../formula/interval.ts';
import type { Window } from '../../problem/grid.ts';
import { THETA } from '../../problem/stated.ts';
import { worseOutside } from './outside.ts';
import { aimOf, floorOf, type Quest } from './quest.ts';
import { bind } from './rewrite.ts';

const GROWTH = [1, 4, 16, 64, 256, 1024];

const grown = ({ x, y }: Window, factor: number): Window => ({ x: [factor * x[0], factor * x[1]], y: [factor * y[0], factor * y[1]] });

/**
 * A window outside of which every point is worse than `cutoff` or infeasible, so that it holds all minimisers: the quest's own,
 * or one as many times as large as it takes; null where none can be had. Either L alone is above outside, where its bound there
 * is known, with R at its least; or the bounds of both are, over boxes without end.
 */
export function* enclosing(quest: Quest, cutoff: number): Generator<void, Window | null> {
  if (!(cutoff < Infinity)) return null;
  const aim = aimOf(quest), floor = floorOf(quest), { form, outside } = quest;
  const least = interval(bind(quest.penalty), THETA)([ENTIRE, ENTIRE]);
  const rest = form.kind === 'constraint' ? 0 : isEmpty(least) ? -Infinity : form.weight === 0 ? 0 : form.weight * least.low;
  for (const factor of GROWTH) {
    const window = grown(quest.window, factor);
    if (outside && outside(window) + rest > cutoff) return window;
    if (yield* worseOutside(aim, window, cutoff, floor)) return window;
  }
  return null;
}
