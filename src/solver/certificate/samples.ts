import type { DataLoss, Vec2 } from '../../problem/types.ts';
import { inBlocks } from '../../samples/blocks.ts';
import { excess } from './excess.ts';
import { interceptSteps } from './intercept.ts';
import { type Desk, deskOf, leastBends, pull, type Pulls, type Scores } from './pulls.ts';
import { type Rows, rowsSteps } from './rows.ts';
import { smallest, type Facts, type Slope } from './slope.ts';
import { point } from './zonotope.ts';

const EPS = Number.EPSILON;

function* scoresAt(loss: DataLoss, rows: Rows, theta: Vec2, given: number | undefined, { eta, reach }: Scores): Generator<void, void> {
  const { n, p, q, mean: [m1, m2] } = rows;
  const [t1, t2] = theta;
  let shift = 0, carried = 0;
  if (loss.intercept) {
    shift = given === undefined ? yield* interceptSteps(loss, rows, theta) : given + (m1 * t1 + m2 * t2);
    carried = given === undefined ? Math.abs(shift) : Math.abs(given) + Math.abs(m1 * t1) + Math.abs(m2 * t2);
  }
  yield* inBlocks(n, (from, to) => {
    for (let i = from; i < to; i += 1) {
      eta[i] = p[i]! * t1 + q[i]! * t2 + shift;
      reach[i] = Math.abs(p[i]! * t1) + Math.abs(q[i]! * t2) + carried;
    }
  });
}

/**
 * The dual variables −y∂ℓ of a hinge: 1 short of the margin, 0 beyond it, a solver's α on the kinks that it names where the
 * margin is 1 to rounding. A margin of exactly 1 that nobody named is open (−1): any of [0, 1] is a subgradient.
 */
function shares(loss: DataLoss, { n }: Rows, { eta, reach }: Scores, facts: Facts): Float64Array {
  const found = new Float64Array(n), unplaced = loss.intercept && facts.intercept === undefined; // then b was put on a kink
  for (let i = 0; i < n; i += 1) {
    const short = 1 - loss.y[i]! * eta[i]!;
    const own = unplaced && Math.abs(short) <= 4 * EPS * (1 + reach[i]!);
    found[i] = own || short === 0 ? -1 : short > 0 ? 1 : 0;
  }
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

/** Puts the shares of a hinge in the place of its slopes: an open kink is its middle, and the segment about it, which is handed back. */
function open({ n, p, q, y, weight }: Rows, share: Float64Array, { slope, size }: Pulls): Vec2[] {
  const generators: Vec2[] = [];
  for (let i = 0; i < n; i += 1) {
    if (share[i] === -1) {
      share[i] = 0.5;
      generators.push([(weight[i]! * p[i]!) / 2, (weight[i]! * q[i]!) / 2]);
    }
    slope[i] = -y[i]! * share[i]!;
    size[i] = Math.max(share[i]!, size[i]!);
  }
  return generators;
}

/**
 * A lower bound on the eigenvalues of ∇²L on a ball: every ℓ″ at its least while η moves by at most radius·‖x‖, and under an
 * intercept also by b′, whose slope in θ is a mean of rows. ∇²L is then a Schur complement, monotone in the ℓ″.
 */
function* modulusOf(loss: DataLoss, rows: Rows, { scores, pulls, least }: Desk, radius: number): Generator<void, number> {
  if (loss.kind === 'hinge') return 0;
  const { n, p, q, weight } = rows, sums = [0, 0, 0, 0, 0, 0];
  yield* inBlocks(n, (from, to) => {
    leastBends(loss, rows, scores, pulls, radius, least, from, to);
    let s = 0, s1 = 0, s2 = 0, a = 0, h = 0, c = 0;
    for (let i = from; i < to; i += 1) {
      const bend = weight[i]! * least[i]!, along = bend * p[i]!, across = bend * q[i]!;
      s += bend; s1 += along; s2 += across;
      a += along * p[i]!; h += along * q[i]!; c += across * q[i]!;
    }
    sums[0]! += s; sums[1]! += s1; sums[2]! += s2; sums[3]! += a; sums[4]! += h; sums[5]! += c;
  });
  const s = sums[0]!, s1 = sums[1]!, s2 = sums[2]!, a = sums[3]!, h = sums[4]!, c = sums[5]!;
  if (!loss.intercept) return smallest([[a, h], [h, c]], n + 16);
  if (s === 0) return 0;
  const schur = smallest([[a - (s1 * s1) / s, h - (s1 * s2) / s], [h - (s1 * s2) / s, c - (s2 * s2) / s]], n + 16);
  return Math.max(0, schur - (n + 16) * EPS * (a + c)); // what the subtraction cancels
}

interface Force { g1: number; g2: number; size: number; total: number; up: number; down: number }

/** ∇L as the sum of the pulls, the magnitudes that it adds up, and of ∂L/∂b what is above and what is below 0. */
function* forceOf({ n, p, q, weight }: Rows, pulls: Pulls): Generator<void, Force> {
  const sums: Force = { g1: 0, g2: 0, size: 0, total: 0, up: 0, down: 0 };
  yield* inBlocks(n, (from, to) => {
    let g1 = 0, g2 = 0, size = 0, total = 0, up = 0, down = 0;
    for (let i = from; i < to; i += 1) {
      const slope = weight[i]! * pulls.slope[i]!, magnitude = weight[i]! * pulls.size[i]!;
      g1 += slope * p[i]!;
      g2 += slope * q[i]!;
      if (slope > 0) up += slope; else down -= slope;
      size += magnitude * (Math.abs(p[i]!) + Math.abs(q[i]!));
      total += magnitude;
    }
    sums.g1 += g1; sums.g2 += g2; sums.size += size; sums.total += total; sums.up += up; sums.down += down;
  });
  return sums;
}

/** L(θ) = min_b Σ ωᵢ ℓ(xᵢ·θ + b, yᵢ): gradient, remainder of the intercept, moduli and duals, one pass over the samples each; in resumable steps. */
export function* sampleSlope(loss: DataLoss, theta: Vec2, facts: Facts): Generator<void, Slope> {
  const rows = yield* rowsSteps(loss);
  const { n, p, q, y, weight, length } = rows;
  const desk = deskOf(rows), { scores, pulls } = desk;
  yield* scoresAt(loss, rows, theta, facts.intercept, scores);
  yield* inBlocks(n, (from, to) => pull(loss, rows, scores, pulls, from, to));
  const share = loss.kind === 'hinge' ? shares(loss, rows, scores, facts) : undefined;
  if (share && loss.intercept) settle(rows, share);
  const generators = share ? open(rows, share, pulls) : [];
  const { g1, g2, total, up, down, ...force } = yield* forceOf(rows, pulls);
  // ∂g/∂b over ∂²L/∂b² is a weighted mean of rows, so the remainder of ∂L/∂b moves the gradient by at most the longest row.
  const remainder = loss.intercept ? length * Math.abs(up - down) : 0;
  const size = loss.intercept ? force.size + length * total : force.size;
  // A dual needs Σωa = 0 under an intercept: the heavier side is shrunk to the lighter.
  const uneven = loss.intercept && up !== down;
  const above = uneven ? Math.min(1, down / up) : 1, below = uneven ? Math.min(1, up / down) : 1;
  let d1 = g1, d2 = g2;
  if (uneven) {
    d1 = d2 = 0;
    yield* inBlocks(n, (from, to) => {
      let e1 = 0, e2 = 0;
      for (let i = from; i < to; i += 1) {
        const slope = weight[i]! * pulls.slope[i]!, even = (slope > 0 ? above : below) * slope;
        e1 += even * p[i]!; e2 += even * q[i]!;
      }
      d1 += e1; d2 += e2;
    });
  }
  const moduli = new Map<number, number>(); // one radius is asked for more than once; least squares bends the same everywhere
  return {
    // Plain summation: each partial sum is at most the sum of magnitudes, and errs by at most n roundings of it.
    set: { ...point([g1, g2]), generators }, remainder, rounding: (n + 8) * EPS * size, size, convex: true, enclosure: false,
    *modulus(radius) {
      const within = loss.kind === 'squared' ? 0 : radius;
      if (!moduli.has(within)) moduli.set(within, yield* modulusOf(loss, rows, desk, within));
      return moduli.get(within)!;
    },
    dual: {
      gradient: [d1, d2],
      *excess(s) {
        if (!share && s * above === 1 && s * below === 1) return 0;
        let sum = 0;
        yield* inBlocks(n, (from, to) => {
          let part = 0;
          for (let i = from; i < to; i += 1) if (weight[i]! > 0) {
            const even = weight[i]! * pulls.slope[i]! > 0 ? above : below;
            part += weight[i]! * excess(loss, scores.eta[i]!, y[i]!, s * even, share?.[i] ?? 0);
          }
          sum += part;
        });
        return sum;
      },
    },
  };
}
