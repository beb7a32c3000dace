import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What a view's surroundings tell it: the size of its plane, and whether it may be seen. */
export class Sight implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #plane: () => HTMLElement | null;
  readonly #changed: () => void;
  #resized: ResizeObserver | undefined;
  #seen: IntersectionObserver | undefined;
  #observed: HTMLElement | null = null;
  #due = 0;
  #ratio: AbortController | undefined;
  /** Width and height of the plane in CSS pixels. */
  size: readonly [number, number] = [0, 0];
  /** Not known before the browser has looked. */
  visible: boolean | undefined;

  /** @param changed called when the size or the visibility is another */
  constructor(host: ReactiveControllerHost & HTMLElement, plane: () => HTMLElement | null, changed: () => void) {
    this.#host = host;
    this.#plane = plane;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#resized = new ResizeObserver(([entry]) => {
      this.size = [entry!.contentRect.width, entry!.contentRect.height];
      // Not in the observer's own turn: a page that gets a scroll bar for it would be laid out in a circle.
      cancelAnimationFrame(this.#due);
      this.#due = requestAnimationFrame(this.#changed);
    });
    this.#sharpen();
    this.#seen = new IntersectionObserver((entries) => {
      this.visible = entries.at(-1)!.isIntersecting;
      this.#changed();
    }, { rootMargin: '200px' });
    this.#seen.observe(this.#host);
    this.#observed = null;
    this.hostUpdated();
  }

  hostUpdated(): void {
    const plane = this.#plane();
    if (!plane || plane === this.#observed) return;
    this.#observed = plane;
    this.#resized?.observe(plane);
  }

  // A zoom or another screen changes the pixels of a plane whose size stays the same.
  #sharpen = (): void => {
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    ratio.addEventListener('change', () => { this.#changed(); this.#sharpen(); }, { once: true, signal: (this.#ratio = new AbortController()).signal });
  };

  hostDisconnected(): void {
    cancelAnimationFrame(this.#due);
    this.#ratio?.abort();
    this.#resized?.disconnect();
    this.#seen?.disconnect();
  }
}
