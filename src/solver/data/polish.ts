import { eigen } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Moments } from '../../samples/moments.ts';
import type { Side } from './side.ts';

const ROUNDS = 30;
const NOTHING = 1e-13;

/** The first and second derivatives of L at a point. */
export type Shape = Pick<Moments, 'gradient' | 'hessian' | 'intercept'>;

/** What is left of ∇L + ν∇R on the weights that are not zero, Newton's step against it, and ν. */
interface Left { readonly size: number; readonly step: Vec2; readonly lambda: number }

function free({ gradient: [g1, g2], hessian: [[a, h], [, c]] }: Shape, theta: Vec2, side: Side): Left {
  const [x, y] = [Math.abs(theta[0]), Math.abs(theta[1])];
  const r1 = x === 0 ? 0 : g1 + Math.sign(theta[0]) * side.slope(x), r2 = y === 0 ? 0 : g2 + Math.sign(theta[1]) * side.slope(y);
  if (x === 0) return { size: Math.abs(r2), step: [0, y === 0 ? 0 : -r2 / (c + side.bend(y))], lambda: 1 };
  if (y === 0) return { size: Math.abs(r1), step: [-r1 / (a + side.bend(x)), 0], lambda: 1 };
  // a direction in which nothing bends is left alone: any step along it would be rounding's
  const { values, q: e } = eigen([[a + side.bend(x), h], [h, c + side.bend(y)]]);
  const most = NOTHING * Math.max(Math.abs(values[0]), Math.abs(values[1]));
  const along = Math.abs(values[0]) > most ? (e[0] * r1 + e[1] * r2) / values[0] : 0, across = Math.abs(values[1]) > most ? (e[0] * r2 - e[1] * r1) / values[1] : 0;
  return { size: Math.hypot(r1, r2), step: [e[1] * across - e[0] * along, -e[1] * along - e[0] * across], lambda: 1 };
}

/** Between the tips of the wall R = t: along the wall alone, which bends as ν∇²R. */
function along({ gradient: [g1, g2], hessian: [[a, h], [, c]] }: Shape, theta: Vec2, side: Side): Left {
  const [x, y] = [Math.abs(theta[0]), Math.abs(theta[1])];
  const n1 = Math.sign(theta[0]) * side.slope(x), n2 = Math.sign(theta[1]) * side.slope(y), size = Math.hypot(n1, n2);
  const u = -n2 / size, v = n1 / size;
  const nu = Math.max(0, -(g1 * v - g2 * u) / size);
  const rest = g1 * u + g2 * v;
  const share = -rest / (u * u * (a + nu * side.bend(x)) + 2 * u * v * h + v * v * (c + nu * side.bend(y)));
  return { size: Math.abs(rest), step: [share * u, share * v], lambda: nu };
}

/** The point of the wall near θ: the weight on which R is the steeper gives way. */
function onto(theta: Vec2, side: Side, budget: number): Vec2 {
  const [x, y] = [Math.abs(theta[0]), Math.abs(theta[1])];
  return side.slope(x) >= side.slope(y) ? [Math.sign(theta[0]) * side.inverse(Math.max(0, budget - side.at(y))), theta[1]]
    : [theta[0], Math.sign(theta[1]) * side.inverse(Math.max(0, budget - side.at(x)))];
}

/**
 * The last digits of a local minimum of a smooth loss, where differences of values drown in their rounding: Newton's steps on what
 * is stationary there, taken while they shrink it. Zeros stay zeros.
 * @param budget t where θ is on the wall R = t; Infinity where L + R is to be stationary, with R = 0 inside a region
 * @returns θ, and the multiplier of the wall
 */
export function polish(momentsAt: (theta: Vec2, near?: number) => Shape, theta: Vec2, side: Side, budget: number): { readonly theta: Vec2; readonly lambda: number } {
  const walled = budget < Infinity;
  if (walled && (theta[0] === 0 || theta[1] === 0)) {
    const i = theta[0] === 0 ? 1 : 0, s = side.inverse(budget) * (Math.sign(theta[i]) || 1);
    const tip: Vec2 = i === 0 ? [s, 0] : [0, s];
    const force = -momentsAt(tip).gradient[i] * Math.sign(s), slope = side.slope(Math.abs(s));
    return { theta: tip, lambda: slope > 0 ? Math.max(0, force / slope) : 0 };
  }
  const read = walled ? along : free;
  let at = walled ? onto(theta, side, budget) : theta;
  if (walled && (at[0] === 0 || at[1] === 0)) return polish(momentsAt, at, side, budget); // so near a tip that the rest of t is rounding
  let moments = momentsAt(at), left = read(moments, at, side);
  for (let round = 0; round < ROUNDS && left.size > 0; round += 1) {
    const [u, v] = left.step;
    if (!(Math.hypot(u, v) <= Math.hypot(...at) / 16)) break;
    const moved: Vec2 = [at[0] + u, at[1] + v];
    if (moved.some((value, i) => Math.sign(value) !== Math.sign(at[i]!))) break;
    const next = walled ? onto(moved, side, budget) : moved;
    if (walled && (next[0] === 0 || next[1] === 0)) return polish(momentsAt, next, side, budget);
    const there = momentsAt(next, moments.intercept), rest = read(there, next, side);
    if (!(rest.size < left.size)) break;
    [at, moments, left] = [next, there, rest];
  }
  return { theta: at, lambda: left.lambda };
}
