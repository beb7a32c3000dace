import { svg, type TemplateResult } from 'lit';
import type { Vec2 } from '../../problem/types.ts';

/** An arrow between two pixels: its shaft of one class, its head of another. */
export function arrow([x0, y0]: Vec2, [x, y]: Vec2, shaft: string, head: string): TemplateResult {
  const length = Math.hypot(x - x0, y - y0) || 1;
  const [c, s] = [(x - x0) / length, (y - y0) / length];
  const at = (along: number, across: number) => `${x + along * c - across * s},${y + along * s + across * c}`;
  return svg`<line class=${shaft} x1=${x0} y1=${y0} x2=${x} y2=${y} /><path class=${head} d=${`M${at(4, 0)}L${at(-8, 5)}L${at(-8, -5)}Z`} />`;
}

/** Points in pixels as an SVG path. */
export const chain = (points: readonly Vec2[], closed: boolean): string =>
  (points.length > 0 ? `M${points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join('L')}${closed ? 'Z' : ''}` : '');
