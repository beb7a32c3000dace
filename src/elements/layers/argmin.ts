import { css, html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { coordinates } from '../../geometry/number.ts';
import { optimumOf } from '../../print/optimum.ts';
import type { Vec2 } from '../../problem/types.ts';
import { claimedBy } from './claims.ts';
import { define } from '../define.ts';
import type { Handle } from '../handle.ts';
import { handleStyles } from '../handle-styles.ts';
import { once } from '../once.ts';
import { RegLayer } from './layer.ts';
import { textWidth, typeScale } from './measure.ts';
import type { Scene } from './scene.ts';
import type { Change } from '../views/view.ts';

const handlePart = once(() => import('../handle.ts'));

/** Asks the view for what a hand wants: θ̂ there, another t, another curvature; the view decides. */
export type MoveDetail = Change;

/** `<reg-argmin>`: θ̂ as a hollow ring that can be dragged, θ* as a solid dot with its numbers. */
export class RegArgmin extends RegLayer {
  static override styles = [RegLayer.styles, handleStyles, css`
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
  `];

  /** Whether θ̂ may be dragged: set by the view, since only a quadratic's minimiser is free. */
  @property({ attribute: false }) movable = false;
  #handle: Handle | undefined; // once the picture stands

  override async arm(): Promise<void> {
    if (this.#handle) return;
    const { Handle: Made } = await handlePart();
    this.#handle ??= new Made({
      host: this, told: true,
      plane: () => this.scene?.plane,
      at: () => this.scene?.minimizer ?? undefined,
      move: (minimizer) => { this.dispatchEvent(new CustomEvent<MoveDetail>('reg-move', { detail: { minimizer }, bubbles: true, composed: true })); },
    });
    this.requestUpdate();
    await this.updateComplete;
  }

  override draw(scene: Scene): TemplateResult {
    const { certificate } = scene.solution, type = typeScale(this);
    const { at, zero, hats, others, segment, sparse, value, words, place, name } = optimumOf(scene, (text, weight) => textWidth(this, text, weight), claimedBy(scene, this), 4, type);
    const dot = ([x, y]: Vec2) => svg`<circle class="solution ${certificate.holds ? '' : 'doubtful'}" cx=${x} cy=${y} r="7.5" />`;
    return svg`
      ${sparse ? svg`<line class="axis" x1=${zero[0]} y1=${zero[1]} x2=${at[0]} y2=${at[1]} />` : ''}
      ${segment ? others.map(([x, y]) => svg`<line class="others" x1=${at[0]} y1=${at[1]} x2=${x} y2=${y} />`) : ''}
      ${hats.map(([x, y]) => svg`<circle class="minimizer" cx=${x} cy=${y} r="5.5" />`)}
      ${segment ? '' : others.map(dot)}${dot(at)}
      ${name ? thetaHat(name.x + 2, name.y + 21 * type, type) : ''}
      ${['halo back', ''].map((layer) => svg`<text class="value ${layer}" x=${place.x} y=${place.y + 15 * type}><tspan class="math">θ</tspan>${value.slice(1)}</text>`)}
      <text class="halo support" x=${place.x} y=${place.y + 34 * type}>${words}</text>`;
  }

  override render() {
    const minimizer = this.scene?.minimizer;
    if (!minimizer || !this.movable) return super.render();
    return html`${super.render()}${this.#handle?.render(`θ hat, the unpenalised optimum, at ${coordinates(minimizer)}`)}`;
  }

  override updated(): void { this.#handle?.place(this.renderRoot.querySelector('button')); }
}
define('reg-argmin', RegArgmin);

/** θ̂ with a hat that is drawn: the combining character is lost in many fonts. */
const thetaHat = (x: number, y: number, type: number) => svg`
  <path class="hat-halo" d=${hat(x, y, type)} />
  <text class="halo theta math" x=${x} y=${y}>θ</text>
  <path class="hat" d=${hat(x, y, type)} />`;
const hat = (x: number, y: number, type: number) => `M${x + 2.5 * type},${y - 15.5 * type}l${4 * type},${-4 * type}l${4 * type},${4 * type}`;
