import type { Plane } from '../../geometry/plane.ts';
import { readColour } from '../../paint/colour.ts';
import { paintLandings } from '../../paint/landings.ts';
import type { Landing } from '../../problem/landing.ts';
import type { Answered } from './map.ts';
import type { Sheet } from './sheet.ts';

const MOST_PX = 720; // of the canvas: more would cost more of a frame than it shows

/** Keeps the canvas under an atlas inked with its newest map. */
export class AtlasInk {
  #shown: { readonly canvas: HTMLCanvasElement; readonly key: string } | undefined;

  /** @param probe wears the ink's colour */
  paint(canvas: HTMLCanvasElement, probe: Element, sheet: Sheet, answered: Answered, plane: Plane, chosen: Landing | undefined): void {
    const ratio = globalThis.devicePixelRatio || 1, scale = ratio * Math.min(1, MOST_PX / (ratio * Math.max(plane.width, plane.height)));
    const width = Math.max(1, Math.round(plane.width * scale)), height = Math.max(1, Math.round(plane.height * scale));
    const { color } = getComputedStyle(probe);
    const edges = sheet.basins === null && sheet.curves === null; // else they are drawn in closed form
    const key = `${answered.key} ${answered.columns} ${color} ${width} ${height} ${chosen} ${edges}`;
    if (this.#shown?.canvas === canvas && this.#shown.key === key) return;
    this.#shown = { canvas, key };
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.getContext('2d')?.putImageData(paintLandings({ ...answered, ink: readColour(color), ratio: scale, chosen, edges }, width, height), 0, 0);
  }
}
