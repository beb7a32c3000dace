import type { Window } from './grid.ts';
import { stateLoss } from './losses.ts';
import { lambdaInside, penaltyOf } from './penalties.ts';
import type { Stated } from './stated.ts';
import type { Problem } from './types.ts';

/**
 * The values of a loss on a grid with one more node beyond each edge, for a loss that only a sum over samples gives. It is
 * painted by cubic interpolation. `id` tells tables apart, so that an engine keeps what it has already.
 */
export interface Table {
  readonly id: number;
  readonly window: Window;
  /** Nodes across the window, both edges included; a row of `values` has two more. */
  readonly columns: number;
  readonly rows: number;
  /** (columns + 2) × (rows + 2) values of L, row by row from below the lowest θ₂. */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * L and R as an engine paints them. It stays as small when a million samples stand behind it, so it may cross to a worker
 * at every frame.
 */
export interface Formulas {
  readonly loss: Stated | Table;
  readonly penalty: Stated;
}

export const isTable = (loss: Formulas['loss']): loss is Table => 'values' in loss && 'id' in loss;

/** The formulas of a problem; `table` stands in for a loss that has none. */
export function formulasOf(problem: Problem, table?: Table): Formulas | undefined {
  const loss = stateLoss(problem.loss) ?? table;
  return loss && { loss, penalty: penaltyOf(problem).stated };
}

/** The penalty with a λ that stands inside it filled in, so that it is one fixed function. */
export function fixedPenalty({ penalty, ...rest }: Problem): Problem['penalty'] {
  return lambdaInside(penalty) ? ({ ...penalty, lambda: rest.form === 'penalty' ? rest.lambda : (penalty as { lambda?: number }).lambda ?? 1 } as Problem['penalty']) : penalty;
}
