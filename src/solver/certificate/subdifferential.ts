import { statePenalty } from '../../problem/penalties.ts';
import type { Penalty, Vec2 } from '../../problem/types.ts';
import { family } from '../families.ts';
import { box, point, type Zonotope } from './zonotope.ts';

/** R near θ, written out by hand: its value, its subdifferential, and how far a few ulps may move them. */
export interface Bend {
  readonly value: number;
  /** An ulp of θ, or of this evaluation, moves R by about ε·valueSize and ∂R by about ε·size. */
  readonly valueSize: number;
  readonly size: number;
  readonly set: Zonotope;
  /** The set is only an enclosure of the subdifferential: it may refute a point, it does not certify one. */
  readonly enclosure: boolean;
}

/** An even penalty of one weight at |θᵢ| = a: its value, slope, the slope's sensitivity a·|slope′|, and its half width at 0. */
interface Part {
  readonly value: number;
  readonly slope: number;
  readonly sway: number;
  readonly kink: number;
}

/** Σᵢ part(|θᵢ|). A weight is zero only where it is 0 exactly: that is the claim to be tested. */
function separable(theta: Vec2, part: (size: number, axis: 0 | 1) => Part): Bend {
  const parts = [part(Math.abs(theta[0]), 0), part(Math.abs(theta[1]), 1)] as const;
  const side = (axis: 0 | 1): Vec2 => {
    const { slope, kink } = parts[axis];
    return theta[axis] === 0 ? [-kink, kink] : [Math.sign(theta[axis]) * slope, Math.sign(theta[axis]) * slope];
  };
  const size = (axis: 0 | 1) => (theta[axis] === 0 ? (parts[axis].kink < Infinity ? parts[axis].kink : 0) : parts[axis].slope + parts[axis].sway);
  const worth = (axis: 0 | 1) => (theta[axis] === 0 ? 0 : parts[axis].value + Math.abs(theta[axis]) * parts[axis].slope);
  return {
    value: parts[0].value + parts[1].value, set: box(side(0), side(1)), size: size(0) + size(1), valueSize: worth(0) + worth(1), enclosure: false,
  };
}

const weighted = (theta: Vec2, weights: Vec2) =>
  separable(theta, (a, axis) => ({ value: weights[axis] * a, slope: weights[axis], sway: 0, kink: weights[axis] }));

/** w‖θ‖₂: at the origin a disc. */
function euclidean(theta: Vec2, weight: number): Bend {
  const norm = Math.hypot(...theta);
  const set: Zonotope = norm === 0 ? { ...point([0, 0]), radius: weight } : point([(weight * theta[0]) / norm, (weight * theta[1]) / norm]);
  return { value: weight * norm, valueSize: weight * norm, size: weight, set, enclosure: false };
}

/** max|θᵢ|: where |θ₁| = |θ₂| exactly, the segment between the two coordinates' signs; at the origin the diamond. */
function largest([x, y]: Vec2): Bend {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const [s, z] = [Math.sign(x), Math.sign(y)];
  const set: Zonotope = a === 0 && b === 0 ? { ...point([0, 0]), generators: [[0.5, 0.5], [0.5, -0.5]] }
    : a === b ? { ...point([s / 2, z / 2]), generators: [[s / 2, -z / 2]] } : point(a > b ? [s, 0] : [0, z]);
  return { value: Math.max(a, b), valueSize: Math.max(a, b), size: 1, set, enclosure: false };
}

/** SCAD (Fan and Li 2001): slope λ up to λ, then falling to 0 at γλ. */
function scad(a: number, lambda: number, shape: number): Part {
  const bent = Math.max(0, Math.min(a, shape * lambda) - lambda);
  const value = lambda * Math.min(a, lambda) + (bent * (2 * (shape - 1) * lambda - bent)) / (2 * (shape - 1));
  const slope = a <= lambda ? lambda : Math.max(0, shape * lambda - a) / (shape - 1);
  return { value, slope, sway: a <= lambda || a > 2 * shape * lambda ? 0 : (shape * lambda + a) / (shape - 1), kink: lambda };
}

/** MCP (Zhang 2010): slope λ − |θ|/γ, until 0. */
function mcp(a: number, lambda: number, shape: number): Part {
  const bent = Math.min(a, shape * lambda);
  return { value: bent * (lambda - bent / (2 * shape)), slope: Math.max(0, lambda - a / shape), sway: a > 2 * shape * lambda ? 0 : a / shape, kink: lambda };
}

/**
 * R and ∂R at θ. Regular (Fréchet) subdifferentials where R is not convex: on an axis lp with p < 1 has all of ℝ.
 * @param lambda the λ inside SCAD and MCP; the others do not use it
 */
export function bendOf(penalty: Penalty, theta: Vec2, lambda: number): Bend {
  switch (penalty.kind) {
    case 'l1': return weighted(theta, [1, 1]);
    case 'weighted-l1': return weighted(theta, penalty.weights);
    case 'l2': return separable(theta, (a) => ({ value: a * a, slope: 2 * a, sway: 2 * a, kink: 0 }));
    case 'l2-norm': return euclidean(theta, 1);
    case 'linf': return largest(theta);
    case 'elastic-net': {
      const { ratio } = penalty;
      const bend = 1 - ratio;
      return separable(theta, (a) => ({ value: ratio * a + (bend / 2) * a * a, slope: ratio + bend * a, sway: bend * a, kink: ratio }));
    }
    case 'lp': {
      const { p } = penalty;
      // A weight of 0 stands for all that are below the smallest double, where for p near 1 the slope is far from 0 still.
      const least = p > 1 && p < 2 ? p * Number.MIN_VALUE ** (p - 1) : 0;
      return separable(theta, (a) => {
        const slope = p === 1 ? 1 : p * a ** (p - 1);
        const ulps = Math.max(1, Number.MIN_VALUE / a / Number.EPSILON); // of a number so small that its own ulp is more than ε of it
        return { value: a ** p, slope, sway: Math.abs(p - 1) * slope * ulps, kink: p < 1 ? Infinity : p === 1 ? 1 : least };
      });
    }
    case 'group': {
      const weights = penalty.weights ?? penalty.groups.map((group) => Math.sqrt(group.length));
      if (penalty.groups.length === 1) return euclidean(theta, weights[0]!);
      return weighted(theta, penalty.groups[0]![0] === 0 ? [weights[0]!, weights[1]!] : [weights[1]!, weights[0]!]);
    }
    case 'scad': return separable(theta, (a) => scad(a, lambda, penalty.shape));
    case 'mcp': return separable(theta, (a) => mcp(a, lambda, penalty.shape));
    case 'formula': {
      const { value, set, enclosure, wobble } = family('typed').read(statePenalty(penalty, lambda), theta, 1);
      return { value, valueSize: wobble.value / Number.EPSILON, size: wobble.gradient / Number.EPSILON, enclosure, set };
    }
    default: return penalty satisfies never;
  }
}

/** Whether R is convex, and the modulus of its strong convexity; negative where a strongly convex loss can make up for it. */
export function convexityOf(penalty: Penalty): { readonly convex: boolean; readonly modulus: number } {
  switch (penalty.kind) {
    case 'l1':
    case 'weighted-l1':
    case 'l2-norm':
    case 'linf':
    case 'group': return { convex: true, modulus: 0 };
    case 'l2': return { convex: true, modulus: 2 };
    case 'elastic-net': return { convex: true, modulus: 1 - penalty.ratio };
    case 'lp': return { convex: penalty.p >= 1, modulus: penalty.p === 2 ? 2 : penalty.p < 1 ? -Infinity : 0 };
    case 'scad': return { convex: false, modulus: -1 / (penalty.shape - 1) };
    case 'mcp': return { convex: false, modulus: -1 / penalty.shape };
    case 'formula': {
      const convex = family('typed').isConvex(statePenalty(penalty, 1));
      return { convex, modulus: convex ? 0 : -Infinity };
    }
    default: return penalty satisfies never;
  }
}
