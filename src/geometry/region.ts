import type { Penalty, Vec2 } from '../problem/types.ts';
import { outline } from './outline/outline.ts';
import { endOf, type Piece } from './outline/piece.ts';
import type { Plane } from './plane.ts';

/** A region as two SVG paths in pixels. */
export interface RegionPath {
  /** To be filled by the even-odd rule. It closes outside the picture where the region goes on there. */
  readonly fill: string;
  /** The boundary alone, to be stroked. */
  readonly stroke: string;
}

const FINE_PX = 0.05;
// An arc that turns by less than this is drawn as its parabola, off by 2e-7 of its length: renderers lose very large radii.
const STRAIGHT = Math.cos(0.01);

/** A piece of an outline as an SVG path in pixels. */
function piecePath({ start, segments, closed }: Piece, { toPixels, matrix }: Plane): string {
  const [across, , , down] = matrix as [number, number, number, number];
  let path = `M${toPixels(start).join()}`;
  let from = start;
  for (const segment of segments) {
    const to = endOf(segment);
    if (segment.kind === 'line') path += `L${toPixels(to).join()}`;
    else if (segment.kind === 'curve') path += `L${segment.points.map((point) => toPixels(point).join()).join(' ')}`;
    else if (segment.weight > STRAIGHT) path += `Q${toPixels(segment.control).join()} ${toPixels(to).join()}`;
    else {
      const radius = Math.hypot(to[0] - from[0], to[1] - from[1]) / (2 * Math.sqrt(1 - segment.weight ** 2));
      const [a, b, c] = [from, segment.control, to].map(toPixels) as [Vec2, Vec2, Vec2];
      const turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
      path += `A${radius * Math.abs(across)},${radius * Math.abs(down)},0,0,${turn > 0 ? 1 : 0},${c.join()}`;
    }
    from = to;
  }
  return closed ? `${path}Z` : path;
}

/** {R ≤ t} in pixels: corners and cusps are true, circles true arcs. Both paths are empty where the region is a point or empty. */
export function regionPath(penalty: Penalty, budget: number, plane: Plane): RegionPath {
  const { lines, bodies } = outline(penalty, budget, plane.window, [FINE_PX / Math.abs(plane.matrix[0]!), FINE_PX / Math.abs(plane.matrix[3]!)]);
  const path = (pieces: readonly Piece[]) => pieces.map((piece) => piecePath(piece, plane)).join('');
  return { fill: path(bodies), stroke: path(lines) };
}

/** The lp penalty as p moves, its ball held at one size: t = τ^p for the radius τ on the axes, and max|θᵢ| ≤ τ at p = ∞. */
export interface Ball {
  readonly penalty: Penalty;
  budgetOf(radius: number): number;
  radiusOf(budget: number): number;
}

/** @param p above 0; ∞ for the largest weight */
export function ballSlider(p: number): Ball {
  if (p === Infinity) return { penalty: { kind: 'linf' }, budgetOf: (radius) => radius, radiusOf: (budget) => budget };
  return { penalty: { kind: 'lp', p }, budgetOf: (radius) => radius ** p, radiusOf: (budget) => budget ** (1 / p) };
}
