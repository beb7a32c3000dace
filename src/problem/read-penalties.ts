import { Complaint } from './complaint.ts';
import { readPenalty } from './read-penalty.ts';
import type { Penalty } from './types.ts';

const NUMBER = /^[-+.\d]/;

/**
 * Several penalties in their short forms, one after the other: `l1 l2 lp 0.5 scad 3.7 0.5`. A number belongs to the kind before
 * it; one that is named twice is meant as it is named last. A typed formula cannot stand among them.
 * @throws Complaint for whatever `readPenalty` refuses
 */
export function readPenalties(text: string): Penalty[] {
  const parts: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    if (NUMBER.test(word) && parts.length > 0) parts[parts.length - 1] += ` ${word}`;
    else parts.push(word);
  }
  const read = parts.map((part) => {
    try {
      return readPenalty(part);
    } catch (error) {
      throw error instanceof Complaint ? new Complaint(error.message, 'penalties') : error;
    }
  });
  return [...new Map(read.map((penalty) => [penalty.kind, penalty])).values()];
}
