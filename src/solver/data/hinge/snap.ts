import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import type { Place } from './edge.ts';
import { isFree, measure, type Regular, slopeAlong } from './regular.ts';

const NEAR = 1e-11;
/** How near a wall, of t, a place counts as on it: wherever a line was met, it was met to fewer digits than all. */
export const NEARLY = 1e-9;

/**
 * The place moved, by rounding only, onto the wall R = t and the margins that it lies on: a point found far along one kink's line
 * meets another kink with the digits of that distance. One after the other is met, each orthogonally to those before, in shares of
 * the weights' own sizes; weights that are zero stay zero, unless they are never penalised, and weights of one magnitude stay so.
 * @param budget t where the region binds, else null
 */
export function snap({ n, x, z, s, y, gram, intercept }: Columns, place: Place, regular: Regular, budget: number | null): Place {
  const [u, v] = place.theta;
  const tied = u !== 0 && Math.abs(u) === Math.abs(v) ? Math.sign(u) * Math.sign(v) : 0;
  const at: [number, number, number] = [u, v, place.b];
  const on: number[] = [];
  let reach = 0;
  for (let i = 0; i < n; i += 1) {
    const p = x[i]! * u, q = z[i]! * v, c = intercept ? s[i]! * place.b : 0, size = Math.abs(y[i]!) + Math.abs(p) + Math.abs(q) + Math.abs(c);
    if (Math.abs(y[i]! - p - q - c) > NEAR * size) continue;
    on.push(i);
    reach = Math.max(reach, size);
  }
  const own = (j: 0 | 1) => Math.abs(place.theta[j]) + (isFree(regular, j) && gram[j][j] > 0 ? reach / Math.sqrt(gram[j][j]) : 0);
  const unit = [own(0), own(1), reach] as const;
  const rows = on.map((i) => ({
    at: tied ? [(x[i]! + tied * z[i]!) * unit[0], 0, intercept ? s[i]! * unit[2] : 0] : [x[i]! * unit[0], z[i]! * unit[1], intercept ? s[i]! * unit[2] : 0],
    rest: () => y[i]! - (x[i]! * at[0] + z[i]! * at[1] + (intercept ? s[i]! * at[2] : 0)),
  }));
  const steep = (d: Vec2) => slopeAlong(regular, [at[0], at[1]], d);
  if (budget !== null && measure(regular, place.theta) >= budget * (1 - NEARLY)) {
    rows.unshift({
      at: tied ? [steep([1, tied]) * unit[0], 0, 0] : [u === 0 ? 0 : steep([1, 0]) * unit[0], v === 0 ? 0 : steep([0, 1]) * unit[1], 0],
      rest: () => budget - measure(regular, [at[0], at[1]]),
    });
  }
  for (let round = 0; round < 2; round += 1) {
    const basis: [number, number, number][] = [];
    const move: [number, number, number] = [0, 0, 0];
    for (const { at: a, rest } of rows) {
      if (basis.length === 3) break;
      const size = Math.hypot(...a), q: [number, number, number] = [a[0]!, a[1]!, a[2]!];
      for (const e of basis) {
        const part = a[0]! * e[0] + a[1]! * e[1] + a[2]! * e[2];
        for (const j of [0, 1, 2] as const) q[j] -= part * e[j];
      }
      const length = Math.hypot(...q);
      if (!(length > 1e-6 * size)) continue;
      const e: [number, number, number] = [q[0] / length, q[1] / length, q[2] / length];
      const along = (rest() - (a[0]! * move[0] + a[1]! * move[1] + a[2]! * move[2])) / (a[0]! * e[0] + a[1]! * e[1] + a[2]! * e[2]);
      for (const j of [0, 1, 2] as const) move[j] += along * e[j];
      basis.push(e);
    }
    at[0] += move[0] * unit[0];
    at[1] = tied ? tied * at[0] : at[1] + move[1] * unit[1];
    at[2] += move[2] * unit[2];
  }
  const theta: Vec2 = [at[0], at[1]];
  return theta.every(Number.isFinite) && Number.isFinite(at[2]) ? { theta, b: at[2] } : place;
}

/** A wall that is parallel to an axis, or met on one, is met exactly; other places are snapped. */
export function snapped(columns: Columns, place: Place, regular: Regular, budget: number | null): Place {
  const { theta, b } = snap(columns, place, regular, budget);
  const { u, norm, most, ridge, power } = regular;
  if (budget === null || ridge > 0 || power > 0) return { theta, b };
  const put = (value: number, i: 0 | 1): number => {
    const alone = theta[1 - i] === 0 || (u[1 - i] === 0 && norm === 0);
    const weight = most > 0 ? most : alone ? u[i] + norm : 0;
    return weight > 0 && Math.abs(Math.abs(value) * weight - budget) <= NEARLY * budget ? Math.sign(value) * (budget / weight) : value;
  };
  return { theta: [put(theta[0], 0), put(theta[1], 1)], b };
}
