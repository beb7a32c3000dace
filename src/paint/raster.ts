import { tableFunction } from '../field/table.ts';
import { isTable, type Formulas } from '../problem/formulas.ts';
import type { Window } from '../problem/grid.ts';
import { rowsOf } from '../problem/rows.ts';
import type { Stated } from '../problem/stated.ts';
import type { Quantity } from './picture.ts';

/** The pixels of a picture: the window and how many they are. */
export interface Frame { readonly window: Window; readonly width: number; readonly height: number }

/** L at every pixel centre with a border of one pixel, for central differences. */
export interface Heights { readonly frame: Frame; readonly of: Formulas['loss']; readonly values: Float64Array }

/** R at every pixel centre of the same raster, with its slope for one pixel's step: creases have no central difference. */
export interface Prices { readonly frame: Frame; readonly of: Stated; readonly values: Float64Array; readonly across: Float64Array; readonly down: Float64Array }

/** Painted between two yields: about a millisecond. */
export const ROWS = 16;

/** The column's values of θ₁ at the pixels' centres. */
const columnsOf = ({ window: { x }, width }: Frame) => Float64Array.from({ length: width + 2 }, (_, column) => x[0] + ((x[1] - x[0]) * (column - 0.5)) / width);

/** θ₂ of every row of pixels from above, and where the row begins in an array of the raster. */
function* raster({ window: { y }, width, height }: Frame, visit: (from: number, q: number) => void): Generator<void> {
  for (let row = -1, from = 0; row <= height; row += 1, from += width + 2) {
    visit(from, y[1] + ((y[0] - y[1]) * (row + 0.5)) / height);
    if (row % ROWS === 0) yield;
  }
}

const sizeOf = ({ width, height }: Frame) => (width + 2) * (height + 2);

/** L over a raster, in resumable steps of some rows. */
export function* heightsOf(frame: Frame, of: Formulas['loss']): Generator<void, Heights> {
  const values = new Float64Array(sizeOf(frame)), columns = columnsOf(frame);
  if (isTable(of)) {
    const at = tableFunction(of);
    yield* raster(frame, (from, q) => { for (let i = 0; i < columns.length; i += 1) values[from + i] = at(columns[i]!, q); });
  } else {
    const row = rowsOf(of, columns);
    yield* raster(frame, (from, q) => values.set(row(q), from));
  }
  return { frame, of, values };
}

// As paint.wgsl has it: half a pixel off the axes, since at a cusp the slope there is unbounded.
const offAxis = (p: number, halfPixel: number) => (p >= 0 ? Math.max(p, halfPixel) : -Math.max(-p, halfPixel));

/** R over a raster, in resumable steps of some rows. */
export function* pricesOf(frame: Frame, of: Stated): Generator<void, Prices> {
  const { window: { x, y }, width, height } = frame, columns = columnsOf(frame);
  const [dx, dy] = [(x[1] - x[0]) / width, (y[1] - y[0]) / height], beside = columns.map((p) => offAxis(p, dx / 2));
  const row = rowsOf(of, columns), byX = rowsOf(of, beside, 'x'), byY = rowsOf(of, beside, 'y');
  const [values, across, down] = [new Float64Array(sizeOf(frame)), new Float64Array(sizeOf(frame)), new Float64Array(sizeOf(frame))];
  yield* raster(frame, (from, q) => {
    values.set(row(q), from);
    const v = offAxis(q, dy / 2), slopes = byX(v), falls = byY(v);
    for (let i = 0; i < slopes.length; i += 1) { across[from + i] = slopes[i]! * dx; down[from + i] = -falls[i]! * dy; }
  });
  return { frame, of, values, across, down };
}

/** How much of L and of R a quantity has. */
export const weights = (of: Quantity, lambda: number) => (of === 'loss' ? [1, 0] : of === 'penalty' ? [0, 1] : [1, lambda]) as [number, number];
