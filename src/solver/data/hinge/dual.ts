import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import type { Place } from './edge.ts';
import { nearest, type Vec3 } from './nearest.ts';
import { corners, type Regular } from './regular.ts';

/** The multipliers that hold a place: α of the samples on their margin, λ of the region, and the force that stays unheld. */
export interface Dual {
  readonly alphas: readonly { readonly row: number; readonly alpha: number }[];
  readonly lambda: number;
  readonly residual: number;
  /** What the residual may be by rounding alone. */
  readonly rounding: number;
}

const EPS = Number.EPSILON;
const DISC = 32; // half the sides of the polygon inside a disc

/**
 * λ∂R as a centre and generators in [−1, 1]: up to four corners are a point, a segment or a parallelogram. Along an axis no more
 * of it is held than `most`, beyond any force, or the α would drown beside a large λ.
 */
function zonotope(regular: Regular, theta: Vec2, lambda: number, most: number): { centre: Vec2; generators: Vec2[] } {
  const list = corners(regular, theta);
  if (!list) {
    const side = lambda * regular.norm * Math.sin(Math.PI / (2 * DISC));
    return { centre: [0, 0], generators: Array.from({ length: DISC }, (_, k) => [side * Math.cos((k * Math.PI) / DISC), side * Math.sin((k * Math.PI) / DISC)]) };
  }
  const box = regular.most === 0;
  const half = (v: Vec2, from: Vec2): Vec2 => {
    const side: Vec2 = [(lambda * (v[0] - from[0])) / 2, (lambda * (v[1] - from[1])) / 2], length = Math.hypot(...side);
    return box && length > most ? [(side[0] / length) * most, (side[1] / length) * most] : side;
  };
  const last = list[list.length - 1]!, first = list[0]!;
  return {
    centre: [(lambda * (first[0] + last[0])) / 2, (lambda * (first[1] + last[1])) / 2],
    generators: list.length === 1 ? [] : list.length === 2 ? [half(last, first)] : [half(list[1]!, first), half(list[2]!, first)],
  };
}

/** The distance of 0 from a point or a segment; at 0, where all corners lie around it, the least of them. */
function leastSize(list: readonly Vec2[]): number {
  const sizes = list.map((v) => Math.hypot(...v));
  if (list.length !== 2) return Math.min(...sizes);
  const [p, q] = list as [Vec2, Vec2];
  const d: Vec2 = [q[0] - p[0], q[1] - p[1]], length = Math.hypot(...d);
  const share = -(p[0] * d[0] + p[1] * d[1]) / length ** 2;
  return share > 0 && share < 1 ? Math.abs(p[0] * d[1] - p[1] * d[0]) / length : Math.min(...sizes);
}

/**
 * Finds α ∈ [0, 1] and, in constraint form (`lambda` null), λ ≥ 0 with 0 ∈ ∂L + λ∂R at a place, the nearest there are.
 * A sample is on its margin where y − m is within the rounding of m itself.
 */
export function dualAt({ n, x, z, s, y, w, intercept, gram }: Columns, { theta, b }: Place, regular: Regular, lambda: number | null): Dual {
  const base: [number, number, number] = [0, 0, 0];
  const on: number[] = [];
  let size = 0;
  for (let i = 0; i < n; i += 1) {
    const p = x[i]! * theta[0], q = z[i]! * theta[1], c = intercept ? s[i]! * b : 0;
    const short = y[i]! - (p + q + c), unsure = 32 * EPS * (Math.abs(y[i]!) + Math.abs(p) + Math.abs(q) + Math.abs(c));
    if (Math.abs(short) <= unsure) { on.push(i); continue; }
    if (short < 0) continue;
    base[0] -= w[i]! * x[i]!; base[1] -= w[i]! * z[i]!;
    if (intercept) base[2] -= w[i]! * s[i]!;
    size += w[i]! * (Math.abs(x[i]!) + Math.abs(z[i]!));
  }
  const generators: Vec3[] = on.map((i) => [-w[i]! * x[i]!, -w[i]! * z[i]!, intercept ? -w[i]! * s[i]! : 0]);
  const low = on.map(() => 0), high = on.map(() => 1);
  for (const i of on) size += w[i]! * (Math.abs(x[i]!) + Math.abs(z[i]!));
  if (lambda === null) {
    const list = corners(regular, theta) ?? [];
    const most = (2 * size) / Math.max(leastSize(list), Number.MIN_VALUE); // λ times the least subgradient is at most the force
    for (const v of list) {
      generators.push([v[0], v[1], 0]);
      low.push(0); high.push(most);
    }
  } else if (lambda > 0) {
    const { centre, generators: sides } = zonotope(regular, theta, lambda, 4 * size);
    base[0] += centre[0]; base[1] += centre[1];
    size += Math.abs(centre[0]) + Math.abs(centre[1]);
    for (const side of sides) { generators.push([...side, 0]); low.push(-1); high.push(1); }
  }
  // forces in the features' own unit, beside b's which has none
  const unit = Math.sqrt(gram[0][0] + gram[1][1]) || 1;
  const inUnit = ([p, q, c]: readonly [number, number, number]): Vec3 => [p / unit, q / unit, c];
  const { point, shares } = nearest(inUnit(base), generators.map(inUnit), low, high);
  return {
    alphas: on.map((row, k) => ({ row, alpha: shares[k]! })),
    lambda: lambda ?? shares.slice(on.length).reduce((sum, share) => sum + share, 0),
    residual: unit * Math.hypot(...point), rounding: 64 * EPS * (n + 4) * (size + (intercept ? unit : 0) + 1e-300),
  };
}
