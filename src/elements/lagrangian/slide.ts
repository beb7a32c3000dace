import { css, html, type TemplateResult } from 'lit';
import type { Vec2 } from '../../problem/types.ts';

export const slideStyles = css`
  .slide {
    position: absolute; width: 44px; height: 44px; margin: -22px 0 0 -22px; padding: 8px; border: 0; border-radius: 50%; box-sizing: border-box;
    background: color-mix(in srgb, var(--_penalty) 20%, transparent); background-clip: content-box; cursor: grab; touch-action: none;
  }
  .slide:hover { background-color: color-mix(in srgb, var(--_penalty) 30%, transparent); }
  .slide:active { cursor: grabbing; }
  .slide:focus-visible { outline: 2px solid var(--_penalty); outline-offset: -4px; }
  @media (forced-colors: active) { .slide { border: 2px solid ButtonText; background: none; } }
`;

const STEP = 0.005, LARGE_STEP = 0.05; // of the curve
const TURNS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** What a slide asks of its picture. */
export interface Rail {
  /** Where the probe is, in pixels of the picture. */
  at(): Vec2 | undefined;
  /** The share of the curve that a pixel of the picture means. */
  shareAt(pixel: Vec2): number;
  share(): number;
  /** Whether the curve is one closed piece, so that its end is its start. */
  round(): boolean;
  /** The shares at which candidates stand. */
  stops(): readonly number[];
  move(share: number): void;
}

/** A point that slides along a curve: mouse and finger drag it in a picture, keys move it in steps, to the ends, and from candidate to candidate. */
export class Slide {
  readonly #rail: Rail;
  #grab: { pointer: number; dx: number; dy: number } | undefined;

  constructor(rail: Rail) { this.#rail = rail; }

  render(name: string, label: string, text: string): TemplateResult {
    return html`<button class="slide ${name}" role="slider" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${(100 * this.#rail.share()).toFixed(1)} aria-valuetext=${text}
      aria-description="Arrow keys move it along the curve, with Shift in large steps; Page Up and Page Down go to the next candidate"
      @pointerdown=${this.#down} @pointermove=${this.#drag} @pointerup=${this.#up} @pointercancel=${this.#up} @keydown=${this.#key}></button>`;
  }

  /** Through the CSSOM, since a style attribute would need a laxer security policy. */
  place(button: HTMLElement | null): void {
    const at = this.#rail.at();
    if (!button || !at) return;
    button.style.left = `${at[0]}px`;
    button.style.top = `${at[1]}px`;
  }

  #local(event: PointerEvent): Vec2 {
    const { left, top } = (event.currentTarget as HTMLElement).parentElement!.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  #down = (event: PointerEvent) => {
    const at = this.#rail.at();
    if (!at || event.button !== 0) return;
    const [px, py] = this.#local(event);
    this.#grab = { pointer: event.pointerId, dx: at[0] - px, dy: at[1] - py }; // a grab beside the centre must not make it jump
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  #drag = (event: PointerEvent) => {
    if (this.#grab?.pointer !== event.pointerId) return;
    const [px, py] = this.#local(event);
    this.#rail.move(this.#rail.shareAt([px + this.#grab.dx, py + this.#grab.dy]));
  };

  #up = (event: PointerEvent) => {
    if (this.#grab?.pointer === event.pointerId) this.#grab = undefined;
  };

  #key = (event: KeyboardEvent) => {
    const share = this.#rail.share(), turn = TURNS[event.key];
    const stops = this.#rail.stops();
    const aim = turn !== undefined ? share + turn * (event.shiftKey ? LARGE_STEP : STEP) : event.key === 'Home' ? 0 : event.key === 'End' ? (this.#rail.round() ? 1 - STEP : 1) // the end of a closed curve is its start
      : event.key === 'PageUp' ? stops.find((stop) => stop > share + 1e-9) ?? stops[0] : event.key === 'PageDown' ? stops.filter((stop) => stop < share - 1e-9).at(-1) ?? stops.at(-1) : undefined;
    if (aim === undefined) return;
    event.preventDefault();
    this.#rail.move(turn !== undefined && this.#rail.round() ? (aim + 1) % 1 : Math.min(1, Math.max(0, aim)));
  };
}
