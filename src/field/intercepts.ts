import type { Table } from '../problem/formulas.ts';
import { nodes, type Grid } from '../problem/grid.ts';
import type { DataLoss } from '../problem/types.ts';
import { interceptFunction } from './samples.ts';
import { tableFunction } from './table.ts';

const SIDE = 33; // b is smooth in θ: what a cubic through so many nodes misses changes L by its square
const FEW = SIDE * SIDE;

/** What the worker is asked for. */
export interface InterceptTask { readonly loss: DataLoss; readonly grid: Grid }

/** b at every node, exactly for few nodes, else by cubic interpolation between exact ones, in f32. */
export function* interceptSteps({ loss, grid }: InterceptTask): Generator<void, Float32Array<ArrayBuffer>> {
  const { x, y } = nodes(grid);
  let at = interceptFunction(loss);
  if (grid.columns * grid.rows > FEW) {
    const { window } = grid;
    const [dx, dy] = [(window.x[1] - window.x[0]) / (SIDE - 1), (window.y[1] - window.y[0]) / (SIDE - 1)];
    const values = new Float32Array((SIDE + 2) ** 2);
    for (let row = 0, i = 0; row < SIDE + 2; row += 1) {
      for (let column = 0; column < SIDE + 2; column += 1, i += 1) values[i] = at(window.x[0] + (column - 1) * dx, window.y[0] + (row - 1) * dy);
      yield;
    }
    at = tableFunction({ id: 0, window, columns: SIDE, rows: SIDE, values } satisfies Table);
  }
  const found = new Float32Array(grid.columns * grid.rows);
  for (let row = 0, i = 0; row < grid.rows; row += 1) {
    for (let column = 0; column < grid.columns; column += 1, i += 1) found[i] = at(x[column]!, y[row]!);
    yield;
  }
  return found;
}
