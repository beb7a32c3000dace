import { lossFunction, penaltyFunction, type Formulas } from '../problem/catalogue.ts';
import type { Window } from '../problem/grid.ts';
import { contactRing, type Picture, type Quantity } from './picture.ts';

/** L and R at every pixel centre with a border of one pixel, for central differences; kept while only λ changes. */
interface Samples {
  readonly formulas: Formulas;
  readonly window: Window;
  readonly width: number;
  readonly height: number;
  readonly L: Float64Array;
  readonly R: Float64Array;
}

/** What a view asks of the worker; `view` tells the views' painters apart. */
export interface PaintTask { readonly view: number; readonly picture: Picture; readonly width: number; readonly height: number }

const ROWS = 16; // painted between two yields: about a millisecond

function* sample({ formulas, window }: Picture, width: number, height: number): Generator<void, Samples> {
  const lossAt = lossFunction(formulas), penaltyAt = penaltyFunction(formulas.penalty);
  const stride = width + 2;
  const L = new Float64Array(stride * (height + 2)), R = new Float64Array(L.length);
  for (let row = -1, at = 0; row <= height; row += 1) {
    const y = window.y[1] + ((window.y[0] - window.y[1]) * (row + 0.5)) / height;
    for (let column = -1; column <= width; column += 1, at += 1) {
      const x = window.x[0] + ((window.x[1] - window.x[0]) * (column + 0.5)) / width;
      L[at] = lossAt(x, y);
      R[at] = penaltyAt(x, y);
    }
    if (row % ROWS === 0) yield;
  }
  return { formulas, window, width, height, L, R };
}

/** The CPU twin of paint.wgsl: the same heat, rings, fade and cover, pixel by pixel. */
export class CpuPainter {
  #samples: Samples | undefined;
  #pixels = new Uint8ClampedArray(0);

  /** Paints in resumable steps of some rows. The pixels (RGBA, not premultiplied) are reused by the next picture. */
  *paint(picture: Picture, width: number, height: number): Generator<void, Uint8ClampedArray<ArrayBuffer>> {
    const samples = fits(this.#samples, picture, width, height) ? this.#samples : (this.#samples = yield* sample(picture, width, height));
    if (this.#pixels.length !== 4 * width * height) this.#pixels = new Uint8ClampedArray(4 * width * height);
    else this.#pixels.fill(0);
    for (let row = 0; row < height; row += ROWS) {
      const end = Math.min(height, row + ROWS);
      if (picture.heat) heat(picture, samples, this.#pixels, row, end);
      if (picture.levels) lines(picture, samples, this.#pixels, row, end);
      yield;
    }
    return this.#pixels;
  }
}

// By value: a picture that crossed to a worker is a copy.
function fits(kept: Samples | undefined, { formulas, window }: Picture, width: number, height: number): kept is Samples {
  const alike = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((value, i) => value === b[i]);
  return kept !== undefined && kept.width === width && kept.height === height && kept.formulas.loss === formulas.loss
    && kept.formulas.penalty === formulas.penalty && alike(kept.formulas.values, formulas.values)
    && alike(kept.window.x, window.x) && alike(kept.window.y, window.y);
}

const weights = (of: Quantity, lambda: number) => (of === 'loss' ? [1, 0] : of === 'penalty' ? [0, 1] : [1, lambda]) as [number, number];

function heat({ heat: range, lambda, ramp }: Picture, { L, R, width }: Samples, pixels: Uint8ClampedArray, from: number, to: number): void {
  const { of, low, high } = range!;
  const [l, r] = weights(of, lambda);
  const scale = high > low ? 1 / (high - low) : 0;
  for (let row = from, out = 4 * from * width; row < to; row += 1) {
    for (let column = 0, at = (row + 1) * (width + 2) + 1; column < width; column += 1, at += 1, out += 4) {
      const share = (l * L[at]! + r * R[at]! - low) * scale;
      const place = share > 0 ? Math.sqrt(share < 1 ? share : 1) * 255 : 0;
      const below = place | 0;
      const a = 4 * below, b = 4 * (below < 255 ? below + 1 : 255), part = place - below;
      pixels[out] = ramp[a]! + (ramp[b]! - ramp[a]!) * part;
      pixels[out + 1] = ramp[a + 1]! + (ramp[b + 1]! - ramp[a + 1]!) * part;
      pixels[out + 2] = ramp[a + 2]! + (ramp[b + 2]! - ramp[a + 2]!) * part;
      pixels[out + 3] = 255;
    }
  }
}

function lines(picture: Picture, { L, R, width }: Samples, pixels: Uint8ClampedArray, from: number, to: number): void {
  const { lambda, lineWidth, line } = picture;
  const { of, base, step, count } = picture.levels!;
  const contact = contactRing(picture);
  const [l, r] = weights(of, lambda);
  const stride = width + 2;
  const reach = lineWidth / 2 + 0.5;
  const [red, green, blue, alpha] = [255 * line[0], 255 * line[1], 255 * line[2], line[3]];
  for (let row = from, out = 4 * from * width; row < to; row += 1) {
    for (let column = 0, at = (row + 1) * stride + 1; column < width; column += 1, at += 1, out += 4) {
      const rise = l * L[at]! + r * R[at]! - base;
      const u = rise > 0 ? Math.sqrt(rise) : 0;
      if (u < step / 4) continue; // at the bottom the slope is rounding noise, and no ring is near
      const ring = Math.max(1, Math.round(u / step));
      const across = (l * (L[at + 1]! - L[at - 1]!) + r * (R[at + 1]! - R[at - 1]!)) / 2;
      const down = (l * (L[at + stride]! - L[at - stride]!) + r * (R[at + stride]! - R[at - stride]!)) / 2;
      const distance = (Math.abs(u - ring * step) * 2 * u) / Math.max(Math.sqrt(across * across + down * down), 1e-30);
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
