import { css, svg, type TemplateResult } from 'lit';
import type { Plane } from '../../geometry/plane.ts';
import { ticks } from '../../geometry/ticks.ts';

export const atlasAxesStyles = css`
  .axis { stroke: var(--_muted); stroke-width: 1; shape-rendering: crispEdges; }
  .tick { font-size: 0.86em; fill: var(--_muted); text-anchor: middle; }
  .tick.y { text-anchor: end; }
  .name { font-size: 1.2em; }
`;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Axes through the origin of a plane, or along its edge where that lies outside, with ticks and names. @param type how much larger than 14 px the letters are */
export function atlasAxes(plane: Plane, names: readonly [x: string, y: string], type = 1): TemplateResult {
  const { window, width, height } = plane;
  const [ox, oy] = plane.toPixels([0, 0]);
  const x = clamp(Math.round(ox), 0, width), y = clamp(Math.round(oy), 0, height);
  const low = y + 18 * type > height; // no room below the axis
  const across = ticks(...window.x, clamp(width / 80 / type, 3, 8)).map(({ value, text }) => ({ text, value, at: plane.toPixels([value, 0])[0] })).filter(({ value, at }) => value !== 0 && at > 14 * type && at < width - 30 * type);
  const up = ticks(...window.y, clamp(height / 80 / type, 3, 8)).map(({ value, text }) => ({ text, value, at: plane.toPixels([0, value])[1] })).filter(({ value, at }) => value !== 0 && at > 28 * type && at < height - 14 * type);
  return svg`
    <line class="axis" x1="0" x2=${width} y1=${y} y2=${y} /><line class="axis" y1="0" y2=${height} x1=${x} x2=${x} />
    ${across.map(({ at }) => svg`<line class="axis" x1=${at} x2=${at} y1=${y - 3} y2=${y + 3} />`)}
    ${up.map(({ at }) => svg`<line class="axis" y1=${at} y2=${at} x1=${x - 3} x2=${x + 3} />`)}
    ${across.map(({ at, text }) => svg`<text class="halo tick" x=${at} y=${low ? y - 8 : y + 4 + 13 * type}>${text}</text>`)}
    ${up.map(({ at, text }) => svg`<text class="halo tick y" x=${x - 8} y=${at + 4 * type}>${text}</text>`)}
    <text class="halo name math" x=${width - 28 * type} y=${y - 8}>${names[0]}</text>
    <text class="halo name math" x=${x + 9} y=${6 + 14 * type}>${names[1]}</text>`;
}
