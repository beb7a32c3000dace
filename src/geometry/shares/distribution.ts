import { Complaint, quote } from '../../problem/complaint.ts';
import type { Window } from '../../problem/grid.ts';
import { isNumber } from '../../problem/read-parts.ts';
import type { Vec2 } from '../../problem/types.ts';
import { area, intersect, rectangle, type HalfPlane, type Polygon } from './polygon.ts';

/** Of θ̂: uniform on the square [−size, size]², or two independent normal numbers with this standard deviation; size > 0. */
export interface Distribution { readonly kind: 'uniform' | 'normal'; readonly size: number }

const LARGEST = 1e6;

/** Reads “uniform 3” or “normal 1”. @throws Complaint */
export function readDistribution(text: string): Distribution {
  const [kind = '', number = '', ...more] = text.trim().split(/\s+/);
  const size = number === '' ? (kind === 'normal' ? 1 : 3) : Number(number);
  if ((kind !== 'uniform' && kind !== 'normal') || more.length > 0 || !isNumber(size) || size < 1 / LARGEST || size > LARGEST) {
    throw new Complaint(`distribution is ${quote(text)}; allowed are “uniform 3”, on the square from −3 to 3, and “normal 1”, with that standard deviation.`, 'distribution');
  }
  return { kind, size };
}

const square = (half: number): Window => ({ x: [-half, half], y: [-half, half] });

/** The part of the plane of θ̂ to look at: the square, or three standard deviations. */
export const homeOf = ({ kind, size }: Distribution): Window => square(kind === 'uniform' ? size : 3 * size);

const FAR = 9; // standard deviations: beyond lie 2e-19

/** The polygon that holds all of a distribution, but for less than a rounding. */
export const bodyOf = ({ kind, size }: Distribution): Polygon => rectangle(square(kind === 'uniform' ? size : FAR * size));

// Gauss's eight points on [−1, 1] and their weights (Abramowitz and Stegun 1964, table 25.4).
const GAUSS: readonly Vec2[] = [[0.1834346424956498, 0.362683783378362], [0.525532409916329, 0.3137066458778873], [0.7966664774136267, 0.2223810344533745], [0.9602898564975363, 0.1012285362903763]];

const gauss = (of: (at: number) => number, low: number, high: number): number => {
  const middle = (low + high) / 2, half = (high - low) / 2;
  let sum = 0;
  for (const [node, weight] of GAUSS) sum += weight * (of(middle - half * node) + of(middle + half * node));
  return half * sum;
};

const CLOSE = 1e-13, DEEPEST = 40;

function integral(of: (at: number) => number, low: number, high: number, whole = gauss(of, low, high), depth = 0): number {
  const middle = (low + high) / 2, first = gauss(of, low, middle), second = gauss(of, middle, high);
  if (Math.abs(first + second - whole) <= CLOSE || depth >= DEEPEST) return first + second;
  return integral(of, low, middle, first, depth + 1) + integral(of, middle, high, second, depth + 1);
}

/**
 * The standard normal probability of the triangle of 0, a and b, negative where they turn clockwise: at the angle φ from the foot of
 * the perpendicular, d away, a ray holds 1 − exp(−d²/(2 cos²φ)) of its own (Owen 1956, "Tables for computing bivariate normal
 * probabilities").
 */
function wedge(a: Vec2, b: Vec2): number {
  const u = b[0] - a[0], v = b[1] - a[1], length = Math.hypot(u, v);
  const d = (a[0] * v - a[1] * u) / length;
  if (length === 0 || d === 0) return 0;
  const from = Math.atan2((a[0] * u + a[1] * v) / length, Math.abs(d)), to = Math.atan2((b[0] * u + b[1] * v) / length, Math.abs(d));
  const ray = (angle: number) => -Math.expm1(-0.5 * (d / Math.cos(angle)) ** 2);
  return (Math.sign(d) * integral(ray, from, to)) / (2 * Math.PI);
}

/** How much of a distribution a convex polygon within its body holds, to about 1e-12: areas exactly, normal probabilities by one integral a side. */
export function shareOf({ kind, size }: Distribution, polygon: Polygon): number {
  if (polygon.length < 3) return 0;
  if (kind === 'uniform') return area(polygon) / (4 * size * size);
  const scaled = polygon.map(([x, y]): Vec2 => [x / size, y / size]);
  return Math.max(0, scaled.reduce((sum, a, i) => sum + wedge(a, scaled[(i + 1) % scaled.length]!), 0));
}

/** The share of what the half-planes have in common. */
export const shareWithin = (distribution: Distribution, halves: readonly HalfPlane[]): number => shareOf(distribution, intersect(bodyOf(distribution), halves));

/** How much of one coordinate lies in each of `count` equal parts of the home window; what lies beyond it counts to the last ones. */
export function massesOf({ kind }: Distribution, count: number): number[] {
  if (kind === 'uniform') return Array.from({ length: count }, () => 1 / count);
  const density = (at: number) => Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
  const width = 6 / count;
  const masses = Array.from({ length: count }, (_, i) => gauss(density, -3 + i * width, -3 + (i + 1) * width));
  const beyond = (1 - masses.reduce((sum, mass) => sum + mass, 0)) / 2;
  masses[0]! += beyond;
  masses[count - 1]! += beyond;
  return masses;
}
