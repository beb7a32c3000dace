import type { Vec2 } from '../../problem/types.ts';
import { land } from '../../solver/implicit/index.ts';
import type { Entry } from './marks.ts';
import type { Facts } from './study.ts';

/** What holds at one point of the curve. */
export interface Probe {
  /** Arc length from the start of the curve. */
  readonly s: number;
  readonly theta: Vec2;
  readonly J: number;
  readonly force: Vec2;
  readonly normal: Vec2;
  /** The λ for which λ∇g is nearest to ∇J; null where ∇g = 0. */
  readonly lambda: number | null;
  /** The slope of J along the curve, to the left of ∇g; null where there is no tangent. */
  readonly slope: number | null;
  /** The candidate or singular point that it stands on. */
  readonly entry: Entry | undefined;
}

/** A place on the curve where a candidate or a singular point is. */
export interface Stop { readonly s: number; readonly entry: Entry }

/** The candidates that lie on the curve, in its order. */
export function stopsOf({ course, question: { window: { x, y } } }: Facts, entries: readonly Entry[]): Stop[] {
  if (course.length === 0) return [];
  const scale: Vec2 = [1 / (x[1] - x[0]), 1 / (y[1] - y[0])];
  return entries.filter(({ active, sign }) => active && sign !== 'isolated' && sign !== 'unresolved').flatMap((entry) => {
    const s = course.nearest(entry.theta, scale), [u, v] = course.at(s);
    return Math.hypot((u - entry.theta[0]) * scale[0], (v - entry.theta[1]) * scale[1]) < 1e-3 ? [{ s, entry }] : [];
  }).sort((a, b) => a.s - b.s);
}

const SAME = 1e-9; // of the curve's length
const NEAR = 1e-3; // of the window: further than any chord is from its curve

/** The probe at a share of the curve; undefined where there is no curve. */
export function probeAt({ course, J, g, question: { window } }: Facts, share: number, stops: readonly Stop[]): Probe | undefined {
  if (!(course.length > 0)) return undefined;
  const s = Math.min(1, Math.max(0, share)) * course.length;
  const stop = stops.find((other) => Math.abs(other.s - s) <= SAME * course.length);
  const theta = stop?.entry.theta ?? land(g, course.at(s), NEAR * Math.max(window.x[1] - window.x[0], window.y[1] - window.y[0]));
  const force = J.gradientAt.map((slope) => slope(theta)) as unknown as Vec2, normal = g.gradientAt.map((slope) => slope(theta)) as unknown as Vec2;
  const size = normal[0] * normal[0] + normal[1] * normal[1];
  const flat = !(size > 0) || stop?.entry.sign === 'singular';
  const candidate = stop?.entry.candidate;
  return {
    s, theta, J: J.at(theta), force, normal, entry: stop?.entry,
    lambda: flat ? null : candidate ? candidate.multipliers[0]! : (force[0] * normal[0] + force[1] * normal[1]) / size,
    slope: flat ? null : candidate ? 0 : (force[1] * normal[0] - force[0] * normal[1]) / Math.sqrt(size),
  };
}
