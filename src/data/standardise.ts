import { Complaint, quote } from '../problem/complaint.ts';
import { LABELLED } from '../problem/read-loss.ts';
import { finish, inBlocks } from '../problem/steps.ts';
import type { DataLoss, Samples, SquaredLoss } from '../problem/types.ts';
import { column, type Columns, type Table } from './csv.ts';

/** Σ f(value) over many values, block by block. */
function* sum(values: readonly number[], of: (value: number) => number): Generator<void, number> {
  let total = 0;
  yield* inBlocks(values.length, (from, to) => {
    let part = 0;
    for (let i = from; i < to; i += 1) part += of(values[i]!);
    total += part;
  });
  return total;
}

function* momentsSteps(values: readonly number[]): Generator<void, { mean: number; deviation: number }> {
  const n = values.length, rough = yield* sum(values, (value) => value / n);
  const mean = rough + (yield* sum(values, (value) => (value - rough) / n)); // over the remainders, which takes out the first one's rounding
  return { mean, deviation: Math.sqrt(yield* sum(values, (value) => (value - mean) ** 2 / n)) };
}

/** Mean and population standard deviation (divisor n), each in two passes. */
export const moments = (values: readonly number[]): { mean: number; deviation: number } => finish(momentsSteps(values));

function* mapped(values: readonly number[], of: (value: number) => number): Generator<void, number[]> {
  const found: number[] = [];
  yield* inBlocks(values.length, (from, to) => { for (let i = from; i < to; i += 1) found.push(of(values[i]!)); });
  return found;
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

function* scale(values: readonly number[], name: string, standardise: boolean): Generator<void, { readonly scaled: number[]; readonly deviation: number }> {
  const { mean, deviation } = yield* momentsSteps(values);
  const size = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  if (!(deviation > 8 * Number.EPSILON * size)) throw new Complaint(`The column ${quote(name)} is constant, so it cannot be standardised; choose a feature that varies.`, 'features');
  return { scaled: yield* mapped(values, (value) => (value - mean) / (standardise ? deviation : 1)), deviation };
}

// Labels are −1 and 1 to us and 0 and 1 to most files.
function* labels(y: readonly number[]): Generator<void, readonly number[]> {
  return y.every((label) => label === 0 || label === 1) ? yield* mapped(y, (label) => 2 * label - 1) : y;
}

/** The samples of a loss from columns, in resumable steps; see `samplesOf`. */
export function* samplesSteps(column: Columns, kind: DataLoss['kind'], { features, target, weights, standardise, intercept }: Design): Generator<void, Samples> {
  if (features.length !== 2) throw new Complaint(`features is ${quote(features.join(' '))}; allowed are two column names.`, 'features');
  const [first, second] = [column(features[0]!, 'features'), column(features[1]!, 'features')], given = column(target, 'target');
  const across = yield* scale(first, features[0]!, standardise);
  const up = yield* scale(second, features[1]!, standardise);
  const centre = kind === 'squared' && !intercept ? (yield* momentsSteps(given)).mean : 0;
  const y = LABELLED.includes(kind) ? yield* labels(given) : yield* mapped(given, (value) => value - centre);
  const X: Array<readonly [number, number]> = [];
  yield* inBlocks(y.length, (from, to) => { for (let i = from; i < to; i += 1) X.push([across.scaled[i]!, up.scaled[i]!]); });
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
