const MINUTE_MS = 60_000;
const MOST = 3; // a minute: a GPU that is lost more often is left alone, so that no page loops on it

/** How often a lost GPU may be opened again: at most three times a minute, and once more for each time somebody asks. Times in ms. */
export class Recoveries {
  #losses: number[] = [];
  #asked = false;

  lost(now: number): void { this.#losses.push(now); }

  /** A reader, or the page that is shown again, asks for one more try. */
  ask(): void { this.#asked = true; }

  /** Whether it may be opened now; the one more try is spent by this question. */
  allow(now: number): boolean {
    const asked = this.#asked;
    this.#asked = false;
    return asked || this.recent(now) <= MOST;
  }

  /** Losses within the last minute. */
  recent(now: number): number {
    this.#losses = this.#losses.filter((time) => now - time < MINUTE_MS);
    return this.#losses.length;
  }
}
