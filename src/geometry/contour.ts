import type { Window } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';
import { crossing, type Place } from './crossing.ts';

/** A piece of a level set: its points in order, {f ≤ level} on the left. */
export interface Contour {
  readonly points: readonly Vec2[];
  readonly closed: boolean;
}

/**
 * A closed outline of a part of {f ≤ level} within a window, {f ≤ level} on the left. `place` says of each point what it lies
 * on: the level set, a jump of f over the level, or a wall (the window's edge, or the edge of where f is a finite number).
 */
export interface Ring {
  readonly points: readonly Vec2[];
  readonly place: readonly Place[];
}

type Plot = (x: number, y: number) => number;

// Every node has a twin outside: the window's edge is doubled and its second copy counts as outside, so that all outlines close.
const spread = ([low, high]: Vec2, count: number) =>
  Float64Array.from({ length: count + 2 }, (_, i) => {
    const s = Math.min(Math.max(i - 1, 0), count - 1) / (count - 1);
    return low * (1 - s) + high * s;
  });

/**
 * The outlines of {f ≤ level} by marching squares, the saddles decided by the value at a cell's middle; each vertex lies on
 * the curve to rounding and the chords keep within 1/64 of a cell of it, also around corners of 30° and more.
 * @param columns nodes across the window, at least 2; what is thinner than a cell may be missed
 */
export function rings(f: Plot, level: number, window: Window, columns: number, rows: number): readonly Ring[] {
  const xs = spread(window.x, columns), ys = spread(window.y, rows);
  const across = columns + 2, up = rows + 2;
  const values = new Float64Array(across * up).fill(Number.NaN);
  const inside = new Uint8Array(across * up);
  for (let j = 1; j <= rows; j += 1) for (let i = 1, n = j * across + 1; i <= columns; i += 1, n += 1) {
    values[n] = f(xs[i]!, ys[j]!) - level;
    inside[n] = values[n]! <= 0 ? 1 : 0;
  }
  const at = (node: number): Vec2 => [xs[node % across]!, ys[Math.floor(node / across)]!];

  // Edge 2n goes from node n to its right neighbour, 2n + 1 to its upper one. Around a cell counterclockwise, a piece of the
  // outline goes from an edge where the walk leaves {f ≤ level} to one where it enters.
  const next = new Int32Array(2 * across * up).fill(-1);
  for (let j = 0; j + 1 < up; j += 1) for (let i = 0; i + 1 < across; i += 1) {
    const n = j * across + i;
    const count = inside[n]! + inside[n + 1]! + inside[n + across + 1]! + inside[n + across]!;
    if (count === 0 || count === 4) continue;
    const corners = [inside[n]!, inside[n + 1]!, inside[n + across + 1]!, inside[n + across]!];
    const edges = [2 * n, 2 * (n + 1) + 1, 2 * (n + across), 2 * n + 1];
    const saddle = count === 2 && corners[0] === corners[2];
    const turn = saddle && !(f((xs[i]! + xs[i + 1]!) / 2, (ys[j]! + ys[j + 1]!) / 2) <= level) ? -1 : 1;
    for (let k = 0; k < 4; k += 1) if (corners[k] && !corners[(k + 1) % 4]) {
      const entry = [1, 2, 3].map((step) => (k + turn * step + 4) % 4).find((e) => !corners[e] && corners[(e + 1) % 4])!;
      next[edges[k]!] = edges[entry]!;
    }
  }

  const found: Ring[] = [];
  const cell: Vec2 = [(window.x[1] - window.x[0]) / (columns - 1), (window.y[1] - window.y[0]) / (rows - 1)];
  for (let first = 0; first < next.length; first += 1) {
    const points: Vec2[] = [], place: Place[] = [];
    for (let edge = first; next[edge]! >= 0; ) {
      const a = edge >> 1, b = a + (edge & 1 ? across : 1);
      const vertex = inside[a] ? crossing(f, level, at(a), at(b), values[a]!, values[b]!) : crossing(f, level, at(b), at(a), values[b]!, values[a]!);
      const before = points.at(-1);
      if (!(before && before[0] === vertex.point[0] && before[1] === vertex.point[1] && place.at(-1) === vertex.place)) {
        points.push(vertex.point);
        place.push(vertex.place);
      }
      const after = next[edge]!;
      next[edge] = -1; // walked
      edge = after;
    }
    if (points.length > 1) found.push(smooth(f, level, { points, place }, cell));
  }
  return found;
}

const FLATNESS = 1 / 64; // cells between a chord and its curve
const HALVINGS = 12; // a corner’s last chord shrinks by half with each, from two cells at most to less than the flatness

/** Puts points between those of a ring until its chords are flat, halving each where the curve is off its middle. */
function smooth(f: Plot, level: number, { points, place }: Ring, [width, height]: Vec2): Ring {
  const out: { points: Vec2[]; place: Place[] } = { points: [], place: [] };
  const halve = (p: Vec2, q: Vec2, left: number): void => {
    const dx = (q[0] - p[0]) / width, dy = (q[1] - p[1]) / height;
    const length = Math.hypot(dx, dy);
    if (left === 0 || length < FLATNESS) return;
    const middle: Vec2 = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
    const value = f(...middle) - level;
    if (!Number.isFinite(value)) return;
    const side = value <= 0 ? 1 : -1; // {f ≤ level} lies to the left: a middle inside moves right
    let nearest = Math.abs(value);
    for (const reach of [length / 8, length / 2, length, 2 * length]) {
      const far: Vec2 = [middle[0] + ((side * reach * dy) / length) * width, middle[1] - ((side * reach * dx) / length) * height];
      const there = f(...far) - level;
      if (!Number.isFinite(there)) return;
      if (there <= 0 === value <= 0) {
        if (!(Math.abs(there) < nearest)) return; // no nearer: a crossing further on is of another line
        nearest = Math.abs(there);
        continue;
      }
      const { point, place: where } = value <= 0 ? crossing(f, level, middle, far, value, there) : crossing(f, level, far, middle, there, value);
      if (where !== 'level' || Math.hypot((point[0] - middle[0]) / width, (point[1] - middle[1]) / height) <= FLATNESS) return;
      halve(p, point, left - 1);
      out.points.push(point);
      out.place.push('level');
      return halve(point, q, left - 1);
    }
  };
  for (const [i, point] of points.entries()) {
    out.points.push(point);
    out.place.push(place[i]!);
    const j = (i + 1) % points.length;
    if (place[i] === 'level' && place[j] === 'level') halve(point, points[j]!, HALVINGS);
  }
  return out;
}

/** The parts of a ring between the points that `stops` names: lines to be drawn. */
export function lines({ points, place }: Ring, stops: readonly Place[]): readonly Contour[] {
  const cut = place.findIndex((where) => stops.includes(where));
  if (cut < 0) return [{ points, closed: true }];
  const parts: Contour[] = [];
  let part: Vec2[] = [];
  for (let step = 1; step <= points.length; step += 1) {
    const i = (cut + step) % points.length;
    if (!stops.includes(place[i]!)) part.push(points[i]!);
    else {
      if (part.length > 1) parts.push({ points: part, closed: false });
      part = [];
    }
  }
  return parts;
}

/**
 * The level set {f = level} within a window, as lines: closed, or ending at the window's edge or where f ends.
 * No line follows the window's edge, a jump or a pole of f. Marching squares on `columns` × `rows` nodes; see `rings`.
 */
export const contours = (f: Plot, level: number, window: Window, columns: number, rows: number): readonly Contour[] =>
  rings(f, level, window, columns, rows).flatMap((ring) => lines(ring, ['wall', 'jump']));
