import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { panned, pinched, wheelFactor, windowSentence, zoomed, type Looked } from '../../geometry/zoom.ts';
import { inLanguage } from '../../geometry/numerals.ts';
import { plane, type Plane } from '../../geometry/plane.ts';
import type { Complaint } from '../../problem/complaint.ts';
import { readChoice } from '../../problem/read.ts';
import type { Window } from '../../problem/grid.ts';
import type { Vec2 } from '../../problem/types.ts';
import { languageOf } from '../language.ts';
import type { Frame } from './framing.ts';

const STEP = 1.25; // of the width, by a button or a key
const MOVE = 0.1, LARGE_MOVE = 0.5; // of the window, by arrow keys
const REST_MS = 600; // one sentence after the last key, not one for each
const STILL_PX = 3; // a click moves nothing

const ARROWS: Readonly<Record<string, Vec2>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const WORDS = ['none', 'wheel', 'touch'] as const;

/** What roaming asks of its figure. */
export interface Roamed extends ReactiveControllerHost, HTMLElement {
  readonly zoom: string;
  readonly waiting: boolean;
}

/** What it needs to know, and what it asks for. */
export interface Roads {
  plane(): HTMLElement | null;
  frame(): Frame;
  /** The reader looks at another part of the plane; null: at the author's. */
  look(window: Window | null): void;
  /** It may go no further, or again; told at each move. */
  ended(end: Looked['end']): void;
  /** What a key or a button has led to, in a sentence, once they rest. */
  told(sentence: string): void;
}

type Grab = { readonly pointer: number; readonly from: Vec2; readonly over: Plane; readonly window: Window; moved: boolean };
interface Pinch { readonly over: Plane; readonly window: Window; readonly ends: readonly [Vec2, Vec2] }

/** Mouse, wheel, keys and, where asked for, two fingers move the window of a figure and change its scale. */
export class Roam implements ReactiveController {
  readonly #host: Roamed;
  readonly #roads: Roads;
  #on: HTMLElement | null = null;
  #grab: Grab | undefined;
  #pinch: Pinch | undefined;
  #wish: (() => Looked) | undefined;
  #frame = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #words: readonly string[] = [];
  /** What is wrong with `zoom`. */
  complaint: Complaint | undefined;

  constructor(host: Roamed, roads: Roads) {
    this.#host = host;
    this.#roads = roads;
    host.addController(this);
  }

  /** Whether the window may be moved at all. */
  get allowed(): boolean { return !this.#words.includes('none'); }

  /** Reads `zoom`; a word that is none is its complaint, and the last good words stay. */
  read(): void {
    this.complaint = undefined;
    try {
      this.#words = this.#host.zoom.trim().split(/\s+/).filter(Boolean).map((word) => readChoice(word, 'zoom', WORDS));
    } catch (error) {
      this.complaint = error as Complaint;
    }
  }

  hostUpdated(): void {
    const now = this.#roads.plane();
    if (now === this.#on || !now) return;
    this.#on = now;
    now.addEventListener('pointerdown', this.#down);
    now.addEventListener('pointermove', this.#drag);
    for (const name of ['pointerup', 'pointercancel'] as const) now.addEventListener(name, this.#up);
    now.addEventListener('wheel', this.#wheel, { passive: false });
    for (const name of ['touchstart', 'touchmove'] as const) now.addEventListener(name, this.#touch, { passive: false });
    for (const name of ['touchend', 'touchcancel'] as const) now.addEventListener(name, this.#lift);
    now.addEventListener('keydown', this.press);
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#telling);
    this.#frame = 0;
    this.#wish = this.#grab = this.#pinch = undefined;
  }

  /** By a button: closer about the middle, or farther. */
  readonly closer = (): void => { this.#by(1 / STEP); };
  readonly farther = (): void => { this.#by(STEP); };
  readonly home = (): void => {
    if (!this.#roads.frame().view) return;
    this.#roads.ended(null);
    this.#roads.look(null);
    this.#tell();
  };

  /** + − and 0; arrow keys move the window where a button of the view has the focus. */
  readonly press = (event: KeyboardEvent): void => {
    if (!this.#free || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ARROWS[event.key], own = event.composedPath()[0] as Partial<HTMLElement>;
    if (event.key === '+' || event.key === '=') this.closer();
    else if (event.key === '-' || event.key === '_') this.farther();
    else if (event.key === '0') this.home();
    else if (way && own.dataset?.roam !== undefined) {
      const { x, y } = this.#window, step = event.shiftKey ? LARGE_MOVE : MOVE;
      this.#go(() => panned(this.#window, [way[0] * step * (x[1] - x[0]), way[1] * step * (y[1] - y[0])], this.#home));
      this.#tell();
    } else return;
    event.preventDefault();
  };

  get #free(): boolean { return this.allowed && !this.#host.waiting; }
  get #window(): Window { const { home, view } = this.#roads.frame(); return view ?? home; }
  get #home(): Window { return this.#roads.frame().home; }

  #plane(): Plane {
    const { width, height } = this.#on!.getBoundingClientRect();
    return plane(this.#window, width, height);
  }

  #local({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Vec2 {
    const { left, top } = this.#on!.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  #by(factor: number): void {
    if (!this.#free) return;
    const { x, y } = this.#window;
    this.#go(() => zoomed(this.#window, factor, [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2], this.#home));
    this.#tell();
  }

  // Where it goes no further that is said instead, where it is shown.
  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#roads.told(inLanguage(languageOf(this.#host), () => windowSentence(this.#window))), REST_MS);
  }

  /** @returns whether the window is another now */
  #go(look: () => Looked): boolean {
    const { window, end } = look(), { x, y } = this.#window;
    this.#roads.ended(end);
    if (window.x[0] === x[0] && window.x[1] === x[1] && window.y[0] === y[0] && window.y[1] === y[1]) return false;
    this.#roads.look(window);
    return true;
  }

  // A hand asks more often than a screen shows.
  #soon(wish: () => Looked): void {
    this.#wish = wish;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#flush();
    });
  }

  #flush(): void {
    const wish = this.#wish;
    this.#wish = undefined;
    if (wish) this.#go(wish);
  }

  // On the plane itself, and not on what stands on it. A finger pans the page.
  #down = (event: PointerEvent): void => {
    const own = event.composedPath()[0];
    if (!this.#free || event.button !== 0 || event.pointerType === 'touch' || (own !== this.#on && !(own instanceof HTMLCanvasElement))) return;
    this.#grab = { pointer: event.pointerId, from: this.#local(event), over: this.#plane(), window: this.#window, moved: false };
    this.#on!.setPointerCapture(event.pointerId);
  };

  #drag = (event: PointerEvent): void => {
    const grab = this.#grab;
    if (!grab || grab.pointer !== event.pointerId) return;
    const [x, y] = this.#local(event), [u, v] = [x - grab.from[0], y - grab.from[1]];
    if (!grab.moved && Math.hypot(u, v) < STILL_PX) return;
    grab.moved = true;
    this.#on!.style.cursor = 'grabbing';
    const [p, q] = grab.over.toTheta([0, 0]), [r, s] = grab.over.toTheta([u, v]);
    this.#soon(() => panned(grab.window, [p - r, q - s], this.#home));
  };

  #up = (event: PointerEvent): void => {
    if (this.#grab?.pointer !== event.pointerId) return;
    this.#flush(); // the last place is where the hand let go
    this.#grab = undefined;
    this.#on!.style.cursor = '';
  };

  // A page scrolls by its wheel: only with Ctrl or Meta (which a trackpad's pinch sends too), or where the author asks for it.
  #wheel = (event: WheelEvent): void => {
    const asked = event.ctrlKey || event.metaKey;
    if (!this.#free || event.deltaY === 0 || !(asked || this.#words.includes('wheel'))) return;
    const factor = wheelFactor(event.deltaY, event.deltaMode), at = this.#plane().toTheta(this.#local(event));
    const moved = this.#go(() => zoomed(this.#window, factor, at, this.#home));
    if (moved || asked) event.preventDefault(); // at the end of its way a plain wheel is the page's again
  };

  // Two fingers, where the author asks for them; one is always the page's.
  #touch = (event: TouchEvent): void => {
    if (!this.#free || !this.#words.includes('touch')) return;
    const [a, b] = event.targetTouches;
    if (!a || !b || event.targetTouches.length > 2) return;
    if (event.cancelable) event.preventDefault();
    const ends = [this.#local(a), this.#local(b)] as const;
    if (event.type === 'touchstart' || !this.#pinch) {
      this.#pinch = { over: this.#plane(), window: this.#window, ends };
      return;
    }
    const { over, window, ends: [p, q] } = this.#pinch, from = [over.toTheta(p), over.toTheta(q)] as const, to = [over.toTheta(ends[0]), over.toTheta(ends[1])] as const;
    this.#soon(() => pinched(window, from, to, this.#home));
  };

  #lift = (): void => {
    if (!this.#pinch) return;
    this.#flush();
    this.#pinch = undefined;
  };
}
