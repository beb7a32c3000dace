import type { Vec2 } from '../../problem/types.ts';
import type { Bends } from './bends.ts';
import type { Shape } from './polish.ts';
import { onto } from './wall.ts';

const ROUNDS = 40;
const SETTLED = 1e-12;

/** Where Newton's steps ended; `settled` when nothing but rounding is left of the equations there, and creases hold what is on them. */
export interface Refined { readonly theta: Vec2; readonly lambda: number | null; readonly settled: boolean }

/** What is left of the equations beside the size of their terms, Newton's step against it (null at no minimum), and the multiplier. */
interface Left { readonly size: number; readonly terms: number; readonly step: Vec2 | null; readonly lambda: number | null }

/** ∇L + λ∇R = 0 on the weights that no crease holds. */
function free({ gradient: [g1, g2], hessian: [[a, h], [, c]] }: Shape, bends: Bends, theta: Vec2, lambda: number): Left {
  const [left, right] = bends.creases(theta), [r1, r2] = bends.gradient(theta), [[p, k], [, q]] = bends.hessian(theta);
  const u = left ? 0 : g1 + lambda * r1, v = right ? 0 : g2 + lambda * r2;
  const terms = (left ? 0 : Math.abs(g1) + lambda * Math.abs(r1)) + (right ? 0 : Math.abs(g2) + lambda * Math.abs(r2));
  const A = a + lambda * p, H = h + lambda * k, C = c + lambda * q, det = A * C - H * H;
  const step: Vec2 | null = left && right ? [0, 0] : left ? (C > 0 ? [0, -v / C] : null) : right ? (A > 0 ? [-u / A, 0] : null)
    : A > 0 && det > 0 ? [(H * v - C * u) / det, (H * u - A * v) / det] : null;
  return { size: Math.hypot(u, v), terms, step, lambda };
}

/** ∇L = −ν∇R on the wall R = t: what is left is along the wall, which bends as ν∇²R; on a crease the wall is a tip. */
function along({ gradient: [g1, g2], hessian: [[a, h], [, c]] }: Shape, bends: Bends, theta: Vec2): Left {
  const [left, right] = bends.creases(theta), [r1, r2] = bends.gradient(theta);
  if (left || right) {
    const nu = left && right ? null : left ? -g2 / r2 : -g1 / r1, bound = nu !== null && nu >= 0 && nu < Infinity;
    return { size: 0, terms: 0, step: bound || nu === null ? [0, 0] : null, lambda: bound ? nu : null };
  }
  const size = Math.hypot(r1, r2), u = -r2 / size, v = r1 / size;
  const nu = -(g1 * v - g2 * u) / size, rest = g1 * u + g2 * v;
  const [[p, k], [, q]] = bends.hessian(theta);
  const bend = u * u * (a + nu * p) + 2 * u * v * (h + nu * k) + v * v * (c + nu * q), share = -rest / bend;
  return { size: Math.abs(rest), terms: Math.hypot(g1, g2), step: bend > 0 ? [share * u, share * v] : null, lambda: nu >= 0 ? nu : null };
}

/** Whether −gᵢ is within λ times a crease's slopes, up to rounding; anything is where no multiplier is known. */
const holds = (force: number, crease: Vec2 | null, lambda: number | null): boolean => {
  if (!crease || lambda === null) return true;
  const some = SETTLED * (Math.abs(force) + lambda * Math.max(Math.abs(crease[0]), Math.abs(crease[1])));
  return force + lambda * crease[1] >= -some && force + lambda * crease[0] <= some;
};

/**
 * The last digits of a local minimum where L and a typed R are smooth: Newton's steps on what is stationary there (Nocedal and
 * Wright 2006, "Numerical Optimization", 18.1), taken while they shrink it. A weight that a crease holds at 0 stays there.
 * @param lambda λ of L + λR; null where θ is on the wall R = `budget`, and the multiplier is to be found
 */
export function refine(momentsAt: (theta: Vec2, near?: number) => Shape, bends: Bends, theta: Vec2, lambda: number | null, budget: number): Refined {
  const start = lambda === null ? onto(bends, theta, budget) : theta;
  if (!start) return { theta, lambda, settled: false };
  const read = (shape: Shape, at: Vec2) => (lambda === null ? along(shape, bends, at) : free(shape, bends, at, lambda));
  let at = start, moments = momentsAt(at), left = read(moments, at);
  for (let round = 0; round < ROUNDS && left.size > 0 && left.step?.every(Number.isFinite); round += 1) {
    const moved: Vec2 = [at[0] + left.step[0], at[1] + left.step[1]];
    const next = lambda === null ? onto(bends, moved, budget, at) : moved;
    if (!next) break;
    const there = momentsAt(next, moments.intercept), rest = read(there, next);
    if (!(rest.size < left.size)) break;
    [at, moments, left] = [next, there, rest];
  }
  const [cx, cy] = bends.creases(at), [g1, g2] = moments.gradient;
  const settled = left.step !== null && left.size <= SETTLED * left.terms && holds(g1, cx, left.lambda) && holds(g2, cy, left.lambda);
  return { theta: at, lambda: lambda ?? (settled ? left.lambda : null), settled };
}
