import { hull } from '../../formula/interval.ts';
import { size, type Box } from '../global/newton.ts';

/** Boxes that touch, directly or through others, and the least box around them. */
export interface Cluster { readonly boxes: readonly Box[]; readonly around: Box }

export const touch = (a: Box, b: Box, slack = 0): boolean => a.every((side, i) => side.low <= b[i]!.high + slack && b[i]!.low <= side.high + slack);

/** Groups boxes by touching; `slack` bridges gaps. */
export function clusters(boxes: readonly Box[], slack = 0): Cluster[] {
  const left = new Set(boxes);
  const found: Cluster[] = [];
  for (const first of left) {
    left.delete(first);
    const group = [first];
    for (const box of group) for (const other of left) if (touch(box, other, slack)) {
      left.delete(other);
      group.push(other);
    }
    found.push({ boxes: group, around: group.reduce((all, box) => all.map((side, i) => hull(side, box[i]!))) });
  }
  return found;
}

/** How many of its own boxes a cluster is long. */
export const reach = ({ boxes, around }: Cluster): number => size(around) / Math.max(...boxes.map(size));
