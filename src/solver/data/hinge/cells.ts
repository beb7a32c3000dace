import type { Vec2 } from '../../../problem/types.ts';
import type { Bound, Place } from './edge.ts';
import type { Kept, Local } from './local.ts';
import { balance, support } from './regular.ts';

export const marginOf = ({ a, s }: Kept, { theta, b }: Place, intercept: boolean) => a[0] * theta[0] + a[1] * theta[1] + (intercept ? s * b : 0);

/** −∇L just beside a place, in direction d, with b minimised away. */
function forceBeside(local: Local, place: Place, d: Vec2, near: readonly Kept[]): Vec2 {
  let [first, second] = local.pull, push = local.push;
  const take = ({ a, s, weight }: Kept, part = 1) => { first += part * weight * a[0]; second += part * weight * a[1]; push += part * weight * s; };
  for (const kink of local.kept) if (!near.includes(kink) && marginOf(kink, place, local.intercept) < kink.c) take(kink);
  if (!local.intercept) {
    for (const kink of near) if (kink.a[0] * d[0] + kink.a[1] * d[1] < 0) take(kink);
    return [first, second];
  }
  // b moves at the rate β that minimises −push β + Σ weight max(0, −(a·d + sβ)): walk up its corners
  const corners = near.map((kink) => ({ kink, beta: -kink.s * (kink.a[0] * d[0] + kink.a[1] * d[1]) })).sort((p, q) => p.beta - q.beta);
  for (const { kink } of corners) if (kink.s > 0) take(kink); // far below, the positive ones are short
  for (const { kink } of corners) {
    const after = -push + kink.weight; // slope beyond this corner: it lets a positive one go, or takes a negative one
    if (after >= 0) {
      take(kink, kink.s * -push / kink.weight); // the part that balances b exactly
      break;
    }
    take(kink, kink.s > 0 ? -1 : 1);
  }
  return [first, second];
}

/** Where a round R balances the force of a cell: the cells that meet at a place, and the point each of them would have. */
export function* cells(local: Local, bound: Bound, place: Place, reach: number): Generator<Place> {
  const { regular, lambda, budget } = bound;
  const near = local.kept.filter((kink) => Math.abs(kink.c - marginOf(kink, place, local.intercept))
    <= 64 * Number.EPSILON * (Math.abs(kink.c) + Math.abs(kink.a[0] * place.theta[0]) + Math.abs(kink.a[1] * place.theta[1]) + Math.abs(place.b)));
  const normals: Vec2[] = local.intercept ? near.flatMap((one, k) => near.slice(k + 1).map(({ a, s }): Vec2 =>
    [a[0] - s * one.s * one.a[0], a[1] - s * one.s * one.a[1]])) : near.map(({ a }) => a);
  const angles = normals.flatMap(([u, v]) => [Math.atan2(u, -v), Math.atan2(-u, v)]).sort((p, q) => p - q);
  const middles = angles.length === 0 ? [0] : angles.map((angle, k) => (angle + (angles[k + 1] ?? angles[0]! + 2 * Math.PI)) / 2);
  for (const middle of middles) {
    const force = forceBeside(local, place, [Math.cos(middle), Math.sin(middle)], near);
    const size = Math.hypot(...force);
    // A force beyond λ times the 2-norm's slope, of which no line tells where none has a kink: straight on, to where a kink will be met.
    if (budget === null && regular.ridge + regular.power === 0 && regular.norm > 0 && size > lambda * regular.norm) {
      yield { theta: [(force[0] / size) * reach, (force[1] / size) * reach], b: place.b, far: true };
      continue;
    }
    const theta = budget === null ? balance(regular, lambda, force) : support(regular, budget, force);
    if (!theta) continue;
    yield { theta, b: place.b };
  }
}
