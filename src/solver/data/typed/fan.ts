import type { Vec2 } from '../../../problem/types.ts';
import type { Jet, ReadJets } from './jet.ts';

const EPS = Number.EPSILON;
const ROUND = 32; // ways about a point, of which a tip's round subdifferential is read
const FORWARD: Vec2 = [1, 0];

/** ∂R at a point: the hull of `corners`, counterclockwise; the point 0, 1 or 2 of them as they are. null where R is not regular. */
export interface Fan {
  readonly corners: readonly Vec2[] | null;
  /** The kinks that meet here. */
  readonly tied: readonly boolean[];
}

/** A decider that rounding cannot tell from 0: some ulps of θ move it as much. */
export const isTied = ([value, p, q]: Jet, [x, y]: Vec2, ulps = 16): boolean => Math.abs(value) <= ulps * EPS * (Math.abs(p * x) + Math.abs(q * y));

/** A root of 0 at its least: a tip, round about it. */
const isTip = ([value, p, q]: Jet) => value === 0 && p === 0 && q === 0;

const cross = (a: Vec2, b: Vec2) => a[0] * b[1] - a[1] * b[0];

/** The corners of the convex hull, counterclockwise (Andrew 1979). */
function hull(points: readonly Vec2[], blur: number): Vec2[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const distinct = sorted.filter(([x, y], i) => i === 0 || !sorted.slice(0, i).some(([u, v]) => Math.abs(x - u) + Math.abs(y - v) <= blur));
  if (distinct.length < 3) return distinct;
  const half = (list: readonly Vec2[]): Vec2[] => {
    const kept: Vec2[] = [];
    for (const point of list) {
      for (let n = kept.length; n > 1; n -= 1) {
        const [a, b] = [kept[n - 2]!, kept[n - 1]!];
        if (cross([b[0] - a[0], b[1] - a[1]], [point[0] - b[0], point[1] - b[1]]) > blur * Math.hypot(b[0] - a[0], b[1] - a[1])) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...half(distinct), ...half(distinct.reverse())];
}

/**
 * ∂R from the pieces that meet at θ: in every direction R is one of them, and R′(θ; d) is that one's slope. R is regular where
 * no other piece has a greater slope there: R′ is then a maximum, and ∂R the hull of the gradients (Rockafellar and Wets 1998,
 * 8.22). Where it is not, as on a ridge, θ is no minimum of R with any smooth function.
 */
export function fanOf(read: ReadJets, theta: Vec2): Fan {
  const here = read(theta, [], FORWARD), round = here.roots.some(isTip), tied = here.deciders.map((decider) => isTied(decider, theta));
  // off a tie that is one to rounding only, its branch is the direction's
  const beside = (d: Vec2) => {
    let sides: number[] = tied.map(() => 0), jets = read(theta, sides, d);
    for (let inner = 0; inner < tied.length; inner += 1) { // inner kinks first: they decide what the outer ones see
      if (!tied[inner]) continue;
      const [, p, q] = jets.deciders[inner]!;
      sides = sides.map((side, k) => (k === inner ? Math.sign(p * d[0] + q * d[1]) || 1 : side));
      jets = read(theta, sides, d);
    }
    return jets;
  };
  const angles = new Set<number>();
  if (!tied.includes(true) && !round) return { corners: [[here.value[1], here.value[2]]], tied };
  const learn = (d: Vec2) => beside(d).deciders.forEach(([, p, q], k) => {
    if (tied[k] && (p !== 0 || q !== 0)) for (const sign of [1, -1]) {
      const angle = Math.atan2(sign * p, -sign * q);
      angles.add(angle <= -Math.PI ? Math.PI : angle);
    }
  });
  for (let k = 0; k < 8; k += 1) learn([Math.cos(k + 0.1), Math.sin(k + 0.1)]);
  for (let turn = 0; turn < 2; turn += 1) { // a kink inside another's branch is seen from that branch's side only
    const seen = Array.from(angles);
    for (const angle of seen) for (const off of [1e-3, -1e-3]) learn([Math.cos(angle + off), Math.sin(angle + off)]);
  }
  if (round) for (let k = 0; k < 2 * ROUND; k += 1) angles.add((Math.PI * (k + 1)) / ROUND - Math.PI);
  const sorted = [...angles].sort((a, b) => a - b).filter((angle, i, list) => i === 0 || angle - list[i - 1]! > 1e-12);
  const ways = (sorted.length > 0 ? sorted : [0]).map((angle, i, list) => (angle + (list[i + 1] ?? list[0]! + 2 * Math.PI)) / 2)
    .map((angle): Vec2 => [Math.cos(angle), Math.sin(angle)]);
  const slopes = ways.map((d): Vec2 => { const { value } = beside(d); return [value[1], value[2]]; });
  const size = slopes.reduce((most, [p, q]) => Math.max(most, Math.abs(p) + Math.abs(q)), 0), blur = 64 * EPS * size;
  if (!(size < Infinity)) return { corners: null, tied };
  const regular = ways.every(([u, v], i) => slopes.every(([p, q]) => p * u + q * v <= slopes[i]![0] * u + slopes[i]![1] * v + blur));
  return { corners: regular ? hull(slopes, blur) : null, tied };
}

/** A polygon that is its own mirror image about its middle as a centre and half sides; null for any other. */
export function halvesOf(corners: readonly Vec2[]): { readonly centre: Vec2; readonly sides: readonly Vec2[] } | null {
  const n = corners.length, half = n / 2, first = corners[0];
  if (!first) return null;
  if (n === 1) return { centre: first, sides: [] };
  if (n % 2 === 1) return null;
  const opposite = corners[half]!, centre: Vec2 = [(first[0] + opposite[0]) / 2, (first[1] + opposite[1]) / 2];
  const size = corners.reduce((most, [x, y]) => Math.max(most, Math.abs(x) + Math.abs(y)), 0);
  const even = corners.slice(0, half).every(([x, y], k) => {
    const [u, v] = corners[k + half]!;
    return Math.abs(x + u - 2 * centre[0]) + Math.abs(y + v - 2 * centre[1]) <= 64 * EPS * size;
  });
  if (!even) return null;
  return { centre, sides: corners.slice(0, half).map(([x, y], k): Vec2 => [(corners[k + 1]![0] - x) / 2, (corners[k + 1]![1] - y) / 2]) };
}
