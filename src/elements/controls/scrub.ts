import { walk } from '../../geometry/sweep.ts';
import { snapped, type Dial } from './dial.ts';

const SCALE_PX = 260; // of a hand's way from end to end
const STEP = 0.01, LARGE_STEP = 0.1;
const STILL_PX = 3; // a press that moved less is a click

const KEYS: Readonly<Record<string, number>> = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: LARGE_STEP, PageDown: -LARGE_STEP, Home: -1, End: 1 };

/** What a scrub asks of its element. */
export interface Scrubbed {
  dial(): Dial | undefined;
  position(): number;
  /** The reader's hand wants it there. */
  move(position: number): void;
}

/** A number that a hand drags to the left and right, or moves by arrow keys, with Shift in large steps. */
export class Scrub {
  readonly #of: Scrubbed;
  #grab: { readonly pointer: number; readonly x: number; readonly from: number; moved: boolean } | undefined;

  constructor(of: Scrubbed) { this.#of = of; }

  /** Whether a pointer holds it: its scale had better stay. */
  get held(): boolean { return this.#grab !== undefined; }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.#of.dial()) return;
    this.#grab = { pointer: event.pointerId, x: event.clientX, from: this.#of.position(), moved: false };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  readonly drag = (event: PointerEvent): void => {
    const grab = this.#grab, dial = this.#of.dial();
    if (!grab || grab.pointer !== event.pointerId || !dial) return;
    const way = event.clientX - grab.x;
    grab.moved ||= Math.abs(way) > STILL_PX;
    if (grab.moved) this.#of.move(snapped(dial, Math.min(1, Math.max(0, grab.from + way / SCALE_PX))));
  };

  readonly up = (event: PointerEvent): void => { if (this.#grab?.pointer === event.pointerId) this.#grab = undefined; };

  readonly key = (event: KeyboardEvent): void => {
    const step = KEYS[event.key], dial = this.#of.dial();
    if (step === undefined || !dial || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const size = event.shiftKey && Math.abs(step) === STEP ? Math.sign(step) * LARGE_STEP : step;
    // From end to end nothing is in the way; a step rests on what a reader knows by name.
    this.#of.move(Math.abs(size) === 1 ? Math.max(0, size) : walk(this.#of.position(), size, dial.marks.map(({ position }) => position)));
  };
}
