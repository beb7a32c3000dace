import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Picture, Quantity } from '../../paint/picture.ts';
import { COLOUR_MAPS, isTwoSided, type ColourMapName } from '../../paint/colour-maps.ts';
import { HIGHEST, levelsAt, levelsOf, middleOf, QUANTITIES, rangeOf } from '../../paint/picture.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import { readLevels } from '../../problem/read-levels.ts';
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

  // Another scene is drawn by the view, which hands it over: here nothing is rendered.
  protected override shouldUpdate(changed: PropertyValues): boolean { return !this.hasUpdated || changed.size > 1 || !changed.has('scene'); }

  override updated(): void {
    this.dispatchEvent(new Event('reg-repaint', { bubbles: true, composed: true }));
  }
}

/** `<reg-heatmap of="objective|loss|penalty" colormap="water">`: low values fade into the page, high values are strong. */
export class RegHeatmap extends FieldLayer {
  /**
   * Which colours; the figure's own when not given. quiet: from `--reg-field-low` to `--reg-field-high`; grey; of one hue: water, sand; of several:
   * meadow, dusk; all of these sequential. balance has two sides: around the level of the loss at θ*, around the wall of the region, or around
   * the objective at θ = 0. All are even to the eye, told apart by eyes without red or green cones, and quieter than the marks on them.
   * @type {'quiet' | 'grey' | 'water' | 'meadow' | 'sand' | 'dusk' | 'balance' | null}
   */
  @property() colormap: string | null = null;
  /** The figure's choice, where this has none of its own. */
  @property({ attribute: false }) usual: ColourMapName = 'quiet';
  #own: ColourMapName | undefined;

  /** The map that is drawn. */
  get map(): ColourMapName { return this.#own ?? this.usual; }

  protected override check(): void {
    super.check();
    this.#own = this.colormap === null ? undefined : readChoice(this.colormap, 'colormap', COLOUR_MAPS);
  }

  override contribute({ problem, solution, relief, loss }: Scene) {
    const range = relief && rangeOf(this.quantity, problem, solution, relief), { map } = this;
    if (!range || !(range.high < HIGHEST)) return {};
    return { heat: { of: this.quantity, map, ...range, ...(isTwoSided(map) && loss && { middle: middleOf(this.quantity, problem, solution, loss) }) } };
  }
}

const MOST = 200;

const roomFor = ({ width, height }: Plane) => Math.min(16, Math.max(6, Math.round(Math.min(width, height) / 36)));

/**
 * `<reg-level-sets of="loss|objective|penalty" levels="1, 2, 4">`: lines exactly at these values. When none are given, rings that are even
 * for a quadratic: `count` of them, or as many as the figure has room for.
 */
export class RegLevelSets extends FieldLayer {
  /** What is drawn. @type {'loss' | 'objective' | 'penalty'} */
  override of = 'loss';
  /** How many rings, from 1 to 200; as many as there is room for when not given. */
  @property() count: string | number | null = null;
  /** The values at which a line is drawn, 1 to 64 of them: `1, 2, 4`; the figure's own when not given, and else evenly spaced. */
  @property() levels: string | readonly number[] | null = null;
  /** The figure's levels, where this has no levels and no count of its own. */
  @property({ attribute: false }) usual: readonly number[] | undefined;
  protected override quantity: Quantity = 'loss';
  #rings: number | undefined;
  #own: readonly number[] | undefined;

  /** The values of the lines, where they are given. */
  get given(): readonly number[] | undefined { return this.#own ?? (this.#rings === undefined ? this.usual : undefined); }

  protected override check(): void {
    super.check();
    const count = this.count === null ? undefined : Number(this.count);
    if (count !== undefined && (!Number.isInteger(count) || count < 1 || count > MOST)) throw new Complaint(`count is ${quote(this.count)}; allowed is a whole number from 1 to ${MOST}.`, 'count');
    const levels = this.levels === null ? undefined : readLevels(this.levels);
    if (levels && count !== undefined) throw new Complaint(`levels is ${quote(this.levels)} and count is ${quote(this.count)}; allowed is one of them.`, 'levels');
    this.#rings = count;
    this.#own = levels;
  }

  override contribute({ problem, solution, plane, relief }: Scene) {
    if (this.given) return { levels: levelsAt(this.quantity, this.given) };
    return relief ? { levels: levelsOf(this.quantity, this.#rings ?? roomFor(plane), problem, solution, relief) } : {};
  }
}
define('reg-heatmap', RegHeatmap);
define('reg-level-sets', RegLevelSets);
