import { contains, width } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import { continuous } from '../global/guard.ts';
import type { Box } from '../global/newton.ts';
import type { Singular } from './answer.ts';
import type { Cluster } from './clusters.ts';
import type { Exact } from './exact.ts';
import { add, isZero, multiply, negate, type Fraction } from './fraction.ts';
import { guesses, placeOf, type Place } from './locate.ts';
import type { Reading } from './reading.ts';
import type { Setting } from './setting.ts';
import { tightAt } from './settle.ts';

/** A degenerate spot that was understood: a singular point, or a candidate for these constraints. */
export type Understood = { readonly place: Place; readonly kind: Singular['cause'] | 'candidate' };

const det = ([a, b]: readonly Fraction[], [c, d]: readonly Fraction[]) => add(multiply(a!, d!), negate(multiply(b!, c!)));

function causeAt({ J, g }: Setting, base: readonly number[], at: Exact): Understood['kind'] | null {
  const list = base.map((i) => g[i]!);
  if (!list.every(({ exact }) => { const value = exact(at); return value && isZero(value); })) return null;
  const read = ({ exactGradient }: Reading) => exactGradient.map((slope) => slope(at));
  const kinked = (reading: Reading) => !continuous(reading.slopes, THETA)(placeOf(at).spot);
  if (list.length < 2 && kinked(J)) return J.exact(at) ? 'kink' : null;
  if (list.some(kinked)) return 'kink';
  const [f, p, q] = [read(J), ...list.map(read)] as (readonly Fraction[])[];
  if ([f, p, q].some((gradient) => gradient?.includes(null as never))) return null;
  if (!p) return f!.every(isZero) ? 'candidate' : null;
  if (p.every(isZero) || q?.every(isZero)) return 'gradient zero';
  if (q) return isZero(det(p, q)) ? 'gradients parallel' : 'candidate';
  return isZero(det(f!, p)) ? 'candidate' : null;
}

/** What a cluster of boxes that could not be excluded holds, where rational arithmetic can prove it at a simple point. */
export function understand(setting: Setting, base: readonly number[], { around }: Cluster): Understood | null {
  for (const at of guesses(around)) {
    const kind = causeAt(setting, base, at);
    if (kind) return { place: placeOf(at), kind };
  }
  return null;
}

export const singularAt = (setting: Setting, place: Place, base: readonly number[], cause: Singular['cause'], radius: number): Singular | null => {
  const { J, window } = setting;
  const outside = place.spot.some((side, i) => side.high < window[i]!.low || side.low > window[i]!.high);
  const active = outside ? null : tightAt(setting, place, base);
  return active && { theta: place.theta, active, cause, exact: place.exact !== null, value: J.at(place.theta) || 0, radius };
};

/** A zero of ∇g: on the constraint for certain, for certain not (null), or perhaps. */
export function onBound(g: Reading, place: Place): boolean {
  const value = place.exact && g.exact(place.exact);
  return value ? isZero(value) : contains(g.over(place.spot), 0);
}

export const extent = (box: Box): number => Math.max(...box.map(width));
