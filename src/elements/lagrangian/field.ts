import type { Picture } from '../../paint/picture.ts';
import { HIGHEST } from '../../paint/picture.ts';
import { reliefOf, type Relief } from '../../paint/relief.ts';
import type { Colours } from '../surface/colours.ts';
import type { Facts } from './study.ts';

const RINGS = 14;
const STEEPEST = 0.15;

/** The power that spreads a field evenly over its colours: unlike a loss it may also be flat at its lowest and steep above. */
function powerOf(values: Float64Array, low: number, high: number): number {
  const median = (values.filter(Number.isFinite).sort()[values.length >> 1]! - low) / (high - low);
  return median > 0 && median < 1 ? Math.min(1, Math.max(STEEPEST, Math.round(Math.log(0.5) / Math.log(median) / 0.05) * 0.05)) : 1;
}

const reliefs = new WeakMap<Facts['J'], Relief>(); // while the probe moves, J stays

/** The field canvas: J, or for a multiplier the Lagrangian J − λ(g − k), with their level sets; thin rings give way to a bold one at `bold`. */
export function fieldOf(facts: Facts, lambda: number | null, bold: number | null, { ramp, line }: Colours, ratio: number): Picture {
  const { J, g, question: { window }, inquiry: { objective, bounds } } = facts, level = bounds[0]!.level;
  const value = lambda === null ? (x: number, y: number) => J.at([x, y]) : (x: number, y: number) => J.at([x, y]) - lambda * (g.at([x, y]) + level);
  const relief = (lambda === null ? reliefs.get(J) : undefined) ?? reliefOf(value, window, undefined, false);
  if (lambda === null) reliefs.set(J, relief);
  const { low, high, values } = relief;
  const power = powerOf(values, low, high), drawn = high > low && high < HIGHEST;
  const of = lambda === null ? 'loss' : 'objective', step = (high - low) ** power / RINGS;
  return {
    formulas: { loss: objective.stated, penalty: bounds[0]!.stated }, window, lambda: lambda === null ? 0 : -lambda, power,
    heat: drawn ? { of, low, high } : null, levels: drawn && step > 0 ? { of, base: low, step, count: RINGS } : null,
    contact: lambda === null ? bold : null, lineWidth: 1.1 * ratio, ramp, line,
  };
}
