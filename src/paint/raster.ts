import { tableFunction } from '../field/table.ts';
import { isTable, type Formulas } from '../problem/formulas.ts';
import type { Window } from '../problem/grid.ts';
import { slopeOf, valueOf, type Stated } from '../problem/stated.ts';
import type { Quantity } from './picture.ts';

/** The pixels of a picture: the window and how many they are. */
export interface Frame { readonly window: Window; readonly width: number; readonly height: number }

/** L at every pixel centre with a border of one pixel, for central differences. */
export interface Heights { readonly frame: Frame; readonly of: Formulas['loss']; readonly values: Float64Array }

/** R at every pixel centre of the same raster, with its slope for one pixel's step: creases have no central difference. */
export interface Prices { readonly frame: Frame; readonly of: Stated; readonly values: Float64Array; readonly across: Float64Array; readonly down: Float64Array }

/** Painted between two yields: about a millisecond. */
export const ROWS = 16;

function* raster({ window: { x, y }, width, height }: Frame, visit: (at: number, p: number, q: number) => void): Generator<void> {
  for (let row = -1, at = 0; row <= height; row += 1) {
    const q = y[1] + ((y[0] - y[1]) * (row + 0.5)) / height;
    for (let column = -1; column <= width; column += 1, at += 1) visit(at, x[0] + ((x[1] - x[0]) * (column + 0.5)) / width, q);
    if (row % ROWS === 0) yield;
  }
}

const sizeOf = ({ width, height }: Frame) => (width + 2) * (height + 2);

/** L over a raster, in resumable steps of some rows. */
export function* heightsOf(frame: Frame, of: Formulas['loss']): Generator<void, Heights> {
  const at = isTable(of) ? tableFunction(of) : valueOf(of);
  const values = new Float64Array(sizeOf(frame));
  yield* raster(frame, (i, p, q) => { values[i] = at(p, q); });
  return { frame, of, values };
}

// As paint.wgsl has it: half a pixel off the axes, since at a cusp the slope there is unbounded.
const offAxis = (p: number, halfPixel: number) => (p >= 0 ? Math.max(p, halfPixel) : -Math.max(-p, halfPixel));

/** R over a raster, in resumable steps of some rows. */
export function* pricesOf(frame: Frame, of: Stated): Generator<void, Prices> {
  const { window: { x, y }, width, height } = frame;
  const [dx, dy] = [(x[1] - x[0]) / width, (y[1] - y[0]) / height];
  const at = valueOf(of), byX = slopeOf(of, 'x'), byY = slopeOf(of, 'y');
  const [values, across, down] = [new Float64Array(sizeOf(frame)), new Float64Array(sizeOf(frame)), new Float64Array(sizeOf(frame))];
  yield* raster(frame, (i, p, q) => {
    values[i] = at(p, q);
    const [u, v] = [offAxis(p, dx / 2), offAxis(q, dy / 2)];
    across[i] = byX(u, v) * dx;
    down[i] = -byY(u, v) * dy;
  });
  return { frame, of, values, across, down };
}

/** How much of L and of R a quantity has. */
export const weights = (of: Quantity, lambda: number) => (of === 'loss' ? [1, 0] : of === 'penalty' ? [0, 1] : [1, lambda]) as [number, number];
