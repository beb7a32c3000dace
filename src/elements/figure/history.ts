const MOST = 200; // steps

/** What one step belongs to: steps of one gesture, or of one run that nobody is told of, are one. */
export interface Step {
  readonly gesture: number | undefined;
  readonly quiet: boolean;
  /** When it was: steps of several histories that one hand took at once have the same. */
  readonly stamp?: number;
}

/** Back, or forth again. */
export type Way = 'undo' | 'redo';

interface Kept<Value> { readonly value: Value; readonly stamp: number }

/** Undo and redo of immutable values. A step keeps what was before it; going back keeps what is left. */
export class History<Value> {
  #before: Kept<Value>[] = [];
  #after: Kept<Value>[] = [];
  #last: Step | undefined;
  readonly #room: (values: readonly Value[]) => number;

  /** @param room how many of the newest values there is room for, beside the two hundred that are kept at most; all when not given */
  constructor(room: (values: readonly Value[]) => number = (values) => values.length) { this.#room = room; }

  get canUndo(): boolean { return this.#before.length > 0; }
  get canRedo(): boolean { return this.#after.length > 0; }
  /** When the step was that goes next; undefined where there is none. */
  latest(way: Way): number | undefined { return (way === 'undo' ? this.#before : this.#after).at(-1)?.stamp; }

  /** Something is about to change. @param now what it changes from @returns whether a new step began */
  step(now: Value, step: Step): boolean {
    const last = this.#last;
    this.#last = step;
    const same = last && (step.gesture === undefined ? last.quiet : step.gesture === last.gesture);
    if (same) return false;
    this.#before.push({ value: now, stamp: step.stamp ?? 0 });
    this.#before = this.#before.slice(-Math.min(MOST, Math.max(1, this.#room(this.#before.map(({ value }) => value)))));
    this.#after = [];
    return true;
  }

  /** @param now what is left @returns what was before the last step; undefined where there is none */
  undo(now: Value): Value | undefined { return this.#go(this.#before, this.#after, now); }
  /** @param now what is left @returns what the last undo left; undefined where there is none */
  redo(now: Value): Value | undefined { return this.#go(this.#after, this.#before, now); }

  #go(from: Kept<Value>[], to: Kept<Value>[], now: Value): Value | undefined {
    const kept = from.pop();
    if (!kept) return undefined;
    to.push({ value: now, stamp: kept.stamp });
    this.#last = undefined;
    return kept.value;
  }

  clear(): void {
    this.#before = [];
    this.#after = [];
    this.#last = undefined;
  }
}
