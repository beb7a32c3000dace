import type { Problem, Vec2 } from '../problem/types.ts';
import { type Fan, normalCone } from '../solver/cone.ts';
import { lossGradient } from '../solver/light.ts';
import { wedge } from './fan.ts';
import type { Plane } from './plane.ts';

const ARROW = 0.2; // of the plane's shorter side
const WIDE = 15; // pixels: the broad head of a force that R holds

/** Where a vector from θ ends, in pixels. */
export const tip = (plane: Plane, theta: Vec2, vector: Vec2): Vec2 => plane.toPixels([theta[0] + vector[0], theta[1] + vector[1]]);

/** What R can hold as it is drawn, in pixels: an area, or one broad arrow whose shaft stops where its head begins; null for nothing. */
export type Held = { readonly kind: 'area'; readonly path: string } | { readonly kind: 'bar'; readonly from: Vec2; readonly to: Vec2; readonly head: string } | null;

/** −∇L at one point among the forces that R can hold there, all at one scale. */
export interface Forces {
  readonly fan: Fan;
  /** −∇L. */
  readonly force: Vec2;
  /** The arrow of −∇L as it is drawn, in θ. */
  readonly vector: Vec2;
  /** The arrow of −∇L as it is drawn, in pixels. */
  readonly arrow: { readonly from: Vec2; readonly to: Vec2; readonly head: string };
  readonly shape: Held;
  /** Where a name of what R holds may stand, in pixels. */
  readonly held: Vec2;
  /** Places on the outline of what R holds, which a label had better not cover. */
  readonly around: readonly Vec2[];
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
  const { shape, name, around } = hold(fan, plane, theta, scale, reach, force);
  const from = plane.toPixels(theta), to = tip(plane, theta, vector);
  return { fan, force, vector, held: name, around, shape, arrow: { from, to, head: head(from, to, 4, 5) } };
}

/** The head of an arrow, `ahead` pixels past its end and twice `half` wide. */
export function head([x0, y0]: Vec2, [x, y]: Vec2, ahead: number, half: number): string {
  const length = Math.hypot(x - x0, y - y0) || 1;
  const [c, s] = [(x - x0) / length, (y - y0) / length];
  const at = (along: number, across: number) => `${x + along * c - across * s},${y + along * s + across * c}`;
  return `M${at(ahead, 0)}L${at(ahead - 2.4 * half, half)}L${at(ahead - 2.4 * half, -half)}Z`;
}

/** A wedge for a cone, the set λ∂R for a penalty, one broad arrow where there is one direction. */
function hold(fan: Fan, plane: Plane, theta: Vec2, scale: number, reach: number, force: Vec2): { shape: Held; name: Vec2; around: readonly Vec2[] } {
  const at = plane.toPixels(theta);
  const scaled = ([x, y]: Vec2): Vec2 => [scale * x, scale * y];
  const area = (vectors: readonly Vec2[], from: string) => {
    const points = vectors.map((vector) => tip(plane, theta, vector));
    const lowest = points.reduce((low, point) => (point[1] > low[1] ? point : low));
    return { shape: { kind: 'area', path: `M${from}L${points.map((point) => point.join()).join('L')}Z` } as const, name: lowest, around: points };
  };
  const bar = (vector: Vec2) => {
    const end = tip(plane, theta, vector), length = Math.hypot(end[0] - at[0], end[1] - at[1]) || 1;
    const neck = 1 - Math.min(1, (2.4 * WIDE) / 2 / length); // the shaft stops where the head begins: both are half transparent
    const to: Vec2 = [at[0] + neck * (end[0] - at[0]), at[1] + neck * (end[1] - at[1])];
    return { shape: { kind: 'bar', from: at, to, head: head(at, end, 0, WIDE / 2) } as const, name: end, around: [] };
  };
  const nothing = { shape: null, name: at, around: [] };
  switch (fan.kind) {
    case 'cone':
    case 'halfplane': return area(wedge(fan).map(([x, y]): Vec2 => [1.15 * reach * x, 1.15 * reach * y]), at.join());
    case 'ray': return bar([reach * fan.along[0], reach * fan.along[1]]);
    case 'point': return Math.hypot(...fan.at) > 0 ? bar(scaled(fan.at)) : nothing;
    case 'segment': return area([scaled(fan.from), scaled(fan.to)], at.join());
    case 'polygon': return area(fan.corners.map(scaled), tip(plane, theta, scaled(fan.corners.at(-1)!)).join());
    case 'disc': return area(Array.from({ length: 60 }, (_, i): Vec2 => scaled([fan.radius * Math.cos((i * Math.PI) / 30), fan.radius * Math.sin((i * Math.PI) / 30)])), tip(plane, theta, scaled([fan.radius, 0])).join());
    case 'line': return bar(scaled(force));
    case 'plane': return nothing;
    default: return fan satisfies never;
  }
}
