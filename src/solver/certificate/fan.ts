import type { Vec2 } from '../../problem/types.ts';
import { dot, type Zonotope } from './zonotope.ts';

const EPS = Number.EPSILON;
const ROUND = 32; // half the ways about a tip, whose round subdifferential holds the polygon that they tell

const wayOf = (angle: number): Vec2 => [Math.cos(angle), Math.sin(angle)];

/**
 * ∂f at a point where smooth pieces of f meet, from the gradient that f has on each way off it. f is regular there if no other
 * piece has a greater slope on that way: f′ is then the maximum of these slopes, and ∂f the hull of the gradients, which follow
 * one another around it as the way turns (Rockafellar and Wets 1998, 8.22 and 8.30). Elsewhere, as on a ridge, and for a
 * polygon that is not its own mirror image, null.
 * @param gradient on a way, telling the normals of the kinks that meet; null where it does not exist
 * @param round some of it is round, and is told from within
 */
export function fan(gradient: (toward: Vec2, learn: (normal: Vec2) => void) => Vec2 | null, round: boolean): Zonotope | null {
  const angles = new Set<number>();
  // both ways along a kink, as one angle in [0, π)
  const learn = ([p, q]: Vec2) => {
    const angle = Math.atan2(p, -q), turned = angle < 0 ? angle + Math.PI : angle;
    if (p !== 0 || q !== 0) angles.add(turned >= Math.PI ? turned - Math.PI : turned);
  };
  for (let k = 0; k < 8; k += 1) if (!gradient(wayOf(k + 0.1), learn)) return null;
  for (let turn = 0; turn < 2; turn += 1) { // a kink inside another's branch is seen from that branch's side only
    const seen = Array.from(angles);
    for (const angle of seen) for (const off of [1e-3, -1e-3, Math.PI + 1e-3, Math.PI - 1e-3]) gradient(wayOf(angle + off), learn);
  }
  if (round) for (let k = 0; k < ROUND; k += 1) angles.add((Math.PI * k) / ROUND);
  const bounds = [...angles].sort((a, b) => a - b).filter((angle, i, list) => i === 0 || angle - list[i - 1]! > 1e-9);
  if (bounds.length > 1 && bounds.at(-1)! - bounds[0]! > Math.PI - 1e-9) bounds.pop();
  const n = bounds.length;
  if (n === 0) return null;
  const middles = bounds.map((angle, i) => (angle + (bounds[i + 1] ?? bounds[0]! + Math.PI)) / 2);
  const ways = [...middles, ...middles.map((angle) => angle + Math.PI)].map(wayOf);
  const slopes: Vec2[] = [];
  for (const way of ways) {
    const slope = gradient(way, learn);
    if (!slope) return null;
    slopes.push(slope);
  }
  const size = slopes.reduce((most, [p, q]) => Math.max(most, Math.abs(p) + Math.abs(q)), 0), blur = 64 * EPS * size;
  if (!ways.every((way, i) => slopes.every((slope) => dot(slope, way) <= dot(slopes[i]!, way) + blur))) return null;
  const [first, opposite] = [slopes[0]!, slopes[n]!];
  const centre: Vec2 = [(first[0] + opposite[0]) / 2, (first[1] + opposite[1]) / 2];
  const mirrored = slopes.slice(0, n).every(([x, y], i) => Math.abs(x + slopes[i + n]![0] - 2 * centre[0]) + Math.abs(y + slopes[i + n]![1] - 2 * centre[1]) <= blur);
  if (!mirrored) return null;
  const sides = slopes.slice(0, n).map(([x, y], i): Vec2 => [(slopes[i + 1]![0] - x) / 2, (slopes[i + 1]![1] - y) / 2]);
  return { centre, generators: sides.filter((side) => Math.hypot(...side) > blur), radius: 0, free: [false, false] };
}
