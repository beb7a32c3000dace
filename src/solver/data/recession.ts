import type { DataLoss, Vec2 } from '../../problem/types.ts';
import { type Columns, columnsOf } from '../../samples/columns.ts';

/**
 * A direction along which the loss falls for ever and never rises, so that no minimum is attained: `rest` is the loss of the
 * samples that it leaves alone (null when none is left), whose minimum is the infimum, and `share` their part of the weight.
 */
export interface Recession {
  readonly direction: Vec2;
  readonly rest: DataLoss | null;
  readonly share: number;
}

/** Why no minimum is attained there. */
export const reasonOf = ({ kind }: DataLoss): string =>
  (kind === 'poisson' ? 'No minimum is attained: along this direction the means of zero counts fall for ever, and nothing rises.'
    : 'No minimum is attained: a line separates the classes, and the loss falls for ever as the weights grow across it.');

const cross = (a: Vec2, b: Vec2) => a[0] * b[1] - a[1] * b[0];
const dot = (a: Vec2, b: Vec2) => a[0] * b[0] + a[1] * b[1];
/** A product that is zero but for the rounding of its factors' own last places. */
const isNothing = (value: number, a: Vec2, b: Vec2) => Math.abs(value) <= 4 * Number.EPSILON * Math.hypot(...a) * Math.hypot(...b);

/** Lower and upper hull (Andrew's monotone chain): all that separation from other points can depend on. */
function hull(points: Vec2[]): Vec2[] {
  const sorted = points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (list: Vec2[]) => {
    const kept: Vec2[] = [];
    for (const p of list) {
      while (kept.length > 1) {
        const [a, b] = [kept[kept.length - 2]!, kept[kept.length - 1]!];
        if (cross([b[0] - a[0], b[1] - a[1]], [p[0] - a[0], p[1] - a[1]]) > 0) break;
        kept.pop();
      }
      kept.push(p);
    }
    return kept;
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/**
 * Vectors a whose products a·d must all be ≥ 0, and some > 0, for d to be such a direction; null where nothing recedes.
 * Logistic: the signed rows. Poisson: minus the rows of zero counts, and ± the rows of others (0 = a·d there). An intercept
 * is eliminated by differences, of both classes or from one row with a count.
 */
function obligations({ kind, n, x, z, s, y, intercept }: Columns): Vec2[] | null {
  const rows = (keep: (i: number) => boolean, sign = 1): Vec2[] => {
    const list: Vec2[] = [];
    for (let i = 0; i < n; i += 1) if (keep(i)) list.push([sign * x[i]!, sign * z[i]!]);
    return list;
  };
  if (kind === 'logistic') {
    if (!intercept) return rows(() => true);
    const positive = hull(rows((i) => s[i]! > 0)), negative = hull(rows((i) => s[i]! < 0)); // rows are signed: sums are differences
    return positive.flatMap((p) => negative.map((m): Vec2 => [p[0] + m[0], p[1] + m[1]]));
  }
  if (kind === 'poisson') {
    const zeros = rows((i) => y[i] === 0, -1), counts = rows((i) => y[i]! > 0);
    const from: Vec2 = intercept ? counts[0]! : [0, 0];
    return [
      ...zeros.map((a): Vec2 => [a[0] + from[0], a[1] + from[1]]),
      ...counts.flatMap((a): Vec2[] => [[a[0] - from[0], a[1] - from[1]], [from[0] - a[0], from[1] - a[1]]]),
    ];
  }
  return null;
}

/** The direction that opens widest, or null: the vectors, sorted by angle, must leave a gap of a half-turn. */
function opening(vectors: Vec2[]): Vec2 | null {
  const sorted = vectors.filter((a) => a[0] !== 0 || a[1] !== 0).map((a) => ({ a, angle: Math.atan2(a[1], a[0]) })).sort((p, q) => p.angle - q.angle);
  for (let k = 0; k < sorted.length; k += 1) {
    const last = sorted[k]!.a, first = sorted[(k + 1) % sorted.length]!.a; // all vectors lie counter-clockwise from `first` to `last`
    const turn = cross(last, first);
    const none = isNothing(turn, last, first);
    const alike = none && dot(last, first) > 0;
    if (alike && (sorted.length === 1 || sorted.every(({ a }) => isNothing(cross(a, first), a, first) && dot(a, first) > 0))) {
      return [first[0] / Math.hypot(...first), first[1] / Math.hypot(...first)];
    }
    if (alike || (!none && turn > 0)) continue;
    const length = [Math.hypot(...first), Math.hypot(...last)] as const;
    const d: Vec2 = none ? [-first[1] / length[0], first[0] / length[0]]
      : [first[0] / length[0] + last[0] / length[1], first[1] / length[0] + last[1] / length[1]];
    if (!sorted.some(({ a }) => !isNothing(dot(a, d), a, d))) continue; // flat along d, which is no fall
    const size = Math.hypot(...d);
    return [d[0] / size, d[1] / size];
  }
  return null;
}

/** What a direction leaves alone: with the b that goes with it, the samples whose margin (or η) stays. */
function left({ kind, n, x, z, s, y, w, rows, intercept, loss }: Columns, direction: Vec2): Recession {
  const moved = Array.from({ length: n }, (_, i) => x[i]! * direction[0] + z[i]! * direction[1]);
  let b = 0;
  if (intercept) {
    // Between the classes the margin is free to choose b; the middle moves every sample unless both classes touch.
    let low = -Infinity, high = Infinity;
    for (let i = 0; i < n; i += 1) {
      if (kind === 'poisson' ? y[i]! > 0 : s[i]! > 0) low = Math.max(low, -moved[i]! * (kind === 'poisson' ? s[i]! : 1));
      if (kind === 'poisson' ? y[i]! > 0 : s[i]! < 0) high = Math.min(high, kind === 'poisson' ? -moved[i]! : moved[i]!);
    }
    b = (low + high) / 2;
  }
  const kept: number[] = [];
  let share = 0;
  const size = Math.hypot(...direction);
  for (let i = 0; i < n; i += 1) {
    if (Math.abs(moved[i]! + s[i]! * b) > 8 * Number.EPSILON * (size * Math.hypot(x[i]!, z[i]!) + Math.abs(b))) continue;
    kept.push(rows[i]!);
    share += w[i]!;
  }
  const rest = kept.length === 0 ? null
    : { ...loss, X: kept.map((i) => loss.X[i]!), y: kept.map((i) => loss.y[i]!), ...(loss.weights ? { weights: kept.map((i) => loss.weights![i]!) } : {}) };
  return { direction, rest, share };
}

const known = new WeakMap<DataLoss, Recession | null>();

/** Whether and where a data loss recedes in the whole plane; only logistic (separable classes) and poisson can. */
export function recession(loss: DataLoss): Recession | null {
  const found = known.get(loss);
  if (found !== undefined) return found;
  const columns = columnsOf(loss);
  const vectors = obligations(columns);
  const direction = vectors && opening(vectors);
  const answer = direction ? left(columns, direction) : null;
  known.set(loss, answer);
  return answer;
}

/** The same along one axis only: what an axis that the penalty leaves free allows. */
export function recessionAlong(loss: DataLoss, axis: 0 | 1): Recession | null {
  const columns = columnsOf(loss);
  const vectors = obligations(columns);
  for (const sign of vectors ? [1, -1] : []) {
    const d: Vec2 = axis === 0 ? [sign, 0] : [0, sign];
    const products = vectors!.map((a) => (isNothing(dot(a, d), a, d) ? 0 : dot(a, d)));
    if (products.every((p) => p >= 0) && products.some((p) => p > 0)) return left(columns, d);
  }
  return null;
}
