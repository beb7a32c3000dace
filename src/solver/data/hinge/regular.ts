import type { Penalty, Vec2 } from '../../../problem/types.ts';

/**
 * A convex penalty as a sum of the parts that all of them are made of:
 * u₁|θ₁| + u₂|θ₂| + (ridge/2)‖θ‖₂² + norm ‖θ‖₂ + most max|θᵢ| + power Σ|θᵢ|^p, p > 1.
 */
export interface Regular {
  readonly u: Vec2;
  readonly ridge: number;
  readonly norm: number;
  readonly most: number;
  readonly power: number;
  readonly p: number;
}

const NONE: Regular = { u: [0, 0], ridge: 0, norm: 0, most: 0, power: 0, p: 2 };

/** The parts of a penalty; null for one that is not convex. */
export function regularOf(penalty: Penalty): Regular | null {
  switch (penalty.kind) {
    case 'l1': return { ...NONE, u: [1, 1] };
    case 'l2': return { ...NONE, ridge: 2 };
    case 'l2-norm': return { ...NONE, norm: 1 };
    case 'linf': return { ...NONE, most: 1 };
    case 'elastic-net': return { ...NONE, u: [penalty.ratio, penalty.ratio], ridge: 1 - penalty.ratio };
    case 'weighted-l1': return { ...NONE, u: penalty.weights };
    case 'group': {
      const weights = penalty.weights ?? penalty.groups.map((group) => Math.sqrt(group.length));
      if (penalty.groups.length === 1) return { ...NONE, norm: weights[0]! };
      const first = penalty.groups[0]![0]!;
      return { ...NONE, u: first === 0 ? [weights[0]!, weights[1]!] : [weights[1]!, weights[0]!] };
    }
    case 'lp': {
      if (penalty.p < 1) return null;
      if (penalty.p === 1) return { ...NONE, u: [1, 1] };
      return penalty.p === 2 ? { ...NONE, ridge: 2 } : { ...NONE, power: 1, p: penalty.p };
    }
    case 'scad':
    case 'mcp':
    case 'formula': return null;
    default: return penalty satisfies never;
  }
}

/** Whether a penalty leaves an axis alone. */
export const isFree = ({ u, ridge, norm, most, power }: Regular, axis: 0 | 1): boolean => u[axis] + ridge + norm + most + power === 0;

/** R(θ). */
export function measure({ u, ridge, norm, most, power, p }: Regular, [a, b]: Vec2): number {
  const x = Math.abs(a), y = Math.abs(b);
  return u[0] * x + u[1] * y + (ridge / 2) * (x * x + y * y) + (norm && norm * Math.hypot(x, y)) + most * Math.max(x, y)
    + (power && power * (x ** p + y ** p));
}

/** The slope of |θ|^p at a weight of 0, which stands for all that are below the smallest double: for p near 1 far from 0 still. */
const least = ({ power, p }: Regular): number => (power > 0 && p < 2 ? power * p * Number.MIN_VALUE ** (p - 1) : 0);

/** The one-sided derivative of R at θ in direction d. */
export function slopeAlong(regular: Regular, theta: Vec2, d: Vec2): number {
  const { u, ridge, norm, most, power, p } = regular;
  const [a, b] = theta;
  const part = (j: 0 | 1) => (theta[j] === 0 ? Math.abs(d[j]) : Math.sign(theta[j]) * d[j]);
  let slope = u[0] * part(0) + u[1] * part(1) + ridge * (a * d[0] + b * d[1]);
  if (norm) slope += norm * (a === 0 && b === 0 ? Math.hypot(...d) : (a * d[0] + b * d[1]) / Math.hypot(a, b));
  if (most) slope += most * (Math.abs(a) > Math.abs(b) ? part(0) : Math.abs(a) < Math.abs(b) ? part(1) : Math.max(part(0), part(1)));
  const bent = (j: 0 | 1) => (theta[j] === 0 ? least(regular) * Math.abs(d[j]) : power * p * Math.sign(theta[j]) * Math.abs(theta[j]) ** (p - 1) * d[j]);
  if (power) slope += bent(0) + bent(1);
  return slope;
}

/** Directions of the lines through 0 on which R has kinks, or bends like one (a power); and across a strip, whose region has no corners of its own. */
export function creases({ u, most, power }: Regular): Vec2[] {
  const list: Vec2[] = [];
  if (u[0] > 0 || u[1] > 0 || power > 0) list.push([1, 0], [0, 1]);
  if (most > 0) list.push([1, 1], [1, -1]);
  return list;
}

/** The extreme points of ∂R(θ): one where R is smooth; null for the disc of the 2-norm at 0. */
export function corners(regular: Regular, theta: Vec2): Vec2[] | null {
  const { u, ridge, norm, most, power, p } = regular;
  const [a, b] = theta;
  const zero = a === 0 && b === 0;
  if (norm && zero) return null;
  const steep = (x: number) => ridge * x + (power && power * p * Math.sign(x) * Math.abs(x) ** (p - 1));
  const base: Vec2 = [steep(a) + (norm && (norm * a) / Math.hypot(a, b)), steep(b) + (norm && (norm * b) / Math.hypot(a, b))];
  const kink = (j: 0 | 1) => u[j] + least(regular);
  const choices = (j: 0 | 1) => (theta[j] === 0 && kink(j) > 0 ? [-kink(j), kink(j)] : [u[j] * Math.sign(theta[j])]);
  let list: Vec2[] = choices(0).flatMap((s) => choices(1).map((t): Vec2 => [base[0] + s, base[1] + t]));
  if (most) {
    const tops: Vec2[] = zero ? [[most, 0], [0, most], [0, -most], [-most, 0]]
      : [...(Math.abs(a) >= Math.abs(b) ? [[Math.sign(a) * most, 0] as Vec2] : []), ...(Math.abs(b) >= Math.abs(a) ? [[0, Math.sign(b) * most] as Vec2] : [])];
    list = list.flatMap((v) => tops.map((t): Vec2 => [v[0] + t[0], v[1] + t[1]]));
  }
  return list;
}

/** argmin λR(θ) − f·θ, where R is strictly convex; else null: it then lies on a crease, or nowhere. */
export function balance({ u, ridge, power, p }: Regular, lambda: number, f: Vec2): Vec2 | null {
  if (!(lambda > 0)) return null;
  const soft = (v: number, by: number) => (v > by ? v - by : v < -by ? v + by : 0);
  if (ridge > 0) return [soft(f[0], lambda * u[0]) / (lambda * ridge), soft(f[1], lambda * u[1]) / (lambda * ridge)];
  if (power > 0) {
    const root = (v: number) => Math.sign(v) * (Math.abs(v) / (lambda * power * p)) ** (1 / (p - 1));
    return [root(f[0]), root(f[1])];
  }
  return null;
}

/** argmax f·θ on {R ≤ t} where that region is round; else null: it is then a corner, on a crease. */
export function support(regular: Regular, budget: number, f: Vec2): Vec2 | null {
  const { ridge, norm, power, p } = regular;
  const length = power > 0 ? Math.max(Math.abs(f[0]), Math.abs(f[1])) : Math.hypot(...f); // a high power of two shares below 1 would vanish
  if (length === 0 || (ridge === 0 && norm === 0 && power === 0)) return null;
  const g: Vec2 = [f[0] / length, f[1] / length];
  if (norm > 0) return [(g[0] * budget) / norm, (g[1] * budget) / norm];
  if (power > 0) {
    const shape: Vec2 = [Math.sign(g[0]) * Math.abs(g[0]) ** (1 / (p - 1)), Math.sign(g[1]) * Math.abs(g[1]) ** (1 / (p - 1))];
    const scale = (budget / measure(regular, shape)) ** (1 / p);
    return [shape[0] * scale, shape[1] * scale];
  }
  if (regular.u[0] === 0 && regular.u[1] === 0) return [g[0] * Math.sqrt((2 * budget) / ridge), g[1] * Math.sqrt((2 * budget) / ridge)];
  // u|θ| + ridge θ²/2 has the slopes λ⁻¹|f| on the weights that are not zero: the smaller weight is the root of a quadratic whose
  // terms are positive, so that nothing cancels, also where the region is so small that it is a diamond
  const weight = regular.u[0], large = Math.abs(g[0]) >= Math.abs(g[1]) ? 0 : 1, steep = Math.abs(g[large]), flat = Math.abs(g[1 - large]!);
  const sized = (a: number, b: number): Vec2 => (large === 0 ? [Math.sign(g[0]) * a, Math.sign(g[1]) * b] : [Math.sign(g[0]) * b, Math.sign(g[1]) * a]);
  const lead = flat > 0 ? (weight * (steep - flat)) / (flat * ridge) : Infinity; // the larger weight where the smaller one leaves 0
  const rest = budget - weight * lead - (ridge / 2) * lead * lead;
  if (!(rest > 0)) return sized((2 * budget) / (weight + Math.sqrt(weight * weight + 2 * ridge * budget)), 0);
  const ratio = steep / flat, half = (weight * (ratio + 1) + ridge * ratio * lead) / 2, bend = (ridge / 2) * (ratio * ratio + 1);
  const small = rest / (half + Math.sqrt(half * half + bend * rest));
  return sized(ratio * small + lead, small);
}
