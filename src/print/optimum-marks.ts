import type { Box } from '../geometry/labels.ts';
import type { Scene } from '../paint/scene.ts';
import type { Vec2 } from '../problem/types.ts';
import { halo, math, measure, TYPE, type Palette } from './look.ts';
import { node, type SvgNode } from './node.ts';
import { optimumOf } from './optimum.ts';

/** θ̂ hollow, θ* solid with its numbers, and the bold piece of axis where a weight is exactly zero. */
export function optimumMarks(scene: Scene, taken: readonly Box[], digits: number, palette: Palette): { marks: SvgNode[]; boxes: Box[] } {
  const { at, zero, hats, others, segment, sparse, value, words, place, name } = optimumOf(scene, measure, taken, digits);
  const { ink, paper, loss } = palette, { holds } = scene.solution.certificate;
  const line = (to: Vec2, from: Vec2, more: SvgNode['attributes']) => node('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], stroke: ink, 'stroke-linecap': 'round', ...more });
  const dot = ([cx, cy]: Vec2) => node('circle', { cx, cy, r: 7.5, ...(holds ? { fill: ink, stroke: paper } : { fill: paper, stroke: ink, 'stroke-dasharray': '3 2' }), 'stroke-width': 3 });
  // The halo of a whole line lies under it, or the star's would cut into the θ.
  const label = (more: SvgNode['attributes']) => node('text', { x: place.x, y: place.y + 15, 'font-weight': 650, ...more }, node('tspan', math, 'θ'), value.slice(1));
  return {
    boxes: [place, ...(name ? [name] : [])],
    marks: [
      ...(sparse ? [line(at, zero, { 'stroke-width': 4 })] : []),
      ...(segment ? others.map((other) => line(other, at, { 'stroke-width': 5, 'stroke-opacity': 0.45 })) : []),
      ...hats.map(([cx, cy]) => node('circle', { cx, cy, r: 5.5, fill: paper, stroke: loss, 'stroke-width': 3 })),
      ...(segment ? [] : others.map(dot)), dot(at),
      ...(name ? thetaHat(name.x + 2, name.y + 21, palette) : []),
      label({ fill: 'none', stroke: paper, 'stroke-width': 4, 'stroke-linejoin': 'round', 'aria-hidden': 'true' }), label({}),
      node('text', { x: place.x, y: place.y + 34, 'font-size': 0.93 * TYPE, fill: palette.muted, ...halo(palette) }, words),
    ],
  };
}

/** θ̂ with a hat that is drawn: the combining character is lost in many fonts. */
function thetaHat(x: number, y: number, palette: Palette): SvgNode[] {
  const hat = { d: `M${x + 2.5},${y - 15.5}l4,-4l4,4`, fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  return [node('path', { ...hat, stroke: palette.paper, 'stroke-width': 5 }),
    node('text', { x, y, 'font-size': 1.35 * TYPE, fill: palette.loss, ...math, ...halo(palette) }, 'θ'), node('path', { ...hat, stroke: palette.loss, 'stroke-width': 1.6 })];
}
