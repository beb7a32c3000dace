import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { View } from '../views/view.ts';
import { Sound } from './sound.ts';

const HEARD_MS = 300; // after the hand: a solution may take a moment

/** What of its controls is heard. */
export interface Heard extends ReactiveControllerHost {
  readonly sonify: boolean;
  readonly views: readonly View[];
}

/** Has the first view of controls be heard, while a hand or a sweep moves it. */
export class Hearing implements ReactiveController {
  readonly #host: Heard;
  readonly #sound = new Sound();
  #moved = -Infinity; // when, in milliseconds of the page

  constructor(host: Heard) {
    this.#host = host;
    host.addController(this);
  }

  /** A hand or a sweep moved something. */
  moved(): void { this.#moved = performance.now(); }

  hostUpdated(): void {
    const { sonify, views: [view] } = this.#host;
    if (!sonify || !view || view.waiting || performance.now() - this.#moved > HEARD_MS) return;
    this.#sound.tell(view.findings.solution.theta, Math.max(...[...view.frame.x, ...view.frame.y].map(Math.abs)));
  }

  hostDisconnected(): void { this.#sound.close(); }
}
