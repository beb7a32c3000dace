import type { Box } from '../geometry/labels.ts';
import { coordinates } from '../geometry/number.ts';
import { plane } from '../geometry/plane.ts';
import type { ColourMapName } from '../paint/colour-maps.ts';
import type { Quantity } from '../paint/picture.ts';
import { sceneOf, type Findings, type Scene } from '../paint/scene.ts';
import type { Window } from '../problem/grid.ts';
import { axesMarks } from './axes-marks.ts';
import { heatBands, levelRings } from './bands.ts';
import { captionMarks } from './caption.ts';
import { SANS, TYPE, type Palette } from './look.ts';
import { node, type SvgNode } from './node.ts';
import { optimumMarks } from './optimum-marks.ts';
import { pullMarks } from './pull-marks.ts';
import { regionMarks } from './region-marks.ts';
import { tableOf } from './table.ts';
import { amountText, certificateMark, certificateWords, solutionWords } from './words.ts';

/** A layer of a printed figure; they are drawn in their order, and stand for the elements of the same names. */
export type PrintLayer =
  | { readonly kind: 'heatmap'; readonly of?: Quantity; /** quiet when not given: the palette's own two ends. */ readonly colormap?: ColourMapName }
  | { readonly kind: 'level-sets'; readonly of?: Quantity; readonly count?: number; /** The values at which a line is drawn, instead of a count. */ readonly levels?: readonly number[] }
  | { readonly kind: 'constraint-region'; readonly bare?: boolean }
  | { readonly kind: 'axes' | 'argmin' | 'gradients' };

/** What was drawn elsewhere, to stand among the layers: in the picture's pixels. */
export interface Foreign {
  readonly kind: 'foreign';
  readonly marks: readonly SvgNode[];
  /** Where its labels stand, which those of later layers keep clear of. */
  readonly boxes: readonly Box[];
  /** Whether it draws the bold ring of the contact, which thin rings give way to. */
  readonly contact: boolean;
}

export const DEFAULT_LAYERS: readonly PrintLayer[] = [{ kind: 'heatmap' }, { kind: 'level-sets' }, { kind: 'constraint-region' }, { kind: 'axes' }, { kind: 'argmin' }];

/** How a figure is printed. */
export interface Sheet {
  readonly width: number;
  /** Of the picture and its caption together, or of the picture alone; nothing makes the picture a square. */
  readonly height?: number | undefined;
  readonly plane?: number | undefined;
  readonly palette: Palette;
  readonly layers: readonly (PrintLayer | Foreign)[];
  readonly digits: number;
  readonly caption: boolean;
  readonly title: string | undefined;
}

const LOWEST = 80; // pixels: a picture of less shows nothing

/** A figure of a solved problem as one SVG element. @param known a scene that has what this problem and window need of the loss */
export function printed(findings: Findings, window: Window, sheet: Sheet, known?: Scene): SvgNode {
  const { width, palette, digits } = sheet;
  const draft: Scene = { ...findings, ...findings.landmark, plane: plane(window, width, width), loss: undefined, relief: undefined, formulas: undefined };
  const caption = sheet.caption ? captionMarks(draft, width, digits, palette) : { marks: [], height: 0 };
  const height = sheet.plane ?? (sheet.height === undefined ? width : Math.max(LOWEST, sheet.height - caption.height));
  const flat = plane(window, width, height);
  const scene = known?.loss && known.relief ? { ...known, plane: flat } : sceneOf(findings, flat, tableOf(findings.problem.loss, window));
  const wide = { viewBox: `0 0 ${width} ${height + caption.height}`, width, height: height + caption.height };
  return node('svg', { xmlns: 'http://www.w3.org/2000/svg', ...wide, role: 'img', 'font-family': SANS, 'font-size': TYPE, fill: palette.ink },
    node('title', {}, sheet.title ?? titleOf(scene, digits)), node('desc', {}, describe(scene, digits)),
    node('rect', { width, height: height + caption.height, fill: palette.paper }),
    node('svg', { width, height, overflow: 'hidden' }, ...layersOf(scene, sheet)),
    ...(caption.marks.length > 0 ? [node('g', { transform: `translate(0 ${height})` }, ...caption.marks)] : []));
}

function layersOf(scene: Scene, { layers, palette, digits }: Sheet): SvgNode[] {
  const touches = layers.some((layer) => (layer.kind === 'constraint-region' ? !layer.bare : layer.kind === 'foreign' && layer.contact));
  const contact = touches && scene.solution.active ? scene.solution.loss : null;
  let taken: readonly Box[] = [];
  return layers.flatMap((layer): readonly SvgNode[] => {
    switch (layer.kind) {
      case 'heatmap': return heatBands(layer.of ?? 'objective', layer.colormap ?? 'quiet', scene, palette);
      case 'level-sets': return levelRings(layer.of ?? 'loss', layer.levels ?? layer.count, scene, contact, palette);
      case 'constraint-region': return regionMarks(scene, layer.bare ?? false, palette);
      case 'axes': return axesMarks(scene, palette);
      case 'gradients':
      case 'argmin': {
        const { marks, boxes } = layer.kind === 'argmin' ? optimumMarks(scene, taken, digits, palette) : pullMarks(scene, palette);
        taken = [...taken, ...boxes];
        return marks;
      }
      case 'foreign':
        taken = [...taken, ...layer.boxes];
        return layer.marks;
      default: return layer satisfies never;
    }
  });
}

const plain = (text: string) => text.replaceAll('_', '');

const titleOf = ({ solution }: Scene, digits: number) => `The optimum θ* = ${coordinates(solution.theta, digits)} of a regularized loss`;

/** The picture in sentences, for who does not see it. */
function describe({ problem, solution }: Scene, digits: number): string {
  const form = problem.form === 'penalty' ? 'Penalty form' : 'Constraint form';
  return `Level sets of the loss, the region of the penalty ${problem.penalty.kind}, and the optimum θ* = ${coordinates(solution.theta, digits)}: ${solutionWords(problem, solution)}. `
    + `${form}, ${plain(amountText(problem, solution, digits))}. ${certificateMark(solution).replace(/^./, (letter) => letter.toUpperCase())}: ${certificateWords(solution)}.`;
}
