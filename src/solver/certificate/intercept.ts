import type { DataLoss, Vec2 } from '../../problem/types.ts';
import { inBlocks } from '../../samples/blocks.ts';
import { pull, room } from './pulls.ts';
import type { Rows } from './rows.ts';

const ROUNDS = 400;
const HIGHEST = 1e150;

/**
 * b′ with Σ ωᵢ ℓ′(ηᵢ + b′) = 0 at θ: a root of an increasing function, by Newton steps inside a bracket. NaN where there is
 * none, because the best b is infinite. What remains of the equation is the caller's to measure.
 */
function* smoothIntercept(loss: DataLoss, rows: Rows, [t1, t2]: Vec2): Generator<void, number> {
  const { n, p, q, y, weight } = rows;
  let low = -Infinity, high = Infinity, step = 1, b = 0;
  if (loss.kind === 'poisson') { // start at the closed form log(Σωy / Σω e^η), or e^η overflows
    let top = -Infinity, counts = 0, sum = 0;
    for (let i = 0; i < n; i += 1) if (weight[i]! > 0) { top = Math.max(top, p[i]! * t1 + q[i]! * t2); counts += weight[i]! * y[i]!; }
    for (let i = 0; i < n; i += 1) if (weight[i]! > 0) sum += weight[i]! * Math.exp(p[i]! * t1 + q[i]! * t2 - top);
    b = Math.log(counts / sum) - top;
  }
  const scores = { eta: new Float64Array(n), reach: new Float64Array(n) }, pulls = room(n);
  for (let round = 0; round < ROUNDS && Math.abs(b) < HIGHEST; round += 1) {
    const sums = { slope: 0, bend: 0, size: 0 }, at = b;
    yield* inBlocks(n, (from, to) => {
      let slope = 0, bend = 0, size = 0;
      for (let i = from; i < to; i += 1) scores.eta[i] = p[i]! * t1 + q[i]! * t2 + at;
      pull(loss, rows, scores, pulls, from, to);
      for (let i = from; i < to; i += 1) {
        slope += weight[i]! * pulls.slope[i]!;
        size += weight[i]! * Math.abs(pulls.slope[i]!);
        bend += weight[i]! * pulls.bend[i]!;
      }
      sums.slope += slope; sums.bend += bend; sums.size += size;
    });
    const { slope, bend, size } = sums;
    if (Math.abs(slope) <= Number.EPSILON * size) return b; // no smaller sum can be told from its rounding
    if (slope > 0) high = b; else low = b;
    const newton = b - slope / bend;
    let next = newton > low && newton < high ? newton : (low + high) / 2;
    if (high - low === Infinity) {
      // Not bracketed yet: Newton's step, but never a leap.
      next = Math.abs(newton - b) <= step ? newton : b - Math.sign(slope) * step;
      step *= 2;
    }
    if (next === b || Math.abs(next - b) <= (Number.EPSILON / 2) * Math.abs(b)) return next;
    b = next;
  }
  return Number.isFinite(b) && high - low < Infinity ? b : Number.NaN;
}

/** A hinge is piecewise linear in b, with its kinks where a margin is 1: b = y − η, a weighted median. */
function hingeIntercept({ n, p, q, y, weight }: Rows, [t1, t2]: Vec2): number {
  const kinks = Float64Array.from(y, (label, i) => label - p[i]! * t1 - q[i]! * t2);
  const order = Array.from(y, (_, i) => i).sort((i, j) => kinks[i]! - kinks[j]!);
  let slope = 0;
  for (let i = 0; i < n; i += 1) if (y[i]! > 0) slope -= weight[i]!;
  for (const i of order) if ((slope += weight[i]!) >= 0) return kinks[i]!;
  return kinks[order.at(-1)!]!;
}

/** The best b′ = b + mean·θ at θ, in resumable steps. */
export function* interceptSteps(loss: DataLoss, rows: Rows, theta: Vec2): Generator<void, number> {
  return loss.kind === 'hinge' ? hingeIntercept(rows, theta) : yield* smoothIntercept(loss, rows, theta);
}
