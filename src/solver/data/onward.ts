import type { Vec2 } from '../../problem/types.ts';
import type { Columns } from '../../samples/columns.ts';
import { passSteps } from '../../samples/moments.ts';
import type { Taken } from './search.ts';

const DOUBLINGS = 1100; // from the smallest number to the largest

/**
 * Goes on along a step whose slope hardly changed on its way, as where a loss of straight pieces falls as fast as λR rises, to a
 * trifle: the model had to be given a curvature there, which makes its steps short. From s to 2s the objective falls if
 * s L′(2s) + λ(R(2s) − R(s)) ≤ 0, since L is convex and L′ therefore largest at the end.
 * @param weigh λR
 */
export function* onward(columns: Columns, from: { readonly theta: Vec2; readonly b: number }, taken: Taken, weigh: (theta: Vec2) => number): Generator<void, Taken> {
  let { theta, b, at } = taken, size = weigh(theta);
  const step: Vec2 = [theta[0] - from.theta[0], theta[1] - from.theta[1]], rise = b - from.b;
  for (let s = 1; s < 2 ** DOUBLINGS; s *= 2) {
    const next: Vec2 = [from.theta[0] + 2 * s * step[0], from.theta[1] + 2 * s * step[1]], nextB = from.b + 2 * s * rise;
    const pass = yield* passSteps(columns, next, nextB), after = weigh(next);
    const slope = pass.g1 * step[0] + pass.g2 * step[1] + pass.g0 * rise;
    if (!(s * slope + after - size <= 0)) break;
    [theta, b, at, size] = [next, nextB, pass, after];
  }
  return { theta, b, at, whole: true, steady: false };
}
