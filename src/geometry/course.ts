import type { Vec2 } from '../problem/types.ts';
import type { Branch } from '../solver/implicit/index.ts';

/** One branch of a curve with the arc length at each of its points, from the start of the whole curve. */
export interface Stretch {
  readonly points: readonly Vec2[];
  readonly lengths: readonly number[];
  readonly closed: boolean;
}

/** A curve by its arc length s, branch after branch, in the units of θ. */
export interface Course {
  readonly length: number;
  readonly stretches: readonly Stretch[];
  /** The point at arc length s, on a chord of the curve. */
  at(s: number): Vec2;
  /** The arc length of the point nearest to one of the plane; `scale` weighs the two coordinates. */
  nearest(theta: Vec2, scale?: Vec2): number;
}

// Closed branches begin at their rightmost point and run counterclockwise, open ones run to the right (or up).
function orient({ points, closed }: Branch): readonly Vec2[] {
  const [first, last] = [points[0]!, points.at(-1)!];
  if (!closed) return last[0] > first[0] || (last[0] === first[0] && last[1] >= first[1]) ? points : [...points].reverse();
  const area = points.reduce((sum, [x, y], i) => { const [u, v] = points[(i + 1) % points.length]!; return sum + x * v - u * y; }, 0);
  const round = area >= 0 ? points : [...points].reverse();
  const start = round.reduce((best, [x], i) => (x > round[best]![0] ? i : best), 0);
  return [...round.slice(start), ...round.slice(0, start + 1)];
}

const END = 1e-12; // of the whole: where a branch ends, the next begins, and s means that one

const apart = (a: Vec2, b: Vec2) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Measures a curve; the longest branch comes first. */
export function course(branches: readonly Branch[]): Course {
  const measured = branches.map((branch) => {
    const points = orient(branch);
    let length = 0;
    const lengths = points.map((point, i) => (length += i > 0 ? apart(point, points[i - 1]!) : 0));
    return { points, lengths, closed: branch.closed, length };
  }).sort((a, b) => b.length - a.length);
  let length = 0;
  const stretches = measured.map(({ points, lengths, closed, length: own }): Stretch => {
    const from = length;
    length += own;
    return { points, lengths: lengths.map((s) => from + s), closed };
  });
  const part = ([a, b]: readonly [Vec2, Vec2], share: number): Vec2 => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  return {
    length, stretches,
    at(s) {
      const { points, lengths } = stretches[Math.max(0, stretches.filter((stretch) => stretch.lengths[0]! <= s).length - 1)]!;
      let low = 0, high = lengths.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (lengths[middle]! <= s) low = middle; else high = middle;
      }
      const step = lengths[high]! - lengths[low]!;
      return step > 0 ? part([points[low]!, points[high]!], Math.min(1, Math.max(0, (s - lengths[low]!) / step))) : points[low]!;
    },
    nearest(theta, [p, q] = [1, 1]) {
      let best = 0, least = Infinity;
      const last = stretches.at(-1)?.lengths;
      for (const { points, lengths } of stretches) for (let i = 1; i < points.length; i += 1) {
        const a = points[i - 1]!, b = points[i]!;
        const [dx, dy, ex, ey] = [p * (b[0] - a[0]), q * (b[1] - a[1]), p * (theta[0] - a[0]), q * (theta[1] - a[1])];
        const size = dx * dx + dy * dy;
        const share = size > 0 ? Math.min(1, Math.max(0, (dx * ex + dy * ey) / size)) : 0;
        const gap = (ex - share * dx) ** 2 + (ey - share * dy) ** 2;
        if (gap < least) [best, least] = [Math.min(lengths[i - 1]! + share * (lengths[i]! - lengths[i - 1]!), lengths === last ? length : lengths.at(-1)! - END * length), gap];
      }
      return best;
    },
  };
}
