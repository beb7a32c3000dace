import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { parseCsv } from '../data/csv.ts';
import { squaredLoss } from '../data/standardise.ts';
import { coordinates, figures } from '../geometry/number.ts';
import { fitWindow, plane } from '../geometry/plane.ts';
import type { Picture } from '../paint/picture.ts';
import { drawnLambda } from '../paint/picture.ts';
import { ramp, readColour } from '../paint/colour.ts';
import { Complaint, quote } from '../problem/complaint.ts';
import type { Window } from '../problem/grid.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import { readAmount, readCurvature, readForm, readMinimizer, readPenalty, readProblem } from '../problem/read.ts';
import type { Loss, Problem, Solution } from '../problem/types.ts';
import { solve } from '../solver/solve.ts';
import { RegArgmin, supportSentence, type MoveDetail } from './argmin.ts';
import './axes.ts';
import './constraint-region.ts';
import { openSurface, type EngineKind, type Surface } from './field-canvas.ts';
import { FieldLayer } from './field-layers.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';
import { roles } from './theme.ts';

const DEFAULT: Problem = {
  loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6,
};
const NORMS = { l1: '‖θ‖₁', l2: '‖θ‖₂²', 'l2-norm': '‖θ‖₂' } as const;

/**
 * `<reg-geometry>`: a certified figure of one regularization problem. With no layer children it composes the default.
 * @fires reg-change the user changed the problem
 * @fires reg-solution a new certified solution is drawn
 * @fires reg-error something given cannot be used; the last good figure stays
 */
export class RegGeometry extends LitElement {
  static override styles = [roles, css`
    :host { display: block; color: var(--_ink); font: var(--reg-font-size, 14px)/1.45 var(--_sans); container-type: inline-size; }
    :host([hidden]) { display: none; }
    .plane { position: relative; aspect-ratio: var(--_aspect, 1); contain: strict; width: 100%; border-radius: 3px; overflow: hidden; background: var(--_field-low); }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
    .caption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.2em; margin: 0.55em 0 0; font-variant-numeric: tabular-nums; }
    .form { font-weight: 650; }
    .amount { color: var(--_penalty); }
    .mark { color: var(--_muted); }
    i { font-family: var(--_math); }
    .complaint { margin: 0.4em 0 0; padding-inline-start: 0.7em; border-inline-start: 3px solid var(--_penalty); }
    .speech { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .probe { display: none; color: var(--_field-low); background-color: var(--_field-high); border-top: 0 solid var(--_loss); }
  `];

  @property() loss = 'quadratic';
  @property() penalty = 'l1';
  @property() form = 'penalty';
  @property() lambda: string | number = 0.6;
  @property() budget: string | number = 1;
  @property() minimizer: string | readonly number[] = '1.5 0.3';
  @property() curvature: string | readonly (readonly number[])[] = '1 0.3 1';
  @property() src: string | undefined;
  @property() features = '';
  @property() target = 'y';
  @property() window: string | undefined;
  @property() prefer: string | null = null;
  @property({ reflect: true }) engine: EngineKind | undefined;

  @state() private scene: Scene | undefined;
  @state() private complaint = '';
  @state() private speech = '';
  @query('.plane') private planeElement!: HTMLElement;

  /** Resolves at the first solution drawn or the first error told. */
  readonly ready: Promise<void>;
  #settle!: () => void;
  #problem: Problem = DEFAULT;
  #solution: Solution = solve(DEFAULT);
  #window: Window = fitWindow([1.5, 0.3]);
  #size: [number, number] = [0, 0];
  #surface: Surface | undefined;
  #opening = false;
  #frame = 0;
  #observer: ResizeObserver | undefined;
  #colours: { key: string; ramp: Picture['ramp']; line: Picture['line'] } | undefined;
  #dirty = new Set<PropertyKey>(['loss']);
  #loading: AbortController | undefined;
  #speaking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.ready = new Promise((resolve) => { this.#settle = resolve; });
    this.addEventListener('reg-layer', this.#layers);
    this.addEventListener('reg-repaint', this.#repaint);
    this.addEventListener('reg-move', (event) => this.#move((event as CustomEvent<MoveDetail>).detail));
  }

  /** The problem as a plain value; setting it checks it. */
  get problem(): Problem { return this.#problem; }
  set problem(value: Problem) {
    try {
      this.#accept(readProblem(value), true);
    } catch (error) {
      this.#complain(error);
    }
  }
  /** The newest certified solution. */
  get solution(): Solution { return this.#solution; }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      this.#size = [width, height];
      this.#rescene();
    });
    void this.updateComplete.then(() => { if (this.isConnected) this.#observer?.observe(this.planeElement); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#loading?.abort();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#surface?.dispose();
    this.#surface?.canvas.remove();
    this.#surface = undefined;
    matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', this.#repaint);
  }

  override willUpdate(changed: PropertyValues): void {
    const given = ['loss', 'penalty', 'form', 'lambda', 'budget', 'minimizer', 'curvature', 'src', 'features', 'target', 'window'];
    for (const name of given) if (changed.has(name)) this.#dirty.add(name);
    if (this.#dirty.size > 0) this.#read();
    if (changed.has('prefer') && this.#surface) this.#lost();
  }

  override updated(): void { this.#repaint(); }

  // Attributes become a problem, or a complaint that leaves the last good one standing.
  #read(): void {
    const dirty = this.#dirty;
    this.#dirty = new Set();
    try {
      const form = readForm(this.form);
      const penalty = readPenalty(this.penalty);
      const fresh = ['loss', 'minimizer', 'curvature', 'src', 'features', 'target', 'window'].some((name) => dirty.has(name));
      const amount = form === 'penalty' ? { form, lambda: readAmount(this.lambda, 'lambda') } : { form, budget: readAmount(this.budget, 'budget') };
      if (this.loss === 'squared' && fresh) {
        void this.#load();
        return;
      }
      const loss: Loss = !fresh ? this.#problem.loss : this.#quadratic();
      this.#accept({ loss, penalty, ...amount }, fresh);
    } catch (error) {
      this.#complain(error);
    }
  }

  #quadratic(): Loss {
    if (this.loss !== 'quadratic') throw new Complaint(`loss is ${quote(this.loss)}; allowed are quadratic and squared.`, 'loss');
    return { kind: 'quadratic', minimizer: readMinimizer(this.minimizer), curvature: readCurvature(this.curvature) };
  }

  async #load(): Promise<void> {
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    try {
      if (!this.src) throw new Complaint('loss is squared, but src is nothing; allowed is the address of a CSV.', 'src');
      const response = await fetch(new URL(this.src, document.baseURI), { signal: loading.signal }).catch((error: unknown) => {
        if (loading.signal.aborted) throw error;
        throw new Complaint(`The CSV at ${quote(this.src)} could not be reached.`, 'src');
      });
      if (!response.ok) throw new Complaint(`The CSV at ${quote(this.src)} answered ${response.status} instead of the data.`, 'src');
      const table = parseCsv(await response.text());
      const loss = squaredLoss(table, this.features.trim().split(/[\s,]+/), this.target);
      const form = readForm(this.form);
      const amount = form === 'penalty' ? { form, lambda: readAmount(this.lambda, 'lambda') } : { form, budget: readAmount(this.budget, 'budget') };
      if (!loading.signal.aborted) this.#accept({ loss, penalty: readPenalty(this.penalty), ...amount }, true);
    } catch (error) {
      if (!loading.signal.aborted) this.#complain(error);
    }
  }

  #accept(problem: Problem, refit: boolean): void {
    this.#solution = solve(problem);
    this.#problem = problem;
    if (refit) this.#window = this.window ? readWindow(this.window) : fitWindow(quadraticOf(problem.loss).minimizer);
    this.complaint = '';
    this.#rescene();
    this.dispatchEvent(new CustomEvent('reg-solution', { detail: { solution: this.#solution }, bubbles: true, composed: true }));
    this.#speak();
  }

  /** Changes made by the reader's hand: λ, t, penalty and form keep the loss and its window. */
  change(part: { penalty?: string; form?: string; lambda?: number; budget?: number }): void {
    if (part.penalty !== undefined) this.penalty = part.penalty;
    if (part.form !== undefined) {
      // The other form at the corresponding λ or t, so that the picture does not jump.
      if (part.form === 'constraint' && this.#problem.form === 'penalty') this.budget = this.#solution.budget;
      if (part.form === 'penalty' && this.#problem.form === 'constraint' && this.#solution.lambda !== null) this.lambda = this.#solution.lambda;
      this.form = part.form;
    }
    if (part.lambda !== undefined) this.lambda = part.lambda;
    if (part.budget !== undefined) this.budget = part.budget;
    void this.updateComplete.then(() => this.#changed());
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('reg-change', { detail: { problem: this.#problem }, bubbles: true, composed: true }));
  }

  #move({ minimizer }: MoveDetail): void {
    if (this.#problem.loss.kind !== 'quadratic') return;
    try {
      this.#accept({ ...this.#problem, loss: { ...this.#problem.loss, minimizer: readMinimizer(minimizer) } }, false);
      this.#changed();
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.complaint = message;
    this.dispatchEvent(new CustomEvent('reg-error', { detail: { message, about: error instanceof Complaint ? error.about : 'figure' }, bubbles: true, composed: true }));
    this.#settle();
  }

  // One short sentence after the last change, not one for every step of a drag.
  #speak(): void {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      const { theta, support, certificate } = this.#solution;
      this.speech = `θ star is ${coordinates(theta)}: ${supportSentence(support)}${certificate.holds ? '' : '; not certified'}.`;
    }, 600);
  }

  #rescene(): void {
    const [width, height] = this.#size;
    if (width < 1 || height < 1) return;
    this.scene = { problem: this.#problem, solution: this.#solution, plane: plane(this.#window, width, height) };
    this.#layers();
  }

  get #layerElements(): RegLayer[] {
    const own = [...this.children].filter((child): child is RegLayer => child instanceof RegLayer);
    return own.length > 0 ? own : [...(this.renderRoot?.querySelectorAll?.('*') ?? [])].filter((child): child is RegLayer => child instanceof RegLayer);
  }

  #layers = () => {
    for (const layer of this.#layerElements) {
      layer.scene = this.scene;
      if (layer instanceof RegArgmin) layer.movable = this.#problem.loss.kind === 'quadratic';
    }
    this.#repaint();
  };

  #repaint = () => {
    if (!this.isConnected || !this.hasUpdated) return;
    this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; void this.#paint(); });
  };

  #lost = () => {
    this.#surface?.dispose();
    this.#surface?.canvas.remove();
    this.#surface = undefined;
    this.#repaint();
  };

  async #paint(): Promise<void> {
    const { scene } = this;
    if (!scene || this.#opening) return;
    if (!this.#surface) {
      this.#opening = true;
      const surface = await openSurface(this.prefer, this.#lost);
      this.#opening = false;
      if (!this.isConnected) return surface.dispose();
      this.#surface = surface;
      this.planeElement.prepend(surface.canvas);
      this.engine = surface.kind;
    }
    const { canvas } = this.#surface;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [Math.max(1, Math.round(scene.plane.width * ratio)), Math.max(1, Math.round(scene.plane.height * ratio))];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    this.#surface.paint(this.#picture(this.scene ?? scene, ratio));
    this.#settle();
  }

  #picture({ problem, solution, plane: { window } }: Scene, ratio: number): Picture {
    const style = getComputedStyle(this.renderRoot.querySelector('.probe')!);
    const key = `${style.color} ${style.backgroundColor} ${style.borderTopColor}`;
    if (this.#colours?.key !== key) {
      this.#colours = { key, ramp: ramp(readColour(style.color), readColour(style.backgroundColor)), line: readColour(style.borderTopColor) };
    }
    const { ramp: colours, line } = this.#colours!;
    const empty: Picture = { problem, window, lambda: drawnLambda(problem, solution), heat: null, levels: null, lineWidth: 1.1 * ratio, ramp: colours, line };
    return this.#layerElements.reduce<Picture>((picture, layer) =>
      (layer instanceof FieldLayer && layer.scene ? { ...picture, ...layer.contribute(layer.scene) } : picture), empty);
  }

  override render() {
    const norm = NORMS[this.#problem.penalty.kind];
    const { solution } = this;
    const constraint = this.#problem.form === 'constraint';
    const { certificate, lambda, budget } = solution;
    return html`
      <div class="plane" part="plane" role="img" aria-label=${`Level sets of the loss, the region of the penalty, and the optimum θ star ${coordinates(solution.theta)}`}>
        <slot @slotchange=${this.#layers}>
          <reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-axes></reg-axes>
          <reg-constraint-region></reg-constraint-region><reg-argmin></reg-argmin>
        </slot>
      </div>
      <p class="caption" part="caption">
        <span class="form">${constraint ? html`min <i>L</i> subject to ${norm} ≤ <i>t</i>` : html`min <i>L</i> + <i>λ</i> ${norm}`}</span>
        <span><span class="amount"><i>λ</i> = ${lambda === null ? '∞' : figures(lambda)}, <i>t</i> = ${figures(budget)}</span>
          <span class="mark" title=${`KKT residual ${figures(certificate.stationarity, 2)}, duality gap ${figures(certificate.gap, 2)}${certificate.error === null ? '' : `, distance to the optimum at most ${figures(certificate.error, 2)}`}`}>
            ${certificate.holds ? '✓ certified' : 'not certified'}${solution.unique ? nothing : ', no unique solution'}</span></span>
      </p>
      <p class="complaint" part="complaint" role="alert" ?hidden=${!this.complaint}>${this.complaint}</p>
      <p class="speech" role="status">${this.speech}</p>
      <slot name="controls"></slot>
      <span class="probe" part="probe"></span>`;
  }
}

function readWindow(text: string): Window {
  const list = text.trim().split(/[\s,]+/).map(Number);
  const [a, b, c, d] = list as [number, number, number, number];
  if (list.length === 4 && list.every(Number.isFinite) && a < b && c < d) return { x: [a, b], y: [c, d] };
  throw new Complaint(`window is ${quote(text)}; allowed are four numbers x-low x-high y-low y-high, low below high.`, 'window');
}

customElements.define('reg-geometry', RegGeometry);
