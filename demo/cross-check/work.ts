import type { LossName, PenaltyName } from './catalogue.ts';

// What the shaders move and compute, and how long that takes at least on a GPU of given speed. A test counts the formulas' operations on
// their trees; the rest was counted in the shaders by hand, every component of a vector for itself.

/** Operations of L at one θ, or of the loss of one sample; and of ∇L where a formula of θ gives it. */
export const LOSS_OPERATIONS = {
  quadratic: { value: 13, slope: 13 }, squared: { value: 13, slope: 13 }, logistic: { value: 16 }, huber: { value: 6 }, hinge: { value: 3 }, 'squared-hinge': { value: 4 },
  poisson: { value: 6 }, rosenbrock: { value: 7, slope: 12 }, himmelblau: { value: 9, slope: 14 }, formula: { value: 20, slope: 28 },
} as const satisfies Record<LossName, { readonly value: number; readonly slope?: number }>;
export const PENALTY_OPERATIONS = {
  l1: 3, l2: 3, 'l2-norm': 9, linf: 3, 'elastic-net': 11, 'weighted-l1': 5, 'lp ½': 25, 'lp 3/2': 25, 'lp 3': 25, group: 10, scad: 24, mcp: 13, formula: 8,
} as const satisfies Record<PenaltyName, number>;

/** Of one pipeline: bytes to or from memory and operations, for one unit of what it does. */
export interface Work { readonly unit: string; readonly bytes: number; readonly operations: number; readonly how: string; /** One invocation waits for each read: no limit of bytes or operations tells its time. */ readonly waits?: true }

const BLOCK = 64; // samples summed by one invocation, nodes in a workgroup, partial sums folded into one
const TABLE = 104, TABLE_SLOPE = 196; // operations of a cubic table's value and slope

/** evaluate.wgsl: two floats written; the nodes’ coordinates are few and stay in the cache. */
export const evaluateWork = (loss: LossName, penalty: PenaltyName): Work =>
  ({ unit: 'node', bytes: 8, operations: 4 + LOSS_OPERATIONS[loss].value + PENALTY_OPERATIONS[penalty], how: 'L, R, and 4 to find the node' });

export const PIPELINES = {
  samples: (loss: LossName): Work =>
    ({ unit: 'sample at a node', bytes: 16 / BLOCK + 4 / BLOCK, operations: 8 + LOSS_OPERATIONS[loss].value, how: 'a row of 16 bytes for 64 nodes, a sum of 4 for 64 samples; η 4, weight and sum 2, loop 2' }),
  fold: { unit: 'partial sum', bytes: 4 + 4 / BLOCK, operations: 5, how: 'one float in, a 64th out; sum 1, index 2, loop 2' },
  close: (penalty: PenaltyName): Work => ({ unit: 'node', bytes: 12, operations: 5 + PENALTY_OPERATIONS[penalty], how: 'one float in, two out; R, mean 1, index 4' }),
  stride: { unit: 'node', bytes: 8, operations: 24, how: 'two floats in; objective 2, budget 3, extents 6, best node 11, loop 2' },
  gather: { unit: 'field', bytes: 32 * 512, operations: 18 * 512, how: '512 summaries of 32 bytes by one invocation; it waits for each, which neither limit tells', waits: true },
  atlas: { unit: 'pixel', bytes: 4, operations: 74, how: 'one landing out; the inequalities of all corners, 44 in penalty form, 74 in constraint form' },
  paint: (loss: LossName, penalty: PenaltyName): Work => {
    const { value, slope }: { value: number; slope?: number } = LOSS_OPERATIONS[loss];
    return { unit: 'pixel', bytes: 4, operations: 109 + 2 * (slope === undefined ? TABLE : value) + (slope ?? TABLE_SLOPE) + PENALTY_OPERATIONS[penalty], how: 'four bytes out; place 10, heatmap 33, lines 52, blend 14, L twice, ∇L, R' };
  },
} as const;

/** A GPU as two numbers. */
export interface Speed { readonly name: string; readonly bytes: number; readonly operations: number }
export const SPEEDS = [
  { name: 'integrated', bytes: 50e9, operations: 1e12 }, // 50 GB/s of shared memory, 1 Tflop/s
  { name: 'discrete', bytes: 500e9, operations: 20e12 }, // 500 GB/s, 20 Tflop/s
] as const satisfies readonly Speed[];

/** The least time in milliseconds: memory and arithmetic overlap, so the slower of the two. Source: Williams, Waterman, Patterson (2009), "Roofline". */
export const leastTime = ({ bytes, operations }: Pick<Work, 'bytes' | 'operations'>, units: number, speed: Speed): number =>
  1000 * units * Math.max(bytes / speed.bytes, operations / speed.operations);
