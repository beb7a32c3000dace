import type { Box } from '../../geometry/labels.ts';
import type { RegLayer } from './layer.ts';
import type { Scene } from './scene.ts';

const claims = new WeakMap<Scene, Map<RegLayer, readonly Box[]>>();

/** Tells the layers that are drawn later where this one has put its labels in a scene, so that theirs stay clear. */
export function claim(scene: Scene, layer: RegLayer, boxes: readonly Box[]): void {
  let claimed = claims.get(scene);
  if (!claimed) claims.set(scene, (claimed = new Map()));
  claimed.set(layer, boxes);
}

/** Where a layer has put its labels. */
export const claimsOf = (scene: Scene, layer: RegLayer): readonly Box[] => claims.get(scene)?.get(layer) ?? [];

/** Where other layers have put their labels. */
export const claimedBy = (scene: Scene, others: RegLayer): Box[] => [...(claims.get(scene) ?? [])].flatMap(([layer, boxes]) => (layer === others ? [] : boxes));
