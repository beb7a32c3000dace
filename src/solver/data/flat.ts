import { eigen } from '../../problem/quadratic.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Columns } from '../../samples/columns.ts';
import { lowest, type Place } from './hinge/edge.ts';
import { measure, type Regular } from './hinge/regular.ts';
import { arrays, inBlocks } from '../../samples/blocks.ts';
import { passSteps, predict } from '../../samples/moments.ts';
import { SLOPES } from '../../samples/slopes.ts';

/** Minimisers that are no single point: the least penalised of those found, and ends of the flat segments through it. */
export interface Stretch extends Place { readonly unique: boolean; readonly others: readonly Vec2[] }

const NOTHING = 1e-13;
const BENDING = 1e-6; // the root of what counts as no curvature

/** Directions along which no sample bends the loss at a place, each with its change of b. */
function* level(columns: Columns, { theta, b }: Place): Generator<void, { e: Vec2; db: number }[]> {
  const { h11, h12, h22, h10, h20, h00 } = yield* passSteps(columns, theta, b);
  const ratio = h00 > 0 ? 1 / h00 : 0;
  const trace = columns.gram[0][0] + columns.gram[1][1];
  const cross = h12 - h10 * h20 * ratio;
  const { values: [large, small], q } = eigen([[h11 - h10 * h10 * ratio, cross], [cross, h22 - h20 * h20 * ratio]]);
  const all: Vec2[] = [[1, 0], [0, 1], [Math.SQRT1_2, Math.SQRT1_2], [Math.SQRT1_2, -Math.SQRT1_2]];
  const list: Vec2[] = large <= NOTHING * trace ? all : small <= NOTHING * trace ? [[-q[1], q[0]]] : [];
  return list.flatMap((e) => [1, -1].map((sign) => ({ e: [sign * e[0], sign * e[1]] as Vec2, db: -sign * (h10 * e[0] + h20 * e[1]) * ratio })));
}

/** How far the loss stays affine along a direction: until the first sample enters a piece that bends; and its slope there. */
function* reach(columns: Columns, { theta, b }: Place, { e, db }: { e: Vec2; db: number }): Generator<void, { length: number; slope: number; size: number }> {
  const { kind, n, x, z, s, y, delta, intercept } = columns;
  let length = Infinity, sum = 0, size = 0, held = false;
  yield* inBlocks(n, (from, to) => {
    const { eta, slope, bend } = arrays();
    predict(columns, theta, b, eta, from, to);
    SLOPES[kind](columns, from, to, eta, slope, bend);
    for (let i = from, k = 0; i < to; i += 1, k += 1) {
      const along = x[i]! * e[0] + z[i]! * e[1] + (intercept ? s[i]! * db : 0);
      sum += slope[k]! * along; size += Math.abs(slope[k]!) * (Math.abs(x[i]!) + Math.abs(z[i]!) + Math.abs(db));
      const most = Math.abs(x[i]!) + Math.abs(z[i]!) + Math.abs(db);
      if (Math.abs(along) <= NOTHING * most) continue;
      const off = kind === 'huber' ? Math.abs(eta[k]! - y[i]!) - delta : eta[k]! - 1; // beyond the piece that bends where above 0
      const room = 1e-12 * (1 + Math.abs(eta[k]!) + Math.abs(y[i]!));
      const outward = kind === 'huber' ? (eta[k]! > y[i]! ? along > 0 : along < 0) : along > 0;
      if (off >= -room && outward) continue;
      if (bend[k]! > 0) {
        if (Math.abs(along) > BENDING * most) held = true;
        continue;
      }
      const gap = kind === 'huber' ? (eta[k]! > y[i]! ? y[i]! + delta : y[i]! - delta) - eta[k]! : 1 - eta[k]!;
      if (gap / along >= 0) length = Math.min(length, gap / along);
    }
  });
  return held ? { length: 0, slope: Infinity, size: 0 } : { length, slope: sum, size };
}

/**
 * Looks whether a minimum of huber or squared-hinge is one of many: where no curvature holds it along a direction and the
 * objective does not change. At λ = 0 it moves to the least R of the segment.
 * @param lambda λ of the penalty form, or the multiplier
 * @param bound whether R may not change along the way: the region binds
 */
export function* stretch(columns: Columns, regular: Regular, place: Place, lambda: number, bound: boolean): Generator<void, Stretch> {
  let at = place;
  const flats: Vec2[] = [];
  let unique = true;
  for (const way of yield* level(columns, place)) {
    const { length, slope, size } = yield* reach(columns, at, way);
    const on = (share: number): Vec2 => [at.theta[0] + share * way.e[0], at.theta[1] + share * way.e[1]];
    const room = 1e-12 * (size + Number.MIN_VALUE);
    // the first crease of R ends a stretch that λR must balance
    const [u, v] = at.theta, [p, q] = way.e;
    const creases = lambda === 0 ? [] : [-u / p, -v / q, (v - u) / (p - q), -(u + v) / (p + q)];
    const end = Math.min(length, ...creases.filter((share) => share > 1e-12));
    const share = Number.isFinite(end) ? end : 1;
    if (!(share > 1e-9)) continue;
    const rise = (measure(regular, on(share)) - measure(regular, at.theta)) / share;
    if (Math.abs(slope + lambda * rise) > room + 1e-12 * lambda || (bound && Math.abs(rise) > 1e-12)) continue;
    unique = false;
    if (Number.isFinite(end)) flats.push(on(end));
    const least = lambda === 0 ? lowest({ at: at.theta, b: at.b, along: way.e, rise: way.db }, [], 0, { regular, lambda: 1, budget: null }, 0) : null;
    if (least && least.s > 0) at = least.s <= length ? least.place : { theta: on(length), b: at.b + length * way.db };
  }
  return { theta: at.theta, b: at.b, unique, others: flats.filter(([u, v]) => u !== at.theta[0] || v !== at.theta[1]) };
}
