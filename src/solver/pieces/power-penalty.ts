import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import { add, type Candidate, type PieceSolution, rank, weigh } from './candidates.ts';
import { branch, branchAt, branchInverse, powerAt } from './power.ts';
import { CLOCKWISE, type Quadrant, turn } from './quadrant.ts';

const UNIT = Number.EPSILON;

/**
 * min L + λ(|θ₁|^p + |θ₂|^p), 0 < p < 1 and λ > 0, by all its local minimisers: the origin; at most one on each half axis, where
 * ½aθ² − bθ + λθ^p is concave and then convex; at most one in each open quadrant, see `stationary`.
 */
export function minimisePower(quadratic: Quadratic, p: number, lambda: number): PieceSolution {
  const { A: [[a], [, c]], b, rank: order } = quadratic;
  const candidates: Candidate[] = [];
  const tell = (theta: Vec2) => candidates.push({ theta, weight: add(weigh(quadratic, theta), lambda * powerAt(p, theta)), blur: 0 });
  tell([0, 0]);
  const columns = [branch(a, lambda, p), branch(c, lambda, p)] as const;
  for (const along of [0, 1] as const) {
    const size = Math.abs(b[along]);
    if (size <= columns[along].low) continue;
    const s = Math.sign(b[along]) * branchInverse(columns[along], size);
    tell(along === 0 ? [s, 0] : [0, s]);
  }
  // With a singular A the Hessian has a negative determinant in every quadrant: no local minimiser there.
  if (order === 2) for (const [sx, sy] of CLOCKWISE) {
    const found = stationary(turn(quadratic, [sx, sy]), reachOf(quadratic, sy), p, lambda);
    if (found) tell([sx * found[0], sy * found[1]]);
  }
  const { multiplier: _none, ...ranked } = rank(candidates);
  return { ...ranked, unique: ranked.minimizers.length === 1, scope: 'proven', lambda: null };
}

/**
 * The one local minimiser in an open quadrant, or undefined. A minimiser needs φ_a′(x) ≥ 0, φ_c′(y) ≥ 0 and φ_a′(x)φ_c′(y) ≥ h².
 * Both φ′ are positive, increasing and concave there, so their product is log-concave and this set C is convex; the Hessian is
 * positive semidefinite on all of it, so the objective is convex on C and has one minimiser in it at most.
 *
 * To find it or to see that there is none: the first equation gives x = X(y) on its rising branch, leaving ψ(y) = hX(y) + φ_c(y) − b₂
 * with ψ′ = (φ_a′(X)φ_c′(y) − h²)/φ_a′(X). X is increasing and concave in b₁ − hy, so φ_a′(X(y)) is concave in y, and
 * log φ_a′(X(y)) + log φ_c′(y) as well: ψ rises on one interval at most. Halving: where ψ rises, its sign tells the side of the
 * root; elsewhere the slope of that concave sum tells the side of the interval.
 */
function stationary({ a, h, c, b1, b2 }: Quadrant, reach: number, p: number, lambda: number): Vec2 | undefined {
  const first = branch(a, lambda, p), second = branch(c, lambda, p);
  let low = second.turn, high = reach;
  if (h < 0) low = Math.max(low, (first.low - b1) / -h);
  else if (h > 0) high = Math.min(high, (b1 - first.low) / h);
  else if (b1 < first.low) return undefined;
  if (!(low < high)) return undefined;

  // Whether the ends have been seen on both sides of the root, where ψ rises.
  let under = false, over = false;
  let y = (low + high) / 2;
  for (let round = 0; round < 200; round += 1) {
    const x = branchInverse(first, Math.max(b1 - h * y, first.low));
    const [, f1, f2] = branchAt(first, x);
    const [g0, g1, g2] = branchAt(second, y);
    const determinant = f1 * g1 - h * h;
    let next = NaN;
    if (determinant >= 0 && f1 > 0 && g1 > 0) {
      const psi = h * x + g0 - b2;
      if (psi > 0) [high, over] = [y, true]; else [low, under] = [y, true];
      next = y - (psi * f1) / determinant;
      // Settled: where ψ rises, at its root.
      if (psi === 0 || Math.abs(next - y) <= 2 * UNIT * y) return determinant > 0 ? [x, y] : undefined;
    } else if (g2 * f1 * f1 > h * f2 * g1) [low, under] = [y, false]; else [high, over] = [y, false];
    if (high - low <= 2 * UNIT * high) return under && over ? [x, y] : undefined;
    y = next > low && next < high ? next : (low + high) / 2;
  }
  return undefined;
}

/** Stationary points have θᵀA(θ − θ̂) = −λpΣ|θ|^p ≤ 0, an ellipse through 0 and θ̂ for a regular A: the most of sign·θ₂ in it. */
function reachOf({ A: [[a]], minimizer, b, eigenvalues: [large, small] }: Quadratic, sign: number): number {
  const size = Math.max(0, b[0] * minimizer[0] + b[1] * minimizer[1]);
  return ((sign * minimizer[1] + Math.sqrt((size * a) / (large * small))) / 2) * (1 + 1e-6);
}
