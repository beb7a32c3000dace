import { width } from '../../formula/interval.ts';
import type { Candidate } from './answer.ts';
import { checkOf } from './check.ts';
import { toDouble } from './fraction.ts';
import { bordered, kindOf, type Tight } from './kind.ts';
import type { Place } from './locate.ts';
import { multipliersOf, type Multiplier } from './multipliers.ts';
import type { Setting } from './setting.ts';
import { signOf, type Sign } from './sign.ts';

/** A candidate with what tells it from others. */
export interface Settled { readonly candidate: Candidate; readonly place: Place; readonly ranges: readonly Multiplier['range'][] }

/** The constraints that hold with equality at a place, as far as can be told; null where one is violated for certain. */
export function tightAt({ g, inquiry }: Setting, { spot, exact }: Place, base: readonly number[]): number[] | null {
  const signs = inquiry.bounds.map((_, i): Sign => {
    if (base.includes(i)) return 0;
    const known = exact && g[i]!.exact(exact);
    return known ? (Math.sign(toDouble(known)) as Sign) : signOf(g[i]!.over(spot));
  });
  if (signs.some((sign, i) => sign > 0 || (sign < 0 && inquiry.bounds[i]!.relation === '='))) return null;
  return signs.flatMap((sign, i) => (sign === 0 ? [i] : []));
}

/** Constraints that are the same but for their place in the list, once; an equality stands for an inequality. */
function different(setting: Setting, tight: readonly number[]): Tight[] {
  const found = new Map<string, Tight>();
  for (const i of tight) {
    const reading = setting.g[i]!, { relation } = setting.inquiry.bounds[i]!, key = JSON.stringify(reading.tree);
    if (found.get(key)?.relation !== '=') found.set(key, { reading, relation });
  }
  return [...found.values()];
}

/** The candidate at a place where ∇J is a combination of the gradients of `base`; null where it is not feasible, undefined where its multipliers have no bound. */
export function settle(setting: Setting, place: Place, base: readonly number[], radius: number): Settled | null | undefined {
  const { J, g, inquiry, window } = setting;
  if (place.spot.some((side, i) => side.high < window[i]!.low || side.low > window[i]!.high)) return null;
  const active = tightAt(setting, place, base);
  if (!active) return null;
  const found = multipliersOf(J, base.map((i) => g[i]!), place);
  if (!found) return undefined;
  const multipliers = new Map(base.map((i, at) => [i, found[at]!]));
  const wrong = inquiry.sense === 'maximise' ? -1 : 1;
  const values = inquiry.bounds.map((_, i) => multipliers.get(i)?.value ?? 0);
  const alone = active.length === 1 ? active[0]! : null;
  return {
    place, ranges: inquiry.bounds.map((_, i) => multipliers.get(i)?.range ?? { low: 0, high: 0 }),
    candidate: {
      theta: place.theta, multipliers: values, kind: kindOf(J, different(setting, active), place), active, value: J.at(place.theta) || 0,
      satisfies: [...multipliers].every(([i, { range }]) => inquiry.bounds[i]!.relation === '=' || signOf(range) !== wrong),
      bordered: alone === null ? null : bordered(J, g[alone]!, values[alone]!, place), radius: Math.max(radius, ...place.spot.map(width)) / 2,
      check: checkOf(inquiry, place, active, multipliers),
    },
  };
}

const meet = (a: { low: number; high: number }, b: { low: number; high: number }) => a.low <= b.high && b.low <= a.high;

/** Candidates found for several sets of constraints, once for each place and each vector of multipliers; the best located stays. */
export function merge(list: readonly Settled[]): Settled[] {
  const found: Settled[] = [];
  for (const next of list) {
    const at = found.findIndex(({ place, ranges }) => place.spot.every((side, i) => meet(side, next.place.spot[i]!)) && ranges.every((range, i) => meet(range, next.ranges[i]!)));
    if (at < 0) found.push(next);
    else if (next.candidate.radius < found[at]!.candidate.radius) found[at] = next;
  }
  return found;
}
