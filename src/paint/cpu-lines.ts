import { contactRing, type Picture } from './picture.ts';
import { weights, type Heights, type Prices } from './raster.ts';

/** Level lines, evenly spaced up to the picture's power, over what is painted in rows `from` to `to`. */
export function lines(picture: Picture, { values: L, frame: { width } }: Heights, { values: R, across: Rx, down: Ry }: Prices, pixels: Uint8ClampedArray, from: number, to: number): void {
  const { lambda, lineWidth, line, power } = picture;
  const root = power === 0.5;
  const { of, base, step, count } = picture.levels!;
  const contact = contactRing(picture);
  const [l, r] = weights(of, lambda);
  const stride = width + 2;
  const reach = lineWidth / 2 + 0.5;
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
      const cover = Math.min(1, reach - distance) * (1 - 0.65 * Math.min(1, ring / count)) * Math.min(1, Math.max(0, (Math.abs(ring - contact) - 0.2) / 0.25)) * line[3];
      ink(pixels, out, line, cover);
    }
  }
}

/** Lines exactly at the values that are given, however they are spaced. */
export function givenLines(picture: Picture, { values: L, frame: { width } }: Heights, { values: R, across: Rx, down: Ry }: Prices, pixels: Uint8ClampedArray, from: number, to: number): void {
  const { lambda, lineWidth, line } = picture, { of, given } = picture.levels!;
  const [l, r] = weights(of, lambda), stride = width + 2, reach = lineWidth / 2 + 0.5, count = given!.length;
  for (let row = from, out = 4 * from * width; row < to; row += 1) {
    for (let column = 0, at = (row + 1) * stride + 1; column < width; column += 1, at += 1, out += 4) {
      const value = l * L[at]! + r * R[at]!;
      let rank = 0;
      for (let i = 1; i < count; i += 1) if (Math.abs(value - given![i]!) < Math.abs(value - given![rank]!)) rank = i;
      const across = (l * (L[at + 1]! - L[at - 1]!)) / 2 + r * Rx[at]!, down = (l * (L[at + stride]! - L[at - stride]!)) / 2 + r * Ry[at]!;
      const slope = Math.sqrt(across * across + down * down), distance = Math.abs(value - given![rank]!) / slope;
      if (slope > 0 && distance < reach) ink(pixels, out, line, Math.min(1, reach - distance) * (1 - (0.65 * (rank + 1)) / count) * line[3]);
    }
  }
}

/** Inks a pixel. Premultiplied, as the GPU's canvas; a heatmap beneath is opaque, so that this is the plain mix there. */
function ink(pixels: Uint8ClampedArray, out: number, line: Picture['line'], cover: number): void {
  const keep = (1 - cover) * (pixels[out + 3]! / 255), total = keep + cover;
  for (let part = 0; part < 3; part += 1) pixels[out + part] = (pixels[out + part]! * keep + 255 * line[part]! * cover) / total;
  pixels[out + 3] = 255 * total;
}
