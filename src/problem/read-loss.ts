import { MAX_CELLS } from './budgets.ts';
import { Complaint, quote } from './complaint.ts';
import { isNumber, isRecord, isSize, isVec2, numbers, readTyped, words } from './read-parts.ts';
import type { DataLoss, Loss, Matrix2, Samples, Vec2 } from './types.ts';

export const DATA_KINDS = ['squared', 'logistic', 'huber', 'hinge', 'squared-hinge', 'poisson'] as const satisfies readonly DataLoss['kind'][];
export const LOSS_KINDS = ['quadratic', ...DATA_KINDS, 'rosenbrock', 'himmelblau', 'formula'] as const satisfies readonly Loss['kind'][];
/** Losses whose targets are labels −1 and 1. */
export const LABELLED: readonly Loss['kind'][] = ['logistic', 'hinge', 'squared-hinge'];

const CELLS = 3; // of a row
const HUBER_DELTA = 1.345; // 95 % efficient for normal errors of unit scale (Huber 1964)

export function readMinimizer(value: unknown): Vec2 {
  const point = typeof value === 'string' ? numbers(value) : value;
  if (isVec2(point)) return [point[0], point[1]];
  throw new Complaint(`minimizer is ${quote(value)}; allowed are two numbers, such as 1.5 0.3.`, 'minimizer');
}

/** “a b c” or “a b b c” for [[a, b], [b, c]], or the matrix itself: symmetric, no negative eigenvalue. */
export function readCurvature(value: unknown): Matrix2 {
  let rows: unknown = value;
  if (typeof value === 'string') {
    const list = numbers(value);
    rows = list.length === 3 ? [[list[0], list[1]], [list[1], list[2]]] : list.length === 4 ? [list.slice(0, 2), list.slice(2)] : value;
  }
  if (!Array.isArray(rows) || rows.length !== 2 || !isVec2(rows[0]) || !isVec2(rows[1])) {
    throw new Complaint(`curvature is ${quote(value)}; allowed are three numbers a b c for the matrix [[a, b], [b, c]].`, 'curvature');
  }
  const [[a, b], [d, c]] = rows as [Vec2, Vec2];
  if (b !== d) throw new Complaint(`curvature is ${quote(value)}, which is not symmetric; allowed is [[a, b], [b, c]].`, 'curvature');
  // Scaled, so that neither b² nor ac overflows; a relative 4 ε forgives the rounding of an author's own product.
  const size = Math.max(Math.abs(a), Math.abs(b), Math.abs(c)) || 1;
  const [p, q, r] = [a / size, b / size, c / size];
  if (p < 0 || r < 0 || q * q > p * r * (1 + 4 * Number.EPSILON)) {
    throw new Complaint(`curvature is ${quote(value)}, which bends downward in some direction; allowed are a ≥ 0, c ≥ 0 and b² ≤ ac.`, 'curvature');
  }
  return [[a, b], [b, c]];
}

function readTargets(kind: DataLoss['kind'], y: readonly unknown[]): readonly number[] {
  const labels = LABELLED.includes(kind);
  const fine = labels ? (target: unknown) => target === 1 || target === -1 : kind === 'poisson' ? isSize : isNumber;
  const wrong = y.findIndex((target) => !fine(target));
  if (wrong >= 0) throw new Complaint(`Value ${wrong + 1} of y is ${quote(y[wrong])}; ${labels ? `allowed for ${kind} are the labels −1 and 1` : kind === 'poisson' ? 'allowed for poisson is a count from 0 on' : 'allowed is a finite number'}.`, 'loss');
  return [...(y as number[])];
}

function readWeights(weights: unknown, n: number): readonly number[] | undefined {
  if (weights === undefined) return undefined;
  if (!Array.isArray(weights) || weights.length !== n || !weights.every(isSize) || !weights.some((weight) => weight > 0)) {
    throw new Complaint(`The sample weights are ${quote(weights)}; allowed are ${n} numbers from 0 on, not all 0.`, 'loss');
  }
  return [...(weights as number[])];
}

const isScaling = (value: unknown): value is NonNullable<Samples['scaling']> =>
  isRecord(value) && isVec2(value.deviations) && value.deviations.every((deviation) => deviation > 0) && typeof value.divided === 'boolean';

function readSamples(kind: DataLoss['kind'], { X, y, weights, intercept, scaling }: Readonly<Record<string, unknown>>): Samples {
  if (!Array.isArray(X) || !Array.isArray(y) || X.length === 0 || X.length !== y.length) {
    throw new Complaint(`A ${kind} loss has ${Array.isArray(X) ? X.length : 'no'} rows X and ${Array.isArray(y) ? y.length : 'no'} targets y; allowed are as many of each, at least one.`, 'loss');
  }
  if (X.length * CELLS > MAX_CELLS) throw new Complaint(`A ${kind} loss has ${X.length} rows of two features and a target; allowed are at most ${MAX_CELLS.toLocaleString('en')} cells.`, 'loss');
  const rows: Vec2[] = [];
  for (const entry of X as readonly unknown[]) { // a million perhaps: one loop reads and copies
    if (!isVec2(entry)) break;
    rows.push([entry[0], entry[1]]);
  }
  const row = rows.length;
  if (row < X.length) throw new Complaint(`Row ${row + 1} of X is ${quote(X[row])}; allowed are two finite numbers.`, 'loss');
  if (intercept !== undefined && typeof intercept !== 'boolean') throw new Complaint(`intercept is ${quote(intercept)}; allowed are true and false.`, 'intercept');
  if (scaling !== undefined && !isScaling(scaling)) throw new Complaint(`scaling is ${quote(scaling)}; allowed are two deviations above 0 and whether the features were divided by them.`, 'scaling');
  return { X: rows, ...readAnswers(kind, y, weights, intercept), ...(intercept ? { intercept } : {}), ...(scaling ? { scaling } : {}) };
}

/** The targets and weights of samples whose rows are known to be good. */
function readAnswers(kind: DataLoss['kind'], y: readonly unknown[], weights: unknown, intercept: boolean | undefined): Pick<Samples, 'y' | 'weights'> {
  const targets = readTargets(kind, y), shares = readWeights(weights, y.length);
  if (intercept && LABELLED.includes(kind) && targets.every((label, i) => label === targets[0] || shares?.[i] === 0)) {
    throw new Complaint(`All labels are ${targets[0]}; with an intercept a ${kind} loss needs both −1 and 1, since the intercept alone would run away.`, 'loss');
  }
  return { y: targets, ...(shares ? { weights: shares } : {}) };
}

const positive = (value: unknown, kind: string, name: string): number => {
  if (isSize(value) && value > 0) return value;
  throw new Complaint(`loss ${kind} has ${name} ${quote(value)}; allowed is a number above 0.`, 'loss');
};

/** The loss of samples that were made here, a million perhaps: their rows are neither checked again nor copied. */
export function lossOfSamples(kind: DataLoss['kind'], samples: Samples, numbers: Readonly<Record<string, number>>): DataLoss {
  if (kind === 'huber') positive(numbers.delta, 'huber', 'the delta');
  return { kind, ...samples, ...readAnswers(kind, samples.y, samples.weights, samples.intercept), ...numbers } as DataLoss;
}

/** The numbers of a loss's short form: `huber 1.345`, `rosenbrock 10`. */
export const lossNumbers = (kind: Loss['kind'], [first]: readonly number[]): Readonly<Record<string, number>> =>
  (kind === 'huber' ? { delta: first ?? HUBER_DELTA } : kind === 'rosenbrock' && first !== undefined ? { steepness: first } : {});

/** Refuses numbers that a short form has no use for: they would be ignored without a word. */
export function checkNumbers(kind: Loss['kind'], list: readonly number[]): void {
  const most = kind === 'huber' || kind === 'rosenbrock' ? 1 : 0;
  if (list.length > most) throw new Complaint(`loss ${kind} has the numbers ${list.join(' ')}; allowed is ${most === 1 ? 'one number' : 'no number'}.`, 'loss');
}

/** A loss from an object such as `{ kind: 'logistic', X, y }`, or the short form of one that needs no data. */
export function readLoss(value: unknown): Loss {
  const [kind, list, fields] = words(value, 'loss');
  if (!LOSS_KINDS.includes(kind as Loss['kind'])) throw new Complaint(`loss is ${quote(isRecord(value) ? value.kind : value)}; allowed are ${LOSS_KINDS.join(', ')}.`, 'loss');
  checkNumbers(kind as Loss['kind'], list);
  const given: Readonly<Record<string, unknown>> = { ...lossNumbers(kind as Loss['kind'], list), ...fields };
  switch (kind as Loss['kind']) {
    case 'quadratic': return { kind: 'quadratic', minimizer: readMinimizer(given.minimizer), curvature: readCurvature(given.curvature) };
    case 'rosenbrock': return given.steepness === undefined ? { kind: 'rosenbrock' } : { kind: 'rosenbrock', steepness: positive(given.steepness, 'rosenbrock', 'the steepness') };
    case 'himmelblau': return { kind: 'himmelblau' };
    case 'formula': return readTyped(given, 'loss');
    case 'huber': return { kind: 'huber', ...readSamples('huber', given), delta: positive(given.delta ?? HUBER_DELTA, 'huber', 'the delta') };
    default: return { kind, ...readSamples(kind as DataLoss['kind'], given) } as DataLoss;
  }
}
