import type { Picture } from '../paint/picture.ts';
import { forget, nextFrame, type Frame } from './frame.ts';
import { openSurface, type EngineKind, type Surface } from './surface.ts';

/** What an easel asks of its view. */
export interface Sitter {
  /** Where the canvas goes. */
  plane(): HTMLElement;
  prefer(): EngineKind | null;
  /** The newest picture and its size in device pixels, or nothing yet; asked for in the frame that draws it. */
  sit(): { picture: Picture; width: number; height: number } | undefined;
  /** An engine took over. */
  opened(kind: EngineKind): void;
  /** A picture stands on the canvas. */
  drawn(): void;
}

/** Keeps a view's canvas alive: opens a surface, repaints it at most once a frame, and replaces it when it is lost. */
export class Easel {
  readonly #sitter: Sitter;
  #surface: Surface | undefined;
  #stale: Surface | undefined; // its last picture stays until the next surface has drawn one
  #opening: symbol | undefined;
  #awake = false;

  constructor(sitter: Sitter) { this.#sitter = sitter; }

  /** Off-screen views sleep; waking repaints what changed meanwhile. */
  set awake(awake: boolean) {
    this.#awake = awake;
    if (awake) this.repaint();
    else forget(this.#paint);
  }

  repaint(): void {
    if (!this.#awake) return;
    if (this.#surface) nextFrame(this.#paint);
    else if (!this.#opening) void this.#open();
  }

  /** Replaces the surface, for a lost one or another engine; the old picture stays until the new one stands. */
  reopen(): void {
    if (!this.#surface) return;
    this.#retire();
    this.#stale = this.#surface;
    this.#surface = undefined;
    this.repaint();
  }

  /** Gives everything back; the next repaint opens anew. */
  close(): void {
    forget(this.#paint);
    this.#opening = undefined;
    this.#retire();
    this.#stale = this.#surface;
    this.#surface = undefined;
    this.#retire();
  }

  #retire(): void {
    this.#stale?.dispose();
    this.#stale?.canvas.remove();
    this.#stale = undefined;
  }

  async #open(): Promise<void> {
    const opening = (this.#opening = Symbol('opening'));
    const surface: Surface = await openSurface(this.#sitter.prefer(), {
      drawn: () => { this.#retire(); this.#sitter.drawn(); },
      lost: () => { if (this.#surface === surface) this.reopen(); },
    });
    if (this.#opening !== opening) return surface.dispose();
    this.#opening = undefined;
    this.#surface = surface;
    this.#sitter.plane().prepend(surface.canvas);
    this.#sitter.opened(surface.kind);
    this.repaint();
  }

  #paint = (frame: Frame): void => {
    const sitting = this.#surface && this.#sitter.sit();
    if (sitting) this.#surface!.paint(sitting.picture, sitting.width, sitting.height, frame);
  };
}
