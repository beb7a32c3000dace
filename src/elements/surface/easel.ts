import { askAgain, gpuHome } from '../../gpu/device.ts';
import { samePicture, type Picture } from '../../paint/picture.ts';
import { forget, nextFrame, type Frame } from './frame.ts';
import { openSurface, type EngineKind, type Means, type Surface } from './surface.ts';

const DOZE_MS = 3000;

/** What an easel asks of its view. */
export interface Sitter {
  /** Where the canvas goes. */
  plane(): HTMLElement;
  prefer(): EngineKind | null;
  /** The newest picture and its size in device pixels, or nothing yet; asked for in the frame that draws it. */
  sit(): { picture: Picture; width: number; height: number } | undefined;
  /** An engine took over. `reason` says in sentences what happened to a better one; empty where nothing did. */
  opened(kind: EngineKind, reason: string): void;
  /** A picture stands on the canvas. */
  drawn(): void;
  /** Nothing can draw the newest picture; the next one is tried anew. */
  failed?(reason: string): void;
}

/**
 * Keeps a view's canvas alive: opens a surface, repaints it at most once a frame, and replaces it when it is lost or fails.
 * What failed is left alone until the page is shown again or `reopen` is called, so nothing is tried in a loop.
 */
export class Easel {
  readonly #sitter: Sitter;
  #surface: Surface | undefined;
  #shows: { readonly picture: Picture; readonly width: number; readonly height: number } | undefined; // what it was last given to paint
  #stands = false; // and has drawn it
  #stale: Surface | undefined; // its last picture stays until the next surface has drawn one
  #opening: symbol | undefined;
  #awake = false;
  #barred = new Set<Means>();
  #why = ''; // what happened to the last surface
  #fallen = false;

  constructor(sitter: Sitter) { this.#sitter = sitter; }

  /** Off-screen views sleep; waking repaints what changed meanwhile. */
  set awake(awake: boolean) {
    this.#awake = awake;
    clearTimeout(this.#dozing);
    if (awake) this.repaint();
    else forget(this.#paint);
    // Two hundred figures on a page are not two hundred canvases: what stays out of sight gives its own back.
    if (!awake && this.#surface) this.#dozing = setTimeout(() => this.close(), DOZE_MS);
  }
  #dozing: ReturnType<typeof setTimeout> | undefined;

  repaint(): void {
    if (!this.#awake) return;
    if (this.#surface) nextFrame(this.#paint);
    else if (!this.#opening) void this.#open();
  }

  /** Another engine is asked for, or the same one once more, whatever became of it. The old picture stays until a new one stands. */
  reopen(): void {
    this.#barred.clear();
    askAgain();
    this.#replace('');
  }

  /** What `prefer` answers has changed for this reason, which the next engine is announced with. The old picture stays until a new one stands. */
  reconsider(why: string): void {
    if (this.#surface) this.#replace(why);
  }

  /** Gives everything back; the next repaint opens anew. */
  close(): void {
    clearTimeout(this.#dozing);
    forget(this.#paint);
    document.removeEventListener('visibilitychange', this.#shown);
    this.#opening = undefined;
    this.#barred.clear();
    this.#why = '';
    this.#retire();
    this.#discard(this.#surface);
    this.#surface = undefined;
  }

  #discard(surface: Surface | undefined): void {
    surface?.dispose();
    surface?.canvas.remove();
  }

  #retire(): void {
    this.#discard(this.#stale);
    this.#stale = undefined;
  }

  #replace(why: string): void {
    this.#why = why;
    if (this.#stale) this.#discard(this.#surface); // which has not drawn yet
    else this.#stale = this.#surface;
    this.#surface = undefined;
    this.#opening = undefined; // one that is under way was asked for before this
    this.repaint();
  }

  async #open(): Promise<void> {
    const opening = (this.#opening = Symbol('opening'));
    let surface: Surface | undefined;
    let early: (() => void) | undefined; // lost before it was here
    const mine = (act: () => void): void => { if (!surface) early = act; else if (this.#surface === surface) act(); };
    try {
      const opened = await openSurface(this.#sitter.prefer(), this.#barred, this.#stale !== undefined, {
        drawn: () => mine(() => { this.#stands = true; this.#retire(); this.#sitter.drawn(); }),
        again: () => mine(() => { this.#shows = undefined; this.repaint(); }),
        better: () => mine(() => this.#replace(this.#why)),
        lost: (why) => mine(() => this.#replace(why)),
        failed: (why) => mine(() => { this.#barred.add(surface!.means); this.#replace(why); }),
      });
      if (this.#opening !== opening) return opened.surface.dispose();
      surface = opened.surface;
      this.#opening = undefined;
      this.#surface = surface;
      this.#shows = undefined;
      this.#fallen = opened.fallen;
      document.addEventListener('visibilitychange', this.#shown);
      this.#sitter.plane().prepend(surface.canvas);
      this.#sitter.opened(surface.kind, [this.#why, opened.reason].filter((part, at, all) => part && all.indexOf(part) === at).join(' '));
      early?.();
      this.repaint();
    } catch (error) {
      if (this.#opening !== opening) return;
      this.#opening = undefined;
      this.#barred.delete('slices'); // for the next picture
      this.#sitter.failed?.(this.#why || (error instanceof Error ? error.message : String(error)));
    }
  }

  // A page that comes back may find its GPU again: one try, and the picture of the CPU stays while it is made.
  #shown = (): void => {
    if (document.visibilityState !== 'visible' || !this.#fallen) return;
    const surface = this.#surface;
    askAgain();
    gpuHome().then(() => { if (surface && this.#surface === surface) this.reopen(); }, () => {});
  };

  #paint = (frame: Frame): void => {
    const sitting = this.#surface && this.#sitter.sit();
    if (!sitting) return;
    const { picture, width, height } = sitting, last = this.#shows;
    if (last?.width === width && last.height === height && samePicture(last.picture, picture)) {
      if (this.#stands) this.#sitter.drawn(); // for whoever waits for this one
      return;
    }
    this.#shows = sitting;
    this.#stands = false;
    this.#surface!.paint(picture, width, height, frame);
  };
}
