import { Complaint, quote } from './complaint.ts';
import type { Window } from './grid.ts';
import { readLoss } from './read-loss.ts';
import { isRecord, isSize, LIMIT, numbers } from './read-parts.ts';
import { readPenalty } from './read-penalty.ts';
import type { Penalty, Problem } from './types.ts';

// Everything a user hands over passes these doors once; behind them all values are finite and consistent.

/** λ or t: a finite number that is not negative. */
export function readAmount(value: unknown, about: 'lambda' | 'budget'): number {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (isSize(amount)) return amount;
  if (typeof amount === 'number' && amount > 0) throw new Complaint(`${about} is ${quote(value)}; allowed is 0 or a number from 1e-150 to 1e150.`, about);
  throw new Complaint(`${about} is ${quote(value)}; allowed is a number from 0 on.`, about);
}

export const readForm = (value: unknown) => readChoice(value, 'form', ['penalty', 'constraint']);

/** A choice among words. */
export function readChoice<Choice extends string>(value: unknown, about: string, choices: readonly Choice[]): Choice {
  if (choices.includes(value as Choice)) return value as Choice;
  throw new Complaint(`${about} is ${quote(value)}; allowed are ${choices.slice(0, -1).join(', ')} and ${choices.at(-1)}.`, about);
}

const NARROWEST = 1e-100; // so that its pixels are numbers too
const isWide = (low: number, high: number) => high - low >= Math.max(NARROWEST, 1e-12 * Math.max(Math.abs(low), Math.abs(high)));

/** “x-low x-high y-low y-high”. */
export function readWindow(value: unknown): Window {
  const list = typeof value === 'string' ? numbers(value) : [];
  const [a, b, c, d] = list as [number, number, number, number];
  const fine = list.length === 4 && list.every((end) => Math.abs(end) <= LIMIT) && isWide(a, b) && isWide(c, d);
  if (fine) return { x: [a, b], y: [c, d] };
  throw new Complaint(`window is ${quote(value)}; allowed are four numbers x-low x-high y-low y-high, low below high by more than their rounding.`, 'window');
}

/** In constraint form a folded concave penalty keeps a λ of its own: 1 when none is given. */
export function checkForm(form: Problem['form'], penalty: Penalty): Penalty {
  if (form === 'constraint' && (penalty.kind === 'scad' || penalty.kind === 'mcp') && penalty.lambda === undefined) return { ...penalty, lambda: 1 };
  return penalty;
}

/**
 * Checks a plain JSON value and copies it into a Problem.
 * @throws Complaint one sentence naming what was given and what is allowed
 */
export function readProblem(value: unknown): Problem {
  if (!isRecord(value)) throw new Complaint(`The problem is ${quote(value)}; allowed is an object with loss, penalty, form and lambda or budget.`, 'problem');
  const form = readForm(value.form);
  const both = { loss: readLoss(value.loss), penalty: checkForm(form, readPenalty(value.penalty)) };
  return form === 'penalty' ? { ...both, form, lambda: readAmount(value.lambda, 'lambda') }
    : { ...both, form, budget: readAmount(value.budget, 'budget') };
}
