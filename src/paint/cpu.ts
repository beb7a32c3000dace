import { tableFunction } from '../field/table.ts';
import { isTable, type Formulas } from '../problem/formulas.ts';
import type { Window } from '../problem/grid.ts';
import { slopeOf, valueOf, type Stated } from '../problem/stated.ts';
import { contactRing, type Picture, type Quantity } from './picture.ts';

/** The pixels of a picture: the window and how many they are. */
interface Frame { readonly window: Window; readonly width: number; readonly height: number }

/** L at every pixel centre with a border of one pixel, for central differences. */
interface Heights { readonly frame: Frame; readonly of: Formulas['loss']; readonly values: Float64Array }

/** R at every pixel centre of the same raster, with its slope for one pixel's step: creases have no central difference. */
interface Prices { readonly frame: Frame; readonly of: Stated; readonly values: Float64Array; readonly across: Float64Array; readonly down: Float64Array }

/** What a view asks of the worker; `view` tells the views' painters apart. */
export interface PaintTask { readonly view: number; readonly picture: Picture; readonly width: number; readonly height: number }

const ROWS = 16; // painted between two yields: about a millisecond

function* raster({ window: { x, y }, width, height }: Frame, visit: (at: number, p: number, q: number) => void): Generator<void> {
  for (let row = -1, at = 0; row <= height; row += 1) {
    const q = y[1] + ((y[0] - y[1]) * (row + 0.5)) / height;
    for (let column = -1; column <= width; column += 1, at += 1) visit(at, x[0] + ((x[1] - x[0]) * (column + 0.5)) / width, q);
    if (row % ROWS === 0) yield;
  }
}

const sizeOf = ({ width, height }: Frame) => (width + 2) * (height + 2);

function* heightsOf(frame: Frame, of: Formulas['loss']): Generator<void, Heights> {
  const at = isTable(of) ? tableFunction(of) : valueOf(of);
  const values = new Float64Array(sizeOf(frame));
  yield* raster(frame, (i, p, q) => { values[i] = at(p, q); });
  return { frame, of, values };
}

// As paint.wgsl has it: half a pixel off the axes, since at a cusp the slope there is unbounded.
const offAxis = (p: number, halfPixel: number) => (p >= 0 ? Math.max(p, halfPixel) : -Math.max(-p, halfPixel));

function* pricesOf(frame: Frame, of: Stated): Generator<void, Prices> {
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

/** The CPU twin of paint.wgsl: the same heat, rings, fade and cover, pixel by pixel. L and R are kept while they stay. */
export class CpuPainter {
  #heights: Heights | undefined;
  #prices: Prices | undefined;
  #pixels = new Uint8ClampedArray(0);

  /** Paints in resumable steps of some rows. The pixels (RGBA, not premultiplied) are reused by the next picture. */
  *paint(picture: Picture, width: number, height: number): Generator<void, Uint8ClampedArray<ArrayBuffer>> {
    const { window, formulas: { loss, penalty } } = picture;
    const frame = { window, width, height };
    if (!this.#heights || !sameFrame(this.#heights.frame, frame) || !sameLoss(this.#heights.of, loss)) this.#heights = yield* heightsOf(frame, loss);
    if (!this.#prices || !sameFrame(this.#prices.frame, frame) || !sameStated(this.#prices.of, penalty)) this.#prices = yield* pricesOf(frame, penalty);
    if (this.#pixels.length !== 4 * width * height) this.#pixels = new Uint8ClampedArray(4 * width * height);
    else this.#pixels.fill(0);
    for (let row = 0; row < height; row += ROWS) {
      const end = Math.min(height, row + ROWS);
      if (picture.heat) heat(picture, this.#heights, this.#prices, this.#pixels, row, end);
      if (picture.levels) lines(picture, this.#heights, this.#prices, this.#pixels, row, end);
      yield;
    }
    return this.#pixels;
  }
}

// By value: a picture that crossed to a worker is a copy.
const alike = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((value, i) => value === b[i]);
const sameFrame = (a: Frame, b: Frame) => a.width === b.width && a.height === b.height && alike(a.window.x, b.window.x) && alike(a.window.y, b.window.y);
const sameStated = (a: Stated, b: Stated) => a.formula === b.formula && alike(a.values, b.values);
const sameLoss = (a: Formulas['loss'], b: Formulas['loss']) => (isTable(a) ? isTable(b) && a.id === b.id : !isTable(b) && sameStated(a, b));

const weights = (of: Quantity, lambda: number) => (of === 'loss' ? [1, 0] : of === 'penalty' ? [0, 1] : [1, lambda]) as [number, number];

function heat({ heat: range, lambda, ramp, power }: Picture, { values: L, frame: { width } }: Heights, { values: R }: Prices, pixels: Uint8ClampedArray, from: number, to: number): void {
  const { of, low, high } = range!;
  const root = power === 0.5;
  const [l, r] = weights(of, lambda);
  const scale = high > low ? 1 / (high - low) : 0;
  for (let row = from, out = 4 * from * width; row < to; row += 1) {
    for (let column = 0, at = (row + 1) * (width + 2) + 1; column < width; column += 1, at += 1, out += 4) {
      const share = (l * L[at]! + r * R[at]! - low) * scale;
      const inside = share < 1 ? share : 1;
      const place = share > 0 ? (root ? Math.sqrt(inside) : inside ** power) * 255 : 0;
      const below = place | 0;
      const a = 4 * below, b = 4 * (below < 255 ? below + 1 : 255), part = place - below;
      pixels[out] = ramp[a]! + (ramp[b]! - ramp[a]!) * part;
      pixels[out + 1] = ramp[a + 1]! + (ramp[b + 1]! - ramp[a + 1]!) * part;
      pixels[out + 2] = ramp[a + 2]! + (ramp[b + 2]! - ramp[a + 2]!) * part;
      pixels[out + 3] = 255;
    }
  }
}

function lines(picture: Picture, { values: L, frame: { width } }: Heights, { values: R, across: Rx, down: Ry }: Prices, pixels: Uint8ClampedArray, from: number, to: number): void {
  const { lambda, lineWidth, line, power } = picture;
  const root = power === 0.5;
  const { of, base, step, count } = picture.levels!;
  const contact = contactRing(picture);
  const [l, r] = weights(of, lambda);
  const stride = width + 2;
  const reach = lineWidth / 2 + 0.5;
  const [red, green, blue, alpha] = [255 * line[0], 255 * line[1], 255 * line[2], line[3]];
  for (let row = from, out = 4 * from * width; row < to; row += 1) {
    for (let column = 0, at = (row + 1) * stride + 1; column < width; column += 1, at += 1, out += 4) {
      const rise = l * L[at]! + r * R[at]! - base;
      const u = rise > 0 ? (root ? Math.sqrt(rise) : rise ** power) : 0;
      if (u < step / 4) continue; // at the bottom the slope is rounding noise, and no ring is near
      const ring = Math.max(1, Math.round(u / step));
      const across = (l * (L[at + 1]! - L[at - 1]!)) / 2 + r * Rx[at]!;
      const down = (l * (L[at + stride]! - L[at - stride]!)) / 2 + r * Ry[at]!;
      const distance = (Math.abs(u - ring * step) * rise) / (power * u * Math.max(Math.sqrt(across * across + down * down), Number.MIN_VALUE));
      if (distance >= reach) continue;
      const cover = Math.min(1, reach - distance) * (1 - 0.65 * Math.min(1, ring / count)) * Math.min(1, Math.max(0, (Math.abs(ring - contact) - 0.2) / 0.25)) * alpha;
      // Premultiplied, as the GPU's canvas; a heatmap beneath is opaque, so that this is the plain mix there.
      const keep = (1 - cover) * (pixels[out + 3]! / 255);
      const total = keep + cover;
      pixels[out] = (pixels[out]! * keep + red * cover) / total;
      pixels[out + 1] = (pixels[out + 1]! * keep + green * cover) / total;
      pixels[out + 2] = (pixels[out + 2]! * keep + blue * cover) / total;
      pixels[out + 3] = 255 * total;
    }
  }
}
