import { Complaint } from '../../problem/complaint.ts';
import type { Penalty, PenaltyKind, Vec2 } from '../../problem/types.ts';

/**
 * The convex penalties come in four shapes: every one of them is
 * - `split`: Σ wᵢ|θᵢ| + bend/2 Σθᵢ² (l1, l2, elastic-net, weighted-l1, two groups, lp with p = 1 or 2);
 * - `round`: weight · ‖θ‖₂ (l2-norm, one group);
 * - `square`: max|θᵢ|, which is a split one in u = (x + y)/2, v = (x − y)/2, since max(|x|, |y|) = |u| + |v|;
 * - `power`: Σ|θᵢ|^p with another p > 1.
 */
export type Shape =
  | { readonly kind: 'split'; readonly weights: Vec2; readonly bend: number }
  | { readonly kind: 'round'; readonly weight: number }
  | { readonly kind: 'square' }
  | { readonly kind: 'power'; readonly p: number };

const L1: Shape = { kind: 'split', weights: [1, 1], bend: 0 };
const L2: Shape = { kind: 'split', weights: [0, 0], bend: 2 };
const ROUND: Shape = { kind: 'round', weight: 1 };
const SQUARE: Shape = { kind: 'square' };

/** Which penalties have a shape: the convex ones. */
export const isConvex = (penalty: Penalty): boolean =>
  penalty.kind === 'lp' ? penalty.p >= 1 : !(['scad', 'mcp', 'formula'] as PenaltyKind[]).includes(penalty.kind);

/**
 * The shape of a convex penalty.
 * @throws Complaint for a penalty that is not convex, or not known to be
 */
export function shapeOf(penalty: Penalty): Shape {
  switch (penalty.kind) {
    case 'l1': return L1;
    case 'l2': return L2;
    case 'l2-norm': return ROUND;
    case 'linf': return SQUARE;
    case 'elastic-net': return { kind: 'split', weights: [penalty.ratio, penalty.ratio], bend: 1 - penalty.ratio };
    case 'weighted-l1': return { kind: 'split', weights: penalty.weights, bend: 0 };
    case 'group': {
      const { groups, weights } = penalty;
      if (groups.length === 1) return { kind: 'round', weight: weights?.[0] ?? Math.SQRT2 };
      const pair: Vec2 = [weights?.[0] ?? 1, weights?.[1] ?? 1];
      return { kind: 'split', weights: groups[0]![0] === 0 ? pair : [pair[1], pair[0]], bend: 0 };
    }
    case 'lp':
      if (penalty.p === 1) return L1;
      if (penalty.p === 2) return L2;
      if (penalty.p > 1) return { kind: 'power', p: penalty.p };
      throw new Complaint(`lp has p = ${penalty.p}, which is not convex; the exact solver takes p from 1 on.`, 'penalty');
    case 'scad':
    case 'mcp':
    case 'formula':
      throw new Complaint(`penalty is ${penalty.kind}, which is not convex; the exact solver takes convex penalties.`, 'penalty');
    default: return penalty satisfies never;
  }
}

/** Whether R is 0 for every θ: an unpenalised problem in the clothes of a penalised one. */
export const isFree = (shape: Shape): boolean =>
  shape.kind === 'split' ? shape.weights[0] === 0 && shape.weights[1] === 0 && shape.bend === 0 : shape.kind === 'round' && shape.weight === 0;
