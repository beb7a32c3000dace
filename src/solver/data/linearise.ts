import type { DataLoss, Penalty, Problem, Vec2 } from '../../problem/types.ts';
import { type Attained, fitSteps } from './fit.ts';
import { type Side, sumOf } from './side.ts';

const ROUNDS = 60;

/** The loss of one weight alone: the other one's feature is gone. */
const alone = (loss: DataLoss, axis: 0 | 1): DataLoss => ({ ...loss, X: loss.X.map(([p, q]): Vec2 => (axis === 0 ? [p, 0] : [0, q])) });

/** The start, or where its way to 0 enters the region: the tangent's region has to hold the point it touches. */
function inside(problem: Problem, side: Side, [x, y]: Vec2): Vec2 {
  if (problem.form === 'penalty' || sumOf(side, [x, y]) <= problem.budget) return [x, y];
  let low = 0, high = 1;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (sumOf(side, [middle * x, middle * y]) > problem.budget) high = middle; else low = middle;
  }
  return [low * x, low * y];
}

/**
 * A stationary point of a hinge with a concave R, downhill from a start: R is replaced by its tangent in |θ₁|, |θ₂|, which lies
 * above it and is a weighted-l1 penalty that the hinge's own solver takes exactly; again and again until the tangent's minimum is
 * the point it touches (Zou and Li 2008, "One-step sparse estimates": local linear approximation). In constraint form the
 * tangent's region lies inside {R ≤ t}. Where R has no tangent (lp at 0) that weight stays zero.
 */
export function* linearise(loss: DataLoss, problem: Problem, side: Side, start: Vec2, objective: (found: Attained) => Generator<void, number>): Generator<void, Attained | null> {
  let theta = inside(problem, side, start), best: Attained | null = null, least = Number.MAX_VALUE;
  for (let round = 0; round < ROUNDS; round += 1) {
    const at = theta;
    const slopes = at.map((value) => (value === 0 ? side.steepest : side.slope(Math.abs(value)))) as unknown as Vec2;
    const held = slopes.map((slope) => slope === Infinity);
    if (held[0] && held[1] && problem.form === 'constraint') return best; // 0 is inside the region, and no tangent tells a way out
    if (held[0] && held[1]) return { attained: true, theta: [0, 0], unique: true, others: [], lambda: null }; // any force is held there
    const weights: Vec2 = [held[0] ? 1 : slopes[0]!, held[1] ? 1 : slopes[1]!];
    const rest = problem.form === 'constraint' ? problem.budget - sumOf(side, at) + slopes.reduce((sum, slope, i) => sum + (at[i] === 0 ? 0 : slope * Math.abs(at[i]!)), 0) : 0;
    const only = held[0] ? 1 : held[1] ? 0 : null;
    const free = weights[0] === 0 && weights[1] === 0;
    const penalty: Penalty = { kind: 'weighted-l1', weights: free ? [1, 1] : weights };
    const fit = yield* fitSteps(only === null ? loss : alone(loss, only), penalty, free || problem.form === 'penalty' ? { form: 'penalty', lambda: free ? 0 : 1 } : { form: 'constraint', budget: rest }, { theta: at });
    if (!fit.attained) return best;
    const next: Vec2 = only === null ? fit.theta : only === 0 ? [fit.theta[0], 0] : [0, fit.theta[1]];
    const taken: Attained = { ...fit, theta: next, lambda: problem.form === 'penalty' ? 1 : free ? 0 : fit.lambda };
    const value = yield* objective(taken);
    if (!(value <= least + 8 * Number.EPSILON * Math.abs(least))) return best;
    const still = next[0] === theta[0] && next[1] === theta[1];
    [best, theta] = [taken, next];
    if (still) return problem.form === 'constraint' && only !== null && best.lambda === 0 ? null : best; // inside, zeros hold no force
    least = Math.min(least, value);
  }
  return best;
}
