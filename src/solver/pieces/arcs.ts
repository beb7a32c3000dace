import type { Vec2 } from '../../problem/types.ts';
import { foldedAt, foldedInverse, type Folded } from './folded.ts';
import type { Quadrant } from './quadrant.ts';

/**
 * A piece of {P(x) + P(y) = t} in one quadrant, its parameter u rising with x. L changes along it with the sign of the polynomial
 * Σ slope[i]·uⁱ, whose rounding is at most `noise`.
 */
export interface Arc {
  readonly slope: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly noise: number;
  readonly at: (u: number) => Vec2;
}

/**
 * The boundary of {R ≤ t}, 0 < t < 2·cap, in one quadrant, by the pieces of P in x and y: two lines make a straight edge, a line
 * and a bend a parabola, two bends a circle about (knee, knee), and past the knee of one weight the other is constant: straight
 * arms, cut beyond their own stationary point, which is all that a parabola's slope leaves to be seen.
 */
export function arcsOf(quadrant: Quadrant, folded: Folded, budget: number): Arc[] {
  const { a, h, c, b1, b2 } = quadrant;
  const { lambda, start, knee, cap } = folded;
  const least = budget > cap ? foldedInverse(folded, budget - cap) : 0;
  const most = foldedInverse(folded, Math.min(budget, cap));
  const arcs: Arc[] = [];
  const size = Math.abs(a) + 2 * Math.abs(h) + Math.abs(c);
  const noise = (reach: number) => 16 * Number.EPSILON * (size * reach + Math.abs(b1) + Math.abs(b2));
  if (budget >= cap) {
    const turnAt = (b2 - h * least) / c;
    const far = turnAt > knee ? 2 * turnAt : 2 * knee;
    arcs.push({ slope: [b2 - h * least, c], from: -far, to: -knee, noise: noise(far), at: (u) => [least, -u] });
  }
  // Where x or y passes from its line to its bend.
  const joints = [least, most];
  if (start > 0) joints.push(start, foldedInverse(folded, Math.max(0, Math.min(budget - lambda * start, cap))));
  joints.sort((first, second) => first - second);
  for (const [i, to] of joints.entries()) {
    const from = joints[i - 1];
    if (from === undefined || from < least || to > most || to - from <= 4 * Number.EPSILON * to) continue;
    const middle = (from + to) / 2;
    arcs.push(between(quadrant, folded, budget, from, to, middle < start, budget - foldedAt(folded, middle) < lambda * start, noise));
  }
  if (budget >= cap) {
    const turnAt = (b1 - h * least) / a;
    const far = turnAt > knee ? 2 * turnAt : 2 * knee;
    arcs.push({ slope: [h * least - b1, a], from: knee, to: far, noise: noise(far), at: (u) => [u, least] });
  }
  return arcs;
}

function between({ a, h, c, b1, b2 }: Quadrant, folded: Folded, budget: number, from: number, to: number, xLine: boolean, yLine: boolean, noise: (reach: number) => number): Arc {
  const { lambda, width, knee, cap } = folded;
  const over = (x: number) => foldedInverse(folded, Math.max(0, budget - foldedAt(folded, x)));
  if (xLine && yLine) {
    const s = budget / lambda;
    return { slope: [(h - c) * s - b1 + b2, a - 2 * h + c], from, to, noise: noise(s), at: (u) => [u, s - u] };
  }
  const e = 1 / (2 * width * lambda), offset = (budget - cap) / lambda;
  if (xLine) { // x = offset + e·u², y = knee − u
    return {
      slope: [-(h * offset + c * knee - b2), 2 * e * (a * offset + h * knee - b1) + c, -3 * e * h, 2 * e * e * a],
      from: knee - over(from), to: knee - over(to), noise: noise(2 * knee) * (1 + 2 * e * knee), at: (u) => [offset + e * u * u, knee - u],
    };
  }
  if (yLine) { // x = knee + u, y = offset + e·u²
    return {
      slope: [a * knee + h * offset - b1, a + 2 * e * (h * knee + c * offset - b2), 3 * e * h, 2 * e * e * c],
      from: from - knee, to: to - knee, noise: noise(2 * knee) * (1 + 2 * e * knee), at: (u) => [knee + u, offset + e * u * u],
    };
  }
  // x = knee − ϱ cos ψ, y = knee − ϱ sin ψ with u = tan(ψ/2); the slope times (1 + u²)²/ϱ
  const radius = Math.sqrt(2 * width * (2 * cap - budget));
  const g1 = (a + h) * knee - b1, g2 = (h + c) * knee - b2;
  const skew = radius * (a - c), mixed = radius * h;
  const parameter = (x: number) => { // tan(ψ/2) = sin ψ / (1 + cos ψ)
    const near = (knee - x) / radius, side = (knee - over(x)) / radius;
    return Math.min(1, Math.max(0, side / (1 + near)));
  };
  return {
    slope: [mixed - g2, 2 * g1 - 2 * skew, -6 * mixed, 2 * g1 + 2 * skew, mixed + g2],
    from: parameter(from), to: parameter(to), noise: 8 * noise(2 * knee),
    at: (u) => { // on the wall exactly: the weight on which P is the steeper gives way
      const x = knee - (radius * (1 - u * u)) / (1 + u * u), y = knee - (2 * radius * u) / (1 + u * u);
      return x < y ? [over(y), y] : [x, over(x)];
    },
  };
}
