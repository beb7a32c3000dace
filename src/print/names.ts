import type { PenaltyKind } from '../problem/types.ts';

/** The penalties as they are called within a sentence. */
export const NAMES: { readonly [Kind in PenaltyKind]: string } = {
  l1: 'the one-norm of θ', l2: 'the squared two-norm of θ', 'l2-norm': 'the two-norm of θ', linf: 'the largest weight of θ', 'elastic-net': 'the elastic net of θ',
  'weighted-l1': 'the weighted one-norm of θ', lp: 'the sum of the powers of the weights', group: 'the group norm of θ', scad: 'the SCAD penalty of θ', mcp: 'the MCP penalty of θ', formula: 'the penalty of θ',
};
