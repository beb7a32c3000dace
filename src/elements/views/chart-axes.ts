import { css, svg, type TemplateResult } from 'lit';
import type { Chart } from '../../geometry/chart.ts';

export const chartStyles = css`
  .axis { stroke: var(--_muted); stroke-width: 1; shape-rendering: crispEdges; }
  text.tick { font-size: 0.86em; fill: var(--_muted); stroke: none; text-anchor: middle; }
  text.tick.y { text-anchor: end; }
  .name { font-size: 1.1em; }
  .name.x { text-anchor: end; }
`;

/** The two axes of a chart with their ticks and names; a name is what svg text may hold. */
export function chartAxes({ inner: { left, right, top, bottom }, type, x, y }: Chart, names: { readonly x: TemplateResult | string; readonly y: TemplateResult | string }): TemplateResult {
  const clear = right - 60 * type; // the name of the x axis stands at its end
  return svg`
    <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom} /><line class="axis" x1=${left} x2=${left} y1=${top} y2=${bottom} />
    ${x.map(({ at }) => svg`<line class="axis" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4} />`)}
    ${y.map(({ at }) => svg`<line class="axis" x1=${left - 4} x2=${left} y1=${at} y2=${at} />`)}
    ${x.filter(({ at }) => at < clear).map(({ at, text }) => svg`<text class="tick" x=${at} y=${bottom + 4 + 13 * type}>${text}</text>`)}
    ${y.map(({ at, text }) => svg`<text class="tick y" x=${left - 7} y=${at + 4 * type}>${text}</text>`)}
    <text class="name x" x=${right} y=${bottom + 4 + 15 * type}>${names.x}</text>
    <text class="name" x=${Math.max(6, left - 20 * type)} y=${top - 9}>${names.y}</text>`;
}
