import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { figures } from '../../geometry/number.ts';
import { powerOf } from '../../geometry/powers.ts';
import { scaleOf, type Scale } from '../../geometry/scale.ts';
import type { Problem } from '../../problem/types.ts';
import { Choices } from './choices.ts';
import { Company } from './company.ts';
import { controlStyles } from './styles.ts';
import { multiplierText } from '../caption.ts';
import { define } from '../define.ts';
import { alike, amountDial, POWER_DIAL, powerDial, shapeDial, snapped, type Dial } from './dial.ts';
import { RegElement } from '../element.ts';
import { Hearing } from './hearing.ts';
import { Link } from '../views/link.ts';
import { NOTATION, notation } from '../notation.ts';
import { replace } from './parameters.ts';
import { radios } from './radios.ts';
import { placeSliders, slider } from './slider.ts';
import { Sweeper, type Swept } from './sweeper.ts';
import { roles } from '../theme.ts';
import type { Change, View } from '../views/view.ts';

const FORMS = { penalty: 'Penalty form', constraint: 'Constraint form' } satisfies Record<Problem['form'], string>;
let groups = 0;

/**
 * `<reg-controls>`: a slider for λ or t, one for a penalty's own number, and switches for the penalty and the form. It drives
 * the view around it, or the views named by `for="a b"`, which may appear later; what the views do not agree on is not offered.
 * Where it offers the amount, views of one form share it: what a hand makes of λ or t in one of them holds in all.
 * @fires reg-error something given cannot be used
 * @csspart controls - all of them
 * @csspart slider - the slider of one quantity, with its symbol, its marks and its number
 * @csspart play - the button that sweeps a slider
 * @csspart switch - the choice of a penalty, or of the form
 */
export class RegControls extends RegElement implements Swept {
  static override styles = [roles, notation, controlStyles, css`
    :host { display: block; font: var(--reg-font-size, 14px)/1.45 var(--_sans); color: var(--_ink); }
    :host([hidden]) { display: none; }
  `];

  /** Ids of the views to drive, separated by spaces, in the same document or shadow root. */
  @property() for: string | undefined;
  /**
   * What is offered, of: amount (λ or t), shape (a penalty's own number), p (of every member of the family from L1 to the largest
   * weight, which then becomes lp), play (a button that sweeps a slider from end to end and back), penalty, form.
   */
  @property() show = 'amount shape penalty form';
  /** The penalties to choose from, beside the one that is there, each with its numbers if it has any: `l1 lp 0.5 mcp 3`. */
  @property() penalties = 'l1 l2 l2-norm';
  /**
   * Whether what the reader's hand moves here is also heard, for which each slider has a button that sweeps it: θ₁ at the left ear, θ₂ at the
   * right, the larger the higher, and silent where it is exactly zero. Nothing sounds before a hand has moved something.
   */
  @property({ type: Boolean }) sonify = false;
  // Those that stood before they were defined are all upgraded at once; one that comes with its figure must have its height with it.
  protected override readonly patient = this.isConnected;
  readonly #hearing = new Hearing(this);
  readonly #company: Company = new Company({ views: () => this.views, shares: () => this.#offers('amount') });
  readonly #link = new Link(this, {
    joined: (view) => { if (this.#outside) view.drive(this, true); this.#company.join(view); },
    left: (view) => { view.drive(this, false); this.#company.leave(view); },
  });
  readonly #sweeper = new Sweeper(this);
  readonly #choices = new Choices((message, about) => {
    this.dispatchEvent(new CustomEvent('reg-error', { detail: { message, about }, bubbles: true, composed: true }));
  });
  #scale: Scale | undefined;
  #power = 1; // p of the family as it was last
  #held = false; // a pointer is on a slider: near a mark it means the mark
  readonly #group = `penalty-${(groups += 1)}`;

  /** The views driven now. */
  get views(): readonly View[] { return this.#link.views; }

  get #outside(): boolean { return this.for !== undefined || this.slot === 'controls'; }

  /** Plays the sweep of λ or t (amount) or of a penalty's own number (shape), or pauses it. */
  play(name: 'amount' | 'shape' = 'amount'): void { this.#sweeper.toggle(name); }
  /** Pauses the sweep that is playing, if any. */
  pause(): void { this.#sweeper.pause(); }
  /** Which sweep is playing, if any. */
  get playing(): string | undefined { return this.#sweeper.playing; }

  dial(name: string): Dial | undefined {
    if (this.views.length === 0 || this.views.some(({ waiting }) => waiting)) return undefined;
    const form = this.#shared((problem) => problem.form);
    if (name === 'amount') return form && amountDial((this.#scale = scaleOf(this.views.map(({ problem }) => problem), this.#scale)));
    const kind = this.#shared(({ penalty }) => penalty.kind);
    const power = this.#shared(({ penalty }) => powerOf(penalty) ?? kind), [{ problem: { penalty } }] = this.views as [View];
    // Of a penalty outside the family p stands where it was last, and a hand that moves it comes back.
    if (name === 'shape' && this.#offers('p')) return power === undefined ? undefined : powerDial((this.#power = powerOf(penalty) ?? this.#power));
    // The largest weight is where this hand brought p.
    const family = kind === 'lp' || (kind === 'linf' && this.#choices.has('lp'));
    if (name === 'shape' && family) return power === undefined ? undefined : POWER_DIAL;
    return kind && shapeDial(penalty);
  }

  #slide(dial: Dial, event: Event): void {
    const position = Number((event.currentTarget as HTMLInputElement).value) / dial.steps;
    this.#put(dial, this.#held ? snapped(dial, position) : position);
  }

  #put(dial: Dial, position: number): void {
    this.#sweeper.taken();
    this.turn((problem) => dial.to(problem, position), false);
  }

  #grab = ({ type }: PointerEvent): void => {
    this.#held = type === 'pointerdown';
    if (this.#held) this.#sweeper.pause();
  };

  #choose = (event: Event): void => {
    const { name, value } = event.currentTarget as HTMLInputElement;
    const penalty = this.#choices.all.find(({ kind }) => kind === value);
    this.turn((problem) => (name !== this.#group ? { form: value } : penalty && replace(problem, penalty)), false);
  };

  // Of several views that one hand moves, one speaks.
  turn(of: (problem: Problem, view: View) => Change | undefined, quiet: boolean): void {
    let said = quiet;
    this.#hearing.moved();
    this.#company.lead(() => {
      for (const view of this.views) {
        const change = of(view.problem, view);
        if (change) view.change(change, said);
        said ||= change !== undefined;
      }
    });
    this.requestUpdate(); // the numbers follow the hand, though a solution may take its time
  }

  /** What all the views have in common, or undefined. */
  #shared<Value>(read: (problem: Problem) => Value): Value | undefined {
    const [first, ...rest] = this.views.map(({ problem }) => read(problem));
    return rest.every((value) => value === first) ? first : undefined;
  }

  #offers(word: string): boolean { return this.show.split(/\s+/).includes(word); }

  #slider(name: 'amount' | 'shape' | 'own'): TemplateResult | typeof nothing {
    const dial = this.dial(name), [view] = this.views as [View];
    if (!dial) return nothing;
    const { problem, solution } = view;
    const answered = this.views.length === 1 && name === 'amount' && dial.value(view.findings.problem) === dial.value(problem);
    const also = answered ? `, ${problem.form === 'penalty' ? `t = ${figures(solution.budget)}` : multiplierText(problem, solution)}` : '';
    return slider(alike(dial, this.views.map((each) => each.problem)), problem, this.#offers('play') || this.sonify ? this.#sweeper.of(name) : 'never', also, {
      input: (event) => this.#slide(dial, event), pointer: this.#grab, mark: (position) => this.#put(dial, position), play: () => this.#sweeper.toggle(name),
    });
  }

  override updated(): void {
    placeSliders(this.renderRoot);
    this.classList.remove('coming'); // its figure need keep no room for it
  }

  override render() {
    this.#choices.read(this.penalties);
    for (const { problem: { penalty } } of this.views) this.#choices.see(penalty);
    const wrong = this.#link.missing || this.#choices.complaint;
    const missing = wrong ? html`<p class="missing" role="alert">${wrong}</p>` : nothing;
    if (this.views.length === 0 || this.views.some(({ waiting }) => waiting)) return missing;
    const form = this.#shared((problem) => problem.form);
    const penalty = this.#shared((problem) => problem.penalty.kind);
    const kinds = this.#choices.all.map(({ kind }) => [kind, NOTATION[kind].name] as const);
    // Where the forms differ, one slider means nothing: first they must agree.
    const offersForm = this.#offers('form') || form === undefined;
    return html`${missing}<div class="controls" part="controls" role="group" aria-label="Controls of the figure">
      ${this.#offers('amount') ? this.#slider('amount') : nothing}
      ${this.#offers('shape') || this.#offers('p') ? this.#slider('shape') : nothing}
      ${this.#offers('shape') && this.#offers('p') ? this.#slider('own') : nothing}
      ${this.#offers('penalty') && penalty ? radios('Penalty', this.#group, kinds, penalty, this.#choose) : nothing}
      ${offersForm ? radios('Form', `${this.#group}-form`, Object.entries(FORMS), form, this.#choose) : nothing}
    </div>`;
  }
}
define('reg-controls', RegControls);
