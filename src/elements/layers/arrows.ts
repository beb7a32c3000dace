import { css, svg, type TemplateResult } from 'lit';
import { forcesAt as forces, type Forces as Bare, head, type Held, tip } from '../../geometry/forces.ts';
import type { Plane } from '../../geometry/plane.ts';
import type { Problem, Vec2 } from '../../problem/types.ts';

export { head, tip };

export const arrowStyles = css`
  .fan { fill: var(--_penalty); fill-opacity: 0.3; stroke: var(--_penalty); stroke-width: 1.2; stroke-linejoin: round; }
  .held { stroke: var(--_penalty); stroke-width: 7; stroke-opacity: 0.55; stroke-linecap: butt; }
  .grip { fill: var(--_penalty); fill-opacity: 0.55; }
  .pull { stroke: var(--_loss); stroke-width: 2.6; stroke-linecap: round; }
  .head { fill: var(--_loss); }
`;

/** −∇L at one point among the forces that R can hold there, and how both are drawn. */
export interface Forces extends Bare { readonly drawn: TemplateResult }

/** The forces of a problem at θ; null where nothing pulls. */
export function forcesAt(problem: Problem, theta: Vec2, plane: Plane): Forces | null {
  const found = forces(problem, theta, plane);
  return found && { ...found, drawn: svg`${hold(found.shape)}${arrow(found)}` };
}

const arrow = ({ arrow: { from, to, head } }: Bare) => svg`<line class="pull" x1=${from[0]} y1=${from[1]} x2=${to[0]} y2=${to[1]} /><path class="head" d=${head} />`;

function hold(shape: Held): TemplateResult {
  if (shape === null) return svg``;
  if (shape.kind === 'area') return svg`<path class="fan" d=${shape.path} />`;
  return svg`<line class="held" x1=${shape.from[0]} y1=${shape.from[1]} x2=${shape.to[0]} y2=${shape.to[1]} /><path class="grip" d=${shape.head} />`;
}
