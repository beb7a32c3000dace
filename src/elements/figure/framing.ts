import { fitWindow } from '../../geometry/plane.ts';
import { windowOf, type Findings } from '../../paint/scene.ts';
import type { Window } from '../../problem/grid.ts';

/** Which part of the plane a view shows: the author's window, or one fitted to the loss, which stays while θ̂ is dragged. */
export class Framing {
  window: Window = fitWindow([1.5, 0.3]);
  #fixed = false; // the window is the author's
  #held = false; // the next change of the loss is the hand's
  #due = false; // to be fitted once it is known where the loss is least

  /** The reader's hand changes the loss: the window must not move under it. */
  hold(): void { this.#held = true; }

  /** @returns whether the window changes although the problem may not */
  read(window: Window | null, another: boolean): boolean {
    const moved = window !== null ? window !== this.window : this.#fixed;
    if (window) this.window = window;
    this.#due ||= window === null && (this.#fixed || (another && !this.#held));
    this.#fixed = window !== null;
    this.#held = false;
    return moved;
  }

  settle(findings: Findings): void {
    if (this.#due) this.window = windowOf(findings);
    this.#due = false;
  }
}
