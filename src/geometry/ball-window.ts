import type { Grid, Window } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';

const WIDEST = 2.5; // times the window, for what has no end along an axis

/**
 * A window around all θ with R up to `most`, as far as that is not much larger than `window`: beyond its edges a figure shows
 * nothing, but what is attained there is attained.
 */
export function windowOfBall(window: Window, price: (x: number, y: number) => number, most: number): Window {
  const reach = (axis: 'x' | 'y', [low, high]: Vec2): Vec2 => {
    const end = (from: number, room: number): number => {
      const at = (share: number) => (axis === 'x' ? price(from + share * room, 0) : price(0, from + share * room));
      let inside = 0, outside = 1;
      if (at(1) <= most) return from + room;
      for (let i = 0; i < 20; i += 1) { const middle = (inside + outside) / 2; if (at(middle) <= most) inside = middle; else outside = middle; }
      return from + outside * room;
    };
    const room = ((WIDEST - 1) / 2) * (high - low);
    return [end(low, -room), end(high, room)];
  };
  return { x: reach('x', window.x), y: reach('y', window.y) };
}

const spread = ([low, high]: Vec2, side: number): Vec2 => {
  const step = (high - low) / (side - 2), before = low < 0 && high > 0 ? Math.ceil(-low / step) * step : -low;
  return [-before, -before + step * (side - 1)];
};

/** A grid over a window (and at most one cell more), with nodes on the axes, where penalties have their kinks. */
export const gridThroughZero = ({ x, y }: Window, side: number): Grid => ({ window: { x: spread(x, side), y: spread(y, side) }, columns: side, rows: side });
