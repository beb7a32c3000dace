import type { DataLoss, Loss, Penalty, PenaltyKind, Vec2 } from '../src/problem/types.ts';

// Hand-written twins of every catalogue entry. They exist so that "the CPU checks the GPU" is not one formula checking
// itself: keep them free of anything imported from src but types. Each is written another way than the formula it checks.

/** A penalty by hand. */
export interface Oracle {
  readonly value: (theta: Vec2) => number;
  /** The gradient where R is smooth. */
  readonly gradient: (theta: Vec2) => Vec2;
  /** How far θ is from the nearest kink of R, where the gradient is not to be asked. */
  readonly smooth: (theta: Vec2) => number;
  /** One argmin of ½‖θ − v‖² + step·R(θ), null for a typed formula. */
  readonly prox: ((v: Vec2, step: number) => Vec2) | null;
}
type Of<Kind extends PenaltyKind, P = Penalty> = P extends Penalty ? (Kind extends P['kind'] ? P : never) : never;
type Twins = { readonly [Kind in PenaltyKind]: { readonly examples: readonly Of<Kind>[]; readonly of: (penalty: Of<Kind>) => Oracle } };

const { abs, hypot, sign } = Math;
const shrink = (v: number, amount: number) => (abs(v) > amount ? v - sign(v) * amount : 0);
const toAxes = ([a, b]: Vec2) => Math.min(abs(a), abs(b));
const each = (one: (size: number) => number, slope: (size: number) => number): Pick<Oracle, 'value' | 'gradient'> => ({
  value: ([a, b]) => one(abs(a)) + one(abs(b)),
  gradient: ([a, b]) => [sign(a) * slope(abs(a)), sign(b) * slope(abs(b))],
});

/** The least point of a function of one variable by brute force: a grid, then golden sections around its best nodes. */
export function least(f: (x: number) => number, low: number, high: number, candidates: readonly number[] = []): number {
  const nodes = Array.from({ length: 401 }, (_, i) => low + ((high - low) * i) / 400);
  const best = nodes.map((x) => [f(x), x] as const).sort((p, q) => p[0] - q[0]).slice(0, 3);
  const golden = (Math.sqrt(5) - 1) / 2;
  const refined = best.map(([, x]) => {
    let [a, b] = [Math.max(low, x - (high - low) / 400), Math.min(high, x + (high - low) / 400)];
    for (let i = 0; i < 90 && b - a > 1e-9 * b; i += 1) {
      const [c, d] = [b - golden * (b - a), a + golden * (b - a)];
      if (f(c) < f(d)) b = d; else a = c;
    }
    return (a + b) / 2;
  });
  return [...candidates, ...refined].reduce((x, y) => (f(y) < f(x) ? y : x));
}
/** The proximal map of a sum over coordinates by brute force. */
const brute = (one: (size: number) => number) => (v: Vec2, step: number): Vec2 => {
  const side = (z: number) => sign(z) * least((x) => (x - abs(z)) ** 2 / 2 + step * one(x), 0, abs(z), [0, abs(z)]);
  return [side(v[0]), side(v[1])];
};
const norm = (weight: number): Oracle => ({
  value: ([a, b]) => weight * hypot(a, b),
  gradient: ([a, b]) => [(weight * a) / hypot(a, b), (weight * b) / hypot(a, b)],
  smooth: ([a, b]) => hypot(a, b),
  prox: ([a, b], step) => {
    const scale = Math.max(0, 1 - (step * weight) / hypot(a, b)) || 0;
    return [scale * a, scale * b];
  },
});
const weighted = (u: number, v: number): Oracle => ({
  value: ([a, b]) => abs(u * a) + abs(v * b),
  gradient: ([a, b]) => [u * sign(a), v * sign(b)],
  smooth: toAxes,
  prox: ([a, b], step) => [shrink(a, step * u), shrink(b, step * v)],
});

export const PENALTY_ORACLES: Twins = {
  l1: { examples: [{ kind: 'l1' }], of: () => weighted(1, 1) },
  l2: {
    examples: [{ kind: 'l2' }],
    of: () => ({
      value: ([a, b]) => a * a + b * b, gradient: ([a, b]) => [a + a, b + b], smooth: () => Infinity,
      prox: ([a, b], step) => [a / (1 + 2 * step), b / (1 + 2 * step)],
    }),
  },
  'l2-norm': { examples: [{ kind: 'l2-norm' }], of: () => norm(1) },
  linf: {
    examples: [{ kind: 'linf' }],
    of: () => ({
      value: ([a, b]) => (abs(a) > abs(b) ? abs(a) : abs(b)),
      gradient: ([a, b]) => (abs(a) > abs(b) ? [sign(a), 0] : [0, sign(b)]),
      smooth: ([a, b]) => abs(abs(a) - abs(b)),
      // The largest size falls to the level at which the cuts add up to the step: by halving.
      prox: ([a, b], step) => {
        let [low, high] = [0, Math.max(abs(a), abs(b))];
        for (let i = 0; i < 100; i += 1) {
          const level = (low + high) / 2;
          if (Math.max(0, abs(a) - level) + Math.max(0, abs(b) - level) > step) low = level; else high = level;
        }
        return [sign(a) * Math.min(abs(a), high), sign(b) * Math.min(abs(b), high)];
      },
    }),
  },
  'elastic-net': {
    examples: [0, 0.25, 0.5, 0.999, 1].map((ratio) => ({ kind: 'elastic-net', ratio })),
    of: ({ ratio }) => ({
      ...each((s) => ratio * s + ((1 - ratio) * s * s) / 2, (s) => ratio + (1 - ratio) * s), smooth: toAxes,
      prox: ([a, b], step) => [shrink(a, step * ratio) / (1 + step - step * ratio), shrink(b, step * ratio) / (1 + step - step * ratio)],
    }),
  },
  'weighted-l1': {
    examples: ([[1, 1], [0.3, 2], [0, 1.5], [4, 0]] as const).map((weights) => ({ kind: 'weighted-l1', weights })),
    of: ({ weights: [u, v] }) => weighted(u, v),
  },
  lp: {
    examples: [0.3, 0.5, 2 / 3, 0.9, 1, 1.2, 1.5, 2, 3, 4.5].map((p) => ({ kind: 'lp', p })),
    of: ({ p }) => {
      const one = (s: number) => (s === 0 ? 0 : Math.exp(p * Math.log(s)));
      return { ...each(one, (s) => (p * one(s)) / s), smooth: toAxes, prox: brute(one) };
    },
  },
  group: {
    examples: [
      { kind: 'group', groups: [[0, 1]] }, { kind: 'group', groups: [[1, 0]], weights: [0.4] },
      { kind: 'group', groups: [[0], [1]] }, { kind: 'group', groups: [[0], [1]], weights: [0.5, 2] }, { kind: 'group', groups: [[1], [0]], weights: [0.5, 2] },
    ],
    of: ({ groups, weights }) => {
      if (groups.length === 1) return norm(weights ? weights[0]! : Math.SQRT2);
      if (!weights) return weighted(1, 1);
      return groups[0]![0] === 0 ? weighted(weights[0]!, weights[1]!) : weighted(weights[1]!, weights[0]!);
    },
  },
  scad: {
    examples: ([[3.7, 1], [2.5, 0.6], [2.1, 2]] as const).map(([shape, lambda]) => ({ kind: 'scad', shape, lambda })),
    // Fan and Li 2001, by the three cases
    of: ({ shape: g, lambda: l = 1 }) => {
      const one = (s: number) => (s <= l ? l * s : s <= g * l ? (2 * g * l * s - s * s - l * l) / (2 * (g - 1)) : (l * l * (g + 1)) / 2);
      return { ...each(one, (s) => (s <= l ? l : s <= g * l ? (g * l - s) / (g - 1) : 0)), smooth: toAxes, prox: brute(one) };
    },
  },
  mcp: {
    examples: ([[3, 1], [1.5, 0.6], [1.1, 2]] as const).map(([shape, lambda]) => ({ kind: 'mcp', shape, lambda })),
    // Zhang 2010, by the two cases
    of: ({ shape: g, lambda: l = 1 }) => {
      const one = (s: number) => (s <= g * l ? l * s - (s * s) / (2 * g) : (g * l * l) / 2);
      return { ...each(one, (s) => (s <= g * l ? l - s / g : 0)), smooth: toAxes, prox: brute(one) };
    },
  },
  formula: {
    examples: [{ kind: 'formula', formula: 'w*abs(x) + log(1 + theta2^2)', parameters: { w: 0.7 } }],
    of: () => ({
      value: ([a, b]) => 0.7 * abs(a) + Math.log1p(b * b),
      gradient: ([a, b]) => [0.7 * sign(a), (2 * b) / (1 + b * b)],
      smooth: ([a]) => abs(a), prox: null,
    }),
  },
};

/** Every penalty that the tests try, each with its twin. */
export const penaltyTwins = (): { readonly name: string; readonly penalty: Penalty; readonly oracle: Oracle }[] =>
  Object.values(PENALTY_ORACLES).flatMap(({ examples, of }) => (examples as readonly Penalty[]).map((penalty) => (
    { name: JSON.stringify(penalty), penalty, oracle: (of as (penalty: Penalty) => Oracle)(penalty) })));

/** A loss of one sample by hand: ℓ(η, y), dℓ/dη off kinks, and how far η is from the nearest kink of the slope. */
export interface SampleOracle {
  readonly value: (eta: number, y: number) => number;
  readonly slope: (eta: number, y: number) => number;
  readonly kink: (eta: number, y: number) => number;
  /** Targets that the loss is for. */
  readonly targets: readonly number[];
  readonly loss: (X: readonly Vec2[], y: readonly number[]) => DataLoss;
}
const DELTA = 0.8;
const labels = [-1, 1];
const reals = [-2.5, -0.4, 0, 1, 3.7];

export const SAMPLE_ORACLES: { readonly [Kind in DataLoss['kind']]: SampleOracle } = {
  squared: { value: (e, y) => (e - y) ** 2 / 2, slope: (e, y) => e - y, kink: () => Infinity, targets: reals, loss: (X, y) => ({ kind: 'squared', X, y }) },
  logistic: {
    value: (e, y) => (y * e > 0 ? Math.log1p(Math.exp(-y * e)) : -y * e + Math.log1p(Math.exp(y * e))),
    slope: (e, y) => -y / (1 + Math.exp(y * e)), kink: () => Infinity, targets: labels, loss: (X, y) => ({ kind: 'logistic', X, y }),
  },
  huber: {
    value: (e, y) => (abs(e - y) <= DELTA ? (e - y) ** 2 / 2 : DELTA * (abs(e - y) - DELTA / 2)),
    slope: (e, y) => Math.max(-DELTA, Math.min(DELTA, e - y)), kink: () => Infinity, targets: reals, loss: (X, y) => ({ kind: 'huber', delta: DELTA, X, y }),
  },
  hinge: {
    value: (e, y) => (y * e < 1 ? 1 - y * e : 0), slope: (e, y) => (y * e < 1 ? -y : 0), kink: (e, y) => abs(1 - y * e),
    targets: labels, loss: (X, y) => ({ kind: 'hinge', X, y }),
  },
  'squared-hinge': {
    value: (e, y) => (y * e < 1 ? (1 - y * e) ** 2 : 0), slope: (e, y) => (y * e < 1 ? -2 * y * (1 - y * e) : 0), kink: () => Infinity,
    targets: labels, loss: (X, y) => ({ kind: 'squared-hinge', X, y }),
  },
  poisson: { value: (e, y) => Math.E ** e - y * e, slope: (e, y) => Math.E ** e - y, kink: () => Infinity, targets: [0, 1, 2, 7], loss: (X, y) => ({ kind: 'poisson', X, y }) },
};

const ROWS: readonly Vec2[] = [[1, 2], [0.5, -1], [-2, 0.3], [1.1, 1.2]];
const TARGETS = [1, -0.5, 2, 0.7];
const WEIGHTS = [1, 0, 2.5, 0.5];

// The weighted mean of r²/2 with the residuals about their own weighted mean where there is an intercept, sample by sample.
const leastSquares = (weights: readonly number[], intercept: boolean) => {
  const total = weights.reduce((sum, w) => sum + w);
  const residuals = ([a, b]: Vec2) => {
    const r = ROWS.map(([p, q], i) => p * a + q * b - TARGETS[i]!);
    const middle = intercept ? r.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total : 0;
    return r.map((value) => value - middle);
  };
  return {
    value: (theta: Vec2) => residuals(theta).reduce((sum, r, i) => sum + (weights[i]! * r * r) / (2 * total), 0),
    gradient: (theta: Vec2): Vec2 => residuals(theta).reduce<Vec2>(([g, h], r, i) => [g + (weights[i]! * r * ROWS[i]![0]) / total, h + (weights[i]! * r * ROWS[i]![1]) / total], [0, 0]),
  };
};

/** A loss that has a formula of θ, by hand. */
export interface LossOracle {
  readonly loss: Loss;
  readonly value: (theta: Vec2) => number;
  readonly gradient: (theta: Vec2) => Vec2;
}
const valley = (s: number) => ({
  value: ([a, b]: Vec2) => s * (b - a * a) ** 2 + (1 - a) ** 2,
  gradient: ([a, b]: Vec2): Vec2 => [-4 * s * a * (b - a * a) - 2 * (1 - a), 2 * s * (b - a * a)],
});

export const LOSS_ORACLES: { readonly [Kind in Exclude<Loss['kind'], Exclude<DataLoss['kind'], 'squared'>>]: readonly LossOracle[] } = {
  quadratic: [{
    loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 2]] },
    value: ([a, b]) => 0.5 * (a - 1.5) ** 2 + 0.3 * (a - 1.5) * (b - 0.3) + (b - 0.3) ** 2,
    gradient: ([a, b]) => [a - 1.5 + 0.3 * (b - 0.3), 0.3 * (a - 1.5) + 2 * (b - 0.3)],
  }, {
    loss: { kind: 'quadratic', minimizer: [1, 1], curvature: [[1, -1], [-1, 1]] },
    value: ([a, b]) => (a - b) ** 2 / 2, gradient: ([a, b]) => [a - b, b - a],
  }],
  squared: [
    { loss: { kind: 'squared', X: ROWS, y: TARGETS }, ...leastSquares([1, 1, 1, 1], false) },
    { loss: { kind: 'squared', X: ROWS, y: TARGETS, weights: WEIGHTS }, ...leastSquares(WEIGHTS, false) },
    { loss: { kind: 'squared', X: ROWS, y: TARGETS, intercept: true }, ...leastSquares([1, 1, 1, 1], true) },
    { loss: { kind: 'squared', X: ROWS, y: TARGETS, weights: WEIGHTS, intercept: true }, ...leastSquares(WEIGHTS, true) },
  ],
  rosenbrock: [{ loss: { kind: 'rosenbrock' }, ...valley(100) }, { loss: { kind: 'rosenbrock', steepness: 3 }, ...valley(3) }],
  himmelblau: [{
    loss: { kind: 'himmelblau' },
    value: ([a, b]) => (a * a + b - 11) ** 2 + (a + b * b - 7) ** 2,
    gradient: ([a, b]) => [4 * a * (a * a + b - 11) + 2 * (a + b * b - 7), 2 * (a * a + b - 11) + 4 * b * (a + b * b - 7)],
  }],
  formula: [{
    loss: { kind: 'formula', formula: '(x - k)^2 + theta1*theta2', parameters: { k: 2 } },
    value: ([a, b]) => (a - 2) * (a - 2) + a * b, gradient: ([a, b]) => [2 * (a - 2) + b, a],
  }],
};
