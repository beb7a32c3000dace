import { lambdaInside } from '../problem/penalties.ts';
import type { Problem, Vec2 } from '../problem/types.ts';
import { wallAt, type Cone } from './certificate/normal.ts';
import { bendOf } from './certificate/subdifferential.ts';
import { corners, scale, type Zonotope } from './certificate/zonotope.ts';

/**
 * The forces that R can hold at θ, as arrows from θ: −∇L lies among them just where θ is stationary. Bounded in penalty form
 * (λ∂R): a point, segment, polygon (corners counterclockwise), disc about 0; a line or the plane on an axis of lp with p < 1.
 * A cone in constraint form (normals of {R ≤ t}): the point 0 inside, a ray, the cone from one ray counterclockwise to the
 * other, a line, a half-plane {v·normal ≥ 0}, or the plane. Directions are unit vectors.
 */
export type Fan =
  | { readonly kind: 'point'; readonly at: Vec2 }
  | { readonly kind: 'segment'; readonly from: Vec2; readonly to: Vec2 }
  | { readonly kind: 'polygon'; readonly corners: readonly Vec2[] }
  | { readonly kind: 'disc'; readonly radius: number }
  | { readonly kind: 'line'; readonly through: Vec2; readonly along: Vec2 }
  | { readonly kind: 'ray'; readonly along: Vec2 }
  | { readonly kind: 'cone'; readonly from: Vec2; readonly to: Vec2 }
  | { readonly kind: 'halfplane'; readonly normal: Vec2 }
  | { readonly kind: 'plane' };

const ORIGIN: Vec2 = [0, 0];
const unit = ([x, y]: Vec2): Vec2 => {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
};

function ofSet(set: Zonotope): Fan {
  const { centre, radius, free } = set;
  if (free[0] && free[1]) return { kind: 'plane' };
  if (free[0]) return { kind: 'line', through: [0, centre[1]], along: [1, 0] };
  if (free[1]) return { kind: 'line', through: [centre[0], 0], along: [0, 1] };
  if (radius > 0) return { kind: 'disc', radius };
  const ring = corners(set);
  if (ring.length === 1) return { kind: 'point', at: ring[0]! };
  return ring.length === 2 ? { kind: 'segment', from: ring[0]!, to: ring[1]! } : { kind: 'polygon', corners: ring };
}

function ofCone(cone: Cone): Fan {
  switch (cone.kind) {
    case 'point': return { kind: 'point', at: ORIGIN };
    case 'plane': return { kind: 'plane' };
    case 'ray': return { kind: 'ray', along: unit(cone.along) };
    case 'line': return { kind: 'line', through: ORIGIN, along: unit(cone.along) };
    case 'cone': return { kind: 'cone', from: unit(cone.from), to: unit(cone.to) };
    case 'halfplane': return { kind: 'halfplane', normal: unit(cone.normal) };
    default: return cone satisfies never;
  }
}

/**
 * λ∂R(θ) in penalty form, the normal cone of {R ≤ t} at θ in constraint form; see `Fan`. Zeros and ties of θ count only
 * where they are exact. Source: Rockafellar and Wets 1998, "Variational Analysis", chapters 6, 8 and 10.
 */
export function normalCone(problem: Problem, theta: Vec2): Fan {
  if (problem.form === 'constraint') return ofCone(wallAt(problem, theta).cone);
  const { penalty, lambda } = problem;
  const weight = lambda > 0 && lambdaInside(penalty) ? 1 : lambda;
  return ofSet(scale(bendOf(penalty, theta, lambda).set, weight));
}
