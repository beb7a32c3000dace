import { promptly } from '../../field/slices.ts';

type Outcome<Answer> = { readonly answer: Answer } | { readonly error: unknown } | undefined;

/** The answer to the newest question of its kind: at once where that is quick, else once it is there; of questions that overtake each other the newest wins. */
export class Inquiry<Answer> {
  readonly #arrived: () => void;
  #key: unknown;
  #count = 0;
  #outcome: Outcome<Answer>;

  /** @param arrived called when an answer comes later than asked */
  constructor(arrived: () => void) { this.#arrived = arrived; }

  /**
   * @param key what the question is about: it is worked out once for each
   * @returns undefined while it is being worked out
   * @throws what the steps threw
   */
  ask(key: unknown, steps: () => Generator<void, Answer>): { readonly answer: Answer } | undefined {
    if (key !== this.#key) {
      const question = (this.#count += 1);
      this.#key = key;
      this.#outcome = undefined;
      let late = false;
      const end = (outcome: Outcome<Answer>) => {
        this.#outcome = outcome;
        if (late) this.#arrived();
      };
      promptly(steps(), () => question !== this.#count, (answer) => end({ answer }), (error) => end({ error }));
      late = true;
    }
    if (this.#outcome && 'error' in this.#outcome) throw this.#outcome.error;
    return this.#outcome;
  }
}
