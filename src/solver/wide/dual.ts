import type { WideLoss } from '../../problem/wide.ts';
import type { Parts } from './parts.ts';
import type { Pass } from './pass.ts';
import { norm, product, sheetOf, type Sheet } from './sheet.ts';

/** Makes ρ perpendicular, in the rows' weights, to the constant and to some columns, twice over (Gram and Schmidt). */
function clear({ n, x, v }: Sheet, rho: Float64Array, constant: boolean, columns: readonly number[]): void {
  if (columns.length === 0) {
    for (let round = 0; round < 2; round += 1) {
      const mean = product(rho, 0, v, 0, n);
      for (let i = 0; i < n; i += 1) rho[i]! -= mean;
    }
    return;
  }
  const basis: Float64Array[] = []; // units times √v
  const roots = v.map(Math.sqrt);
  const strip = (column: Float64Array) => {
    for (let round = 0; round < 2; round += 1) for (const unit of basis) {
      const part = product(column, 0, unit, 0, n);
      for (let i = 0; i < n; i += 1) column[i]! -= part * unit[i]!;
    }
  };
  for (const column of [...(constant ? [Float64Array.from(roots)] : []), ...columns.map((j) => roots.map((root, i) => root * x[j * n + i]!))]) {
    const before = norm(column);
    strip(column);
    const size = norm(column);
    if (size > 1e-12 * before) basis.push(column.map((part) => part / size));
  }
  const own = rho.map((part, i) => part * roots[i]!);
  strip(own);
  for (let i = 0; i < n; i += 1) rho[i] = own[i]! / roots[i]!;
}

/** log(share) at π = share·p and what 1 − π adds: the divergence of π from p = 1/(1 + e^m); nothing at share 1. */
function divergence(share: number, p: number, m: number): number {
  if (share === 1) return 0;
  const pi = share * p;
  const other = m < -30 ? (1 - pi) * (Math.log1p(-pi) + Math.log1p(Math.exp(m)) - m) : (1 - pi) * Math.log1p(Math.exp(-m) * (1 - share));
  return (pi > 0 ? pi * Math.log(share) : 0) + (pi < 1 ? other : 0);
}

/**
 * The duality gap of min L + λR at θ, as a sum of Fenchel–Young remainders, each ≥ 0 and none a difference of large numbers:
 * Σ vᵢ (ℓ(ηᵢ) + ℓ*(−ρᵢ) + ρᵢηᵢ) + λR(θ) + (λR)*(z) − z·θ with z = Σ vᵢρᵢxᵢ. The dual point ρ is the rows' own pull, moved into the
 * dual region: Σ vᵢρᵢ = 0 with an intercept, z = 0 on weights that are never penalised, and scaled so that |zⱼ| ≤ λaⱼ where R
 * has no square. Null where no such point is at hand (logistic loss that still pulls at weights
 * that nothing penalises).
 */
export function dualGap(loss: WideLoss, { abs, square }: Parts, { eta, slope, gradient }: Pass, theta: readonly number[], lambda: number): number | null {
  const sheet = sheetOf(loss);
  const { n, p, x, y, v } = sheet;
  const squared = loss.kind === 'squared', constant = loss.intercept ?? false;
  const free = [...theta.keys()].filter((j) => lambda * (abs[j]! + square) === 0);
  const rho = slope.map((part) => -part);
  // ρᵢ = yᵢπᵢ with πᵢ in [0, 1]: the heavier class is scaled down to the weight of the other.
  let up = 1, down = 1;
  if (squared && (constant || free.length > 0)) clear(sheet, rho, constant, free);
  else if (!squared && constant) {
    let right = 0, left = 0;
    for (let i = 0; i < n; i += 1) { if (y[i]! > 0) right += v[i]! * rho[i]!; else left -= v[i]! * rho[i]!; }
    if (left < right) up = left / right; else if (right < left) down = right / left;
    for (let i = 0; i < n; i += 1) rho[i]! *= y[i]! > 0 ? up : down;
  }
  let z = gradient.map((part) => -part); // ρ as it was
  if (constant || free.length > 0) {
    const pull = rho.map((part, i) => v[i]! * part);
    z = z.map((_, j) => product(x, j * n, pull, 0, n));
  }
  if (!squared && free.some((j) => z[j] !== 0)) return null;
  let scale = 1;
  if (lambda * square === 0) for (let j = 0; j < p; j += 1) if (lambda * abs[j]! > 0 && Math.abs(z[j]!) * scale > lambda * abs[j]!) scale = (lambda * abs[j]!) / Math.abs(z[j]!);
  let gap = 0;
  for (let i = 0; i < n; i += 1) {
    const target = y[i]!;
    gap += v[i]! * (squared ? (eta[i]! - target + scale * rho[i]!) ** 2 / 2 : divergence(scale * (target > 0 ? up : down), Math.abs(slope[i]!), target * eta[i]!));
  }
  for (let j = 0; j < p; j += 1) {
    const weight = theta[j]!, pull = scale * z[j]!, size = Math.abs(weight);
    if (lambda * (abs[j]! + square) === 0) continue;
    if (lambda * square === 0) gap += Math.max(0, lambda * abs[j]! * size - pull * weight);
    // (|z| − λa)₊²/(4λs) + λa|θ| + λsθ² − zθ: a square and what the threshold leaves
    else {
      const over = Math.max(0, Math.abs(pull) - lambda * abs[j]!);
      gap += lambda * square * (size - over / (2 * lambda * square)) ** 2 + size * (over + lambda * abs[j]!) - pull * weight;
    }
  }
  return Math.max(0, gap);
}
