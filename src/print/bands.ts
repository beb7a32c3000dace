import { lines, rings } from '../geometry/contour.ts';
import { conicPath } from '../geometry/conic.ts';
import type { Plane } from '../geometry/plane.ts';
import { isTwoSided, type ColourMapName } from '../paint/colour-maps.ts';
import { drawnWeight, HIGHEST, levelsOf, middleOf, middleShare, rangeOf, shareAt, type Quantity } from '../paint/picture.ts';
import type { Scene } from '../paint/scene.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import { valueOf } from '../problem/stated.ts';
import { rampOf, type Palette } from './look.ts';
import { node, type SvgNode } from './node.ts';
import { chain, compact, thinned } from './path.ts';

type Plot = (x: number, y: number) => number;

const CELL_PX = 4;
const FINE_PX = 0.1, LATTICE_PX = 0.1;

/** A quantity in f64 over the plane; nothing while the loss is on its way. */
function plotOf(of: Quantity, { problem, solution, loss }: Scene): Plot | undefined {
  const penalty = valueOf(penaltyOf(problem).stated), weight = drawnWeight(problem, solution);
  if (of === 'penalty') return penalty;
  return of === 'loss' || !loss ? loss : (x, y) => loss(x, y) + weight * penalty(x, y);
}

const nodesOf = (pixels: number) => Math.min(400, Math.max(24, Math.ceil(pixels / CELL_PX))) + 1;

/** Outlines of {f ≤ level}, or only its lines within the picture, as one path. */
function outlines(f: Plot, level: number, plane: Plane, filled: boolean): string {
  const { window, width, height, toPixels } = plane;
  const found = rings(f, level, window, nodesOf(width), nodesOf(height));
  const parts = filled ? found.map(({ points }) => ({ points, closed: true })) : found.flatMap((ring) => lines(ring, ['wall', 'jump']));
  return parts.map(({ points, closed }) => {
    const pixels = points.map(toPixels);
    return chain(thinned(closed ? [...pixels, pixels[0]!] : pixels, FINE_PX).slice(0, closed ? -1 : undefined), closed, LATTICE_PX);
  }).join('');
}

const quadraticLoss = ({ problem: { loss } }: Scene) => (loss.kind === 'quadratic' || loss.kind === 'squared' ? quadraticOf(loss) : undefined);

/** The heatmap as nested sublevel sets, one colour each: as many as make a step too small to be seen. */
export function heatBands(of: Quantity, map: ColourMapName, scene: Scene, palette: Palette): SvgNode[] {
  const { problem, solution, plane, relief, loss } = scene, f = plotOf(of, scene);
  const range = relief && rangeOf(of, problem, solution, relief);
  if (!f || !loss || !range || !(range.high > range.low) || !(range.high < HIGHEST)) return [];
  const colour = rampOf(palette, map), count = Math.min(64, Math.max(8, Math.round(colour.steps / 2))), quadratic = of === 'loss' ? quadraticLoss(scene) : undefined;
  const { low, high } = range, middle = isTwoSided(map) ? middleShare({ of, ...range, middle: middleOf(of, problem, solution, loss) }) : -1;
  const plain: Plot = (x, y) => { const value = f(x, y); return Number.isNaN(value) ? low : value; }; // as the heatmap on the screen has it
  const bands: SvgNode[] = [node('rect', { width: plane.width, height: plane.height, fill: colour.at((count - 0.5) / count) })];
  for (let k = count - 1; k > 0; k -= 1) {
    const level = low + (high - low) * shareAt(k / count, relief.power, middle);
    const d = quadratic?.rank === 2 ? compact(conicPath(quadratic, level, plane)) : outlines(plain, level, plane, true);
    if (d) bands.push(node('path', { d, fill: colour.at((k - 0.5) / count) }));
  }
  return [node('g', { 'fill-rule': 'evenodd' }, ...bands)];
}

const roomFor = ({ width, height }: Plane) => Math.min(16, Math.max(6, Math.round(Math.min(width, height) / 36)));

/** Level lines: fainter outward; evenly spaced ones give way where the bold ring of the contact lies. @param asked how many, or at which values */
export function levelRings(of: Quantity, asked: number | readonly number[] | undefined, scene: Scene, contact: number | null, palette: Palette): SvgNode[] {
  const { plane } = scene, f = plotOf(of, scene);
  if (!f) return [];
  const quadratic = of === 'loss' ? quadraticLoss(scene) : undefined;
  const rings = (typeof asked === 'object' ? asked.map((level, i) => ({ level, shade: 1 - (0.65 * (i + 1)) / asked.length })) : evenRings(of, asked, scene, contact)).map(({ level, shade }) => {
    const d = quadratic ? compact(conicPath(quadratic, level, plane)) : outlines(f, level, plane, false);
    return d ? [node('path', { d, 'stroke-opacity': shade })] : [];
  });
  return [node('g', { fill: 'none', stroke: palette.loss, 'stroke-width': 1.1, 'stroke-linejoin': 'round' }, ...rings.flat())];
}

function evenRings(of: Quantity, count: number | undefined, { problem, solution, plane, relief }: Scene, contact: number | null): { level: number; shade: number }[] {
  const levels = relief && levelsOf(of, count ?? roomFor(plane), problem, solution, relief);
  if (!levels) return [];
  const bold = of === 'loss' && contact !== null && contact > levels.base ? (contact - levels.base) ** relief.power / levels.step : -1000;
  return Array.from({ length: levels.count }, (_, i) => i + 1).flatMap((ring) => {
    const shade = (1 - (0.65 * ring) / levels.count) * Math.min(1, Math.max(0, (Math.abs(ring - bold) - 0.2) / 0.25));
    return shade > 0 ? [{ level: levels.base + (ring * levels.step) ** (1 / relief.power), shade }] : [];
  });
}
