import type { Rgba } from '../paint/colour.ts';
import { rampNamed, type ColourMapName } from '../paint/colour-maps.ts';
import { estimate } from './metrics.ts';
import { short, type SvgNode, node } from './node.ts';

/** The colours of a printed figure by their roles, as #rrggbb; they are those of the live figure's custom properties. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly loss: string;
  readonly penalty: string;
  /** The two ends of the heatmap. */
  readonly fieldLow: string;
  readonly fieldHigh: string;
}

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: { paper: '#fdfcf9', ink: '#1c1d20', muted: '#63646a', loss: '#1d68b3', penalty: '#9c5700', fieldLow: '#fbfbfa', fieldHigh: '#bcc5d3' },
  dark: { paper: '#15171b', ink: '#f1efe9', muted: '#a3a5ab', loss: '#6fb1f2', penalty: '#f5ab45', fieldLow: '#1a1c20', fieldHigh: '#434c5c' },
};

export const SANS = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
export const MATH = "'STIX Two Text', 'Cambria Math', 'Latin Modern Roman', 'DejaVu Serif', Georgia, serif";
/** Pixels: all other sizes of type are shares of it. */
export const TYPE = 14;

export const colourOf = (hex: string): Rgba => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).concat(1) as unknown as Rgba;
export const hexOf = (parts: readonly number[]): string => `#${parts.slice(0, 3).map((part) => Math.min(255, Math.max(0, Math.round(255 * part))).toString(16).padStart(2, '0')).join('')}`;

/** The colours of the heatmap by their shares, even to the eye; `steps` is how many of 255 the most changing of red, green and blue walks through. */
export function rampOf({ fieldLow, fieldHigh }: Palette, map: ColourMapName): { at(share: number): string; steps: number } {
  const table = rampNamed(map, colourOf(fieldLow), colourOf(fieldHigh));
  const walk = (part: number) => table.reduce((sum, value, at) => (at % 4 === part && at > 3 ? sum + Math.abs(value - table[at - 4]!) : sum), 0);
  return {
    steps: Math.max(walk(0), walk(1), walk(2)),
    at: (share) => {
      const at = 4 * Math.round(255 * Math.min(1, Math.max(0, share)));
      return hexOf([table[at]! / 255, table[at + 1]! / 255, table[at + 2]! / 255]);
    },
  };
}

export const measure = (text: string, weight = 400): number => estimate(text, TYPE, weight);

/** Attributes of letters set in the typography of mathematics. */
export const math = { 'font-family': MATH, 'font-style': 'italic' } as const;

export const halo = ({ paper }: Palette) => ({ stroke: paper, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }) as const;

const BARS = '‖', SHIFT = 0.26, SMALL = 0.72; // of the size of type

/**
 * Text with marks as tspans: _italics_, ~subscript~, ^superscript^. The bars of a norm, which many fonts lack, are pairs of plain bars.
 * @param size of type in pixels
 */
export function rich(text: string, size: number): (SvgNode | string)[] {
  let base = 0, before = ''; // how far off the line the text stands, and what stood last
  return text.split(/(_[^_]+_|~[^~]+~|\^[^^]+\^|‖)/).filter(Boolean).map((part) => {
    const sign = part[0]!, inner = part.slice(1, -1), low = sign === '~', high = sign === '^';
    const shift = low ? SHIFT * size : high ? -0.42 * size : 0;
    const dy = shift - base || undefined, back = high && before[0] === '~' ? -estimate(before.slice(1, -1), SMALL * size) * 0.95 : undefined;
    base = shift;
    before = part;
    if (low || high) return node('tspan', { dy, dx: back, 'font-size': short(SMALL * size) }, inner);
    if (sign === '_') return node('tspan', { dy, ...math }, inner);
    if (part === BARS) return node('tspan', { dy, 'letter-spacing': short(-0.13 * size), 'font-weight': 400 }, '||');
    return dy === undefined ? part : node('tspan', { dy }, part);
  });
}

/** An upper estimate of the width of a text with marks. */
export function richWidth(text: string, size: number, weight = 400): number {
  return text.split(/(~[^~]+~|\^[^^]+\^)/).reduce((sum, part) => sum + (/^[~^]/.test(part) ? SMALL * estimate(part.slice(1, -1), size, weight) : estimate(part.replaceAll('_', '').replaceAll(BARS, '||'), size, weight)), 0);
}
