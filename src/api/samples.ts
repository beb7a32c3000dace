import { Complaint, quote } from '../problem/complaint.ts';
import type { Table } from '../data/csv.ts';
import { type Design, samplesOf } from '../data/standardise.ts';
import { DATA_KINDS } from '../problem/read-loss.ts';
import { isRecord } from '../problem/read-parts.ts';
import { readChoice } from '../problem/read.ts';
import type { DataLoss, Samples } from '../problem/types.ts';

function readDesign(value: unknown): Design {
  if (!isRecord(value)) throw new Complaint(`The design is ${quote(value)}; allowed is an object with features, target and standardise.`, 'features');
  const { features, target, weights, standardise, intercept } = value;
  if (!Array.isArray(features) || features.length === 0 || !features.every((name) => typeof name === 'string')) throw new Complaint(`features is ${quote(features)}; allowed are names of columns, at least one.`, 'features');
  if (typeof target !== 'string') throw new Complaint(`target is ${quote(target)}; allowed is the name of a column.`, 'target');
  if (weights !== undefined && typeof weights !== 'string') throw new Complaint(`weights is ${quote(weights)}; allowed is the name of a column.`, 'weights');
  if (typeof standardise !== 'boolean') throw new Complaint(`standardise is ${quote(standardise)}; allowed are true and false.`, 'standardise');
  if (intercept !== undefined && typeof intercept !== 'boolean') throw new Complaint(`intercept is ${quote(intercept)}; allowed are true and false.`, 'intercept');
  return { features: features as string[], target, weights, standardise, intercept };
}

/**
 * The samples of a loss from the columns of a table, `{ X, y, weights?, intercept? }`: spread them into a loss beside its kind.
 * Features are centred and, where `standardise` is true, divided by their population standard deviation (divisor n). The target
 * of least squares without an intercept is centred too; labels 0 and 1 become −1 and 1.
 * @param table as `parseCsv` returns it
 * @param kind 'squared', 'logistic', 'huber', 'hinge', 'squared-hinge' or 'poisson'
 * @param design the columns' names, and whether to standardise and to have an intercept. Two features make a problem of the
 * plane, any other number one of p weights
 * @returns n rows of as many numbers as there are features, and n targets
 * @throws Complaint for a column that is missing, constant or no numbers
 */
export function samples(table: Table, kind: DataLoss['kind'], design: Design): Samples<readonly number[]> {
  const choice = readChoice(kind, 'kind', DATA_KINDS), read = readDesign(design);
  const { features } = read;
  if (features.length === 2) return samplesOf(table, choice, read);
  // Each column as the plane has it
  const parts = features.map((name) => samplesOf(table, choice, { ...read, features: [name, name] }));
  return { ...parts[0]!, X: parts[0]!.y.map((_, i) => parts.map(({ X }) => X[i]![0])) };
}
