import type { WideLoss, WidePenalty } from '../../problem/wide.ts';
import { Complaint } from '../../problem/complaint.ts';
import { columnsOf, penaltyAt, shapeOf } from './columns.ts';
import { fit, isRidge } from './fit.ts';
import { homotopy } from './homotopy.ts';
import { run } from './run.ts';

export interface Knot {
  readonly lambda: number;
  readonly theta: readonly number[];
  /** t = R(θ). */
  readonly budget: number;
}

const SAME = 2 ** -29; // relative: knots this close are one, see homotopy

/**
 * The knots of the least-squares path, the λ at which a weight enters or leaves, from λmax down to 0. For l1 and weighted-l1
 * θ is linear in λ, and so in t, between two knots. For the elastic net with a fixed ratio θ is **not** linear between
 * them but rational in λ; the knots themselves are as exact, found as roots of the rational conditions of each active set.
 * For l2, and at ratio 0, no weight ever enters or leaves: the only entry is the end of the path.
 * @returns descending λ; the last entry is λ = 0, the limit of the path (with dependent columns: the least penalised of the solutions)
 * @throws Complaint for a loss that is not squared
 */
export function knots(loss: WideLoss, penalty: WidePenalty): Knot[] {
  if (loss.kind !== 'squared') throw new Complaint(`The loss of a path with knots is “${loss.kind}”; allowed is squared, since other paths are curves without knots in closed form.`, 'loss');
  const columns = columnsOf(loss);
  const shape = shapeOf(penalty, columns.p);
  if (isRidge(shape)) {
    const { theta } = run(fit(columns, shape, 0));
    return [{ lambda: 0, theta: [...theta], budget: penaltyAt(shape, theta) }];
  }
  const found: Knot[] = [];
  for (const stretch of homotopy(columns, shape)) {
    if (!stretch) continue;
    const { bottom, piece, event } = stretch;
    const theta = piece.thetaAt(bottom);
    if (event.kind !== 'end') theta[event.weight] = 0;
    const knot = { lambda: bottom, theta: [...theta], budget: penaltyAt(shape, theta) };
    const last = found.at(-1);
    if (!last || last.lambda - bottom > SAME * last.lambda) found.push(knot);
  }
  // Where rounding stopped the path short of its end, the end is known all the same.
  if (!(found.at(-1)?.lambda === 0)) {
    const { theta } = run(fit(columns, shape, 0));
    found.push({ lambda: 0, theta: [...theta], budget: penaltyAt(shape, theta) });
  }
  return found;
}
