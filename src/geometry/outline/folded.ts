import type { ConcavePenalty, Vec2 } from '../../problem/types.ts';
import type { Arc, Line, Piece } from './piece.ts';

/**
 * The quarter P(x) + P(y) = t of SCAD or MCP from the right to the top, null where all of the plane has R ≤ t. P rises by λ
 * up to `bend` (SCAD: λ, MCP: 0), then by less and less over the length κλ (κ = γ − 1, γ), then it is flat at the cap c. So
 * where both coordinates rise the outline is a line, where one bends a parabola, where both bend a circle about the point
 * where they end; from t = c on, arms along the axes run out to `reach`, of no width at t = c itself.
 */
export function foldedQuarter({ kind, shape, lambda = 1 }: ConcavePenalty, t: number, reach: Vec2): Piece | null {
  const bend = kind === 'scad' ? lambda : 0;
  const kappa = kind === 'scad' ? shape - 1 : shape;
  const flat = bend + kappa * lambda;
  const cap = bend * lambda + (kappa * lambda * lambda) / 2;
  if (!(t < 2 * cap)) return null;
  const slope = (x: number) => (x <= bend ? lambda : x >= flat ? 0 : (flat - x) / kappa);
  const inverse = (value: number): number => {
    if (value <= bend * lambda) return value / lambda;
    const beyond = value - bend * lambda;
    return Math.min(flat, bend + (2 * beyond) / (lambda + Math.sqrt(Math.max(0, lambda * lambda - (2 * beyond) / kappa))));
  };

  const half: Vec2[] = t < cap ? [[inverse(t), 0]] : [[Math.max(flat, reach[0], reach[1]), inverse(t - cap)], [flat, inverse(t - cap)]];
  const left = t - bend * lambda; // what is left for x where y is at the bend
  if (bend > 0 && left >= 0 && left < cap) half.push([inverse(left), bend]);
  const points = [...half, ...half.map(([x, y]): Vec2 => [y, x])].sort((p, q) => q[0] - p[0] || p[1] - q[1]);

  const segments: (Line | Arc)[] = [];
  for (let i = 1; i < points.length; i += 1) {
    const p = points[i - 1]!, q = points[i]!;
    if (p[0] === q[0] && p[1] === q[1]) continue;
    const bends = ([0, 1] as const).map((axis) => { const middle = (p[axis] + q[axis]) / 2; return middle > bend && middle < flat; });
    const isFlat = p[0] + q[0] >= 2 * flat || p[1] + q[1] >= 2 * flat;
    segments.push(isFlat || !(bends[0] || bends[1]) ? { kind: 'line', to: q } : arc(p, q, [slope(p[0]), slope(p[1])], [slope(q[0]), slope(q[1])], bends[0]! && bends[1]!));
  }
  return { start: points[0]!, segments, closed: false };
}

/** The arc from p to q with the given normals there. */
function arc(p: Vec2, q: Vec2, n: Vec2, m: Vec2, circle: boolean): Line | Arc {
  const turn = n[0] * m[1] - n[1] * m[0];
  const size = Math.hypot(...n) * Math.hypot(...m);
  if (!(Math.abs(turn) > 1e-12 * size)) return { kind: 'line', to: q }; // off by less than a rounding of the chord
  const s = (m[0] * (q[0] - p[0]) + m[1] * (q[1] - p[1])) / turn;
  const control: Vec2 = [p[0] - s * n[1], p[1] + s * n[0]];
  return { kind: 'arc', control, weight: circle ? Math.sqrt((1 + (n[0] * m[0] + n[1] * m[1]) / size) / 2) : 1, to: q };
}
