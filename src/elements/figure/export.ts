import { DEFAULT_LAYERS, printed, type Foreign, type PrintLayer } from '../../print/figure.ts';
import { colourOf, hexOf, PALETTES, type Palette } from '../../print/look.ts';
import type { SvgNode } from '../../print/node.ts';
import { readColour } from '../../paint/colour.ts';
import { QUANTITIES, type Quantity } from '../../paint/picture.ts';
import type { Findings, Scene } from '../../paint/scene.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import type { Window } from '../../problem/grid.ts';
import { inLanguage } from '../../geometry/numerals.ts';
import { languageOf } from '../language.ts';
import { drawNode } from './canvas-print.ts';
import { claimsOf } from '../layers/claims.ts';
import type { RegConstraintRegion } from '../layers/constraint-region.ts';
import type { RegHeatmap, RegLevelSets } from '../layers/field-layers.ts';
import type { RegGradients } from '../layers/gradients.ts';
import type { RegLayer } from '../layers/layer.ts';
import { transcribe } from './transcribe.ts';

export { written } from '../../print/node.ts';

/** What a figure shows now, as far as it is to be printed. */
export interface Shown {
  readonly findings: Findings;
  readonly window: Window;
  readonly scene: Scene | undefined;
  readonly layers: readonly RegLayer[];
  /** An element that wears the figure's roles. */
  readonly root: Element;
}

const ROLES = { paper: '--_paper', ink: '--_ink', muted: '--_muted', loss: '--_loss', penalty: '--_penalty', fieldLow: '--_field-low', fieldHigh: '--_field-high' } satisfies Record<keyof Palette, string>;

/** The roles' colours as they stand in the style sheet now. */
export function paletteOf(root: Element): Palette {
  const probe = document.createElement('span');
  root.append(probe);
  const read = ([role, name]: [string, string]) => {
    probe.style.setProperty('color', `var(${name})`);
    return [role, hexOf(readColour(getComputedStyle(probe).color))];
  };
  const palette = Object.fromEntries(Object.entries(ROLES).map(read)) as unknown as Palette;
  probe.remove();
  return palette;
}

const quantityOf = (of: string, usual: Quantity): Quantity => QUANTITIES.find((quantity) => quantity === of) ?? usual;

/** The author's layer as one that print knows; what it does not know is taken as it stands on the screen. */
function layerOf(layer: RegLayer, scene: Scene | undefined): PrintLayer | Foreign {
  switch (layer.localName) {
    case 'reg-heatmap': return { kind: 'heatmap', of: quantityOf((layer as RegHeatmap).of, 'objective'), colormap: (layer as RegHeatmap).map };
    case 'reg-level-sets': {
      const { of, count, given } = layer as RegLevelSets, rings = given ? { levels: given } : count === null || layer.complaint ? {} : { count: Number(count) };
      return { kind: 'level-sets', of: quantityOf(of, 'loss'), ...rings };
    }
    case 'reg-constraint-region': if (!(layer as RegConstraintRegion).rescaled) return { kind: 'constraint-region', bare: (layer as RegConstraintRegion).bare }; break;
    case 'reg-axes': return { kind: 'axes' };
    case 'reg-argmin': return { kind: 'argmin' };
    case 'reg-gradients': if ((layer as RegGradients).probe === null) return { kind: 'gradients' }; break;
    default: break;
  }
  const picture = layer.renderRoot?.querySelector('svg');
  return { kind: 'foreign', marks: picture ? transcribe(picture) : [], boxes: scene ? claimsOf(scene, layer) : [], contact: scene ? typeof layer.contribute(scene).contact === 'number' : false };
}

const WIDTH = 480; // pixels, of a figure that has no size on the page

/** What a figure shows now as one SVG element with its own colours. */
export function shownNode({ findings, window, scene, layers, root }: Shown, palette = paletteOf(root)): SvgNode {
  const { width, height } = scene?.plane ?? { width: WIDTH, height: WIDTH };
  const own = layers.map((layer) => layerOf(layer, scene)).filter(({ kind }) => scene || kind !== 'foreign');
  const whole = scene?.problem === findings.problem && scene.plane.window === window ? scene : undefined;
  return inLanguage(languageOf(root), () => printed(findings, window, { width: Math.round(width), plane: Math.round(height), palette, layers: own.length > 0 ? own : DEFAULT_LAYERS, digits: 4, caption: true, title: undefined }, whole));
}

/** For paper: the colours of the light theme, whatever the screen's. */
export const onPaper = (shown: Shown): SvgNode => {
  const palette = paletteOf(shown.root), [red, green, blue] = colourOf(palette.paper);
  return shownNode(shown, red + green + blue < 1.5 ? PALETTES.light : palette);
};

const MOST_PIXELS = 8192 ** 2;

/** A printed figure as a PNG. @throws Complaint (the promise rejects) for a scale that is not allowed */
export async function pngOf(figure: SvgNode, scale: unknown): Promise<Blob> {
  const [width, height] = [Number(figure.attributes.width), Number(figure.attributes.height)];
  if (typeof scale !== 'number' || !(scale > 0) || !(width * height * scale * scale <= MOST_PIXELS)) {
    throw new Complaint(`scale is ${quote(scale)}; allowed is a number above 0 that makes no more than ${MOST_PIXELS} pixels, such as 2.`, 'scale');
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d')!;
  context.scale(canvas.width / width, canvas.height / height);
  drawNode(context, figure);
  return new Promise((resolve, reject) => { canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Complaint('The picture could not be made; allowed is a smaller scale.', 'scale'))), 'image/png'); });
}

/** A printed figure as elements: no markup is parsed, which a page's policy may forbid. */
export function elementOf(part: SvgNode): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', part.name);
  for (const [name, value] of Object.entries(part.attributes)) if (value !== undefined && name !== 'xmlns') element.setAttribute(name, String(value));
  element.append(...part.children.map((child) => (typeof child === 'string' ? child : elementOf(child))));
  return element;
}
