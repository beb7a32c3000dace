import type { Penalty } from '../problem/types.ts';
import { ballSlider } from './region.ts';

/** How far {R ≤ t} reaches along an axis, and back. Two balls of one radius end in the same points there. */
interface Reach {
  budgetOf(radius: number): number;
  /** null where the region ends nowhere. */
  radiusOf(budget: number): number | null;
}

const times = (factor: number): Reach => ({ budgetOf: (radius) => factor * radius, radiusOf: (budget) => budget / factor });

// Of two axes the one on which the ball reaches farther; a weight that is never penalised ends nowhere.
const priced = (weights: readonly number[]): Reach => times(Math.min(...weights.filter((weight) => weight > 0)));

// r τ + (1 − r)/2 τ² = t, without cancellation.
const mixed = (r: number): Reach => ({
  budgetOf: (radius) => r * radius + ((1 - r) / 2) * radius ** 2,
  radiusOf: (budget) => (budget === 0 ? 0 : (2 * budget) / (r + Math.sqrt(r * r + 2 * (1 - r) * budget))),
});

// λτ − τ²/(2γ) up to γλ, where it saturates.
const mcp = (g: number, l: number): Reach => ({
  budgetOf: (radius) => (radius >= g * l ? (g * l * l) / 2 : radius * (l - radius / (2 * g))),
  radiusOf: (budget) => (2 * budget < g * l * l ? (2 * budget) / (l + Math.sqrt(l * l - (2 * budget) / g)) : null),
});

// λτ up to λ, then (2γλτ − τ² − λ²)/(2(γ − 1)) up to γλ, where it saturates.
const scad = (g: number, l: number): Reach => ({
  budgetOf: (radius) => (radius <= l ? l * radius : radius >= g * l ? ((g + 1) * l * l) / 2 : (2 * g * l * radius - radius ** 2 - l * l) / (2 * (g - 1))),
  radiusOf: (budget) => (budget <= l * l ? budget / l : 2 * budget < (g + 1) * l * l ? g * l - Math.sqrt((g - 1) * ((g + 1) * l * l - 2 * budget)) : null),
});

function reachOf(penalty: Penalty): Reach | null {
  switch (penalty.kind) {
    case 'l1':
    case 'l2-norm':
    case 'linf': return ballSlider(Infinity);
    case 'l2': return ballSlider(2);
    case 'lp': return ballSlider(penalty.p);
    case 'elastic-net': return mixed(penalty.ratio);
    case 'weighted-l1': return priced(penalty.weights);
    case 'group': return priced(penalty.weights ?? penalty.groups.map((group) => Math.sqrt(group.length)));
    case 'scad': return scad(penalty.shape, penalty.lambda ?? 1);
    case 'mcp': return mcp(penalty.shape, penalty.lambda ?? 1);
    case 'formula': return null;
    default: return penalty satisfies never;
  }
}

const DIGITS = 12; // fewer than a double has: a radius that is held through a hundred penalties comes back as it was

/**
 * The radius τ of {R ≤ t}: where it ends on an axis, on the farther of two. null where it ends nowhere (SCAD and MCP from
 * their cap on) and for a typed formula.
 * @param budget t ≥ 0
 */
export function radiusAt(penalty: Penalty, budget: number): number | null {
  const radius = reachOf(penalty)?.radiusOf(budget) ?? null;
  return radius === null ? null : Number(radius.toPrecision(DIGITS));
}

/** The t whose region has the radius τ ≥ 0; the cap of SCAD and MCP where they are flat by then; null for a typed formula. */
export const budgetAt = (penalty: Penalty, radius: number): number | null => reachOf(penalty)?.budgetOf(radius) ?? null;
