import type { Rule } from '../../problem/landing.ts';
import { quadraticOf } from '../../problem/quadratic.ts';
import type { Penalty, Problem, QuadraticLoss, Vec2 } from '../../problem/types.ts';
import { differenceOfProducts } from '../../solver/kernel/products.ts';
import { reachOf } from '../../solver/kernel/elastic.ts';
import { isConvex, shapeOf } from '../../solver/kernel/shape.ts';

/** A problem whose every θ̂ can be asked about: its loss has a θ̂ that is one point and free. */
export type Mapped = Problem & { readonly loss: QuadraticLoss };

/** Why there is no plane of θ̂ to map, in a sentence; empty where there is one. */
export function unmapped({ loss, penalty }: Problem): string {
  if (loss.kind !== 'quadratic') return 'The atlas moves θ̂ over the plane; the θ̂ of this loss is given by its data or its formula and cannot be moved: allowed is a quadratic loss.';
  if (penalty.kind === 'formula') return 'Where a typed penalty puts exact zeros is not decided by inequalities; allowed are the penalties with a name.';
  if (quadraticOf(loss).rank < 2) return 'The curvature is singular: θ̂ is not one point, so there is no plane of θ̂ to map.';
  return '';
}

/** Penalties whose basins are cut out by inequalities; the others are solved node by node. */
export const isRuled = (penalty: Penalty): boolean => isConvex(penalty);

const NONE: Vec2 = [0, 0];

/**
 * What decides where the solution lands, for a convex penalty. At t = 0 the region is a point (or a line), which an overwhelming λ
 * reaches just as well.
 * @param spread the largest θ̂ that is asked about
 */
export function ruleOf({ loss, penalty, ...rest }: Mapped, spread: number): Rule {
  const { A } = quadraticOf(loss), [[a, h], [, c]] = A;
  const base = { A, det: differenceOfProducts(a, c, h, h), turned: false, reach: NONE, rise: NONE } as const;
  const shape = shapeOf(penalty);
  const amount = rest.form === 'penalty' ? rest.lambda : rest.budget;
  if (rest.form === 'constraint' && amount === 0) {
    const weights: Vec2 = shape.kind === 'split' && shape.bend === 0 ? shape.weights : [1, 1];
    return { ...base, form: 'penalty', kind: 'split', weights, bend: 0, amount: (1e6 * spread * (a + c)) / Math.max(...weights) };
  }
  switch (shape.kind) {
    case 'split': {
      const { weights: [w1, w2], bend } = shape;
      // No corner on an axis that the other weight's kink does not cross.
      const reach: Vec2 = [w1 > 0 && w2 > 0 ? reachOf(w1, bend, amount) : 0, w1 > 0 && w2 > 0 ? reachOf(w2, bend, amount) : 0];
      return { ...base, form: rest.form, kind: 'split', weights: [w1, w2], bend, amount, reach, rise: [w1 + bend * reach[0], w2 + bend * reach[1]] };
    }
    case 'square': return { ...base, form: rest.form, kind: 'split', turned: true, weights: [1, 1], bend: 0, amount, reach: [amount, amount], rise: [1, 1] };
    case 'round': return { ...base, form: rest.form, kind: 'round', weights: [shape.weight, shape.weight], bend: 0, amount, reach: [amount / shape.weight, 0], rise: NONE };
    case 'power': return { ...base, form: rest.form, kind: 'smooth', weights: NONE, bend: 0, amount };
    default: return shape satisfies never;
  }
}
