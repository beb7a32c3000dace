import { property } from 'lit/decorators.js';
import type { Picture, Quantity } from '../../paint/picture.ts';
import { HIGHEST, levelsOf, QUANTITIES, rangeOf } from '../../paint/picture.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import { readChoice } from '../../problem/read.ts';
import type { Plane } from '../../geometry/plane.ts';
import { define } from '../define.ts';
import { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

/** A layer that is drawn on the view's one field canvas: it contributes to the picture instead of drawing itself. */
export abstract class FieldLayer extends RegLayer {
  /** What is drawn. @type {'objective' | 'loss' | 'penalty'} */
  @property() of: string = 'objective';
  /** `of` as last read well. */
  protected quantity: Quantity = 'objective';

  abstract override contribute(scene: Scene): Partial<Picture>;

  protected override check(): void { this.quantity = readChoice(this.of, 'of', QUANTITIES); }

  override updated(): void {
    this.dispatchEvent(new Event('reg-repaint', { bubbles: true, composed: true }));
  }
}

/** `<reg-heatmap of="objective|loss|penalty">`: low values light, high values dark. */
export class RegHeatmap extends FieldLayer {
  override contribute({ problem, solution, relief }: Scene) {
    const range = relief && rangeOf(this.quantity, problem, solution, relief);
    return range && range.high < HIGHEST ? { heat: { of: this.quantity, ...range } } : {};
  }
}

const MOST = 200;

const roomFor = ({ width, height }: Plane) => Math.min(16, Math.max(6, Math.round(Math.min(width, height) / 36)));

/** `<reg-level-sets of="loss|objective|penalty" count="14">`: rings that are even for a quadratic, as many as the figure has room for when
 * no count is given. */
export class RegLevelSets extends FieldLayer {
  /** What is drawn. @type {'loss' | 'objective' | 'penalty'} */
  override of = 'loss';
  /** How many rings, from 1 to 200; as many as there is room for when not given. */
  @property() count: string | number | null = null;
  protected override quantity: Quantity = 'loss';
  #rings: number | undefined;

  protected override check(): void {
    super.check();
    const count = this.count === null ? undefined : Number(this.count);
    if (count !== undefined && (!Number.isInteger(count) || count < 1 || count > MOST)) throw new Complaint(`count is ${quote(this.count)}; allowed is a whole number from 1 to ${MOST}.`, 'count');
    this.#rings = count;
  }

  override contribute({ problem, solution, plane, relief }: Scene) {
    return relief ? { levels: levelsOf(this.quantity, this.#rings ?? roomFor(plane), problem, solution, relief) } : {};
  }
}
define('reg-heatmap', RegHeatmap);
define('reg-level-sets', RegLevelSets);
