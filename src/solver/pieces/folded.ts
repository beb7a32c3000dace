import { Complaint, quote } from '../../problem/complaint.ts';
import type { ConcavePenalty } from '../../problem/types.ts';

/** One quadratic piece of P on from ≤ s ≤ to, s = |θᵢ|: P′(s) = slope + bend·s. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly slope: number;
  readonly bend: number;
}

/**
 * SCAD or MCP in one coordinate, λ > 0. Both are λs up to `start` (λ for SCAD, 0 for MCP), then with m = s − start they bend as
 * λ·start + m(λ − m/(2·width)) until `knee` = start + width·λ, and stay at `cap` from there on. P is C¹ for s > 0, and with
 * η = knee − s the bent part is cap − η²/(2·width).
 */
export interface Folded {
  readonly lambda: number;
  readonly start: number;
  readonly width: number;
  readonly knee: number;
  readonly cap: number;
  readonly pieces: readonly Piece[];
}

/**
 * P_λ of a penalty (Fan and Li 2001, eq. 2.7; Zhang 2010, eq. 2.1).
 * @throws Complaint unless λ > 0 is finite and shape > 2 (scad) or > 1 (mcp)
 */
export function fold({ kind, shape }: ConcavePenalty, lambda: number): Folded {
  const least = kind === 'scad' ? 2 : 1;
  if (!(shape > least && shape < Infinity)) throw new Complaint(`The shape of ${kind} is ${quote(shape)}; it must be a number above ${least}.`, 'shape');
  if (!(lambda > 0 && lambda < Infinity)) throw new Complaint(`λ inside ${kind} is ${quote(lambda)}; it must be a finite number above 0.`, 'lambda');
  const start = kind === 'scad' ? lambda : 0;
  const width = kind === 'scad' ? shape - 1 : shape;
  const knee = shape * lambda;
  const bent: Piece = { from: start, to: knee, slope: lambda + start / width, bend: -1 / width };
  const flat: Piece = { from: knee, to: Infinity, slope: 0, bend: 0 };
  const pieces = kind === 'scad' ? [{ from: 0, to: lambda, slope: lambda, bend: 0 }, bent, flat] : [bent, flat];
  return { lambda, start, width, knee, cap: lambda * start + (width * lambda * lambda) / 2, pieces };
}

/** P(s), s ≥ 0. */
export function foldedAt({ lambda, start, width, knee, cap }: Folded, s: number): number {
  if (s >= knee) return cap;
  if (s <= start) return lambda * s;
  const m = s - start;
  return lambda * start + m * (lambda - m / (2 * width));
}

/** P′(s), s > 0; at 0 its limit λ. */
export function foldedSlope({ lambda, start, width, knee }: Folded, s: number): number {
  return s >= knee ? 0 : s <= start ? lambda : Math.max(0, lambda - (s - start) / width);
}

/** The s with P(s) = value, for 0 ≤ value ≤ cap; the knee for cap itself, the nearest of many. */
export function foldedInverse({ lambda, start, width, knee, cap }: Folded, value: number): number {
  if (value >= cap) return knee;
  const beyond = value - lambda * start;
  if (beyond <= 0) return value / lambda;
  return Math.min(knee, start + (2 * beyond) / (lambda * (1 + Math.sqrt(Math.max(0, 1 - (2 * beyond) / (width * lambda * lambda))))));
}
