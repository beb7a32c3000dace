import { fitWindow } from '../../geometry/plane.ts';
import { windowOf, type Findings } from '../../paint/scene.ts';
import type { Window } from '../../problem/grid.ts';

/** What a framing shows, as a value that can be put back. */
export interface Frame {
  /** The author's window, or the one that was fitted. */
  readonly home: Window;
  /** Whether home is the author's. */
  readonly fixed: boolean;
  /** What the reader looks at instead. */
  readonly view: Window | undefined;
}

/**
 * Which part of the plane a view shows: the author's window, or one fitted to the loss, which stays while θ̂ is dragged; over
 * either the one that the reader's hand chose, until the author asks for another.
 */
export class Framing {
  frame: Frame = { home: fitWindow([1.5, 0.3]), fixed: false, view: undefined };
  #held = false; // the next change of the loss is the hand's
  #due = false; // to be fitted once it is known where the loss is least

  get window(): Window { return this.frame.view ?? this.frame.home; }

  /** The reader's hand changes the loss: the window must not move under it. */
  hold(): void { this.#held = true; }

  /** The reader looks at another part of the plane; undefined: at home again. */
  look(view: Window | undefined): void { this.frame = { ...this.frame, view }; }

  /** Puts back a frame that was, with the problem that it belonged to. */
  put(frame: Frame): void {
    this.frame = frame;
    this.#due = false;
    this.hold();
  }

  /** @returns whether the window changes although the problem may not */
  read(window: Window | null, another: boolean): boolean {
    const { home, fixed } = this.frame;
    const moved = window !== null ? window !== home : fixed;
    this.#due ||= window === null && (fixed || (another && !this.#held));
    if (moved || this.#due) this.frame = { home: window ?? home, fixed: window !== null, view: undefined };
    this.#held = false;
    return moved;
  }

  settle(findings: Findings): void {
    if (this.#due) this.frame = { ...this.frame, home: windowOf(findings) };
    this.#due = false;
  }
}
