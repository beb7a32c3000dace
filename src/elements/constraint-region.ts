import { css, svg } from 'lit';
import { levelPath } from '../geometry/conic.ts';
import { regionPath } from '../geometry/region.ts';
import { quadraticOf } from '../problem/quadratic.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

/**
 * `<reg-constraint-region>`: {R ≤ t} and the loss contour that touches it at θ*. In penalty form t is R(θ*), the budget
 * that answers this λ, and the outline is dashed, since there it is a consequence and not a wall.
 */
export class RegConstraintRegion extends RegLayer {
  static override styles = [RegLayer.styles, css`
    .region { fill: var(--_penalty); fill-opacity: 0.16; stroke: var(--_penalty); stroke-width: 2; stroke-linejoin: miter; }
    .penalty { stroke-dasharray: 5 4; fill-opacity: 0.09; }
    .contact { fill: none; stroke: var(--_loss); stroke-width: 2.5; }
    .point { fill: var(--_penalty); }
  `];

  override contribute({ solution }: Scene) { return { contact: solution.active ? solution.loss : null }; }

  override draw({ problem, solution, plane }: Scene) {
    const outline = regionPath(problem.penalty.kind, solution.budget, plane);
    const contact = solution.active ? levelPath(quadraticOf(problem.loss), solution.loss, plane) : '';
    const [x, y] = plane.toPixels([0, 0]);
    return svg`
      ${outline ? svg`<path class="region ${problem.form}" d=${outline} />` : svg`<circle class="point" cx=${x} cy=${y} r="3" />`}
      ${contact ? svg`<path class="contact" d=${contact} />` : ''}`;
  }
}
customElements.define('reg-constraint-region', RegConstraintRegion);
