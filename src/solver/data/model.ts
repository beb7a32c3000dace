import { complete, eigen, type Quadratic } from '../../problem/quadratic.ts';
import type { Matrix2, Vec2 } from '../../problem/types.ts';
import type { Columns } from '../../samples/columns.ts';
import type { Pass } from '../../samples/moments.ts';
import { differenceOfProducts } from '../kernel/products.ts';

const TRIFLE = 1e-12;
const NOTHING = 1e-13;
const NARROW = 1e-2;

/** The quadratic model of L at (θ, b) with b minimised away, and b of the model at a θ′. */
export interface Model {
  readonly quadratic: Quadratic;
  /** b′ − b after a step θ′ − θ. */
  readonly shift: (step: Vec2) => number;
}

const FAR = 1000;

/**
 * L(θ) + g·(θ′ − θ) + ½(θ′ − θ)ᵀH(θ′ − θ). Features on one line keep the model exactly flat across it, so that the inner
 * solver names the ties. Where the curvature is so small that the model's own minimum would lie FAR out, it is raised until
 * it does not: that loses no solution, since where the model's solution is the point itself the force there is right
 * whatever the curvature, and costs no speed at the end, where the force along such a direction vanishes too.
 */
export function modelAt(columns: Columns, at: Pass, theta: Vec2, b: number): Model {
  const { rank, q, gram, intercept, tall } = columns;
  const trace = gram[0][0] + gram[1][1];
  const g0 = intercept ? at.g0 : 0;
  const h00 = intercept ? Math.max(at.h00, g0 === 0 ? 0 : Math.abs(g0) / (FAR * (Math.abs(b) + tall)), TRIFLE) : 1;
  let a = at.h11 - (at.h10 * at.h10) / h00, h = at.h12 - (at.h10 * at.h20) / h00, c = at.h22 - (at.h20 * at.h20) / h00;
  let g1 = at.g1 - (at.h10 * g0) / h00, g2 = at.g2 - (at.h20 * g0) / h00;
  const reach = FAR * (Math.abs(theta[0]) + Math.abs(theta[1]) + (Math.abs(g1) + Math.abs(g2)) / Math.max(trace, Number.MIN_VALUE));
  const least = (slope: number) => Math.max(TRIFLE * Math.min(trace, a + c + TRIFLE * trace), slope === 0 ? 0 : Math.abs(slope) / reach);
  // where nothing bends, what rounding leaves of a slope would lead far
  const pressing = (slope: number, bend: number) => (bend <= NOTHING * trace && Math.abs(slope) <= at.noise ? 0 : slope);
  if (rank === 0) [a, h, c, g1, g2] = [0, 0, 0, 0, 0];
  if (rank === 1) {
    const slope = pressing(q[0] * g1 + q[1] * g2, q[0] * q[0] * a + 2 * q[0] * q[1] * h + q[1] * q[1] * c);
    const bend = Math.max(q[0] * q[0] * a + 2 * q[0] * q[1] * h + q[1] * q[1] * c, least(slope));
    [a, h, c, g1, g2] = [bend * q[0] * q[0], bend * q[0] * q[1], bend * q[1] * q[1], slope * q[0], slope * q[1]];
  }
  if (rank === 2) {
    const { values: [large, small], q: e } = eigen([[a, h], [h, c]]);
    const along = pressing(e[0] * g1 + e[1] * g2, large), across = pressing(e[0] * g2 - e[1] * g1, small);
    [g1, g2] = [e[0] * along - e[1] * across, e[1] * along + e[0] * across];
    const most = Math.max(large, least(along));
    const lesser = Math.max(small, least(across), TRIFLE * most), raised: Vec2 = [Math.max(most, TRIFLE * lesser) - large, lesser - small];
    a += raised[0] * e[0] * e[0] + raised[1] * e[1] * e[1];
    h += (raised[0] - raised[1]) * e[0] * e[1];
    c += raised[0] * e[1] * e[1] + raised[1] * e[0] * e[0];
  }
  const A: Matrix2 = [[a, h], [h, c]];
  // θ̂ = θ − A⁻¹g: the step is small near the end, where Aθ − g alone would lose it to cancellation
  const { values: [large, small], q: e } = eigen(A);
  const solve = (f1: number, f2: number): Vec2 => {
    const along = large > 0 ? (e[0] * f1 + e[1] * f2) / large : 0;
    const across = rank === 2 && small > 0 ? (e[0] * f2 - e[1] * f1) / small : 0;
    return [e[0] * along - e[1] * across, e[1] * along + e[0] * across];
  };
  let [u, v] = solve(g1, g2);
  if (rank === 2 && small < NARROW * large) {
    // the small eigenvalue has lost digits: what is left of g goes once more
    const [du, dv] = solve(g1 - differenceOfProducts(a, u, -h, v), g2 - differenceOfProducts(h, u, -c, v));
    if (Number.isFinite(du + dv)) [u, v] = [u + du, v + dv];
  }
  const minimizer: Vec2 = [theta[0] - u, theta[1] - v];
  const force: Vec2 = [a * theta[0] + h * theta[1] - g1, h * theta[0] + c * theta[1] - g2];
  return { quadratic: complete(A, minimizer, 0, force), shift: intercept ? ([u, v]) => -(g0 + at.h10 * u + at.h20 * v) / h00 : () => 0 };
}
