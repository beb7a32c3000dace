import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Puts a picture for paper into a figure before it is printed: a canvas may come out blank, and a dark one wastes ink. */
export class Paper implements ReactiveController {
  readonly #print: () => Element | undefined;
  readonly #sheet: () => Element | null;
  #media: MediaQueryList | undefined;

  /** @param sheet where the picture goes @param print the picture; nothing where there is none yet */
  constructor(host: ReactiveControllerHost, sheet: () => Element | null, print: () => Element | undefined) {
    this.#sheet = sheet;
    this.#print = print;
    host.addController(this);
  }

  hostConnected(): void {
    this.#media = matchMedia('print');
    this.#media.addEventListener('change', this.#fill);
    addEventListener('beforeprint', this.#fill);
  }

  hostDisconnected(): void {
    this.#media?.removeEventListener('change', this.#fill);
    removeEventListener('beforeprint', this.#fill);
  }

  // Also on the way back: the next print is of what is shown then.
  #fill = (): void => {
    const picture = this.#print();
    this.#sheet()?.replaceChildren(...(picture ? [picture] : []));
  };
}
