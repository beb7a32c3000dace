import { css, html, svg, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { lossesSteps, type PathLosses } from '../../api/losses.ts';
import { trailKey, trailSteps } from '../../api/trail.ts';
import { AGAINST, reachOf, type Against } from '../../geometry/along.ts';
import type { Chart } from '../../geometry/chart.ts';
import { coordinates } from '../../geometry/number.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import { isData } from '../../problem/losses.ts';
import { readChoice } from '../../problem/read.ts';
import type { DataLoss, Problem } from '../../problem/types.ts';
import type { Place, Trail } from '../../solver/trail.ts';
import { amountText, AXES, refusal } from './against.ts';
import { chartStyles } from '../views/chart-axes.ts';
import { coefficientSheet, coefficientStyles, type Sheet } from './coefficient-chart.ts';
import { controlStyles } from '../controls/styles.ts';
import { define } from '../define.ts';
import { Errand } from './errand.ts';
import { handleStyles } from '../handle.ts';
import { LinkedView, type Drawing } from '../views/linked-view.ts';
import { lossChart, lossStyles, lossWords } from './loss-chart.ts';
import { Playhead, playheadStyles } from './playhead.ts';
import { radios } from '../controls/radios.ts';
import type { View } from '../views/view.ts';

const FOLDS = 5;
const FAR = 2; // of the path's own reach
const UPPER = 0.58; // of the height, where the losses stand below

let groups = 0;

/** All that stands still while λ moves. */
interface Page { readonly key: readonly unknown[]; readonly sheet: Sheet; readonly lower: { readonly chart: Chart; readonly drawn: TemplateResult } | undefined }

/**
 * `<reg-coefficient-path for="figure">`: both weights along the path of the figure's problem, against λ, log λ, t or shrinkage,
 * with every knot named, and a playhead at the figure's λ or t that hand and keys move: arrows in steps, Page Up and Page Down
 * in tens of them, none over a knot or the least held-out loss, Home and End to the ends. Of a loss from data also the training loss and the cross-validated one, whose
 * least value divides under- from overfitting.
 * @csspart words - what there is to say of the losses
 * @csspart controls - the choice of the axis
 * @csspart switch - the same, its group of buttons
 * @cssprop --reg-second - the second weight
 */
export class RegCoefficientPath extends LinkedView {
  static override styles: CSSResultGroup[] = [...LinkedView.styles, chartStyles, controlStyles, handleStyles, coefficientStyles, lossStyles, playheadStyles, css`
    :host { --_second: var(--reg-second, light-dark(#8b3192, #d99be2)); }
    .plot { aspect-ratio: var(--reg-aspect, var(--_aspect, 1.1)); min-height: var(--_least, 220px); }
    .weight { fill: var(--_ink); stroke: var(--_field-low); stroke-width: 2; }
    .weight.second { fill: var(--_second); stroke: var(--_field-low); }
    .why { position: absolute; inset: 0; display: grid; place-content: center; margin: 0; padding: 1.5em; text-align: center; color: var(--_muted); }
    .words { margin: 0.3em 0 0; color: var(--_muted); }
  `];

  /** Against what: `lambda`, `log-lambda`, `t` or `shrinkage` (‖θ‖/‖θ̂‖ in the penalty's own norm). @type {'lambda' | 'log-lambda' | 't' | 'shrinkage'} */
  @property() against = 'lambda';
  /** Of a loss from data: how many parts of the rows are held out in turn; 0 for none. */
  @property({ type: Number }) folds: number | null = null;

  readonly #trails = new Errand<Trail>(() => this.requestUpdate());
  readonly #losses = new Errand<PathLosses>(() => this.requestUpdate());
  readonly #group = `against-${(groups += 1)}`;
  #page: Page | undefined;
  #words = '';
  readonly #playhead = new Playhead(this, () => this.view);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#trails.drop();
    this.#losses.drop();
  }

  protected override draw(view: View, width: number, height: number): Drawing | undefined {
    const { problem } = view.findings;
    const against = readChoice(this.against, 'against', AGAINST), folds = this.#readFolds(problem);
    this.#playhead.hide();
    this.#words = '';
    const why = refusal(problem, against);
    if (why) return plain(why);
    try {
      const trail = this.#trails.ask(problem.loss, trailKey(problem), () => trailSteps(problem));
      return trail ? this.#draw(view, trail, against, folds, width, height) : plain('Following the path…');
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      return plain(error.message); // of the problem, not of what was given here
    }
  }

  #draw({ findings: { problem, solution } }: View, trail: Trail, against: Against, folds: number, width: number, height: number): Drawing {
    const { loss, penalty, form } = problem, { theta } = solution;
    const amount = form === 'penalty' ? problem.lambda : problem.budget, axis = against === 't' ? 't' : 'lambda';
    const reach = reachOf(trail, axis), own = (axis === 't') === (form === 'constraint') && against !== 'shrinkage' ? amount : 0;
    const top = reach > 0 && own > FAR * reach ? reach : Math.max(reach, own); // far beyond the last knot an axis with room for it would show nothing else
    const data = isData(loss), losses = data ? this.#ask(loss, problem, trail, folds) : undefined;
    const upper = data ? Math.round(UPPER * height) : height;
    const key = [trail, against, top, width, height, losses];
    if (!this.#page || this.#page.key.some((part, i) => part !== key[i])) {
      const sheet = coefficientSheet(this, trail, penalty, against, top, width, upper, data);
      this.#page = { key, sheet, lower: losses && lossChart(this, losses, sheet, against, width, height - upper) };
    }
    const { sheet, lower } = this.#page, { chart: { inner, toPixels }, span } = sheet;
    const here: Place = { theta, lambda: form === 'penalty' ? amount : solution.lambda, budget: form === 'constraint' && against === 't' ? amount : solution.penalty };
    const exact = sheet.value(here) ?? span.high, value = Math.min(span.high, Math.max(span.low, exact)), beyond = exact > span.high * (1 + 1e-9);
    const [x] = toPixels([value, 0]), bottom = inner.bottom;
    this.#words = losses ? lossWords(losses, sheet, against) : data ? 'Holding rows out…' : '';
    const dots = ([0, 1] as const).map((weight) => svg`<circle class="weight ${weight === 0 ? 'first' : 'second'}" cx=${x} cy=${toPixels([value, theta[weight]])[1]} r="5" />`);
    const text = `${amountText(against, beyond ? exact : value, 4)}${beyond ? ', beyond the right end' : ''}: θ* = ${coordinates(theta)}`;
    return {
      picture: svg`<line class="playhead" x1=${x} x2=${x} y1=${inner.top - 4} y2=${lower ? upper + lower.chart.inner.bottom : bottom} />
        ${sheet.drawn}${lower ? svg`<g transform=${`translate(0,${upper})`}>${lower.drawn}</g>` : ''}
        ${dots}${beyond ? svg`<path class="thumb" d=${`M${x - 6},${bottom - 8}l14,8l-14,8Z`} />` : svg`<circle class="thumb" cx=${x} cy=${bottom} r="7" />`}`,
      label: `Both weights against ${AXES[against].words}. ${sheet.turns.length > 0 ? `${sheet.turns.map(({ words }) => words).join('; ')}.` : 'No weight becomes exactly zero on the way.'} ${this.#words}`,
      caption: text,
      hands: this.#playhead.render(sheet, against, value, text, losses?.best === undefined ? undefined : losses.stops[losses.best]),
    };
  }

  #readFolds({ loss }: Problem): number {
    if (!isData(loss)) return 0;
    if (this.folds === null) return loss.y.length >= 2 ? Math.min(FOLDS, loss.y.length) : 0;
    if (this.folds === 0 || (Number.isInteger(this.folds) && this.folds >= 2 && this.folds <= loss.y.length)) return this.folds;
    throw new Complaint(`folds is ${quote(this.getAttribute('folds') ?? this.folds)}; allowed is 0, or a whole number from 2 to the ${loss.y.length} rows.`, 'folds');
  }

  #ask(loss: DataLoss, problem: Problem, trail: Trail, folds: number): PathLosses | undefined {
    const { penalty } = problem, form = trail.convex ? 'penalty' : trail.form, slow = !trail.convex && loss.kind !== 'squared';
    const top = reachOf(trail, form === 'penalty' ? 'lambda' : 't');
    return this.#losses.ask(loss, `losses ${form} ${folds} ${JSON.stringify(penalty)}`, () => lossesSteps(loss, penalty, form, top, folds, slow));
  }

  override updated(): void {
    this.#playhead.place(this.plot.querySelector('button'));
    const { view } = this, data = view && isData(view.findings.problem.loss);
    this.plot.style.setProperty('--_aspect', data ? '0.8' : '1.1');
    this.plot.style.setProperty('--_least', data ? '380px' : '240px');
  }

  protected override below() {
    return html`${this.#words ? html`<p class="words" part="words">${this.#words}</p>` : ''}
      <div class="controls" part="controls">${radios('Against', this.#group, AGAINST.map((value) => [value, AXES[value].short] as const), this.against, (event) => { this.against = (event.currentTarget as HTMLInputElement).value; })}</div>`;
  }
}
define('reg-coefficient-path', RegCoefficientPath);

const plain = (sentence: string): Drawing => ({ picture: svg``, label: sentence, hands: html`<p class="why">${sentence}</p>` });
