import { adoptStyles, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { coordinates } from '../../geometry/number.ts';
import { plane, type Plane } from '../../geometry/plane.ts';
import type { Picture } from '../../paint/picture.ts';
import { sceneOf } from '../../paint/scene.ts';
import { asComplaint, Complaint } from '../../problem/complaint.ts';
import { isData } from '../../problem/losses.ts';
import { readChoice, readProblem } from '../../problem/read.ts';
import type { Window } from '../../problem/grid.ts';
import type { Problem, Solution } from '../../problem/types.ts';
import { landmark, solve } from '../../solver/light.ts';
import { RegArgmin, type MoveDetail } from '../layers/argmin.ts';
import { Authored, GIVEN } from './attributes.ts';
import '../layers/axes.ts';
import { caption, captionStyles, notes } from '../caption.ts';
import type { Data } from './data.ts';
import { colours, type Colours } from '../surface/colours.ts';
import '../layers/constraint-region.ts';
import { define } from '../define.ts';
import type { RegElement } from '../element.ts';
import { Easel } from '../surface/easel.ts';
import type { Shown } from './export.ts';
import '../layers/field-layers.ts';
import { figureStyles } from './styles.ts';
import type { Switch } from './forms.ts';
import { Framing } from './framing.ts';
import { Given } from './given.ts';
import { Grievance } from '../grievance.ts';
import { Keep } from './keep.ts';
import { missed } from '../missed.ts';
import { once } from '../once.ts';
import { isLayer, type RegLayer } from '../layers/layer.ts';
import { Look } from './look.ts';
import { Paper } from './paper.ts';
import { levelNote, progress, progressStyles } from './progress.ts';
import { Past } from './past.ts';
import type { Roam } from './roam.ts';
import { watchGestures } from './gesture.ts';
import type { Way } from './history.ts';
import type { Looked } from '../../geometry/zoom.ts';
import type { Scene } from '../layers/scene.ts';
import { Sight } from '../surface/sight.ts';
import { pictureOf, sameProblem } from './stage.ts';
import { readState, writeState } from './state.ts';
import { Study, type Findings } from './study.ts';
import { fallback, isPrecise, type EngineKind } from '../surface/surface.ts';
import type { Tables } from './tables.ts';
import { roles } from '../theme.ts';
import { turn } from '../turn.ts';
import type { Change, HandDetail, View } from '../views/view.ts';
import type { Voice } from './voice.ts';

const laterPart = once(() => import('./later.ts')), controlsPart = once(() => import('../controls/controls.ts'));

const DEFAULT: Problem = {
  loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6,
};
/**
 * `<reg-geometry>`: a certified figure of one regularization problem. With no layer children it composes the default.
 * @slot - layers, in paint order; none for the default figure
 * @slot static - a picture of the figure, such as `renderSvg` makes, shown until the live one stands
 * @slot controls - controls instead of the figure's own
 * @fires reg-change the reader changed the problem or the part of the plane that is shown, or undid it
 * @fires reg-solution a new certified solution
 * @fires reg-engine an engine took over: which, and why no better one
 * @fires reg-error something given cannot be used; the last good figure stays
 * @csspart plane - the picture
 * @csspart caption - the problem, λ and t, under the picture
 * @csspart certificate - the certificate's mark, which opens to its numbers
 * @csspart data - the disclosure of the figure in sentences and numbers
 * @csspart controls - its own controls; of these: slider, play, switch
 * @csspart slider - the slider of one quantity
 * @csspart play - the button that sweeps a slider
 * @csspart switch - the choice of a penalty, or of the form
 * @csspart tools - the buttons of the view and of undo, in a corner of the picture on hover and focus
 * @csspart progress - how far what takes more than a moment is, on the lower edge of the picture
 * @csspart notes - what must be said of the solution, below the controls
 * @csspart complaint - what cannot be used, in a sentence
 * @cssprop --reg-aspect - width by height of the picture
 */
export class RegGeometry extends Authored implements View {
  static override styles = [roles, ...captionStyles, figureStyles, progressStyles];

  /** own, or none for a picture without controls. @type {'own' | 'none'} */
  @property() controls = 'own';
  /** Whether its own controls are also heard, as those of `<reg-controls sonify>` are. */
  @property({ type: Boolean }) sonify = false;
  /** The name under which the page's address keeps what the reader makes of the figure: `#name=penalty:l1;…`. Not kept when not given. */
  @property() share: string | null = null;
  /**
   * How the reader may move the part of the plane that is shown. Always, unless none: a mouse drags the empty plane, the wheel zooms with
   * Ctrl or Meta, + − 0 and the buttons in the corner. wheel: also the wheel alone, which then scrolls no page while it zooms; touch: two
   * fingers pinch and move. One finger always scrolls the page. @type {'none' | 'wheel' | 'touch' | 'wheel touch' | ''}
   */
  @property() zoom = '';
  /** θ, L, R and the objective at the pointer, and at a place that keys move; the same as a `<reg-readout>` among the layers. */
  @property({ type: Boolean }) readout = false;
  protected override readonly patient = true;
  /** What draws now: gpu or cpu. */
  @property({ reflect: true }) engine: EngineKind | undefined;

  @state() private scene: Scene | undefined;
  @state() private end: Looked['end'] = null; // where the view may go no further
  @state() private standing = false; // the live picture has been drawn, or the reader has changed what it shows
  @state() private complaint = '';
  @state() private speech = '';
  @state() private driven = false;
  @state() private lagging = false; // the newest solution is not that of the newest problem yet
  @query('.plane') private planeElement!: HTMLElement;

  /** Resolves at the first solution drawn or the first error told, also off screen, once the controls and what prints the figure are there too. */
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
  readonly #look = new Look();
  readonly #past = new Past({ figure: this, framing: this.#framing, loss: () => this.#asked.loss, adopt: (loss) => { this.#given.adopt(this, loss); this.requestUpdate('loss'); } });
  #roam: Roam | undefined; // these, and the switch of forms, once the picture stands
  #voice: Voice | undefined;
  #data: Data | undefined;
  #unwatch: (() => void) | undefined;
  #switch: Switch | undefined;
  readonly #drivers = new Set<HTMLElement>();
  readonly #given = new Given(DEFAULT, () => this.requestUpdate('src'));
  readonly #study = new Study({ found: (findings) => this.#found(findings), failed: (error) => this.#failed(error), late: () => { this.lagging = true; } });
  #tables: Tables | undefined; // of a loss that is a sum over samples
  #tabling: Promise<void> | undefined;
  #later: typeof import('./later.ts') | undefined; // once the picture stands
  #unfurnished: Complaint | undefined; // a part of the library did not arrive
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
    new Paper(this, () => this.renderRoot.querySelector('.paper'), () => (this.waiting ? undefined : this.#later?.elementOf(this.#later.onPaper(this.#shown))));
    this.ready = new Promise<void>((resolve) => { this.#settle = resolve; }).then(() => this.#furnish());
    this.addEventListener('reg-layer', this.#compose);
    this.addEventListener('reg-repaint', () => { this.#complain(this.#wrong); this.#easel.repaint(); });
    this.addEventListener('reg-move', (event) => this.#move((event as CustomEvent<MoveDetail>).detail));
    this.addEventListener('keydown', (event) => {
      const way = this.#later?.historyKey(event);
      if (way && !event.defaultPrevented && this[way]()) event.preventDefault();
    });
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
  /** Nodes a side of the table that the loss is drawn from, coarser for more samples; undefined where a formula draws it. */
  get level(): number | undefined { return this.#tables?.levelOf(this.#findings.problem)?.side; }

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
      this.#restore(text ?? '', false);
    } catch (error) {
      this.#misstated = asComplaint(error, 'state');
    }
    this.#complain(this.#wrong, new Set(['state']));
  }

  #write(): string { return writeState(this.problem, this, this.#framing.window); }

  // What an address says is the reader's, as if by hand; an attribute is the author's.
  #restore(text: string, hand = true): void {
    const { samples, ...stated } = readState(text, this.src, document.baseURI);
    const parts = { ...stated, ...(samples && { src: undefined, intercept: false, loss: samples.kind }) };
    if (hand && this.#solved) this.#past.step(false);
    if (hand) return this.#past.take(parts, samples && isData(samples) ? samples : undefined);
    Object.assign(this, parts);
    if (samples) this.#given.adopt(this, samples);
    if (samples && this.hasUpdated) this.#read(new Set());
  }

  get #shown(): Shown {
    return { findings: this.#findings, window: this.#framing.window, scene: this.#sight.visible || this.#authored ? this.scene : this.#made ?? this.scene, layers: this.#layers, root: this.renderRoot.querySelector('.plane') ?? this };
  }

  /** What the figure shows now as a standalone SVG: its problem, window, colours and layers. @throws Complaint while there is nothing to draw yet */
  exportSvg(): string {
    const { written, shownNode } = this.#printer;
    return written(shownNode(this.#shown));
  }

  /** The same as a PNG. @param options scale: pixels of the picture to a pixel of the page, 2 when not given */
  async exportPng({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    const { pngOf, shownNode } = this.#printer;
    return pngOf(shownNode(this.#shown), scale);
  }

  get #printer(): typeof import('./later.ts') {
    if (this.waiting || !this.#later) throw this.#unfurnished ?? new Complaint('The figure has nothing to draw yet; allowed is to export it once it is ready.', 'figure');
    return this.#later;
  }

  /** The page's address with what the figure shows in it, which is also copied where the browser allows it. @throws Complaint (the promise rejects) where samples of a script are too many for an address */
  async copyLink(): Promise<string> {
    const link = this.#keep.link();
    await navigator.clipboard?.writeText(link).catch(() => {}); // refused: the caller has it
    return link;
  }

  /** A change by the reader's hand, which is told by `reg-change`; the window stays. */
  change(change: Change, quiet = false): void {
    const { problem, solution } = this.#findings, { form, minimizer, curvature, loss, window, ...rest } = change, turned = form !== undefined && form !== problem.form;
    if (turned && !this.#later && !this.#unfurnished) return void this.ready.then(() => this.change(change, quiet));
    this.#past.step(quiet);
    // The other form at the corresponding λ or t, so that the picture does not jump.
    if (turned) this.#past.take(this.#switch?.to(problem, solution) ?? { form });
    this.#past.take(rest);
    if (loss || ((minimizer || curvature) && problem.loss.kind === 'quadratic')) this.#framing.hold();
    if (loss) this.#past.take({ src: undefined, intercept: false, loss: loss.kind }, loss);
    else if (problem.loss.kind === 'quadratic') this.#past.take({ ...(minimizer && { minimizer }), ...(curvature && { curvature }) });
    if (window !== undefined) this.#see(window);
    this.#shift(quiet || (window !== undefined && Object.keys(rest).length === 0 && !form && !minimizer && !curvature && !loss));
    if (!quiet) this.#handed({ change });
  }

  /** Takes back the reader's last step: one drag, one move of a slider, one key, one sweep. @param quiet whether nothing is said of it @returns whether there was one */
  undo(quiet = false): boolean { return this.#go('undo', quiet); }
  /** Takes the last undone step again. @param quiet whether nothing is said of it @returns whether there was one */
  redo(quiet = false): boolean { return this.#go('redo', quiet); }
  /** When the step that `undo` or `redo` would take was made: of several figures the newest goes first. */
  latest(way: Way): number | undefined { return this.#past.latest(way); }
  /** Puts back the author's problem and window, which `undo` takes back. @returns whether anything was another */
  reset(): boolean { return this.#went(this.#past.reset()); }

  #go(way: Way, quiet: boolean): boolean {
    const stamp = this.latest(way), went = this.#went(this.#past[way](), quiet);
    if (went) this.#handed({ way, stamp });
    return went;
  }

  // For controls that drive other views too.
  #handed(detail: HandDetail): void { this.dispatchEvent(new CustomEvent('reg-hand', { detail })); }

  #went(moved: boolean, quiet = false): boolean {
    if (!moved) return false;
    this.end = null;
    this.requestUpdate('loss');
    this.#shift(quiet);
    if (this.#solved) this.#reframe();
    return true;
  }

  #see(window: Window | null): void {
    this.#framing.look(window ?? undefined);
    if (this.#solved) this.#reframe();
  }

  /** Something was changed by the reader's hand. */
  #shift(quiet: boolean): void {
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
    if (!this.hasUpdated) this.#past.begin();
    this.#unwatch ??= watchGestures();
    this.#keep.connect();
    this.#colours = undefined;
    if (this.src && this.hasUpdated) this.requestUpdate('src');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#keep.disconnect();
    this.#given.abort();
    this.#voice?.hush();
    this.#easel.awake = false;
    this.#easel.close();
  }

  override willUpdate(changed: PropertyValues): void {
    this.#past.update(changed);
    if (!this.hasUpdated || [...changed.keys()].some((name) => GIVEN.has(name))) this.#read(changed);
    if (changed.has('levels') || changed.has('colormap')) {
      this.#look.read(this);
      this.#complain(this.#wrong, changed);
    }
    if (changed.has('prefer')) this.#preferred();
    if (this.readout && changed.has('readout')) import('../layers/readout.ts').catch((error: unknown) => this.#complain(missed('The readout', error, 'readout')));
    if (changed.has('zoom')) {
      this.#roam?.read();
      this.#complain(this.#wrong, changed);
    }
  }

  override updated(changed: PropertyValues): void {
    this.#dress();
    if (changed.has('controls') || changed.has('driven')) this.#equipLate(); // an author who wanted none may want them now
  }

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
    this.#past.read(asked || moved);
    if (asked) this.#study.pose(problem);
    else this.#spoken = false; // nothing comes that could be said
    if (!asked && moved) this.#reframe();
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
    if (this.#spoken) this.#voice?.tell(findings);
    this.#spoken = false;
    this.#settleUnseen();
    this.requestUpdate();
  }

  // A figure that nobody looks at is not drawn, but whoever awaits it must not wait for a reader to scroll.
  #settleUnseen(): void {
    if (this.#solved && (this.#sight.visible === false || document.hidden)) this.#settle();
  }

  get #wrong(): Complaint | undefined {
    return this.#keep.complaint ?? this.#misstated ?? this.#given.complaint ?? this.#roam?.complaint ?? this.#look.complaint ?? this.#layers.find((layer) => layer.complaint)?.complaint ?? this.#refusal ?? this.#unpreferred ?? this.#undrawn ?? this.#unfurnished;
  }

  #preferred(): void {
    this.#unpreferred = undefined;
    try {
      if (this.prefer !== null) readChoice(this.prefer, 'prefer', ['gpu', 'cpu']);
      this.#easel.reopen();
    } catch (error) {
      this.#unpreferred = error as Complaint;
    }
    this.#complain(this.#unpreferred ?? this.#wrong);
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

  #move(change: MoveDetail): void {
    const { loss } = this.problem, { minimizer, curvature } = change;
    if ((minimizer || curvature) && loss.kind !== 'quadratic') return;
    if (minimizer && loss.kind === 'quadratic' && loss.minimizer[0] === minimizer[0] && loss.minimizer[1] === minimizer[1]) return; // a click moves nothing
    this.change(change);
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

  // Out of sight, and before it is known, nothing is drawn, except for an author's layers: what they draw may be printed.
  #rescene(): void {
    if (!this.#sight.visible && !this.#authored) return;
    const { problem } = this.#findings;
    if (this.#solved && this.engine && isData(problem.loss) && problem.loss.kind !== 'squared') this.#tabulate(problem, this.engine);
    this.scene = this.#made ?? this.scene;
  }

  get #made(): Scene | undefined {
    const [width, height] = this.#sight.size;
    if (!this.#solved || width < 1 || height < 1) return undefined;
    const { window } = this.#framing, kept = this.#plane;
    const now = kept?.window === window && kept.width === width && kept.height === height ? kept : (this.#plane = plane(window, width, height));
    return sceneOf(this.#findings, now, this.#tables?.get(this.#findings.problem));
  }
  #plane: Plane | undefined; // the same value while nothing of it changes: so do the marks on its axes

  #tabulate(problem: Problem, engine: EngineKind): void {
    this.#tables?.want(problem, this.#framing.window, engine);
    if (!this.#tabling) this.#tabling = import('./tables.ts').then(({ Tables: Made }) => {
      this.#tables = new Made(() => this.#rescene(), () => this.requestUpdate());
      this.#rescene();
    }).catch((error: unknown) => { this.#lack('What draws a loss of samples', error); });
  }

  // What a reader needs once the picture stands, and what draws where the GPU is lost: none of it may hold up the picture.
  async #furnish(): Promise<void> {
    try {
      const [later] = await Promise.all([laterPart(), this.#equip(), fallback()]), { elementStyles } = this.constructor as typeof RegGeometry;
      await turn();
      for (const style of later.laterStyles) if (!elementStyles.includes(style)) elementStyles.push(style);
      adoptStyles(this.renderRoot as ShadowRoot, elementStyles);
      this.#voice ??= new later.Voice(this, (sentence) => { this.speech = sentence; });
      this.#switch ??= new later.Switch();
      this.#data ??= new later.Data(() => this.requestUpdate());
      this.#roam ??= new later.Roam(this, {
        plane: () => this.planeElement, frame: () => this.#framing.frame, look: (window) => this.change({ window }), ended: (end) => { this.end = end; }, told: (sentence) => { this.speech = sentence; },
      });
      this.#roam.read();
      this.#later = later;
      this.#complain(this.#wrong);
      this.requestUpdate();
      await super.getUpdateComplete();
      await this.renderRoot.querySelector<RegElement>('reg-controls')?.updateComplete;
    } catch (error) {
      this.#lack('What belongs to the figure', error);
    }
  }

  #equipLate(): void {
    if (this.#later) this.#equip().catch((error: unknown) => { this.#lack('What belongs to the figure', error); });
  }

  async #equip(): Promise<void> {
    const controls = !customElements.get('reg-controls') && this.renderRoot.querySelector('reg-controls') ? [controlsPart()] : [];
    await Promise.all([...controls, ...this.#layers.map((layer) => layer.arm?.())]);
  }

  #lack(what: string, error: unknown): void {
    this.#unfurnished = missed(what, error, 'figure');
    this.#complain(this.#wrong);
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
    this.#equipLate();
  };
  #composed = false; // as last rendered

  get #authored(): boolean { return [...this.children].some(isLayer); }

  #dress(): void {
    for (const layer of this.#layers) {
      layer.scene = this.scene;
      this.#look.dress(layer);
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
      <div class="plane" part="plane" role="group" tabindex="-1" aria-describedby="how" aria-details="data" aria-label=${waiting ? 'A figure with nothing to draw yet' : `Level sets of the loss, the region of the penalty, and the optimum θ star ${coordinates(solution.theta)}`}>
        ${this.#composed ? nothing : html`<reg-heatmap></reg-heatmap><reg-level-sets></reg-level-sets><reg-constraint-region></reg-constraint-region><reg-axes></reg-axes><reg-argmin></reg-argmin>`}
        <slot @slotchange=${this.#compose}></slot>
        ${this.readout ? html`<reg-readout .scene=${this.scene}></reg-readout>` : nothing}
        ${waiting && coming ? html`<span class="waiting">${coming}</span>` : nothing}
        <slot name="static" ?hidden=${this.standing}></slot>
        ${progress(this.lagging, this.#tables)}
        ${waiting || !this.#later || !this.#roam ? nothing : this.#later.tools(this.#roam, this.#past, this, this.#framing.frame.view !== undefined, this.end, this.#later.isCornered(this.scene))}
      </div>
      ${waiting ? nothing : caption(problem, solution, this.lagging, this.#data?.render(this.#findings))}
      ${waiting || !this.#later ? nothing : html`<p class="how" id="how" hidden>${this.#later.instructions(problem.loss.kind === 'quadratic')}</p>`}
      <p class="complaint" part="complaint" role="alert" ?hidden=${!this.complaint}>${this.complaint}</p>
      <p class="speech" role="status">${this.speech}</p>
      <slot name="controls">${this.driven || this.controls === 'none' ? nothing : html`<reg-controls class="coming" ?sonify=${this.sonify} exportparts="controls, slider, play, switch"></reg-controls>`}</slot>
      ${waiting ? nothing : notes(problem, solution, levelNote(this.#tables?.levelOf(problem), problem))}
      <span class="probe" @transitionend=${this.#recolour}></span>`;
  }
}

define('reg-geometry', RegGeometry);
