import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { figures } from '../geometry/number.ts';
import { amountAt, positionOf, scaleOf, type Scale } from '../geometry/scale.ts';
import type { Penalty, PenaltyKind, Problem } from '../problem/types.ts';
import { controlStyles } from './control-styles.ts';
import { multiplierText } from './caption.ts';
import { Link } from './link.ts';
import { NOTATION, notation } from './notation.ts';
import { parameterOf, PARAMETERS, turn } from './parameters.ts';
import { roles } from './theme.ts';
import type { Change, View } from './view.ts';

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
  /** What is offered, of: amount, shape (a penalty's own number), penalty, form. */
  @property() show = 'amount shape penalty form';
  /** The penalties to choose from, beside the one that is there. */
  @property() penalties = 'l1 l2 l2-norm';
  readonly #link = new Link(this, {
    joined: (view) => { if (this.#outside) view.drive(this, true); },
    left: (view) => view.drive(this, false),
  });
  #scale: Scale | undefined;
  readonly #seen = new Map<PenaltyKind, Penalty>(); // with the author's own numbers, so that none is lost by a choice
  readonly #group = `penalty-${(groups += 1)}`;

  /** The views driven now. */
  get views(): readonly View[] { return this.#link.views; }

  get #outside(): boolean { return this.for !== undefined || this.slot === 'controls'; }

  #slide = (event: Event): void => {
    const amount = amountAt(this.#scale!, Number((event.currentTarget as HTMLInputElement).value) / STEPS);
    const { form } = this.views[0]!.problem;
    this.#change((problem) => (problem.form === form ? (form === 'penalty' ? { lambda: amount } : { budget: amount }) : undefined));
  };

  #turn = (event: Event): void => {
    const { value } = event.currentTarget as HTMLInputElement;
    this.#change((problem) => (PARAMETERS[problem.penalty.kind] ? turn(problem, Number(value)) : undefined));
  };

  #choose = (event: Event): void => {
    const { name, value } = event.currentTarget as HTMLInputElement;
    this.#change(() => (name === this.#group ? { penalty: this.#seen.get(value as PenaltyKind) ?? value } : { form: value }));
  };

  // Of several views that one hand moves, one speaks.
  #change(of: (problem: Problem) => Change | undefined): void {
    let quiet = false;
    for (const view of this.views) {
      const change = of(view.problem);
      if (change) view.change(change, quiet);
      quiet ||= change !== undefined;
    }
    this.requestUpdate(); // the numbers follow the hand, though a solution may take its time
  }

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
    const answered = amount === (problem.form === 'penalty' ? solution.lambda : solution.budget);
    const other = problem.form === 'penalty' ? `t = ${figures(solution.budget)}` : multiplierText(problem, solution);
    return html`<label class="slider" part="slider">
      <span class="symbol"><i>${symbol}</i></span>
      <input type="range" min="0" max=${STEPS} step="1" .value=${live(String(place))} aria-label=${symbol === 'λ' ? 'λ, the weight of the penalty' : 't, the budget of the constraint'}
        aria-valuetext=${`${symbol} = ${figures(amount, 4)}${this.views.length === 1 && answered ? `, ${other}` : ''}`} @input=${this.#slide}>
      <output aria-live="off">${figures(amount, 4)}</output>
    </label>`;
  }

  #shape() {
    const [{ problem: { penalty } }] = this.views as [View];
    const parameter = PARAMETERS[penalty.kind], value = parameterOf(penalty);
    if (!parameter || value === undefined) return nothing;
    const { symbol, words, low, high, step } = parameter;
    return html`<label class="slider" part="slider">
      <span class="symbol"><i>${symbol}</i></span>
      <input type="range" min=${Math.min(low, value)} max=${Math.max(high, value)} step=${step} .value=${live(String(value))} aria-label=${words} aria-valuetext=${`${symbol} = ${figures(value)}`} @input=${this.#turn}>
      <output aria-live="off">${figures(value)}</output>
    </label>`;
  }

  #options(): PenaltyKind[] {
    const named = this.penalties.split(/[\s,]+/).filter((kind): kind is PenaltyKind => Object.hasOwn(NOTATION, kind) && kind !== 'formula');
    for (const { problem: { penalty } } of this.views) this.#seen.set(penalty.kind, penalty);
    return [...new Set([...named, ...this.#seen.keys()])];
  }

  #switch(legend: string, name: string, options: readonly (readonly [value: string, text: unknown])[], chosen: string | undefined) {
    return html`<fieldset part="switch"><legend>${legend}</legend>
      ${options.map(([value, text]) => html`<label><input type="radio" name=${name} .value=${value} .checked=${live(value === chosen)} @change=${this.#choose}><span>${text}</span></label>`)}
    </fieldset>`;
  }

  override updated(): void {
    // The scale's own position, through the CSSOM: the filled part of the track ends under the thumb.
    for (const slider of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      const low = Number(slider.min), high = Number(slider.max);
      slider.style.setProperty('--_place', `${(100 * (Number(slider.value) - low)) / (high - low)}%`);
    }
  }

  override render() {
    const missing = this.#link.missing ? html`<p class="missing" role="alert">${this.#link.missing}</p>` : nothing;
    if (this.views.length === 0 || this.views.some(({ waiting }) => waiting)) return missing;
    const offered = this.show.split(/\s+/);
    const form = this.#shared((problem) => problem.form);
    const penalty = this.#shared((problem) => problem.penalty.kind);
    // Where the forms differ, one slider means nothing: first they must agree.
    const offersForm = offered.includes('form') || form === undefined;
    return html`${missing}<div class="controls" part="controls" role="group" aria-label="Controls of the figure">
      ${offered.includes('amount') && form ? this.#slider() : nothing}
      ${offered.includes('shape') && penalty ? this.#shape() : nothing}
      ${offered.includes('penalty') && penalty ? this.#switch('Penalty', this.#group, this.#options().map((kind) => [kind, NOTATION[kind].name]), penalty) : nothing}
      ${offersForm ? this.#switch('Form', `${this.#group}-form`, Object.entries(FORMS), form) : nothing}
    </div>`;
  }
}
customElements.define('reg-controls', RegControls);
