import { css, svg } from 'lit';
import { ticks } from '../geometry/ticks.ts';
import type { Box } from '../geometry/labels.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

interface Mark { readonly text: string; readonly x: number; readonly y: number; readonly axis: 'x' | 'y' }

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Marks about 80 px apart, but closer where that would leave fewer than two, from which no unit could be read. */
function enough(pixels: number, make: (count: number) => Mark[]): Mark[] {
  let marks: Mark[] = [];
  for (let count = clamp(pixels / 80, 3, 8); count < 9 && marks.length < 2; count *= 1.4) marks = make(count);
  return marks;
}

/** Tick labels and axis names with the boxes that other labels must stay out of. */
export function axisMarks({ plane, minimizer }: Scene): { origin: readonly [number, number]; marks: Mark[]; boxes: Box[]; name: number } {
  const { window, width, height } = plane;
  const [ox, oy] = plane.toPixels([0, 0]);
  const origin = [clamp(ox, 0, width), clamp(oy, 0, height)] as const;
  // θ₁ is written on the side of its axis where θ̂ is not, or below where there is no room above.
  const up = origin[1] > 30 && (origin[1] + 26 > height || (minimizer?.[1] ?? 0) < 0);
  const name = up ? -8 : 19;
  const room = up ? 14 : 34; // keeps a label from being cut at the edge, and from the axis name
  const below = origin[1] + 18 > height ? -8 : 17, left = origin[0] < 30 ? 8 : -8;
  const marks: Mark[] = [];
  marks.push(...enough(width, (count) => ticks(...window.x, count).flatMap(({ value, text }): Mark[] => {
    const [x] = plane.toPixels([value, 0]);
    return value !== 0 && x > 14 && x < width - room ? [{ text, x, y: origin[1] + below, axis: 'x' }] : [];
  })));
  marks.push(...enough(height, (count) => ticks(...window.y, count).flatMap(({ value, text }): Mark[] => {
    const [, y] = plane.toPixels([0, value]);
    return value !== 0 && y > 28 && y < height - 14 ? [{ text, x: origin[0] + left, y: y + 4, axis: 'y' }] : [];
  })));
  const boxes = marks.map(({ text, x, y, axis }): Box => {
    const wide = 8 * text.length + 4;
    return { x: axis === 'x' ? x - wide / 2 : left < 0 ? x - wide : x, y: y - 13, width: wide, height: 17 };
  });
  boxes.push({ x: width - 34, y: origin[1] + (up ? -26 : 2), width: 34, height: 24 }, { x: origin[0] + 4, y: 0, width: 34, height: 28 });
  return { origin, marks, boxes, name };
}

/** `<reg-axes>`: the axes through the origin, round ticks, and the weights' names. */
export class RegAxes extends RegLayer {
  static override styles = [RegLayer.styles, css`
    line { stroke: var(--_muted); stroke-width: 1; }
    .tick { font-size: 0.86em; fill: var(--_muted); text-anchor: middle; }
    .tick.y { text-anchor: end; }
    .tick.y.right { text-anchor: start; }
    .name { font-size: 1.2em; }
  `];

  override draw(scene: Scene) {
    const { origin: [ox, oy], marks, name } = axisMarks(scene);
    const { plane } = scene;
    const { width, height } = plane;
    const x = Math.round(ox) + 0.5, y = Math.round(oy) + 0.5; // on the pixel grid: a crisp hairline
    const notch = (mark: Mark) => (mark.axis === 'x' ? svg`<line x1=${mark.x} x2=${mark.x} y1=${y - 3} y2=${y + 3} />` : svg`<line y1=${mark.y - 4} y2=${mark.y - 4} x1=${x - 3} x2=${x + 3} />`);
    return svg`
      <line x1="0" x2=${width} y1=${y} y2=${y} /><line y1="0" y2=${height} x1=${x} x2=${x} />
      ${marks.map(notch)}
      ${marks.map((mark) => svg`<text class="halo tick ${mark.axis} ${mark.x > ox ? 'right' : ''}" x=${mark.x} y=${mark.y}>${mark.text}</text>`)}
      <text class="halo name math" x=${width - 28} y=${y + name}>θ₁</text>
      <text class="halo name math" x=${x + 9} y="20">θ₂</text>`;
  }
}
customElements.define('reg-axes', RegAxes);
