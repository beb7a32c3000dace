import { Complaint, quote } from './complaint.ts';

export const MOST_LEVELS = 64;

/**
 * Reads the values at which level lines are drawn: `1, 2, 4`, or numbers in a list.
 * @returns in order, each once
 * @throws Complaint for anything but 1 to 64 finite numbers
 */
export function readLevels(given: unknown): readonly number[] {
  const parts = typeof given === 'string' ? given.trim().split(/[\s,;]+/).map((part) => (part === '' ? Number.NaN : Number(part))) : given;
  if (Array.isArray(parts) && parts.length > 0 && parts.length <= MOST_LEVELS && parts.every((part): part is number => typeof part === 'number' && Number.isFinite(part))) {
    return [...new Set(parts)].sort((a, b) => a - b);
  }
  throw new Complaint(`levels is ${quote(given)}; allowed are 1 to ${MOST_LEVELS} numbers, such as 1, 2, 4.`, 'levels');
}
