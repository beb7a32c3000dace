import { LANDING, type Landing } from '../problem/landing.ts';
import type { Vec2 } from '../problem/types.ts';

type Inland = ReadonlyMap<Landing, { readonly at: Vec2; readonly depth: number }>;
const known = new WeakMap<Uint8Array, Inland>();

/** The same, kept with the map. */
export function inlandOf(landings: Uint8Array, columns: number, rows: number): Inland {
  let found = known.get(landings);
  if (!found) known.set(landings, (found = inland(landings, columns, rows)));
  return found;
}

/** The node of each landing that lies deepest inside its own part of a map, as [column, row], and how many nodes deep. */
export function inland(landings: Uint8Array, columns: number, rows: number): Inland {
  // Distances by two sweeps over the neighbours above and left, then below and right (Rosenfeld and Pfaltz 1966).
  const depth = new Uint16Array(columns * rows);
  const near = (at: number, other: number, inside: boolean) => (inside && landings[other] === landings[at] ? depth[other]! + 1 : 1);
  for (let at = 0; at < depth.length; at += 1) {
    const column = at % columns;
    depth[at] = Math.min(near(at, at - 1, column > 0), near(at, at - columns, at >= columns));
  }
  const best = new Map<Landing, { at: Vec2; depth: number }>();
  for (let at = depth.length - 1; at >= 0; at -= 1) {
    const column = at % columns;
    depth[at] = Math.min(depth[at]!, near(at, at + 1, column + 1 < columns), near(at, at + columns, at + columns < depth.length));
    const landing = landings[at]! as Landing;
    if (landing !== LANDING.free && depth[at]! > (best.get(landing)?.depth ?? 0)) best.set(landing, { at: [column, Math.floor(at / columns)], depth: depth[at]! });
  }
  return best;
}
