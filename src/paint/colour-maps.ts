import { rampThrough, toOklab, type Oklab, type Rgba } from './colour.ts';

/** L from 0 to 1, chroma, hue in degrees: OKLab in polar form. */
type Polar = readonly [lightness: number, chroma: number, hue: number];

interface ColourMap { readonly light: readonly Polar[]; readonly dark: readonly Polar[]; readonly twoSided?: true }

// The lightness of a map changes one way only, so that it is read alike without any hue, and ends early: lines and points keep a contrast of 3 on all of it.
// A dark page turns it round, since there the ground is dark.
const MAPS = {
  grey: { light: [[0.985, 0, 0], [0.835, 0, 0]], dark: [[0.21, 0, 0], [0.42, 0, 0]] },
  water: { light: [[0.985, 0.006, 200], [0.84, 0.09, 212]], dark: [[0.21, 0.012, 230], [0.42, 0.07, 215]] },
  meadow: { light: [[0.98, 0.02, 105], [0.925, 0.11, 112], [0.84, 0.11, 165]], dark: [[0.21, 0.015, 220], [0.31, 0.05, 180], [0.42, 0.085, 145]] },
  sand: { light: [[0.985, 0.008, 90], [0.845, 0.1, 68]], dark: [[0.21, 0.01, 60], [0.42, 0.08, 65]] },
  dusk: { light: [[0.975, 0.01, 75], [0.885, 0.05, 25], [0.835, 0.09, 320]], dark: [[0.21, 0.02, 280], [0.31, 0.08, 305], [0.42, 0.13, 350]] },
  balance: { light: [[0.84, 0.085, 235], [0.975, 0, 0], [0.84, 0.085, 62]], dark: [[0.42, 0.085, 240], [0.21, 0, 0], [0.42, 0.085, 60]], twoSided: true },
} as const satisfies Record<Exclude<ColourMapName, 'quiet'>, ColourMap>;

/**
 * A colour map by its name. quiet runs between the theme's own two ends; grey, water, sand (of one hue), meadow and dusk (of several) are sequential;
 * balance has two sides. All are our own: even to the eye in OKLab, with variants for light and dark, told apart by eyes without red or green cones.
 */
export type ColourMapName = 'quiet' | 'grey' | 'water' | 'meadow' | 'sand' | 'dusk' | 'balance';

/** All of them, in the order in which they are offered. */
export const COLOUR_MAPS: readonly ColourMapName[] = ['quiet', ...(Object.keys(MAPS) as (keyof typeof MAPS)[])];

/** Whether a map runs both ways from a middle value. */
export const isTwoSided = (name: ColourMapName): boolean => name !== 'quiet' && 'twoSided' in MAPS[name];

const square = ([lightness, chroma, hue]: Polar): Oklab => [lightness, chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];

const tables = new Map<string, Uint8ClampedArray<ArrayBuffer>>();

/**
 * The 256 steps of a map, of a light or a dark page as the theme's own two ends tell.
 * @param low the theme's colour of the least value @param high and of the largest: they are the map `quiet` itself
 */
export function rampNamed(name: ColourMapName, low: Rgba, high: Rgba): Uint8ClampedArray<ArrayBuffer> {
  const from = toOklab(low), to = toOklab(high);
  if (name === 'quiet') return rampThrough([from, to]);
  const scheme = from[0] < to[0] ? 'dark' : 'light', key = `${name} ${scheme}`;
  let table = tables.get(key);
  if (!table) tables.set(key, (table = rampThrough(MAPS[name][scheme].map(square))));
  return table;
}
