import type { Vec2 } from '../../problem/types.ts';
import type { Bends } from './bends.ts';

const ROUNDS = 60;
const EPS = Number.EPSILON;

/** R(θ) counts as at most t up to here. */
export const roof = (budget: number): number => budget * (1 + 8 * EPS);

/**
 * The point of the wall R = t near θ by Newton's steps in one weight: that on which R is the steeper at `base`, and not one
 * on a crease. null where the steps do not arrive.
 * @param base the point of the wall that θ was moved from, so that a way off a crease is not undone
 */
export function onto({ value, gradient, creases }: Bends, theta: Vec2, budget: number, base = theta): Vec2 | null {
  const slopes = gradient(base), [left, right] = creases(base);
  const i = left ? 1 : right ? 0 : Math.abs(slopes[0]) >= Math.abs(slopes[1]) ? 0 : 1;
  let at = theta, off = value(at) - budget;
  for (let round = 0; round < ROUNDS && off !== 0; round += 1) {
    const moved = at[i] - off / gradient(at)[i];
    const next: Vec2 = i === 0 ? [moved, at[1]] : [at[0], moved], rest = value(next) - budget;
    if (!Number.isFinite(rest) || (Math.abs(off) <= 4 * EPS * budget && !(Math.abs(rest) < Math.abs(off)))) break;
    [at, off] = [next, rest];
  }
  return Math.abs(off) <= 8 * EPS * budget ? at : null;
}

/**
 * Along the wall R = t downhill, in steps halved where neither way falls: a compass search on the curve, since the plane's own
 * compass stalls on a slanting wall. Weights that come near 0 are tried at exactly 0.
 */
export function* slide(loss: (theta: Vec2) => number, bends: Bends, start: Vec2, budget: number, finest: number): Generator<void, Vec2> {
  const first = onto(bends, start, budget);
  if (!first) return start;
  let at = first, here = loss(at), step = Math.hypot(...at) / 4;
  const take = (near: Vec2, base?: Vec2): boolean => {
    const next = onto(bends, near, budget, base), there = next ? loss(next) : Infinity;
    if (!(there < here)) return false;
    [at, here] = [next!, there];
    return true;
  };
  while (step > finest * Math.hypot(...at)) {
    yield;
    const [x, y] = at, [p, q] = bends.gradient(at), size = Math.hypot(p, q);
    if (!(size > 0)) break;
    const u = (-q / size) * step, v = (p / size) * step;
    const moved = take([x + u, y + v], at) || take([x - u, y - v], at)
      || (x !== 0 && Math.abs(x) < step && take([0, y])) || (y !== 0 && Math.abs(y) < step && take([x, 0]));
    if (!moved) step /= 2;
  }
  for (const i of [0, 1] as const) { // what rounding left of a weight that a crease holds at 0
    const tip = at[i] !== 0 && Math.abs(at[i]) <= finest * Math.hypot(...at) ? onto(bends, i === 0 ? [0, at[1]] : [at[0], 0], budget) : null;
    if (tip && bends.creases(tip)[i] && loss(tip) <= here + 8 * EPS * Math.abs(here)) [at, here] = [tip, loss(tip)];
  }
  return at;
}
