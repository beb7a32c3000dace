import type { Problem, Vec2 } from '../../problem/types.ts';
import { fold, foldedAt, foldedInverse, foldedSlope } from '../pieces/folded.ts';
import type { PiecePenalty } from '../pieces/minimise.ts';

/** One weight's part P of lp (p < 1), SCAD or MCP, for sizes s > 0: concave, with a limit P′(0+) that is infinite for lp. */
export interface Side {
  readonly at: (s: number) => number;
  readonly slope: (s: number) => number;
  readonly bend: (s: number) => number;
  /** The s with P(s) = value, up to P's highest. */
  readonly inverse: (value: number) => number;
  /** P′(0+). */
  readonly steepest: number;
}

const FLAT: Side = { at: () => 0, slope: () => 0, bend: () => 0, inverse: () => Infinity, steepest: 0 };

/** P with its factor: λ of the penalty form for lp, and what stands inside for SCAD and MCP. */
export function sideOf(problem: Problem): Side {
  const penalty = problem.penalty as PiecePenalty;
  if (problem.form === 'penalty' && problem.lambda === 0) return FLAT;
  if (penalty.kind === 'lp') {
    const { p } = penalty, k = problem.form === 'penalty' ? problem.lambda : 1;
    return {
      at: (s) => k * s ** p, slope: (s) => k * p * s ** (p - 1), bend: (s) => k * p * (p - 1) * s ** (p - 2),
      inverse: (value) => (value / k) ** (1 / p), steepest: Infinity,
    };
  }
  const folded = fold(penalty, problem.form === 'penalty' ? problem.lambda : penalty.lambda ?? 1);
  return {
    at: (s) => foldedAt(folded, s), slope: (s) => foldedSlope(folded, s), inverse: (value) => foldedInverse(folded, value),
    bend: (s) => (s > folded.start && s < folded.knee ? -1 / folded.width : 0), steepest: folded.lambda,
  };
}

/** R(θ). */
export const sumOf = ({ at }: Side, [x, y]: Vec2): number => at(Math.abs(x)) + at(Math.abs(y));
