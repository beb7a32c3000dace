import { textWidth } from './measure.ts';
import type { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

const feet = new WeakMap<Scene, Map<RegLayer, number>>();

/**
 * How high above the lower edge of the picture a layer's own lines may begin: over those of the layers that were drawn before it.
 * @param height of its own lines, in pixels; 0 for none
 */
export function foot(scene: Scene, layer: RegLayer, height: number): number {
  let known = feet.get(scene);
  if (!known) feet.set(scene, (known = new Map()));
  known.set(layer, height); // once there it keeps its turn
  let below = 0;
  for (const [other, high] of known) {
    if (other === layer) break;
    below += high;
  }
  return below;
}

/** A sentence in as many lines as the room, in pixels, asks for. @param size of its letters, in the figure's own */
export const broken = (layer: RegLayer, sentence: string, room: number, size = 1): string[] => sentence.split(' ').reduce<string[]>((rows, word) => {
  const longer = rows.length > 0 ? `${rows.at(-1)!} ${word}` : word;
  return rows.length > 0 && size * textWidth(layer, longer) < room ? [...rows.slice(0, -1), longer] : [...rows, word];
}, []);
