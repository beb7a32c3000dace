// How numbers are written for a reader of one language. Rounding, exact zeros and signs are `number.ts`'s own; only the decimal sign and the digits
// are the language's, as Intl.NumberFormat has them. What machines read (states, links, CSV, JSON, formulas) never passes here.

/** The signs of one language. */
export interface Numerals {
  readonly decimal: string;
  /** The digits from 0 to 9; null for 0123456789 themselves. */
  readonly digits: readonly string[] | null;
  /** What stands between two numbers of a pair: a comma that is no decimal sign. */
  readonly between: string;
}

const PLAIN: Numerals = { decimal: '.', digits: null, between: ', ' };
const known = new Map<string, Numerals>([['', PLAIN]]);

/** The signs of a language given by its BCP 47 tag; 1234.5 as in English for what is no language. */
export function numeralsOf(lang: string): Numerals {
  let found = known.get(lang);
  if (!found) {
    try {
      const format = new Intl.NumberFormat(lang, { useGrouping: false, minimumFractionDigits: 1 });
      const decimal = format.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
      const digits = [...format.format(1234567890)].slice(0, 10);
      digits.unshift(digits.pop()!); // from 0 on
      found = { decimal, digits: digits[1] === '1' ? null : digits, between: decimal === '.' ? ', ' : '; ' };
    } catch {
      found = PLAIN; // no language
    }
    known.set(lang, found);
  }
  return found;
}

let now = PLAIN;

/** Does what writes numbers for a reader of this language; what is done is done at once, and nothing of it lasts. */
export function inLanguage<Value>(lang: string, work: () => Value): Value {
  const before = now;
  now = numeralsOf(lang);
  try {
    return work();
  } finally {
    now = before;
  }
}

/** A number that was written with a point and the digits 0 to 9, in the language in force. */
export const localised = (text: string): string => (now === PLAIN ? text : text.replace(/[.\d]/g, (sign) => (sign === '.' ? now.decimal : now.digits?.[Number(sign)] ?? sign)));

/** What stands between two numbers of a pair in the language in force. */
export const between = (): string => now.between;

/**
 * A number that a reader typed, as the machine has it: with the decimal sign and the digits of the language where that cannot mean anything else, else
 * as it was typed.
 */
export function typed(text: string, lang: string): string {
  const { decimal, digits } = numeralsOf(lang), sign = text.trim().replace('−', '-');
  const plain = digits ? [...sign].map((letter) => (digits.includes(letter) ? String(digits.indexOf(letter)) : letter)).join('') : sign;
  const parts = plain.split(decimal);
  const number = decimal !== '.' && parts.length === 2 ? parts.join('.') : plain;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number) ? number : text;
}
