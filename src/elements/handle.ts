import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Plane } from '../geometry/plane.ts';
import type { Vec2 } from '../problem/types.ts';

export { handleStyles } from './handle-styles.ts';

const EDGE = 1e9; // steps: as far as the plane is seen
const ARROWS: Readonly<Record<string, Vec2>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], PageUp: [0, 10], PageDown: [0, -10], Home: [-EDGE, 0], End: [EDGE, 0],
};
const INSET = 9; // pixels: at the very edge a point would be cut, and its handle with it
const STEP = 0.01, LARGE_STEP = 0.1; // of the window

const clamp = (value: number, [low, high]: Vec2) => Math.min(high, Math.max(low, value));

/** What a handle asks of its layer. */
export interface Grip {
  readonly host: HTMLElement;
  /** Whether the figure around it tells already how it is moved: read twice it would be in the way. */
  readonly told?: boolean;
  plane(): Plane | undefined;
  /** Where the handle is. */
  at(): Vec2 | undefined;
  /** What of it a hand holds that takes it at a place, of something that can be taken along a line; not given, or nothing: `at`. */
  grab?(theta: Vec2): Vec2 | undefined;
  /** The reader's hand wants it there; `done` when the hand lets go. */
  move(theta: Vec2, done: boolean): void;
  /** What a key does where the point moves along a curve; whether it was one of its keys. Not given: arrows move it in the plane. */
  press?(key: string, large: boolean): boolean;
}

/** What a screen reader is told of a handle that moves along a curve. */
export interface Dial {
  readonly low: number;
  readonly high: number;
  readonly now: number;
  readonly text: string;
  /** What its keys do, where that is not what a slider's keys do. */
  readonly keys?: string;
}

/** A point of the plane that mouse, finger and arrow keys (with Shift in large steps) move. */
export class Handle {
  readonly #grip: Grip;
  #grab: { pointer: number; dx: number; dy: number; last: Vec2 } | undefined;

  constructor(grip: Grip) { this.#grip = grip; }

  /** @param dial for a point with one freedom, which is a slider to a screen reader */
  render(label: string, dial?: Dial): TemplateResult {
    if (dial) {
      return html`<button role="slider" aria-label=${label} aria-valuemin=${dial.low} aria-valuemax=${dial.high} aria-valuenow=${dial.now} aria-valuetext=${dial.text} aria-description=${dial.keys ?? nothing}
        @pointerdown=${this.#down} @pointermove=${this.#drag} @pointerup=${this.#up} @pointercancel=${this.#up} @keydown=${this.#key}></button>`;
    }
    return html`<button aria-label=${label} aria-roledescription="draggable point" aria-description=${this.#grip.told ? nothing : 'Arrow keys move it, with Shift in large steps'}
      @pointerdown=${this.#down} @pointermove=${this.#drag} @pointerup=${this.#up} @pointercancel=${this.#up} @keydown=${this.#key}></button>`;
  }

  /** A path that mouse and pen, not a finger, can take hold of as of the button: in SVG, in the pixels of the plane. */
  line(name: string, d: string): TemplateResult {
    return svg`<path class=${name} d=${d} @pointerdown=${this.#line} @pointermove=${this.#drag} @pointerup=${this.#up} @pointercancel=${this.#up} />`;
  }

  #line = (event: PointerEvent) => { if (event.pointerType !== 'touch') this.#down(event); };

  /** Puts the button where the point is: through the CSSOM, since a style attribute would need a laxer security policy. */
  place(button: HTMLElement | null): void {
    const plane = this.#grip.plane(), theta = this.#grip.at();
    if (!button || !plane || !theta) return;
    const [x, y] = plane.toPixels(theta);
    button.style.left = `${x}px`;
    button.style.top = `${y}px`;
    button.hidden = x < 0 || y < 0 || x > plane.width || y > plane.height;
  }

  #local(event: PointerEvent): Vec2 {
    const { left, top } = this.#grip.host.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  #down = (event: PointerEvent) => {
    const plane = this.#grip.plane();
    if (!plane || event.button !== 0) return;
    const [px, py] = this.#local(event);
    const theta = this.#grip.grab?.(plane.toTheta([px, py])) ?? this.#grip.at();
    if (!theta) return;
    const [x, y] = plane.toPixels(theta);
    this.#grab = { pointer: event.pointerId, dx: x - px, dy: y - py, last: theta }; // a grab beside the centre must not make it jump
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  #drag = (event: PointerEvent) => {
    const plane = this.#grip.plane();
    if (!this.#grab || this.#grab.pointer !== event.pointerId || !plane) return;
    const [px, py] = this.#local(event);
    this.#grab.last = plane.toTheta([clamp(px + this.#grab.dx, [INSET, plane.width - INSET]), clamp(py + this.#grab.dy, [INSET, plane.height - INSET])]);
    this.#grip.move(this.#grab.last, false);
  };

  #up = (event: PointerEvent) => {
    if (!this.#grab || this.#grab.pointer !== event.pointerId) return;
    const { last } = this.#grab; // the scene may be a frame behind
    this.#grab = undefined;
    this.#grip.move(last, true);
  };

  #key = (event: KeyboardEvent) => {
    if (this.#grip.press) {
      if (this.#grip.press(event.key, event.shiftKey)) event.preventDefault();
      return;
    }
    const direction = ARROWS[event.key], plane = this.#grip.plane(), theta = this.#grip.at();
    if (!direction || !plane || !theta) return;
    event.preventDefault();
    const { x, y } = plane.window;
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const [left, top] = plane.toTheta([INSET, INSET]), [right, bottom] = plane.toTheta([plane.width - INSET, plane.height - INSET]);
    this.#grip.move([clamp(theta[0] + direction[0] * step * (x[1] - x[0]), [left, right]), clamp(theta[1] + direction[1] * step * (y[1] - y[0]), [bottom, top])], true);
  };
}
