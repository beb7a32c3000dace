import { powerOf } from '../../geometry/powers.ts';
import { budgetAt, radiusAt } from '../../geometry/radius.ts';
import { isSize } from '../../problem/read-parts.ts';
import { checkForm } from '../../problem/read.ts';
import type { Penalty, PenaltyKind, Problem } from '../../problem/types.ts';
import type { Change } from '../views/view.ts';

/** A penalty's own number that a slider moves evenly. */
export interface Parameter {
  readonly field: 'ratio' | 'shape';
  readonly symbol: string;
  readonly words: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

export const PARAMETERS: { readonly [Kind in PenaltyKind]?: Parameter } = {
  'elastic-net': { field: 'ratio', symbol: 'ρ', words: 'ρ, the share of the one-norm', low: 0, high: 1, step: 0.01 },
  scad: { field: 'shape', symbol: 'γ', words: 'γ, where SCAD becomes flat, in units of λ', low: 2.1, high: 8, step: 0.1 },
  mcp: { field: 'shape', symbol: 'γ', words: 'γ, where MCP becomes flat, in units of λ', low: 1.1, high: 8, step: 0.1 },
};

/** The number of a penalty that its slider moves: ρ, γ, or p of the family, where p = ∞ is linf. */
export const parameterOf = (penalty: Penalty): number | undefined => {
  const parameter = PARAMETERS[penalty.kind];
  return parameter ? (penalty as unknown as Record<string, number>)[parameter.field] : powerOf(penalty);
};

/**
 * The change to another penalty. In constraint form the region keeps its radius, where both have one: numbers t of different
 * R are not comparable. In penalty form λ stays.
 */
export function replace(problem: Problem, other: Penalty): Change {
  const penalty = checkForm(problem.form, other);
  const radius = problem.form === 'constraint' ? radiusAt(problem.penalty, problem.budget) : null;
  const budget = radius === null ? null : budgetAt(penalty, radius);
  return isSize(budget) ? { penalty, budget } : { penalty };
}

/** The change to another p of the family, p = ∞ being the largest weight. */
export const turnPower = (problem: Problem, p: number): Change => replace(problem, p === Infinity ? { kind: 'linf' } : { kind: 'lp', p });

/** The change to another value of a penalty's own number. */
export const turn = (problem: Problem, value: number): Change =>
  replace(problem, { ...problem.penalty, [PARAMETERS[problem.penalty.kind]!.field]: value } as Penalty);
