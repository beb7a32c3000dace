import type { Window } from '../problem/grid.ts';

/** A coarse look at L over a window: enough for the range of colours and the spacing of levels, not for a number shown. */
export interface Relief {
  readonly window: Window;
  /** The least value, where known from the solver even outside the window, and the largest on the window. */
  readonly low: number;
  readonly high: number;
  /** The least value seen on the window. */
  readonly bottom: number;
  /** The power of (L − low) that spreads evenly over the window: ½ for a quadratic, less for what rises more steeply. */
  readonly power: number;
  /** L at SIDE × SIDE nodes, edges included, row by row. */
  readonly values: Float64Array;
}

export const SIDE = 33;

/** Calls `visit` at every node of the coarse grid; its corners are the window's, where a convex function is largest. */
export function visitNodes({ x, y }: Window, visit: (at: number, p: number, q: number) => void): void {
  for (let row = 0, at = 0; row < SIDE; row += 1) for (let column = 0; column < SIDE; column += 1, at += 1) {
    visit(at, x[0] + ((x[1] - x[0]) * column) / (SIDE - 1), y[0] + ((y[1] - y[0]) * row) / (SIDE - 1));
  }
}

const STEEPEST = 0.15, PLAIN = 0.5, STEP = 0.05;

/**
 * @param value L in f64
 * @param least min L where it is known
 * @param plain a quadratic: its levels are spaced by the square root, so that rings are even whatever the window
 */
export function reliefOf(value: (p: number, q: number) => number, window: Window, least: number | undefined, plain: boolean): Relief {
  const values = new Float64Array(SIDE * SIDE);
  let bottom = Infinity, high = -Infinity;
  visitNodes(window, (at, p, q) => {
    const here = value(p, q);
    values[at] = here;
    if (here < bottom) bottom = here;
    if (here > high && here < Infinity) high = here;
  });
  const low = Math.min(least ?? Infinity, bottom);
  if (!(high > low)) return { window, low: Number.isFinite(low) ? low : 0, high: Number.isFinite(low) ? low : 0, bottom: low, power: PLAIN, values };
  const median = (values.filter(Number.isFinite).sort()[Math.floor((SIDE * SIDE) / 2)]! - low) / (high - low);
  const even = median > 0 && median < 1 ? Math.log(0.5) / Math.log(median) : PLAIN;
  const power = plain ? PLAIN : Math.min(PLAIN, Math.max(STEEPEST, Math.round(even / STEP) * STEP));
  return { window, low, high, bottom, power, values };
}
