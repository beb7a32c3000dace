import { LANDING, type Landing } from '../problem/landing.ts';
import type { Rgba } from './colour.ts';

/** Where solutions land, row by row from the lowest, and how it is inked. */
export interface LandingPicture {
  readonly landings: Uint8Array;
  readonly columns: number;
  readonly rows: number;
  /** The one ink; landings differ by their hatching. */
  readonly ink: Rgba;
  /** Canvas pixels for one CSS pixel. */
  readonly ratio: number;
  /** What is shaded strongly. */
  readonly chosen: Landing | undefined;
  /** Whether the edges between landings are inked too: where no outline is drawn over them. */
  readonly edges: boolean;
}

const PERIOD = 7; // CSS pixels between two hatches

type Hatch = (x: number, y: number) => boolean;
const ACROSS: Hatch = (_, y) => y === 0, UP: Hatch = (x) => x === 0;

/** A hatch along the axis (or the diagonal) that a solution lands on, both ways where it lands on 0; nothing elsewhere. */
function hatchOf(landing: number, period: number): Hatch | null {
  if (landing === LANDING.origin) return (x, y) => x === 0 || y === 0;
  if (landing === LANDING.right || landing === LANDING.left) return ACROSS;
  if (landing === LANDING.up || landing === LANDING.down) return UP;
  if (landing === LANDING.northeast || landing === LANDING.southwest) return (x, y) => (x + y) % period === 0;
  if (landing === LANDING.southeast || landing === LANDING.northwest) return (x, y) => x === y;
  return null;
}

// The edge of the inside is the region's own outline.
const apart = (one: number, other: number) => one !== other && !(hatchless(one) && hatchless(other));
const hatchless = (landing: number) => landing === LANDING.free || landing === LANDING.inside;

const SHADES = { plain: [28, 74], chosen: [96, 168], edge: 190 } as const; // alphas of the ground and of a hatch, of 255

const wordOf = (r: number, g: number, b: number, alpha: number): number => new Uint32Array(Uint8Array.of(r, g, b, alpha).buffer)[0]!;

/** The colours of every landing across one period of a line of pixels, as words of a picture's memory. */
function stripe({ ink, chosen }: LandingPicture, period: number, line: number, v: number): Uint32Array {
  const [r, g, b] = ink.map((part) => Math.round(255 * part)) as [number, number, number];
  const words = new Uint32Array(16 * period);
  for (let landing = 0; landing < 16; landing += 1) {
    const hatch = hatchOf(landing, Math.floor(period / line));
    if (!hatch) continue;
    const [ground, bold] = SHADES[landing === chosen ? 'chosen' : 'plain'].map((alpha) => wordOf(r, g, b, alpha)) as [number, number];
    for (let x = 0; x < period; x += 1) words[landing * period + x] = hatch(Math.floor(x / line), v) ? bold : ground;
  }
  return words;
}

/** The pixels of `width` × `height`, not premultiplied: transparent where no weight is zero. A table makes each pixel one read. */
export function paintLandings(picture: LandingPicture, width: number, height: number): ImageData {
  const { landings, columns, rows, ink, ratio, edges } = picture;
  const image = new ImageData(width, height), pixels = new Uint32Array(image.data.buffer);
  const line = Math.max(1, Math.round(ratio)), period = line * Math.max(3, Math.round((PERIOD * ratio) / line));
  const [r, g, b] = ink.map((part) => Math.round(255 * part)) as [number, number, number], edge = wordOf(r, g, b, SHADES.edge);
  const stripes = Array.from({ length: period / line }, (_, v) => stripe(picture, period, line, v));
  const column = Int32Array.from({ length: width }, (_, x) => Math.min(columns - 1, Math.floor(((x + 0.5) * columns) / width)));
  const phase = Int32Array.from({ length: width }, (_, x) => x % period);
  const rowAt = (y: number) => columns * (rows - 1 - Math.min(rows - 1, Math.floor(((y + 0.5) * rows) / height)));
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = rowAt(y), next = rowAt(Math.min(height - 1, y + line)), words = stripes[Math.floor((y % period) / line)]!;
    for (let x = 0; x < width; x += 1, at += 1) {
      const landing = landings[row + column[x]!]!;
      pixels[at] = words[landing * period + phase[x]!]!;
      if (edges && (apart(landing, landings[next + column[x]!]!) || apart(landing, landings[row + column[Math.min(width - 1, x + line)]!]!))) pixels[at] = edge;
    }
  }
  return image;
}
