import type { Columns } from './columns.ts';

// One loop per loss, so that each stays monomorphic and free of calls: these loops are the time of every fit.

/** Of the rows from `from` up to `to`, with η of the first in place 0: fills wᵢℓ′(ηᵢ) and wᵢℓ″(ηᵢ) and returns Σ wᵢℓ(ηᵢ). */
export type Slopes = (columns: Columns, from: number, to: number, eta: Float64Array, slope: Float64Array, bend: Float64Array) => number;

/** log(1 + e) for 0 ≤ e < 2⁻⁷ to full relative accuracy: its Taylor series, cut where the next term is below half an ulp. */
const series = (e: number) => e * (1 - e * (1 / 2 - e * (1 / 3 - e * (1 / 4 - e * (1 / 5 - e * (1 / 6 - e * (1 / 7 - e / 8)))))));
const SMALL = 2 ** -7;
const FULL = 2 ** 1000;

/**
 * log(1 + e^(−m)) with e = e^(−|m|), so that nothing overflows and both tails keep their relative accuracy. The logarithms
 * of equally weighted samples are one logarithm of the product of the 1 + e ≤ 2, taken whenever it grows large.
 */
const logistic: Slopes = ({ w, uniform }, from, to, eta, slope, bend) => {
  let sum = 0, product = 1, logs = 0;
  for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const m = eta[k]!, share = w[i]!;
    const e = Math.exp(m > 0 ? -m : m);
    const half = 1 / (1 + e);
    const miss = m > 0 ? e * half : half;
    slope[k] = -share * miss;
    bend[k] = share * e * half * half;
    let log = m > 0 ? 0 : -m;
    if (e < SMALL) log += series(e);
    else if (uniform) {
      product *= 1 + e;
      if (product > FULL) { logs += Math.log(product); product = 1; }
    } else log += Math.log1p(e);
    sum += share * log;
  }
  return sum + (uniform ? w[0]! * (logs + Math.log(product)) : 0);
};

const squared: Slopes = ({ w, y }, from, to, eta, slope, bend) => {
  let sum = 0;
  for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const r = eta[k]! - y[i]!, share = w[i]!;
    slope[k] = share * r;
    bend[k] = share;
    sum += (share * r * r) / 2;
  }
  return sum;
};

const huber: Slopes = ({ w, y, delta }, from, to, eta, slope, bend) => {
  let sum = 0;
  for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const r = eta[k]! - y[i]!, share = w[i]!;
    const inside = r <= delta && r >= -delta;
    slope[k] = share * (inside ? r : r > 0 ? delta : -delta);
    bend[k] = inside ? share : 0;
    sum += share * (inside ? (r * r) / 2 : delta * (Math.abs(r) - delta / 2));
  }
  return sum;
};

const squaredHinge: Slopes = ({ w }, from, to, eta, slope, bend) => {
  let sum = 0;
  for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const short = 1 - eta[k]!, share = w[i]!;
    const miss = short > 0 ? short : 0;
    slope[k] = -2 * share * miss;
    bend[k] = short > 0 ? 2 * share : 0;
    sum += share * miss * miss;
  }
  return sum;
};

const poisson: Slopes = ({ w, y }, from, to, eta, slope, bend) => {
  let sum = 0;
  for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const share = w[i]!, mean = Math.exp(eta[k]!);
    slope[k] = share * (mean - y[i]!);
    bend[k] = share * mean;
    sum += share * (mean - y[i]! * eta[k]!);
  }
  return sum;
};

/** With delta > 0: the hinge rounded off by a parabola on |y − m| ≤ delta/2, which lies at most delta/8 above it. */
const hinge: Slopes = ({ w, y, delta }, from, to, eta, slope, bend) => {
  let sum = 0;
  const reach = delta / 2;
  for (let i = from, k = 0; i < to; i += 1, k += 1) {
    const short = y[i]! - eta[k]!, share = w[i]!;
    if (short >= reach) { slope[k] = -share; bend[k] = 0; sum += share * short; }
    else if (short <= -reach) { slope[k] = 0; bend[k] = 0; }
    else {
      const into = short + reach;
      slope[k] = (-share * into) / delta;
      bend[k] = share / delta;
      sum += (share * into * into) / (2 * delta);
    }
  }
  return sum;
};

export const SLOPES: Readonly<Record<Columns['kind'], Slopes>> = { squared, logistic, huber, hinge, 'squared-hinge': squaredHinge, poisson };

/** Whether ℓ″ jumps: such losses are minimised in finitely many Newton steps, but their flat parts have no curvature at all. */
export const isPiecewise = (kind: Columns['kind']) => kind === 'huber' || kind === 'hinge' || kind === 'squared-hinge';
