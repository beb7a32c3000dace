import type { Matrix2, Vec2 } from '../../problem/types.ts';
import type { Shape } from '../../solver/kernel/shape.ts';
import { reachOf } from '../../solver/kernel/elastic.ts';
import type { Polygon } from './polygon.ts';

/** A convex set with a curved edge between two polygons: the corners of one lie on its edge, the sides of the other touch it. */
export interface Envelope { readonly inner: Polygon; readonly outer: Polygon }

const PIECES = 48; // of each quadrant: the two differ by 3e-4 of their area

/** Where R = t in a direction of one quadrant (s, z), and the slope of R there as seen from inside the quadrant. */
function edge(shape: Shape, budget: number, s: number, z: number): (angle: number) => readonly [Vec2, Vec2] {
  return (angle) => {
    const c = Math.cos(angle), d = Math.sin(angle); // of the first quadrant
    switch (shape.kind) {
      case 'split': {
        const { weights: [w1, w2], bend } = shape;
        const r = reachOf(w1 * c + w2 * d, bend, budget);
        return [[s * r * c, z * r * d], [s * (w1 + bend * r * c), z * (w2 + bend * r * d)]];
      }
      case 'power': {
        const r = (budget / (c ** shape.p + d ** shape.p)) ** (1 / shape.p);
        return [[s * r * c, z * r * d], [s * c ** (shape.p - 1), z * d ** (shape.p - 1)]];
      }
      case 'round': return [[(s * c * budget) / shape.weight, (z * d * budget) / shape.weight], [s * c, z * d]];
      case 'square': { const r = budget / Math.max(c, d); return [[s * r * c, z * r * d], c >= d ? [s, 0] : [0, z]]; }
      default: return shape satisfies never;
    }
  };
}

/** Where the tangents at two neighbouring points meet; between the points where the edge is straight. */
const meet = ([p, m]: readonly [Vec2, Vec2], [q, n]: readonly [Vec2, Vec2]): Vec2 => {
  const det = m[0] * n[1] - m[1] * n[0], e = m[0] * p[0] + m[1] * p[1], f = n[0] * q[0] + n[1] * q[1];
  const size = Math.hypot(...m) * Math.hypot(...n);
  return Math.abs(det) <= 1e-9 * size ? [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2] : [(e * n[1] - f * m[1]) / det, (m[0] * f - n[0] * e) / det];
};

/** {R ≤ t} of a convex penalty that bounds both weights, t > 0. */
export function envelopeOf(shape: Shape, budget: number): Envelope {
  const inner: Vec2[] = [], outer: Vec2[] = [];
  for (let quadrant = 0; quadrant < 4; quadrant += 1) {
    const s = quadrant === 0 || quadrant === 3 ? 1 : -1, z = quadrant < 2 ? 1 : -1;
    const at = edge(shape, budget, s, z);
    const points = Array.from({ length: PIECES + 1 }, (_, i) => at((Math.PI / 2) * (quadrant % 2 === 0 ? i / PIECES : 1 - i / PIECES)));
    inner.push(...points.slice(0, -1).map(([point]) => point));
    outer.push(points[0]![0], ...points.slice(0, -1).map((point, i) => meet(point, points[i + 1]!)));
  }
  return { inner, outer };
}

/** {θ̂ : ‖Aθ̂‖₂ ≤ radius}: an ellipse, all of which a Euclidean norm presses to 0. */
export function ellipseOf([[a, h], [, c]]: Matrix2, det: number, radius: number): Envelope {
  const back = ([x, y]: Vec2): Vec2 => [(c * x - h * y) / det, (a * y - h * x) / det];
  const { inner, outer } = envelopeOf({ kind: 'round', weight: 1 }, radius);
  return { inner: inner.map(back), outer: outer.map(back) };
}
