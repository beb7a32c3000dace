import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import { arcsOf } from './arcs.ts';
import { add, type Candidate, type PieceSolution, pull, rank, weigh } from './candidates.ts';
import { foldedAt, foldedInverse, foldedSlope, type Folded } from './folded.ts';
import { inactive, nailed } from './inactive.ts';
import { CLOCKWISE, turn } from './quadrant.ts';
import { follow, place, valleys, type Walk } from './walk.ts';

const UNIT = Number.EPSILON;
/** Minimisers of L along an arc that are nearer than this have a barrier between them that is below the rounding of L. */
const NEAR = 4 * Math.sqrt(UNIT);

/**
 * min L subject to P(|θ₁|) + P(|θ₂|) ≤ t with SCAD or MCP held fixed. If no minimiser of L is inside, every solution lies on the
 * boundary, since L is convex. The boundary is a chain of lines, parabolas and circular arcs, along each of which the slope of L
 * is a polynomial of degree ≤ 4 with all roots isolated: the places where it turns from falling to rising are all the local
 * minimisers there are, tips included. Where t ≥ cap the chains are open, one in a quadrant (and L is regular: a singular one
 * has a minimiser on an axis, where R ≤ cap).
 */
export function constrainFolded(quadratic: Quadratic, folded: Folded, given: number): PieceSolution {
  // The region jumps at t = cap and 2·cap, which a caller knows to a few units only.
  const budget = [folded.cap, 2 * folded.cap].find((cap) => Math.abs(given - cap) <= 8 * UNIT * cap) ?? given;
  const inside = inactive(quadratic, (s) => foldedAt(folded, s), budget);
  if (inside) return inside;
  if (budget === 0) return nailed(quadratic, Math.max(Math.abs(quadratic.b[0]), Math.abs(quadratic.b[1])) / folded.lambda);

  const walks = CLOCKWISE.map((signs, i) => place(follow(arcsOf(turn(quadratic, signs), folded, budget)), signs, i % 2 === 1));
  const candidates: Candidate[] = [], inward: Candidate[] = [];
  for (const walk of budget < folded.cap ? [ring(walks, foldedInverse(folded, budget))] : walks) for (const valley of valleys(walk)) {
    for (const theta of valley) {
      const { outward, multiplier, force } = press(quadratic, folded, theta);
      const [x, y] = [Math.abs(theta[0]), Math.abs(theta[1])];
      // A point is on the boundary to a few units of its own size, and of the knee's off the axes, which L sees to first order.
      const knee = x > 0 && y > 0 ? folded.knee : 0;
      const shift = 16 * UNIT * (Math.abs(force[0]) * (x + knee) + Math.abs(force[1]) * (y + knee));
      (outward ? candidates : inward).push({ theta, weight: add(weigh(quadratic, theta), 0, shift), blur: NEAR * Math.max(x, y), multiplier });
    }
  }
  const { multiplier, ...ranked } = rank(candidates.length > 0 ? candidates : inward); // all inward only where the whole boundary is level to rounding
  return { ...ranked, unique: ranked.minimizers.length === 1, scope: 'proven', lambda: multiplier };
}

/** Four walks clockwise as one closed walk through the exact tips. */
function ring(walks: readonly Walk[], tip: number): Walk {
  const tips: Vec2[] = [[0, tip], [tip, 0], [0, -tip], [-tip, 0]];
  return { points: walks.flatMap((walk, i) => [tips[i]!, ...walk.points.slice(1, -1)]), trends: walks.flatMap((walk) => walk.trends) };
}

/**
 * ν with −∇L ∈ ν∂R at a stationary point of the boundary, and whether ν ≥ 0 up to rounding: in a hollow of the region the
 * boundary may be stationary with L falling inwards. At a tip R has slopes up to ±λ across and the slope along decides.
 */
function press(quadratic: Quadratic, folded: Folded, theta: Vec2): { outward: boolean; multiplier: number; force: Vec2 } {
  const force = pull(quadratic, theta);
  const [p1, p2] = theta.map((each) => (each === 0 ? 0 : Math.sign(each) * foldedSlope(folded, Math.abs(each)))) as [number, number];
  const size = p1 * p1 + p2 * p2;
  // On a half axis past the knee (t = cap) only the slope across is left: any ν from |∂L|/λ on.
  if (size === 0) return { outward: true, multiplier: Math.abs(force[theta[0] === 0 ? 0 : 1]) / folded.lambda, force };
  const { A: [[a, h], [, c]], minimizer } = quadratic;
  const reach = Math.max(Math.abs(theta[0]), Math.abs(theta[1])) + Math.max(Math.abs(minimizer[0]), Math.abs(minimizer[1]));
  const along = force[0] * p1 + force[1] * p2;
  return { outward: along >= -16 * UNIT * (a + 2 * Math.abs(h) + c) * reach * Math.sqrt(size), multiplier: Math.max(0, along / size), force };
}
