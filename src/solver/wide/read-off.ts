import type { Columns, Shape } from './columns.ts';
import { solveFactor } from './factor.ts';
import { homotopy, type Stretch } from './homotopy.ts';
import type { Fit } from './logistic.ts';
import { missOf } from './squared.ts';

/** What the path says of one λ. */
export type Point = Pick<Fit, 'theta' | 'intercept' | 'unique'>;

const NEAR = 2 ** -28; // relative: closer to a knot than this, the active-set solver has the word

/** θ at one end of a stretch, to the accuracy that the rows allow; no sign is asked for, since a weight may be zero there. */
function endOf(columns: Columns, { a }: Shape, { piece, active, signs, factor }: Stretch, lambda: number): Float64Array {
  const theta = piece.thetaAt(lambda);
  const pull = a.map((weight) => weight * lambda);
  for (let round = 0; round < 2; round += 1) {
    const step = solveFactor(factor, missOf(columns, pull, 0, theta, active, signs));
    active.forEach((j, i) => { theta[j]! += step[i]!; });
  }
  return theta;
}

/**
 * Points of the least-squares path with l1 or weighted-l1, linear in λ from knot to knot: the ends of each stretch are found
 * from the rows, all between by interpolation, which is no less accurate since both shares are positive.
 * @param lambdas descending
 * @returns for each λ its point, or null where the path does not settle it: next to a knot, at 0, or where minimisers are many
 */
export function* readOff(columns: Columns, shape: Shape, lambdas: readonly number[]): Generator<void, (Point | null)[]> {
  const found: (Point | null)[] = lambdas.map(() => null);
  let k = 0;
  for (const stretch of homotopy(columns, shape)) {
    yield;
    if (!stretch) continue;
    const { top, bottom, active, signs, unique } = stretch;
    let ends: { low: Float64Array; high: Float64Array } | undefined;
    for (; k < lambdas.length && lambdas[k]! > bottom; k += 1) {
      const lambda = lambdas[k]!;
      if (!unique || lambda >= top * (1 - NEAR) || lambda <= bottom * (1 + NEAR)) continue;
      if (!ends) {
        const low = endOf(columns, shape, stretch, bottom);
        ends = { low, high: top === Infinity ? low : endOf(columns, shape, stretch, top) }; // above λmax nothing moves
      }
      const { low, high } = ends;
      const share = top === Infinity ? 0 : (lambda - bottom) / (top - bottom);
      const theta = low.map((value, j) => (1 - share) * value + share * high[j]!);
      if (active.every((j, i) => signs[i] === 0 || Math.sign(theta[j]!) === signs[i])) found[k] = { theta, intercept: 0, unique: true };
    }
    if (k === lambdas.length || lambdas[k] === 0) break;
  }
  return found;
}
