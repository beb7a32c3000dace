import { quadraticOf } from './quadratic.ts';
import { statePenalty } from './penalties.ts';
import type { Loss, Penalty, QuadraticLoss, Samples, SquaredLoss, Vec2 } from './types.ts';
import type { WideLoss, WidePenalty } from './wide.ts';

/** A loss and a penalty, of the plane or of p weights. */
export interface Pair {
  readonly loss: Loss | WideLoss;
  readonly penalty: Penalty | WidePenalty;
}

/** Σ uⱼ|θⱼ| + ridge/2 Σθⱼ²: all that the libraries have between them. */
export interface Mixed {
  readonly weights: readonly number[];
  readonly ridge: number;
}

/** How a library states the problem of a pair: its number is scale·λ, or 1/(scale·λ) where it weighs the loss instead. */
export interface Convention {
  readonly estimator: string;
  readonly parameter: 'alpha' | 'lambda' | 'C';
  readonly scale: number;
  readonly settings: Settings;
  readonly reason: string;
  /** What stands for it at λ = 0, or why nothing does. */
  readonly free?: { readonly estimator: string; readonly settings: Settings } | string;
}
export type Settings = Readonly<Record<string, number | string | boolean>>;
/** A convention, or the sentence that says why there is none. */
export type Rule = (samples: Samples<readonly number[]> & { readonly kind: string }, mixed: Mixed) => Convention | string;

/** The penalty as Σ uⱼ|θⱼ| + ridge/2 Σθⱼ² of p weights, or the sentence that says why it is none. */
export function mixedOf(penalty: Pair['penalty'], p: number): Mixed | string {
  const even = (weight: number, ridge: number): Mixed => ({ weights: Array.from({ length: p }, () => weight), ridge });
  switch (penalty.kind) {
    case 'l1': return even(1, 0);
    case 'l2': return even(0, 2);
    case 'elastic-net': return even(penalty.ratio, 1 - penalty.ratio);
    case 'weighted-l1': return { weights: penalty.weights, ridge: 0 };
    case 'lp': return penalty.p === 1 ? even(1, 0) : penalty.p === 2 ? even(0, 2) : 'None of these libraries has the penalty Σ|θᵢ|^p for a p other than 1 and 2.';
    case 'group': return penalty.groups.length > 1 ? { weights: statePenalty(penalty, 1).values, ridge: 0 } : 'None of these libraries has a group penalty: theirs are sums over single weights.';
    case 'l2-norm': return 'None of these libraries has the penalty ‖θ‖₂: their l2 is its square.';
    case 'linf': return 'None of these libraries has the penalty max|θᵢ|.';
    case 'scad':
    case 'mcp': return 'None of these libraries has a folded concave penalty (SCAD, MCP); in R the package ncvreg has.';
    case 'formula': return 'None of these libraries takes a typed penalty.';
    default: return penalty satisfies never;
  }
}

/** Σ w, or n where no weights are given. */
export const totalOf = ({ weights, y }: Pick<Samples, 'weights' | 'y'>): number => (weights ? weights.reduce((sum, weight) => sum + weight, 0) : y.length);

/** The one weight of every |θⱼ|, or null where they differ. */
export const evenOf = ({ weights }: Mixed): number | null => (weights.every((weight) => weight === weights[0]) ? weights[0]! : null);

/**
 * Least squares of two rows that is a quadratic: with A = FᵀF, the rows are X = √2·F and y = Xθ̂, so that Σ(y − x·θ)²/(2·2) is
 * ½(θ − θ̂)ᵀA(θ − θ̂). F is the transposed Cholesky factor, or √eigenvalue times eigenvector over a row of zeros when A is singular.
 */
export function designOf(loss: QuadraticLoss): SquaredLoss {
  const { A: [[a, b], [, c]], q, eigenvalues: [large], rank, minimizer } = quadraticOf(loss);
  const first = Math.sqrt(2 * a), long = Math.sqrt(2 * large);
  // With rank 2, c − b²/a = det/a is at least the smaller eigenvalue, which is above rounding.
  const X: readonly Vec2[] = rank === 2 ? [[first, (2 * b) / first], [0, Math.sqrt(2 * (c - (b * b) / a))]] : [[long * q[0], long * q[1]], [0, 0]];
  return { kind: 'squared', X, y: X.map(([x, z]) => x * minimizer[0] + z * minimizer[1]) };
}

/** The rows and their mirror images (−x, −y): the same loss where there is no intercept, with every mean 0. */
export const mirrored = ({ X, y, weights, ...rest }: SquaredLoss): SquaredLoss => ({
  ...rest, X: [...X, ...X.map(([x, z]): Vec2 => [-x, -z])], y: [...y, ...y.map((target) => -target)], ...(weights ? { weights: [...weights, ...weights] } : {}),
});
