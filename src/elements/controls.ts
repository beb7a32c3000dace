import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { figures } from '../geometry/number.ts';
import { amountAt, positionOf, scaleOf, type Scale } from '../geometry/scale.ts';
import { PENALTIES } from '../problem/catalogue.ts';
import type { PenaltyKind, Problem } from '../problem/types.ts';
import { controlStyles } from './control-styles.ts';
import { NOTATION, notation } from './notation.ts';
import { roles } from './theme.ts';
import { isView, type View } from './view.ts';

const STEPS = 500; // of the slider: about one a pixel, so that an arrow key is a fine step and Page Up a coarse one
const FORMS = { penalty: 'Penalty form', constraint: 'Constraint form' } satisfies Record<Problem['form'], string>;

let groups = 0;

/**
 * `<reg-controls>`: a slider for λ or t, and switches for the penalty and the form. It drives the view around it, or the
 * views named by `for="a b"`, which may appear later; what the views do not agree on is not offered.
 */
export class RegControls extends LitElement {
  static override styles = [roles, notation, controlStyles, css`
    :host { display: block; font: var(--reg-font-size, 14px)/1.45 var(--_sans); color: var(--_ink); }
    :host([hidden]) { display: none; }
  `];

  /** Ids of the views to drive, separated by spaces, in the same document or shadow root. */
  @property() for: string | undefined;
  /** What is offered, of: amount, penalty, form. */
  @property() show = 'amount penalty form';
  /** The views driven now. */
  @state() views: readonly View[] = [];
  @state() private missing = '';

  #scale: Scale | undefined;
  #watch: MutationObserver | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  readonly #group = `penalty-${(groups += 1)}`;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new MutationObserver(this.#resolve);
    this.#watch.observe(this.getRootNode(), { childList: true, subtree: true, attributes: true, attributeFilter: ['id'] });
    this.#resolve();
    void customElements.whenDefined('reg-geometry').then(this.#resolve);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    clearTimeout(this.#grace);
    this.#hold([]);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('for') && this.hasUpdated) this.#resolve();
  }

  #resolve = (): void => {
    if (!this.isConnected) return;
    const root = this.getRootNode() as Document | ShadowRoot;
    const ids = this.for?.trim().split(/\s+/).filter(Boolean) ?? [];
    const found = this.for === undefined ? [this.closest('reg-geometry') ?? (root instanceof ShadowRoot ? root.host : null)]
      : ids.map((id) => root.getElementById(id));
    this.#hold(found.filter(isView));
    const lost = ids.filter((_, i) => !isView(found[i]));
    clearTimeout(this.#grace);
    this.missing = '';
    // A target may still be on its way: parsed, fetched or defined later.
    if (lost.length > 0) this.#grace = setTimeout(() => { this.missing = `for names “${lost.join(' ')}”; allowed are ids of figures on this page.`; }, 2000);
  };

  #hold(views: readonly View[]): void {
    if (views.length === this.views.length && views.every((view, i) => view === this.views[i])) return;
    const outside = this.for !== undefined || this.slot === 'controls';
    for (const view of this.views) {
      view.removeEventListener('reg-solution', this.#refresh);
      if (outside) view.drive(this, false);
    }
    this.views = views;
    for (const view of views) {
      view.addEventListener('reg-solution', this.#refresh);
      if (outside) view.drive(this, true);
    }
  }

  #refresh = (): void => this.requestUpdate();

  #slide = (event: Event): void => {
    const amount = amountAt(this.#scale!, Number((event.currentTarget as HTMLInputElement).value) / STEPS);
    const { form } = this.views[0]!.problem;
    for (const view of this.views) if (view.problem.form === form) view.change(form === 'penalty' ? { lambda: amount } : { budget: amount });
  };

  #choose = (event: Event): void => {
    const { name, value } = event.currentTarget as HTMLInputElement;
    for (const view of this.views) view.change(name === this.#group ? { penalty: value } : { form: value });
  };

  /** What all the views have in common, or undefined. */
  #shared<Value>(read: (problem: Problem) => Value): Value | undefined {
    const [first, ...rest] = this.views.map(({ problem }) => read(problem));
    return rest.every((value) => value === first) ? first : undefined;
  }

  #slider() {
    const [{ problem, solution }] = this.views as [View];
    this.#scale = scaleOf(this.views.map((view) => view.problem), this.#scale);
    const amount = problem.form === 'penalty' ? problem.lambda : problem.budget;
    const symbol = problem.form === 'penalty' ? 'λ' : 't';
    const place = Math.round(STEPS * positionOf(this.#scale, amount));
    const other = problem.form === 'penalty' ? `t = ${figures(solution.budget)}` : solution.lambda === null ? 'no finite λ' : `λ = ${figures(solution.lambda)}`;
    return html`<label class="slider" part="slider">
      <span class="symbol"><i>${symbol}</i></span>
      <input type="range" min="0" max=${STEPS} step="1" .value=${live(String(place))} aria-label=${symbol === 'λ' ? 'λ, the weight of the penalty' : 't, the budget of the constraint'}
        aria-valuetext=${`${symbol} = ${figures(amount, 4)}${this.views.length === 1 ? `, ${other}` : ''}`} @input=${this.#slide}>
      <output>${figures(amount, 4)}</output>
    </label>`;
  }

  #switch(legend: string, name: string, options: readonly (readonly [value: string, text: unknown])[], chosen: string) {
    return html`<fieldset part="switch"><legend>${legend}</legend>
      ${options.map(([value, text]) => html`<label><input type="radio" name=${name} .value=${value} .checked=${live(value === chosen)} @change=${this.#choose}><span>${text}</span></label>`)}
    </fieldset>`;
  }

  override updated(): void {
    // The scale's own position, through the CSSOM: the filled part of the track ends under the thumb.
    const slider = this.renderRoot.querySelector<HTMLInputElement>('input[type=range]');
    slider?.style.setProperty('--_place', `${(100 * Number(slider.value)) / STEPS}%`);
  }

  override render() {
    if (this.missing) return html`<p class="missing" role="alert">${this.missing}</p>`;
    if (this.views.length === 0) return nothing;
    const offered = this.show.split(/\s+/);
    const form = this.#shared((problem) => problem.form);
    const penalty = this.#shared((problem) => problem.penalty.kind);
    return html`<div class="controls" part="controls" role="group" aria-label="Controls of the figure">
      ${offered.includes('amount') ? this.#slider() : nothing}
      ${offered.includes('penalty') && penalty ? this.#switch('Penalty', this.#group, (Object.keys(PENALTIES) as PenaltyKind[]).map((kind) => [kind, NOTATION[kind].name]), penalty) : nothing}
      ${offered.includes('form') && form ? this.#switch('Form', `${this.#group}-form`, Object.entries(FORMS), form) : nothing}
    </div>`;
  }
}
customElements.define('reg-controls', RegControls);
