import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import { interceptAt } from '../../../samples/intercept.ts';
import type { Regular } from './regular.ts';

/** A hinge at θ = 0: its b, the smallest λ that holds the weights there (null where none does), and the shares of its kinks. */
export interface Nailed {
  readonly b: number;
  readonly lambda: number | null;
  readonly alphas: readonly { readonly row: number; readonly alpha: number }[];
}

const ROUNDS = 200;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * λmax = min R°(f) over the forces f in −∂L(0) = max over directions d of min f·d / R′(0; d): quasi-concave in the angle of d, and
 * above 0 only within a quarter turn of the shortest f. At θ = 0 every margin is ±b, so that all kinks belong to one class, and
 * the least f·d gives the b-balance to its rows in the order of their products with d.
 */
export function nailed(columns: Columns, { u, norm, most }: Regular): Nailed {
  const { n, x, z, s, w, intercept } = columns;
  const b = intercept ? interceptAt(columns, [0, 0], 0) : 0;
  const open: number[] = [];
  let first = 0, second = 0, rest = 0, weight = 0;
  for (let i = 0; i < n; i += 1) {
    const short = 1 - (intercept ? s[i]! * b : 0);
    if (short === 0) { open.push(i); weight += w[i]!; continue; }
    if (short < 0) continue;
    first += w[i]! * x[i]!; second += w[i]! * z[i]!; rest += w[i]! * s[i]!;
  }
  // Σ w s α = 0 over all rows: the open ones, of one class, have this much of their weight
  const share = open.length === 0 ? 0 : Math.min(weight, Math.abs(rest));
  const force = (d: Vec2): Vec2 => {
    let left = share, f1 = first, f2 = second;
    for (const i of [...open].sort((i, j) => x[i]! * d[0] + z[i]! * d[1] - x[j]! * d[0] - z[j]! * d[1])) {
      const part = Math.min(left, w[i]!);
      f1 += part * x[i]!; f2 += part * z[i]!; left -= part;
    }
    return [f1, f2];
  };
  const alphas = open.map((row) => ({ row, alpha: weight > 0 ? share / weight : 0 }));
  const worth = (d: Vec2) => {
    const [f1, f2] = force(d);
    const size = u[0] * Math.abs(d[0]) + u[1] * Math.abs(d[1]) + norm * Math.hypot(...d) + most * Math.max(Math.abs(d[0]), Math.abs(d[1]));
    const value = f1 * d[0] + f2 * d[1];
    return value <= 0 ? 0 : value / size; // Infinity where R has no slope at 0
  };
  const at = (angle: number) => worth([Math.cos(angle), Math.sin(angle)]);
  let middle = 0, best = 0;
  for (let k = 0; k < 64; k += 1) if (at((k * Math.PI) / 32) > best) [middle, best] = [(k * Math.PI) / 32, at((k * Math.PI) / 32)];
  // creases of R, and where no row is open the force itself or its corner of the dual ball
  for (const d of [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1], [first, second]] as const) {
    if ((d[0] !== 0 || d[1] !== 0) && worth(d) > best) [middle, best] = [Math.atan2(d[1], d[0]), worth(d)];
  }
  let low = middle - Math.PI / 32, high = middle + Math.PI / 32;
  for (let round = 0; round < ROUNDS && high - low > 1e-16; round += 1) {
    const p = high - GOLDEN * (high - low), q = low + GOLDEN * (high - low), one = at(p), two = at(q);
    best = Math.max(best, one, two);
    if (one < two) low = p; else high = q;
  }
  return { b, lambda: best < Infinity ? best : null, alphas };
}
