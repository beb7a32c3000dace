import { around, krawczyk, regular, size, within, type Box } from '../global/newton.ts';
import type { System } from '../global/system.ts';

/** A zero of a system: the only one in `alone`, and surely inside `spot`. */
export interface Root { readonly z: readonly number[]; readonly spot: Box; readonly alone: Box }

/** Proves a zero near `z` and how far it is the only one; null if that fails (Krawczyk; Moore, Kearfott, Cloud 2009). */
export function isolate(system: System, z: readonly number[], sides: readonly number[]): Root | null {
  const scale = z.map((value, i) => Math.max(Math.abs(value), sides[i]! * 2 ** -10));
  let spot: Box | null = null;
  for (let radius = 2 ** -48; radius < 1e-6 && !spot; radius *= 8) {
    const { left, proven } = krawczyk(system, around(z, scale.map((unit) => radius * unit)));
    if (proven) spot = left;
  }
  if (!spot) return null;
  spot = krawczyk(system, spot).left ?? spot;
  for (let share = 1; share > 1e-9; share /= 2) {
    const alone = around(z, sides.map((side) => share * side));
    if (within(spot, alone) && size(alone) > size(spot) && regular(system, alone, z)) return { z, spot, alone };
  }
  return null;
}
