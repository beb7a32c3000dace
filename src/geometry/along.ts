import type { Penalty, Vec2 } from '../problem/types.ts';
import type { Place, Trail } from '../solver/trail.ts';
import type { Span } from './chart.ts';

/** What a path is drawn against: λ, log λ, t, or ‖θ‖/‖θ̂‖ in the penalty's own norm. */
export type Against = 'lambda' | 'log-lambda' | 't' | 'shrinkage';
export const AGAINST: readonly Against[] = ['lambda', 'log-lambda', 't', 'shrinkage'];

/** A place of a path and where it stands on the axis. */
export interface Stop { readonly x: number; readonly place: Place }

const DECADES = 1e-3; // of the largest λ: where a logarithmic axis begins
const RATIO = 1.12; // of one λ to the next where a straight piece is drawn against log λ
const PARTS = 12; // of a straight piece along which a norm bends

/** The degree of R where it is a power of a norm, whose share is then that of t. */
function degreeOf(penalty: Penalty): number | undefined {
  switch (penalty.kind) {
    case 'l1': case 'l2-norm': case 'linf': case 'weighted-l1': case 'group': return 1;
    case 'l2': return 2;
    case 'lp': return penalty.p;
    case 'elastic-net': case 'scad': case 'mcp': case 'formula': return undefined;
    default: return penalty satisfies never;
  }
}

/** ‖θ‖/‖θ̂‖: in the norm that R is a power of, else the Euclidean one. θ̂ is where the path ends. */
export function shrinkage(penalty: Penalty, trail: Trail): (place: Pick<Place, 'theta' | 'budget'>) => number {
  const end = trail.pieces.at(-1)!.at(-1)!, degree = degreeOf(penalty);
  if (degree !== undefined) return ({ budget }) => (end.budget > 0 ? Math.min(1, Math.max(0, budget / end.budget)) ** (1 / degree) : 0);
  const size = Math.hypot(...end.theta);
  return ({ theta }) => (size > 0 ? Math.hypot(...theta) / size : 0);
}

/** The value of a place on an axis; null where it has none. */
export function valueOn(against: Against, share: ReturnType<typeof shrinkage>): (place: Place) => number | null {
  switch (against) {
    case 'lambda': case 'log-lambda': return ({ lambda }) => (lambda === null || Number.isFinite(lambda) ? lambda : null);
    case 't': return ({ budget }) => budget;
    case 'shrinkage': return share;
    default: return against satisfies never;
  }
}

const SMALL = 0.1; // of θ̂: where a path that never ends has shown what it does

/** How far an axis of λ or t reaches: past λmax, or to where every weight is small; past the t from which on nothing binds. */
export function reachOf({ pieces }: Trail, axis: 'lambda' | 't'): number {
  const first = pieces[0]![0]!, last = pieces.at(-1)!.at(-1)!;
  if (axis === 't') return 1.15 * last.budget || 1;
  if (first.lambda !== Infinity) return 1.25 * (first.lambda ?? 0) || 1;
  const size = ({ theta }: Place) => Math.max(...theta.map(Math.abs));
  return pieces.flat().reverse().find((place) => size(place) < SMALL * size(last) && place.lambda !== Infinity)?.lambda || 1;
}

/** What the axis runs over. `top`: the largest λ or t on it. */
export function spanOf(against: Against, top: number, stops: readonly Place[], share: ReturnType<typeof shrinkage>): Span {
  switch (against) {
    case 'lambda': case 't': return { low: 0, high: top };
    case 'log-lambda': return { low: top * DECADES, high: top, logarithmic: true };
    case 'shrinkage': return { low: 0, high: Math.max(1, ...stops.map(share)) };
    default: return against satisfies never;
  }
}

// From λ = ∞ on θ falls as 1/λ.
const mix = (a: number, b: number, part: number) => (a === b ? a : a === Infinity ? (part === 0 ? a : b / part) : a + part * (b - a));

/** A place between two neighbours of one piece; a weight that is zero at both stays exactly zero. */
export const between = (a: Place, b: Place, part: number): Place => ({
  lambda: a.lambda === null || b.lambda === null ? null : mix(a.lambda, b.lambda, part), budget: mix(a.budget, b.budget, part),
  theta: [mix(a.theta[0], b.theta[0], part), mix(a.theta[1], b.theta[1], part)] as Vec2,
});

/** The parts of a straight piece at which it is drawn on an axis on which it bends. */
function parts(against: Against, from: Place, to: Place, low: number): number[] {
  if (against === 'shrinkage') return Array.from({ length: PARTS - 1 }, (_, i) => (i + 1) / PARTS);
  if (against !== 'log-lambda' || !(from.lambda! < Infinity) || to.lambda === null) return [];
  const end = Math.max(to.lambda, low), count = Math.ceil(Math.log(from.lambda! / end) / Math.log(RATIO));
  return Array.from({ length: Math.max(0, count) }, (_, i) => (from.lambda! - from.lambda! * (end / from.lambda!) ** ((i + 1) / count)) / (from.lambda! - to.lambda!)).filter((part) => part > 0 && part < 1);
}

/**
 * The pieces of a path on an axis, cut at the span's ends and continued to them: beyond λmax nothing moves, and neither beyond
 * the t from which on the constraint does not bind.
 */
export function alongAxis(trail: Trail, against: Against, span: Span, value: (place: Place) => number | null): Stop[][] {
  const { low, high } = span;
  const pieces = trail.pieces.map((piece, which) => {
    const places = [...piece], first = places[0]!, last = places.at(-1)!;
    if (which === 0 && against.endsWith('lambda') && first.lambda !== null && first.lambda < high) places.unshift({ ...first, lambda: high });
    if (which === trail.pieces.length - 1 && against === 't' && last.budget < high) places.push({ ...last, budget: high, lambda: 0 });
    return places.flatMap((place, i) => [place, ...(i + 1 < places.length ? parts(against, place, places[i + 1]!, low).map((part) => between(place, places[i + 1]!, part)) : [])]);
  });
  return pieces.flatMap((places) => {
    const stops = places.flatMap((place): Stop[] => { const x = value(place); return x === null ? [] : [{ x, place }]; });
    const kept = clip(stops, low, high);
    return kept.length > 0 ? [kept] : [];
  });
}

/** The stops within [low, high], cut where the line between two neighbours crosses an end. */
function clip(stops: readonly Stop[], low: number, high: number): Stop[] {
  const kept: Stop[] = [];
  stops.forEach((stop, i) => {
    const before = stops[i - 1];
    if (before) {
      const ends = [low, high].filter((end) => (before.x - end) * (stop.x - end) < 0).map((end) => (end - before.x) / (stop.x - before.x)).sort((a, b) => a - b);
      for (const part of ends) kept.push({ x: before.x + part * (stop.x - before.x), place: between(before.place, stop.place, part) });
    }
    if (stop.x >= low && stop.x <= high) kept.push(stop);
  });
  return kept;
}

/** The place of a path at x; of a gap, or of an axis that folds back, the nearest one that there is. */
export function placeAt(pieces: readonly (readonly Stop[])[], x: number): Place | undefined {
  let best: { readonly off: number; readonly place: Place } | undefined;
  for (const piece of pieces) for (const [i, stop] of piece.entries()) {
    const next = piece[i + 1] ?? stop, wide = next.x - stop.x;
    const part = wide === 0 ? 0 : Math.min(1, Math.max(0, (x - stop.x) / wide));
    const off = Math.abs(stop.x + part * wide - x);
    if (!best || off < best.off) best = { off, place: part === 0 ? stop.place : between(stop.place, next.place, part) };
  }
  return best?.place;
}
