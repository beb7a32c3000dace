import { Complaint, quote } from '../problem/complaint.ts';
import type { SquaredLoss } from '../problem/types.ts';
import { column, type Table } from './csv.ts';

/** Mean and population standard deviation (divisor n), each in two passes. */
export function moments(values: readonly number[]): { mean: number; deviation: number } {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value / n;
  let correction = 0; // the second pass over the remainders takes out the first one's rounding
  for (const value of values) correction += (value - sum) / n;
  const mean = sum + correction;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2 / n;
  return { mean, deviation: Math.sqrt(squares) };
}

/**
 * Least squares on two columns of a table: features centred and divided by their population standard deviation,
 * target centred, so that no intercept is needed and one λ treats both weights alike.
 * @param standardise false leaves the features' scale as it is (they are still centred)
 * @throws Complaint for a missing or constant column
 */
export function squaredLoss(table: Table, features: readonly string[], target: string, standardise = true): SquaredLoss {
  if (features.length !== 2) throw new Complaint(`features is ${quote(features.join(' '))}; allowed are two column names.`, 'features');
  const columns = features.map((name) => column(table, name, 'features'));
  const y = column(table, target, 'target');
  const scaled = columns.map((values, at) => {
    const name = features[at]!;
    const { mean, deviation } = moments(values);
    const size = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    if (!(deviation > 8 * Number.EPSILON * size)) throw new Complaint(`The column ${quote(name)} is constant, so it cannot be standardised; choose a feature that varies.`, 'features');
    return values.map((value) => (value - mean) / (standardise ? deviation : 1));
  });
  const { mean } = moments(y);
  return { kind: 'squared', X: y.map((_, i) => [scaled[0]![i]!, scaled[1]![i]!] as const), y: y.map((value) => value - mean) };
}
