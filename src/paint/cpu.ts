import { isTable, type Formulas } from '../problem/formulas.ts';
import type { Stated } from '../problem/stated.ts';
import { givenLines, lines } from './cpu-lines.ts';
import { middleShare, placeOf, type Picture } from './picture.ts';
import { heightsOf, pricesOf, ROWS, weights, type Frame, type Heights, type Prices } from './raster.ts';

/** What a view asks of the worker; `view` tells the views' painters apart. */
export interface PaintTask { readonly view: number; readonly picture: Picture; readonly width: number; readonly height: number }

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
      if (picture.levels) (picture.levels.given ? givenLines : lines)(picture, this.#heights, this.#prices, this.#pixels, row, end);
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

function heat({ heat: range, lambda, ramp, power }: Picture, { values: L, frame: { width } }: Heights, { values: R }: Prices, pixels: Uint8ClampedArray, from: number, to: number): void {
  const { of, low, high } = range!, middle = middleShare(range);
  const root = power === 0.5;
  const [l, r] = weights(of, lambda);
  const scale = high > low ? 1 / (high - low) : 0;
  for (let row = from, out = 4 * from * width; row < to; row += 1) {
    for (let column = 0, at = (row + 1) * (width + 2) + 1; column < width; column += 1, at += 1, out += 4) {
      const share = (l * L[at]! + r * R[at]! - low) * scale;
      const inside = share < 1 ? share : 1;
      const place = middle >= 0 ? 255 * placeOf(share > 0 ? inside : 0, power, middle) : share > 0 ? (root ? Math.sqrt(inside) : inside ** power) * 255 : 0;
      const below = place | 0;
      const a = 4 * below, b = 4 * (below < 255 ? below + 1 : 255), part = place - below;
      pixels[out] = ramp[a]! + (ramp[b]! - ramp[a]!) * part;
      pixels[out + 1] = ramp[a + 1]! + (ramp[b + 1]! - ramp[a + 1]!) * part;
      pixels[out + 2] = ramp[a + 2]! + (ramp[b + 2]! - ramp[a + 2]!) * part;
      pixels[out + 3] = 255;
    }
  }
}
