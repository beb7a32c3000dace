import { css, html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { placeLabel, type Box } from '../geometry/labels.ts';
import { coordinates } from '../geometry/number.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import type { Vec2 } from '../problem/types.ts';
import { axisMarks } from './axes.ts';
import { RegLayer } from './layer.ts';
import { textWidth } from './measure.ts';
import type { Scene } from './scene.ts';

/** Asks the view to move θ̂ of a quadratic loss; the view decides. */
export interface MoveDetail { readonly minimizer: Vec2; readonly done: boolean }

const INDEX = ['₁', '₂'];

/** What the support says, in words: which weights are exactly zero. */
export function supportSentence([first, second]: readonly [boolean, boolean]): string {
  if (!first && !second) return 'both weights are exactly zero';
  if (first && second) return 'both weights stay';
  return `θ${INDEX[first ? 1 : 0]} is exactly zero`;
}

/** `<reg-argmin>`: θ̂ as a hollow ring that can be dragged, θ* as a solid dot with its numbers. */
export class RegArgmin extends RegLayer {
  static override styles = [RegLayer.styles, css`
    .axis { stroke: var(--_ink); stroke-width: 4; stroke-linecap: round; }
    .solution { fill: var(--_ink); stroke: var(--_paper); stroke-width: 3; }
    .solution.doubtful { fill: var(--_paper); stroke: var(--_ink); stroke-dasharray: 3 2; }
    .others { stroke: var(--_ink); stroke-width: 5; stroke-opacity: 0.45; stroke-linecap: round; }
    .minimizer { fill: var(--_paper); stroke: var(--_loss); stroke-width: 3; }
    .hat { fill: none; stroke: var(--_loss); stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round; }
    .hat-halo { fill: none; stroke: var(--_paper); stroke-width: 5; stroke-linejoin: round; stroke-linecap: round; }
    .theta { fill: var(--_loss); font-size: 1.35em; }
    .value { font-weight: 650; }
    .back { fill: none; } /* the halo of a whole line lies under it, or the star's would cut into the θ */
    .support { font-size: 0.93em; fill: var(--_muted); }
    button {
      position: absolute; width: 44px; height: 44px; margin: -22px 0 0 -22px; padding: 0; border: 0; border-radius: 50%;
      background: color-mix(in srgb, var(--_loss) 16%, transparent); background-clip: content-box; padding: 8px; box-sizing: border-box;
      pointer-events: auto; cursor: grab; touch-action: none;
    }
    button:hover { background-color: color-mix(in srgb, var(--_loss) 26%, transparent); }
    button:active { cursor: grabbing; }
    button:focus-visible { outline: 2px solid var(--_loss); outline-offset: -4px; }
  `];

  /** Whether θ̂ may be dragged: set by the view, since only a quadratic's minimiser is free. */
  @property({ attribute: false }) movable = false;
  #grab: { pointer: number; dx: number; dy: number; last: Vec2 } | undefined;

  override draw(scene: Scene): TemplateResult {
    const { solution, plane, problem } = scene;
    const { minimizer } = quadraticOf(problem.loss);
    const at = plane.toPixels(solution.theta);
    const hat = plane.toPixels(minimizer);
    const zero = plane.toPixels([0, 0]);
    const { theta, support } = solution;
    const value = `θ* = ${coordinates(theta)}`;
    const words = solution.unique ? supportSentence(support) : 'one of many solutions';
    const size = { width: Math.max(textWidth(this, value, 650), textWidth(this, words)) + 4, height: 38 };
    const bounds: Box = { x: 4, y: 4, width: plane.width - 8, height: plane.height - 8 };
    const disc = ([x, y]: Vec2, r: number): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });
    const obstacles = [disc(at, 10), disc(hat, 16), ...axisMarks(scene).boxes];
    const place = placeLabel(at, size, bounds, obstacles, curvePoints(scene));
    const name = placeLabel(hat, { width: 14, height: 24 }, bounds, [...obstacles, place]);
    const sparse = solution.unique && support[0] !== support[1];
    return svg`
      ${sparse ? svg`<line class="axis" x1=${zero[0]} y1=${zero[1]} x2=${at[0]} y2=${at[1]} />` : ''}
      ${solution.minimizers.slice(1).map((other) => { const [x, y] = plane.toPixels(other); return svg`<line class="others" x1=${at[0]} y1=${at[1]} x2=${x} y2=${y} />`; })}
      <circle class="minimizer" cx=${hat[0]} cy=${hat[1]} r="5.5" />
      <circle class="solution ${solution.certificate.holds ? '' : 'doubtful'}" cx=${at[0]} cy=${at[1]} r="7.5" />
      ${thetaHat(name.x + 2, name.y + 21)}
      ${['halo back', ''].map((layer) => svg`<text class="value ${layer}" x=${place.x} y=${place.y + 15}><tspan class="math">θ</tspan>${value.slice(1)}</text>`)}
      <text class="halo support" x=${place.x} y=${place.y + 34}>${words}</text>`;
  }

  override render() {
    if (!this.scene || !this.movable) return super.render();
    const { plane, problem } = this.scene;
    const minimizer = quadraticOf(problem.loss).minimizer;
    const [x, y] = plane.toPixels(minimizer);
    const inside = x >= 0 && y >= 0 && x <= plane.width && y <= plane.height;
    return html`${super.render()}
      <button aria-label="θ hat, the unpenalised optimum, at ${coordinates(minimizer)}" aria-roledescription="draggable point" ?hidden=${!inside}
        aria-description="Arrow keys move it, with Shift in large steps"
        @pointerdown=${this.#down} @pointermove=${this.#drag} @pointerup=${this.#up} @pointercancel=${this.#up} @keydown=${this.#key}></button>`;
  }

  // Through the CSSOM: a style attribute would need a laxer Content Security Policy.
  override updated(): void {
    const handle = this.renderRoot.querySelector('button');
    if (!handle || !this.scene) return;
    const [x, y] = this.scene.plane.toPixels(quadraticOf(this.scene.problem.loss).minimizer);
    handle.style.left = `${x}px`;
    handle.style.top = `${y}px`;
  }

  #move(minimizer: Vec2, done: boolean): void {
    this.dispatchEvent(new CustomEvent<MoveDetail>('reg-move', { detail: { minimizer, done }, bubbles: true, composed: true }));
  }

  #local(event: PointerEvent): Vec2 {
    const { left, top } = this.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  #down = (event: PointerEvent) => {
    if (!this.scene || event.button !== 0) return;
    const { minimizer } = quadraticOf(this.scene.problem.loss);
    const [x, y] = this.scene.plane.toPixels(minimizer);
    const [px, py] = this.#local(event);
    this.#grab = { pointer: event.pointerId, dx: x - px, dy: y - py, last: minimizer }; // a grab beside the centre must not make it jump
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  #drag = (event: PointerEvent) => {
    if (!this.#grab || this.#grab.pointer !== event.pointerId || !this.scene) return;
    const { plane } = this.scene;
    const [px, py] = this.#local(event);
    const x = Math.min(plane.width, Math.max(0, px + this.#grab.dx)), y = Math.min(plane.height, Math.max(0, py + this.#grab.dy));
    this.#grab.last = plane.toTheta([x, y]);
    this.#move(this.#grab.last, false);
  };

  #up = (event: PointerEvent) => {
    if (!this.#grab || this.#grab.pointer !== event.pointerId || !this.scene) return;
    const { last } = this.#grab; // the scene may be a frame behind
    this.#grab = undefined;
    this.#move(last, true);
  };

  #key = (event: KeyboardEvent) => {
    const direction: Vec2 | undefined = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] } as Record<string, Vec2>)[event.key];
    if (!direction || !this.scene) return;
    event.preventDefault();
    const { x, y } = this.scene.plane.window;
    const step = event.shiftKey ? 0.1 : 0.01;
    const [p, q] = quadraticOf(this.scene.problem.loss).minimizer;
    const clamp = (value: number, [low, high]: Vec2) => Math.min(high, Math.max(low, value));
    this.#move([clamp(p + direction[0] * step * (x[1] - x[0]), x), clamp(q + direction[1] * step * (y[1] - y[0]), y)], true);
  };
}
customElements.define('reg-argmin', RegArgmin);

/** θ̂ with a hat that is drawn: the combining character is lost in many fonts. */
const thetaHat = (x: number, y: number) => svg`
  <path class="hat-halo" d="M${x + 2.5},${y - 15.5}l4,-4l4,4" />
  <text class="halo theta math" x=${x} y=${y}>θ</text>
  <path class="hat" d="M${x + 2.5},${y - 15.5}l4,-4l4,4" />`;

/** Points about 8 px apart on the lines that a label had better not cross: both axes, the region, the touching ring. */
function* curves({ solution, plane, problem }: Scene): Generator<Vec2> {
  const { width, height } = plane;
  const [ox, oy] = plane.toPixels([0, 0]);
  for (let x = 0; x < width; x += 8) yield [x, oy];
  for (let y = 0; y < height; y += 8) yield [ox, y];
  const { minimizer, eigenvalues: [m1, m2], q, offset } = quadraticOf(problem.loss);
  const rise = 2 * (solution.loss - offset);
  const [r1, r2] = [Math.sqrt(rise / m1), Math.sqrt(rise / m2)];
  const radius = problem.penalty.kind === 'l2' ? Math.sqrt(solution.budget) : solution.budget;
  for (let i = 0; i < 96; i += 1) {
    const [c, s] = [Math.cos((i * Math.PI) / 48), Math.sin((i * Math.PI) / 48)];
    const scale = radius / (problem.penalty.kind === 'l1' ? Math.abs(c) + Math.abs(s) : 1);
    yield plane.toPixels([scale * c, scale * s]);
    if (solution.active && rise > 0 && m2 > 0) yield plane.toPixels([minimizer[0] + r1 * c * q[0] - r2 * s * q[1], minimizer[1] + r1 * c * q[1] + r2 * s * q[0]]);
  }
}
const curvePoints = (scene: Scene): Vec2[] => [...curves(scene)];
