import { isData } from '../problem/losses.ts';
import { lambdaInside } from '../problem/penalties.ts';
import type { Loss, Penalty, Vec2 } from '../problem/types.ts';
import { isConvex } from '../solver/kernel/shape.ts';
import { lambdaMax, lossGradient, penaltyValue, solveSteps, type Pair } from '../solver/light.ts';

const ROUNDS = 100;
const SAME = 1e-12; // relative: a further step is rounding
const ENDLESS = 2 ** 30; // a λ that has grown so far grows for ever: it doubles at every step where R is flat at zero

/** Where the solver has λmax in closed form: a convex problem, or a quadratic by its pieces. */
const isExact = ({ loss, penalty }: Pair) => (loss.kind === 'quadratic' || loss.kind === 'squared' ? penalty.kind !== 'formula' : isData(loss) && isConvex(penalty));

/** The least λ that can hold θ = 0 against the slope of L there: that of a quadratic with the same slope. */
function localMax(loss: Loss, penalty: Penalty, at: Vec2): number {
  const near: Penalty = lambdaInside(penalty) ? { kind: 'l1' } : penalty; // SCAD and MCP start as λ|θ|
  if (!isConvex(near)) return 0;
  const [u, v] = lossGradient(loss, at);
  return lambdaMax({ loss: { kind: 'quadratic', minimizer: [-u || 0, -v || 0], curvature: [[1, 0], [0, 1]] }, penalty: near });
}

/** The λ > `from` at which the penalty of θ outweighs what L falls to there: λR = fall, or P_λ = fall, which rises with λ. */
function priceOf(penalty: Penalty, theta: Vec2, fall: number, from: number, loss: Loss): number {
  const at = (lambda: number) => penaltyValue({ loss, penalty, form: 'penalty', lambda }, theta);
  if (!lambdaInside(penalty)) return fall / at(1);
  let low = from, high = 2 * from || 1;
  while (at(high) < fall) [low, high] = [high, 2 * high];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (at(middle) < fall) low = middle; else high = middle;
  }
}

/**
 * The smallest λ from which on R is as small as it can be. Where L or R is not convex that is sup (L₀ − L)/R over the plane, L₀
 * the least L with R = 0: Dinkelbach's steps (1967, "On nonlinear fractional programming"), each a global minimum of L + λR,
 * rise to it from what the slope at zero needs at least.
 */
export function* largestSteps(pair: Pair): Generator<void, number> {
  if (isExact(pair)) return lambdaMax(pair);
  const { loss } = pair;
  const { lambda: _own, ...penalty } = pair.penalty as Penalty & { lambda?: number };
  const zero = yield* solveSteps({ loss, penalty: { ...penalty, ...(lambdaInside(penalty) ? { lambda: 1 } : {}) } as Penalty, form: 'constraint', budget: 0 });
  let lambda = localMax(loss, penalty, zero.theta), first = lambda;
  for (let round = 0; round < ROUNDS && lambda < Infinity; round += 1) {
    const found = yield* solveSteps({ loss, penalty, form: 'penalty', lambda }, zero.theta);
    if (found.penalty <= zero.penalty || found.loss >= zero.loss) return lambda;
    const next = priceOf(penalty, found.theta, zero.loss - found.loss, lambda, loss);
    if (!(next > lambda * (1 + SAME))) return lambda;
    lambda = next;
    first ||= lambda;
    if (lambda > ENDLESS * first) return Infinity;
  }
  return lambda;
}
