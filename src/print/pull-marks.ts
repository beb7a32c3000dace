import { forcesAt } from '../geometry/forces.ts';
import type { Box } from '../geometry/labels.ts';
import type { Scene } from '../paint/scene.ts';
import type { Vec2 } from '../problem/types.ts';
import { halo, measure, type Palette } from './look.ts';
import { node, type SvgNode } from './node.ts';
import { compact } from './path.ts';
import { pullNames } from './pull.ts';

const NABLA = '∇', WIDE = 10, HIGH = 10; // pixels

const partsOf = (text: string) => text.split(/(∇)/).filter(Boolean);
const advance = (part: string, weight: number) => (part === NABLA ? WIDE + 1 : measure(part, weight));
const lineWidth = (text: string, weight = 400) => partsOf(text).reduce((sum, part) => sum + advance(part, weight), 0);

/** A line in which every ∇ is drawn, since many fonts lose it; the text between them keeps to the width that was reckoned with. */
function pullLine(text: string, x: number, y: number, weight: number, fill: string, palette: Palette): SvgNode[] {
  let at = x;
  const parts = partsOf(text);
  return parts.flatMap((part, i) => {
    const left = at, width = advance(part, weight);
    at += width;
    // Before the first ∇ it ends there, between two it is set to fill its room.
    const fixed = i + 1 === parts.length ? { x: left } : i === 0 ? { x: at, 'text-anchor': 'end' } : { x: left, textLength: width, lengthAdjust: 'spacingAndGlyphs' };
    if (part !== NABLA) return [node('text', { ...fixed, y, 'font-weight': weight, fill, ...halo(palette), 'xml:space': 'preserve' }, part)];
    const d = `M${left + 1},${y - HIGH}h${WIDE - 2}l${-(WIDE - 2) / 2},${HIGH - 0.5}Z`, sign = { d, fill: 'none', 'stroke-linejoin': 'round' };
    return [node('path', { ...sign, stroke: palette.paper, 'stroke-width': 5.5 }), node('path', { ...sign, stroke: fill, 'stroke-width': 1.7 })];
  });
}

/** At θ* the loss's arrow among the forces that the penalty can hold. */
export function pullMarks(scene: Scene, palette: Palette): { marks: SvgNode[]; boxes: readonly Box[] } {
  const { problem, solution: { theta, active }, plane } = scene, bottom = plane.height - 10;
  const own = active ? forcesAt(problem, theta, plane) : null;
  if (!own) return { marks: pullLine('∇L = 0 at θ*: nothing has to be held', 8, bottom, 400, palette.ink, palette), boxes: [] };
  const { loss, penalty, ink } = palette, { shape, arrow: { from, to, head } } = own;
  const shaft = (a: Vec2, b: Vec2, more: SvgNode['attributes']) => node('line', { x1: a[0], y1: a[1], x2: b[0], y2: b[1], ...more });
  const held = shape === null ? [] : shape.kind === 'area'
    ? [node('path', { d: compact(shape.path), fill: penalty, 'fill-opacity': 0.3, stroke: penalty, 'stroke-width': 1.2, 'stroke-linejoin': 'round' })]
    : [shaft(shape.from, shape.to, { stroke: penalty, 'stroke-width': 7, 'stroke-opacity': 0.55 }), node('path', { d: compact(shape.head), fill: penalty, 'fill-opacity': 0.55 })];
  const { name, words, box, narrow, set, held: place, claims } = pullNames(scene, own, lineWidth);
  return {
    boxes: claims,
    marks: [...held, shaft(from, to, { stroke: loss, 'stroke-width': 2.6, 'stroke-linecap': 'round' }), node('path', { d: compact(head), fill: loss }),
      ...pullLine(name, box.x, box.y + 14, 650, loss, palette),
      ...(narrow ? pullLine(`−∇L: ${words}`, 8, bottom, 400, ink, palette) : pullLine(words, box.x, box.y + 31, 400, ink, palette)),
      ...(place ? [node('text', { x: place.x, y: place.y + 14, 'font-weight': 650, fill: penalty, ...halo(palette) }, set)] : [])],
  };
}
