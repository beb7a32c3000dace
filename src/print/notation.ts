import { figures } from '../geometry/number.ts';
import { lambdaInside } from '../problem/penalties.ts';
import type { Penalty, PenaltyKind, Problem } from '../problem/types.ts';

// R as text with marks: _italics_, ~subscript~, ^superscript^.

const norm = (index: string, power = '') => `‖_θ_‖~${index}~${power && `^${power}^`}`;
/** A factor before a symbol; 1 is not written. */
const times = (factor: number) => (factor === 1 ? '' : `${factor === Math.SQRT2 ? '√2' : figures(factor)} `);

const SYMBOLS: { readonly [Kind in PenaltyKind]: (penalty: Extract<Penalty, { kind: Kind }>) => string } = {
  l1: () => norm('1'),
  l2: () => norm('2', '2'),
  'l2-norm': () => norm('2'),
  linf: () => norm('∞'),
  'elastic-net': ({ ratio }) => `(${figures(ratio)} ${norm('1')} + ${figures((1 - ratio) / 2)} ${norm('2', '2')})`,
  'weighted-l1': ({ weights: [first, second] }) => `(${times(first)}|_θ_₁| + ${times(second)}|_θ_₂|)`,
  lp: ({ p }) => norm(figures(p), p === 1 ? '' : figures(p)),
  group: ({ groups, weights }) => (groups.length === 1 ? `${times(weights?.[0] ?? Math.SQRT2)}${norm('2')}` : 'Σ _w_~i~ |_θ_~i~|'),
  scad: () => 'Σ _P_~SCAD~(_θ_~i~)',
  mcp: () => 'Σ _P_~MCP~(_θ_~i~)',
  formula: () => '_R_(_θ_)',
};

/** R in symbols. */
export const symbolText = (penalty: Penalty): string => (SYMBOLS[penalty.kind] as (penalty: Penalty) => string)(penalty);

/** The problem in symbols. */
export function formText({ form, penalty }: Problem): string {
  if (form === 'constraint') return `min _L_ subject to ${symbolText(penalty)} ≤ _t_`;
  return lambdaInside(penalty) ? `min _L_ + ${symbolText(penalty)}` : `min _L_ + _λ_ ${symbolText(penalty)}`;
}
