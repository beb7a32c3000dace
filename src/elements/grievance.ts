import { Complaint } from '../problem/complaint.ts';

/** What is wrong with a view now, and whether it was told: each new complaint once, an old one that stands is only shown. */
export class Grievance {
  message = '';
  readonly #tell: (message: string, about: string) => void;

  /** @param tell called once for each new complaint */
  constructor(tell: (message: string, about: string) => void) { this.#tell = tell; }

  /** @param given which names were just given: a complaint about one of them is told again */
  hold(complaint: Error | undefined, given?: { has(name: string): boolean }): void {
    const message = complaint?.message ?? '';
    const about = complaint instanceof Complaint ? complaint.about : 'figure';
    const again = message === this.message && !given?.has(about);
    this.message = message;
    if (complaint && !again) this.#tell(message, about);
  }
}
