import type { Quadratic } from '../../problem/quadratic.ts';
import { lossAt } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';

const UNIT = Number.EPSILON;

/** An objective at a point twice: as it is, and without its value L(0) at the origin, which keeps the digits of small steps. */
export interface Weight {
  readonly value: number;
  /** Bounds the error of `value`. */
  readonly rounding: number;
  readonly rise: number;
  readonly riseRounding: number;
}

/**
 * A local minimiser, a candidate for the global one. `blur` is how far from the exact point the computed one may be, so that a
 * point met by two neighbouring pieces counts once.
 */
export interface Candidate {
  readonly theta: Vec2;
  readonly weight: Weight;
  readonly blur: number;
  /** ν of the constraint form. */
  readonly multiplier?: number;
}

/** All global minimisers among the candidates, those with more exact zeros first. */
export interface Ranked {
  readonly theta: Vec2;
  readonly value: number;
  readonly minimizers: readonly Vec2[];
  /** How far the next distinct candidate lies above the best, 0 up to rounding at a tie; null where it is the only one. */
  readonly gapToNext: number | null;
  /** ν at `theta`, in constraint form. */
  readonly multiplier: number | null;
}

export interface PieceSolution extends Omit<Ranked, 'multiplier'> {
  readonly unique: boolean;
  readonly scope: 'proven' | 'convex' | 'best-found';
  /** The multiplier ν ≥ 0 of the constraint form, the least where there are many; null in penalty form. */
  readonly lambda: number | null;
}

/** −∇L(θ) = A(θ̂ − θ), or b at the origin, where that is exact. */
export function pull({ A: [[a, h], [, c]], minimizer, b }: Quadratic, theta: Vec2): Vec2 {
  if (theta[0] === 0 && theta[1] === 0) return b;
  const u = minimizer[0] - theta[0], v = minimizer[1] - theta[1];
  return [a * u + h * v, h * u + c * v];
}

/** L(θ) and L(θ) − L(0), each with the sum of its terms' sizes times a few units for its rounding. */
export function weigh(quadratic: Quadratic, theta: Vec2): Weight {
  const { A: [[a, h], [, c]], minimizer, offset, b } = quadratic;
  const u = Math.abs(theta[0] - minimizer[0]), v = Math.abs(theta[1] - minimizer[1]);
  const [x, y] = theta;
  return {
    value: lossAt(quadratic, theta), rounding: 4 * UNIT * ((a * u * u + c * v * v) / 2 + Math.abs(h) * u * v + Math.abs(offset)),
    rise: (a * x * x + c * y * y) / 2 + h * x * y - b[0] * x - b[1] * y,
    // b = Aθ̂ may itself be what is left of larger terms.
    riseRounding: 4 * UNIT * ((a * x * x + c * y * y) / 2 + Math.abs(h * x * y)
      + (Math.abs(a * minimizer[0]) + Math.abs(h * minimizer[1])) * Math.abs(x) + (Math.abs(h * minimizer[0]) + Math.abs(c * minimizer[1])) * Math.abs(y)),
  };
}

/** With a penalty added that is known to a few units, or with an error of its own. */
export const add = ({ value, rounding, rise, riseRounding }: Weight, penalty: number, error = 8 * UNIT * penalty): Weight =>
  ({ value: value + penalty, rounding: rounding + error, rise: rise + penalty, riseRounding: riseRounding + error });

const zeros = ({ theta }: Candidate) => Number(theta[0] === 0) + Number(theta[1] === 0);

/** How far the first lies above the second, by the reading that errs less, and how much that may err. */
function above({ weight: first }: Candidate, { weight: second }: Candidate): { height: number; error: number } {
  const error = first.rounding + second.rounding, riseError = first.riseRounding + second.riseRounding;
  return riseError < error ? { height: first.rise - second.rise, error: riseError } : { height: first.value - second.value, error };
}

function level(first: Candidate, second: Candidate): boolean {
  const { height, error } = above(first, second);
  return Math.abs(height) <= error;
}

const close = (first: Candidate, second: Candidate) =>
  Math.max(Math.abs(first.theta[0] - second.theta[0]), Math.abs(first.theta[1] - second.theta[1])) <= first.blur + second.blur;

/** Ranks at least one candidate by value; equal to within rounding is a tie, and every point of a tie is listed. */
export function rank(candidates: readonly Candidate[]): Ranked {
  const distinct: Candidate[] = [];
  for (const candidate of [...candidates].sort((first, second) => above(first, second).height)) {
    const same = distinct.findIndex((other) => close(candidate, other) && level(candidate, other));
    if (same < 0) distinct.push(candidate);
    else if (zeros(candidate) > zeros(distinct[same]!)) distinct[same] = candidate;
  }
  const lowest = distinct[0]!;
  const tied = distinct.filter((candidate) => candidate === lowest || level(candidate, lowest)).sort((first, second) => zeros(second) - zeros(first));
  const { theta, weight, multiplier = null } = tied[0]!;
  const gapToNext = distinct[1] ? Math.max(0, above(distinct[1], lowest).height) : null;
  return { theta, value: weight.value, minimizers: tied.map((each) => each.theta), gapToNext, multiplier };
}
