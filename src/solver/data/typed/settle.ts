import type { Matrix2, Vec2 } from '../../../problem/types.ts';
import type { Columns } from '../../../samples/columns.ts';
import { fanOf } from './fan.ts';
import { heldAt, type Pull, pullOf } from './held.ts';
import type { Jet, ReadJets } from './jet.ts';
import { solveLinear } from './linear.ts';
import { kinksNear, type Place, type Row, rowsNear, shortOf, tipsNear } from './near.ts';

const EPS = Number.EPSILON;
const ROUNDS = 30;
const NEAR = 1e-4; // beside the size of θ: a search by values places what is smooth to the root of their rounding
const FORWARD: Vec2 = [1, 0];

/** A loss as it is seen from a place: a hinge by its samples, any other by its moments. */
export type Ground =
  | { readonly columns: Columns; readonly intercept: (theta: Vec2) => number }
  | {
    readonly columns: null; readonly moments: (theta: Vec2) => { readonly gradient: Vec2; readonly hessian: Matrix2 };
    readonly unit: number; readonly roundings: number;
  };

export interface Settled extends Place {
  readonly lambda: number | null;
  readonly alphas: readonly { readonly row: number; readonly alpha: number }[];
  /** Multipliers hold the place, up to rounding. */
  readonly settled: boolean;
}

/** What is small in the plane is so beside θ, or beside the weights that the features suggest. */
const sizeAt = (ground: Ground, { theta }: Place) => Math.hypot(...theta) + 1 / unitOf(ground);
const unitOf = (ground: Ground) => (ground.columns ? Math.sqrt(ground.columns.gram[0][0] + ground.columns.gram[1][1]) || 1 : ground.unit);

/** The curves that a place is to lie on: kinks of R, kinks of the hinge, the wall R = t. */
interface Stratum { readonly kinks: readonly number[]; readonly rows: readonly Row[]; readonly walled: boolean }

function* choices<Item>(items: readonly Item[], most: number): Generator<readonly Item[]> {
  yield [];
  if (most > 0) for (const [i, item] of items.entries()) for (const rest of choices(items.slice(i + 1), most - 1)) yield [item, ...rest];
}

const slopeOf = (jet: Jet, dim: number) => [jet[1], jet[2], 0].slice(0, dim);

/** One Newton step on a stratum: the stationary point of the Lagrangian in (θ, b), with new multipliers; null where there is none. */
function newton(ground: Ground, read: ReadJets, { kinks, rows, walled }: Stratum, place: Place, lambda: number, budget: number, held: readonly number[] | null, dim: number) {
  const at = read(place.theta, [], FORWARD);
  const sides = at.deciders.map((_, k) => (kinks.includes(k) ? 1 : 0));
  const { value: R, deciders } = kinks.length > 0 ? read(place.theta, sides, FORWARD) : at;
  const force = [0, 0, 0], H = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
  if (ground.columns) {
    const { n, x, z, s, w, intercept } = ground.columns;
    for (let i = 0; i < n; i += 1) {
      if (rows.some(({ row }) => row === i)) continue;
      if (!(x[i]! * place.theta[0] + z[i]! * place.theta[1] + (intercept ? s[i]! * place.b : 0) < 1)) continue;
      force[0]! -= w[i]! * x[i]!; force[1]! -= w[i]! * z[i]!; force[2]! -= w[i]! * s[i]!;
    }
  } else {
    const { gradient, hessian } = ground.moments(place.theta);
    for (const i of [0, 1] as const) { force[i]! += gradient[i]; for (const j of [0, 1] as const) H[i]![j]! += hessian[i][j]; }
  }
  const bend = (jet: Jet, weight: number) => {
    if (weight === 0) return;
    H[0]![0]! += weight * jet[3]; H[0]![1]! += weight * jet[4]; H[1]![0]! += weight * jet[4]; H[1]![1]! += weight * jet[5];
  };
  if (!walled && lambda > 0) { force[0]! += lambda * R[1]; force[1]! += lambda * R[2]; bend(R, lambda); }
  const curves = [
    ...kinks.map((k) => ({ slope: slopeOf(deciders[k]!, dim), off: deciders[k]![0], jet: deciders[k]! })),
    ...rows.map((row) => ({ slope: [-row.a[0], -row.a[1], -row.s].slice(0, dim), off: shortOf(row, place), jet: null })),
    ...(walled ? [{ slope: slopeOf(R, dim), off: R[0] - budget, jet: R }] : []),
  ];
  // at first the multipliers that come nearest to balancing the force
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, part, i) => sum + part * b[i]!, 0);
  const weights = held ?? solveLinear(curves.map((one) => curves.map((other) => dot(one.slope, other.slope))), curves.map(({ slope }) => -dot(slope, force)));
  curves.forEach(({ jet }, k) => { if (jet) bend(jet, weights?.[k] ?? 0); });
  const matrix = [
    ...H.slice(0, dim).map((row, i) => [...row.slice(0, dim), ...curves.map(({ slope }) => slope[i]!)]),
    ...curves.map(({ slope }) => [...slope, ...curves.map(() => 0)]),
  ];
  const found = solveLinear(matrix, [...force.slice(0, dim).map((part) => -part), ...curves.map(({ off }) => -off)]);
  return found && { step: found.slice(0, dim), multipliers: found.slice(dim) };
}

/** The place on a stratum that is stationary along it, near a place; null where Newton's steps find none. */
function onStratum(ground: Ground, read: ReadJets, stratum: Stratum, start: Place, lambda: number, budget: number): (Place & { nu: number }) | null {
  // where b lies on no kink its bottom is flat, and it stays
  const dim = ground.columns?.intercept && stratum.rows.length > 0 ? 3 : 2, size = sizeAt(ground, start);
  let place = start, held: readonly number[] | null = null, last = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = newton(ground, read, stratum, place, lambda, budget, held, dim);
    if (!found) return null;
    const [u = 0, v = 0, db = 0] = found.step, move = Math.hypot(u, v) / size + Math.abs(db) / (1 + Math.abs(place.b));
    held = found.multipliers;
    place = { theta: [place.theta[0] + u || 0, place.theta[1] + v || 0], b: place.b + db };
    if (Math.hypot(place.theta[0] - start.theta[0], place.theta[1] - start.theta[1]) > 100 * NEAR * size) return null;
    if (move <= 4 * EPS || (move < 1e-9 && !(move < last / 2))) {
      return { ...exactly(read, stratum, place), nu: stratum.walled ? found.multipliers.at(-1)! : 0 };
    }
    last = move;
  }
  return null;
}

/** The kinks of R once more by themselves, the nearest way: a certificate sees them tie only where rounding could not tell otherwise. */
function exactly(read: ReadJets, { kinks }: Stratum, place: Place): Place {
  let theta = place.theta;
  for (let round = 0; round < 3 && kinks.length > 0; round += 1) {
    const { deciders } = read(theta, [], FORWARD), list = kinks.slice(0, 2).map((k) => deciders[k]!);
    const found = solveLinear(list.map((one) => list.map((other) => one[1] * other[1] + one[2] * other[2])), list.map(([value]) => -value));
    if (!found) break;
    const move = (i: 1 | 2) => list.reduce((sum, slope, k) => sum + slope[i] * found[k]!, 0);
    theta = [theta[0] + move(1) || 0, theta[1] + move(2) || 0];
  }
  return { ...place, theta };
}

/**
 * A local minimum near a place to its last digit: of every choice of the kinks that are near, of the hinge and of R, and under a
 * constraint of the wall, Newton's steps find the point that is stationary along it (Nocedal and Wright 2006, 18.1), and the
 * multipliers tell which of these is one in the plane.
 * @param lambda λ of L + λR; null where the place is on the wall R = `budget`
 * @param value the objective, Infinity outside the region
 */
export function settle(ground: Ground, read: ReadJets, start: Place, lambda: number | null, budget: number, value: (theta: Vec2) => number): Settled | null {
  const reach = NEAR * sizeAt(ground, start), dim = ground.columns?.intercept ? 3 : 2, walled = lambda === null;
  const curves = [
    ...kinksNear(read, start.theta, reach).map((kink) => ({ kink })),
    ...(ground.columns ? rowsNear(ground.columns, start, reach) : []),
  ];
  const here = value(start.theta), noise = 1e-13 * (1 + Math.abs(here));
  let best: (Settled & { height: number }) | null = null;
  const weigh = (place: Place, nu: number | null) => {
    const height = value(place.theta);
    if (!(height <= here + noise) || (best?.settled && height > best.height + noise)) return;
    const { corners } = fanOf(read, place.theta);
    const pull: Pull = ground.columns ? pullOf(ground.columns, place) : (() => {
      const { gradient } = ground.moments(place.theta);
      return { smooth: [...gradient, 0] as const, rows: [], kinks: [], size: Math.abs(gradient[0]) + Math.abs(gradient[1]) };
    })();
    const held = corners && heldAt(pull, corners, lambda, unitOf(ground), ground.columns ? ground.columns.n + 4 : ground.roundings);
    const settled = held?.settled ?? false;
    if (best && !(settled && !best.settled) && !(settled === best.settled && height < best.height)) return;
    best = { ...place, lambda: lambda ?? (settled ? held!.lambda : nu !== null && nu >= 0 ? nu : null), alphas: held?.alphas ?? [], settled, height };
  };
  weigh(start, null);
  for (const list of choices(curves, dim - Number(walled))) {
    const kinks = list.flatMap((item) => ('kink' in item ? [item.kink] : [])), rows = list.flatMap((item) => ('kink' in item ? [] : [item]));
    const found = onStratum(ground, read, { kinks, rows, walled }, start, lambda ?? 0, budget);
    if (found) weigh(found, found.nu);
  }
  for (const tip of tipsNear(read, start.theta, reach)) weigh({ theta: tip, b: ground.columns ? ground.intercept(tip) : 0 }, null);
  return best;
}
