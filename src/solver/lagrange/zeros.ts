import { contains, isEmpty, point, width } from '../../formula/interval.ts';
import { heap } from '../global/heap.ts';
import { centre, isVoid, krawczyk, polish, size, within, type Box } from '../global/newton.ts';
import { meanValue } from '../global/system.ts';
import { clusters, reach, type Cluster } from './clusters.ts';
import { isolate, type Root } from './isolate.ts';
import { scaleAt, type Hunt, type Setting } from './setting.ts';

/** All zeros of a system on the window: roots, `rest` where nothing more can be said, `crowds` that look like curves. */
export interface Zeros {
  readonly roots: readonly Root[];
  readonly rest: readonly Cluster[];
  readonly crowds: readonly Cluster[];
}

const BOXES = 12000; // that may be looked at
const CROWD = 500, FINE = 2 ** -8; // so many boxes so small are no single points
const LONG = 64, WIDE = 2 ** -6; // a curve: so many of its boxes long, and no mere spot where rounding hides all
const FINEST = 2 ** -36, ROUGH = 2 ** -22; // rounding at a double zero hides about the square root of its size

/** Cuts the longer side (beside the window's), at 0 if that is inside: poles and kinks lie there more often than elsewhere. */
function halves(box: Box, window: Box): [Box, Box] {
  const i = width(box[1]!) / width(window[1]!) > width(box[0]!) / width(window[0]!) ? 1 : 0;
  const { low, high } = box[i]!;
  const cut = low < 0 && high > 0 && high - low > width(window[i]!) * FINE ? 0 : low + (high - low) * 0.4921875; // else off round numbers
  return [box.map((side, j) => (i === j ? { low, high: cut } : side)), box.map((side, j) => (i === j ? { low: cut, high } : side))];
}

/** Whether a box may hold a zero, by bounds of the equations. */
function mayVanish({ system, allows, values }: Hunt, box: Box, smooth: boolean): boolean {
  if (!allows(box) || values.some((value) => isEmpty(value(box)))) return false;
  return system.values.every((value, i) => {
    const range = smooth ? meanValue({ value, slopes: system.jacobian[i]! }, box) : value(box);
    return isEmpty(range) || contains(range, 0); // a derivative may be undefined where the function is not
  });
}

/** Branch and prune with interval Newton steps (Hansen and Walster 2004, chapter 11). Resumable: it yields after every box. */
export function* zeros(hunt: Hunt, { window, span }: Pick<Setting, 'window' | 'span'>): Generator<void, Zeros> {
  const { system } = hunt;
  const sides = window.map(width);
  const roots: Root[] = [], rest: Box[] = [], crowds: Cluster[] = [];
  const tasks = heap<{ box: Box; low: number }>(); // the largest first, so that all pending are about as small
  const push = (box: Box) => tasks.push({ box, low: -size(box) });
  const known = (box: Box) => roots.some(({ alone }) => within(box, alone));
  push(window);
  // Takes curves and spots of very many boxes out of `boxes`; what is left may still be refined.
  const sift = (boxes: readonly Box[], all: boolean) => clusters(boxes).flatMap((group) => {
    const curve = reach(group) >= LONG && size(group.around) >= WIDE * span;
    if (curve) crowds.push(group);
    else if (all || group.boxes.length >= CROWD) rest.push(...group.boxes);
    else return group.boxes;
    return [];
  });
  const pending = () => tasks.entries().map((entry) => entry.box);
  let nextLook = CROWD;
  for (let looks = 0, task; (task = tasks.pop()); looks += 1) {
    const { box } = task;
    if (looks >= BOXES) {
      sift([box, ...pending()], true);
      break;
    }
    yield;
    if (known(box)) continue;
    const smooth = hunt.smooth(box);
    if (!mayVanish(hunt, box, smooth)) continue;
    const z = centre(box), finest = FINEST * scaleAt(span, z);
    if (smooth) {
      const at = polish(system, z);
      if (at && !known(at.map(point))) {
        const root = isolate(system, at, sides);
        if (root) roots.push(root);
      }
      if (known(box)) continue;
      const { left } = krawczyk(system, box);
      if (left && isVoid(left)) continue;
      if (left && size(box) >= finest && size(left) < 0.6 * size(box)) {
        push(left);
        continue;
      }
    }
    if (size(box) < finest) rest.push(box);
    else halves(box, window).forEach(push);
    if (tasks.entries().length <= nextLook || size(box) > FINE * span) continue;
    const left = sift(pending(), false);
    while (tasks.pop());
    left.forEach(push);
    nextLook = Math.max(CROWD, 2 * tasks.entries().length);
  }
  return { roots, rest: clusters(rest, ROUGH * scaleAt(span, rest.flatMap(centre))), crowds };
}
