import type { DataLoss } from '../../problem/types.ts';

/** q log(q/p) − q + p, the Bregman distance of q log q, without cancellation near q = p. */
function relativeEntropy(q: number, p: number): number {
  if (q === 0) return p;
  const u = (q - p) / p;
  if (Math.abs(u) < 1e-5) return p * u * u * (1 / 2 - u * (1 / 6 - u / 12)); // what follows is below half an ulp
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
      const m = y * eta, e = Math.exp(-Math.abs(m)), most = 1 / (1 + e), least = e / (1 + e);
      const miss = m >= 0 ? least : most, hit = m >= 0 ? most : least;
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
