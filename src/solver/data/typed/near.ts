import type { Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import type { ReadJets } from './jet.ts';

/** A point of the plane, with b of the centred columns where the loss has an intercept. */
export interface Place { readonly theta: Vec2; readonly b: number }
/** A kink of a hinge: the row of its sample, as its kink 1 = a·θ + sb. */
export interface Row { readonly row: number; readonly a: Vec2; readonly s: number }

const FEW = 6;
const FORWARD: Vec2 = [1, 0];

export const shortOf = ({ a, s }: Row, { theta, b }: Place): number => 1 - (a[0] * theta[0] + a[1] * theta[1] + s * b);

/** The kinks of a hinge that a step of `reach` may meet, the nearest first; one of those that lie on one another. */
export function rowsNear({ n, x, z, s, intercept }: Columns, place: Place, reach: number): Row[] {
  const found: { row: Row; far: number }[] = [], seen = new Set<string>();
  for (let i = 0; i < n; i += 1) {
    const row: Row = { row: i, a: [x[i]!, z[i]!], s: intercept ? s[i]! : 0 };
    const size = Math.hypot(...row.a), far = Math.abs(shortOf(row, place)) / Math.max(size, row.s === 0 ? 0 : 1 / (1 + Math.hypot(...place.theta)));
    const key = row.a.join();
    if (!(far <= reach) || seen.has(`${key},${row.s}`)) continue;
    seen.add(`${key},${row.s}`);
    found.push({ row, far });
  }
  return found.sort((p, q) => p.far - q.far).slice(0, FEW).map(({ row }) => row);
}

/** The kinks of R that a step of `reach` may meet, the nearest first. */
export function kinksNear(read: ReadJets, theta: Vec2, reach: number): number[] {
  return read(theta, [], FORWARD).deciders.map(([value, p, q], kink) => ({ kink, far: Math.abs(value) / Math.hypot(p, q) }))
    .filter(({ far }) => far <= reach).sort((a, b) => a.far - b.far).slice(0, FEW).map(({ kink }) => kink);
}

/** Along the kinks that a step may meet, both ways: where no such way leads down, none does between them. */
export function along(read: ReadJets, columns: Columns | null, place: Place, reach: number): Vec2[] {
  const { deciders } = read(place.theta, [], FORWARD);
  const normals: Vec2[] = kinksNear(read, place.theta, reach).map((kink): Vec2 => [deciders[kink]![1], deciders[kink]![2]]);
  const rows = columns ? rowsNear(columns, place, reach) : [];
  if (!columns?.intercept) normals.push(...rows.map(({ a }) => a));
  else for (const [k, one] of rows.entries()) for (const { a, s } of rows.slice(k + 1)) { // where b keeps both on their margins
    normals.push([a[0] - one.s * s * one.a[0], a[1] - one.s * s * one.a[1]]);
  }
  return normals.flatMap(([p, q]): Vec2[] => {
    const size = Math.hypot(p, q);
    return size > 0 && size < Infinity ? [[-q / size, p / size], [q / size, -p / size]] : [];
  });
}

/** The tips of roots that a step may meet. */
export function tipsNear(read: ReadJets, [x, y]: Vec2, reach: number): Vec2[] {
  return read([x, y], [], FORWARD).roots.flatMap(([, p, q, a, h, c]): Vec2[] => {
    const det = a * c - h * h, u = (h * q - c * p) / det, v = (h * p - a * q) / det;
    return Math.hypot(u, v) <= reach ? [[x + u || 0, y + v || 0]] : [];
  });
}
