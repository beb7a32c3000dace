/**
 * What a user gave that cannot be used: one sentence in the user's words, saying what was given and what is allowed.
 * Every door (attribute, property, JSON, CSV, formula) throws this and nothing else.
 */
export class Complaint extends Error {
  override readonly name = 'Complaint';
  constructor(sentence: string, /** The attribute, field or control that it is about. */ readonly about: string) {
    super(sentence);
  }
}

// On one line, and without signs that cannot be seen: a stranger's text must not break or turn round the sentence it stands in.
const plain = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');

/** A short picture of any value for a sentence: “l3”, -1, [1, 2], nothing. */
export function quote(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'string') return `“${plain(value.length > 60 ? `${value.slice(0, 57)}…` : value)}”`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  try {
    const text = JSON.stringify(value) ?? typeof value;
    return plain(text.length > 60 ? `${text.slice(0, 57)}…` : text);
  } catch {
    return `a ${typeof value}`;
  }
}

/** What went wrong while something was read, as a complaint: a value that throws when it is looked at is no plain value. */
export const asComplaint = (error: unknown, about: string): Complaint => (error instanceof Complaint ? error : new Complaint(`${about} could not be read; allowed are plain values.`, about));
