import { css, svg, type TemplateResult } from 'lit';
import { angleApart } from '../../geometry/fan.ts';
import { figures } from '../../geometry/number.ts';
import { fixedPenalty } from '../../problem/formulas.ts';
import { statePenalty } from '../../problem/penalties.ts';
import { slopeOf } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { forcesAt, head, tip } from './arrows.ts';
import type { Scene } from './scene.ts';

export const probeStyles = css`
  .tangent { stroke: var(--_ink); stroke-width: 1.2; stroke-dasharray: 4 4; }
  .slide { stroke: var(--_ink); stroke-width: 2; }
  .slide.head { fill: var(--_ink); stroke: none; }
  .apart { fill: none; stroke: var(--_ink); stroke-width: 1.4; }
  .probe { fill: var(--_paper); stroke: var(--_penalty); stroke-width: 3; }
`;

const TANGENT = 0.3; // of the window, to either side
const ARC_PX = 30;
const STILL = 1e-9; // of |∇L|: below it the slope along the tangent is rounding

export interface Probe {
  readonly drawn: TemplateResult;
  readonly words: string;
  /** What stands at the foot of the picture. */
  readonly line: string;
  /** Places in pixels that a label had better not cover. */
  readonly around: readonly Vec2[];
}

/**
 * A point of the boundary under test: both arrows and the angle between them, the tangent, and the way along it that the loss
 * still falls. Only where nothing is left to slide can a solution be; for a convex problem it is one.
 */
export function probeAt(scene: Scene, theta: Vec2): Probe {
  const { problem, plane, solution } = scene;
  const forces = forcesAt({ ...problem, form: 'constraint', budget: solution.budget }, theta, plane);
  const at = plane.toPixels(theta);
  const mark = svg`<circle class="probe" cx=${at[0]} cy=${at[1]} r="5.5" />`;
  if (!forces) return { drawn: mark, words: 'the gradient of L is zero here', line: 'the gradient of L is 0 here', around: [at] };
  const { fan, force } = forces, apart = angleApart(fan, force);
  if (fan.kind !== 'ray') {
    const words = apart > 0 ? `a corner, ${figures(apart, 2)}° outside its cone: no solution` : 'a corner that can hold the loss';
    return { drawn: svg`${forces.drawn}${mark}`, words, line: words, around: [at] };
  }
  const penalty = statePenalty(fixedPenalty(problem), 1);
  const normal: Vec2 = [slopeOf(penalty, 'x')(...theta), slopeOf(penalty, 'y')(...theta)], size = Math.hypot(...normal);
  const tangent: Vec2 = [-normal[1] / size, normal[0] / size], reach = TANGENT * (plane.window.x[1] - plane.window.x[0]);
  const along = ([x, y]: Vec2, by: number): Vec2 => [by * x, by * y];
  const ends = [-1, 1].map((side) => tip(plane, theta, along(tangent, side * reach))) as [Vec2, Vec2];
  const slope = -(force[0] * tangent[0] + force[1] * tangent[1]);
  const slid = tip(plane, theta, along(tangent, forces.vector[0] * tangent[0] + forces.vector[1] * tangent[1]));
  const falls = Math.abs(slope) > STILL * Math.hypot(...force), slides = falls && Math.hypot(slid[0] - at[0], slid[1] - at[1]) > 12;
  // The arrow along the tangent is drawn the way that L falls: so is its slope told.
  const line = falls ? `L falls along the tangent: slope ${figures(-Math.abs(slope), 2)}` : 'slope of L along the tangent: 0';
  return {
    drawn: svg`
      <line class="tangent" x1=${ends[0][0]} y1=${ends[0][1]} x2=${ends[1][0]} y2=${ends[1][1]} />
      ${forces.drawn}
      ${slides ? svg`<line class="slide" x1=${at[0]} y1=${at[1]} x2=${slid[0]} y2=${slid[1]} /><path class="slide head" d=${head(at, slid, 2, 4)} />` : ''}
      ${apart > 4 ? angle(at, tip(plane, theta, fan.along), tip(plane, theta, force), apart) : ''}${mark}`,
    line,
    around: [at, slid, ends[0], ends[1], ...[fan.along, force].map((vector) => tip(plane, theta, along(vector, Math.hypot(...forces.vector) / Math.hypot(...vector))))],
    words: `${apart > 0.5 ? `the arrows are ${Math.round(apart)}° apart` : 'the arrows agree'}, ${line}`,
  };
}

/** The arc from one arrow to the other with its degrees. */
function angle([x, y]: Vec2, first: Vec2, second: Vec2, degrees: number): TemplateResult {
  const [a, b] = [first, second].map(([u, v]) => Math.atan2(v - y, u - x)) as [number, number];
  const turn = Math.atan2(Math.sin(b - a), Math.cos(b - a)), middle = a + turn / 2;
  const on = (at: number, radius: number) => [x + radius * Math.cos(at), y + radius * Math.sin(at)] as const;
  const [u, v] = on(middle, ARC_PX + 14);
  return svg`<path class="apart" d=${`M${on(a, ARC_PX).join()}A${ARC_PX},${ARC_PX},0,0,${turn > 0 ? 1 : 0},${on(b, ARC_PX).join()}`} />
    <text class="halo" text-anchor="middle" x=${u} y=${v + 5}>${Math.round(degrees)}°</text>`;
}
