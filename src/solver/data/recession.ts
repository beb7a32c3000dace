import type { DataLoss, Vec2 } from '../../problem/types.ts';
import { BLOCK, inBlocks } from '../../samples/blocks.ts';
import { type Columns, columnsSteps } from '../../samples/columns.ts';

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

/** The hull of some of the rows: of blocks first, which hold all of its corners. */
function* hullOf(columns: Columns, keep: (i: number) => boolean): Generator<void, Vec2[]> {
  let points: Vec2[] = [];
  yield* inBlocks(columns.n, (from, to) => {
    const block = rowsOf(columns, from, to, keep);
    points.push(...(columns.n > BLOCK ? hull(block) : block));
    if (points.length > BLOCK) points = hull(points);
  });
  return hull(points);
}

function rowsOf({ x, z }: Columns, from: number, to: number, keep: (i: number) => boolean): Vec2[] {
  const list: Vec2[] = [];
  for (let i = from; i < to; i += 1) if (keep(i)) list.push([x[i]!, z[i]!]);
  return list;
}

const SECTORS = 64; // of the turn, edges on the axes

/**
 * Of many vectors the first and the last of every sector: what lies between two of one sector closes no gap of a half-turn, and is on
 * the same side of every axis as one of them.
 */
function extremes(vectors: readonly Vec2[]): Vec2[] {
  const first: ({ a: Vec2; angle: number } | undefined)[] = [], last: typeof first = [];
  for (const a of vectors) {
    const angle = Math.atan2(a[1], a[0]), sector = Math.min(SECTORS - 1, Math.floor(((angle + Math.PI) * SECTORS) / (2 * Math.PI)));
    if (a[0] === 0 && a[1] === 0) continue;
    const low = first[sector], high = last[sector];
    if (!low || angle < low.angle) first[sector] = { a, angle };
    if (!high || angle > high.angle) last[sector] = { a, angle };
  }
  return [...first, ...last].flatMap((one) => (one ? [one.a] : []));
}

/**
 * Vectors a whose products a·d must all be ≥ 0, and some > 0, for d to be such a direction; null where nothing recedes.
 * Logistic: the signed rows. Poisson: minus the rows of zero counts, and ± the rows of others (0 = a·d there). An intercept
 * is eliminated by differences, of both classes or from one row with a count. Of many rows only those that matter.
 */
function* obligations(columns: Columns): Generator<void, Vec2[] | null> {
  const { kind, n, x, z, s, y, intercept } = columns;
  if (kind !== 'logistic' && kind !== 'poisson') return null;
  if (kind === 'logistic' && intercept) {
    const positive = yield* hullOf(columns, (i) => s[i]! > 0), negative = yield* hullOf(columns, (i) => s[i]! < 0); // rows are signed: sums are differences
    return positive.flatMap((p) => negative.map((m): Vec2 => [p[0] + m[0], p[1] + m[1]]));
  }
  const count = kind === 'poisson' ? y.findIndex((value) => value > 0) : -1; // there is one under an intercept
  const origin: Vec2 = intercept ? [x[count]!, z[count]!] : [0, 0];
  const vectorsOf = (from: number, to: number): Vec2[] => (kind === 'logistic' ? rowsOf(columns, from, to, () => true) : [
    ...rowsOf(columns, from, to, (i) => y[i] === 0).map((a): Vec2 => [origin[0] - a[0], origin[1] - a[1]]),
    ...rowsOf(columns, from, to, (i) => y[i]! > 0).flatMap((a): Vec2[] => [[a[0] - origin[0], a[1] - origin[1]], [origin[0] - a[0], origin[1] - a[1]]]),
  ]);
  const found: Vec2[] = [];
  yield* inBlocks(n, (from, to) => { found.push(...(n > BLOCK ? extremes(vectorsOf(from, to)) : vectorsOf(from, to))); });
  return n > BLOCK ? extremes(found) : found;
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
function* left({ kind, n, x, z, s, y, w, rows, intercept, loss }: Columns, direction: Vec2): Generator<void, Recession> {
  const moved = (i: number) => x[i]! * direction[0] + z[i]! * direction[1];
  // Between the classes the margin is free to choose b; the middle moves every sample unless both classes touch.
  let low = -Infinity, high = Infinity;
  if (intercept) yield* inBlocks(n, (from, to) => {
    for (let i = from; i < to; i += 1) {
      if (kind === 'poisson' ? y[i]! > 0 : s[i]! > 0) low = Math.max(low, -moved(i) * (kind === 'poisson' ? s[i]! : 1));
      if (kind === 'poisson' ? y[i]! > 0 : s[i]! < 0) high = Math.min(high, kind === 'poisson' ? -moved(i) : moved(i));
    }
  });
  const b = intercept ? (low + high) / 2 : 0;
  const X: Vec2[] = [], targets: number[] = [], weights: number[] = [];
  let share = 0;
  const size = Math.hypot(...direction);
  yield* inBlocks(n, (from, to) => {
    for (let i = from; i < to; i += 1) {
      if (Math.abs(moved(i) + s[i]! * b) > 8 * Number.EPSILON * (size * Math.hypot(x[i]!, z[i]!) + Math.abs(b))) continue;
      const row = rows[i]!;
      X.push(loss.X[row]!); targets.push(loss.y[row]!);
      if (loss.weights) weights.push(loss.weights[row]!);
      share += w[i]!;
    }
  });
  return { direction, rest: X.length === 0 ? null : { ...loss, X, y: targets, ...(loss.weights ? { weights } : {}) }, share };
}

const known = new WeakMap<DataLoss, Recession | null>();

/** Whether and where a data loss recedes in the whole plane, in resumable steps; only logistic (separable classes) and poisson can. */
export function* recessionSteps(loss: DataLoss): Generator<void, Recession | null> {
  const found = known.get(loss);
  if (found !== undefined) return found;
  const columns = yield* columnsSteps(loss);
  const vectors = yield* obligations(columns);
  const direction = vectors && opening(vectors);
  const answer = direction ? yield* left(columns, direction) : null;
  known.set(loss, answer);
  return answer;
}

/** The same along one axis only: what an axis that the penalty leaves free allows. */
export function* alongSteps(loss: DataLoss, axis: 0 | 1): Generator<void, Recession | null> {
  const columns = yield* columnsSteps(loss);
  const vectors = yield* obligations(columns);
  for (const sign of vectors ? [1, -1] : []) {
    const d: Vec2 = axis === 0 ? [sign, 0] : [0, sign];
    const products = vectors!.map((a) => (isNothing(dot(a, d), a, d) ? 0 : dot(a, d)));
    if (products.every((p) => p >= 0) && products.some((p) => p > 0)) return yield* left(columns, d);
  }
  return null;
}
