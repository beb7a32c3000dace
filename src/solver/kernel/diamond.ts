import type { Vec2 } from '../../problem/types.ts';
import { bendAlong, type Bowl, fall, pull, swap } from './bowl.ts';
import { alongSide } from './lasso.ts';
import { mappedPressed, pressed, type Pressed } from './point.ts';

const lossOf = ({ a, h, c, minimizer }: Bowl, [x, y]: Vec2) => {
  const u = x - minimizer[0], v = y - minimizer[1];
  return a * u * u + 2 * h * u * v + c * v * v;
};

/** |x| ≤ t/w₁ alone, where it binds: y follows its own optimum, and L bends along x by det A / c. */
function strip({ a, h, c, det, minimizer, b }: Bowl, weight: number, budget: number): Pressed {
  const reach = budget / weight;
  const x = minimizer[0] > 0 ? reach : -reach;
  if (c === 0) {
    const theta: Vec2 = [budget === 0 ? 0 : x, 0];
    return { theta, unique: false, others: [[theta[0], minimizer[1]]], lambda: (a * Math.abs(minimizer[0] - x)) / weight };
  }
  const theta: Vec2 = budget === 0 ? [0, b[1] / c] : [x, minimizer[1] + (h / c) * (minimizer[0] - x)];
  return pressed(theta, ((det / c) * Math.abs(minimizer[0] - x)) / weight);
}

/** On a singular A, some corner is a solution: the lower one, and both ends of a side that runs along the level lines. */
function lowest(bowl: Bowl, weights: Vec2, corners: readonly [Vec2, Vec2], at: (theta: Vec2) => number): Pressed {
  const [first, second] = corners;
  if (alongSide(bowl, weights)) return { theta: first, unique: false, others: [second], lambda: at(first) };
  const theta = Math.abs(bowl.q[0]) * weights[1] >= Math.abs(bowl.q[1]) * weights[0] ? first : second;
  return pressed(theta, at(theta));
}

/**
 * min L subject to w₁|x| + w₂|y| ≤ t where it binds, w₁ or w₂ > 0, and t > 0 unless a weight is 0. By the slope of L along
 * the four sides at their ends: a corner from which both sides rise, or the side that falls from both ends and on which L
 * presses outward.
 */
export function diamond(bowl: Bowl, weights: Vec2, budget: number): Pressed {
  const [w1, w2] = weights;
  if (w2 === 0) return strip(bowl, w1, budget);
  if (w1 === 0) return mappedPressed(strip(swap(bowl), w2, budget), ([y, x]) => [x, y]);
  const { minimizer, det, b } = bowl;
  const reach: Vec2 = [budget / w1, budget / w2];
  const at = (theta: Vec2): number => {
    const [f1, f2] = pull(bowl, theta);
    return Math.max(0, theta[1] === 0 ? (Math.sign(theta[0]) * f1) / w1 : (Math.sign(theta[1]) * f2) / w2);
  };
  if (bowl.rank < 2) return lowest(bowl, weights, [[b[0] > 0 ? reach[0] : -reach[0], 0], [0, b[1] > 0 ? reach[1] : -reach[1]]], at);
  let best: Vec2 | undefined;
  let lambda = 0;
  let corner: Vec2 | undefined; // the lowest of those from which both sides rise: one, but for rounding
  const meet = (theta: Vec2) => {
    if (!corner || lossOf(bowl, theta) < lossOf(bowl, corner)) corner = theta;
  };
  const rising = [0, 0, 0, 0]; // from +x, −x, +y, −y
  for (let k = 0; k < 4; k += 1) {
    const s = k < 2 ? 1 : -1, z = k % 2 === 0 ? 1 : -1;
    const start = fall(bowl, s, z, w1, w2, 0, z * reach[1]), end = fall(bowl, s, z, w1, w2, s * reach[0], 0);
    if (end >= 0 && (rising[s > 0 ? 0 : 1]! += 1) === 2) meet([s * reach[0], 0]);
    if (start <= 0 && (rising[z > 0 ? 2 : 3]! += 1) === 2) meet([0, z * reach[1]]);
    if (!(start > 0 && end < 0)) continue;
    // θ = θ̂ − λA⁻¹(w₁s, w₂z), and the parabola's lowest point seen from the nearer end
    const bend = bendAlong(bowl, s, z, w1, w2);
    const press = (det * (w1 * s * minimizer[0] + w2 * z * minimizer[1] - budget)) / bend;
    if (best && press <= lambda) continue;
    best = start < -end ? [s * w2 * (start / bend), z * (reach[1] - w1 * (start / bend))] : [s * (reach[0] + w2 * (end / bend)), -z * w1 * (end / bend)];
    lambda = press;
  }
  if (corner) return pressed(corner, at(corner));
  return pressed(best!, Math.max(0, lambda));
}
