import type { Vec2 } from '../../problem/types.ts';

/** A straight line to a point. */
export interface Line { readonly kind: 'line'; readonly to: Vec2 }
/**
 * A piece of a conic in rational Bézier form: of a parabola where the weight is 1, of a circle where it is the cosine of half
 * the angle that the arc turns by. `control` is where the tangents of its two ends meet. Unlike centre and radius it
 * stays exact when the radius grows without bound.
 */
export interface Arc { readonly kind: 'arc'; readonly control: Vec2; readonly weight: number; readonly to: Vec2 }
/** Points of a smooth curve, the last one its end. */
export interface Curve { readonly kind: 'curve'; readonly points: readonly Vec2[] }
export type Segment = Line | Arc | Curve;

/** A connected line of segments; a closed one ends where it starts. */
export interface Piece {
  readonly start: Vec2;
  readonly segments: readonly Segment[];
  readonly closed: boolean;
}

export const endOf = (segment: Segment): Vec2 => (segment.kind === 'curve' ? segment.points.at(-1)! : segment.to);

export const polyline = (points: readonly Vec2[], closed = false): Piece =>
  ({ start: points[0]!, segments: points.slice(1).map((to): Line => ({ kind: 'line', to })), closed });

const mix = (p: Vec2, q: Vec2, s: number): Vec2 => [p[0] * (1 - s) + q[0] * s, p[1] * (1 - s) + q[1] * s];

/** The polar form of a conic: [x, y, weight] at (s, r); on the curve itself where s = r. */
function polar(start: Vec2, { control, weight, to }: Arc, s: number, r: number): readonly [point: Vec2, weight: number] {
  const [a, b, c] = [(1 - s) * (1 - r), ((1 - s) * r + s * (1 - r)) * weight, s * r];
  const all = a + b + c;
  return [[(a * start[0] + b * control[0] + c * to[0]) / all, (a * start[1] + b * control[1] + c * to[1]) / all], all];
}

/** The point of an arc at s, 0 at its start and 1 at its end. */
export const arcAt = (start: Vec2, arc: Arc, s: number): Vec2 => (s === 0 ? start : s === 1 ? arc.to : polar(start, arc, s, s)[0]);

/** The part of an arc between two parameters, exactly. */
export function arcBetween(start: Vec2, arc: Arc, from: number, to: number): { start: Vec2; arc: Arc } {
  const [, first] = polar(start, arc, from, from);
  const [control, middle] = polar(start, arc, from, to);
  const [, last] = polar(start, arc, to, to);
  return { start: arcAt(start, arc, from), arc: { kind: 'arc', control, weight: middle / Math.sqrt(first * last), to: arcAt(start, arc, to) } };
}

/** Where a coordinate of an arc passes a value that it has on one side at the start and on the other at the end. */
export function arcMeets(start: Vec2, { control, weight, to }: Arc, axis: 0 | 1, value: number): number {
  // a (1 − s)² + 2b s(1 − s) + c s² = 0 as a quadratic in r = s/(1 − s), by the root that does not cancel
  const sign = start[axis] > value ? 1 : -1;
  const [a, b, c] = [start[axis] - value, weight * (control[axis] - value), to[axis] - value].map((part) => sign * part) as [number, number, number];
  if (c >= 0) return 1;
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  const r = b > 0 ? (b + root) / -c : a / (root - b);
  return r / (1 + r);
}

/** A piece as points, `per` to an arc: for tests, labels and hit areas. */
export function trace({ start, segments }: Piece, per = 16): readonly Vec2[] {
  const points: Vec2[] = [start];
  for (const segment of segments) {
    const from = points.at(-1)!;
    if (segment.kind === 'line') points.push(segment.to);
    else if (segment.kind === 'curve') points.push(...segment.points);
    else for (let i = 1; i <= per; i += 1) points.push(arcAt(from, segment, i / per));
  }
  return points;
}

/** The segments of a piece walked back. */
export function reversed({ start, segments, closed }: Piece): Piece {
  const starts = [start, ...segments.map(endOf)];
  const back = segments.map((segment, i): Segment => {
    if (segment.kind === 'curve') return { kind: 'curve', points: [starts[i]!, ...segment.points].reverse().slice(1) };
    return { ...segment, to: starts[i]! };
  });
  return { start: starts.at(-1)!, segments: back.reverse(), closed };
}

/** A piece with each of its points moved by an affine map. */
export function mapped({ start, segments, closed }: Piece, map: (point: Vec2) => Vec2): Piece {
  return {
    start: map(start), closed,
    segments: segments.map((segment): Segment => {
      if (segment.kind === 'curve') return { kind: 'curve', points: segment.points.map(map) };
      return segment.kind === 'line' ? { kind: 'line', to: map(segment.to) } : { ...segment, control: map(segment.control), to: map(segment.to) };
    }),
  };
}

/**
 * Cuts a piece that never goes right nor down to the box x ≤ X, y ≤ Y; null where nothing of it is inside. Curves are left
 * as they are: they are made within the box.
 */
export function cut({ start, segments }: Piece, [width, height]: Vec2): Piece | null {
  const parts: { start: Vec2; segment: Segment }[] = [];
  let from = start;
  for (const segment of segments) {
    const p = from, q = endOf(segment);
    from = q;
    if (segment.kind === 'curve') parts.push({ start: p, segment });
    else if (q[0] <= width && p[1] <= height) {
      const meets = segment.kind === 'arc' ? (axis: 0 | 1, value: number) => arcMeets(p, segment, axis, value)
        : (axis: 0 | 1, value: number) => (p[axis] - value) / (p[axis] - q[axis]);
      const a = p[0] > width ? meets(0, width) : 0, b = q[1] > height ? meets(1, height) : 1;
      if (!(a < b)) continue;
      const whole = segment.kind === 'arc' ? arcBetween(p, segment, a, b) : { start: a === 0 ? p : mix(p, q, a), arc: { kind: 'line' as const, to: b === 1 ? q : mix(p, q, b) } };
      const to: Vec2 = b < 1 ? [whole.arc.to[0], height] : whole.arc.to;
      parts.push({ start: a > 0 ? [width, whole.start[1]] : whole.start, segment: { ...whole.arc, to } });
    }
  }
  return parts.length === 0 ? null : { start: parts[0]!.start, segments: parts.map(({ segment }) => segment), closed: false };
}
