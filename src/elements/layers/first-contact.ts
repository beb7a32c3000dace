import { css, html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { axisMarks } from '../../geometry/axis-marks.ts';
import type { Box } from '../../geometry/labels.ts';
import { figures } from '../../geometry/number.ts';
import { levelPath } from '../../geometry/level.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import { claim } from './claims.ts';
import { define } from '../define.ts';
import { broken, foot } from './foot.ts';
import { RegLayer } from './layer.ts';
import { textWidth, typeScale } from './measure.ts';
import type { Scene } from './scene.ts';

const STEPS = 200;
const PLAY_MS = 1600;
const SLIDER_PX = 41, LINE_PX = 17; // what stands at the foot of the picture: the slider with its line; a line alone
const SMALL = 0.93; // of the figure's own letters
const LONG = 0.01; // of the level at contact: a smaller one takes more letters
const LEFT = 10, CLEAR = 3; // pixels from the edge, and from what else is written

/**
 * `<reg-first-contact>`: one contour of the loss grows from its lowest place until it first touches the region, by hand or
 * played once. Its level at contact is L(θ*) itself. With an inactive constraint it says that nothing had to grow.
 */
export class RegFirstContact extends RegLayer {
  static override styles = [RegLayer.styles, css`
    svg svg, button svg { position: static; width: 100%; height: 100%; }
    .ring { fill: var(--_loss); fill-opacity: 0.12; stroke: var(--_loss); stroke-width: 2.5; }
    .touch { fill: none; stroke: var(--_ink); stroke-width: 2; }
    .touch.point { fill: var(--_ink); stroke: var(--_paper); }
    .words { font-size: 0.93em; }
    .scrub { direction: ltr; position: absolute; inset: auto 8px 6px; display: flex; align-items: center; gap: 8px; pointer-events: auto; }
    input { flex: 0 1 12em; min-width: 5em; height: 28px; margin: 0; accent-color: var(--_loss); touch-action: pan-y; cursor: pointer; }
    button { width: 28px; height: 28px; padding: 6px; border: 0; border-radius: 50%; background: color-mix(in srgb, var(--_loss) 18%, var(--_paper)); cursor: pointer; }
    button:focus-visible, input:focus-visible { outline: 2px solid var(--_loss); outline-offset: 2px; }
    button path { fill: var(--_loss); }
  `];

  /** How far the contour has grown: 0 at the lowest place, 1 at first contact. Its size grows evenly. */
  @property({ type: Number }) progress = 1;
  #frame = 0;
  #base = 0; // in pixels: lines of other layers stand below

  protected override check(): void {
    if (!(this.progress >= 0 && this.progress <= 1)) throw new Complaint(`progress is ${quote(this.getAttribute('progress') ?? this.progress)}; allowed is a share from 0 to 1.`, 'progress');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
  }

  /** The level of L that is drawn, between its least value and L(θ*), where it is exactly L(θ*). */
  get level(): number | null {
    const { scene } = this;
    if (!scene?.relief || !scene.solution.active) return null;
    const share = Math.min(1, Math.max(0, this.progress || 0));
    const { relief: { low, power }, solution: { loss } } = scene;
    return share === 1 ? loss : low + (loss - low) * share ** (1 / power);
  }

  override draw(scene: Scene): TemplateResult {
    const { problem, solution, plane, loss } = scene, { level } = this, type = typeScale(this), high = LINE_PX * type, scrub = SLIDER_PX + high;
    if (level === null) {
      const lines = solution.active ? [] : broken(this, 'L is least inside the region already: no contour has to grow', plane.width - 20, SMALL);
      const base = plane.height - 14 - foot(scene, this, lines.length > 0 ? high * lines.length + 4 : 0);
      return svg`${lines.map((line, i) => svg`<text class="halo words" x="10" y=${base - high * (lines.length - 1 - i)}>${line}</text>`)}`;
    }
    this.#base = foot(scene, this, scrub);
    const [left, line] = this.#beside(scene, plane.height - 42 - this.#base, type), top = Math.min(plane.height - scrub - this.#base, line - high);
    claim(scene, this, [{ x: 6, y: top, width: Math.min(left - LEFT + 230 * type, plane.width - 12), height: plane.height - this.#base - top }]);
    const touching = this.progress >= 1;
    const [x, y] = plane.toPixels(solution.theta);
    return svg`<path class="ring" d=${levelPath(problem.loss, loss, level, touching ? solution.theta : null, plane)} />
      ${touching ? svg`<circle class="touch" cx=${x} cy=${y} r="13" /><circle class="touch point" cx=${x} cy=${y} r="5" />` : ''}
      <text class="halo words" x=${left} y=${line}>${words(level, solution.loss, touching)}</text>`;
  }

  // Where its words stand clear of the axes' numbers: as they are, beside them, or above them. They stay there while the contour grows.
  #beside(scene: Scene, base: number, type: number): readonly [x: number, y: number] {
    const { solution: { loss }, plane } = scene, high = LINE_PX * type, taken = axisMarks(scene, type).boxes;
    const width = SMALL * Math.max(...[true, false].map((touching) => textWidth(this, words(loss * LONG, loss, touching))));
    const at = (x: number, y: number): Box => ({ x: x - CLEAR, y: y - 0.8 * high - CLEAR, width: width + 2 * CLEAR, height: high + 2 * CLEAR });
    const met = (box: Box) => taken.filter((other) => meet(box, other)), first = met(at(LEFT, base));
    if (first.length === 0) return [LEFT, base];
    const right = Math.max(...first.map((box) => box.x + box.width)) + 2 * CLEAR, above = Math.min(...first.map((box) => box.y)) - 0.2 * high - 2 * CLEAR;
    const places = [[right, base], [LEFT, above], [right, above]] as const;
    return places.find(([x, y]) => x + width < plane.width - CLEAR && y > high && met(at(x, y)).length === 0) ?? [LEFT, base];
  }

  /** Lets the contour grow once; at once where the reader asks for no motion. */
  play = (): void => {
    cancelAnimationFrame(this.#frame);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) { this.progress = 1; return; }
    const start = performance.now();
    const grow = (now: number) => {
      this.progress = Math.min(1, Math.max(0, (now - start) / PLAY_MS));
      if (this.progress < 1) this.#frame = requestAnimationFrame(grow);
    };
    grow(start);
  };

  #slide = (event: Event): void => {
    cancelAnimationFrame(this.#frame);
    this.progress = Number((event.currentTarget as HTMLInputElement).value) / STEPS;
  };

  override render() {
    const { level, scene } = this;
    if (!scene || level === null) return super.render();
    return html`${super.render()}<div class="scrub">
      <button aria-label="Let the contour grow" @click=${this.play}><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M3,1l8,5l-8,5z"/></svg></button>
      <input type="range" min="0" max=${STEPS} .value=${live(String(Math.round(STEPS * this.progress)))} aria-label="Growth of the contour"
        aria-valuetext=${words(level, scene.solution.loss, this.progress >= 1)} @input=${this.#slide}>
    </div>`;
  }

  override updated(): void {
    const scrub = this.renderRoot.querySelector<HTMLElement>('.scrub');
    if (scrub) scrub.style.bottom = `${6 + this.#base}px`;
  }
}
define('reg-first-contact', RegFirstContact);

const meet = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const words = (level: number, contact: number, touching: boolean): string =>
  (touching ? `first contact, at L = ${figures(contact, 4)}` : `L = ${figures(level, 4)}, contact at ${figures(contact, 4)}`);
