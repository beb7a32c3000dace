/** A journey along a scale from 0 to 1: up to its end, down to its beginning, and back to where it set out. */
export interface Sweep {
  readonly at: number;
  readonly home: number;
  /** 0 on the way up, 1 on the way down, 2 on the way home. */
  readonly leg: 0 | 1 | 2;
}

export const setOut = (position: number): Sweep => ({ at: position, home: position, leg: 0 });

/**
 * From a position by a signed step, within 0 to 1. A stop that lies on the way is not jumped over: the step ends there.
 * @param stops positions that are landed on exactly, such as p = 1 between 0.99 and 1.01
 */
export function walk(at: number, step: number, stops: readonly number[] = []): number {
  const reach = Math.min(1, Math.max(0, at + step));
  const passed = stops.filter((stop) => (step > 0 ? stop > at && stop <= reach : stop < at && stop >= reach));
  if (passed.length === 0) return reach;
  return step > 0 ? Math.min(...passed) : Math.max(...passed);
}

/** A sweep after `share` of the scale more, landing on its ends, its home and every stop; undefined once it is home. */
export function advance({ at, home, leg }: Sweep, share: number, stops: readonly number[] = []): Sweep | undefined {
  const goal = [1, 0, home][leg]!;
  if (at === goal) return leg === 2 ? undefined : advance({ at, home, leg: leg === 0 ? 1 : 2 }, share, stops);
  return { at: walk(at, goal > at ? share : -share, [...stops, goal]), home, leg };
}
