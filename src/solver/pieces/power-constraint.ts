import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import { add, type Candidate, type PieceSolution, pull, rank, weigh } from './candidates.ts';
import { inactive, nailed } from './inactive.ts';
import { lambdaMaxPower } from './largest.ts';
import { contacts } from './power-boundary.ts';
import { CLOCKWISE, turn } from './quadrant.ts';

const UNIT = Number.EPSILON;
const NEAR = 4 * Math.sqrt(UNIT);

/**
 * min L subject to |θ₁|^p + |θ₂|^p ≤ t, 0 < p < 1. If no minimiser of L is inside, every solution is on the boundary, since L is
 * convex: at one of the four tips, or where L stops falling and rises along one of the four curves between them, all of which are
 * isolated. At a tip the normal cone is a half plane: −∇L need only point outwards.
 */
export function constrainPower(quadratic: Quadratic, p: number, budget: number): PieceSolution {
  const inside = inactive(quadratic, (s) => s ** p, budget);
  if (inside) return inside;
  if (budget === 0) return nailed(quadratic, lambdaMaxPower(quadratic, p));
  const tip = budget ** (1 / p);
  const candidates: Candidate[] = [];
  const tell = (theta: Vec2) => {
    const { force, along, multiplier } = powerPress(quadratic, p, theta);
    const { A: [[a, h], [, c]], minimizer } = quadratic;
    const x = Math.abs(theta[0]), y = Math.abs(theta[1]);
    const reach = Math.max(x, y) + Math.max(Math.abs(minimizer[0]), Math.abs(minimizer[1]));
    // −∇L points outwards, up to rounding: in the hollows L may be stationary while it falls inwards.
    if (along < -32 * UNIT * (a + 2 * Math.abs(h) + c) * reach) return;
    // x = T·w^(1/p) to 1/p units or so of itself, which L sees to first order.
    const shift = (8 / p) * UNIT * (Math.abs(force[0]) * x + Math.abs(force[1]) * y);
    candidates.push({ theta, weight: add(weigh(quadratic, theta), 0, shift), blur: NEAR * Math.max(x, y), multiplier });
  };
  for (const theta of [[tip, 0], [0, tip], [-tip, 0], [0, -tip]] as const) tell(theta);
  let complete = true;
  for (const [sx, sy] of CLOCKWISE) {
    const found = contacts(turn(quadratic, [sx, sy]), p, tip);
    complete &&= found.complete;
    for (const [x, y] of found.points) if (x > 0 && y > 0) tell([sx * x, sy * y]);
  }
  const { multiplier, ...ranked } = rank(candidates);
  return { ...ranked, unique: ranked.minimizers.length === 1, scope: complete ? 'proven' : 'best-found', lambda: multiplier };
}

/**
 * ν ≥ 0 with −∇L ∈ ν∂R at a stationary point of the boundary, and −∇L along ∇R scaled to length about 1. ∂|θ|^p is left out
 * across an axis, where it is all of ℝ.
 */
export function powerPress(quadratic: Quadratic, p: number, theta: Vec2): { force: Vec2; along: number; multiplier: number } {
  const force = pull(quadratic, theta);
  // 1/∂|θ|^p, which stays finite beside an axis
  const easy = theta.map((each) => (each === 0 ? Infinity : (Math.sign(each) * Math.abs(each) ** (1 - p)) / p)) as [number, number];
  const least = Math.min(Math.abs(easy[0]), Math.abs(easy[1]));
  const n1 = least / easy[0], n2 = least / easy[1];
  const along = force[0] * n1 + force[1] * n2;
  return { force, along, multiplier: Math.max(0, (along * least) / (n1 * n1 + n2 * n2)) };
}
