import { Complaint, quote } from '../problem/complaint.ts';
import { stateSample } from '../problem/losses.ts';
import { readLoss } from '../problem/read-loss.ts';
import { isRecord } from '../problem/read-parts.ts';
import { SAMPLE, valueOf } from '../problem/stated.ts';
import type { DataLoss, Loss, Samples } from '../problem/types.ts';
import { readWideLoss, type WideLoss } from '../problem/wide.ts';

/** A loss of samples, two features or p. */
export type RowsLoss = DataLoss | WideLoss;
export const isRows = (loss: Loss | WideLoss): loss is RowsLoss => 'X' in loss;

/** The mean loss over other rows than those of the fit, at θ and b: same kind, same scale as L, so that the two may be compared. */
export function lossOn(loss: RowsLoss, { X, y, weights }: Samples<readonly number[]>): (theta: readonly number[], intercept?: number) => number {
  const of = valueOf(stateSample(loss as DataLoss), SAMPLE);
  return (theta, intercept = 0) => {
    let sum = 0, total = 0;
    for (let i = 0; i < y.length; i += 1) {
      const row = X[i]!, weight = weights?.[i] ?? 1;
      if (weight === 0) continue;
      let eta = intercept;
      for (let j = 0; j < row.length; j += 1) eta += row[j]! * theta[j]!;
      sum += weight * of(eta, y[i]!);
      total += weight;
    }
    return sum / total;
  };
}

/**
 * Rows held out of a fit: as many features as it has, targets as its loss allows.
 * @throws Complaint for rows that do not fit, or a loss that has no samples
 */
export function readHeldOut(value: unknown, loss: Loss | WideLoss): Samples<readonly number[]> {
  if (!isRows(loss)) throw new Complaint(`The loss is ${loss.kind}, which has no samples; allowed with held-out rows is a loss of samples.`, 'heldOut');
  if (!isRecord(value)) throw new Complaint(`heldOut is ${quote(value)}; allowed is an object with rows X and targets y.`, 'heldOut');
  const { X, y, weights } = value;
  const given = { kind: loss.kind, X, y, ...(weights === undefined ? {} : { weights }), ...('delta' in loss ? { delta: loss.delta } : {}) };
  const p = loss.X[0]!.length;
  try {
    const read = (p === 2 ? readLoss(given) : readWideLoss(given)) as RowsLoss;
    if (read.X[0]!.length === p) return read;
  } catch (error) {
    throw new Complaint(`The held-out rows cannot be used. ${(error as Error).message}`, 'heldOut');
  }
  throw new Complaint(`The held-out rows have ${(X as unknown[][])[0]!.length} numbers; allowed are ${p}, as in the rows of the fit.`, 'heldOut');
}
