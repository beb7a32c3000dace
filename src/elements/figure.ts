import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { coordinates } from '../geometry/number.ts';
import { fitWindow, plane } from '../geometry/plane.ts';
import { drawnLambda, type Picture } from '../paint/picture.ts';
import { formulasOf } from '../problem/catalogue.ts';
import { Complaint } from '../problem/complaint.ts';
import type { Window } from '../problem/grid.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import { readChoice, readProblem } from '../problem/read.ts';
import type { Problem, Solution } from '../problem/types.ts';
import { solve } from '../solver/solve.ts';
import { RegArgmin, supportSentence, type MoveDetail } from './argmin.ts';
import './axes.ts';
import { caption, captionStyles } from './caption.ts';
import { colours, type Colours } from './colours.ts';
import './constraint-region.ts';
import './controls.ts';
import { Easel } from './easel.ts';
import './field-layers.ts';
import { Given, type Attributes } from './given.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';
import type { EngineKind } from './surface.ts';
import { roles } from './theme.ts';
import type { Change, View } from './view.ts';

const DEFAULT: Problem = {
  loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6,
};
const GIVEN = new Set<PropertyKey>(['loss', 'penalty', 'form', 'lambda', 'budget', 'minimizer', 'curvature', 'src', 'features', 'target', 'scaling', 'window']);
const SPEAK_MS = 600; // one sentence after the last change, not one for every step of a drag

/**
 * `<reg-geometry>`: a certified figure of one regularization problem. With no layer children it composes the default.
 * @slot - layers, in paint order
 * @slot controls - controls instead of the figure's own
 * @fires reg-change the reader changed the problem
 * @fires reg-solution a new certified solution
 * @fires reg-error something given cannot be used; the last good figure stays
 */
export class RegGeometry extends LitElement implements View, Attributes {
  static override styles = [roles, ...captionStyles, css`
    :host { display: block; color: var(--_ink); font: var(--reg-font-size, 14px)/1.45 var(--_sans); container-type: inline-size; position: relative; }
    :host([hidden]) { display: none; }
    .plane { position: relative; aspect-ratio: var(--reg-aspect, 1); contain: strict; width: 100%; border-radius: 3px; overflow: hidden; background: var(--_field-low); }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
    .waiting { position: absolute; inset: 0; display: grid; place-content: center; color: var(--_muted); }
    .complaint { margin: 0.4em 0 0; padding-inline-start: 0.7em; border-inline-start: 3px solid var(--_penalty); }
    .speech { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    /* Not displayed, its colours could not be seen to change: a transition tells of a new theme, whatever caused it. */
    .probe { position: absolute; width: 0; height: 0; visibility: hidden; color: var(--_field-low); background-color: var(--_field-high); border-top: 0 solid var(--_loss); transition: color 1ms, background-color 1ms, border-color 1ms; }
  `];

  @property() loss = 'quadratic';
  @property() penalty = 'l1';
  @property() form = 'penalty';
  @property() lambda: string | number = 0.6;
  @property() budget: string | number = 1;
  @property() minimizer: string | readonly number[] = '1.5 0.3';
  @property() curvature: string | readonly (readonly number[])[] = '1 0.3 1';
  @property() src: string | null | undefined;
  @property() features = '';
  @property() target = 'y';
  /** standard: features centred and divided by their population standard deviation; none: only centred. */
  @property() scaling = 'standard';
  /** x-low x-high y-low y-high; fitted to the loss when not given. */
  @property() window: string | null | undefined;
  /** gpu: even a software adapter; cpu: never the GPU; nothing: what is faster here. */
  @property() prefer: string | null = null;
  /** own, or none for a picture without controls. */
  @property() controls = 'own';
  /** What draws now: gpu or cpu. */
  @property({ reflect: true }) engine: EngineKind | undefined;

  @state() private scene: Scene | undefined;
  @state() private complaint = '';
  @state() private speech = '';
  @state() private composed = false;
  @state() private driven = false;
  @query('.plane') private planeElement!: HTMLElement;

  /** Resolves at the first solution drawn or the first error told, also off screen. */
  readonly ready: Promise<void>;
  #settle!: () => void;
  #problem: Problem = DEFAULT;
  #solution: Solution = solve(DEFAULT);
  #window: Window = fitWindow([1.5, 0.3]);
  #size: readonly [number, number] = [0, 0];
  #colours: Colours | undefined;
  #solved = false;
  #fixed = false; // the window is the author's, not fitted
  #dragged = false; // by the reader's hand: the window stays
  #speaking: ReturnType<typeof setTimeout> | undefined;
  readonly #drivers = new Set<HTMLElement>();
  readonly #given = new Given(DEFAULT, () => this.requestUpdate('src'));
  readonly #easel = new Easel({
    plane: () => this.planeElement,
    prefer: () => (this.prefer === 'gpu' || this.prefer === 'cpu' ? this.prefer : null),
    sit: () => this.#sit(),
    opened: (kind) => { this.engine = kind; },
    drawn: () => this.#settle(),
  });
  #resized: ResizeObserver | undefined;
  #seen: IntersectionObserver | undefined;
  #visible: boolean | undefined; // not known before the browser has looked

  constructor() {
    super();
    this.ready = new Promise((resolve) => { this.#settle = resolve; });
    this.addEventListener('reg-layer', this.#compose);
    this.addEventListener('reg-repaint', () => { this.#complain(this.#wrong); this.#easel.repaint(); });
    this.addEventListener('reg-move', (event) => this.#move((event as CustomEvent<MoveDetail>).detail));
  }

  /** The problem as a plain value; setting it checks it, and the attributes' properties follow. */
  get problem(): Problem { return this.#problem; }
  set problem(value: Problem) {
    try {
      const { loss, penalty, ...amount } = readProblem(value);
      Object.assign(this, amount, { loss: loss.kind, penalty: penalty.kind, src: undefined });
      if (loss.kind === 'quadratic') Object.assign(this, { minimizer: loss.minimizer, curvature: loss.curvature });
      else this.#given.adopt(this, loss);
      this.#read(new Set());
    } catch (error) {
      this.#complain(error as Error);
    }
  }
  /** The newest certified solution. */
  get solution(): Solution { return this.#solution; }

  /** A change by the reader's hand, which is told by `reg-change`; the loss and its window stay. */
  change({ form, ...rest }: Change): void {
    if (form !== undefined && form !== this.#problem.form) {
      // The other form at the corresponding λ or t, so that the picture does not jump.
      if (form === 'constraint') this.budget = this.#solution.budget;
      else if (this.#solution.lambda !== null) this.lambda = this.#solution.lambda;
      this.form = form;
    }
    Object.assign(this, rest);
    void this.updateComplete.then(() => this.#tell('reg-change', { problem: this.#problem }));
  }

  drive(controls: HTMLElement, driven: boolean): void {
    if (driven) this.#drivers.add(controls);
    else this.#drivers.delete(controls);
    this.driven = this.#drivers.size > 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized = new ResizeObserver(([entry]) => {
      this.#size = [entry!.contentRect.width, entry!.contentRect.height];
      this.#rescene();
    });
    this.#seen = new IntersectionObserver((entries) => {
      this.#visible = entries.at(-1)!.isIntersecting;
      this.#easel.awake = this.#visible;
      this.#settleUnseen();
    }, { rootMargin: '200px' });
    this.#seen.observe(this);
    if (this.hasUpdated) this.#resized.observe(this.planeElement);
    if (this.src && this.hasUpdated) this.requestUpdate('src');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized?.disconnect();
    this.#seen?.disconnect();
    this.#given.abort();
    clearTimeout(this.#speaking);
    this.#easel.awake = false;
    this.#easel.close();
  }

  override firstUpdated(): void { this.#resized?.observe(this.planeElement); }

  override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || [...changed.keys()].some((name) => GIVEN.has(name))) this.#read(changed);
    if (changed.has('prefer')) this.#preferred();
  }

  override updated(): void { this.#compose(); }

  #read(changed: ReadonlySet<PropertyKey> | PropertyValues): void {
    const { problem, window } = this.#given.read(this);
    this.#complain(this.#wrong, changed);
    if (this.#given.waiting && !this.#solved) return; // nothing was drawn yet: better no figure for a moment than another one
    const refit = problem.loss !== this.#problem.loss && !this.#dragged;
    this.#dragged = false;
    const now = window ?? (refit || this.#fixed ? fitWindow(quadraticOf(problem.loss).minimizer) : this.#window);
    this.#fixed = window !== null;
    if (this.#solved && now === this.#window && sameProblem(problem, this.#problem)) return;
    this.#solved = true;
    this.#window = now;
    this.#problem = problem;
    this.#solution = solve(problem);
    this.#rescene();
    this.#tell('reg-solution', { solution: this.#solution });
    this.#speak();
    this.#settleUnseen();
  }

  // A figure that nobody looks at is not drawn, but whoever awaits it must not wait for a reader to scroll.
  #settleUnseen(): void {
    if (this.#solved && (this.#visible === false || document.hidden)) this.#settle();
  }

  get #wrong(): Complaint | undefined {
    return this.#given.complaint ?? this.#layers.find((layer) => layer.complaint)?.complaint;
  }

  #preferred(): void {
    try {
      if (this.prefer !== null) readChoice(this.prefer, 'prefer', ['gpu', 'cpu']);
      this.#easel.reopen();
    } catch (error) {
      this.#complain(error as Complaint);
    }
  }

  #move({ minimizer }: MoveDetail): void {
    if (this.#problem.loss.kind !== 'quadratic') return;
    this.#dragged = true;
    this.minimizer = minimizer;
    void this.updateComplete.then(() => this.#tell('reg-change', { problem: this.#problem }));
  }

  #tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  // One event for each new complaint; an old one that still stands is shown but not told again.
  #complain(complaint: Error | undefined, changed?: ReadonlySet<PropertyKey> | PropertyValues): void {
    const message = complaint?.message ?? '';
    const about = complaint instanceof Complaint ? complaint.about : 'figure';
    const again = message === this.complaint && !changed?.has(about);
    this.complaint = message;
    if (!complaint || again) return;
    this.#tell('reg-error', { message, about });
    this.#settle();
  }

  #speak(): void {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      const { theta, support, unique, certificate } = this.#solution;
      this.speech = `θ star is ${coordinates(theta)}: ${unique ? supportSentence(support) : 'one of many solutions'}${certificate.holds ? '' : '; not certified'}.`;
    }, SPEAK_MS);
  }

  #rescene(): void {
    const [width, height] = this.#size;
    if (!this.#solved || width < 1 || height < 1) return;
    this.scene = { problem: this.#problem, solution: this.#solution, plane: plane(this.#window, width, height) };
  }

  // The figure's own layers, or all of the author's: text between them does not count.
  get #layers(): RegLayer[] {
    const own = [...this.children].filter((child): child is RegLayer => child instanceof RegLayer);
    return own.length > 0 || !this.hasUpdated ? own : [...this.renderRoot.querySelectorAll('.plane > *')].filter((child): child is RegLayer => child instanceof RegLayer);
  }

  #compose = (): void => {
    if (!this.hasUpdated) return;
    this.composed = [...this.children].some((child) => child instanceof RegLayer);
    for (const layer of this.#layers) {
      layer.scene = this.scene;
      if (layer instanceof RegArgmin) layer.movable = this.#problem.loss.kind === 'quadratic';
    }
    this.#easel.repaint();
  };

  #sit(): { picture: Picture; width: number; height: number } | undefined {
    if (!this.scene) return undefined;
    const { problem, solution, plane: { window, width, height } } = this.scene;
    const ratio = globalThis.devicePixelRatio || 1;
    this.#colours = colours(this.renderRoot.querySelector('.probe')!, this.#colours);
    const { ramp, line } = this.#colours;
    const empty: Picture = { formulas: formulasOf(problem), window, lambda: drawnLambda(problem, solution), heat: null, levels: null, contact: null, lineWidth: 1.1 * ratio, ramp, line };
    const picture = this.#layers.reduce<Picture>((sum, layer) => ({ ...sum, ...layer.contribute(this.scene!) }), empty);
    return { picture, width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) };
  }

  override render() {
    const { solution } = this;
    const waiting = !this.#solved && this.#given.waiting;
    return html`
      <div class="plane" part="plane" role="group" aria-label=${`Level sets of the loss, the region of the penalty, and the optimum θ star ${coordinates(solution.theta)}`}>
        ${this.composed ? nothing : html`<reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-constraint-region></reg-constraint-region><reg-axes></reg-axes><reg-argmin></reg-argmin>`}
        <slot @slotchange=${this.#compose}></slot>
        ${waiting ? html`<span class="waiting">Loading the data…</span>` : nothing}
      </div>
      ${waiting ? nothing : caption(this.#problem, solution)}
      <p class="complaint" part="complaint" role="alert" ?hidden=${!this.complaint}>${this.complaint}</p>
      <p class="speech" role="status">${this.speech}</p>
      <slot name="controls">${this.driven || this.controls === 'none' ? nothing : html`<reg-controls></reg-controls>`}</slot>
      <span class="probe" @transitionend=${() => this.#easel.repaint()}></span>`;
  }
}

const amountOf = (problem: Problem) => (problem.form === 'penalty' ? problem.lambda : problem.budget);
const sameProblem = (a: Problem, b: Problem) => a.loss === b.loss && a.penalty === b.penalty && a.form === b.form && amountOf(a) === amountOf(b);

customElements.define('reg-geometry', RegGeometry);
