import { LANDING, TIES, type Axes, type Landing, type Rule } from '../problem/landing.ts';
import { nodes, type Grid } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';

/** Where the solution lands for every node of a grid: rows from the lowest node, as a field. */
export interface LandingTask {
  readonly rule: Rule;
  readonly axes: Axes;
  readonly grid: Grid;
}

/** Whether q ≥ 0; `size` is the sum of the sizes of the terms of q, by which its rounding error is bounded. */
export type Holds = (q: number, size: number) => boolean;

/**
 * The most roundings that stand between an input and any of the inequalities below (counted along ν·b₂ in turned coordinates over
 * correlations: an input, √(ac)ρ, the sum of three, a product and a sum for b₂, three for ν, one product, three sums). A q of f32 is
 * therefore wrong by at most ((1 + 2⁻²³)^ROUNDINGS − 1) · size, whatever the order in which its sums are formed.
 */
export const ROUNDINGS = 16;

const plainly: Holds = (q) => q >= 0;

/** A in the coordinates of the rule with the sizes of its parts: those of a turned one are differences. */
interface Bowl { readonly a: number; readonly h: number; readonly c: number; readonly det: number; readonly sizes: readonly [a: number, h: number, c: number] }

function bowlOf(turned: boolean, a: number, h: number, c: number, det: number): Bowl {
  if (!turned) return { a, h, c, det, sizes: [a, Math.abs(h), c] };
  const all = a + c + 2 * Math.abs(h);
  return { a: a + c + 2 * h, h: a - c, c: a + c - 2 * h, det: 4 * det, sizes: [all, a + c, all] };
}

/** min L + λR by its active sets: no weight, one (a soft threshold that holds the other at zero), or both. */
function priced({ a, h, c, det, sizes: [A, H, C] }: Bowl, { kind, weights: [w1, w2], bend }: Rule, lambda: number, [x, y]: Vec2, [X, Y]: Vec2, holds: Holds): Landing {
  const b1 = a * x + h * y, b2 = h * x + c * y, B1 = A * X + H * Y, B2 = H * X + C * Y;
  const l1 = lambda * w1, l2 = lambda * w2;
  if (kind === 'round') return holds(l1 * l1 - (b1 * b1 + b2 * b2), l1 * l1 + B1 * B1 + B2 * B2) ? LANDING.origin : LANDING.free;
  const still1 = holds(l1 - Math.abs(b1), l1 + B1), still2 = holds(l2 - Math.abs(b2), l2 + B2);
  if (still1 && still2) return w1 > 0 && w2 > 0 ? LANDING.origin : LANDING.free;
  const nu = lambda * bend;
  // |b₂ − hθ₁| ≤ λw₂ at θ₁ = (b₁ − sλw₁)/(a + ν), times a + ν; ab₂ − hb₁ = det A · θ̂₂.
  if (!still1 && w2 > 0) {
    const s = b1 < 0 ? -1 : 1, n = a + nu;
    if (holds(l2 * n - Math.abs(det * y + nu * b2 + s * h * l1), l2 * (A + nu) + det * Y + nu * B2 + H * l1)) return s > 0 ? LANDING.right : LANDING.left;
  }
  if (!still2 && w1 > 0) {
    const s = b2 < 0 ? -1 : 1, n = c + nu;
    if (holds(l1 * n - Math.abs(det * x + nu * b1 + s * h * l2), l1 * (C + nu) + det * X + nu * B1 + H * l2)) return s > 0 ? LANDING.up : LANDING.down;
  }
  return LANDING.free;
}

/** min L subject to R ≤ t: −∇L at a corner lies in its normal cone, or θ̂ is inside, or neither. */
function bounded({ a, h, c, sizes: [A, H, C] }: Bowl, { kind, weights: [w1, w2], bend, amount, reach: [r1, r2], rise: [g1, g2] }: Rule, [x, y]: Vec2, [X, Y]: Vec2, holds: Holds): Landing {
  if (kind === 'round') return holds(r1 * r1 - (x * x + y * y), r1 * r1 + X * X + Y * Y) ? LANDING.inside : LANDING.free;
  if (holds(amount - (w1 * Math.abs(x) + w2 * Math.abs(y) + (bend / 2) * (x * x + y * y)), amount + w1 * X + w2 * Y + (bend / 2) * (X * X + Y * Y))) return LANDING.inside;
  for (const s of [1, -1]) {
    if (r1 > 0) {
      const u = x - s * r1, U = X + r1;
      if (holds(s * w2 * (a * u + h * y) - g1 * Math.abs(h * u + c * y), w2 * (A * U + H * Y) + g1 * (H * U + C * Y))) return s > 0 ? LANDING.right : LANDING.left;
    }
    if (r2 > 0) {
      const v = y - s * r2, V = Y + r2;
      if (holds(s * w1 * (h * x + c * v) - g2 * Math.abs(a * x + h * v), w1 * (H * X + C * V) + g2 * (A * X + H * V))) return s > 0 ? LANDING.up : LANDING.down;
    }
  }
  return LANDING.free;
}

/** Where the solution lands for the node (x, y): θ̂ itself, or the correlation and λ. The hand-made twin of atlas.wgsl. */
export function landingAt({ rule, axes }: Omit<LandingTask, 'grid'>): (x: number, y: number, holds?: Holds) => Landing {
  const { turned, form, A: [[a, h], [, c]], det, kind } = rule;
  const fixed = bowlOf(turned, a, h, c, det);
  const place = (x: number, y: number): Vec2 => (turned ? [(x + y) / 2, (x - y) / 2] : [x, y]);
  const named = (landing: Landing): Landing => (turned && landing >= LANDING.right && landing <= LANDING.down ? landing + TIES : landing) as Landing;
  if (kind === 'smooth') return () => LANDING.free;
  if (axes.of === 'correlation') {
    const { minimizer: [p, q] } = axes;
    const at = place(p, q), size: Vec2 = turned ? [(Math.abs(p) + Math.abs(q)) / 2, (Math.abs(p) + Math.abs(q)) / 2] : [Math.abs(p), Math.abs(q)];
    const root = Math.sqrt(a * c);
    return (rho, lambda, holds = plainly) => named(priced(bowlOf(turned, a, root * rho, c, a * c * (1 - rho) * (1 + rho)), rule, lambda, at, size, holds));
  }
  return (x, y, holds = plainly) => {
    const size: Vec2 = turned ? [(Math.abs(x) + Math.abs(y)) / 2, (Math.abs(x) + Math.abs(y)) / 2] : [Math.abs(x), Math.abs(y)];
    return named(form === 'penalty' ? priced(fixed, rule, rule.amount, place(x, y), size, holds) : bounded(fixed, rule, place(x, y), size, holds));
  };
}

const NODES = 4096; // between two yields

/** Every node of the grid in f64, in resumable steps: the reference for the shader. @throws Complaint for a grid without nodes */
export function* landingSteps(task: LandingTask): Generator<void, Uint8Array<ArrayBuffer>> {
  const { x, y } = nodes(task.grid), { columns, rows } = task.grid;
  const at = landingAt(task);
  const found = new Uint8Array(columns * rows);
  for (let row = 0, index = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1, index += 1) {
    found[index] = at(x[column]!, y[row]!);
    if (index % NODES === 0) yield;
  }
  return found;
}
