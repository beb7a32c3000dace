import { css, html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { coordinates } from '../../geometry/number.ts';
import { optimumOf } from '../../print/optimum.ts';
import type { Vec2 } from '../../problem/types.ts';
import { claimedBy } from './claims.ts';
import { define } from '../define.ts';
import { Handle, handleStyles } from '../handle.ts';
import { RegLayer } from './layer.ts';
import { textWidth } from './measure.ts';
import type { Scene } from './scene.ts';

/** Asks the view to move θ̂ of a quadratic loss; the view decides. */
export interface MoveDetail { readonly minimizer: Vec2; readonly done: boolean }

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
  readonly #handle = new Handle({
    host: this,
    plane: () => this.scene?.plane,
    at: () => this.scene?.minimizer ?? undefined,
    move: (minimizer, done) => { this.dispatchEvent(new CustomEvent<MoveDetail>('reg-move', { detail: { minimizer, done }, bubbles: true, composed: true })); },
  });

  override draw(scene: Scene): TemplateResult {
    const { certificate } = scene.solution;
    const { at, zero, hats, others, segment, sparse, value, words, place, name } = optimumOf(scene, (text, weight) => textWidth(this, text, weight), claimedBy(scene, this));
    const dot = ([x, y]: Vec2) => svg`<circle class="solution ${certificate.holds ? '' : 'doubtful'}" cx=${x} cy=${y} r="7.5" />`;
    return svg`
      ${sparse ? svg`<line class="axis" x1=${zero[0]} y1=${zero[1]} x2=${at[0]} y2=${at[1]} />` : ''}
      ${segment ? others.map(([x, y]) => svg`<line class="others" x1=${at[0]} y1=${at[1]} x2=${x} y2=${y} />`) : ''}
      ${hats.map(([x, y]) => svg`<circle class="minimizer" cx=${x} cy=${y} r="5.5" />`)}
      ${segment ? '' : others.map(dot)}${dot(at)}
      ${name ? thetaHat(name.x + 2, name.y + 21) : ''}
      ${['halo back', ''].map((layer) => svg`<text class="value ${layer}" x=${place.x} y=${place.y + 15}><tspan class="math">θ</tspan>${value.slice(1)}</text>`)}
      <text class="halo support" x=${place.x} y=${place.y + 34}>${words}</text>`;
  }

  override render() {
    const minimizer = this.scene?.minimizer;
    if (!minimizer || !this.movable) return super.render();
    return html`${super.render()}${this.#handle.render(`θ hat, the unpenalised optimum, at ${coordinates(minimizer)}`)}`;
  }

  override updated(): void { this.#handle.place(this.renderRoot.querySelector('button')); }
}
define('reg-argmin', RegArgmin);

/** θ̂ with a hat that is drawn: the combining character is lost in many fonts. */
const thetaHat = (x: number, y: number) => svg`
  <path class="hat-halo" d="M${x + 2.5},${y - 15.5}l4,-4l4,4" />
  <text class="halo theta math" x=${x} y=${y}>θ</text>
  <path class="hat" d="M${x + 2.5},${y - 15.5}l4,-4l4,4" />`;
