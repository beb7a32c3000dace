import type { Penalty } from '../../problem/types.ts';

/** What a penalty charges for, in a phrase. */
export function priceOf(penalty: Penalty): string {
  switch (penalty.kind) {
    case 'l1': return 'the sum of the sizes: the last bit of a weight costs as much as the first';
    case 'l2': return 'the sum of the squares: large weights cost most, the last bit of one next to nothing';
    case 'l2-norm': return 'the length of θ as one arrow: all weights together, none alone';
    case 'linf': return 'the largest size: the others are free up to it';
    case 'elastic-net': return 'sizes and squares, mixed by ρ: corners, between bent walls';
    case 'weighted-l1': return 'the sizes, each weight at a price of its own';
    case 'lp': return penalty.p < 1 ? 'powers below 1 of the sizes: the first bit costs most, more of it little'
      : penalty.p === 1 ? 'the sum of the sizes, as L1' : penalty.p === 2 ? 'the sum of the squares, as L2'
        : penalty.p < 2 ? 'powers of the sizes between L1 and L2: round corners' : 'high powers of the sizes: almost the largest alone';
    case 'group': return 'the length of each group as one arrow';
    case 'scad': return 'the sizes up to λ, then less and less: large weights pay no more';
    case 'mcp': return 'the sizes at a falling price: large weights pay no more';
    case 'formula': return 'what its formula says';
    default: return penalty satisfies never;
  }
}
