import { isData } from '../../problem/losses.ts';
import type { DataLoss, Loss } from '../../problem/types.ts';
import { GIVEN } from './attributes.ts';
import type { Frame, Framing } from './framing.ts';
import { gesture, stamp } from './gesture.ts';
import type { Attributes } from './given.ts';
import { History, type Way } from './history.ts';

type Given = { -readonly [Name in keyof Attributes]: Attributes[Name] };
const NAMES = [...GIVEN] as (keyof Attributes)[];

/** All that a figure is given and that a reader may change, as a value. Samples are shared, not copied. */
interface Moment {
  readonly given: Readonly<Given>;
  readonly data: DataLoss | undefined;
  readonly frame: Frame;
}

/** What a past asks of its figure. */
export interface Remembered {
  readonly figure: Given;
  readonly framing: Framing;
  /** The loss of the newest problem. */
  loss(): Loss;
  /** Takes samples as if they had come from the figure's source. */
  adopt(loss: DataLoss): void;
}

const pick = (figure: Given): Given => Object.fromEntries(NAMES.map((name) => [name, figure[name]])) as unknown as Given;

const MOST_ROWS = 4e6; // of samples that differ: some tens of megabytes

/** How many of the newest moments may be kept: samples that a hand moved are another list each. */
function roomFor(moments: readonly Moment[]): number {
  const seen = new Set<DataLoss>();
  for (let kept = 0, rows = 0; kept < moments.length; kept += 1) {
    const { data } = moments[moments.length - 1 - kept]!;
    if (data && !seen.has(data)) rows += data.y.length;
    if (rows > MOST_ROWS) return kept;
    if (data) seen.add(data);
  }
  return moments.length;
}

/**
 * What a figure was before its reader's hand changed it, step by step, and what its author wrote. What the author changes later
 * is a new beginning: no step leads back behind it.
 */
export class Past {
  readonly #of: Remembered;
  readonly #steps = new History<Moment>(roomFor);
  readonly #hand = new Set<PropertyKey>(); // what the hand gave since the last update
  readonly #author: Partial<Given> = {};
  #authored: DataLoss | undefined; // the author's samples
  #byHand = false;

  constructor(of: Remembered) { this.#of = of; }

  get canUndo(): boolean { return this.#steps.canUndo; }
  get canRedo(): boolean { return this.#steps.canRedo; }
  latest(way: Way): number | undefined { return this.#steps.latest(way); }
  /** Whether anything is another than the author's. */
  get canReset(): boolean {
    const { figure, framing, loss } = this.#of, now = loss();
    return framing.frame.view !== undefined || NAMES.some((name) => figure[name] !== this.#author[name]) || (isData(now) && this.#authored !== undefined && now !== this.#authored);
  }

  /** What stands before the page's address has its say is the author's. */
  begin(): void { Object.assign(this.#author, pick(this.#of.figure)); }

  /** The hand gives the figure what it was asked for. @param data samples among it */
  take(parts: object, data?: DataLoss): void {
    const { figure } = this.#of;
    for (const [name, value] of Object.entries(parts)) {
      if (!GIVEN.has(name) || figure[name as keyof Attributes] === value) continue;
      this.#hand.add(name);
      this.#byHand = true;
    }
    Object.assign(figure, parts);
    if (!data) return;
    this.#byHand = true;
    this.#of.adopt(data);
  }

  /** The hand is about to change something; one gesture, or one run that is played, is one step. */
  step(quiet: boolean): void { this.#steps.step(this.#now, { gesture: gesture(), quiet, stamp: stamp() }); }

  /** Of an update: what the hand did not give, the author did. */
  update(changed: { keys(): Iterable<PropertyKey> }): void {
    for (const name of changed.keys()) {
      if (GIVEN.has(name) && !this.#hand.has(name)) Object.assign(this.#author, { [name]: this.#of.figure[name as keyof Attributes] });
    }
    this.#hand.clear();
  }

  /** The problem or the window was read anew. */
  read(another: boolean): void {
    const now = this.#of.loss(), own = !this.#byHand;
    this.#byHand = false;
    if (!another || !own) return;
    this.#steps.clear();
    this.#authored = isData(now) ? now : undefined;
  }

  /** @returns whether there was a step to undo */
  undo(): boolean { return this.#put(this.#steps.undo(this.#now)); }
  redo(): boolean { return this.#put(this.#steps.redo(this.#now)); }

  /** Puts back all that the author wrote, which is a step as any other. */
  reset(): boolean {
    if (!this.canReset) return false;
    this.#steps.step(this.#now, { gesture: undefined, quiet: false, stamp: stamp() });
    const { framing } = this.#of;
    this.take(this.#author, this.#authored);
    framing.put({ ...framing.frame, view: undefined });
    return true;
  }

  get #now(): Moment {
    const { figure, framing: { frame }, loss } = this.#of, now = loss();
    return { given: pick(figure), data: isData(now) ? now : undefined, frame };
  }

  #put(moment: Moment | undefined): boolean {
    if (!moment) return false;
    this.take(moment.given, moment.data);
    this.#of.framing.put(moment.frame);
    return true;
  }
}
