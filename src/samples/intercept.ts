import type { Vec2 } from '../problem/types.ts';
import type { Columns } from './columns.ts';
import { arrays, predict } from './moments.ts';
import { SLOPES } from './slopes.ts';

const EPS = Number.EPSILON;

/** Poisson: b = log Σwy − log Σw e^(xθ), the sum scaled by its largest term so that no power overflows. */
function poisson({ n, w, y }: Columns, eta: Float64Array): number {
  let largest = -Infinity, sum = 0, counts = 0;
  for (let i = 0; i < n; i += 1) if (eta[i]! > largest) largest = eta[i]!;
  for (let i = 0; i < n; i += 1) {
    sum += w[i]! * Math.exp(eta[i]! - largest);
    counts += w[i]! * y[i]!;
  }
  return Math.log(counts / sum) - largest;
}

/**
 * The hinge's mean loss in b is a polygon: the lowest corner is where the slope, which grows by wᵢ at each corner
 * b = sᵢ(yᵢ − ηᵢ), first is not negative. A flat bottom answers its middle.
 */
function polygon({ n, s, w, y }: Columns, eta: Float64Array): number {
  const corners = Array.from({ length: n }, (_, i) => i).sort((i, j) => s[i]! * (y[i]! - eta[i]!) - s[j]! * (y[j]! - eta[j]!));
  const at = (k: number) => s[corners[k]!]! * (y[corners[k]!]! - eta[corners[k]!]!);
  let slope = 0;
  for (let i = 0; i < n; i += 1) if (s[i]! > 0) slope -= w[i]!; // far below, every positive sample is short of its margin
  const flat = 4 * n * EPS;
  for (let k = 0; k < n; k += 1) {
    slope += w[corners[k]!]!;
    if (slope > flat) return at(k);
    if (slope >= -flat && k + 1 < n) return (at(k) + at(k + 1)) / 2;
  }
  return at(n - 1);
}

/**
 * The b that minimises the mean loss at θ, in the centred columns: Newton's steps on the increasing ∂L/∂b, inside a bracket
 * that they may not leave, to the rounding error of that sum.
 */
export function interceptAt(columns: Columns, theta: Vec2, near: number): number {
  const { n, s, kind } = columns;
  const { eta, slope, bend, along } = arrays(n);
  predict(columns, theta, 0, along);
  if (kind === 'poisson') return poisson(columns, along);
  if (kind === 'hinge' && columns.delta === 0) return polygon(columns, along);
  let low = -Infinity, high = Infinity, b = near, stride = 1 + columns.tall;
  for (let i = 0; i < n; i += 1) stride = Math.max(stride, Math.abs(along[i]!));
  for (let round = 0; round < 200; round += 1) {
    for (let i = 0; i < n; i += 1) eta[i] = along[i]! + s[i]! * b;
    SLOPES[kind](columns, eta, slope, bend);
    let g = 0, h = 0, size = 0, up = 0, upBend = 0;
    for (let i = 0; i < n; i += 1) {
      const push = slope[i]! * s[i]!;
      g += push; h += bend[i]!; size += Math.abs(slope[i]!);
      if (push > 0) { up += push; upBend += bend[i]!; }
    }
    const down = up - g;
    if (Math.abs(g) <= 2 * EPS * size) return b;
    if (g < 0) low = b; else high = b;
    // Far from their margins the classes' pulls are tails of exponentials, whose logarithms are nearly linear; 0 is below the smallest number.
    const tails = kind === 'logistic' && (up < down / 2 || down < up / 2);
    const rate = (pull: number, bent: number) => (pull > 0 ? bent / pull : 1);
    const step = tails ? (Math.log(up || Number.MIN_VALUE) - Math.log(down || Number.MIN_VALUE)) / (rate(up, upBend) + rate(down, h - upBend)) : h > 0 ? g / h : NaN;
    let next = b - step;
    // where the tails of a loss are all that is left, a step by its curvature may lead anywhere: until it is bracketed, no leaps
    if (!(next > low && next < high) || (high - low === Infinity && Math.abs(next - b) > stride)) {
      next = low === -Infinity ? high - stride : high === Infinity ? low + stride : (low + high) / 2;
      stride *= 2;
    }
    if (next === b || Math.abs(next - b) <= EPS * Math.abs(b) || next === low || next === high) return next;
    b = next;
  }
  return b;
}
