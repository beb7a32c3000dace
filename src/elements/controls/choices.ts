import { readPenalties } from '../../problem/read-penalties.ts';
import type { Penalty, PenaltyKind } from '../../problem/types.ts';
import { Grievance } from '../grievance.ts';

/** The penalties that an element offers: those its author named, and those its figures have or had, with their own numbers. */
export class Choices {
  readonly #grievance: Grievance;
  readonly #seen = new Map<PenaltyKind, Penalty>();
  #text = '';
  #named: readonly Penalty[] = [];

  constructor(tell: (message: string, about: string) => void) { this.#grievance = new Grievance(tell); }

  /** What is wrong with what was named, in a sentence; what was named before is offered then. */
  get complaint(): string { return this.#grievance.message; }

  /** Takes the author's list; the same list again costs nothing. */
  read(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    try {
      this.#named = readPenalties(text);
      this.#grievance.hold(undefined);
    } catch (error) {
      this.#grievance.hold(error as Error);
    }
  }

  /** A figure has this penalty now; an equal one keeps its identity. */
  see(penalty: Penalty): void {
    if (JSON.stringify(this.#seen.get(penalty.kind)) !== JSON.stringify(penalty)) this.#seen.set(penalty.kind, penalty);
  }

  has(kind: PenaltyKind): boolean { return this.#seen.has(kind); }

  /** One of each kind, the named ones first and in their order. */
  get all(): Penalty[] {
    return [...new Map([...this.#named, ...this.#seen.values()].map((penalty) => [penalty.kind, penalty])).values()];
  }
}
