import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import { nearest, type Vec3 } from '../hinge/nearest.ts';
import { halvesOf } from './fan.ts';
import type { Place } from './near.ts';

const EPS = Number.EPSILON;

/** A loss near a place: a smooth part, and the kinks of a hinge that lie there, each with its slope by (θ, b) and its weight inside. */
export interface Pull {
  readonly smooth: Vec3;
  readonly rows: readonly number[];
  readonly kinks: readonly Vec3[];
  /** The magnitudes that were added up. */
  readonly size: number;
}

/** The slopes of a hinge at (θ, b); a sample within the rounding of its margin is on it. */
export function pullOf({ n, x, z, s, w, intercept }: Columns, { theta, b }: Place): Pull {
  const smooth: [number, number, number] = [0, 0, 0], rows: number[] = [], kinks: Vec3[] = [];
  let size = 0;
  for (let i = 0; i < n; i += 1) {
    const p = x[i]! * theta[0], q = z[i]! * theta[1], c = intercept ? s[i]! * b : 0;
    const short = 1 - (p + q + c), unsure = 32 * EPS * (1 + Math.abs(p) + Math.abs(q) + Math.abs(c));
    const slope: Vec3 = [-w[i]! * x[i]!, -w[i]! * z[i]!, intercept ? -w[i]! * s[i]! : 0];
    const on = Math.abs(short) <= unsure;
    if (on || short > 0) size += Math.abs(slope[0]) + Math.abs(slope[1]);
    if (on) { rows.push(i); kinks.push(slope); }
    else if (short > 0) for (const j of [0, 1, 2] as const) smooth[j] += slope[j];
  }
  return { smooth, rows, kinks, size };
}

/** The multipliers that hold a place. */
export interface Held {
  readonly alphas: readonly { readonly row: number; readonly alpha: number }[];
  /** λ, or the multiplier of the wall. */
  readonly lambda: number;
  readonly settled: boolean;
  /** What is unheld on θ: against it the objective falls fastest. */
  readonly left: Vec2;
}

/**
 * Finds shares α ∈ [0, 1] of the kinks and a subgradient of R with 0 ∈ ∂L + λ∂R, the nearest there are; `lambda` null asks for
 * the multiplier of the wall too. null where ∂R is no such set as can be told (a polygon that is not its own mirror image).
 * @param unit the size of the features, in which forces on θ stand beside those on b, which have none
 */
export function heldAt({ smooth, rows, kinks, size }: Pull, corners: readonly Vec2[], lambda: number | null, unit: number, roundings: number): Held | null {
  const base: [number, number, number] = [...smooth], generators = [...kinks], low = kinks.map(() => 0), high = kinks.map(() => 1);
  let total = size;
  if (lambda === null) {
    const least = Math.min(...corners.map((v) => Math.hypot(...v)));
    const most = (4 * size) / Math.max(least, Number.MIN_VALUE);
    for (const [p, q] of corners) { generators.push([p, q, 0]); low.push(0); high.push(Math.min(most, 1e300)); }
  } else {
    const set = halvesOf(corners);
    if (!set) return null;
    base[0] += lambda * set.centre[0]; base[1] += lambda * set.centre[1];
    total += lambda * (Math.abs(set.centre[0]) + Math.abs(set.centre[1]));
    for (const [p, q] of set.sides) { generators.push([lambda * p, lambda * q, 0]); low.push(-1); high.push(1); total += lambda * (Math.abs(p) + Math.abs(q)); }
  }
  const inUnit = ([p, q, c]: Vec3): Vec3 => [p / unit, q / unit, c];
  const { point, shares } = nearest(inUnit(base), generators.map(inUnit), low, high);
  return {
    left: [unit * point[0], unit * point[1]],
    alphas: rows.map((row, k) => ({ row, alpha: shares[k]! })),
    lambda: lambda ?? shares.slice(rows.length).reduce((sum, share) => sum + share, 0),
    settled: unit * Math.hypot(...point) <= 64 * EPS * roundings * (total + (kinks.length > 0 ? unit : 0) + 1e-300),
  };
}
