import { Complaint } from '../problem/complaint.ts';

/** The sentence for a part of the library that did not arrive. */
export const missed = (what: string, error: unknown, about: string): Complaint =>
  new Complaint(`${what} could not be loaded (${error instanceof Error ? error.message : String(error)}); allowed is a page that reaches every file of the library.`, about);
