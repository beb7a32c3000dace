import { lossFunction, penaltyFunction } from '../problem/catalogue.ts';
import type { Window } from '../problem/grid.ts';
import type { Loss, Penalty } from '../problem/types.ts';
import type { Picture, Quantity } from './picture.ts';

/** L and R at every pixel centre with a border of one pixel, for central differences; kept while only λ changes. */
interface Samples {
  readonly loss: Loss;
  readonly penalty: Penalty;
  readonly window: Window;
  readonly width: number;
  readonly height: number;
  readonly L: Float64Array;
  readonly R: Float64Array;
}

function sample({ problem: { loss, penalty }, window }: Picture, width: number, height: number): Samples {
  const lossAt = lossFunction(loss), penaltyAt = penaltyFunction(penalty);
  const stride = width + 2;
  const L = new Float64Array(stride * (height + 2)), R = new Float64Array(L.length);
  for (let row = -1, at = 0; row <= height; row += 1) {
    const y = window.y[1] + ((window.y[0] - window.y[1]) * (row + 0.5)) / height;
    for (let column = -1; column <= width; column += 1, at += 1) {
      const x = window.x[0] + ((window.x[1] - window.x[0]) * (column + 0.5)) / width;
      L[at] = lossAt(x, y);
      R[at] = penaltyAt(x, y);
    }
  }
  return { loss, penalty, window, width, height, L, R };
}

/** The CPU twin of paint.wgsl: the same heat, rings, fade and cover, pixel by pixel. */
export class CpuPainter {
  #samples: Samples | undefined;

  paint(picture: Picture, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
    const kept = this.#samples;
    const { loss, penalty } = picture.problem;
    const fits = kept && same(kept.loss, loss) && kept.penalty.kind === penalty.kind && kept.width === width && kept.height === height
      && same(kept.window, picture.window);
    const samples = fits ? kept : (this.#samples = sample(picture, width, height));
    const pixels = new Uint8ClampedArray(4 * width * height);
    if (picture.heat) heat(picture, samples, pixels);
    if (picture.levels) lines(picture, samples, pixels);
    return pixels;
  }
}

// Values that crossed to a worker are copies, so identity does not tell; samples are compared by their arrays' content.
const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

const weights = (of: Quantity, lambda: number) => (of === 'loss' ? [1, 0] : of === 'penalty' ? [0, 1] : [1, lambda]) as [number, number];

function heat({ heat: range, lambda, ramp }: Picture, { L, R, width, height }: Samples, pixels: Uint8ClampedArray): void {
  const { of, low, high } = range!;
  const [l, r] = weights(of, lambda);
  const scale = high > low ? 1 / (high - low) : 0;
  for (let row = 0, out = 0; row < height; row += 1) {
    for (let column = 0, at = (row + 1) * (width + 2) + 1; column < width; column += 1, at += 1, out += 4) {
      const share = (l * L[at]! + r * R[at]! - low) * scale;
      const place = share > 0 ? Math.sqrt(share < 1 ? share : 1) * 255 : 0;
      const below = place | 0;
      const from = 4 * below, to = 4 * (below < 255 ? below + 1 : 255), part = place - below;
      pixels[out] = ramp[from]! + (ramp[to]! - ramp[from]!) * part;
      pixels[out + 1] = ramp[from + 1]! + (ramp[to + 1]! - ramp[from + 1]!) * part;
      pixels[out + 2] = ramp[from + 2]! + (ramp[to + 2]! - ramp[from + 2]!) * part;
      pixels[out + 3] = 255;
    }
  }
}

function lines({ levels, lambda, lineWidth, line }: Picture, { L, R, width, height }: Samples, pixels: Uint8ClampedArray): void {
  const { of, base, step, count } = levels!;
  const [l, r] = weights(of, lambda);
  const stride = width + 2;
  const reach = lineWidth / 2 + 0.5;
  const [red, green, blue, alpha] = [255 * line[0], 255 * line[1], 255 * line[2], line[3]];
  for (let row = 0, out = 0; row < height; row += 1) {
    for (let column = 0, at = (row + 1) * stride + 1; column < width; column += 1, at += 1, out += 4) {
      const rise = l * L[at]! + r * R[at]! - base;
      const u = rise > 0 ? Math.sqrt(rise) : 0;
      const ring = Math.max(1, Math.round(u / step));
      const across = (l * (L[at + 1]! - L[at - 1]!) + r * (R[at + 1]! - R[at - 1]!)) / 2;
      const down = (l * (L[at + stride]! - L[at - stride]!) + r * (R[at + stride]! - R[at - stride]!)) / 2;
      const distance = (Math.abs(u - ring * step) * 2 * u) / Math.max(Math.sqrt(across * across + down * down), 1e-30);
      if (distance >= reach) continue;
      const cover = Math.min(1, reach - distance) * (1 - 0.65 * Math.min(1, ring / count)) * alpha;
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
