import type { DataLoss } from '../../problem/types.ts';
import { BLOCK } from '../../samples/blocks.ts';
import type { Rows } from './rows.ts';

// ℓ(η, y) written out by hand: the derivatives that the solvers read from formulas are not used here. One loop per loss,
// free of calls and objects, since a figure certifies at every step of a sweep.

/** η of every sample at (θ, b), and the magnitudes it was added up from. */
export interface Scores {
  readonly eta: Float64Array;
  readonly reach: Float64Array;
}

/** Of every sample ℓ′, ℓ″ (the lower one where it jumps), and the magnitudes that ℓ′ adds up: an ulp of η or y moves ℓ′ by about ε·size. */
export interface Pulls {
  readonly slope: Float64Array;
  readonly bend: Float64Array;
  readonly size: Float64Array;
}

type Fill = (rows: Rows, scores: Scores, into: Pulls, from: number, to: number, delta: number) => void;

const squared: Fill = ({ y }, { eta, reach }, { slope, bend, size }, from, to) => {
  for (let i = from; i < to; i += 1) {
    slope[i] = eta[i]! - y[i]!;
    bend[i] = 1;
    size[i] = reach[i]! + Math.abs(y[i]!);
  }
};

const huber: Fill = ({ y }, { eta, reach }, { slope, bend, size }, from, to, delta) => {
  for (let i = from; i < to; i += 1) {
    const r = eta[i]! - y[i]!;
    slope[i] = Math.max(-delta, Math.min(delta, r));
    bend[i] = Math.abs(r) < delta ? 1 : 0;
    size[i] = reach[i]! + Math.abs(y[i]!);
  }
};

/** σ(−m) and σ(m) from one e^(−|m|), which cannot overflow; |(log ℓ″)′| = |1 − 2σ| ≤ 1. */
const logistic: Fill = ({ y }, { eta, reach }, { slope, bend, size }, from, to) => {
  for (let i = from; i < to; i += 1) {
    const label = y[i]!, m = label * eta[i]!;
    const e = Math.exp(-Math.abs(m)), most = 1 / (1 + e), least = e / (1 + e);
    const miss = m >= 0 ? least : most;
    slope[i] = -label * miss;
    bend[i] = most * least;
    size[i] = miss + bend[i]! * reach[i]!;
  }
};

const poisson: Fill = ({ y }, { eta, reach }, { slope, bend, size }, from, to) => {
  for (let i = from; i < to; i += 1) {
    const mean = Math.exp(eta[i]!);
    slope[i] = mean - y[i]!;
    bend[i] = mean;
    size[i] = mean * (1 + reach[i]!) + y[i]!;
  }
};

const squaredHinge: Fill = ({ y }, { eta, reach }, { slope, bend, size }, from, to) => {
  for (let i = from; i < to; i += 1) {
    const short = 1 - y[i]! * eta[i]!;
    slope[i] = -2 * y[i]! * Math.max(0, short);
    bend[i] = short > 0 ? 2 : 0;
    size[i] = short > -64 * Number.EPSILON * (1 + reach[i]!) ? 2 * (1 + reach[i]!) : 0;
  }
};

const hinge: Fill = ({ y }, { eta }, { slope, bend, size }, from, to) => {
  for (let i = from; i < to; i += 1) {
    const short = 1 - y[i]! * eta[i]!;
    slope[i] = short > 0 ? -y[i]! : 0;
    bend[i] = 0;
    size[i] = short >= 0 ? 1 : 0;
  }
};

const FILLS: Readonly<Record<DataLoss['kind'], Fill>> = { squared, huber, logistic, poisson, hinge, 'squared-hinge': squaredHinge };

export const room = (n: number): Pulls => ({ slope: new Float64Array(n), bend: new Float64Array(n), size: new Float64Array(n) });

/** Room for one evaluation of a loss. */
export interface Desk { readonly scores: Scores; readonly pulls: Pulls; readonly least: Float64Array }
const desk = (n: number): Desk => ({ scores: { eta: new Float64Array(n), reach: new Float64Array(n) }, pulls: room(n), least: new Float64Array(n) });
const desks = new WeakMap<Rows, Desk>();

/** Room for an evaluation, to be written all over. That of few rows is used again, since nothing yields before it is done with: the next may not begin. */
export function deskOf(rows: Rows): Desk {
  let kept = desks.get(rows);
  if (!kept) {
    kept = desk(rows.n);
    if (rows.n <= BLOCK) desks.set(rows, kept);
  }
  return kept;
}

/** Fills the pulls of the samples from `from` up to `to`. */
export function pull(loss: DataLoss, rows: Rows, scores: Scores, into: Pulls, from: number, to: number): void {
  FILLS[loss.kind](rows, scores, into, from, to, loss.kind === 'huber' ? loss.delta : 0);
  // a sample of no weight pulls at nothing, not even where its own exponential overflows
  for (let i = from; rows.idle && i < to; i += 1) if (rows.weight[i] === 0) into.slope[i] = into.bend[i] = into.size[i] = 0;
}

const TINY = 2 ** -27; // below it 1 − u is e^(−u) to half an ulp, and never above it

/** The least ℓ″ of the samples from `from` up to `to` while θ moves by at most `radius`, and b′ with it (see `span`). */
export function leastBends(loss: DataLoss, { y, span }: Rows, { eta, reach }: Scores, { bend }: Pulls, radius: number, least: Float64Array, from: number, to: number): void {
  const within = Math.min(radius, Number.MAX_VALUE);
  for (let i = from; i < to; i += 1) {
    const blur = within * span[i]! + 8 * Number.EPSILON * reach[i]!;
    switch (loss.kind) {
      case 'squared': least[i] = 1; break;
      case 'huber': least[i] = Math.abs(eta[i]! - y[i]!) + blur < loss.delta ? 1 : 0; break;
      case 'logistic':
      case 'poisson': least[i] = bend[i]! * (blur < TINY ? 1 - blur : Math.exp(-blur)); break;
      case 'squared-hinge': least[i] = 1 - y[i]! * eta[i]! > blur ? 2 : 0; break;
      case 'hinge': least[i] = 0; break;
      default: loss satisfies never;
    }
  }
}
