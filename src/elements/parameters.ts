import type { Change } from './view.ts';
import type { Penalty, PenaltyKind, Problem } from '../problem/types.ts';

/** A penalty's own number that a slider moves. */
export interface Parameter {
  readonly field: 'ratio' | 'p' | 'shape';
  readonly symbol: string;
  readonly words: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

export const PARAMETERS: { readonly [Kind in PenaltyKind]?: Parameter } = {
  'elastic-net': { field: 'ratio', symbol: 'ρ', words: 'ρ, the share of the one-norm', low: 0, high: 1, step: 0.01 },
  lp: { field: 'p', symbol: 'p', words: 'p, the power of the weights', low: 0.3, high: 4, step: 0.05 },
  scad: { field: 'shape', symbol: 'γ', words: 'γ, where SCAD becomes flat, in units of λ', low: 2.1, high: 8, step: 0.1 },
  mcp: { field: 'shape', symbol: 'γ', words: 'γ, where MCP becomes flat, in units of λ', low: 1.1, high: 8, step: 0.1 },
};

export const parameterOf = (penalty: Penalty): number | undefined => {
  const parameter = PARAMETERS[penalty.kind];
  return parameter && (penalty as unknown as Record<string, number>)[parameter.field];
};

/** The change that gives a penalty's parameter another value. The ball of an lp budget keeps its radius τ: t = τ^p. */
export function turn(problem: Problem, value: number): Change {
  const { penalty } = problem;
  const { field } = PARAMETERS[penalty.kind]!;
  const turned = { ...penalty, [field]: value } as Penalty;
  if (penalty.kind !== 'lp' || problem.form === 'penalty' || problem.budget === 0) return { penalty: turned };
  return { penalty: turned, budget: Number((problem.budget ** (value / penalty.p)).toPrecision(6)) };
}
