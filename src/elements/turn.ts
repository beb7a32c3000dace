import { pause } from '../field/slices.ts';

let last: Promise<void> | undefined;

/**
 * Whose turn it is to build its part of the page: the first who asks may at once, and of those who ask in the same task each in one of its
 * own, so that a hundred figures that come together are no long task.
 */
export function turn(): Promise<void> | undefined {
  const before = last, mine = (last = before ? before.then(pause) : pause());
  void mine.then(() => { if (last === mine) last = undefined; });
  return before && mine;
}
