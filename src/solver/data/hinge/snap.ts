import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import type { Place } from './edge.ts';

const NEAR = 1e-11;

/**
 * The place moved, by rounding only, onto the margins that it lies on: a point found far along one kink's line meets another
 * kink with the digits of that distance. Rows are met one after the other, each orthogonally to those before; weights that
 * are zero stay zero, and weights of one magnitude stay so.
 */
export function snap({ n, x, z, s, intercept }: Columns, place: Place): Place {
  const [u, v] = place.theta;
  const tied = u !== 0 && Math.abs(u) === Math.abs(v) ? Math.sign(u) * Math.sign(v) : 0;
  const at: [number, number, number] = [u, v, place.b];
  const row = (i: number): [number, number, number] => {
    const tail = intercept ? s[i]! : 0;
    if (tied) return [x[i]! + tied * z[i]!, 0, tail];
    return [u === 0 ? 0 : x[i]!, v === 0 ? 0 : z[i]!, tail];
  };
  const on: number[] = [];
  for (let i = 0; i < n; i += 1) {
    const p = x[i]! * u, q = z[i]! * v, c = intercept ? s[i]! * place.b : 0;
    if (Math.abs(1 - p - q - c) <= NEAR * (1 + Math.abs(p) + Math.abs(q) + Math.abs(c))) on.push(i);
  }
  for (let round = 0; round < 2; round += 1) {
    const basis: [number, number, number][] = [];
    const move: [number, number, number] = [0, 0, 0];
    for (const i of on) {
      if (basis.length === 3) break;
      const a = row(i), size = Math.hypot(...a), q: [number, number, number] = [...a];
      for (const e of basis) {
        const part = a[0] * e[0] + a[1] * e[1] + a[2] * e[2];
        for (const j of [0, 1, 2] as const) q[j] -= part * e[j];
      }
      const length = Math.hypot(...q);
      if (!(length > 1e-6 * size)) continue;
      const rest = 1 - (x[i]! * at[0] + z[i]! * at[1] + (intercept ? s[i]! * at[2] : 0)) - (a[0] * move[0] + a[1] * move[1] + a[2] * move[2]);
      const e: [number, number, number] = [q[0] / length, q[1] / length, q[2] / length];
      const along = rest / (a[0] * e[0] + a[1] * e[1] + a[2] * e[2]);
      for (const j of [0, 1, 2] as const) move[j] += along * e[j];
      basis.push(e);
    }
    at[0] += move[0];
    at[1] = tied ? tied * at[0] : at[1] + move[1];
    at[2] += move[2];
  }
  const theta: Vec2 = [at[0], at[1]];
  return { theta, b: at[2] };
}
