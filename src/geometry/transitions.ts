import type { Window } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';

const COLUMNS = 97, ROWS = 64, HALVINGS = 52;

/**
 * The edges of a map whose pixels are told apart by a number, as curves over its columns: on each column the places where the number
 * changes, to a rounding by bisection, joined to those of the same change beside them. What is thinner than a row may be missed.
 */
export function transitions(at: (x: number, y: number) => number, { x, y }: Window): Vec2[][] {
  const curves: Vec2[][] = [];
  let open = new Map<string, Vec2[]>();
  for (let i = 0; i < COLUMNS; i += 1) {
    const across = x[0] + ((x[1] - x[0]) * (i + 1e-6)) / (COLUMNS - 1 + 2e-6); // not on the very edge, where A is singular
    const found = new Map<string, Vec2[]>();
    let low = y[0] + (y[1] - y[0]) * 1e-9, below = at(across, low);
    for (let row = 1; row <= ROWS; row += 1) {
      const high = y[0] + ((y[1] - y[0]) * row) / ROWS, above = at(across, high);
      if (above !== below) {
        let from = low, to = high;
        for (let turn = 0; turn < HALVINGS && to > from; turn += 1) {
          const middle = (from + to) / 2;
          if (at(across, middle) === below) from = middle; else to = middle;
        }
        const key = `${below} ${above}`, curve = open.get(key) ?? [];
        if (curve.length === 0) curves.push(curve);
        curve.push([across, to]);
        found.set(key, curve);
      }
      [low, below] = [high, above];
    }
    open = found;
  }
  return curves.filter((curve) => curve.length > 1);
}
