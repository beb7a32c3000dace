import { Complaint, quote } from './complaint.ts';
import { readAmount, readForm } from './read.ts';
import type { Certificate, ElasticNetPenalty, Samples } from './types.ts';

// Problems of p ≥ 1 weights, beside the plane's. One door, `readWide`: behind it all values are finite and consistent.

/** A weighted mean over rows: squared (x·θ + b − y)²/2, or logistic log(1 + e^(−y(x·θ + b))) with labels y = ±1. */
export interface WideLoss extends Samples<readonly number[]> { readonly kind: 'squared' | 'logistic' }

/** Σ wⱼ|θⱼ| with p weights wⱼ ≥ 0, not all zero; a weight of 0 is never penalised. */
export interface WideWeightedL1 {
  readonly kind: 'weighted-l1';
  readonly weights: readonly number[];
}
/** l1 Σ|θⱼ|; l2 Σθⱼ² (no ½); elastic-net ratio Σ|θⱼ| + (1 − ratio)/2 Σθⱼ². */
export type WidePenalty = { readonly kind: 'l1' | 'l2' } | ElasticNetPenalty | WideWeightedL1;

/** What both forms share, and all that a path needs. */
export interface WidePair {
  readonly loss: WideLoss;
  readonly penalty: WidePenalty;
}
/** min L + λR, λ ≥ 0, or min L subject to R ≤ t, t ≥ 0. */
export type WideProblem = WidePair & ({ readonly form: 'penalty'; readonly lambda: number } | { readonly form: 'constraint'; readonly budget: number });

export interface WideSolution {
  /** p weights; one that is zero is 0 exactly. */
  readonly theta: readonly number[];
  /** The unpenalised intercept b, where the loss has one. */
  readonly intercept?: number;
  /** L, R, and L + λR in penalty form or L in constraint form. */
  readonly loss: number;
  readonly penalty: number;
  readonly objective: number;
  /** λ of the penalty form, or the multiplier; null where none is attained (l2 at t = 0). */
  readonly lambda: number | null;
  /** t of the constraint form, or R(θ*). */
  readonly budget: number;
  /** The constraint binds with λ > 0; in penalty form λ > 0. */
  readonly active: boolean;
  /** Which weights are not zero. */
  readonly support: readonly boolean[];
  /** True where proven; false where other minimisers exist or could not be excluded. */
  readonly unique: boolean;
  readonly certificate: Certificate;
}

/** More numbers in X than this are refused: they would hold the page's memory. */
export const MAX_WIDE_CELLS = 20_000_000;
const LIMIT = 1e150;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= LIMIT;
const isWeight = (value: unknown): value is number => isNumber(value) && value >= 0;

function readWeights(value: unknown, count: number, about: string, of: string): number[] {
  if (!Array.isArray(value) || value.length !== count) {
    throw new Complaint(`The ${about} weights are ${quote(value)}; allowed are ${count} numbers from 0 on, one ${of}.`, about);
  }
  const wrong = value.findIndex((entry) => !isWeight(entry));
  if (wrong >= 0) throw new Complaint(`Weight ${wrong + 1} of the ${about} is ${quote(value[wrong])}; allowed is a number from 0 on.`, about);
  if (value.every((entry) => entry === 0)) throw new Complaint(`All weights of the ${about} are 0; at least one has to be above 0.`, about);
  return [...value];
}

/** @throws Complaint for ragged or empty rows, values that are no finite numbers, labels other than ±1, or only one class beside an intercept */
export function readWideLoss(value: unknown): WideLoss {
  const kind = isRecord(value) ? value.kind : value;
  if (!isRecord(value) || (kind !== 'squared' && kind !== 'logistic')) {
    throw new Complaint(`loss is ${quote(kind)}; allowed with many features are squared and logistic.`, 'loss');
  }
  const { X, y } = value;
  if (!Array.isArray(X) || !Array.isArray(y) || X.length === 0 || X.length !== y.length) {
    throw new Complaint(`A ${kind} loss has ${Array.isArray(X) ? X.length : 'no'} rows X and ${Array.isArray(y) ? y.length : 'no'} targets y; allowed are as many of each, at least one.`, 'loss');
  }
  const p: unknown = Array.isArray(X[0]) ? X[0].length : 0;
  if (typeof p !== 'number' || p === 0) throw new Complaint(`Row 1 of X is ${quote(X[0])}; allowed is a list of at least one number.`, 'loss');
  if (p * X.length > MAX_WIDE_CELLS) throw new Complaint(`X has ${X.length} × ${p} numbers; allowed are ${MAX_WIDE_CELLS.toLocaleString('en')}.`, 'loss');
  X.forEach((row: unknown, i) => {
    if (!Array.isArray(row) || row.length !== p) throw new Complaint(`Row ${i + 1} of X has ${Array.isArray(row) ? row.length : 'no'} numbers; the first row has ${p}, and all have to be alike.`, 'loss');
    const wrong = row.findIndex((entry) => !isNumber(entry));
    if (wrong >= 0) throw new Complaint(`Number ${wrong + 1} in row ${i + 1} of X is ${quote(row[wrong])}; allowed is a finite number.`, 'loss');
  });
  const wrong = y.findIndex((entry) => !(kind === 'squared' ? isNumber(entry) : entry === 1 || entry === -1));
  if (wrong >= 0) throw new Complaint(`Value ${wrong + 1} of y is ${quote(y[wrong])}; allowed is ${kind === 'squared' ? 'a finite number' : 'a label, 1 or -1'}.`, 'loss');
  const weights = value.weights === undefined ? undefined : readWeights(value.weights, y.length, 'loss', 'for each row');
  const { intercept } = value;
  if (intercept !== undefined && typeof intercept !== 'boolean') throw new Complaint(`intercept is ${quote(intercept)}; allowed are true and false.`, 'loss');
  const counted = (y as number[]).filter((_, i) => !weights || weights[i]! > 0);
  if (kind === 'logistic' && intercept && counted.every((label) => label === counted[0])) {
    throw new Complaint(`All labels are ${counted[0]}, so the intercept would grow without end; allowed are both classes, or no intercept.`, 'loss');
  }
  return {
    kind, X: X.map((row: number[]) => [...row]), y: [...(y as number[])],
    ...(weights && { weights }), ...(intercept !== undefined && { intercept }),
  };
}

function readWidePenalty(value: unknown, p: number): WidePenalty {
  const kind = isRecord(value) ? value.kind : value;
  if (kind === 'l1' || kind === 'l2') return { kind };
  if (kind === 'elastic-net') {
    const ratio = isRecord(value) ? value.ratio : undefined;
    if (!isNumber(ratio) || ratio < 0 || ratio > 1) throw new Complaint(`ratio is ${quote(ratio)}; allowed is a number from 0 (ridge) to 1 (lasso).`, 'penalty');
    return { kind, ratio };
  }
  if (kind === 'weighted-l1') return { kind, weights: readWeights(isRecord(value) ? value.weights : undefined, p, 'penalty', 'for each feature') };
  throw new Complaint(`penalty is ${quote(kind)}; allowed with many features are l1, l2, elastic-net and weighted-l1.`, 'penalty');
}

/**
 * Checks a plain JSON value and copies it into a WideProblem. Constant columns are allowed.
 * @throws Complaint one sentence naming what was given and what is allowed
 */
export function readWide(value: unknown): WideProblem {
  if (!isRecord(value)) throw new Complaint(`The problem is ${quote(value)}; allowed is an object with loss, penalty, form and lambda or budget.`, 'problem');
  const form = readForm(value.form);
  const loss = readWideLoss(value.loss);
  const both = { loss, penalty: readWidePenalty(value.penalty, loss.X[0]!.length) };
  return form === 'penalty' ? { ...both, form, lambda: readAmount(value.lambda, 'lambda') }
    : { ...both, form, budget: readAmount(value.budget, 'budget') };
}
