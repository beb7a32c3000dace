import { readTyped, type Reading } from '../certificate/typed.ts';
import type { Check } from './answer.ts';
import type { Place } from './locate.ts';
import type { Multiplier } from './multipliers.ts';
import type { Inquiry } from './question.ts';
import { width } from '../../formula/interval.ts';

const ULPS = 2;

/**
 * Puts a candidate back into ∇J = Σ λᵢ∇gᵢ and gᵢ = k, with the formulas as they were typed and derivatives by dual
 * numbers. Allowed is what rounding, an error of the point by its own box, and the multipliers' intervals can make of it.
 */
export function checkOf({ objective, bounds }: Inquiry, { theta, spot }: Place, active: readonly number[], multipliers: ReadonlyMap<number, Multiplier>): Check {
  // The place's error in ulps of its coordinates; of a coordinate near 0 in those of the other, as a rotation would make it.
  const ulps = ULPS + Math.max(...theta.map((value, i) => (value === 0 ? 0 : width(spot[i]!) / (Math.abs(value) * Number.EPSILON))));
  const read = (stated: typeof objective.stated): Reading => readTyped(stated, theta, ulps);
  const f = read(objective.stated);
  let [x, y] = f.gradient, allowed = f.wobble.gradient;
  for (const [i, { value, range }] of multipliers) {
    const g = read(bounds[i]!.stated);
    x -= value * g.gradient[0];
    y -= value * g.gradient[1];
    const length = Math.hypot(...g.gradient) + g.wobble.gradient;
    allowed += Math.abs(value) * g.wobble.gradient + (width(range) + 4 * Number.EPSILON * Math.abs(value)) * length;
  }
  let feasibility = 0, slack = 0;
  for (const i of active) {
    const g = read(bounds[i]!.stated);
    feasibility = Math.max(feasibility, Math.abs(g.value - bounds[i]!.level));
    slack = Math.max(slack, g.wobble.value + Number.EPSILON * (Math.abs(g.value) + Math.abs(bounds[i]!.level)));
  }
  const stationarity = Math.hypot(x, y);
  return { stationarity, feasibility, allowed: { stationarity: allowed, feasibility: slack }, holds: stationarity <= allowed && feasibility <= slack };
}
