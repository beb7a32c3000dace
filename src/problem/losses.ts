import { quadraticOf } from './quadratic.ts';
import type { Stated } from './stated.ts';
import type { DataLoss, Loss, Penalty, Problem } from './types.ts';

const DEFAULT_STEEPNESS = 100;

// Kinds that share a type are one member of the union, which Extract would drop.
type Of<Kind extends DataLoss['kind'], L = DataLoss> = L extends DataLoss ? (Kind extends L['kind'] ? L : never) : never;

/** A loss of one sample, stated in η = x·θ + b (`eta`) and its `target`; the data loss is the mean of it. */
export const SAMPLE_LOSSES: { readonly [Kind in DataLoss['kind']]: (loss: Of<Kind>) => Stated } = {
  squared: () => ({ formula: '(eta - target)^2/2', names: [], values: [] }),
  // log(1 + e^(−m)) of the margin m, without overflow on either side
  logistic: () => ({ formula: 'max(-target*eta, 0) + log(1 + exp(-abs(target*eta)))', names: [], values: [] }),
  // with u = min(|r|, δ): u(|r| − u/2)
  huber: ({ delta }) => ({ formula: 'min(abs(eta - target), d)*(abs(eta - target) - min(abs(eta - target), d)/2)', names: ['d'], values: [delta] }),
  hinge: () => ({ formula: 'max(0, 1 - target*eta)', names: [], values: [] }),
  'squared-hinge': () => ({ formula: 'max(0, 1 - target*eta)^2', names: [], values: [] }),
  poisson: () => ({ formula: 'exp(eta) - target*eta', names: [], values: [] }),
};

export const isData = (loss: Loss): loss is DataLoss => 'X' in loss;

const FEW = 20_000; // rows: a pass over them takes less than a millisecond

/** Whether passes over a loss's samples are no matter of a moment: what needs them is worked out elsewhere, in steps. */
export const isMany = (loss: Loss): boolean => isData(loss) && loss.y.length > FEW;

const LETTERS = 150; // of a formula: of a longer one a single step of the proof by intervals may last longer than a frame
const isLengthy = (part: Loss | Penalty): boolean => part.kind === 'formula' && part.formula.length > LETTERS;

/** Whether to solve a problem, or even a step of it, is no matter of a moment: many samples, or a long formula. */
export const isLong = ({ loss, penalty }: Problem): boolean => isMany(loss) || isLengthy(loss) || isLengthy(penalty);

/** ℓ(η, target) of a data loss. */
export const stateSample = (loss: DataLoss): Stated => (SAMPLE_LOSSES[loss.kind] as (loss: DataLoss) => Stated)(loss);

/**
 * L as a formula of θ = (x, y), or null where only a sum over samples gives it. Least squares is a quadratic through its
 * sufficient statistics, whatever the number of samples. A quadratic is centred at its minimiser (p, q), not expanded: in
 * f32 the expanded form loses the bottom of the bowl.
 */
export function stateLoss(loss: Loss): Stated | null {
  switch (loss.kind) {
    case 'quadratic':
    case 'squared': {
      const { A, minimizer, offset } = quadraticOf(loss);
      return {
        formula: '(a*(x - p)^2 + 2*b*(x - p)*(y - q) + c*(y - q)^2)/2 + k',
        names: ['a', 'b', 'c', 'p', 'q', 'k'], values: [A[0][0], A[0][1], A[1][1], minimizer[0], minimizer[1], offset],
      };
    }
    case 'rosenbrock': return { formula: '(1 - x)^2 + s*(y - x^2)^2', names: ['s'], values: [loss.steepness ?? DEFAULT_STEEPNESS] };
    case 'himmelblau': return { formula: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2', names: [], values: [] };
    case 'formula': return { formula: loss.formula, names: Object.keys(loss.parameters ?? {}), values: Object.values(loss.parameters ?? {}) };
    case 'logistic':
    case 'huber':
    case 'hinge':
    case 'squared-hinge':
    case 'poisson': return null;
    default: return loss satisfies never;
  }
}
