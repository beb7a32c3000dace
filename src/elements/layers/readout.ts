import { css, html, nothing } from 'lit';
import type { Vec2 } from '../../problem/types.ts';
import { define } from '../define.ts';
import { Handle, handleStyles } from '../handle.ts';
import { RegLayer } from './layer.ts';
import { besidePoint, isQuick, linesOf, readingAt, readingWords, roundPlace, type Reading } from './reading.ts';

const REST_MS = 120; // a sum over a million samples waits until the hand rests
const SPEAK_MS = 250;

/**
 * `<reg-readout>`: θ, L, R and the objective at the pointer, or at a place that arrow keys move once it has the focus. They are values
 * of the functions themselves at the round place nearest to the pointer, not of the picture. A finger has no hover, and sees none.
 */
export class RegReadout extends RegLayer {
  static override styles = [RegLayer.styles, handleStyles, css`
    .reading { position: absolute; top: 0; left: 0; box-sizing: border-box; display: grid; grid-template-columns: auto auto; gap: 0 0.6em; padding: 4px 8px; border-radius: 4px; direction: ltr;
      background: color-mix(in srgb, var(--_paper) 92%, transparent); box-shadow: 0 0 0 1px var(--_rule); color: var(--_ink); font: 0.93em/1.35 var(--_sans); font-variant-numeric: tabular-nums; white-space: nowrap; }
    .reading[hidden] { display: none; }
    .reading span:nth-child(odd) { color: var(--_muted); text-align: end; }
    button { pointer-events: none; opacity: 0; background: none; }
    button:focus-visible { opacity: 1; }
    button::before, button::after { content: ''; position: absolute; background: var(--_ink); box-shadow: 0 0 0 1px var(--_paper); }
    button::before { inset: 21.5px 12px; }
    button::after { inset: 12px 21.5px; }
    .spoken { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
  `];

  #over: EventTarget | null = null;
  #pointer: Vec2 | undefined; // in pixels
  #place: Vec2 | undefined; // θ of the keys
  #keyed = false; // the keys' place is shown
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #speaking: ReturnType<typeof setTimeout> | undefined;
  #told: Vec2 | undefined; // the place that is read out
  #reading: Reading | undefined;
  readonly #handle = new Handle({
    host: this,
    plane: () => this.scene?.plane,
    at: () => this.#at,
    move: (theta) => {
      this.#place = roundPlace(theta, this.scene!.plane);
      this.#say();
      this.requestUpdate();
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#over = this.parentElement; // the figure of an author's layer, else the plane: both hear of the pointer
    this.#over?.addEventListener('pointermove', this.#move as EventListener);
    this.#over?.addEventListener('pointerleave', this.#leave);
    this.#over?.addEventListener('pointerdown', this.#leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#over?.removeEventListener('pointermove', this.#move as EventListener);
    this.#over?.removeEventListener('pointerleave', this.#leave);
    this.#over?.removeEventListener('pointerdown', this.#leave);
    this.#leave();
    clearTimeout(this.#speaking);
  }

  /** Where the keys are: at θ* at first. */
  get #at(): Vec2 | undefined { return this.scene && (this.#place ?? roundPlace(this.scene.solution.theta, this.scene.plane)); }

  #move = (event: PointerEvent): void => {
    const { left, top, right, bottom } = this.getBoundingClientRect(), { clientX: x, clientY: y } = event;
    const away = x < left || y < top || x > right || y > bottom;
    // What the hand drags has numbers of its own, and a button has its name.
    const busy = event.buttons !== 0 || event.composedPath().some((node) => node instanceof HTMLElement && node.classList.contains('tools'));
    if (event.pointerType === 'touch' || away || busy) return this.#leave();
    this.#pointer = [x - left, y - top];
    this.#soon();
  };

  #leave = (): void => {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
    if (!this.#pointer) return;
    this.#pointer = undefined;
    this.requestUpdate();
  };

  #soon(): void {
    if (this.scene && !isQuick(this.scene.problem.loss)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.requestUpdate(), REST_MS);
      return;
    }
    this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.requestUpdate(); });
  }

  // Once the keys rest: a screen reader that is told of every step finishes none.
  #say(): void {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      this.#told = this.#at;
      this.requestUpdate();
    }, SPEAK_MS);
  }

  #focus = (event: FocusEvent): void => {
    this.#keyed = event.type === 'focusin' && (event.target as Element).matches(':focus-visible');
    if (this.#keyed) this.#say();
    this.requestUpdate();
  };

  override render() {
    const { scene } = this;
    if (!scene) return html``;
    const place = this.#pointer ? roundPlace(scene.plane.toTheta(this.#pointer), scene.plane) : this.#keyed ? this.#at : undefined;
    this.#reading = place && readingAt(scene.problem, place);
    return html`<div class="reading" aria-hidden="true" ?hidden=${!this.#reading}>${this.#reading ? linesOf(scene.problem, this.#reading).map(([symbol, value]) => html`<span>${symbol}</span><span>${value}</span>`) : nothing}</div>
      <span @focusin=${this.#focus} @focusout=${this.#focus}>${this.#handle.render('Place to read off')}</span>
      <p class="spoken" role="status">${this.#told ? readingWords(scene.problem, readingAt(scene.problem, this.#told)) : nothing}</p>`;
  }

  override updated(): void {
    const box = this.renderRoot.querySelector<HTMLElement>('.reading'), { scene } = this;
    this.#handle.place(this.renderRoot.querySelector('button'));
    if (!box || !scene || !this.#reading) return;
    const at = this.#pointer ?? scene.plane.toPixels(this.#reading.theta);
    const [x, y] = besidePoint(at, [box.offsetWidth, box.offsetHeight], [scene.plane.width, scene.plane.height]);
    box.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
  }
}
define('reg-readout', RegReadout);
