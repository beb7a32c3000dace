import { levelPath } from '../geometry/level.ts';
import { regionPath } from '../geometry/region.ts';
import type { Scene } from '../paint/scene.ts';
import { fixedPenalty } from '../problem/formulas.ts';
import type { Palette } from './look.ts';
import { node, type SvgNode } from './node.ts';
import { compact } from './path.ts';

/** {R ≤ t} with true corners, and the contour that touches it; dashed where t is a consequence and not a wall. */
export function regionMarks({ problem, solution, plane, loss }: Scene, bare: boolean, palette: Palette): SvgNode[] {
  const { fill, stroke } = regionPath(fixedPenalty(problem), solution.budget, plane);
  const isWall = problem.form === 'constraint', [cx, cy] = plane.toPixels([0, 0]);
  const contact = solution.active && !bare ? compact(levelPath(problem.loss, loss, solution.loss, solution.theta, plane)) : '';
  const region = fill || stroke ? [
    node('path', { d: compact(fill), fill: palette.penalty, 'fill-rule': 'evenodd', 'fill-opacity': isWall ? 0.16 : 0.09 }),
    node('path', { d: compact(stroke), fill: 'none', stroke: palette.penalty, 'stroke-width': 2, 'stroke-miterlimit': 4, 'stroke-dasharray': isWall ? undefined : '5 4' }),
  ] : [node('circle', { cx, cy, r: 3, fill: palette.penalty })];
  return contact ? [...region, node('path', { d: contact, fill: 'none', stroke: palette.loss, 'stroke-width': 2.5, 'stroke-linejoin': 'round' })] : region;
}
