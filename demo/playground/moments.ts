/** Undo and redo of moments that are values: each one that differs from the last is a step. */
export class Moments<Moment> {
  readonly #keyOf: (moment: Moment) => string;
  #moments: Moment[] = [];
  #at = -1;

  /** @param keyOf equal for moments that a reader sees as one */
  constructor(keyOf: (moment: Moment) => string) { this.#keyOf = keyOf; }

  get canUndo(): boolean { return this.#at > 0; }
  get canRedo(): boolean { return this.#at < this.#moments.length - 1; }
  get first(): Moment | undefined { return this.#moments[0]; }

  /** @returns whether this was a step */
  record(moment: Moment): boolean {
    const last = this.#moments[this.#at];
    if (last !== undefined && this.#keyOf(last) === this.#keyOf(moment)) return false;
    this.#moments = [...this.#moments.slice(0, this.#at + 1), moment].slice(-MOST);
    this.#at = this.#moments.length - 1;
    return true;
  }

  /** @param by −1 for undo, 1 for redo @returns the moment to go to, if there is one */
  go(by: -1 | 1): Moment | undefined {
    const to = this.#moments[this.#at + by];
    if (to !== undefined) this.#at += by;
    return to;
  }
}

const MOST = 200;
