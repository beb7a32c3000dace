import type { WideLoss } from '../../problem/wide.ts';
import { sheetOf } from './sheet.ts';

/** What one pass over the rows says of a point. */
export interface Pass {
  /** x·θ + b of every row that carries weight, and ∂ℓ/∂η there. */
  readonly eta: Float64Array;
  readonly slope: Float64Array;
  /** ∂L/∂θ and ∂L/∂b; the latter is 0 without an intercept. */
  readonly gradient: Float64Array;
  readonly level: number;
  /** The magnitudes that each of them adds up; the last, with an intercept, is that of `level`. */
  readonly sizes: Float64Array;
}

/** Columns in pairs, which reads the rows' own numbers half as often; those of weights that are zero cost nothing on the way to η. */
export function passOver(loss: WideLoss, theta: readonly number[], b: number): Pass {
  const { n, p, x, y, v } = sheetOf(loss);
  const squared = loss.kind === 'squared';
  const eta = new Float64Array(n).fill(b), felt = new Float64Array(n).fill(Math.abs(b));
  const some = [...theta.keys()].filter((j) => theta[j] !== 0);
  for (let k = 0; k < some.length; k += 2) {
    const one = some[k]!, two = some[k + 1] ?? one;
    const a = theta[one]!, c = two === one ? 0 : theta[two]!;
    for (let i = 0, left = one * n, right = two * n; i < n; i += 1, left += 1, right += 1) {
      const part = a * x[left]!, other = c * x[right]!;
      eta[i]! += part + other;
      felt[i]! += Math.abs(part) + Math.abs(other);
    }
  }
  const slope = new Float64Array(n), pull = new Float64Array(n);
  let level = 0, whole = 0;
  for (let i = 0; i < n; i += 1) {
    const target = y[i]!;
    // the logistic slope −y/(1 + e^m) moves, relative to itself, by at most what η moves
    const own = squared ? eta[i]! - target : -target / (1 + Math.exp(target * eta[i]!));
    slope[i] = own;
    level += pull[i] = v[i]! * own;
    whole += felt[i] = v[i]! * (squared ? felt[i]! + Math.abs(target) : Math.abs(own) * (1 + felt[i]!));
  }
  const gradient = new Float64Array(p), sizes = new Float64Array(loss.intercept ? p + 1 : p);
  for (let j = 0; j < p; j += 2) {
    const one = j * n, two = Math.min(j + 1, p - 1) * n;
    let left = 0, right = 0, most = 0, more = 0;
    for (let i = 0; i < n; i += 1) {
      const a = x[one + i]!, c = x[two + i]!, force = pull[i]!, size = felt[i]!;
      left += force * a;
      right += force * c;
      most += size * Math.abs(a);
      more += size * Math.abs(c);
    }
    gradient[j] = left;
    sizes[j] = most;
    if (j + 1 < p) { gradient[j + 1] = right; sizes[j + 1] = more; }
  }
  if (loss.intercept) sizes[p] = whole;
  return { eta, slope, gradient, level: loss.intercept ? level : 0, sizes };
}
