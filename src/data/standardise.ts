import { Complaint, quote } from '../problem/complaint.ts';
import { LABELLED } from '../problem/read-loss.ts';
import { finish } from '../problem/steps.ts';
import type { DataLoss, Samples, SquaredLoss } from '../problem/types.ts';
import { column, type Columns, type Table } from './csv.ts';

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

/** Which columns of a table a loss is made of, and how. */
export interface Design {
  readonly features: readonly string[];
  readonly target: string;
  /** A column of sample weights. */
  readonly weights?: string | undefined;
  /** Features are centred, and divided by their population standard deviation unless this is false. */
  readonly standardise: boolean;
  readonly intercept?: boolean | undefined;
}

function scale(values: readonly number[], name: string, standardise: boolean): { readonly scaled: number[]; readonly deviation: number } {
  const { mean, deviation } = moments(values);
  const size = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  if (!(deviation > 8 * Number.EPSILON * size)) throw new Complaint(`The column ${quote(name)} is constant, so it cannot be standardised; choose a feature that varies.`, 'features');
  return { scaled: values.map((value) => (value - mean) / (standardise ? deviation : 1)), deviation };
}

// Labels are −1 and 1 to us and 0 and 1 to most files.
const labels = (y: readonly number[]) => (y.every((label) => label === 0 || label === 1) ? y.map((label) => 2 * label - 1) : y);

const ROWS = 20_000; // made between two yields: about a millisecond

/** The samples of a loss from columns, in resumable steps; see `samplesOf`. */
export function* samplesSteps(column: Columns, kind: DataLoss['kind'], { features, target, weights, standardise, intercept }: Design): Generator<void, Samples> {
  if (features.length !== 2) throw new Complaint(`features is ${quote(features.join(' '))}; allowed are two column names.`, 'features');
  const [first, second] = [column(features[0]!, 'features'), column(features[1]!, 'features')], given = column(target, 'target');
  const across = scale(first, features[0]!, standardise);
  yield;
  const up = scale(second, features[1]!, standardise);
  yield;
  const centre = kind === 'squared' && !intercept ? moments(given).mean : 0;
  const y = LABELLED.includes(kind) ? labels(given) : given.map((value) => value - centre);
  const X: Array<readonly [number, number]> = [];
  for (let i = 0; i < y.length; i += 1) {
    X.push([across.scaled[i]!, up.scaled[i]!]);
    if (i % ROWS === 0) yield;
  }
  return {
    X, y, scaling: { deviations: [across.deviation, up.deviation], divided: standardise },
    ...(weights ? { weights: column(weights, 'weights') } : {}), ...(intercept ? { intercept } : {}),
  };
}

/**
 * The samples of a loss: two columns as features, one as target. The target of least squares is centred, so that it needs
 * no intercept and one λ treats both weights alike; labels 0 and 1 become −1 and 1.
 * @throws Complaint for a missing or constant column
 */
export const samplesOf = (table: Table, kind: DataLoss['kind'], design: Design): Samples => finish(samplesSteps((name, about) => column(table, name, about), kind, design));

/** Least squares on two columns of a table; see `samplesOf`. */
export const squaredLoss = (table: Table, features: readonly string[], target: string, standardise = true): SquaredLoss =>
  ({ kind: 'squared', ...samplesOf(table, 'squared', { features, target, standardise }) });
