import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { coordinates } from '../../geometry/number.ts';
import { plane } from '../../geometry/plane.ts';
import type { Picture } from '../../paint/picture.ts';
import { isPrecise } from '../../paint/precision.ts';
import { sceneOf } from '../../paint/scene.ts';
import { written } from '../../print/node.ts';
import { asComplaint, Complaint } from '../../problem/complaint.ts';
import { isData } from '../../problem/losses.ts';
import { readChoice, readProblem } from '../../problem/read.ts';
import type { Window } from '../../problem/grid.ts';
import type { Problem, Solution } from '../../problem/types.ts';
import { landmark, solve } from '../../solver/solve.ts';
import { RegArgmin, type MoveDetail } from '../layers/argmin.ts';
import { Authored, GIVEN } from './attributes.ts';
import '../layers/axes.ts';
import { caption, captionStyles, notes } from '../caption.ts';
import { colours, type Colours } from '../surface/colours.ts';
import '../layers/constraint-region.ts';
import '../controls/controls.ts';
import { define } from '../define.ts';
import { Easel } from '../surface/easel.ts';
import { elementOf, onPaper, pngOf, shownNode, type Shown } from './export.ts';
import '../layers/field-layers.ts';
import { figureStyles } from './styles.ts';
import { Switch } from './forms.ts';
import { Framing } from './framing.ts';
import { Given } from './given.ts';
import { Grievance } from '../grievance.ts';
import { Keep } from './keep.ts';
import { isLayer, type RegLayer } from '../layers/layer.ts';
import { Paper } from './paper.ts';
import type { Scene } from '../layers/scene.ts';
import { Sight } from '../surface/sight.ts';
import { pictureOf, sameProblem } from './stage.ts';
import { readState, writeState } from './state.ts';
import { Study, type Findings } from './study.ts';
import type { EngineKind } from '../surface/surface.ts';
import { Tables } from './tables.ts';
import { roles } from '../theme.ts';
import type { Change, View } from '../views/view.ts';
import { Voice } from './voice.ts';

const DEFAULT: Problem = {
  loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6,
};
/**
 * `<reg-geometry>`: a certified figure of one regularization problem. With no layer children it composes the default.
 * @slot - layers, in paint order; none for the default figure
 * @slot static - a picture of the figure, such as `renderSvg` makes, shown until the live one stands
 * @slot controls - controls instead of the figure's own
 * @fires reg-change the reader changed the problem
 * @fires reg-solution a new certified solution
 * @fires reg-engine an engine took over: which, and why no better one
 * @fires reg-error something given cannot be used; the last good figure stays
 * @csspart plane - the picture
 * @csspart caption - the problem, λ and t, under the picture
 * @csspart certificate - the certificate's mark, which opens to its numbers
 * @csspart controls - its own controls; of these: slider, play, switch
 * @csspart slider - the slider of one quantity
 * @csspart play - the button that sweeps a slider
 * @csspart switch - the choice of a penalty, or of the form
 * @csspart notes - what must be said of the solution, below the controls
 * @csspart complaint - what cannot be used, in a sentence
 * @cssprop --reg-aspect - width by height of the picture
 */
export class RegGeometry extends Authored implements View {
  static override styles = [roles, ...captionStyles, figureStyles];

  /** own, or none for a picture without controls. @type {'own' | 'none'} */
  @property() controls = 'own';
  /** The name under which the page's address keeps what the reader makes of the figure: `#name=penalty:l1;…`. Not kept when not given. */
  @property() share: string | null = null;
  /** What draws now: gpu or cpu. */
  @property({ reflect: true }) engine: EngineKind | undefined;

  @state() private scene: Scene | undefined;
  @state() private standing = false; // the live picture has been drawn, or the reader has changed what it shows
  @state() private complaint = '';
  @state() private speech = '';
  @state() private driven = false;
  @state() private lagging = false; // the newest solution is not that of the newest problem yet
  @query('.plane') private planeElement!: HTMLElement;

  /** Resolves at the first solution drawn or the first error told, also off screen. */
  readonly ready: Promise<void>;
  #settle!: () => void;
  #findings: Findings = { problem: DEFAULT, solution: solve(DEFAULT), landmark: landmark(DEFAULT.loss) };
  #asked: Problem = DEFAULT;
  #colours: Colours | undefined; // as long as the theme stays
  #known: Colours | undefined;
  #recolour = (): void => {
    this.#colours = undefined;
    this.#easel.repaint();
  };
  #solved = false;
  readonly #framing = new Framing();
  readonly #grievance = new Grievance((message, about) => { this.#tell('reg-error', { message, about }); this.#settle(); });
  #spoken = false; // the reader's hand changed something here: once solved it is said
  #refusal: Complaint | undefined; // of what is valid and has no solution, or asks for no engine
  #misstated: Complaint | undefined; // a state that is none
  readonly #keep = new Keep({ figure: this, write: () => this.#write(), read: (text) => this.#restore(text), told: () => this.#complain(this.#wrong) });
  readonly #switch = new Switch();
  readonly #drivers = new Set<HTMLElement>();
  readonly #given = new Given(DEFAULT, () => this.requestUpdate('src'));
  readonly #study = new Study({ found: (findings) => this.#found(findings), failed: (error) => this.#failed(error), late: () => { this.lagging = true; } });
  readonly #tables = new Tables(() => this.#rescene());
  readonly #voice = new Voice((sentence) => { this.speech = sentence; });
  readonly #sight = new Sight(this, () => this.planeElement, () => {
    this.#colours = undefined; // hidden, it is told of no new theme
    if (this.#sight.visible !== undefined) this.#easel.awake = this.#sight.visible;
    this.#rescene();
    this.#settleUnseen();
  });
  readonly #easel: Easel = new Easel({
    plane: () => this.planeElement,
    prefer: () => (this.#fine ? 'cpu' : this.prefer === 'gpu' || this.prefer === 'cpu' ? this.prefer : null),
    sit: () => this.#sit(),
    opened: (engine, reason) => { this.engine = engine; this.#rescene(); this.#announce(); this.#tell('reg-engine', { engine, reason }); },
    drawn: () => { this.standing = true; this.#drawn(undefined); this.#settle(); },
    failed: (reason) => { this.standing = true; this.#drawn(new Complaint(`The field could not be drawn: ${reason}`, 'figure')); },
  });

  constructor() {
    super();
    new Paper(this, () => this.renderRoot.querySelector('.paper'), () => (this.waiting ? undefined : elementOf(onPaper(this.#shown))));
    this.ready = new Promise((resolve) => { this.#settle = resolve; });
    this.addEventListener('reg-layer', this.#compose);
    this.addEventListener('reg-repaint', () => { this.#complain(this.#wrong); this.#easel.repaint(); });
    this.addEventListener('reg-move', (event) => this.#move((event as CustomEvent<MoveDetail>).detail));
  }

  /**
   * The newest problem as a plain value; setting it checks it, and the attributes' properties follow. A solution that takes
   * longer than a moment follows later: `await figure.updateComplete`.
   */
  get problem(): Problem { return this.#refusal ? this.#findings.problem : this.#asked; }
  set problem(value: Problem) {
    try {
      const { loss, penalty, ...amount } = readProblem(value);
      Object.assign(this, amount, { penalty, src: undefined, intercept: false, loss: loss.kind });
      if (loss.kind === 'quadratic') Object.assign(this, { minimizer: loss.minimizer, curvature: loss.curvature });
      else if (isData(loss)) this.#given.adopt(this, loss);
      else this.loss = loss;
      this.#read(new Set());
    } catch (error) {
      this.#complain(asComplaint(error, 'problem'));
    }
  }
  /** The newest certified solution. */
  get solution(): Solution { return this.#findings.solution; }

  get findings(): Findings { return this.#findings; }
  get frame(): Window { return this.#framing.window; }

  /**
   * What the figure shows as one line of text, `penalty:lp+0.5;form:constraint;budget:0.99;…`, and as an attribute what it is to
   * show: the problem, the window, and the address of the data, or small data themselves; empty where samples of a script are too many.
   */
  @property({ noAccessor: true })
  get state(): string {
    try { return this.#write(); } catch { return ''; }
  }
  set state(text: string | null) {
    this.#misstated = undefined;
    try {
      this.#restore(text ?? '');
    } catch (error) {
      this.#misstated = asComplaint(error, 'state');
    }
    this.#complain(this.#wrong, new Set(['state']));
  }

  #write(): string { return writeState(this.problem, this, this.#framing.window); }

  #restore(text: string): void {
    const { samples, ...stated } = readState(text, this.src, document.baseURI);
    Object.assign(this, stated, samples && { src: undefined, intercept: false, loss: samples.kind });
    if (samples) this.#given.adopt(this, samples);
    if (samples && this.hasUpdated) this.#read(new Set());
  }

  get #shown(): Shown {
    return { findings: this.#findings, window: this.#framing.window, scene: this.scene, layers: this.#layers, root: this.renderRoot.querySelector('.plane') ?? this };
  }

  /** What the figure shows now as a standalone SVG: its problem, window, colours and layers. @throws Complaint while there is nothing to draw yet */
  exportSvg(): string {
    if (this.waiting) throw new Complaint('The figure has nothing to draw yet; allowed is to export it once it is ready.', 'figure');
    return written(shownNode(this.#shown));
  }

  /** The same as a PNG. @param options scale: pixels of the picture to a pixel of the page, 2 when not given */
  async exportPng({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    if (this.waiting) throw new Complaint('The figure has nothing to draw yet; allowed is to export it once it is ready.', 'figure');
    return pngOf(shownNode(this.#shown), scale);
  }

  /** The page's address with what the figure shows in it, which is also copied where the browser allows it. @throws Complaint (the promise rejects) where samples of a script are too many for an address */
  async copyLink(): Promise<string> {
    const link = this.#keep.link();
    await navigator.clipboard?.writeText(link).catch(() => {}); // refused: the caller has it
    return link;
  }

  /** A change by the reader's hand, which is told by `reg-change`; the window stays. */
  change({ form, minimizer, curvature, ...rest }: Change, quiet = false): void {
    const { problem, solution } = this.#findings;
    // The other form at the corresponding λ or t, so that the picture does not jump.
    if (form !== undefined && form !== problem.form) Object.assign(this, this.#switch.to(problem, solution));
    Object.assign(this, rest);
    if ((minimizer || curvature) && problem.loss.kind === 'quadratic') {
      this.#framing.hold();
      Object.assign(this, minimizer && { minimizer }, curvature && { curvature });
    }
    this.#spoken = !quiet;
    this.#misstated = undefined;
    this.standing = true; // a picture of what was is no picture of what is
    this.#changed();
  }

  /** Nothing is drawn yet: data are on their way, or what was given gives no loss. */
  get waiting(): boolean { return !this.#solved; }

  drive(controls: HTMLElement, driven: boolean): void {
    if (driven) this.#drivers.add(controls);
    else this.#drivers.delete(controls);
    this.driven = this.#drivers.size > 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated && this.hasAttribute('state')) this.state = this.getAttribute('state'); // over what the other attributes say
    this.#keep.connect();
    this.#colours = undefined;
    if (this.src && this.hasUpdated) this.requestUpdate('src');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keep.disconnect();
    this.#given.abort();
    this.#voice.hush();
    this.#easel.awake = false;
    this.#easel.close();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || [...changed.keys()].some((name) => GIVEN.has(name))) this.#read(changed);
    if (changed.has('prefer')) this.#preferred();
  }

  override updated(): void { this.#dress(); }

  // An update is complete once the problem that it asked for is solved, however long that takes.
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#study.idle;
    return super.getUpdateComplete();
  }

  #read(changed: ReadonlySet<PropertyKey> | PropertyValues): void {
    const { problem, window } = this.#given.read(this);
    const asked = !this.#solved || !sameProblem(problem, this.#asked);
    if (asked) this.#refusal = undefined;
    this.#complain(this.#wrong, changed);
    // Nothing was drawn yet: better no figure than another one.
    if (!this.#solved && (this.#given.waiting || this.#given.barren)) return;
    const moved = this.#framing.read(window, problem.loss !== this.#asked.loss);
    this.#asked = problem;
    if (asked) this.#study.pose(problem);
    else if (moved) this.#reframe();
  }

  // Valid, and yet without a solution, as λ = 0 where classes are separable: the last good figure stays.
  #failed(error: Error): void {
    this.lagging = false;
    this.#refusal = error instanceof Complaint ? error : new Complaint(error.message, 'problem');
    this.#complain(this.#wrong);
  }

  #reframe(): void {
    this.#framing.settle(this.#findings);
    this.#rescene();
    this.#announce();
  }

  // For the views linked to this one.
  #announce(): void { this.dispatchEvent(new Event('reg-scene')); }

  #found(findings: Findings): void {
    this.lagging = false;
    this.#findings = findings;
    this.#solved = true;
    this.#reframe();
    this.#tell('reg-solution', { solution: findings.solution });
    if (this.#spoken) this.#voice.tell(findings.solution);
    this.#spoken = false;
    this.#settleUnseen();
    this.requestUpdate();
  }

  // A figure that nobody looks at is not drawn, but whoever awaits it must not wait for a reader to scroll.
  #settleUnseen(): void {
    if (this.#solved && (this.#sight.visible === false || document.hidden)) this.#settle();
  }

  get #wrong(): Complaint | undefined {
    return this.#keep.complaint ?? this.#misstated ?? this.#given.complaint ?? this.#layers.find((layer) => layer.complaint)?.complaint ?? this.#refusal ?? this.#unpreferred ?? this.#undrawn;
  }

  #preferred(): void {
    this.#unpreferred = undefined;
    try {
      if (this.prefer !== null) readChoice(this.prefer, 'prefer', ['gpu', 'cpu']);
      this.#easel.reopen();
    } catch (error) {
      this.#unpreferred = error as Complaint;
      this.#complain(this.#unpreferred);
    }
  }
  #unpreferred: Complaint | undefined;
  #undrawn: Complaint | undefined;

  #drawn(complaint: Complaint | undefined): void {
    if (!complaint && !this.#undrawn) return;
    this.#undrawn = complaint;
    this.#complain(this.#wrong);
  }

  /** Asks for a new try with the GPU after it was given up: lost too often, without an adapter, refusing what it was to draw. */
  restart(): void { this.#easel.reopen(); }

  #move({ minimizer }: MoveDetail): void {
    const { loss } = this.problem;
    if (loss.kind !== 'quadratic' || (loss.minimizer[0] === minimizer[0] && loss.minimizer[1] === minimizer[1])) return; // a click moves nothing
    this.change({ minimizer });
  }

  // Told once the problem is read, not when it is solved: a solution may take its time.
  #changed(): void {
    void super.getUpdateComplete().then(() => { this.#tell('reg-change', { problem: this.problem }); this.#keep.changed(); });
  }

  #tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #complain(complaint: Error | undefined, changed?: ReadonlySet<PropertyKey> | PropertyValues): void {
    this.#grievance.hold(complaint, changed);
    this.complaint = this.#grievance.message;
  }

  #rescene(): void {
    const [width, height] = this.#sight.size;
    if (!this.#solved || width < 1 || height < 1) return;
    const { problem } = this.#findings;
    if (this.engine) this.#tables.want(problem, this.#framing.window, this.engine);
    this.scene = sceneOf(this.#findings, plane(this.#framing.window, width, height), this.#tables.get(problem));
  }

  // The figure's own layers, or all of the author's: text between them does not count.
  get #layers(): RegLayer[] {
    const own = [...this.children].filter(isLayer);
    return own.length > 0 || !this.hasUpdated ? own : [...this.renderRoot.querySelectorAll('.plane > *')].filter(isLayer);
  }

  // The author's layers came, went or moved.
  #compose = (): void => {
    if (!this.hasUpdated) return;
    if (this.#composed !== this.#authored) this.requestUpdate();
    else this.#dress();
  };
  #composed = false; // as last rendered

  get #authored(): boolean { return [...this.children].some(isLayer); }

  #dress(): void {
    for (const layer of this.#layers) {
      layer.scene = this.scene;
      if (layer instanceof RegArgmin) layer.movable = this.#findings.problem.loss.kind === 'quadratic';
    }
    this.#easel.repaint();
  }

  #sit(): { picture: Picture; width: number; height: number } | undefined {
    const { scene } = this;
    if (!scene) return undefined;
    const ratio = globalThis.devicePixelRatio || 1;
    // A new theme is told by the probe's transition: asking at every frame would have the page's styles worked out twice.
    this.#colours ??= colours(this.renderRoot.querySelector('.probe')!, this.#known);
    this.#known = this.#colours;
    const picture = pictureOf(scene, this.#layers, this.#colours, ratio);
    if (!picture) return undefined;
    const width = Math.max(1, Math.round(scene.plane.width * ratio)), height = Math.max(1, Math.round(scene.plane.height * ratio));
    return this.#isFit(picture, width, height) ? { picture, width, height } : undefined;
  }

  // Numbers too fine for the GPU's single precision are drawn by the CPU, and others by the GPU again.
  #isFit(picture: Picture, width: number, height: number): boolean {
    if (this.engine !== 'gpu' && !this.#fine) return true;
    const fine = !isPrecise(picture, width, height);
    if (fine === this.#fine) return true;
    this.#fine = fine;
    queueMicrotask(() => this.#easel.reconsider(fine ? 'Single precision would draw these numbers wrong, so the CPU draws them.' : ''));
    return false;
  }
  #fine = false;

  override render() {
    const { problem, solution } = this.#findings;
    this.#composed = this.#authored;
    const waiting = !this.#solved, coming = this.#given.waiting ? 'Loading the data…' : this.#study.busy ? 'Solving…' : '';
    return html`
      <div class="paper"></div>
      <div class="plane" part="plane" role="group" aria-label=${waiting ? 'A figure with nothing to draw yet' : `Level sets of the loss, the region of the penalty, and the optimum θ star ${coordinates(solution.theta)}`}>
        ${this.#composed ? nothing : html`<reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-constraint-region></reg-constraint-region><reg-axes></reg-axes><reg-argmin></reg-argmin>`}
        <slot @slotchange=${this.#compose}></slot>
        ${waiting && coming ? html`<span class="waiting">${coming}</span>` : nothing}
        <slot name="static" ?hidden=${this.standing}></slot>
      </div>
      ${waiting ? nothing : caption(problem, solution, this.lagging)}
      <p class="complaint" part="complaint" role="alert" ?hidden=${!this.complaint}>${this.complaint}</p>
      <p class="speech" role="status">${this.speech}</p>
      <slot name="controls">${this.driven || this.controls === 'none' ? nothing : html`<reg-controls exportparts="controls, slider, play, switch"></reg-controls>`}</slot>
      ${waiting ? nothing : notes(problem, solution)}
      <span class="probe" @transitionend=${this.#recolour}></span>`;
  }
}

define('reg-geometry', RegGeometry);
