import { figures } from '../../geometry/number.ts';
import { LABELLED } from '../../problem/read-loss.ts';
import type { DataLoss, Solution, Vec2 } from '../../problem/types.ts';

/** Samples as points of a plane: both features of labelled rows, else a feature and the target. */
export interface Cloud {
  readonly loss: DataLoss;
  readonly labelled: boolean;
  /** The feature that lies across; the other one has its mean where the model is drawn. */
  readonly column: 0 | 1;
  readonly names: readonly [string, string];
  at(row: number): Vec2;
}

/** @param given the names of both features and of the target, as far as they are known */
export function cloudOf(loss: DataLoss, column: 0 | 1, given: { readonly features: readonly string[]; readonly target: string }): Cloud {
  const labelled = LABELLED.includes(loss.kind), { features, target } = given, { X, y } = loss;
  const feature = (at: 0 | 1) => (features.length === 2 ? features[at]! : at === 0 ? 'x₁' : 'x₂');
  return {
    loss, labelled, column,
    names: labelled ? [feature(0), feature(1)] : [feature(column), features.length === 2 ? target : 'y'],
    at: labelled ? (row) => X[row]! : (row) => [X[row]![column], y[row]!],
  };
}

const replaced = <Value>(list: readonly Value[], at: number, value: Value): readonly Value[] => list.map((old, i) => (i === at ? value : old));

/** The samples with one row's point elsewhere; a count stays a count. */
export function movedTo({ loss, labelled, column }: Cloud, row: number, [u, v]: Vec2): DataLoss {
  const old = loss.X[row]!, features: Vec2 = labelled ? [u, v] : column === 0 ? [u, old[1]] : [old[0], u];
  const target = labelled ? loss.y[row]! : loss.kind === 'poisson' ? Math.max(0, Math.round(v)) : v;
  return { ...loss, X: replaced(loss.X, row, features), y: target === loss.y[row] ? loss.y : replaced(loss.y, row, target) };
}

/** The samples with the other label in one row; null where that would leave one class alone to an intercept, which would run away. */
export function flipped({ loss }: Cloud, row: number): DataLoss | null {
  const y = replaced(loss.y, row, -loss.y[row]!), { weights } = loss;
  if (loss.intercept && y.every((label, i) => label === y[0] || weights?.[i] === 0)) return null;
  return { ...loss, y };
}

/** A row as a reader knows it: “row 12 of 442: bmi 0.8, y 2.1”. */
export function rowWords({ loss, labelled, names, at }: Cloud, row: number): string {
  const [u, v] = at(row);
  return `row ${row + 1} of ${loss.y.length}: ${names[0]} ${figures(u)}, ${names[1]} ${figures(v)}${labelled ? `, label ${loss.y[row]! > 0 ? '+1' : '−1'}` : ''}`;
}

/** What the model says of targets along the feature that lies across, with the other one at its mean. */
export function modelAlong({ loss, column }: Cloud, { theta, intercept = 0 }: Solution): (x: number) => number {
  const other = 1 - column as 0 | 1, { X } = loss;
  let mean = 0;
  for (const row of X) mean += row[other] / X.length;
  const base = intercept + theta[other] * mean, slope = theta[column];
  return loss.kind === 'poisson' ? (x) => Math.exp(base + slope * x) : (x) => base + slope * x;
}

/** What the model says of one row. */
export function modelOf({ loss }: Cloud, row: number, { theta, intercept = 0 }: Solution): number {
  const [p, q] = loss.X[row]!, eta = p * theta[0] + q * theta[1] + intercept;
  return loss.kind === 'poisson' ? Math.exp(eta) : eta;
}
