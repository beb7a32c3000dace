import { describe, expect, test } from 'vitest';
import { COLOUR_MAPS, isTwoSided, rampNamed } from '../../src/paint/colour-maps.ts';
import { colourOf, PALETTES } from '../../src/print/look.ts';

type Rgb = readonly [number, number, number];

// Written out here once more, from their sources: WCAG 2.2's relative luminance and contrast; OKLab by its published matrices;
// and what a person without one kind of cone sees (Viénot, Brettel, Mollon, 1999: projections in linear RGB).
const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (rgb: Rgb) => { const [r, g, b] = rgb.map(linear) as [number, number, number]; return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const contrast = (a: Rgb, b: Rgb) => { const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q) as [number, number]; return (high + 0.05) / (low + 0.05); };
type Row = readonly [number, number, number];
const times = (rows: readonly Row[], v: Row) => rows.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Row;
function oklab(linearRgb: Row): Row {
  const lms = times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], linearRgb).map(Math.cbrt) as unknown as Row;
  return times([[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]], lms);
}
const apart = (a: Row, b: Row) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const EYES: Readonly<Record<string, readonly Row[]>> = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
  deuteranopia: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
};

const coloursOf = (name: (typeof COLOUR_MAPS)[number], theme: 'light' | 'dark'): Rgb[] => {
  const { fieldLow, fieldHigh } = PALETTES[theme], table = rampNamed(name, colourOf(fieldLow), colourOf(fieldHigh));
  return Array.from({ length: 256 }, (_, i) => [table[4 * i]! / 255, table[4 * i + 1]! / 255, table[4 * i + 2]! / 255]);
};
const part = (role: string) => colourOf(role).slice(0, 3) as unknown as Rgb;
const monotone = (values: readonly number[]) => { const way = Math.sign(values.at(-1)! - values[0]!); return values.every((value, i) => i === 0 || way * (value - values[i - 1]!) >= -2e-3); }; // 2e-3: half a step of 8 bits in the lightness of a grey

describe.each(COLOUR_MAPS)('the colour map %s', (name) => {
  test.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    const colours = coloursOf(name, theme), labs = colours.map((rgb) => oklab(rgb.map(linear) as unknown as Row));
    // Lightness goes one way, or on two sides the same way outward.
    const sides = isTwoSided(name) ? [labs.slice(0, 128).reverse(), labs.slice(128)] : [labs];
    for (const side of sides) {
      const lightness = side.map(([light]) => light);
      expect(monotone(lightness)).toBe(true);
      expect(Math.abs(lightness.at(-1)! - lightness[0]!)).toBeGreaterThan(0.11);
      expect(Math.sign(lightness.at(-1)! - lightness[0]!)).toBe(theme === 'light' ? -1 : 1);
    }
    // Equal steps look equal: sixteenths of the map, but for what 8 bits a part round off at both ends of a step.
    const steps = Array.from({ length: 16 }, (_, i) => apart(labs[Math.round((255 * i) / 16)]!, labs[Math.round((255 * (i + 1)) / 16)]!));
    const mean = steps.reduce((sum, step) => sum + step, 0) / 16;
    const rounding = Math.max(...colours.map((rgb, i) => apart(labs[i]!, oklab(rgb.map((value) => linear(value + (value > 0.5 ? -0.5 : 0.5) / 255)) as unknown as Row))));
    for (const step of steps) expect(Math.abs(step - mean)).toBeLessThanOrEqual(2 * rounding);
    // Nothing was cut off at the edge of what a screen shows.
    expect(colours.some((rgb) => rgb.some((value) => value === 0 || value === 1))).toBe(false);
    // Every mark keeps a contrast of 3 with every colour of the map, and ink one of 4.5 (WCAG 2.2, 1.4.11 and 1.4.3).
    for (const role of ['loss', 'penalty', 'muted'] as const) expect(Math.min(...colours.map((rgb) => contrast(rgb, part(PALETTES[theme][role]))))).toBeGreaterThanOrEqual(3);
    expect(Math.min(...colours.map((rgb) => contrast(rgb, part(PALETTES[theme].ink))))).toBeGreaterThanOrEqual(4.5);
    // Quarters of the map stay apart for every eye: 0.02 is about what is just noticed side by side.
    for (const rows of Object.values(EYES)) {
      const seen = [0, 64, 128, 191, 255].map((i) => oklab(times(rows, colours[i]!.map(linear) as unknown as Row).map((v) => Math.max(0, v)) as unknown as Row));
      for (const [i, a] of seen.entries()) for (const b of seen.slice(i + 1)) expect(apart(a, b)).toBeGreaterThan(0.025);
    }
  });
});
