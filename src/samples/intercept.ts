import { finish } from '../problem/steps.ts';
import type { Vec2 } from '../problem/types.ts';
import { arrays, inBlocks } from './blocks.ts';
import type { Columns } from './columns.ts';
import { predict } from './moments.ts';
import { SLOPES } from './slopes.ts';

const EPS = Number.EPSILON;

/** Poisson: b = log Σwy − log Σw e^(xθ), the sum scaled by its largest term so that no power overflows. */
function* poisson(columns: Columns, theta: Vec2): Generator<void, number> {
  const { n, w, y } = columns, { along: eta } = arrays();
  let largest = -Infinity, sum = 0, counts = 0;
  yield* inBlocks(n, (from, to) => {
    predict(columns, theta, 0, eta, from, to);
    for (let k = 0; k < to - from; k += 1) if (eta[k]! > largest) largest = eta[k]!;
  });
  yield* inBlocks(n, (from, to) => {
    predict(columns, theta, 0, eta, from, to);
    let part = 0, count = 0;
    for (let i = from, k = 0; i < to; i += 1, k += 1) {
      part += w[i]! * Math.exp(eta[k]! - largest);
      count += w[i]! * y[i]!;
    }
    sum += part; counts += count;
  });
  return Math.log(counts / sum) - largest;
}

/**
 * The hinge's mean loss in b is a polygon: the lowest corner is where the slope, which grows by wᵢ at each corner
 * b = sᵢ(yᵢ − ηᵢ), first is not negative. A flat bottom answers its middle.
 */
function polygon(columns: Columns, theta: Vec2): number {
  const { n, s, w, y } = columns, eta = new Float64Array(n);
  predict(columns, theta, 0, eta);
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

/** Slope and curvature of the mean loss in b, the sum of the slopes' sizes, and of both what pulls b down (up of ∂L/∂b > 0). */
interface Push { g: number; h: number; size: number; up: number; upBend: number }

function* pushAt(columns: Columns, theta: Vec2, b: number): Generator<void, Push> {
  const { n, s, kind } = columns, sums: Push = { g: 0, h: 0, size: 0, up: 0, upBend: 0 };
  yield* inBlocks(n, (from, to) => {
    const { eta, slope, bend } = arrays();
    predict(columns, theta, b, eta, from, to);
    SLOPES[kind](columns, from, to, eta, slope, bend);
    let g = 0, h = 0, size = 0, up = 0, upBend = 0;
    for (let i = from, k = 0; i < to; i += 1, k += 1) {
      const push = slope[k]! * s[i]!;
      g += push; h += bend[k]!; size += Math.abs(slope[k]!);
      if (push > 0) { up += push; upBend += bend[k]!; }
    }
    sums.g += g; sums.h += h; sums.size += size; sums.up += up; sums.upBend += upBend;
  });
  return sums;
}

/** How far η reaches at b = 0, and targets: no leap is longer at first. */
function* strideAt(columns: Columns, theta: Vec2): Generator<void, number> {
  let stride = 1 + columns.tall;
  yield* inBlocks(columns.n, (from, to) => {
    const { along } = arrays();
    predict(columns, theta, 0, along, from, to);
    for (let k = 0; k < to - from; k += 1) stride = Math.max(stride, Math.abs(along[k]!));
  });
  return stride;
}

/**
 * The b that minimises the mean loss at θ, in the centred columns: Newton's steps on the increasing ∂L/∂b, inside a bracket
 * that they may not leave, to the rounding error of that sum. In resumable steps.
 */
export function* interceptSteps(columns: Columns, theta: Vec2, near: number): Generator<void, number> {
  const { kind } = columns;
  if (kind === 'poisson') return yield* poisson(columns, theta);
  if (kind === 'hinge' && columns.delta === 0) return polygon(columns, theta);
  let low = -Infinity, high = Infinity, b = near, stride: number | undefined;
  for (let round = 0; round < 200; round += 1) {
    const { g, h, size, up, upBend } = yield* pushAt(columns, theta, b);
    const down = up - g;
    if (Math.abs(g) <= 2 * EPS * size) return b;
    if (g < 0) low = b; else high = b;
    // Far from their margins the classes' pulls are tails of exponentials, whose logarithms are nearly linear; 0 is below the smallest number.
    const tails = kind === 'logistic' && (up < down / 2 || down < up / 2);
    const rate = (pull: number, bent: number) => (pull > 0 ? bent / pull : 1);
    const step = tails ? (Math.log(up || Number.MIN_VALUE) - Math.log(down || Number.MIN_VALUE)) / (rate(up, upBend) + rate(down, h - upBend)) : h > 0 ? g / h : NaN;
    let next = b - step;
    stride ??= yield* strideAt(columns, theta);
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

/** The same at once. */
export const interceptAt = (columns: Columns, theta: Vec2, near: number): number => finish(interceptSteps(columns, theta, near));
