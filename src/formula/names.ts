import { FUNCTIONS } from './tree.ts';

/** What a formula got wrong, as one sentence in the reader's words. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
}

/** Other names of the variables, known wherever the variable is. */
export const ALIASES: Readonly<Record<string, string>> = { theta1: 'x', theta2: 'y', 'θ1': 'x', 'θ2': 'y', 'θ₁': 'x', 'θ₂': 'y' };

/** Names of numbers that every formula knows. */
export const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, 'π': Math.PI };

const NAME = /^[A-Za-z][A-Za-z_0-9]{0,29}$/;

/** A text for a sentence: on one line, without signs that cannot be seen, and short. */
export function brief(text: string): string {
  const plain = text.slice(0, 1000).replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain;
}

/**
 * Checks the names of a formula: its variables and parameters.
 * @throws FormulaError when one is not a letter followed by letters, digits or _ (at most 30), is a function, a constant or
 * another name of a variable, or stands there twice
 */
export function checkNames(names: readonly string[], aliases: Readonly<Record<string, string>> = ALIASES): void {
  names.forEach((name, at) => {
    const refuse = (why: string): never => {
      throw new FormulaError(`The name “${brief(String(name))}” ${why}; allowed is a letter, then letters, digits or _, at most 30, with no other meaning.`);
    };
    if (Object.hasOwn(FUNCTIONS, name)) refuse('is a function');
    if (Object.hasOwn(CONSTANTS, name)) refuse('is a constant');
    if (Object.hasOwn(aliases, name) && names.includes(aliases[name]!)) refuse(`means the variable ${aliases[name]}`);
    if (!NAME.test(name)) refuse('cannot be used');
    if (names.indexOf(name) < at) refuse('stands for two things');
  });
}
