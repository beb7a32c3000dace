import { contains, width, type Interval } from '../../formula/interval.ts';
import type { Vec2 } from '../../problem/types.ts';
import { centre, size, type Box } from '../global/newton.ts';
import { meanValue, type System } from '../global/system.ts';
import type { Curve } from './answer.ts';
import type { Cluster } from './clusters.ts';
import type { Reading } from './reading.ts';
import type { Setting } from './setting.ts';

/** A curve, the boxes that it was seen in, and for a bound of J on it whether they hold all of it. */
export interface Traced { readonly curve: Curve; readonly boxes: readonly Box[] }

const FINE = 2 ** -7;

/** Towards the zeros of a system whose Jacobian has rank 1 there: z − JᵀF/‖J‖², which is then the pseudo-inverse's step. */
function settleOn({ at, slopesAt }: Pick<System, 'at' | 'slopesAt'>, start: readonly number[]): Vec2 {
  let [x, y] = start as [number, number];
  for (let round = 0; round < 60; round += 1) {
    const F = at.map((value) => value([x, y])), J = slopesAt.map((row) => row.map((slope) => slope([x, y])));
    const norm = J.flat().reduce((sum, entry) => sum + entry * entry, 0);
    const [dx, dy] = [0, 1].map((i) => J.reduce((sum, row, k) => sum + row[i]! * F[k]!, 0) / norm) as [number, number];
    if (!Number.isFinite(dx) || !Number.isFinite(dy)) break;
    [x, y] = [x - dx, y - dy];
    if (Math.hypot(dx, dy) <= 1e-16 * Math.hypot(x, y)) break;
  }
  return [x || 0, y || 0];
}

const near = (box: Box, point: Vec2) => box.every(({ low, high }, i) => contains({ low: low - (high - low), high: high + (high - low) }, point[i]!));

/** The points of a curve near the centres of its boxes. */
export function pointsOn({ boxes, around }: Pick<Cluster, 'boxes' | 'around'>, system: Pick<System, 'at' | 'slopesAt'>): Vec2[] {
  const clip = (point: Vec2) => point.map((value, i) => Math.min(around[i]!.high, Math.max(around[i]!.low, value))) as unknown as Vec2;
  return boxes.flatMap((box) => {
    const point = clip(settleOn(system, centre(box)));
    return near(box, point) ? [point] : [];
  });
}

/** Boxes that cover the feasible part of g = k, for a J that is constant along it. */
export function* trace({ window, span, mayHold }: Setting, g: Reading, base: readonly number[]): Generator<void, Box[]> {
  const enclosed = { value: g.over, slopes: g.gradient };
  let boxes: Box[] = [window];
  while (boxes.length > 0 && size(boxes[0]!) > FINE * span && boxes.length < 2000) {
    const next: Box[] = [];
    for (const box of boxes) {
      yield;
      const i = width(box[0]!) >= width(box[1]!) ? 0 : 1, { low, high } = box[i]!, cut = low / 2 + high / 2;
      for (const half of [{ low, high: cut }, { low: cut, high }] as Interval[]) {
        const part = box.map((side, j) => (i === j ? half : side));
        if (contains(meanValue(enclosed, part), 0) && mayHold(part, base)) next.push(part);
      }
    }
    boxes = next;
  }
  return boxes;
}
