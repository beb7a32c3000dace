import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { readDistribution } from '../../geometry/shares/distribution.ts';
import { correlated, correlationOf } from '../../geometry/shares/landing-solve.ts';
import { coordinates, figures } from '../../geometry/number.ts';
import { plane, type Plane } from '../../geometry/plane.ts';
import type { Mapped } from '../../geometry/shares/rule.ts';
import type { Curve } from '../../geometry/shares/curve.ts';
import { sparseShare } from '../../geometry/shares/shares.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import { LANDING, type Landing, type LandingName } from '../../problem/landing.ts';
import { readChoice } from '../../problem/read.ts';
import type { Vec2 } from '../../problem/types.ts';
import { atlasAxesStyles } from './axes.ts';
import { AtlasChart } from './chart.ts';
import { AtlasCurves } from './curve.ts';
import { AtlasInk } from './ink.ts';
import { AtlasMap } from './map.ts';
import { typeScale } from '../layers/measure.ts';
import { atlasPicture } from './picture.ts';
import { landed, landingUnder, placesOf, placesOn, type Place } from './places.ts';
import { basinButton, captionOf, labelOf, sharesList } from './report.ts';
import { refusal, sheetOf, type AtlasMode, type Sheet } from './sheet.ts';
import { atlasStyles } from './styles.ts';
import { AtlasTally, type Tallied } from './tally.ts';
import { LANDING_WORDS, landingOfName } from './words.ts';
import { chartStyles } from '../views/chart-axes.ts';
import { define } from '../define.ts';
import { Handle, handleStyles } from '../handle.ts';
import { isAway, within } from '../layers/inside.ts';
import { LinkedView, type Drawing } from '../views/linked-view.ts';
import type { EngineKind } from '../surface/surface.ts';
import type { View } from '../views/view.ts';

const MOST_RHO = 0.99; // nearer to 1 the curvature is all but singular
const STILL = 1e-9; // of the map: no hand moves so little

/**
 * `<reg-atlas>`: where the solution lands for every θ̂, each pixel a solve, with the share of each outcome beside it. Dragging θ̂, or
 * in the map of correlations ρ and λ, drives the figure; a basin is shaded strongly while it is pointed at, focused or chosen.
 * @csspart shares - the list of outcomes with their shares
 */
export class RegAtlas extends LinkedView {
  static override styles = [...LinkedView.styles, handleStyles, chartStyles, atlasAxesStyles, atlasStyles];

  /** What θ̂ is drawn from, for the shares: `uniform 3` on the square [−3, 3]², or `normal 1` with that standard deviation. */
  @property() distribution = 'uniform 3';
  /** minimizer: a pixel is a θ̂; correlation: a pixel is a correlation and a λ of the penalty form. @type {'minimizer' | 'correlation'} */
  @property() mode = 'minimizer';
  /** The chosen basin: origin, right, left, up, down (where on the axes its θ̂ land), northeast, southwest, southeast, northwest. @type {'origin' | 'right' | 'left' | 'up' | 'down' | 'northeast' | 'southwest' | 'southeast' | 'northwest' | null} */
  @property({ reflect: true }) basin: string | null = null;
  /** What painted the map last: gpu or cpu. */
  engine: EngineKind | undefined;

  @state() private pointed: Landing | undefined;

  readonly #map = new AtlasMap(() => { this.engine = this.#map.answered!.engine; this.requestUpdate(); }, (error) => this.#fail(error));
  readonly #census = new AtlasMap(() => this.requestUpdate(), (error) => this.#fail(error));
  readonly #tally = new AtlasTally(this.#map, this.#census);
  readonly #curves = new AtlasCurves(() => this.requestUpdate());
  readonly #ink = new AtlasInk();
  readonly #chart = new AtlasChart(this, () => this.renderRoot, (amount) => {
    this.view?.change(this.view.problem.form === 'penalty' ? { lambda: amount } : { budget: amount });
  });
  readonly #hand = new Handle({ host: this, plane: () => this.#plane, at: () => this.#grip, move: (to) => this.#move(to) });
  #sheet: Sheet | undefined;
  #plane: Plane | undefined;
  #grip: Vec2 | undefined; // θ̂, or ρ and λ, held inside the map
  #here: Vec2 = [0, 0]; // the same, wherever they are
  #places: readonly Place[] = [];
  #tallied: Tallied | undefined;
  #curve: Curve | undefined;
  #failure: Error | undefined;

  /** What is shaded strongly. */
  get #chosen(): Landing | undefined { return this.pointed ?? (this.basin === null ? undefined : landingOfName(this.basin)); }

  #fail(error: Error): void {
    this.#failure = error;
    this.requestUpdate();
  }

  #read(): { distribution: ReturnType<typeof readDistribution>; mode: AtlasMode } {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure;
    if (this.basin !== null && landingOfName(this.basin) === undefined) throw new Complaint(`basin is ${quote(this.basin)}; allowed are ${Object.keys(LANDING).join(', ')}.`, 'basin');
    return { distribution: readDistribution(this.distribution), mode: readChoice(this.mode, 'mode', ['minimizer', 'correlation']) };
  }

  protected override draw(view: View, width: number, height: number): Drawing {
    const { distribution, mode } = this.#read();
    const { problem, solution } = view.findings, sentence = refusal(problem, mode);
    if (sentence) {
      this.#sheet = undefined;
      return { picture: svg``, label: sentence, hands: html`<p class="sentence">${sentence}</p>` };
    }
    const mapped = problem as Mapped, ratio = globalThis.devicePixelRatio || 1;
    const sheet = (this.#sheet = sheetOf(mapped, mode, distribution, view.engine ?? 'cpu', Math.round(width * ratio), Math.round(height * ratio)));
    const drawn = (this.#plane = plane(sheet.window, width, height));
    this.#map.want(sheet.question);
    if (sheet.census && sheet.census !== sheet.question) this.#census.want(sheet.census);
    const tallied = (this.#tallied = this.#tally.shares(sheet)), cells = this.#tally.cells(sheet);
    this.#curve = mode === 'minimizer' ? this.#curves.ask(mapped, distribution) : this.#tally.curve(sheet);
    const here: Vec2 = this.#here = mode === 'minimizer' ? mapped.loss.minimizer : [correlationOf(mapped.loss.curvature), problem.form === 'penalty' ? problem.lambda : 0];
    const grip = (this.#grip = within(drawn, here)), away = isAway(drawn, here);
    const points = mode === 'minimizer' ? [grip, solution.theta] : [grip];
    const places = (this.#places = sheet.basins ? placesOf(sheet.basins, drawn, points, typeScale(this)) : cells ? placesOn(cells, drawn, points, typeScale(this)) : []);
    const where = mode === 'minimizer' ? `θ̂ at ${coordinates(here)}` : `correlation ${figures(here[0])} and λ ${figures(here[1], 4)}`;
    return {
      picture: atlasPicture(sheet, drawn, places, this.#chosen, solution, grip, away, typeScale(this)),
      label: labelOf(sheet, drawn, tallied), caption: captionOf(sheet, places, this.#chosen, tallied),
      hands: html`<canvas class="map" aria-hidden="true"></canvas><span class="probe" @transitionend=${() => this.requestUpdate()}></span>
        <div class="sky" @pointermove=${this.#point} @pointerleave=${this.#leave} @click=${this.#click}></div>
        ${places.map((place) => basinButton(place, sheet, tallied, this.#chosen, this.#basins))}
        <span class="knob">${this.#hand.render(`${where}${away ? ', outside the map' : ''}: ${LANDING_WORDS[landed(mapped, solution)][1]}`)}</span>`,
    };
  }

  protected override below(): TemplateResult | typeof nothing {
    const sheet = this.#sheet, tallied = this.#tallied;
    if (!sheet || !this.view) return nothing;
    const { problem, mode } = sheet, amount = problem.form === 'penalty' ? problem.lambda : problem.budget;
    const state = this.#curve && { curve: this.#curve, form: problem.form, mode, tied: problem.penalty.kind === 'linf', amount, share: mode === 'minimizer' && tallied && !tallied.late ? sparseShare(tallied.shares) : undefined };
    return html`${sharesList(sheet, tallied)}${this.#chart.render(state, this.#plane!.width)}`;
  }

  #move(to: Vec2): void {
    const { view } = this, grip = this.#grip;
    if (!view || !this.#sheet || !grip || (to[0] === grip[0] && to[1] === grip[1])) return; // a click moves nothing
    // Held inside the map it may stand beside where it is: the way that the hand does not go stays.
    const { mode, window } = this.#sheet, still = (axis: 0 | 1) => Math.abs(to[axis] - grip[axis]) < STILL * (axis === 0 ? window.x[1] - window.x[0] : window.y[1] - window.y[0]);
    const [x, y] = [still(0) ? this.#here[0] : to[0], still(1) ? this.#here[1] : to[1]];
    if (mode === 'minimizer') return view.change({ minimizer: [x, y] });
    const rho = still(0) ? x : Number(Math.min(MOST_RHO, Math.max(-MOST_RHO, x)).toFixed(3));
    view.change({ lambda: still(1) ? y : Number(Math.max(0, y).toPrecision(4)), curvature: correlated(this.#sheet.problem.loss.curvature, rho) });
  }

  #under({ clientX, clientY }: MouseEvent): Landing | undefined {
    const { left, top } = this.plot.getBoundingClientRect();
    return this.#sheet && this.#plane && landingUnder([clientX - left, clientY - top], this.#sheet, this.#plane, this.#places, this.#map.answered);
  }

  #point = (event: PointerEvent): void => { if (event.pointerType !== 'touch') this.pointed = this.#under(event); };
  #leave = (): void => { this.pointed = undefined; };
  #click = (event: MouseEvent): void => this.#choose(this.#under(event));

  readonly #basins = { point: (landing: Landing) => { this.pointed = landing; }, leave: this.#leave, choose: (landing: Landing) => this.#choose(landing) };

  #choose(landing: Landing | undefined): void {
    const name = (Object.keys(LANDING) as LandingName[]).find((key) => LANDING[key] === landing) ?? null;
    this.basin = name === this.basin ? null : name;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#hand.place(this.renderRoot.querySelector('.knob button'));
    this.#chart.updated();
    for (const button of this.renderRoot.querySelectorAll<HTMLElement>('button.basin')) {
      const place = this.#places.find(({ landing }) => landing === Number(button.dataset.landing));
      if (place) Object.assign(button.style, { left: `${place.at[0]}px`, top: `${place.at[1]}px` });
    }
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.map'), { answered } = this.#map;
    if (canvas && this.#sheet && this.#plane && answered) this.#ink.paint(canvas, this.renderRoot.querySelector('.probe')!, this.#sheet, answered, this.#plane, this.#chosen);
  }
}
define('reg-atlas', RegAtlas);
