import { inLanguage } from '../../geometry/numerals.ts';
import { spoken } from '../../print/speech.ts';
import type { Findings } from '../../paint/scene.ts';
import { languageOf } from '../language.ts';

const SPEAK_MS = 600; // one sentence after the last change, not one for every step of a drag

/** Says one short sentence to a screen reader once the reader's hand rests. */
export class Voice {
  readonly #figure: Element;
  readonly #say: (sentence: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param figure in whose language numbers are said */
  constructor(figure: Element, say: (sentence: string) => void) {
    this.#figure = figure;
    this.#say = say;
  }

  tell({ problem, solution }: Findings): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(inLanguage(languageOf(this.#figure), () => spoken(problem, solution))), SPEAK_MS);
  }

  hush(): void { clearTimeout(this.#timer); }
}
