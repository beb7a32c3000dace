import type { Penalty } from '../problem/types.ts';

/** The smallest p and the largest finite one that the family's scale holds; from there it goes on to ∞. */
export const POWERS = { low: 0.3, high: 32 } as const;
/** Steps of the scale: neighbours are told apart by three digits, and a whole step is between the largest p and ∞. */
export const POWER_STEPS = 200;
/** Members of the family that a reader knows by name; the scale holds them exactly. */
export const POWER_MARKS = [0.5, 1, 2, Infinity] as const;

// {Σ|θᵢ|^p ≤ τ^p} crosses the diagonal at θ₁ = θ₂ = τ 2^(−1/p): from the axes at p = 0 to the square's corner at p = ∞.
const diagonal = (p: number): number => 2 ** (-1 / p);
const LOW = diagonal(POWERS.low), SPAN = (diagonal(POWERS.high) - LOW) / (1 - 1 / POWER_STEPS);

/** Where p stands on a scale from 0 to 1, along which the wall moves evenly on the diagonal. */
export const positionOfPower = (p: number): number => (p === Infinity ? 1 : Math.min(1 - 1 / POWER_STEPS, Math.max(0, (diagonal(p) - LOW) / SPAN)));

/** Where the marks stand: whole steps, on which alone p is exactly that. */
const MARKED: ReadonlyMap<number, number> = new Map(POWER_MARKS.map((p) => [Math.round(POWER_STEPS * positionOfPower(p)), p]));

/** p at a position, to the scale's nearest step, rounded to three digits so that what is shown is what is solved; ∞ at 1. */
export function powerAt(position: number): number {
  const step = Math.round(POWER_STEPS * Math.min(1, Math.max(0, position)));
  const mark = MARKED.get(step);
  return mark ?? Number((-1 / Math.log2(LOW + SPAN * (step / POWER_STEPS))).toPrecision(3));
}

/** Positions of the marks, in their order. */
export const MARK_POSITIONS: readonly number[] = [...MARKED.keys()].map((step) => step / POWER_STEPS);

/** Which p a penalty's ball has; undefined for one that is not in the family. l2-norm has the balls of p = 2 under another t. */
export function powerOf(penalty: Penalty): number | undefined {
  switch (penalty.kind) {
    case 'l1': return 1;
    case 'l2':
    case 'l2-norm': return 2;
    case 'linf': return Infinity;
    case 'lp': return penalty.p;
    default: return undefined;
  }
}
