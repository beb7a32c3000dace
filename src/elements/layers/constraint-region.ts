import { css, html, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { levelPath } from '../../geometry/level.ts';
import { plane } from '../../geometry/plane.ts';
import { regionPath } from '../../geometry/region.ts';
import { fixedPenalty } from '../../problem/formulas.ts';
import { statePenalty } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { BoundaryHandle } from './boundary-handle.ts';
import { boundaryStyles } from './boundary-styles.ts';
import { define } from '../define.ts';
import { handleStyles } from '../handle-styles.ts';
import { once } from '../once.ts';
import type { MoveDetail } from './argmin.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

const handlePart = once(() => import('./boundary-handle.ts'));

/**
 * `<reg-constraint-region>`: {R ≤ t} and the loss contour that touches it at θ*. In penalty form t is R(θ*), the budget
 * that answers this λ, and the outline is dashed, since there it is a consequence and not a wall.
 */
export class RegConstraintRegion extends RegLayer {
  static override styles = [RegLayer.styles, handleStyles, boundaryStyles, css`
    .region { fill: var(--_penalty); fill-rule: evenodd; fill-opacity: 0.16; stroke: none; }
    .outline { fill: none; stroke: var(--_penalty); stroke-width: 2; stroke-linejoin: miter; }
    .outline.penalty { stroke-dasharray: 5 4; }
    .region.penalty { fill-opacity: 0.09; }
    .contact { fill: none; stroke: var(--_loss); stroke-width: 2.5; stroke-linejoin: round; }
    .rescaled { fill: none; stroke: var(--_penalty); stroke-width: 1.6; stroke-dasharray: 1 4; stroke-linecap: round; }
    .point { fill: var(--_penalty); }
  `];

  /** Also the ball as the other choice of scaling would have it, dotted, through the same θ*: only for losses from a CSV. */
  @property({ type: Boolean }) rescaled = false;

  /** Without the loss contour that touches it, for where that is still to be found. */
  @property({ type: Boolean }) bare = false;

  /** Without the handle by which the boundary is dragged: t of the constraint form, the λ that answers it in penalty form. */
  @property({ type: Boolean }) fixed = false;
  #stroke = '';
  #handle: BoundaryHandle | undefined; // once the picture stands

  override async arm(): Promise<void> {
    if (this.#handle) return;
    const { BoundaryHandle: Made } = await handlePart();
    this.#handle ??= new Made({
      host: this, scene: () => (this.fixed ? undefined : this.scene),
      move: (change) => { this.dispatchEvent(new CustomEvent<MoveDetail>('reg-move', { detail: change, bubbles: true, composed: true })); },
    });
    this.requestUpdate();
    await this.updateComplete;
  }

  override contribute({ solution }: Scene) { return { contact: solution.active && !this.bare ? solution.loss : null }; }

  override draw({ problem, solution, plane, loss }: Scene) {
    const { fill, stroke } = regionPath(fixedPenalty(problem), solution.budget, plane);
    this.#stroke = stroke;
    const contact = solution.active && !this.bare ? levelPath(problem.loss, loss, solution.loss, solution.theta, plane) : '';
    const other = this.rescaled ? rescaledPath({ problem, solution, plane }) : '';
    const [x, y] = plane.toPixels([0, 0]);
    return svg`
      ${fill || stroke ? svg`<path class="region ${problem.form}" d=${fill} /><path class="outline ${problem.form}" d=${stroke} />` : svg`<circle class="point" cx=${x} cy=${y} r="3" />`}
      ${other ? svg`<path class="rescaled" d=${other} />` : ''}
      ${contact ? svg`<path class="contact" d=${contact} />` : ''}`;
  }

  // Its line lies apart from the picture, which no screen reader and no print is told of.
  override render() {
    const picture = super.render(), hold = this.scene && this.#handle?.render(this.#stroke);
    return html`${picture}${hold ? html`<svg aria-hidden="true">${hold.line}</svg>${hold.button}` : ''}`;
  }

  override updated(): void { this.#handle?.place(this.renderRoot.querySelector('button')); }
}
/** {R(Sθ) ≤ R(Sθ*)} where S multiplies or divides by the features' deviations, drawn in the plane of θ. */
function rescaledPath({ problem, solution: { theta }, plane: drawn }: Pick<Scene, 'problem' | 'solution' | 'plane'>): string {
  const scaling = 'X' in problem.loss ? problem.loss.scaling : undefined;
  if (!scaling) return '';
  const [s, z] = scaling.deviations.map((deviation) => (scaling.divided ? 1 / deviation : deviation)) as [number, number];
  const { window: { x, y }, width, height } = drawn;
  const penalty = fixedPenalty(problem);
  const budget = valueOf(statePenalty(penalty, 1))(s * theta[0], z * theta[1]);
  return regionPath(penalty, budget, plane({ x: [s * x[0], s * x[1]], y: [z * y[0], z * y[1]] }, width, height)).stroke;
}

define('reg-constraint-region', RegConstraintRegion);
