import { css, svg, type TemplateResult } from 'lit';
import { wedge } from '../geometry/fan.ts';
import type { Plane } from '../geometry/plane.ts';
import type { Problem, Vec2 } from '../problem/types.ts';
import { type Fan, normalCone } from '../solver/cone.ts';
import { lossGradient } from '../solver/solve.ts';

export const arrowStyles = css`
  .fan { fill: var(--_penalty); fill-opacity: 0.3; stroke: var(--_penalty); stroke-width: 1.2; stroke-linejoin: round; }
  .held { stroke: var(--_penalty); stroke-width: 7; stroke-opacity: 0.55; stroke-linecap: butt; }
  .grip { fill: var(--_penalty); fill-opacity: 0.55; }
  .pull { stroke: var(--_loss); stroke-width: 2.6; stroke-linecap: round; }
  .head { fill: var(--_loss); }
`;

const ARROW = 0.2; // of the plane's shorter side
const WIDE = 15; // pixels: the broad head of a force that R holds

export const tip = (plane: Plane, theta: Vec2, vector: Vec2): Vec2 => plane.toPixels([theta[0] + vector[0], theta[1] + vector[1]]);

/** −∇L at one point among the forces that R can hold there, all at one scale. */
export interface Forces {
  readonly fan: Fan;
  /** −∇L. */
  readonly force: Vec2;
  /** The arrow of −∇L as it is drawn, in θ. */
  readonly vector: Vec2;
  /** Where a name of what R holds may stand, in pixels. */
  readonly held: Vec2;
  /** Places on the outline of what R holds, which a label had better not cover. */
  readonly around: readonly Vec2[];
  readonly drawn: TemplateResult;
}

/** The forces of a problem at θ; null where nothing pulls. */
export function forcesAt(problem: Problem, theta: Vec2, plane: Plane): Forces | null {
  const [g1, g2] = lossGradient(problem.loss, theta);
  const force: Vec2 = [-g1, -g2], size = Math.hypot(g1, g2);
  if (!(size > 0)) return null;
  const { window: { x }, width, height } = plane;
  const reach = (ARROW * Math.min(width, height) * (x[1] - x[0])) / width; // the arrow's length in θ
  const scale = reach / size, vector: Vec2 = [scale * force[0], scale * force[1]];
  const fan = normalCone(problem, theta);
  const holding = hold(fan, plane, theta, scale, reach, force);
  return { fan, force, vector, held: holding.name, around: holding.around, drawn: svg`${holding.drawn}${arrow(plane.toPixels(theta), tip(plane, theta, vector))}` };
}

/** The loss's arrow. */
const arrow = (from: Vec2, to: Vec2) => svg`<line class="pull" x1=${from[0]} y1=${from[1]} x2=${to[0]} y2=${to[1]} /><path class="head" d=${head(from, to, 4, 5)} />`;

/** The head of an arrow, `ahead` pixels past its end and twice `half` wide. */
export function head([x0, y0]: Vec2, [x, y]: Vec2, ahead: number, half: number): string {
  const length = Math.hypot(x - x0, y - y0) || 1;
  const [c, s] = [(x - x0) / length, (y - y0) / length];
  const at = (along: number, across: number) => `${x + along * c - across * s},${y + along * s + across * c}`;
  return `M${at(ahead, 0)}L${at(ahead - 2.4 * half, half)}L${at(ahead - 2.4 * half, -half)}Z`;
}

/** A wedge for a cone, the set λ∂R for a penalty, one broad arrow where there is one direction. */
function hold(fan: Fan, plane: Plane, theta: Vec2, scale: number, reach: number, force: Vec2): { drawn: TemplateResult; name: Vec2; around: readonly Vec2[] } {
  const at = plane.toPixels(theta);
  const scaled = ([x, y]: Vec2): Vec2 => [scale * x, scale * y];
  const area = (vectors: readonly Vec2[], from: string) => {
    const points = vectors.map((vector) => tip(plane, theta, vector));
    const lowest = points.reduce((low, point) => (point[1] > low[1] ? point : low));
    return { drawn: svg`<path class="fan" d=${`M${from}L${points.map((point) => point.join()).join('L')}Z`} />`, name: lowest, around: points };
  };
  const bar = (vector: Vec2) => {
    const end = tip(plane, theta, vector), length = Math.hypot(end[0] - at[0], end[1] - at[1]) || 1;
    const neck = 1 - Math.min(1, (2.4 * WIDE) / 2 / length); // the shaft stops where the head begins: both are half transparent
    return { drawn: svg`<line class="held" x1=${at[0]} y1=${at[1]} x2=${at[0] + neck * (end[0] - at[0])} y2=${at[1] + neck * (end[1] - at[1])} /><path class="grip" d=${head(at, end, 0, WIDE / 2)} />`, name: end, around: [] };
  };
  switch (fan.kind) {
    case 'cone':
    case 'halfplane': return area(wedge(fan).map(([x, y]): Vec2 => [1.15 * reach * x, 1.15 * reach * y]), at.join());
    case 'ray': return bar([reach * fan.along[0], reach * fan.along[1]]);
    case 'point': return Math.hypot(...fan.at) > 0 ? bar(scaled(fan.at)) : { drawn: svg``, name: at, around: [] };
    case 'segment': return area([scaled(fan.from), scaled(fan.to)], at.join());
    case 'polygon': return area(fan.corners.map(scaled), tip(plane, theta, scaled(fan.corners.at(-1)!)).join());
    case 'disc': return area(Array.from({ length: 60 }, (_, i): Vec2 => scaled([fan.radius * Math.cos((i * Math.PI) / 30), fan.radius * Math.sin((i * Math.PI) / 30)])), tip(plane, theta, scaled([fan.radius, 0])).join());
    case 'line': return bar(scaled(force));
    case 'plane': return { drawn: svg``, name: at, around: [] };
    default: return fan satisfies never;
  }
}
