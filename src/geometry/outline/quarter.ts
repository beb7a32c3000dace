import type { Penalty, Typed, Vec2 } from '../../problem/types.ts';
import { foldedQuarter } from './folded.ts';
import { polyline, type Piece } from './piece.ts';
import { powerQuarter } from './power.ts';

const circle = (radius: number): Piece =>
  ({ start: [radius, 0], segments: [{ kind: 'arc', control: [radius, radius], weight: Math.SQRT1_2, to: [0, radius] }], closed: false });

// A weight of 0 is never penalised: the region is a strip along that axis, and the plane where both are.
function weighted([u, v]: Vec2, t: number, [width, height]: Vec2): Piece | null {
  const [a, b] = [t / u, t / v];
  if (u === 0 || !Number.isFinite(a)) return v === 0 || !Number.isFinite(b) ? null : polyline([[width, b], [0, b]]);
  return v === 0 || !Number.isFinite(b) ? polyline([[a, 0], [a, height]]) : polyline([[a, 0], [0, b]]);
}

// A circle about −ρ/(1 − ρ) (1, 1), by its end, its tangent (ρ + (1 − ρ)a, ρ) there and symmetry: exact up to ρ = 1, where it is a line.
function elasticNet(ratio: number, t: number): Piece {
  const end = (2 * t) / (ratio + Math.sqrt(ratio * ratio + 2 * (1 - ratio) * t));
  const steep = ratio + (1 - ratio) * end;
  const middle = (end * steep) / (steep + ratio);
  return { start: [end, 0], segments: [{ kind: 'arc', control: [middle, middle], weight: (steep + ratio) / (Math.SQRT2 * Math.hypot(steep, ratio)), to: [0, end] }], closed: false };
}

/**
 * The outline of {R ≤ t} where both coordinates are ≥ 0, from the right to the top; the other quarters mirror it. Null where
 * R ≤ t on all of the box x ≤ X, y ≤ Y, `reach`.
 * @param t ≥ 0, finite
 * @param fine how far a curve may be from its chords, along each axis
 */
export function quarter(penalty: Exclude<Penalty, Typed>, t: number, reach: Vec2, fine: Vec2): Piece | null {
  switch (penalty.kind) {
    case 'l1': return polyline([[t, 0], [0, t]]);
    case 'l2': return circle(Math.sqrt(t));
    case 'l2-norm': return circle(t);
    case 'linf': return polyline([[t, 0], [t, t], [0, t]]);
    case 'elastic-net': return t === 0 || penalty.ratio === 1 ? weighted([1, 1], t, reach) : elasticNet(penalty.ratio, t);
    case 'weighted-l1': return weighted(penalty.weights, t, reach);
    case 'lp':
      if (penalty.p === 1 || t === 0) return weighted([1, 1], t, reach);
      return penalty.p === 2 ? circle(Math.sqrt(t)) : powerQuarter(penalty.p, t ** (1 / penalty.p), reach, fine);
    case 'group': {
      const weights = penalty.groups.map((group, i) => penalty.weights?.[i] ?? Math.sqrt(group.length));
      if (penalty.groups.length > 1) return weighted([weights[penalty.groups.findIndex((group) => group.includes(0))]!, weights[penalty.groups.findIndex((group) => group.includes(1))]!], t, reach);
      return Number.isFinite(t / weights[0]!) ? circle(t / weights[0]!) : null;
    }
    case 'scad':
    case 'mcp': return foldedQuarter(penalty, t, reach);
    default: return penalty satisfies never;
  }
}
