import { intersect, isEmpty, minus, point, times, type Interval } from '../../formula/interval.ts';
import type { Kind } from './answer.ts';
import type { Place } from './locate.ts';
import { gradientOver, multipliersOf } from './multipliers.ts';
import type { Reading } from './reading.ts';
import { det, dot, form, negative, opposite, signOf, type Sign, type Vector } from './sign.ts';

type Bends = readonly [Interval, Interval, Interval];
export interface Tight { readonly reading: Reading; readonly relation: '=' | '<=' }

const bendsOver = (f: Reading, { spot }: Place): Bends => [f.bends[0](spot), f.bends[1](spot), f.bends[2](spot)];
const along = (g: Reading, place: Place): Vector => { const [p, q] = gradientOver(g, place); return [negative(q), p]; };
const flip = (u: Vector): Vector => [negative(u[0]), negative(u[1])];

/** From the sign of J's change in every feasible direction. */
const verdict = (signs: readonly Sign[]): Kind =>
  (signs.includes(1) && signs.includes(-1) ? 'saddle' : signs.includes(0) ? 'degenerate' : signs[0] === 1 ? 'minimum' : 'maximum');

/** The sign of J's second derivative along the curve g = k: tᵀ∇²(J − λg)t. */
function curvature(J: Reading, g: Reading, place: Place): Sign {
  const lambda = multipliersOf(J, [g], place)?.[0];
  if (!lambda) return 0;
  const [f, e] = [bendsOver(J, place), bendsOver(g, place)];
  const lagrangian = f.map((entry, i) => minus(entry, times(lambda.range, e[i]!))) as unknown as Bends;
  return signOf(form(along(g, place), lagrangian, along(g, place)));
}

/** The bordered determinant of J − λg in f64: minus the second derivative along the curve, for the tangent of ∇g's length. */
export function bordered(J: Reading, g: Reading, lambda: number, { theta }: Place): number {
  const [p, q] = g.gradientAt.map((slope) => slope(theta)) as [number, number];
  const [xx, xy, yy] = J.bendsAt.map((bend, i) => bend(theta) - lambda * g.bendsAt[i]!(theta)) as [number, number, number];
  return -(q * q * xx - 2 * p * q * xy + p * p * yy) || 0;
}

/** dᵀHd over the plane, or over the cone spanned by two rays (strictly copositive or not). */
function quadratic(H: Bends, [u, v]: readonly [Vector, Vector], cone: boolean): Kind {
  const [a, b, c] = [form(u, H, u), form(u, H, v), form(v, H, v)];
  const ends = [signOf(a), signOf(c)] as const, disc = signOf(minus(times(a, c), times(b, b)));
  if (!cone) return disc < 0 ? 'saddle' : disc > 0 && ends[0] !== 0 ? verdict(ends) : 'degenerate';
  if (ends[0] === 0 || ends[1] === 0 || ends[0] !== ends[1]) return verdict(ends);
  const mixed = signOf(b);
  if (mixed === ends[0] || disc > 0) return verdict(ends);
  return disc < 0 && mixed === opposite(ends[0]) ? 'saddle' : 'degenerate';
}

const AXES: readonly [Vector, Vector] = [[point(1), point(0)], [point(0), point(1)]];

/** What a candidate is among the feasible points near it, by the linearised cone of its tight constraints. */
export function kindOf(J: Reading, tight: readonly Tight[], place: Place): Kind {
  const f = gradientOver(J, place), H = bendsOver(J, place);
  const gradients = tight.map(({ reading }) => gradientOver(reading, place));
  if (tight.length === 0) return quadratic(H, AXES, false);
  const rate = (ray: Vector, g: Reading): Sign => signOf(dot(f, ray)) || curvature(J, g, place);

  const equals = tight.filter(({ relation }) => relation === '=');
  if (equals.length === 2) return signOf(det(gradients[tight.indexOf(equals[0]!)]!, gradients[tight.indexOf(equals[1]!)]!)) === 0 ? 'degenerate' : 'isolated';
  if (tight.length === 1 && equals.length === 1) return verdict([curvature(J, tight[0]!.reading, place)]);
  if (tight.length === 1) {
    // Inward J changes by −λ; where λ = 0 every line through the point has a feasible half.
    const lambda = signOf(multipliersOf(J, [tight[0]!.reading], place)?.[0]?.range ?? { low: -1, high: 1 });
    return lambda === 0 ? quadratic(H, AXES, false) : verdict([opposite(lambda), curvature(J, tight[0]!.reading, place)]);
  }
  const rays: { ray: Vector; g: Reading }[] = [];
  for (const one of equals.length > 0 ? equals : tight) {
    const g = one.reading;
    for (const ray of [along(g, place), flip(along(g, place))]) {
      const outward = tight.flatMap((other, i) => (other === one ? [] : [signOf(dot(gradients[i]!, ray))]));
      if (outward.includes(1)) continue;
      if (outward.includes(0)) return 'degenerate'; // parallel gradients
      rays.push({ ray, g });
    }
  }
  if (rays.length === 0) return 'isolated';
  if (rays.length === 2 && f.every((entry) => !isEmpty(intersect(entry, point(0)))) && rays.every(({ ray }) => signOf(dot(f, ray)) === 0)) {
    return quadratic(H, [rays[0]!.ray, rays[1]!.ray], true);
  }
  return verdict(rays.map(({ ray, g }) => rate(ray, g)));
}
