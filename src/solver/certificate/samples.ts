import type { DataLoss, Vec2 } from '../../problem/types.ts';
import { interceptAt } from './intercept.ts';
import { excess, pullOf } from './pointwise.ts';
import { rowsOf, type Rows } from './rows.ts';
import { smallest, type Facts, type Slope } from './slope.ts';
import { point } from './zonotope.ts';

const EPS = Number.EPSILON;

/** η of every sample at (θ, b), and the magnitudes it was added up from. */
interface Scores {
  readonly eta: Float64Array;
  readonly reach: Float64Array;
}

function scoresAt(loss: DataLoss, rows: Rows, theta: Vec2, given: number | undefined): Scores {
  const { p, q, mean: [m1, m2] } = rows;
  const [t1, t2] = theta;
  let shift = 0, carried = 0;
  if (loss.intercept) {
    shift = given === undefined ? interceptAt(loss, rows, theta) : given + (m1 * t1 + m2 * t2);
    carried = given === undefined ? Math.abs(shift) : Math.abs(given) + Math.abs(m1 * t1) + Math.abs(m2 * t2);
  }
  const eta = new Float64Array(p.length), reach = new Float64Array(p.length);
  for (let i = 0; i < p.length; i += 1) {
    eta[i] = p[i]! * t1 + q[i]! * t2 + shift;
    reach[i] = Math.abs(p[i]! * t1) + Math.abs(q[i]! * t2) + carried;
  }
  return { eta, reach };
}

/**
 * The dual variables −y∂ℓ of a hinge: 1 short of the margin, 0 beyond it, a solver's α on the kinks that it names where the
 * margin is 1 to rounding. A margin of exactly 1 that nobody named is open (−1): any of [0, 1] is a subgradient.
 */
function shares(loss: DataLoss, { n }: Rows, { eta, reach }: Scores, facts: Facts): Float64Array {
  const found = Float64Array.from({ length: n }, (_, i) => {
    const short = 1 - loss.y[i]! * eta[i]!;
    const own = loss.intercept && facts.intercept === undefined && Math.abs(short) <= 4 * EPS * (1 + reach[i]!); // b was put on a kink
    return own || short === 0 ? -1 : short > 0 ? 1 : 0;
  });
  for (const { sample, alpha } of facts.kinks ?? []) {
    if (!(sample in found) || !Number.isFinite(alpha)) continue;
    const off = Math.abs(1 - loss.y[sample]! * eta[sample]!);
    if (off <= 256 * EPS * (1 + reach[sample]!)) found[sample] = Math.max(0, Math.min(1, alpha));
  }
  return found;
}

/** With an intercept Σωyα = 0 ties the open ones; one common value for them settles it, and is right when there is one. */
function settle({ n, y, weight }: Rows, found: Float64Array): void {
  let fixed = 0, open = 0;
  for (let i = 0; i < n; i += 1) if (found[i] === -1) open += weight[i]! * y[i]!; else fixed += weight[i]! * y[i]! * found[i]!;
  const common = open === 0 ? 0.5 : Math.max(0, Math.min(1, -fixed / open));
  for (let i = 0; i < n; i += 1) if (found[i] === -1) found[i] = common;
}

/**
 * A lower bound on the eigenvalues of ∇²L on a ball: every ℓ″ at its least while η moves by at most radius·‖x‖, and under an
 * intercept also by b′, whose slope in θ is a mean of rows. ∇²L is then a Schur complement, monotone in the ℓ″.
 */
function modulusOf(loss: DataLoss, rows: Rows, { eta, reach }: Scores, radius: number): number {
  const { n, p, q, y, weight, length } = rows;
  let s = 0, s1 = 0, s2 = 0, a = 0, h = 0, c = 0;
  for (let i = 0; i < n; i += 1) {
    const blur = Math.min(radius, Number.MAX_VALUE) * (Math.hypot(p[i]!, q[i]!) + (loss.intercept ? length : 0));
    const bend = weight[i]! * pullOf(loss, eta[i]!, y[i]!, 0, blur + 8 * EPS * reach[i]!).bend;
    s += bend; s1 += bend * p[i]!; s2 += bend * q[i]!;
    a += bend * p[i]! * p[i]!; h += bend * p[i]! * q[i]!; c += bend * q[i]! * q[i]!;
  }
  if (!loss.intercept) return smallest([[a, h], [h, c]], n + 16);
  if (s === 0) return 0;
  const least = smallest([[a - (s1 * s1) / s, h - (s1 * s2) / s], [h - (s1 * s2) / s, c - (s2 * s2) / s]], n + 16);
  return Math.max(0, least - (n + 16) * EPS * (a + c)); // what the subtraction cancels
}

/** L(θ) = min_b Σ ωᵢ ℓ(xᵢ·θ + b, yᵢ): gradient, remainder of the intercept, moduli and duals, one pass over the samples each. */
export function sampleSlope(loss: DataLoss, theta: Vec2, facts: Facts): Slope {
  const rows = rowsOf(loss);
  const { n, p, q, y, weight, length } = rows;
  const scores = scoresAt(loss, rows, theta, facts.intercept);
  const { eta, reach } = scores;
  const share = loss.kind === 'hinge' ? shares(loss, rows, scores, facts) : undefined;
  if (share && loss.intercept) settle(rows, share);
  const generators: Vec2[] = [];
  const slopes = new Float64Array(n);
  let g1 = 0, g2 = 0, size = 0, pulls = 0, up = 0, down = 0;
  for (let i = 0; i < n; i += 1) {
    const pull = pullOf(loss, eta[i]!, y[i]!, reach[i]!);
    if (share?.[i] === -1) { // an open kink: the middle, and the segment about it
      share[i] = 0.5;
      generators.push([(weight[i]! * p[i]!) / 2, (weight[i]! * q[i]!) / 2]);
    }
    const slope = weight[i]! * (share ? -y[i]! * share[i]! : pull.slope);
    slopes[i] = slope;
    g1 += slope * p[i]!;
    g2 += slope * q[i]!;
    if (slope > 0) up += slope; else down -= slope;
    const magnitude = weight[i]! * (share ? Math.max(share[i]!, pull.size) : pull.size);
    size += magnitude * (Math.abs(p[i]!) + Math.abs(q[i]!));
    pulls += magnitude;
  }
  // ∂g/∂b over ∂²L/∂b² is a weighted mean of rows, so the remainder of ∂L/∂b moves the gradient by at most the longest row.
  const remainder = loss.intercept ? length * Math.abs(up - down) : 0;
  if (loss.intercept) size += length * pulls;
  const even = (slope: number) => (!loss.intercept || up === down ? 1 : slope > 0 ? Math.min(1, down / up) : Math.min(1, up / down));
  let d1 = g1, d2 = g2;
  if (loss.intercept) { // a dual needs Σωa = 0: the heavier side is shrunk to the lighter
    d1 = d2 = 0;
    for (let i = 0; i < n; i += 1) { d1 += even(slopes[i]!) * slopes[i]! * p[i]!; d2 += even(slopes[i]!) * slopes[i]! * q[i]!; }
  }
  let constant: number | undefined; // least squares bends the same everywhere
  return {
    // Plain summation: each partial sum is at most the sum of magnitudes, and errs by at most n roundings of it.
    set: { ...point([g1, g2]), generators }, remainder, rounding: (n + 8) * EPS * size, size, convex: true, enclosure: false,
    modulus: (radius) => (loss.kind === 'squared' ? (constant ??= modulusOf(loss, rows, scores, 0)) : modulusOf(loss, rows, scores, radius)),
    dual: {
      gradient: [d1, d2],
      excess: (s) => {
        let sum = 0;
        for (let i = 0; i < n; i += 1) sum += weight[i]! * excess(loss, eta[i]!, y[i]!, s * even(slopes[i]!), share?.[i] ?? 0);
        return sum;
      },
    },
  };
}
