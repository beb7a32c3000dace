import { coordinates } from '../../geometry/number.ts';
import type { Solution } from '../../problem/types.ts';
import { supportSentence } from '../support.ts';

const SPEAK_MS = 600; // one sentence after the last change, not one for every step of a drag

/** Says one short sentence to a screen reader once the reader's hand rests. */
export class Voice {
  readonly #say: (sentence: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (sentence: string) => void) { this.#say = say; }

  tell({ theta, support, unique, certificate }: Solution): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#say(`θ star is ${coordinates(theta)}: ${unique ? supportSentence(support) : 'one of many solutions'}${certificate.holds ? '' : '; not certified'}.`);
    }, SPEAK_MS);
  }

  hush(): void { clearTimeout(this.#timer); }
}
