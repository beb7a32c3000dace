import type { Columns } from '../samples/columns.ts';

// One loop over a row of nodes for each loss, free of calls: these are the time of every table.

/** Adds wᵢℓ(ηᵢ) to every node of a row, η = xᵢa + base. */
type Row = (columns: Columns, i: number, base: number, a: Float32Array, row: Float64Array) => void;

const logistic: Row = ({ x, w }, i, base, a, row) => {
  const p = x[i]!, share = w[i]!;
  for (let c = 0; c < a.length; c += 1) {
    const m = p * a[c]! + base;
    row[c]! += share * ((m > 0 ? 0 : -m) + Math.log1p(Math.exp(m > 0 ? -m : m)));
  }
};

const poisson: Row = ({ x, y, w }, i, base, a, row) => {
  const p = x[i]!, share = w[i]!, count = y[i]!;
  for (let c = 0; c < a.length; c += 1) {
    const eta = p * a[c]! + base;
    row[c]! += share * (Math.exp(eta) - count * eta);
  }
};

const squared: Row = ({ x, y, w }, i, base, a, row) => {
  const p = x[i]!, share = w[i]! / 2, rest = base - y[i]!;
  for (let c = 0; c < a.length; c += 1) {
    const r = p * a[c]! + rest;
    row[c]! += share * r * r;
  }
};

const huber: Row = ({ x, y, w, delta }, i, base, a, row) => {
  const p = x[i]!, share = w[i]!, target = y[i]!;
  for (let c = 0; c < a.length; c += 1) {
    const r = Math.abs(p * a[c]! + base - target), inside = r < delta ? r : delta;
    row[c]! += share * inside * (r - inside / 2);
  }
};

const hinge: Row = ({ x, w }, i, base, a, row) => {
  const p = x[i]!, share = w[i]!;
  for (let c = 0; c < a.length; c += 1) {
    const short = 1 - (p * a[c]! + base);
    if (short > 0) row[c]! += share * short;
  }
};

const squaredHinge: Row = ({ x, w }, i, base, a, row) => {
  const p = x[i]!, share = w[i]!;
  for (let c = 0; c < a.length; c += 1) {
    const short = 1 - (p * a[c]! + base);
    if (short > 0) row[c]! += share * short * short;
  }
};

export const ROWS: Readonly<Record<Columns['kind'], Row>> = { squared, logistic, huber, hinge, 'squared-hinge': squaredHinge, poisson };
