import type { PenaltyKind, Vec2 } from '../problem/types.ts';
import { ellipsePath } from './conic.ts';
import type { Plane } from './plane.ts';

/** The outline of {R ≤ t} as an SVG path in pixels, from its formula: corners are true corners, discs true arcs. */
export function regionPath(kind: PenaltyKind, budget: number, plane: Plane): string {
  if (!(budget > 0) || !Number.isFinite(budget)) return '';
  if (kind === 'l1') {
    const corners: Vec2[] = [[budget, 0], [0, budget], [-budget, 0], [0, -budget]];
    return `M${corners.map((corner) => plane.toPixels(corner).join()).join('L')}Z`;
  }
  const radius = kind === 'l2' ? Math.sqrt(budget) : budget;
  return ellipsePath([radius, 0], [0, radius], [0, 0], plane);
}
