export type Vec3 = readonly [number, number, number];

const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;

/**
 * Weights, summing to 1, of the point of the affine hull of `points` that is nearest to 0, by orthogonal edges (modified Gram and
 * Schmidt): products of edges with one another would lose those far shorter than others. null if degenerate.
 */
function affine(points: readonly Vec3[]): number[] | null {
  const base = points[0]!, size = points.length - 1;
  const edges = points.slice(1).map((p) => [p[0] - base[0], p[1] - base[1], p[2] - base[2]]);
  const rest = [-base[0], -base[1], -base[2]], units: number[][] = [], upper: number[][] = edges.map(() => Array<number>(size).fill(0)), right: number[] = [];
  const clear = (v: number[], unit: number[]) => {
    const part = dot(v, unit);
    for (let j = 0; j < 3; j += 1) v[j]! -= part * unit[j]!;
    return part;
  };
  for (const [k, edge] of edges.entries()) {
    for (let again = 0; again < 2; again += 1) for (const [i, unit] of units.entries()) upper[i]![k]! += clear(edge, unit);
    const length = Math.sqrt(dot(edge, edge));
    if (!(length > 0)) return null;
    const unit = edge.map((part) => part / length);
    upper[k]![k] = length;
    right.push(clear(rest, unit));
    units.push(unit);
  }
  const t = Array<number>(size).fill(0);
  for (let k = size - 1; k >= 0; k -= 1) t[k] = (right[k]! - upper[k]!.reduce((sum, part, i) => (i > k ? sum + part * t[i]! : sum), 0)) / upper[k]![k]!;
  return t.every(Number.isFinite) ? [1 - t.reduce((sum, v) => sum + v, 0), ...t] : null;
}

export interface Nearest {
  readonly point: Vec3;
  /** One number in its interval for each generator. */
  readonly shares: number[];
}

/**
 * The point base + Σ cₖ gₖ with lowₖ ≤ cₖ ≤ highₖ that is nearest to 0, and its c (Wolfe 1976, "Finding the nearest point in a
 * polytope"): a corner of the box minimises every linear function, and at most four corners carry the nearest point.
 */
export function nearest(base: Vec3, generators: readonly Vec3[], low: readonly number[], high: readonly number[]): Nearest {
  const corner = (direction: readonly number[]) => generators.map((g, k) => (dot(g, direction) < 0 ? high[k]! : low[k]!));
  const place = (shares: readonly number[]): Vec3 => {
    const p: [number, number, number] = [...base];
    for (let k = 0; k < generators.length; k += 1) for (let j = 0; j < 3; j += 1) p[j]! += shares[k]! * generators[k]![j]!;
    return p;
  };
  const size = generators.reduce((sum, g, k) => sum + Math.max(Math.abs(low[k]!), Math.abs(high[k]!)) * Math.sqrt(dot(g, g)), Math.sqrt(dot(base, base)));
  let carried: { shares: number[]; at: Vec3; weight: number }[] = [];
  const first = corner(base);
  carried.push({ shares: first, at: place(first), weight: 1 });
  const mix = (): Vec3 => [0, 1, 2].map((j) => carried.reduce((sum, c) => sum + c.weight * c.at[j]!, 0)) as unknown as Vec3;
  for (let round = 0; round < 500; round += 1) {
    const x = mix();
    const square = dot(x, x);
    if (square <= (8 * Number.EPSILON * size) ** 2) break;
    const shares = corner(x), at = place(shares);
    if (dot(x, at) >= square - 4 * Number.EPSILON * size * Math.sqrt(square)) break;
    carried.push({ shares, at, weight: 0 });
    for (let inner = 0; inner < 10; inner += 1) {
      const weights = affine(carried.map((c) => c.at));
      if (!weights) { carried.splice(carried.findIndex((c) => c.weight === Math.min(...carried.map((d) => d.weight))), 1); continue; }
      if (weights.every((w) => w >= 0)) { carried = carried.map((c, k) => ({ ...c, weight: weights[k]! })); break; }
      let step = 1;
      weights.forEach((w, k) => { if (w < 0) step = Math.min(step, carried[k]!.weight / (carried[k]!.weight - w)); });
      carried = carried.map((c, k) => ({ ...c, weight: Math.max(0, c.weight + step * (weights[k]! - c.weight)) }));
      carried = carried.filter((c, k) => c.weight > 0 && !(weights[k]! < 0 && c.weight <= Number.EPSILON));
    }
    carried = carried.filter((c) => c.weight > 0);
  }
  const shares = generators.map((_, k) => Math.min(high[k]!, Math.max(low[k]!, carried.reduce((sum, c) => sum + c.weight * c.shares[k]!, 0))));
  return polish({ point: place(shares), shares });

  /** The shares inside their intervals, when they are few, solved once more for what is left: their own digits, not those of the mixture. */
  function polish(found: Nearest): Nearest {
    const open = generators.flatMap((_, k) => (found.shares[k]! > low[k]! && found.shares[k]! < high[k]! ? [k] : []));
    if (open.length === 0 || open.length > 3) return found;
    const points: Vec3[] = [found.point, ...open.map((k): Vec3 => [0, 1, 2].map((j) => found.point[j]! + generators[k]![j]!) as unknown as Vec3)];
    const weights = affine(points);
    if (!weights) return found;
    const better = found.shares.map((share, k) => (open.includes(k) ? Math.min(high[k]!, Math.max(low[k]!, share + weights[open.indexOf(k) + 1]!)) : share));
    const at = place(better);
    return dot(at, at) < dot(found.point, found.point) ? { point: at, shares: better } : found;
  }
}
