import type { Vec2 } from '../../problem/types.ts';
import type { Bowl, Scaled } from './bowl.ts';
import { alongSide } from './lasso.ts';
import { NONE, type Point } from './point.ts';
import { shortest } from './round.ts';
import type { Shape } from './shape.ts';
import { unturn } from './square.ts';

/** The least penalised minimiser of L, and whether it is alone in being so (other minimisers are in `others`). */
export interface Least extends Point {
  readonly least: boolean;
}

/** On the line of minimisers of a singular A: the lowest of Σ wᵢ|θᵢ| + bend/2 ‖θ‖². */
function onLine(bowl: Bowl, weights: Vec2, bend: number): { theta: Vec2; tie?: Vec2; least: boolean } {
  const { a, h, c, b, q } = bowl;
  const [w1, w2] = weights;
  // A bend of an eigenvalue that counts as 0 is none.
  const sees = [a > 0 && q[0] !== 0, c > 0 && q[1] !== 0] as const;
  const first: Vec2 = [sees[0] ? b[0] / a : 0, 0], second: Vec2 = [0, sees[1] ? b[1] / c : 0];
  if (bend > 0) {
    if (w1 === 0 && w2 === 0) return { theta: shortest(bowl), least: true };
    // The limit of (A + λ bend I)θ = b − λ(w₁s, w₂z) as λ → 0
    const s = Math.sign(b[0]), z = Math.sign(b[1]);
    const trace = a + c;
    const x = (b[0] - (c * w1 * s - h * w2 * z) / bend) / trace, y = (b[1] - (a * w2 * z - h * w1 * s) / bend) / trace;
    return { theta: y * z <= 0 ? first : x * s <= 0 ? second : [x, y], least: true };
  }
  if (w1 === 0 && w2 === 0) return { theta: shortest(bowl), least: false };
  if (alongSide(bowl, weights)) return b[0] === 0 ? { theta: [0, 0], least: true } : { theta: first, tie: second, least: false };
  // A weight that neither sees is free: 0 stands for all its values.
  const least = (sees[0] || w1 > 0) && (sees[1] || w2 > 0);
  return { theta: sees[0] && (!sees[1] || Math.abs(q[0]) * w2 >= Math.abs(q[1]) * w1) ? first : second, least };
}

/** On the line of minimisers q·θ = reach: |θᵢ|^(p−1) is proportional to |qᵢ|. */
function onPower(bowl: Bowl, p: number): Vec2 {
  const { q } = bowl;
  const [x, y] = shortest(bowl);
  const reach = q[0] * x + q[1] * y;
  const large = Math.max(Math.abs(q[0]), Math.abs(q[1]));
  const part = (value: number) => Math.sign(value) * (Math.abs(value) / large) ** (1 / (p - 1));
  const v: Vec2 = [part(q[0]), part(q[1])];
  const scale = reach / (q[0] * v[0] + q[1] * v[1]);
  return [v[0] * scale, v[1] * scale];
}

/** Whether R vanishes only at θ = 0. */
const definite = (shape: Shape) => shape.kind === 'split' ? shape.bend > 0 || (shape.weights[0] > 0 && shape.weights[1] > 0)
  : shape.kind !== 'round' || shape.weight > 0;

/** In the bowl's own units. */
export function leastOf({ bowl, turned, size }: Scaled, shape: Shape): Least {
  const { rank, minimizer } = bowl;
  if (rank === 2) return { theta: minimizer, unique: true, others: NONE, least: true };
  if (rank === 0) return { theta: [0, 0], unique: false, others: [minimizer], least: definite(shape) };
  const found = shape.kind === 'split' ? onLine(bowl, shape.weights, shape.bend * size) : shape.kind === 'square' ? onLine(turned, [1, 1], 0)
    : { theta: shape.kind === 'round' ? shortest(bowl) : onPower(bowl, shape.p), least: definite(shape), tie: undefined };
  const map = (theta: Vec2) => (shape.kind === 'square' ? unturn(theta) : theta);
  return { theta: map(found.theta), unique: false, others: found.tie ? [minimizer, map(found.tie)] : [minimizer], least: found.least };
}
