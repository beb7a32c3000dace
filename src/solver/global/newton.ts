import { intersect, isEmpty, middle, minus, plus, point, times, width, type Interval } from '../../formula/interval.ts';
import type { System } from './system.ts';

/** Intervals of the free coordinates of a piece, one or two. */
export type Box = readonly Interval[];

export const centre = (box: Box): number[] => box.map(middle);
export const within = (inner: Box, outer: Box): boolean => inner.every((side, i) => side.low >= outer[i]!.low && side.high <= outer[i]!.high);
export const around = (z: readonly number[], radii: readonly number[]): Box => z.map((value, i) => ({ low: value - radii[i]!, high: value + radii[i]! }));

function inverse(matrix: readonly (readonly number[])[]): number[][] | null {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = matrix;
  const list = matrix.length === 1 ? [[1 / a]] : [[d, -b], [-c, a]].map((row) => row.map((entry) => entry / (a * d - b * c)));
  return list.flat().every(Number.isFinite) ? list : null;
}

/** Newton's method in f64 from a start; null where it does not come to rest. */
export function polish({ at, slopesAt }: System, start: readonly number[]): number[] | null {
  let z = [...start];
  let last = Infinity;
  for (let round = 0; round < 40; round += 1) {
    const inverted = inverse(slopesAt.map((row) => row.map((slope) => slope(z))));
    if (!inverted) return null;
    const values = at.map((value) => value(z));
    const step = inverted.map((row) => row.reduce((sum, entry, j) => sum + entry * values[j]!, 0));
    const size = Math.max(...step.map((part, i) => Math.abs(part) / Math.max(1, Math.abs(z[i]!))));
    if (!Number.isFinite(size)) return null;
    // At rest: steps are roundings, and no longer shrink.
    if (size < 1e-10 && size >= last / 2) return z;
    z = z.map((value, i) => value - step[i]!);
    if (size === 0) return z;
    last = size;
  }
  return null;
}

const sum = (parts: readonly Interval[]): Interval => parts.reduce((total, part) => plus(total, part));

/** A box's Newton test prepared: Y ≈ J⁻¹ at its middle, and I − Y·J(box). Null where J has no inverse there, or a pole is inside. */
function prepare({ jacobian, slopesAt, continuous }: System, box: Box, z: readonly number[]) {
  if (!continuous(box)) return null;
  const Y = inverse(slopesAt.map((row) => row.map((slope) => slope(z))));
  if (!Y) return null;
  const J = jacobian.map((row) => row.map((entry) => entry(box)));
  const rest = Y.map((row, i) => row.map((_, j) => minus(point(i === j ? 1 : 0), sum(row.map((entry, k) => times(point(entry), J[k]![j]!))))));
  return { Y, J, rest };
}

const magnitude = ({ low, high }: Interval) => (low <= high ? Math.max(-low, high) : Infinity);

/** Whether the system has at most one zero in the box: Y·J is within less than 1 of the identity (Krawczyk). */
export function regular(system: System, box: Box, z: readonly number[]): boolean {
  const prepared = prepare(system, box, z);
  return prepared !== null && prepared.rest.every((row) => row.reduce((total, entry) => total + magnitude(entry), 0) < 1 - 1e-9);
}

/**
 * The Krawczyk step z − Y·G(z) + (I − Y·J)(box − z): every zero in the box lies in it, and if it is inside the box there is
 * exactly one. Source: Moore, Kearfott, Cloud, "Introduction to Interval Analysis" (SIAM 2009), theorem 8.2.
 * @returns what is left of the box (null: nothing can be said; empty: no zero), the Jacobian, whether a zero is proven
 */
export function krawczyk(system: System, box: Box): { left: Box | null; proven: boolean; jacobian?: Interval[][] } {
  const z = centre(box);
  const prepared = prepare(system, box, z);
  if (!prepared) return { left: null, proven: false };
  const { Y, J, rest } = prepared;
  const G = system.values.map((value) => value(z.map(point)));
  if (![...rest.flat(), ...G].every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))) return { left: null, proven: false, jacobian: J };
  const image = z.map((value, i) => sum([
    minus(point(value), sum(G.map((entry, k) => times(point(Y[i]![k]!), entry)))),
    ...rest[i]!.map((entry, j) => times(entry, minus(box[j]!, point(z[j]!)))),
  ]));
  const proven = image.every((side, i) => side.low > box[i]!.low && side.high < box[i]!.high);
  return { left: image.map((side, i) => intersect(side, box[i]!)), proven, jacobian: J };
}

export const isVoid = (box: Box): boolean => box.some(isEmpty);
export const size = (box: Box): number => box.reduce((most, side) => Math.max(most, width(side)), 0);
