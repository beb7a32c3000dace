import { property } from 'lit/decorators.js';
import type { Picture, Quantity } from '../paint/picture.ts';
import { levelsOf, rangeOf } from '../paint/picture.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

/** A layer that is drawn on the view's one field canvas: it contributes to the picture instead of drawing itself. */
export abstract class FieldLayer extends RegLayer {
  @property() of: Quantity = 'objective';
  abstract contribute(scene: Scene): Pick<Picture, 'heat'> | Pick<Picture, 'levels'>;

  override updated(): void {
    this.dispatchEvent(new Event('reg-repaint', { bubbles: true, composed: true }));
  }
}

/** `<reg-heatmap of="objective|loss|penalty">`: low values light, high values dark. */
export class RegHeatmap extends FieldLayer {
  override contribute({ problem, solution, plane }: Scene) {
    return { heat: { of: this.of, ...rangeOf(this.of, problem, solution, plane.window) } };
  }
}

/** `<reg-level-sets of="loss|objective" count="14">`: rings that are even for a quadratic. */
export class RegLevelSets extends FieldLayer {
  override of: Quantity = 'loss';
  @property({ type: Number }) count = 14;
  override contribute({ problem, solution, plane }: Scene) {
    const count = this.count >= 1 && this.count <= 200 ? this.count : 14;
    return { levels: levelsOf(this.of, count, problem, solution, plane.window) };
  }
}
customElements.define('reg-heatmap', RegHeatmap);
customElements.define('reg-level-sets', RegLevelSets);
