import type { Quadratic } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import { add, type Candidate, type PieceSolution, rank, weigh } from './candidates.ts';
import { foldedAt, type Folded, type Piece } from './folded.ts';

const UNIT = Number.EPSILON;
const SIGNS = [1, -1] as const;

/**
 * min L + P(|θ₁|) + P(|θ₂|) with SCAD or MCP, by all their quadratic pieces. P is C¹ off zero, so in a minimiser each weight is
 * zero or stationary: the origin, the pieces of the axes, and the pairs of pieces in each quadrant are all there is, and a pair
 * has one stationary point, (A + D)θ = b − s. Two kinds of pairs need no search:
 * - A + D not positive semidefinite. A minimiser on an edge of such a pair, or at a corner of four, is also stationary in a neighbour
 *   that is. (On an edge, xᵀ(A + D)x ≥ 0 on a half plane is ≥ 0 everywhere; at a corner one sign of x₁x₂ sees semidefinite pairs.)
 * - A + D singular, level along a line of stationary points. Where that line leaves the pair, det(A + D) changes by the other
 *   weight's curvature times ±1/width: either the neighbour is definite and has the end of the line as its own stationary point,
 *   or it is indefinite and the objective falls on into it; or the end is on an axis.
 * The least value of this finite list is therefore the global minimum, and a level line is listed by its ends.
 */
export function minimiseFolded(quadratic: Quadratic, folded: Folded): PieceSolution {
  const { A: [[a, h], [, c]], b, minimizer, eigenvalues: [large, small], rank: order } = quadratic;
  const { pieces, lambda } = folded;
  const candidates: Candidate[] = [];
  const tell = (theta: Vec2, blur: number) => {
    const penalty = foldedAt(folded, Math.abs(theta[0])) + foldedAt(folded, Math.abs(theta[1]));
    candidates.push({ theta, weight: add(weigh(quadratic, theta), penalty), blur });
  };
  const size = Math.max(Math.abs(minimizer[0]), Math.abs(minimizer[1]));

  // Where θᵢ = 0 is kept: |∂L/∂θᵢ| ≤ λ. A tie to rounding counts as kept, since a point that is no minimiser loses by its value; a
  // singular A is known to the rounding of its rank.
  const slack = (order === 2 ? 8 : 64) * UNIT;
  const kept = (slope: number, scale: number) => Math.abs(slope) <= lambda + slack * (scale + lambda);
  if (kept(b[0], Math.abs(b[0])) && kept(b[1], Math.abs(b[1]))) tell([0, 0], 0);
  for (const along of [0, 1] as const) {
    const curvature = along === 0 ? a : c;
    const other = b[1 - along]!;
    for (const { s, blur } of axis(curvature, b[along], pieces)) {
      if (kept(other - h * s, Math.abs(other) + Math.abs(h * s))) tell(along === 0 ? [s, 0] : [0, s], blur);
    }
  }

  const determinant = order === 2 ? large * small : 0;
  for (const sx of SIGNS) for (const sy of SIGNS) for (const first of pieces) {
    const alpha = a + first.bend;
    if (alpha <= 8 * UNIT * a) continue;
    for (const second of pieces) {
      const beta = c + second.bend;
      if (beta <= 8 * UNIT * c) continue;
      const det = determinant + first.bend * c + second.bend * alpha;
      const noise = 16 * UNIT * (a * c + h * h + Math.abs(first.bend) * c + Math.abs(second.bend) * Math.abs(alpha));
      if (det <= (first.bend === 0 && second.bend === 0 ? 0 : noise)) continue; // alone, A is as regular as its rank says
      // (A + D)(θ − θ̂) = −(Dθ̂ + s): exact where both are flat, and without the cancellation of Aθ̂.
      const r1 = -(first.bend * minimizer[0] + sx * first.slope), r2 = -(second.bend * minimizer[1] + sy * second.slope);
      const d1 = (beta * r1 - h * r2) / det, d2 = (alpha * r2 - h * r1) / det;
      const x = minimizer[0] + d1, y = minimizer[1] + d2;
      const blur = 32 * UNIT * ((alpha + beta) ** 2 / det) * (size + Math.abs(d1) + Math.abs(d2));
      if (within(sx * x, first, blur) && within(sy * y, second, blur)) tell([x, y], blur);
    }
  }

  const lost = candidates.length === 0; // numbers so far apart that no piece keeps its own point: 0 is one at least
  if (lost) tell([0, 0], 0);
  const { multiplier: _none, ...ranked } = rank(candidates);
  return { ...ranked, unique: ranked.minimizers.length === 1, scope: lost ? 'best-found' : small > 1 / folded.width ? 'convex' : 'proven', lambda: null };
}

/** In its closed piece, up to rounding at the joints; a weight on the side of zero must be strictly there. */
const within = (s: number, { from, to }: Piece, blur: number) => s > 0 && s >= from - blur && s <= to + blur;

/** The stationary points θᵢ ≠ 0 of ½aθ² − bθ + P(|θ|) where it is convex; a level piece ends in zero or in such a one. */
function axis(curvature: number, b: number, pieces: readonly Piece[]): { s: number; blur: number }[] {
  const found: { s: number; blur: number }[] = [];
  const sign = b < 0 ? -1 : 1;
  const size = Math.abs(b);
  for (const piece of pieces) {
    const bent = curvature + piece.bend;
    if (bent > 8 * UNIT * curvature) {
      const s = (size - piece.slope) / bent;
      const blur = (16 * UNIT * (size + piece.slope)) / bent;
      if (within(s, piece, blur)) found.push({ s: sign * s, blur });
    }
  }
  return found;
}
