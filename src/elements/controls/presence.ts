/** Tells when nothing of some elements can be seen any more: all are off the screen, or the page is hidden. */
export class Presence {
  readonly #gone: () => void;
  readonly #seen = new Set<Element>();
  #observer: IntersectionObserver | undefined;

  /** @param gone called when none is there */
  constructor(gone: () => void) { this.#gone = gone; }

  watch(elements: readonly Element[]): void {
    this.forget();
    for (const element of elements) this.#seen.add(element); // until the browser has looked
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) { if (isIntersecting) this.#seen.add(target); else this.#seen.delete(target); }
      if (this.#seen.size === 0) this.#gone();
    });
    for (const element of elements) this.#observer.observe(element);
    document.addEventListener('visibilitychange', this.#hidden);
  }

  forget(): void {
    this.#observer?.disconnect();
    this.#seen.clear();
    document.removeEventListener('visibilitychange', this.#hidden);
  }

  #hidden = (): void => { if (document.hidden) this.#gone(); };
}
