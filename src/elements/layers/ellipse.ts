import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { ellipsePath } from '../../geometry/conic.ts';
import { curvatureOf, drawnTo, endOfAxis, heldAxes, MOST_RATIO, turned, type Axes } from '../../geometry/ellipse.ts';
import { figures } from '../../geometry/number.ts';
import { ringOf, type Ring } from '../../geometry/ring.ts';
import type { QuadraticLoss, Vec2 } from '../../problem/types.ts';
import type { MoveDetail } from './argmin.ts';
import { claim } from './claims.ts';
import { define } from '../define.ts';
import { broken, foot } from './foot.ts';
import { Handle, handleStyles } from '../handle.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

const TURN = 1, LARGE_TURN = 10; // degrees
const GROWTH = 1.02, LARGE_GROWTH = 1.2; // of a half axis
const LINE_PX = 17, SMALL = 0.93;
const SHORTEST_PX = 5, LONGEST = 0.5; // of the picture's smaller side: what keys and hand may make of an axis
const NAMES = ['First axis of the ellipse', 'Second axis of the ellipse'] as const;
const KEYS = 'Up and down arrows make it longer and shorter, left and right turn it, with Shift in large steps';
const ENDED = 'One axis is a thousand times the other: as thin as the ellipse goes.';

/**
 * `<reg-ellipse>`: one ring of a quadratic loss with its two axes, whose ends can be dragged: their lengths are those of the
 * curvature’s eigenvalues, √(2L/μ), and their tilt is that of its eigenvectors. The curvature stays positive definite: one axis is at
 * most a thousand times the other, a condition of a million. Losses that are not quadratic have nothing to take hold of.
 */
export class RegEllipse extends RegLayer {
  static override styles = [RegLayer.styles, handleStyles, css`
    .ring { fill: none; stroke: var(--_loss); stroke-width: 2; stroke-dasharray: 7 4; }
    .axis { stroke: var(--_loss); stroke-width: 1.2; }
    .words { font-size: 0.93em; }
    button { background-color: transparent; }
    button::after { content: ''; position: absolute; inset: 16px; box-sizing: border-box; border: 2.5px solid var(--_loss); background: var(--_paper); }
  `];

  #ring: Ring | undefined;
  #seen: Scene | undefined;
  #hand = false; // holds an axis
  #ended = false;
  readonly #handles = ([0, 1] as const).map((by) => new Handle({
    host: this,
    plane: () => this.scene?.plane,
    at: () => this.#end(by),
    move: (theta, done) => this.#draw(by, theta, done),
    press: (key, large) => this.#press(by, key, large),
  }));

  get #loss(): QuadraticLoss | undefined {
    const loss = this.scene?.problem.loss;
    return loss?.kind === 'quadratic' ? loss : undefined;
  }

  /** The ring of this scene, which depends on the last one's. */
  #held(): Ring | undefined {
    const loss = this.#loss;
    if (this.scene !== this.#seen) {
      this.#seen = this.scene;
      this.#ring = loss && (ringOf(loss.curvature, loss.minimizer, this.scene!.plane, this.#ring, this.#hand) ?? undefined);
    }
    return loss && this.#ring;
  }

  #end(by: 0 | 1): Vec2 | undefined {
    const ring = this.#held();
    if (!ring) return undefined;
    const [p, q] = this.#loss!.minimizer, [x, y] = endOfAxis(ring.axes, by, ring.sides[by]);
    return [p + x, q + y];
  }

  #draw(by: 0 | 1, [x, y]: Vec2, done: boolean): void {
    const ring = this.#held(), end = this.#end(by);
    if (!ring || !end) return;
    const [p, q] = this.#loss!.minimizer, least = SHORTEST_PX / Math.abs(this.scene!.plane.matrix[0]!), [u, v] = [x - p, y - q], length = Math.hypot(u, v);
    this.#hand = !done;
    // At θ̂ itself there is no direction; a hand that let go has asked for this already.
    if (length > 0 && (x !== end[0] || y !== end[1])) this.#shape(drawnTo(ring.axes, by, ring.sides[by], length < least ? [(u * least) / length, (v * least) / length] : [u, v]), by);
    if (done) this.#seen = undefined;
  }

  #press(by: 0 | 1, key: string, large: boolean): boolean {
    const ring = this.#held();
    if (!ring) return false;
    const { axes: { radii, tilt } } = ring, scale = Math.abs(this.scene!.plane.matrix[0]!);
    const [low, high] = [SHORTEST_PX / scale, (LONGEST * Math.min(this.scene!.plane.width, this.scene!.plane.height)) / scale];
    const grow = (to: number) => this.#shape({ radii: by === 0 ? [to, radii[1]] : [radii[0], to], tilt }, by);
    const step = large ? LARGE_GROWTH : GROWTH, turn = large ? LARGE_TURN : TURN;
    switch (key) {
      case 'ArrowUp': grow(radii[by] * step); return true;
      case 'ArrowDown': grow(radii[by] / step); return true;
      case 'PageUp': grow(radii[by] * LARGE_GROWTH); return true;
      case 'PageDown': grow(radii[by] / LARGE_GROWTH); return true;
      case 'Home': grow(Math.min(radii[by], low)); return true;
      case 'End': grow(Math.max(radii[by], high)); return true;
      case 'ArrowLeft': this.#shape({ radii, tilt: turned(tilt + turn) }, by); return true;
      case 'ArrowRight': this.#shape({ radii, tilt: turned(tilt - turn) }, by); return true;
      default: return false;
    }
  }

  #shape(asked: Axes, by: 0 | 1): void {
    const { axes, held } = heldAxes(asked, by), { level, sides } = this.#ring!;
    this.#ended = held;
    this.#ring = { level, axes, sides };
    this.dispatchEvent(new CustomEvent<MoveDetail>('reg-move', { detail: { curvature: curvatureOf(axes, level) }, bubbles: true, composed: true }));
    this.requestUpdate();
  }

  override draw(scene: Scene): TemplateResult {
    const ring = this.#held(), why = !this.#loss ? 'An ellipse to shape belongs to a quadratic loss.' : !ring ? 'The level sets of this loss are no ellipses.' : this.#ended ? ENDED : '';
    const said = why ? broken(this, why, scene.plane.width - 16, SMALL) : [];
    const base = scene.plane.height - 10 - foot(scene, this, said.length > 0 ? LINE_PX * said.length + 4 : 0);
    const words = said.map((line, i) => svg`<text class="halo words" x="8" y=${base - LINE_PX * (said.length - 1 - i)}>${line}</text>`);
    if (!ring) return svg`${words}`;
    const { minimizer } = this.#loss!, centre = scene.plane.toPixels(minimizer), ends = ([0, 1] as const).map((by) => scene.plane.toPixels(this.#end(by)!));
    claim(scene, this, ends.map(([x, y]) => ({ x: x - 9, y: y - 9, width: 18, height: 18 })));
    return svg`<path class="ring" d=${ellipsePath(endOfAxis(ring.axes, 0, 1), endOfAxis(ring.axes, 1, 1), minimizer, scene.plane)} />
      ${ends.map(([x, y]) => svg`<line class="axis" x1=${centre[0]} y1=${centre[1]} x2=${x} y2=${y} />`)}${words}`;
  }

  override render() {
    const picture = super.render(), ring = this.#held();
    if (!ring) return picture;
    const { axes: { radii, tilt }, level } = ring;
    const dial = (by: 0 | 1) => ({
      low: 0, high: Math.max(radii[1 - by]! * MOST_RATIO, radii[by]), now: radii[by], keys: KEYS,
      text: `half length ${figures(radii[by])}, eigenvalue ${figures((2 * level) / radii[by] ** 2)}, tilted by ${figures(Math.round(10 * turned(tilt + 90 * by)) / 10)}°${this.#ended ? `. ${ENDED}` : ''}`,
    });
    return html`${picture}${this.#handles.map((handle, by) => handle.render(NAMES[by]!, dial(by as 0 | 1)))}${nothing}`;
  }

  override updated(): void {
    for (const [by, button] of [...this.renderRoot.querySelectorAll('button')].entries()) this.#handles[by]!.place(button);
  }
}
define('reg-ellipse', RegEllipse);
