import { stateLoss } from '../../problem/losses.ts';
import type { Loss, QuadraticLoss, Typed, Vec2 } from '../../problem/types.ts';
import { family } from '../families.ts';
import { at, smallest, type Facts, type Slope } from './slope.ts';
import { box, point } from './zonotope.ts';

const EPS = Number.EPSILON;

function quadratic({ curvature, minimizer }: QuadraticLoss, [x, y]: Vec2): Slope {
  const [[a, h], [, c]] = curvature;
  const u = x - minimizer[0], v = y - minimizer[1];
  const gradient: Vec2 = [a * u + h * v, h * u + c * v];
  const size = Math.max(a, c) * (Math.abs(x) + Math.abs(y) + Math.abs(minimizer[0]) + Math.abs(minimizer[1]));
  const energy = Math.max(0, (u * gradient[0] + v * gradient[1]) / 2);
  const modulus = smallest(curvature, 8);
  return {
    set: point(gradient), remainder: 0, rounding: 4 * EPS * size, size, convex: true, enclosure: false,
    // L*(sg) = sθ̂·g + s²E, with E = L(θ) = ½ gᵀA⁻¹g
    modulus: () => at(modulus), dual: { gradient, excess: (s) => at((1 - s) ** 2 * energy) },
  };
}

/** A smooth loss that is not convex; `size` are the magnitudes of its gradient and of ∇²L·θ. */
const crooked = (gradient: Vec2, size: number): Slope => ({
  set: point(gradient), remainder: 0, rounding: 16 * EPS * size, size, convex: false, enclosure: false, modulus: () => at(0), dual: null,
});

function rosenbrock(s: number, [x, y]: Vec2): Slope {
  const bow = y - x * x;
  const [a, b] = [Math.abs(x), Math.abs(y)];
  return crooked([-2 * (1 - x) - 4 * s * x * bow, 2 * s * bow], 2 * (1 + a) + 4 * s * a * (2 * b + 3 * a * a) + 2 * s * (b + 2 * a * a));
}

function himmelblau([x, y]: Vec2): Slope {
  const f = x * x + y - 11, g = x + y * y - 7;
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const first = 4 * a * (3 * a * a + 2 * b + 11) + 2 * (a + 2 * b * b + 7);
  const second = 2 * (2 * a * a + b + 11) + 4 * b * (2 * a + 3 * b * b + 7);
  return crooked([4 * x * f + 2 * g, 2 * f + 4 * y * g], first + second);
}

function typed(loss: Typed, theta: Vec2): Slope {
  const { value, gradient: [x, y], spread: [u, v], rounding, wobble } = family('typed').read(stateLoss(loss)!, theta, 1);
  const smooth = crooked([x, y], wobble.gradient / EPS);
  const set = Number.isFinite(value) ? box([x - u, x + u], [y - v, y + v]) : point([Number.NaN, Number.NaN]);
  return { ...smooth, set, rounding: rounding.gradient, enclosure: u > 0 || v > 0 };
}

/** L and ∂L at θ, sharing no arithmetic with the solvers: from the samples, not their sums; in resumable steps. */
export function* slopeOf(loss: Loss, theta: Vec2, facts: Facts): Generator<void, Slope> {
  switch (loss.kind) {
    case 'quadratic': return quadratic(loss, theta);
    case 'rosenbrock': return rosenbrock(loss.steepness ?? 100, theta);
    case 'himmelblau': return himmelblau(theta);
    case 'formula': return typed(loss, theta);
    case 'squared':
    case 'logistic':
    case 'huber':
    case 'hinge':
    case 'squared-hinge':
    case 'poisson': return yield* family('samples').slope(loss, theta, facts);
    default: return loss satisfies never;
  }
}
