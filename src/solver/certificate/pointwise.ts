import type { DataLoss } from '../../problem/types.ts';

// One sample's loss ℓ(η, y), written out by hand: the derivatives that the solvers read from formulas are not used here.

/** ℓ′, ℓ″ (the lower one where it jumps), and the magnitudes that ℓ′ adds up: an ulp of η or y moves ℓ′ by about ε·size. */
export interface Pull {
  readonly slope: number;
  readonly bend: number;
  readonly size: number;
}

/** σ(m) without overflow. */
const sigmoid = (m: number) => (m >= 0 ? 1 / (1 + Math.exp(-m)) : Math.exp(m) / (1 + Math.exp(m)));

/**
 * @param reach the magnitudes that η was added up from
 * @param blur half an interval around η: `bend` is the least ℓ″ within it
 */
export function pullOf(loss: DataLoss, eta: number, y: number, reach: number, blur = 0): Pull {
  switch (loss.kind) {
    case 'squared': return { slope: eta - y, bend: 1, size: reach + Math.abs(y) };
    case 'huber': {
      const r = eta - y;
      const inner = Math.abs(r) + blur < loss.delta;
      return { slope: Math.max(-loss.delta, Math.min(loss.delta, r)), bend: inner ? 1 : 0, size: reach + Math.abs(y) };
    }
    case 'logistic': {
      const miss = sigmoid(-y * eta);
      const bend = miss * sigmoid(y * eta);
      // |(log ℓ″)′| = |1 − 2σ| ≤ 1
      return { slope: -y * miss, bend: bend * Math.exp(-blur), size: miss + bend * reach };
    }
    case 'poisson': {
      const mean = Math.exp(eta);
      return { slope: mean - y, bend: mean * Math.exp(-blur), size: mean * (1 + reach) + y };
    }
    case 'squared-hinge': {
      const short = 1 - y * eta;
      return { slope: -2 * y * Math.max(0, short), bend: short > blur ? 2 : 0, size: short > -64 * Number.EPSILON * (1 + reach) ? 2 * (1 + reach) : 0 };
    }
    case 'hinge': {
      const short = 1 - y * eta;
      return { slope: short > 0 ? -y : 0, bend: 0, size: short >= 0 ? 1 : 0 };
    }
    default: return loss satisfies never;
  }
}

/** q log(q/p) − q + p, the Bregman distance of q log q, without cancellation near q = p. */
function relativeEntropy(q: number, p: number): number {
  if (q === 0) return p;
  const u = (q - p) / p;
  return Math.abs(u) < 0.1 ? p * ((1 + u) * Math.log1p(u) - u) : q * Math.log(q / p) - q + p;
}

/**
 * ℓ(η) + ℓ*(sa) − saη ≥ 0 (Fenchel and Young), at a = ℓ′(η) and 0 ≤ s ≤ 1: what shrinking the dual variable costs. It is 0 at
 * s = 1, and sa never leaves the domain of ℓ*.
 * @param share of a hinge: −ya, its dual variable in [0, 1]
 */
export function excess(loss: DataLoss, eta: number, y: number, s: number, share: number): number {
  const rest = 1 - s;
  switch (loss.kind) {
    case 'squared': return (rest * (eta - y)) ** 2 / 2;
    case 'huber': {
      const r = Math.abs(eta - y), d = Math.min(r, loss.delta);
      return d * rest * (r - d + (d * rest) / 2);
    }
    case 'logistic': {
      const miss = sigmoid(-y * eta), hit = sigmoid(y * eta);
      return Math.max(0, relativeEntropy(s * miss, miss) + relativeEntropy(hit + rest * miss, hit));
    }
    case 'poisson': {
      const mean = Math.exp(eta);
      return Math.max(0, relativeEntropy(s * mean + rest * y, mean));
    }
    case 'squared-hinge': return (rest * Math.max(0, 1 - y * eta)) ** 2;
    case 'hinge': {
      const short = 1 - y * eta;
      return Math.max(0, Math.max(0, short) - s * share * short);
    }
    default: return loss satisfies never;
  }
}
