import { COLOUR_MAPS } from '../paint/colour-maps.ts';
import { inLanguage } from '../geometry/numerals.ts';
import { windowOf } from '../paint/scene.ts';
import { QUANTITIES, type Quantity } from '../paint/picture.ts';
import { DEFAULT_LAYERS, printed, type PrintLayer } from '../print/figure.ts';
import { PALETTES, type Palette } from '../print/look.ts';
import { written } from '../print/node.ts';
import { Complaint, quote } from '../problem/complaint.ts';
import type { Window } from '../problem/grid.ts';
import { isRecord } from '../problem/read-parts.ts';
import { readLevels } from '../problem/read-levels.ts';
import { readChoice, readWindow } from '../problem/read.ts';
import type { Problem } from '../problem/types.ts';
import { landmark, solve } from '../solver/solve.ts';
import { readPlane } from './read.ts';

/** How `renderSvg` prints a figure; everything has a good value when it is not given. */
export interface RenderOptions {
  /** Pixels, from 120 to 4000; 480 when not given. */
  readonly width?: number;
  /** Pixels, picture and caption together, from 120 to 4000; when not given the picture is a square and the caption stands below it. */
  readonly height?: number;
  /** light when not given. */
  readonly theme?: 'light' | 'dark';
  /** Other colours for roles of the theme, as #rrggbb. */
  readonly colours?: Partial<Palette>;
  /** The part of the θ plane that is shown; fitted to the loss when not given. */
  readonly window?: Window;
  /** In paint order; heatmap, level-sets, constraint-region, axes and argmin when not given. A kind alone stands for the layer as it is by default. */
  readonly layers?: readonly (PrintLayer | PrintLayer['kind'])[];
  /** Significant digits of the numbers, from 2 to 12; 4 when not given. */
  readonly digits?: number;
  /** Whether the problem, λ and t, and the certificate stand below the picture; true when not given. */
  readonly caption?: boolean;
  /** The language as a tag such as `de`, whose decimal sign and digits numbers have; a point and 0 to 9 when not given. */
  readonly lang?: string;
  /** The accessible name; one that says θ* when not given. */
  readonly title?: string;
}

const NAMES = ['width', 'height', 'theme', 'colours', 'window', 'layers', 'digits', 'caption', 'lang', 'title'];
const KINDS = ['heatmap', 'level-sets', 'constraint-region', 'axes', 'argmin', 'gradients'] as const satisfies readonly PrintLayer['kind'][];
const FIELDS: { readonly [Kind in PrintLayer['kind']]: readonly string[] } = { heatmap: ['of', 'colormap'], 'level-sets': ['of', 'count', 'levels'], 'constraint-region': ['bare'], axes: [], argmin: [], gradients: [] };

function whole(value: unknown, about: string, low: number, high: number): number {
  if (Number.isInteger(value) && (value as number) >= low && (value as number) <= high) return value as number;
  throw new Complaint(`${about} is ${quote(value)}; allowed is a whole number from ${low} to ${high}.`, about);
}

function truth(value: unknown, about: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new Complaint(`${about} is ${quote(value)}; allowed are true and false.`, about);
}

function readLayer(value: unknown): PrintLayer {
  const given = typeof value === 'string' ? { kind: value } : value;
  if (!isRecord(given)) throw new Complaint(`A layer is ${quote(value)}; allowed are ${KINDS.join(', ')}, or an object with such a kind.`, 'layers');
  const kind = readChoice(given.kind, 'layers', KINDS);
  const other = Object.keys(given).find((name) => name !== 'kind' && !FIELDS[kind].includes(name));
  if (other !== undefined) throw new Complaint(`The layer ${kind} has ${quote(other)}; allowed ${FIELDS[kind].length > 0 ? `are kind, ${FIELDS[kind].join(', ')}` : 'is its kind'}.`, 'layers');
  const layer: Record<string, unknown> = { kind };
  if (given.of !== undefined) layer.of = readChoice(given.of, 'of', QUANTITIES) satisfies Quantity;
  if (given.count !== undefined) layer.count = whole(given.count, 'count', 1, 200);
  if (given.levels !== undefined) layer.levels = readLevels(given.levels);
  if (given.levels !== undefined && given.count !== undefined) throw new Complaint(`levels is ${quote(given.levels)} and count is ${quote(given.count)}; allowed is one of them.`, 'levels');
  if (given.colormap !== undefined) layer.colormap = readChoice(given.colormap, 'colormap', COLOUR_MAPS);
  if (given.bare !== undefined) layer.bare = truth(given.bare, 'bare');
  return layer as unknown as PrintLayer;
}

function readPalette(theme: 'light' | 'dark', value: unknown): Palette {
  const roles = Object.keys(PALETTES.light);
  if (value === undefined) return PALETTES[theme];
  if (!isRecord(value)) throw new Complaint(`colours is ${quote(value)}; allowed is an object with ${roles.join(', ')}.`, 'colours');
  for (const [role, colour] of Object.entries(value)) {
    if (!roles.includes(role)) throw new Complaint(`colours has ${quote(role)}; allowed are ${roles.join(', ')}.`, 'colours');
    if (typeof colour !== 'string' || !/^#[\da-f]{6}$/i.test(colour)) throw new Complaint(`The colour ${role} is ${quote(colour)}; allowed is #rrggbb, such as ${PALETTES[theme].loss}.`, 'colours');
  }
  return { ...PALETTES[theme], ...value };
}

function readView(value: unknown): Window {
  const { x, y } = isRecord(value) ? value : {};
  if (Array.isArray(x) && Array.isArray(y)) return readWindow([...x, ...y].join(' '));
  throw new Complaint(`window is ${quote(value)}; allowed are x and y as [low, high] with low below high.`, 'window');
}

/**
 * A problem of the plane as a figure: a standalone SVG with its own colours, text as text, a title and a description, and no
 * script, style or link. It is what the live figure exports and prints, and a fallback for `slot="static"`. The same problem and
 * options give the same text.
 * @param problem of the plane, plain JSON, as for `solve`; it is solved here, which for a formula or a non-convex penalty may take
 * seconds. A loss of samples is drawn from a table of at most 129 × 129 sums
 * @param options size, theme, window, layers
 * @returns SVG text of some tens of kilobytes, to be saved as a file or put into a page
 * @throws Complaint for what cannot be read, or where no minimiser is attained
 */
export function renderSvg(problem: Problem, options: RenderOptions = {}): string {
  if (!isRecord(options)) throw new Complaint(`The options are ${quote(options)}; allowed is an object with ${NAMES.join(', ')}.`, 'options');
  const other = Object.keys(options).find((name) => !NAMES.includes(name));
  if (other !== undefined) throw new Complaint(`The options have ${quote(other)}; allowed are ${NAMES.join(', ')}.`, 'options');
  const { width = 480, height, theme = 'light', colours, window, layers, digits = 4, caption = true, lang = '', title } = options as RenderOptions;
  if (layers !== undefined && !Array.isArray(layers)) throw new Complaint(`layers is ${quote(layers)}; allowed is a list of ${KINDS.join(', ')}.`, 'layers');
  if (typeof lang !== 'string') throw new Complaint(`lang is ${quote(lang)}; allowed is a language tag, such as de.`, 'lang');
  if (title !== undefined && typeof title !== 'string') throw new Complaint(`title is ${quote(title)}; allowed is text.`, 'title');
  const sheet = {
    width: whole(width, 'width', 120, 4000), height: height === undefined ? undefined : whole(height, 'height', 120, 4000),
    palette: readPalette(readChoice(theme, 'theme', ['light', 'dark']), colours), layers: layers?.map(readLayer) ?? DEFAULT_LAYERS,
    digits: whole(digits, 'digits', 2, 12), caption: truth(caption, 'caption'), title,
  };
  const seen = window === undefined ? undefined : readView(window), read = readPlane(problem, 'a figure');
  const findings = { problem: read, solution: solve(read), landmark: landmark(read.loss) };
  return written(inLanguage(lang, () => printed(findings, seen ?? windowOf(findings), sheet)));
}
