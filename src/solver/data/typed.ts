import type { DataLoss, Problem, Vec2 } from '../../problem/types.ts';
import { momentsAt } from '../../samples/moments.ts';
import type { Bends } from './bends.ts';
import { compass } from './compass.ts';
import type { Ended, Objective } from './damped.ts';
import { refine } from './refine.ts';
import { roof, slide } from './wall.ts';

const COARSE = 1e-6;
const FINE = 1e-11;
const NEAR = 1e-3;
const OFF = 1e-150;
const EPS = Number.EPSILON;

/**
 * From one start downhill with a typed penalty, of which nothing is known but its formula: a compass search, along the wall
 * in constraint form, and Newton's steps where both functions are smooth. L alone is lowest outside the region, so a minimum
 * under the constraint is on its wall. The objective is Infinity where no feasible point was met.
 */
export function* descendTyped(loss: DataLoss, problem: Problem, bends: Bends, start: Vec2, objective: Objective): Generator<void, Ended> {
  const lambda = problem.form === 'penalty' ? problem.lambda : null, budget = problem.form === 'penalty' ? Infinity : problem.budget;
  const L = (theta: Vec2) => momentsAt(loss, theta).value, F = (theta: Vec2) => objective(theta, L(theta));
  let at: Vec2 = bends.value(start) > roof(budget) ? (yield* compass(bends.value, start, COARSE, roof(budget))).theta : start;
  if (!(F(at) < Infinity)) return { theta: at, lambda, objective: Infinity };
  const downhill = (theta: Vec2): Vec2 => {
    const { gradient: [u, v] } = momentsAt(loss, theta), size = Math.hypot(u, v);
    return size > 0 && size < Infinity ? [-u / size, -v / size] : [0, 0];
  };
  const origin = Math.abs(L([0, 0]));
  for (const finest of loss.kind === 'hinge' ? [FINE] : [COARSE, FINE]) { // a hinge has kinks of its own, and bends nowhere
    at = (yield* compass(F, at, finest, -Infinity, downhill)).theta;
    if (lambda === null) at = yield* slide(F, bends, at, budget, finest);
    if (loss.kind === 'hinge') break;
    const [x, y] = at, near = NEAR * Math.hypot(x, y), here = F(at), noise = 64 * EPS * (origin + Math.abs(here));
    // A weight near 0 first at 0, where the forces tell whether a crease holds it, then just off it to either side.
    const flat = Math.abs(y) < near, steep = Math.abs(x) < near, off = [OFF, -OFF];
    const tries: Vec2[] = [
      ...(flat ? [[x, 0] as const] : []), ...(steep ? [[0, y] as const] : []), at,
      ...(flat ? off.map((side): Vec2 => [x, side]) : []), ...(steep ? off.map((side): Vec2 => [side, y]) : []),
    ];
    for (const start of tries) {
      const ended = refine((theta, b) => momentsAt(loss, theta, b), bends, start, lambda, budget), value = F(ended.theta);
      if (ended.settled && value <= here + noise) return { theta: ended.theta, lambda: ended.lambda, objective: value };
    }
  }
  return { theta: at, lambda, objective: F(at) };
}
