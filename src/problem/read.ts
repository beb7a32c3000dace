import { Complaint, quote } from './complaint.ts';
import { PENALTIES } from './catalogue.ts';
import type { Window } from './grid.ts';
import type { Loss, Matrix2, Penalty, PenaltyKind, Problem, Vec2 } from './types.ts';

// Everything a user hands over passes here once; behind this door all values are finite and consistent.

const LIMIT = 1e150; // squares and products of two such numbers stay finite

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isVec2 = (value: unknown): value is Vec2 =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number' && Math.abs(part) <= LIMIT);

/** λ or t: a finite number that is not negative. */
export function readAmount(value: unknown, about: 'lambda' | 'budget'): number {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof amount === 'number' && amount >= 0 && amount <= LIMIT) return amount;
  throw new Complaint(`${about} is ${quote(value)}; allowed is a number from 0 on.`, about);
}

export function readPenalty(value: unknown): Penalty {
  const kind = isRecord(value) ? value.kind : value;
  if (typeof kind === 'string' && Object.hasOwn(PENALTIES, kind)) return { kind: kind as PenaltyKind };
  throw new Complaint(`penalty is ${quote(kind)}; allowed are ${Object.keys(PENALTIES).join(', ')}.`, 'penalty');
}

export const readForm = (value: unknown) => readChoice(value, 'form', ['penalty', 'constraint']);

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

/** A choice among words. */
export function readChoice<Choice extends string>(value: unknown, about: string, choices: readonly Choice[]): Choice {
  if (choices.includes(value as Choice)) return value as Choice;
  throw new Complaint(`${about} is ${quote(value)}; allowed are ${choices.slice(0, -1).join(', ')} and ${choices.at(-1)}.`, about);
}

/** “x-low x-high y-low y-high”. */
export function readWindow(value: unknown): Window {
  const list = typeof value === 'string' ? numbers(value) : [];
  const [a, b, c, d] = list as [number, number, number, number];
  if (list.length === 4 && list.every((end) => Math.abs(end) <= LIMIT) && a < b && c < d) return { x: [a, b], y: [c, d] };
  throw new Complaint(`window is ${quote(value)}; allowed are four numbers x-low x-high y-low y-high, low below high.`, 'window');
}

const numbers = (text: string) => text.trim().split(/[\s,;]+/).map((part) => (part === '' ? Number.NaN : Number(part)));

function readSamples(value: Record<string, unknown>): Loss {
  const { X, y } = value;
  if (!Array.isArray(X) || !Array.isArray(y) || X.length === 0 || X.length !== y.length) {
    throw new Complaint(`A squared loss has ${Array.isArray(X) ? X.length : 'no'} rows X and ${Array.isArray(y) ? y.length : 'no'} targets y; allowed are as many of each, at least one.`, 'loss');
  }
  const row = X.findIndex((entry) => !isVec2(entry));
  if (row >= 0) throw new Complaint(`Row ${row + 1} of X is ${quote(X[row])}; allowed are two finite numbers.`, 'loss');
  const target = y.findIndex((entry) => typeof entry !== 'number' || !(Math.abs(entry) <= LIMIT));
  if (target >= 0) throw new Complaint(`Value ${target + 1} of y is ${quote(y[target])}; allowed is a finite number.`, 'loss');
  return { kind: 'squared', X: X.map(([p, q]: Vec2) => [p, q] as const), y: [...(y as number[])] };
}

export function readLoss(value: unknown): Loss {
  if (isRecord(value) && value.kind === 'quadratic') {
    return { kind: 'quadratic', minimizer: readMinimizer(value.minimizer), curvature: readCurvature(value.curvature) };
  }
  if (isRecord(value) && value.kind === 'squared') return readSamples(value);
  throw new Complaint(`loss is ${quote(isRecord(value) ? value.kind : value)}; allowed are quadratic and squared.`, 'loss');
}

/**
 * Checks a plain JSON value and copies it into a Problem.
 * @throws Complaint one sentence naming what was given and what is allowed
 */
export function readProblem(value: unknown): Problem {
  if (!isRecord(value)) throw new Complaint(`The problem is ${quote(value)}; allowed is an object with loss, penalty, form and lambda or budget.`, 'problem');
  const form = readForm(value.form);
  const both = { loss: readLoss(value.loss), penalty: readPenalty(value.penalty) };
  return form === 'penalty' ? { ...both, form, lambda: readAmount(value.lambda, 'lambda') }
    : { ...both, form, budget: readAmount(value.budget, 'budget') };
}
