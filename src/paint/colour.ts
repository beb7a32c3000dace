/** sRGB in 0..1 with alpha. */
export type Rgba = readonly [number, number, number, number];

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

// Björn Ottosson, "A perceptual color space for image processing" (2020): equal steps in OKLab look equal.
export type Oklab = readonly [lightness: number, a: number, b: number];

export function toOklab([r, g, b]: Rgba): Oklab {
  const [R, G, B] = [linear(r), linear(g), linear(b)];
  const l = Math.cbrt(0.4122214708 * R + 0.5363325363 * G + 0.0514459929 * B);
  const m = Math.cbrt(0.2119034982 * R + 0.6806995451 * G + 0.1073969566 * B);
  const s = Math.cbrt(0.0883024619 * R + 0.2817188376 * G + 0.6299787005 * B);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

function fromOklab([L, a, b]: Oklab): Rgba {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s), gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s), gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s), 1];
}

/** 256 opaque steps from one colour to another, even to the eye. */
export const ramp = (from: Rgba, to: Rgba): Uint8ClampedArray<ArrayBuffer> => rampThrough([toOklab(from), toOklab(to)]);

const apart = (a: Oklab, b: Oklab) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** 256 opaque steps through colours in order, all equally far apart to the eye. @param stops two or more */
export function rampThrough(stops: readonly Oklab[]): Uint8ClampedArray<ArrayBuffer> {
  const ways = stops.slice(1).map((stop, i) => apart(stops[i]!, stop)), whole = ways.reduce((sum, way) => sum + way, 0);
  const table = new Uint8ClampedArray(1024);
  for (let i = 0, leg = 0, passed = 0; i < 256; i += 1) {
    const at = (whole * i) / 255;
    while (leg + 1 < ways.length && at > passed + ways[leg]!) { passed += ways[leg]!; leg += 1; }
    const [a, b] = [stops[leg]!, stops[leg + 1]!], share = ways[leg]! > 0 ? (at - passed) / ways[leg]! : 0;
    const mix = (k: 0 | 1 | 2) => a[k] + (b[k] - a[k]) * share;
    table.set(fromOklab([mix(0), mix(1), mix(2)]).map((c) => 255 * c), 4 * i);
  }
  return table;
}

/** Reads a computed CSS colour: `rgb()`, `rgba()` or `color(srgb …)`, which is what browsers compute to. */
export function readColour(css: string): Rgba {
  const parts = css.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  const scale = css.startsWith('color(') ? 1 : 255;
  return [(parts[0] ?? 0) / scale, (parts[1] ?? 0) / scale, (parts[2] ?? 0) / scale, parts[3] ?? 1];
}
