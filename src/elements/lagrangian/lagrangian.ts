import { html, nothing, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { Complaint } from '../../problem/complaint.ts';
import { readChoice } from '../../problem/read.ts';
import type { Answer, Question } from '../../solver/lagrange/index.ts';
import { axisMarks } from '../layers/axes.ts';
import { colours, type Colours } from '../surface/colours.ts';
import { define } from '../define.ts';
import { Easel } from '../surface/easel.ts';
import { Grievance } from '../grievance.ts';
import { LagrangianAttributes, POSED } from './attributes.ts';
import { candidateTable } from './candidates.ts';
import { captionOf, readingOf, remarksOf } from './captions.ts';
import { fieldOf } from './field.ts';
import { inputs, type Field } from './inputs.ts';
import { groundPicture, planePicture } from './plane.ts';
import { typeScale } from '../layers/measure.ts';
import { profilePicture } from './profile.ts';
import { readPosed } from './question.ts';
import { probeSentence, winnerSentence } from './sentences.ts';
import { Slide } from './slide.ts';
import { LagrangianState } from './state.ts';
import { LagrangianStudy, type Facts } from './study.ts';
import { explorerStyles } from './styles.ts';
import { workingList } from './working.ts';
import { Sight } from '../surface/sight.ts';
import type { EngineKind } from '../surface/surface.ts';

/** Fired by a Lagrangian explorer for each new answer. */
export interface CandidatesDetail { readonly question: Question; readonly answer: Answer }

let groups = 0;

/**
 * `<reg-lagrangian objective="x*y" constraint="x^2+y^2" level="1" relation="<=" sense="maximise">`: all candidates of an
 * objective J under g = k or g ≤ k, in the plane and along the curve, with a probe that slides along it.
 * @fires reg-candidates a new answer: all candidates, whether they are proven complete, and the winner
 * @fires reg-error something given cannot be used; the last good figure stays
 * @csspart plane - the plane
 * @csspart profile - J along the curve
 * @csspart caption - the question, under the plane
 * @csspart certificate - whether all candidates are found, which opens to why
 * @csspart reading - the numbers at the probe
 * @csspart verdict - the winner, in a sentence
 * @csspart candidates - the table of candidates
 * @csspart working - the conditions, written out
 * @csspart inputs - the fields to type in
 * @csspart switch - a choice among them
 * @csspart complaint - what cannot be used, in a sentence
 * @cssprop --reg-aspect - width by height of the plane
 */
export class RegLagrangian extends LagrangianAttributes {
  static override styles = explorerStyles;

  /** What draws now: gpu or cpu. */
  @property({ reflect: true }) engine: EngineKind | undefined;
  @query('.plane') private planeElement!: HTMLElement;
  @query('.profile') private profileElement!: HTMLElement;

  /** Resolves at the first answer drawn or the first error told, also off screen. */
  readonly ready: Promise<void>;
  #settle!: () => void;
  #asked = '';
  #wrong: Complaint | undefined;
  #colours: Colours | undefined;
  readonly #group = `lagrangian-${(groups += 1)}`;
  readonly #state = new LagrangianState();
  readonly #grievance = new Grievance((message, about) => { this.#tell('reg-error', { message, about }); this.#settle(); });
  readonly #study = new LagrangianStudy((facts) => this.#found(facts), (error) => { this.#wrong = new Complaint(error.message, 'question'); this.requestUpdate(); });
  readonly #sight = new Sight(this, () => this.planeElement, () => {
    if (this.#sight.visible !== undefined) this.#easel.awake = this.#sight.visible;
    this.requestUpdate();
    this.#settleUnseen();
  });
  readonly #profileSight = new Sight(this, () => this.profileElement, () => this.requestUpdate());
  readonly #easel: Easel = new Easel({
    plane: () => this.planeElement,
    prefer: () => (this.prefer === 'gpu' || this.prefer === 'cpu' ? this.prefer : null),
    sit: () => this.#sit(),
    opened: (kind) => { this.engine = kind; },
    drawn: () => { if (this.answer) this.#settle(); },
  });
  readonly #onPlane = new Slide(this.#state.rail('plane', (share) => { this.probe = share; }));
  readonly #onProfile = new Slide(this.#state.rail('chart', (share) => { this.probe = share; }));

  constructor() {
    super();
    this.ready = new Promise((resolve) => { this.#settle = resolve; });
  }

  /** The newest answer; nothing while the newest question has none. */
  get answer(): Answer | undefined { return this.#state.facts?.answer ?? undefined; }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#easel.awake = false;
    this.#easel.close();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || [...changed.keys()].some((name) => POSED.has(name))) this.#read();
    if (changed.has('prefer') && this.hasUpdated) this.#easel.reopen();
    this.#grievance.hold(this.#wrong ?? this.#refused(), changed);
    this.#state.frame(this.#sight.size, this.#profileSight.size, this.probe, typeScale(this));
  }

  override updated(): void {
    this.#onPlane.place(this.renderRoot.querySelector('.slide.on-plane'));
    this.#onProfile.place(this.renderRoot.querySelector('.slide.on-profile'));
    if (this.#state.facts) {
      const { x, y } = this.#state.facts.question.window; // one scale for both weights, or no tangent would look like one
      this.planeElement.style.setProperty('--_aspect', String(Math.min(2, Math.max(0.5, (x[1] - x[0]) / (y[1] - y[0])))));
    }
    this.#easel.repaint();
  }

  // An update is complete once the question that it asked is answered, however long that takes.
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#study.idle;
    return super.getUpdateComplete();
  }

  #read(): void {
    this.#wrong = undefined;
    try {
      const asked = readPosed(this), key = JSON.stringify(asked.question);
      if (key !== this.#asked) this.#study.pose(asked);
      this.#asked = key;
    } catch (error) {
      this.#wrong = error instanceof Complaint ? error : new Complaint(String(error), 'question');
    }
  }

  #refused(): Complaint | undefined {
    try {
      if (this.prefer !== null) readChoice(this.prefer, 'prefer', ['gpu', 'cpu']);
      readChoice(this.field, 'field', ['J', 'lagrangian']);
      if (!(this.probe >= 0 && this.probe <= 1)) throw new Complaint(`probe is ${this.getAttribute('probe') ?? this.probe}; allowed is a share of the curve from 0 to 1.`, 'probe');
      return undefined;
    } catch (error) {
      return error as Complaint;
    }
  }

  #found(facts: Facts): void {
    this.probe = this.#state.take(facts, this.probe);
    this.requestUpdate();
    if (!facts.answer) return;
    this.#tell('reg-candidates', { question: facts.question, answer: facts.answer });
    this.#settleUnseen();
  }

  // One that nobody looks at is not drawn, but whoever awaits it must not wait for a reader to scroll.
  #settleUnseen(): void {
    if (this.answer && (this.#sight.visible === false || document.hidden)) this.#settle();
  }

  #sit() {
    const { facts, plane, probe } = this.#state;
    if (!facts || !plane) return undefined;
    const ratio = globalThis.devicePixelRatio || 1;
    this.#colours = colours(this.renderRoot.querySelector('.probe')!, this.#colours);
    const picture = fieldOf(facts, this.field === 'lagrangian' ? probe?.lambda ?? null : null, probe?.J ?? null, this.#colours, ratio);
    return { picture, width: Math.max(1, Math.round(plane.width * ratio)), height: Math.max(1, Math.round(plane.height * ratio)) };
  }

  #set = (name: Field, value: string): void => { this[name] = value; };

  #tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  override render() {
    const { facts, plane, scene, chart, entries, stops, profile, probe } = this.#state, { message } = this.#grievance;
    const text = probe ? probeSentence(probe) : '', lagrangian = this.field === 'lagrangian';
    return html`
      <div class="pictures">
        <div>
          <div class="plane" part="plane" role="group" aria-label=${facts ? `Level sets of J and the curve g = k with ${entries.length} ${entries.length === 1 ? 'candidate' : 'candidates'}` : 'A figure with nothing to draw yet'}>
            <svg aria-hidden="true">${facts && plane ? groundPicture(facts, plane) : nothing}</svg>
            <reg-axes .scene=${scene}></reg-axes>
            <svg aria-hidden="true">${facts && plane ? planePicture(facts, entries, probe, lagrangian, plane, axisMarks(scene!).boxes) : nothing}</svg>
            ${probe ? this.#onPlane.render('on-plane', 'Probe on the curve', text) : nothing}
          </div>
          ${facts ? captionOf(facts, lagrangian ? probe?.lambda ?? null : undefined) : nothing}
        </div>
        <div>
          <div class="profile" part="profile" role="group" aria-label="J along the curve, against arc length">
            <svg aria-hidden="true">${facts && chart ? profilePicture(facts, profile, chart, stops, probe) : nothing}</svg>
            ${probe && chart ? this.#onProfile.render('on-profile', 'Probe along the curve', text) : nothing}
          </div>
          ${facts ? readingOf(facts, probe) : nothing}
          <p class="verdict" part="verdict" role="status">${facts ? winnerSentence(facts) : ''}</p>
        </div>
      </div>
      ${facts && entries.length > 0 ? candidateTable(facts, entries, new Set(stops.map(({ entry }) => entry)), (entry) => { this.probe = this.#state.shareOf(entry); }) : nothing}
      ${facts ? html`${remarksOf(facts)}${workingList(facts)}` : nothing}
      <p class="complaint" part="complaint" role="alert" ?hidden=${!message}>${message}</p>
      ${this.controls === 'none' ? nothing : inputs(this, this.field, this.#group, this.#wrong?.about ?? '', this.#set)}
      <span class="probe" @transitionend=${() => this.#easel.repaint()}></span>`;
  }
}
define('reg-lagrangian', RegLagrangian);

declare global {
  interface HTMLElementEventMap { 'reg-candidates': CustomEvent<CandidatesDetail> }
}
