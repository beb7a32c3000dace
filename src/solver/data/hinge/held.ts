import type { Columns } from '../../../samples/columns.ts';
import { type Dual, dualAt } from './dual.ts';
import type { Bound, Place } from './edge.ts';
import { measure, type Regular } from './regular.ts';
import { NEARLY, snapped } from './snap.ts';

/** The force at a place that multipliers leave unheld, 0 where it is rounding: those of a region hold none inside it. */
export const unheld = (columns: Columns, place: Place, { regular, lambda, budget }: Bound): number => {
  if (budget !== null && measure(regular, place.theta) < budget * (1 - NEARLY)) return Infinity;
  const { dual: { residual, rounding } } = digitsOf(columns, place, regular, budget, budget === null ? lambda : null);
  return residual <= rounding ? 0 : residual;
};

/** A place snapped, and what holds it; or left as it is where it met its margins better than those that it was snapped onto. */
export function digitsOf(columns: Columns, own: Place, regular: Regular, budget: number | null, lambda: number | null): { place: Place; dual: Dual } {
  const place = snapped(columns, own, regular, budget), dual = dualAt(columns, place, regular, lambda);
  if (dual.residual <= dual.rounding) return { place, dual };
  const raw = dualAt(columns, own, regular, lambda);
  return raw.residual < dual.residual ? { place: own, dual: raw } : { place, dual };
}
