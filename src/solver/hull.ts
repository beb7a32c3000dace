/** A pair of the trade-off: t or R, and the loss. */
export interface Rated { readonly budget: number; readonly loss: number }

/** The line through two pairs, at t. */
export const chordAt = (from: Rated, to: Rated, t: number): number => from.loss + ((to.loss - from.loss) * (t - from.budget)) / (to.budget - from.budget);

/**
 * The lower convex hull of pairs in ascending t, as indices: Andrew's monotone chain (1979). A pair on an edge is no corner; of
 * equal t the lowest counts.
 */
export function lowerHull(pairs: readonly Rated[]): number[] {
  const hull: number[] = [];
  for (const [i, pair] of pairs.entries()) {
    if (hull.length > 0 && pairs[hull.at(-1)!]!.budget === pair.budget) {
      if (pairs[hull.at(-1)!]!.loss <= pair.loss) continue;
      hull.pop();
    }
    while (hull.length > 1 && pairs[hull.at(-1)!]!.loss >= chordAt(pairs[hull.at(-2)!]!, pair, pairs[hull.at(-1)!]!.budget)) hull.pop();
    hull.push(i);
  }
  return hull;
}

/** A piece of the hull with pairs above it, which no supporting line touches: t strictly between its ends have no λ. */
export interface Gap<Pair extends Rated = Rated> {
  readonly from: Pair;
  readonly to: Pair;
  /** Minus the slope of the hull there: the λ at which both ends tie. */
  readonly lambda: number;
  /** The pairs between, all above the hull. */
  readonly above: readonly Pair[];
  /** The largest duality gap among them. */
  readonly height: number;
}

/** The pieces of the hull that lie below pairs by more than `error`. */
export function gapsOf<Pair extends Rated>(pairs: readonly Pair[], error: (above: readonly Pair[]) => number): Gap<Pair>[] {
  const hull = lowerHull(pairs);
  return hull.slice(1).flatMap((end, i) => {
    const from = pairs[hull[i]!]!, to = pairs[end]!, above = pairs.slice(hull[i]! + 1, end);
    const height = Math.max(0, ...above.map((pair) => pair.loss - chordAt(from, to, pair.budget)));
    return height > error(above) ? [{ from, to, above, height, lambda: Math.max(0, (from.loss - to.loss) / (to.budget - from.budget)) }] : [];
  });
}
