import { css, svg, type TemplateResult } from 'lit';
import type { Plane } from '../../geometry/plane.ts';
import { regionPath } from '../../geometry/region.ts';
import { fixedPenalty } from '../../problem/formulas.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Row } from './comparison.ts';

export const miniatureStyles = css`
  .miniature { display: block; forced-color-adjust: none; border-radius: 3px; background: var(--_field-low); overflow: hidden; }
  .miniature .axes { stroke: var(--_rule); stroke-width: 1; }
  .miniature .region { fill: var(--_penalty); fill-rule: evenodd; fill-opacity: 0.18; stroke: none; }
  .miniature .outline { fill: none; stroke: var(--_penalty); stroke-width: 1.6; stroke-linejoin: miter; }
  .miniature .outline.penalty { stroke-dasharray: 4 3; }
  .miniature .ring { fill: none; stroke: var(--_loss); stroke-width: 1.4; }
  .miniature .hat { fill: var(--_paper); stroke: var(--_loss); stroke-width: 1.8; }
  .miniature .zero { stroke: var(--_ink); stroke-width: 3; stroke-linecap: round; }
  .miniature .solution { fill: var(--_ink); stroke: var(--_paper); stroke-width: 1.6; }
`;

/** A small picture of one answer: the ball {R ≤ t}, the contour of the loss through its θ*, θ̂ and the axis that a zero weight leaves. */
export function miniature({ problem, solution, plane, ring }: Row, minimizers: readonly Vec2[]): TemplateResult {
  const { width, height } = plane;
  const [ox, oy] = plane.toPixels([0, 0]);
  const region = solution && regionPath(fixedPenalty(problem), solution.budget, plane);
  const [x, y] = plane.toPixels(solution?.theta ?? [0, 0]);
  const sparse = solution?.unique && solution.support[0] !== solution.support[1];
  return svg`<svg class="miniature" width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
    <path class="axes" d="M0,${Math.round(oy) + 0.5}H${width}M${Math.round(ox) + 0.5},0V${height}" />
    ${region ? svg`<path class="region" d=${region.fill} /><path class="outline ${problem.form}" d=${region.stroke} />` : ''}
    ${solution?.active ? svg`<path class="ring" d=${ring} />` : ''}
    ${minimizers.map((hat: Vec2) => { const [u, v] = plane.toPixels(hat); return svg`<circle class="hat" cx=${u} cy=${v} r="3" />`; })}
    ${sparse ? svg`<path class="zero" d="M${ox},${oy}L${x},${y}" />` : ''}
    ${solution?.minimizers.map((theta: Vec2) => { const [u, v] = plane.toPixels(theta); return svg`<circle class="solution" cx=${u} cy=${v} r="4.2" />`; })}
  </svg>`;
}

const SIDE_PX = 104;
/** The size of a small picture of a window: its units are as long both ways, unless it is far from a square. */
export const miniatureSize = ({ window: { x, y } }: Pick<Plane, 'window'>): Vec2 => [SIDE_PX, Math.round(SIDE_PX * Math.min(1.3, Math.max(0.6, (y[1] - y[0]) / (x[1] - x[0]))))];
