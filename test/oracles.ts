import type { PenaltyKind, Vec2 } from '../src/problem/types.ts';

// Hand-written twins of every catalogue entry. They exist so that "the CPU checks the GPU" is not one formula checking
// itself: keep them free of anything imported from src.

export interface Oracle {
  readonly value: (theta: Vec2) => number;
  /** The gradient where the function is smooth. */
  readonly gradient: (theta: Vec2) => Vec2;
  /** argmin ½‖θ − v‖² + λR(θ). */
  readonly prox: (v: Vec2, lambda: number) => Vec2;
}

const shrink = (v: number, lambda: number) => Math.sign(v) * Math.max(Math.abs(v) - lambda, 0);

export const PENALTY_ORACLES = {
  l1: {
    value: ([a, b]) => Math.abs(a) + Math.abs(b),
    gradient: ([a, b]) => [a < 0 ? -1 : 1, b < 0 ? -1 : 1],
    prox: ([a, b], lambda) => [shrink(a, lambda), shrink(b, lambda)],
  },
  l2: {
    value: ([a, b]) => a * a + b * b,
    gradient: ([a, b]) => [a + a, b + b],
    prox: ([a, b], lambda) => [a / (1 + 2 * lambda), b / (1 + 2 * lambda)],
  },
  'l2-norm': {
    value: ([a, b]) => Math.hypot(a, b),
    gradient: ([a, b]) => [a / Math.hypot(a, b), b / Math.hypot(a, b)],
    prox: ([a, b], lambda) => {
      const scale = Math.max(0, 1 - lambda / Math.hypot(a, b));
      return [scale * a, scale * b];
    },
  },
} satisfies Record<PenaltyKind, Oracle>;
