import { css, html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Scale } from '../../geometry/scale.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import { readChoice } from '../../problem/read.ts';
import { define } from '../define.ts';
import type { Dial } from './dial.ts';
import { RegElement } from '../element.ts';
import { Grievance } from '../grievance.ts';
import { Link } from '../views/link.ts';
import { QUANTITIES, type Quantity } from './quantities.ts';
import { Scrub } from './scrub.ts';
import { roles } from '../theme.ts';
import type { View } from '../views/view.ts';

const NAMES = Object.keys(QUANTITIES);
const SCRUBBED = NAMES.filter((name) => QUANTITIES[name]!.dial);

/**
 * `<reg-value>`: a live number of a figure, inside a sentence: `θ₂ is <reg-value for="fig" of="theta2">0.3</reg-value>`. What it
 * holds is shown until the figure has an answer. With `scrub` the reader drags it left and right, or moves it by arrow keys.
 * @slot - what is shown until the figure has an answer
 * @fires reg-error something given cannot be used
 * @csspart complaint - what cannot be used, in a sentence
 */
export class RegValue extends RegElement {
  static override styles = [roles, css`
    :host { font-variant-numeric: tabular-nums; }
    :host([hidden]) { display: none; }
    .loss { color: var(--_loss); }
    .penalty { color: var(--_penalty); }
    .none { color: var(--_muted); }
    .number { white-space: nowrap; }
    [role='slider'] { position: relative; white-space: nowrap; cursor: ew-resize; touch-action: pan-y; user-select: none; -webkit-user-select: none; border-radius: 2px;
      text-decoration: underline dotted 2px; text-underline-offset: 0.22em; }
    [role='slider']::after { content: ''; position: absolute; inset: 50% 50% auto auto; width: max(100% + 6px, 28px); height: 28px; translate: 50% -50%; }
    [role='slider']:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
    [role='slider']:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
    .complaint { border-inline-start: 3px solid var(--_penalty); padding-inline-start: 0.4em; }
  `];

  /** The id of the figure, in the same document or shadow root; not given: the figure around it. */
  @property() for: string | undefined;
  /**
   * Of the answer: theta, theta1, theta2, loss, level (of the contour that touches), penalty, objective, multiplier, zeros,
   * support, certificate, gap. Of the question: lambda, t, p, rho, minimizer1, minimizer2; in each form the other of λ and t is an answer.
   * @type {'theta' | 'theta1' | 'theta2' | 'loss' | 'level' | 'penalty' | 'objective' | 'multiplier' | 'zeros' | 'support' | 'certificate' | 'gap' | 'lambda' | 't' | 'p' | 'rho' | 'minimizer1' | 'minimizer2'}
   */
  @property() of = 'theta';
  /** How many significant digits, from 1 to 15; not given: 4 of what a hand moves, so that what is shown is what is solved, else 3. */
  @property() digits: string | number | undefined;
  /** Whether the reader's hand moves it: lambda, t, p, rho, minimizer1 or minimizer2, where it is given and not an answer. */
  @property({ type: Boolean }) scrub = false;

  readonly #link = new Link(this);
  readonly #grievance = new Grievance((message, about) => {
    this.dispatchEvent(new CustomEvent('reg-error', { detail: { message, about }, bubbles: true, composed: true }));
  });
  readonly #scrub = new Scrub({
    dial: () => this.#dial,
    position: () => (this.#dial && this.#view ? this.#dial.position(this.#view.problem) : 0),
    move: (position) => {
      const view = this.#view, change = view && this.#dial?.to(view.problem, position);
      if (change) view.change(change);
      this.requestUpdate(); // the number follows the hand, though the solution may take its time
    },
  });
  #scale: Scale | undefined;
  #dial: Dial | undefined;

  get #view(): View | undefined {
    const [view] = this.#link.views;
    return view && !view.waiting ? view : undefined;
  }

  #read(): { quantity: Quantity; digits: number } | undefined {
    try {
      const name = readChoice(this.of, 'of', NAMES);
      if (this.scrub) readScrubbed(name);
      const quantity = QUANTITIES[name]!, read = { quantity, digits: readDigits(this.digits ?? (quantity.dial ? 4 : 3)) };
      this.#grievance.hold(undefined);
      return read;
    } catch (error) {
      this.#grievance.hold(error as Error);
      return undefined;
    }
  }

  override render() {
    const read = this.#read(), view = this.#view;
    const complaint = this.#grievance.message || this.#link.missing;
    if (!read || complaint) return html`<span class="complaint" part="complaint">${complaint}</span>`;
    if (!view) return html`<slot>…</slot>`;
    const { quantity, digits } = read;
    // Under a hand that drags a scale must not change.
    if (!this.#scrub.held) {
      const moved = this.scrub ? quantity.dial?.(view, this.#scale) : undefined;
      this.#dial = moved?.dial;
      this.#scale = moved?.scale;
    }
    const told = quantity.text(view, digits), text = told ?? 'none', dial = this.#dial;
    if (told === null && !dial) return html`<span class="none">none</span>`;
    const number = /\p{L}{2}/u.test(text) ? '' : 'number'; // words may be broken
    if (!dial) return html`<span class="${quantity.role} ${number}">${text}</span>`;
    return html`<span class=${quantity.role} role="slider" tabindex="0" aria-label=${dial.words} aria-orientation="horizontal" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round(100 * dial.position(view.problem))} aria-valuetext=${`${dial.symbol} = ${text}`} title="Drag it left or right, or use the arrow keys"
      @pointerdown=${this.#scrub.down} @pointermove=${this.#scrub.drag} @pointerup=${this.#scrub.up} @pointercancel=${this.#scrub.up} @keydown=${this.#scrub.key}>${text}</span>`;
  }
}
define('reg-value', RegValue);

function readScrubbed(name: string): void {
  if (!SCRUBBED.includes(name)) throw new Complaint(`scrub is given for ${quote(name)}, which is an answer; allowed are ${SCRUBBED.slice(0, -1).join(', ')} and ${SCRUBBED.at(-1)}.`, 'scrub');
}

function readDigits(given: string | number): number {
  const digits = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof digits === 'number' && Number.isInteger(digits) && digits >= 1 && digits <= 15) return digits;
  throw new Complaint(`digits is ${quote(given)}; allowed is a whole number from 1 to 15.`, 'digits');
}
