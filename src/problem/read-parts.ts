import { parse } from '../formula/parse.ts';
import { Complaint, quote } from './complaint.ts';
import type { Typed, Vec2 } from './types.ts';

// What the doors for losses, penalties and problems have in common.

export const LIMIT = 1e150; // squares and products of two such numbers stay finite, and of its inverse above zero

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** 0, or a number whose size is from 1e-150 to 1e150. */
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && (value === 0 || (Math.abs(value) <= LIMIT && Math.abs(value) >= 1 / LIMIT));
/** A number from 0 on. */
export const isSize = (value: unknown): value is number => isNumber(value) && value >= 0;
export const isVec2 = (value: unknown): value is Vec2 => Array.isArray(value) && value.length === 2 && value.every(isNumber);

/** “1 2, 3” as numbers; what is no number is NaN. */
export const numbers = (text: string): number[] => text.trim().split(/[\s,;]+/).map((part) => (part === '' ? Number.NaN : Number(part)));

const TYPED = /^\s*formula\s*:/;

/** Splits “kind 1 2”, or an object with a kind, into its kind, its numbers and its other fields. */
export function words(value: unknown, about: string): readonly [kind: unknown, numbers: readonly number[], given: Readonly<Record<string, unknown>>] {
  if (isRecord(value)) return [value.kind, [], value];
  if (typeof value !== 'string') return [value, [], {}];
  if (TYPED.test(value)) return ['formula', [], split(value.replace(TYPED, ''), about)];
  const [kind = '', ...rest] = value.trim().split(/[\s,;]+/);
  const parts = rest.map(Number);
  const wrong = parts.findIndex((part) => !isNumber(part));
  if (wrong >= 0) throw new Complaint(`${about} is ${quote(value)}, where ${quote(rest[wrong])} is no number; allowed are a kind and its numbers.`, about);
  return [kind, parts, {}];
}

// “… where a = 2, b = 1” names the formula's parameters.
function split(text: string, about: string): { formula: string; parameters: Record<string, number> } {
  const [formula = '', ...rest] = text.split(/\bwhere\b/);
  const parameters: Record<string, number> = {};
  for (const part of rest.join(' where ').split(/[,;]/).map((piece) => piece.trim()).filter(Boolean)) {
    const [name = '', number = '', ...more] = part.split('=').map((side) => side.trim());
    const amount = number === '' ? Number.NaN : Number(number);
    if (more.length > 0 || name === '' || !isNumber(amount)) throw new Complaint(`${about} has ${quote(part)} after “where”; allowed is a name and its number, such as a = 2.`, about);
    parameters[name] = amount;
  }
  return { formula: formula.trim(), parameters };
}

const MOST_PARAMETERS = 12; // of each formula: what the shaders' uniform holds

/** A formula typed by a reader, parsed once here so that everything behind the door may rely on it. */
export function readTyped({ formula, parameters = {} }: Readonly<Record<string, unknown>>, about: string): Typed {
  if (typeof formula !== 'string' || formula.trim() === '') throw new Complaint(`${about} is a formula of ${quote(formula)}; allowed is text such as x^2 + a*y^2.`, about);
  if (!isRecord(parameters) || Object.keys(parameters).length > MOST_PARAMETERS) throw new Complaint(`The formula's parameters are ${quote(parameters)}; allowed are at most ${MOST_PARAMETERS} names with a number each.`, about);
  for (const [name, value] of Object.entries(parameters)) {
    if (!isNumber(value)) throw new Complaint(`The formula's parameter ${name} is ${quote(value)}; allowed is a finite number.`, about);
  }
  try {
    parse(formula, ['x', 'y', ...Object.keys(parameters)]);
  } catch (error) {
    throw new Complaint((error as Error).message, about);
  }
  return { kind: 'formula', formula, ...(Object.keys(parameters).length > 0 ? { parameters: { ...(parameters as Record<string, number>) } } : {}) };
}
