import { COLOUR_MAPS, type ColourMapName } from '../../paint/colour-maps.ts';
import { asComplaint, type Complaint } from '../../problem/complaint.ts';
import { readLevels } from '../../problem/read-levels.ts';
import { readChoice } from '../../problem/read.ts';

interface Written { readonly levels: string | readonly number[] | null; readonly colormap: string | null }

/** What a figure says of the look of all its field layers, and which of that cannot be used; the last good one stays. */
export class Look {
  #levels: readonly number[] | undefined;
  #map: ColourMapName = 'quiet';
  complaint: Complaint | undefined;

  read({ levels, colormap }: Written): void {
    this.complaint = undefined;
    try {
      this.#levels = levels === null || levels === undefined ? undefined : readLevels(levels);
      this.#map = colormap === null || colormap === undefined ? 'quiet' : readChoice(colormap, 'colormap', COLOUR_MAPS);
    } catch (error) {
      this.complaint = asComplaint(error, 'levels');
    }
  }

  /** Hands it to a layer that has no choice of its own. */
  dress(layer: HTMLElement): void {
    if (layer.localName === 'reg-heatmap') (layer as HTMLElement & { usual: ColourMapName }).usual = this.#map;
    if (layer.localName === 'reg-level-sets') (layer as HTMLElement & { usual: readonly number[] | undefined }).usual = this.#levels;
  }
}
