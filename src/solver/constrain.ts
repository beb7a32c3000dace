import { statePenalty } from '../problem/penalties.ts';
import type { Quadratic } from '../problem/quadratic.ts';
import { valueOf } from '../problem/stated.ts';
import type { Penalty, Vec2 } from '../problem/types.ts';
import { scaledOf, type Bowl, type Scaled } from './kernel/bowl.ts';
import { diamond } from './kernel/diamond.ts';
import { elasticBall } from './kernel/elastic.ts';
import { leastOf } from './kernel/least.ts';
import { length } from './kernel/length.ts';
import { enlarged, only, pressed, type ConstrainedPoint, type Pressed } from './kernel/point.ts';
import { powerBall } from './kernel/power-ball.ts';
import { disc } from './kernel/round.ts';
import { isConvex, isFree, type Shape, shapeOf } from './kernel/shape.ts';
import { square } from './kernel/square.ts';

export type { ConstrainedPoint } from './kernel/point.ts';

/** |b₁|/w₁ or the like; what is not penalised never presses. */
const ratio = (force: number, weight: number) => (force === 0 ? 0 : Math.abs(force) / weight);

/** λmax of a split penalty; where one weight is 0, of the other one after that coordinate is minimised away. */
function splitMax({ a, c, det, b, minimizer: [x, y] }: Bowl, [w1, w2]: Vec2): number {
  if (w1 > 0 && w2 > 0) return Math.max(ratio(b[0], w1), ratio(b[1], w2));
  if (w1 > 0) return ratio(c > 0 ? (det / c) * x : a * x, w1);
  if (w2 > 0) return ratio(a > 0 ? (det / a) * y : c * y, w2);
  return b[0] === 0 && b[1] === 0 ? 0 : Infinity;
}

/**
 * The smallest λ from which on R is as small as it can be: θ = 0 solves the penalty form (after minimising what is never
 * penalised). Infinity for l2 and lp with p > 1, unless L is flat at 0.
 */
export function lambdaMax(quadratic: Quadratic, penalty: Penalty): number {
  const shape = shapeOf(penalty);
  if (isFree(shape)) return 0;
  const { bowl, size, stiffness } = scaledOf(quadratic);
  const { b } = bowl;
  const back = (value: number) => value * size * stiffness;
  switch (shape.kind) {
    case 'split': return back(splitMax(bowl, shape.weights));
    case 'round': return back(length(b[0], b[1])) / shape.weight;
    case 'square': return back(Math.abs(b[0]) + Math.abs(b[1]));
    case 'power': return b[0] === 0 && b[1] === 0 ? 0 : Infinity;
    default: return shape satisfies never;
  }
}

function sizeOf(shape: Shape, [x, y]: Vec2): number {
  switch (shape.kind) {
    case 'split': {
      const { weights: [w1, w2], bend } = shape;
      const sides = w1 * Math.abs(x) + w2 * Math.abs(y);
      return bend === 0 ? sides : sides + (bend / 2) * (x * x + y * y);
    }
    case 'round': return shape.weight * length(x, y);
    case 'square': return Math.max(Math.abs(x), Math.abs(y));
    case 'power': return Math.abs(x) ** shape.p + Math.abs(y) ** shape.p;
    default: return shape satisfies never;
  }
}

/** R(θ). The λ of a penalty that has λ inside is its own, or 1. */
export function penaltyAt(penalty: Penalty, theta: Vec2): number {
  return isConvex(penalty) ? sizeOf(shapeOf(penalty), theta) : valueOf(statePenalty(penalty, 1))(theta[0], theta[1]);
}

/** R ≤ t where it binds, t > 0 (or t = 0 with a free weight); all in the caller's units. */
function press(scaled: Scaled, shape: Shape, budget: number): Pressed {
  const { bowl, size, stiffness } = scaled;
  const t = budget / size;
  const back = ({ theta: [x, y], unique, others, lambda }: Pressed, unit: number): Pressed =>
    ({ theta: [x * size + 0, y * size + 0], unique, others: others.length > 0 ? others.map(([u, v]) => [u * size, v * size] as const) : others, lambda: lambda * unit });
  switch (shape.kind) {
    case 'split': {
      const { weights, bend } = shape;
      if (bend === 0) return back(diamond(bowl, weights, t), stiffness * size);
      if (weights[0] === 0) return back(disc(bowl, Math.sqrt((2 * budget) / bend) / size), stiffness / bend);
      return back(elasticBall(bowl, weights, bend * size, t), stiffness * size);
    }
    case 'round': {
      const radius = t / shape.weight;
      return back(disc(bowl, radius), (stiffness * size * radius) / shape.weight);
    }
    case 'square': return back(square(scaled, t), stiffness * size);
    case 'power': {
      // In units of the ball's own radius.
      const { p } = shape;
      const radius = budget ** (1 / p);
      const unit = radius / size;
      const resized = { ...bowl, minimizer: [bowl.minimizer[0] / unit, bowl.minimizer[1] / unit], b: [bowl.b[0] / unit, bowl.b[1] / unit] } as const;
      const { theta: [x, y], lambda } = powerBall(resized, p);
      return pressed([x * radius + 0, y * radius + 0], (lambda * stiffness * radius * (radius / budget)) / p);
    }
    default: return shape satisfies never;
  }
}

/** Whether one weight is never penalised, so that R = 0 is a line. */
const partly = (shape: Shape) => shape.kind === 'split' && shape.bend === 0 && (shape.weights[0] === 0 || shape.weights[1] === 0);

/**
 * Solves min L subject to R ≤ t for every convex R. An inactive constraint answers with the least penalised minimiser and
 * λ = 0; at t = 0 the smallest of the multipliers is given, or null where there is none (l2, lp with p > 1).
 */
export function constrain(quadratic: Quadratic, penalty: Penalty, budget: number): ConstrainedPoint {
  const shape = shapeOf(penalty);
  const scaled = scaledOf(quadratic);
  const found = leastOf(scaled, shape);
  const free = enlarged(found, scaled.size);
  const needed = sizeOf(shape, free.theta);
  if (needed <= budget) {
    const { theta, unique, others } = free;
    if (unique) return { theta, unique, others, lambda: 0 };
    return { theta, unique: found.least && needed === budget, others: others.filter((other) => sizeOf(shape, other) <= budget), lambda: 0 };
  }
  if (budget > 0) return press(scaled, shape, budget);
  const largest = lambdaMax(quadratic, penalty);
  const lambda = largest === Infinity ? null : largest;
  const { theta, unique, others } = partly(shape) ? press(scaled, shape, 0) : only([0, 0]);
  return { theta, unique, others, lambda };
}
