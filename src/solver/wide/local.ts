import { dot, type Columns } from './columns.ts';
import type { Form } from './gram.ts';

/** log(1 + e^(−m)) without overflow. */
export const softplus = (m: number) => Math.max(-m, 0) + Math.log1p(Math.exp(-Math.abs(m)));

/** Xθ. */
export function predict({ x, n, p }: Pick<Columns, 'x' | 'n' | 'p'>, theta: Float64Array): Float64Array {
  const eta = new Float64Array(n);
  for (let j = 0; j < p; j += 1) {
    const weight = theta[j]!;
    if (weight !== 0) for (let i = 0; i < n; i += 1) eta[i]! += weight * x[j * n + i]!;
  }
  return eta;
}

/** L at Xθ = eta and an intercept (of the centred columns). */
export function lossAt({ kind, y, v, n }: Columns, eta: Float64Array, intercept: number): number {
  let sum = 0;
  if (kind === 'squared') for (let i = 0; i < n; i += 1) sum += (eta[i]! - y[i]!) ** 2 / 2;
  else for (let i = 0; i < n; i += 1) sum += v[i]! * softplus(y[i]! * (eta[i]! + intercept));
  return sum;
}

/** The pull −∂ℓ/∂η of every row, and its curvature; rows carry their weights. */
export interface Rows { readonly pull: Float64Array; readonly bend: Float64Array }

/** The residuals and 1, or the logistic ones, at one exponential a row. */
export function rowsAt({ kind, y, v, n }: Columns, eta: Float64Array, intercept: number, into: Rows = { pull: new Float64Array(n), bend: new Float64Array(n) }): Rows {
  const { pull, bend } = into;
  if (kind === 'squared') for (let i = 0; i < n; i += 1) { pull[i] = y[i]! - eta[i]!; bend[i] = 1; }
  else for (let i = 0; i < n; i += 1) {
    const m = y[i]! * (eta[i]! + intercept);
    const small = Math.exp(-Math.abs(m)), large = 1 / (1 + small);
    pull[i] = v[i]! * y[i]! * (m >= 0 ? small * large : large);
    bend[i] = v[i]! * small * large * large;
  }
  return into;
}

const SHORT = 2 ** -26;

/** An interval that holds argmin_b: with all η + b on one side of the log odds of the classes the derivative has that side's sign. */
function bracketOf({ y, v, n }: Columns, eta: Float64Array): { low: number; high: number } {
  let least = Infinity, most = -Infinity, right = 0, left = 0;
  for (let i = 0; i < n; i += 1) {
    least = Math.min(least, eta[i]!);
    most = Math.max(most, eta[i]!);
    if (y[i]! > 0) right += v[i]!; else left += v[i]!;
  }
  const odds = Math.log(right / left);
  return { low: odds - most - 1, high: odds - least + 1 }; // 1 more than rounding needs
}

/**
 * The rows at argmin_b of the logistic loss, and that b: its derivative rises from below 0 to above, both classes being
 * there; Newton's steps inside the bracket, halves of it where they are long. Without an intercept b = 0.
 */
export function centredAt(columns: Columns, eta: Float64Array, start: number): Rows & { readonly intercept: number } {
  if (!columns.intercept) return { ...rowsAt(columns, eta, 0), intercept: 0 };
  let { low, high } = bracketOf(columns, eta);
  let b = start > low && start < high ? start : (low + high) / 2;
  const rows = rowsAt(columns, eta, b);
  for (let round = 0; round < 400; round += 1) {
    let slope = 0, bend = 0;
    for (let i = 0; i < columns.n; i += 1) { slope -= rows.pull[i]!; bend += rows.bend[i]!; }
    if (slope === 0) break;
    if (slope < 0) low = b; else high = b;
    const step = slope / bend;
    const short = Math.abs(step) <= SHORT; // since |L‴| ≤ L″ here, a step s leaves an error of s²/2 at most
    let next = b - step;
    if (!short && !(Math.abs(step) <= 4 && next > low && next < high)) next = (low + high) / 2;
    const last = short || next === low || next === high;
    if (next !== b) rowsAt(columns, eta, (b = next), rows);
    if (last) break;
  }
  return { ...rows, intercept: b };
}

/** argmin_b of the logistic loss. */
export const interceptAt = (columns: Columns, eta: Float64Array, start: number): number => centredAt(columns, eta, start).intercept;

/** −∇L, all of it. */
export function forcesOf({ x, n, p }: Columns, pull: Float64Array): Float64Array {
  const force = new Float64Array(p);
  for (let j = 0; j < p; j += 1) force[j] = dot(x, j * n, pull, 0, n);
  return force;
}

/**
 * ∇²L over some weights, as columns Z with ZᵀZ = ∇²L: rows by √bend, and with an intercept the Schur complement, which is centring.
 * @param noise the size of which ε is the rounding of a force over its column's norm
 */
export function localForm({ x, n, norms, kind, intercept }: Columns, bend: Float64Array, subset: readonly number[], noise = 1): Form & { readonly z: Float64Array } {
  const m = subset.length;
  const z = new Float64Array(n * m);
  const roots = bend.map(Math.sqrt);
  const centred = intercept && kind === 'logistic';
  let total = 0;
  for (const part of bend) total += part;
  const sizes = new Float64Array(m);
  let reach = 0;
  subset.forEach((j, at) => {
    const mean = centred ? dot(x, j * n, bend, 0, n) / total : 0;
    for (let i = 0; i < n; i += 1) z[at * n + i] = roots[i]! * (x[j * n + i]! - mean);
    sizes[at] = Math.sqrt(dot(z, at * n, z, at * n, n));
    if (sizes[at]! > 0) reach = Math.max(reach, (noise * norms[j]!) / sizes[at]!);
  });
  const kept = new Map<number, Float64Array>();
  const column = (j: number) => {
    let found = kept.get(j);
    if (!found) kept.set(j, (found = Float64Array.from(subset, (_, k) => kept.get(k)?.[j] ?? dot(z, j * n, z, k * n, n))));
    return found;
  };
  return { p: m, b: new Float64Array(m), column, norms: sizes, reach, rank: n - (centred ? 1 : 0), z };
}
