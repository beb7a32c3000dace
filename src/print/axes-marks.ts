import { axisMarks } from '../geometry/axis-marks.ts';
import type { Scene } from '../paint/scene.ts';
import { halo, math, TYPE, type Palette } from './look.ts';
import { node, type SvgNode } from './node.ts';

const TICK = 0.86 * TYPE, NAME = 1.2 * TYPE;

/** Both axes through the origin, their ticks and names. */
export function axesMarks(scene: Scene, palette: Palette): SvgNode[] {
  const { origin: [ox, oy], marks, name } = axisMarks(scene), { width, height } = scene.plane;
  const x = Math.round(ox) + 0.5, y = Math.round(oy) + 0.5; // on the pixel grid: a crisp hairline
  const line = (x1: number, y1: number, x2: number, y2: number) => node('line', { x1, y1, x2, y2 });
  const notches = marks.map((mark) => (mark.axis === 'x' ? line(mark.x, y - 3, mark.x, y + 3) : line(x - 3, mark.y - 4, x + 3, mark.y - 4)));
  const anchor = ({ axis, x: at }: { axis: 'x' | 'y'; x: number }) => (axis === 'x' ? 'middle' : at > ox ? 'start' : 'end');
  const names: [string, number, number][] = [['θ₁', width - 28, y + name], ['θ₂', x + 9, 20]];
  return [
    node('g', { stroke: palette.muted }, line(0, y, width, y), line(x, 0, x, height), ...notches),
    node('g', { fill: palette.muted, 'font-size': TICK, ...halo(palette) }, ...marks.map((mark) => node('text', { x: mark.x, y: mark.y, 'text-anchor': anchor(mark) }, mark.text))),
    node('g', { 'font-size': NAME, ...math, ...halo(palette) }, ...names.map(([text, at, foot]) => node('text', { x: at, y: foot }, text))),
  ];
}
