import type { WideLoss } from '../../problem/wide.ts';
import type { Parts } from './parts.ts';
import type { Pass } from './pass.ts';
import { norm, product, sheetOf } from './sheet.ts';

const EPS = Number.EPSILON;
const WIDEST = 200; // features beyond which no curvature is computed: its cost grows with p³

/** Whether M − shift·I has only positive pivots; the lower triangle of M in rows of `size`. */
function positive(matrix: Float64Array, size: number, shift: number, rows: Float64Array): boolean {
  rows.set(matrix);
  for (let k = 0; k < size; k += 1) rows[k * size + k]! -= shift;
  for (let k = 0; k < size; k += 1) {
    const pivot = rows[k * size + k]!;
    if (!(pivot > 0)) return false;
    for (let i = k + 1; i < size; i += 1) {
      const factor = rows[i * size + k]! / pivot;
      if (factor !== 0) for (let l = k + 1; l <= i; l += 1) rows[i * size + l]! -= factor * rows[l * size + k]!;
    }
  }
  return true;
}

/** A lower bound on the smallest eigenvalue, within a factor 2 of it where it stands above rounding; else 0. */
function smallest(matrix: Float64Array, size: number, count: number): number {
  let trace = 0;
  for (let k = 0; k < size; k += 1) trace += matrix[k * size + k]!;
  const noise = 4 * (count + size) * EPS * trace;
  const rows = new Float64Array(matrix.length);
  for (let shift = trace / size; shift > noise; shift /= 2) if (positive(matrix, size, shift, rows)) return Math.max(0, shift - noise);
  return 0;
}

/** The columns about their means, with one of ones where the intercept is to be held too; and the longest row. */
interface Centred {
  readonly columns: Float64Array;
  readonly size: number;
  readonly longest: number;
}
const centred = new WeakMap<WideLoss, Centred>();

function centre(loss: WideLoss): Centred {
  let found = centred.get(loss);
  if (!found) {
    const { n, p, x, means } = sheetOf(loss);
    const ones = loss.kind === 'logistic' && loss.intercept;
    const columns = new Float64Array(n * (ones ? p + 1 : p)).fill(1);
    const squares = new Float64Array(n).fill(ones ? 1 : 0);
    for (let j = 0; j < p; j += 1) for (let i = 0; i < n; i += 1) squares[i]! += (columns[j * n + i] = x[j * n + i]! - (loss.intercept ? means[j]! : 0)) ** 2;
    centred.set(loss, (found = { columns, size: columns.length / n, longest: Math.sqrt(squares.reduce((most, square) => Math.max(most, square), 0)) }));
  }
  return found;
}

/** A lower bound on the curvature Σ v bend xxᵀ over centred rows. */
function modulusOf(loss: WideLoss, bend: Float64Array): number {
  const { n, v } = sheetOf(loss);
  const { columns, size } = centre(loss);
  const matrix = new Float64Array(size * size), bent = new Float64Array(n);
  for (let j = 0; j < size; j += 1) {
    for (let i = 0; i < n; i += 1) bent[i] = v[i]! * bend[i]! * columns[j * n + i]!;
    for (let k = 0; k <= j; k += 1) matrix[j * size + k] = product(bent, 0, columns, k * n, n);
  }
  return smallest(matrix, size, n);
}

const known = new WeakMap<WideLoss, number>();

/** Least squares curves alike everywhere; about the means its weights and its intercept do not touch each other. */
function squaredModulus(loss: WideLoss): number {
  const { n, p } = sheetOf(loss);
  let found = known.get(loss);
  if (found === undefined) known.set(loss, (found = p <= WIDEST && p <= n ? modulusOf(loss, new Float64Array(n).fill(1)) : 0));
  return found;
}

/**
 * ‖θ − θ*‖ ≤ r/(μ + λm), μ and m the strong convexity of L and R; null where neither is known. The logistic curvature
 * changes by at most a factor e^(−Mϱ) within a distance ϱ, M the longest row, so a μ holds on a ball that is large enough for
 * r to prove that θ* lies in it (as in Bach 2010, "Self-concordant analysis for logistic regression").
 * @param r the stationarity residual with its rounding
 */
export function errorOf(loss: WideLoss, { square }: Parts, { slope, level }: Pass, lambda: number, r: number): number | null {
  const { n, p, x, v, means } = sheetOf(loss);
  const strength = 2 * lambda * square;
  if (loss.kind === 'squared') {
    const modulus = squaredModulus(loss);
    return modulus + strength > 0 ? (r + Math.abs(level) * norm(means)) / (modulus + strength) : null;
  }
  const bend = slope.map((part) => Math.abs(part) * (1 - Math.abs(part)));
  if (strength > 0) {
    if (!loss.intercept) return r / strength;
    // The best intercept for θ is at most e·r/h away while that is below 1, and turns the gradient by a quarter of it a row.
    const away = (Math.E * r) / product(v, 0, bend, 0, n);
    if (!(away < 1)) return null;
    const magnitudes = x.map(Math.abs);
    return (r + (away / 4) * norm(means.map((_, j) => product(magnitudes, j * n, v, 0, n)))) / strength;
  }
  if (p > WIDEST || p > n) return null;
  const modulus = modulusOf(loss, bend), { longest } = centre(loss);
  const rest = r + Math.abs(level) * norm(loss.intercept ? means : []);
  let reach = 1 / longest;
  if (!(rest < (modulus / Math.E) * reach)) return null;
  for (let round = 0; round < 3; round += 1) reach = (rest * Math.exp(longest * reach)) / modulus;
  return reach;
}
