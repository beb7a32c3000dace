import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { promptly } from '../../field/slices.ts';
import { coordinates, figures } from '../../geometry/number.ts';
import { plane, type Plane } from '../../geometry/plane.ts';
import { radiusAt } from '../../geometry/radius.ts';
import type { Window } from '../../problem/grid.ts';
import { lambdaInside } from '../../problem/penalties.ts';
import type { ConcavePenalty, Penalty, Problem } from '../../problem/types.ts';
import { captionStyles, mark } from '../caption.ts';
import { Choices } from '../controls/choices.ts';
import { compare, type Row } from './comparison.ts';
import { define } from '../define.ts';
import { RegElement } from '../element.ts';
import { familyStyles } from './styles.ts';
import { Grievance } from '../grievance.ts';
import { Link } from '../views/link.ts';
import { miniature, miniatureSize, miniatureStyles } from './miniature.ts';
import { NOTATION, symbolOf } from '../notation.ts';
import { priceOf } from './prices.ts';
import { Sight } from '../surface/sight.ts';
import { supportSentence } from '../support.ts';
import { roles } from '../theme.ts';
import type { View } from '../views/view.ts';

/**
 * `<reg-family for="fig">`: a live table of penalties beside the figure's own. Each row solves the figure's loss at the same λ, or in
 * constraint form at the t whose region has the same radius, and has its own certificate; a row that is chosen becomes the figure's.
 * @fires reg-error something given cannot be used
 * @csspart table - the table
 * @csspart certificate - the certificate's mark of a row, which opens to its numbers
 * @csspart complaint - what cannot be used, in a sentence
 */
export class RegFamily extends RegElement {
  static override styles = [roles, ...captionStyles, miniatureStyles, familyStyles];

  /** The id of the figure, in the same document or shadow root; not given: the figure around it. */
  @property() for: string | undefined;
  /** The rows, each with its numbers if it has any, beside the penalty that the figure has: `l1 l2 elastic-net 0.5 lp 0.5 scad 3.7 0.5 mcp`. */
  @property() penalties = 'l1 l2';

  readonly #link = new Link(this);
  readonly #sight = new Sight(this, () => null, () => this.requestUpdate());
  readonly #choices = new Choices((message, about) => this.#tell(message, about));
  readonly #grievance = new Grievance((message, about) => this.#tell(message, about));
  #rows: ReadonlyMap<string, Row> = new Map();
  #plane: Plane | undefined;
  #asked: readonly unknown[] = []; // the moment that the rows answer, or are to answer
  #busy = false;
  #stay = 0; // on the page: what was asked in another is void

  #tell(message: string, about: string): void {
    this.dispatchEvent(new CustomEvent('reg-error', { detail: { message, about }, bubbles: true, composed: true }));
  }

  get #view(): View | undefined {
    const [view] = this.#link.views;
    return view && !view.waiting ? view : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stay += 1;
    this.#busy = false;
    this.#asked = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override willUpdate(): void {
    const view = this.#view;
    this.#choices.read(this.penalties);
    if (!view || this.#sight.visible === false) return;
    this.#choices.see(view.findings.problem.penalty);
    this.#work(view);
  }

  // What is being worked out is let finish: of questions that come with every frame none would ever be answered else.
  #work(view: View): void {
    const { findings, frame } = view;
    const asked = [findings, frame, this.penalties], stay = this.#stay;
    if (this.#busy || asked.every((part, i) => part === this.#asked[i])) return;
    this.#asked = asked;
    this.#busy = true;
    let now = true;
    const done = (rows?: ReadonlyMap<string, Row>) => {
      this.#busy = false;
      if (rows) this.#rows = rows;
      if (!now) this.requestUpdate(); // also asks what has come up meanwhile
    };
    promptly(compare(findings, this.#choices.all, this.#planeOf(frame), this.#rows), () => this.#stay !== stay,
      (rows) => { this.#grievance.hold(undefined); done(rows); }, (error) => { this.#grievance.hold(error as Error); done(); });
    now = false;
  }

  #planeOf(window: Window): Plane {
    if (JSON.stringify(this.#plane?.window) !== JSON.stringify(window)) this.#plane = plane(window, ...miniatureSize({ window }));
    return this.#plane!;
  }

  #choose(view: View, { problem }: Row): void {
    if (problem.penalty.kind === view.problem.penalty.kind) return;
    view.change({ penalty: problem.penalty, ...(problem.form === 'constraint' ? { budget: problem.budget } : {}) });
  }

  // The whole row is a target for mouse and finger, but for the certificate's own words; its button is the one for keys and screen readers.
  #press(event: Event, view: View, row: Row): void {
    const on = event.target as Element, details = on.closest('details');
    if (!details || on === details) this.#choose(view, row);
  }

  #row(view: View, penalty: Penalty): TemplateResult | typeof nothing {
    const row = this.#rows.get(penalty.kind);
    if (!row) return nothing;
    const chosen = view.problem.penalty.kind === penalty.kind, { problem, solution } = row;
    return html`<tr role="row" class=${chosen ? 'chosen' : ''} @click=${(event: Event) => this.#press(event, view, row)}>
      <td role="cell" class="picture">${miniature(row, view.findings.landmark.minimizers)}</td>
      <th role="rowheader" scope="row"><button type="button" aria-pressed=${chosen ? 'true' : 'false'} aria-label=${`Show ${NOTATION[penalty.kind].name} in the figure`}>${NOTATION[penalty.kind].name}</button>
        ${solution ? html`<span class="amount">${symbolOf(problem.penalty)} ${problem.form === 'constraint' ? '≤' : '='} ${figures(solution.budget)}</span>` : nothing}</th>
      <td role="cell" class="price">${priceOf(problem.penalty)}${note(problem)}</td>
      <td role="cell" class="effect">${solution ? html`<span class="theta"><i>θ</i>* = ${coordinates(solution.theta)}</span>
        <span class="support">${solution.unique ? supportSentence(solution.support, penalty.kind === 'linf' && Math.abs(solution.theta[0]) === Math.abs(solution.theta[1])) : 'one of many solutions'}</span>
        ${mark(solution)}` : row.refusal}</td>
    </tr>`;
  }

  override render() {
    const view = this.#view;
    const complaint = this.#link.missing || this.#choices.complaint || this.#grievance.message;
    const wrong = complaint ? html`<p class="complaint" part="complaint" role="alert">${complaint}</p>` : nothing;
    if (!view || this.#rows.size === 0) return wrong;
    return html`${wrong}<table role="table" part="table">
      <caption>${held([...this.#rows.values()])}</caption>
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Ball</th><th role="columnheader" scope="col">Penalty</th><th role="columnheader" scope="col">It charges for</th><th role="columnheader" scope="col">Its effect here</th></tr></thead>
      <tbody role="rowgroup">${this.#choices.all.map((penalty) => this.#row(view, penalty))}</tbody>
    </table>`;
  }
}
define('reg-family', RegFamily);

/** What is the same in all rows, told once above them. */
function held(rows: readonly Row[]): TemplateResult {
  const [{ problem }] = rows as [Row];
  if (problem.form === 'penalty') return html`The same loss, each penalty at the same <span class="amount"><i>λ</i> = ${figures(problem.lambda, 4)}</span>`;
  const radius = rows.map((row) => (row.problem.form === 'constraint' ? radiusAt(row.problem.penalty, row.problem.budget) : null)).find((each) => each !== null);
  return radius === undefined ? html`The same loss, each penalty under its own constraint`
    : html`The same loss, each ball with the same radius <span class="amount"><i>τ</i> = ${figures(radius!, 4)}</span>: it ends there on the axes`;
}

/** What must be said of a penalty that has λ inside. */
function note(problem: Problem): TemplateResult | typeof nothing {
  if (!lambdaInside(problem.penalty)) return nothing;
  const { shape, lambda = 1 } = problem.penalty as ConcavePenalty;
  if (problem.form === 'penalty') return html` <span class="note">(γ = ${figures(shape)})</span>`;
  return html` <span class="note">(γ = ${figures(shape)}, shape fixed at λ = ${figures(lambda)}${radiusAt(problem.penalty, problem.budget) === null ? '; flat by then: the region goes on along the axes for ever' : ''})</span>`;
}
