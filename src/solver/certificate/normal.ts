import { lambdaInside } from '../../problem/penalties.ts';
import type { ConstraintProblem, Penalty, Vec2 } from '../../problem/types.ts';
import { bendOf, type Bend } from './subdifferential.ts';
import { add, corners, cross, distance, dot, scale, unitFor, type Zonotope } from './zonotope.ts';

const EPS = Number.EPSILON;

/** A closed convex cone of the plane. `ray`, `cone`: generators; `line`: both ways; `halfplane`: v·normal ≥ 0. */
export type Cone =
  | { readonly kind: 'point' | 'plane' }
  | { readonly kind: 'ray' | 'line'; readonly along: Vec2 }
  | { readonly kind: 'cone'; /** Counterclockwise, less than half a turn apart. */ readonly from: Vec2; readonly to: Vec2 }
  | { readonly kind: 'halfplane'; readonly normal: Vec2 };

/** {νg: ν ≥ 0, g in the set}, closed. Its generators are members of the set, so that ν can be read from them. */
export function coneOf(set: Zonotope): Cone {
  if (set.free[0] || set.free[1]) {
    if (set.free[0] && set.free[1]) return { kind: 'plane' };
    const normal: Vec2 = set.free[0] ? [0, set.centre[1]] : [set.centre[0], 0];
    return normal[0] === 0 && normal[1] === 0 ? { kind: 'plane' } : { kind: 'halfplane', normal };
  }
  if (!set.centre.every(Number.isFinite)) return { kind: 'point' };
  if (set.radius > 0) return { kind: 'plane' };
  const unit = unitFor([set.centre, ...set.generators]);
  const rays = corners(scale(set, unit)).filter(([x, y]) => x !== 0 || y !== 0);
  const first = rays[0];
  if (!first) return { kind: 'point' };
  const back = ([x, y]: Vec2): Vec2 => [x / unit, y / unit];
  if (rays.every((ray) => cross(first, ray) === 0)) {
    return rays.every((ray) => dot(first, ray) > 0) ? { kind: 'ray', along: back(first) } : { kind: 'line', along: back(first) };
  }
  if (distance(set) === 0) return { kind: 'plane' }; // an enclosure around the origin: nothing is known
  const from = rays.find((ray) => rays.every((other) => cross(ray, other) >= 0));
  const to = rays.find((ray) => rays.every((other) => cross(ray, other) <= 0));
  return from && to ? { kind: 'cone', from: back(from), to: back(to) } : { kind: 'point' }; // no order of angles: nothing is held
}

/** Coefficients of f in two generators. */
const split = (f: Vec2, a: Vec2, b: Vec2): Vec2 => [cross(f, b) / cross(a, b), cross(a, f) / cross(a, b)];

const toRay = (f: Vec2, ray: Vec2) => (dot(f, ray) > 0 ? Math.abs(cross(f, ray)) / Math.hypot(...ray) : Math.hypot(...f));

/** The vectors that a cone is made of, each times a factor. */
function resized(cone: Cone, factor: number): Cone {
  const times = ([x, y]: Vec2): Vec2 => [factor * x, factor * y];
  switch (cone.kind) {
    case 'ray':
    case 'line': return { ...cone, along: times(cone.along) };
    case 'cone': return { ...cone, from: times(cone.from), to: times(cone.to) };
    case 'halfplane': return { ...cone, normal: times(cone.normal) };
    default: return cone;
  }
}

const vectorsOf = (cone: Cone): readonly Vec2[] =>
  (cone.kind === 'ray' || cone.kind === 'line' ? [cone.along] : cone.kind === 'cone' ? [cone.from, cone.to] : cone.kind === 'halfplane' ? [cone.normal] : []);

/** Distance of a force to a cone, and ν of the nearest νg: the multiplier. */
export function toCone(cone: Cone, force: Vec2): { readonly distance: number; readonly multiplier: number } {
  const k = unitFor([force]), m = unitFor(vectorsOf(cone));
  const { distance: apart, multiplier } = nearestIn(resized(cone, m), [force[0] * k, force[1] * k]);
  return { distance: apart / k, multiplier: (multiplier * m) / k };
}

function nearestIn(cone: Cone, force: Vec2): { readonly distance: number; readonly multiplier: number } {
  const onto = (ray: Vec2) => Math.max(0, dot(force, ray) / dot(ray, ray));
  switch (cone.kind) {
    case 'point': return { distance: Math.hypot(...force), multiplier: 0 };
    case 'plane': return { distance: 0, multiplier: 0 };
    case 'ray': return { distance: toRay(force, cone.along), multiplier: onto(cone.along) };
    case 'line': {
      const { along } = cone;
      return { distance: Math.abs(cross(force, along)) / Math.hypot(...along), multiplier: Math.abs(dot(force, along)) / dot(along, along) };
    }
    case 'halfplane': return { distance: Math.max(0, -dot(force, cone.normal) / Math.hypot(...cone.normal)), multiplier: onto(cone.normal) };
    case 'cone': {
      const [a, b] = split(force, cone.from, cone.to);
      if (a >= 0 && b >= 0) return { distance: 0, multiplier: a + b };
      const left = toRay(force, cone.from), right = toRay(force, cone.to);
      return left <= right ? { distance: left, multiplier: onto(cone.from) } : { distance: right, multiplier: onto(cone.to) };
    }
    default: return cone satisfies never;
  }
}

/** Distance of the origin to set + cone, where the set is more than a point (subgradients of a hinge on its kinks). */
export function sumDistance(given: Zonotope, shape: Cone): number {
  const unit = unitFor([given.centre, ...given.generators]), set = scale(given, unit), cone = resized(shape, unitFor(vectorsOf(shape)));
  return apartFrom(set, cone) / unit;
}

function apartFrom(set: Zonotope, cone: Cone): number {
  const reach = 4 * (Math.hypot(...set.centre) + set.generators.reduce((sum, side) => sum + Math.hypot(...side), 0));
  const far = (ray: Vec2): Zonotope => {
    const half = reach / 2 / Math.hypot(...ray);
    return { centre: [half * ray[0], half * ray[1]], generators: [[half * ray[0], half * ray[1]]], radius: 0, free: [false, false] };
  };
  switch (cone.kind) {
    case 'point': return distance(set);
    case 'plane': return 0;
    case 'ray': return distance(add(set, far(cone.along)));
    case 'line': return distance(add(set, add(far(cone.along), far([-cone.along[0], -cone.along[1]]))));
    case 'cone': {
      // Cut where it has left the set behind: farther the flatter the cone.
      const sine = cross(cone.from, cone.to) / (Math.hypot(...cone.from) * Math.hypot(...cone.to));
      return distance(add(set, scale(add(far(cone.from), far(cone.to)), 1 / sine)));
    }
    case 'halfplane': {
      const unit = Math.hypot(...cone.normal);
      const highest = dot(set.centre, cone.normal) - set.generators.reduce((sum, side) => sum + Math.abs(dot(side, cone.normal)), 0);
      return Math.max(0, highest / unit); // −(set) must reach the half-plane
    }
    default: return cone satisfies never;
  }
}

/** λ inside SCAD and MCP: the problem's own in penalty form; fixed in constraint form. */
export const shapeOf = (penalty: Penalty, fallback: number) => ('lambda' in penalty ? penalty.lambda ?? fallback : fallback);

export interface Wall {
  /** The normal cone of {R ≤ t} at θ: the point 0 inside, all the plane where the region is θ alone. */
  readonly cone: Cone;
  readonly bend: Bend;
  /** R − t counts as 0 up to here: some ulps of θ, of R and of t. */
  readonly near: number;
  readonly inside: boolean;
}

/** Where θ stands on the region {R ≤ t} of a problem in constraint form. Rockafellar and Wets 1998, Theorem 6.14 and 10.3. */
export function wallAt({ penalty, budget }: ConstraintProblem, theta: Vec2): Wall {
  const bend = bendOf(penalty, theta, lambdaInside(penalty) ? shapeOf(penalty, 1) : 1);
  const near = 64 * EPS * (budget + bend.valueSize);
  if (bend.value < budget - near) return { cone: { kind: 'point' }, bend, near, inside: true };
  // At t = 0 these regions are the origin alone, though the gradient vanishes there and says nothing.
  const alone = budget === 0 && theta[0] === 0 && theta[1] === 0 && ['l2', 'elastic-net', 'lp'].includes(penalty.kind);
  const cone = coneOf(bend.set);
  // A typed R with no slope at the wall leaves its normals unknown: nothing is refuted there, and nothing certified.
  const unknown = penalty.kind === 'formula' && cone.kind === 'point';
  return { cone: alone || unknown ? { kind: 'plane' } : cone, bend, near, inside: false };
}
