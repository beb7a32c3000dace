import type { Vec2 } from '../../problem/types.ts';
import { size, type Box } from '../global/newton.ts';
import type { Cluster } from '../lagrange/clusters.ts';
import type { Branch, Spot } from './answer.ts';

/** One end of an arc, and where it goes on: at another end, perhaps through a spot between them. */
interface End { readonly arc: number; readonly first: boolean; readonly at: Vec2; next?: { readonly end: End; readonly through?: Vec2 } | undefined; used?: boolean }

const SAME = 2 ** -20; // of the window: neighbouring cells find the same crossing to rounding
const TOUCH = 2 ** -9; // a curve that only grazes an edge, which one of two unequal neighbours overlooked

const apart = (a: Vec2, b: Vec2) => Math.hypot(a[0] - b[0], a[1] - b[1]);

function link(a: End, b: End, through?: Vec2): void {
  a.next = { end: b, ...(through ? { through } : {}) };
  b.next = { end: a, ...(through ? { through } : {}) };
}

/** Links ends that lie within a distance, the nearest first. */
function meet(ends: readonly End[], within: number): void {
  const cells = new Map<string, End[]>();
  const free = ends.filter(({ next }) => !next);
  const key = (x: number, y: number) => `${x},${y}`;
  const place = ({ at: [x, y] }: End) => [Math.floor(x / within), Math.floor(y / within)] as const;
  for (const end of free) {
    const at = key(...place(end));
    cells.set(at, [...(cells.get(at) ?? []), end]);
  }
  const pairs: { a: End; b: End; gap: number }[] = [];
  for (const a of free) {
    const [x, y] = place(a);
    for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) for (const b of cells.get(key(x + dx, y + dy)) ?? []) {
      const gap = apart(a.at, b.at);
      if (gap <= within && (a.arc < b.arc || (a.arc === b.arc && a.first && !b.first))) pairs.push({ a, b, gap });
    }
  }
  for (const { a, b } of pairs.sort((p, q) => p.gap - q.gap)) if (!a.next && !b.next) link(a, b);
}

const near = ({ around, boxes }: Cluster, [x, y]: Vec2) => {
  const slack = size(boxes[0]!) / 4;
  return x >= around[0]!.low - slack && x <= around[0]!.high + slack && y >= around[1]!.low - slack && y <= around[1]!.high + slack;
};

/** Leads the arcs that end at a spot on through it, each to the one straight ahead; a last one that has no partner ends there. */
function pass(ends: readonly End[], arcs: readonly (readonly Vec2[])[], at: Vec2): void {
  const ahead = ({ arc, first }: End): Vec2 => {
    const [x, y] = first ? arcs[arc]!.at(-1)! : arcs[arc]![0]!, far = Math.hypot(x - at[0], y - at[1]) || 1;
    return [(x - at[0]) / far, (y - at[1]) / far];
  };
  const pairs = ends.flatMap((a, i) => ends.slice(i + 1).map((b) => {
    const [p, q] = [ahead(a), ahead(b)];
    return { a, b, bend: p[0] * q[0] + p[1] * q[1] };
  }));
  for (const { a, b } of pairs.sort((p, q) => p.bend - q.bend)) if (!a.next && !b.next && a !== b) link(a, b, at);
}

/** Joins arcs into branches, through the spots at which they end. */
export function join(arcs: readonly (readonly Vec2[])[], crowds: readonly { readonly crowd: Cluster; readonly at: Vec2 }[], window: Box): { branches: Branch[]; spots: Spot[]; loose: Vec2[] } {
  const ends: End[] = arcs.flatMap((points, arc): End[] => [{ arc, first: true, at: points[0]! }, { arc, first: false, at: points.at(-1)! }]);
  const span = size(window);
  // Around a spot the arcs are as small as its boxes: what ends at it is no neighbour's.
  meet(ends.filter((end) => !crowds.some(({ crowd }) => near(crowd, end.at))), SAME * span);
  const spots = crowds.map(({ crowd, at }): Spot => {
    const here = ends.filter((end) => !end.next && near(crowd, end.at));
    pass(here, arcs, at);
    return { at, radius: Math.max(...crowd.around.map(({ low, high }, i) => Math.max(high - at[i]!, at[i]! - low))), arcs: here.length };
  });
  const taken = (end: End) => end.next || crowds.some(({ crowd }) => near(crowd, end.at));
  const onBorder = ({ at }: End) => window.some(({ low, high }, i) => at[i]! <= low || at[i]! >= high);
  meet(ends.filter((end) => !taken(end) && !onBorder(end)), TOUCH * span);
  const loose = ends.filter((end) => !taken(end) && !onBorder(end)).map(({ at }) => at);

  const walk = (start: End): Branch => {
    const points: Vec2[] = [];
    const put = (list: readonly Vec2[]) => { for (const point of list) if (points.length === 0 || apart(point, points.at(-1)!) > 1e-12 * span) points.push(point); };
    for (let end = start; !end.used;) {
      const other = ends[2 * end.arc + (end.first ? 1 : 0)]!;
      end.used = other.used = true;
      put(end.first ? arcs[end.arc]! : [...arcs[end.arc]!].reverse());
      if (!other.next) return { points, closed: false };
      if (other.next.through) put([other.next.through]);
      end = other.next.end;
    }
    return { points: points.length > 1 && apart(points[0]!, points.at(-1)!) <= 1e-9 * span ? points.slice(0, -1) : points, closed: true };
  };
  const open = ends.filter((end) => !end.next && !end.used).flatMap((end) => (end.used ? [] : [walk(end)]));
  const loops = ends.flatMap((end) => (end.used ? [] : [walk(end)]));
  // What is left inside a spot is no piece of its own.
  const crumb = ({ points }: Branch) => spots.some(({ at, radius }) => points.every((point) => apart(point, at) <= Math.max(2 * radius, 4 * SAME * span)));
  return { branches: [...open, ...loops].filter((branch) => !crumb(branch)), spots, loose };
}
