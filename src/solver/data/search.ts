import type { Vec2 } from '../../problem/types.ts';
import type { Columns } from '../../samples/columns.ts';
import { arrays, inBlocks } from '../../samples/blocks.ts';
import { type Pass, passSteps, predict } from '../../samples/moments.ts';
import { SLOPES } from '../../samples/slopes.ts';

interface Place { readonly theta: Vec2; readonly b: number }
interface Move { readonly step: Vec2; readonly db: number; /** θ + step, as the inner solver gave it. */ readonly theta: Vec2 }
/** The point taken, with its pass; `whole` when it is the whole step, `steady` when the slope hardly changed along it. */
export interface Taken extends Place { readonly at: Pass; readonly whole: boolean; readonly steady: boolean }

const EPS = Number.EPSILON;
const STEEP = 0.1;
const STEADY = 0.9;

/** Slope and curvature of L along a move, at a share of it. */
function* sliceAt(columns: Columns, start: Place, { step, db }: Move, share: number): Generator<void, { slope: number; bend: number }> {
  const { n, intercept, x, z, s } = columns, found = { slope: 0, bend: 0 };
  const theta: Vec2 = [start.theta[0] + share * step[0], start.theta[1] + share * step[1]], b = start.b + share * db;
  yield* inBlocks(n, (from, to) => {
    const { eta, slope, bend } = arrays();
    predict(columns, theta, b, eta, from, to);
    SLOPES[columns.kind](columns, from, to, eta, slope, bend);
    let first = 0, second = 0;
    for (let i = from, k = 0; i < to; i += 1, k += 1) {
      const along = x[i]! * step[0] + z[i]! * step[1] + (intercept ? s[i]! * db : 0);
      first += slope[k]! * along; second += bend[k]! * along * along;
    }
    found.slope += first; found.bend += second;
  });
  return found;
}

/**
 * A share of the model's step that lowers the objective, or null where the model promises nothing beyond rounding. R lies
 * below its chord, whose slope is `drop`; so the convex φ(α) = L(θ + α step) + α drop bounds the objective's change, and every
 * α with φ′(α) ≤ 0 lowers it. Slopes decide, not differences of values: they keep their digits at the end, where values tie.
 */
export function* search(columns: Columns, at: Pass, from: Place, move: Move, drop: number): Generator<void, Taken | null> {
  const [u, v] = move.step;
  const start = at.g1 * u + at.g2 * v + at.g0 * move.db + drop;
  const whole = yield* passSteps(columns, move.theta, from.b + move.db);
  const end = whole.g1 * u + whole.g2 * v + whole.g0 * move.db + drop;
  const take: Taken = { theta: move.theta, b: from.b + move.db, at: whole, whole: true, steady: start < 0 && end <= STEADY * start };
  if (Number.isFinite(whole.value) && Number.isFinite(end)) {
    if (end <= 0) return take;
    if (end <= STEEP * Math.abs(start) && whole.value + drop <= at.value + 8 * EPS * Math.abs(at.value)) return take;
  }
  if (!(start < 0)) return null;
  let low = 0, high = 1, lowSlope = start;
  let share = 0.5;
  for (let round = 0; round < 120 && lowSlope < STEEP * start; round += 1) {
    const { slope, bend } = yield* sliceAt(columns, from, move, share);
    const phi = slope + drop;
    if (phi <= 0) [low, lowSlope] = [share, phi]; else high = share;
    const newton = Number.isFinite(phi) && bend > 0 ? share - phi / bend : NaN;
    // every other round halves: Newton alone may come from above for ever, and only points below the root are safe
    share = round % 2 === 0 && newton > low && newton < high ? newton : low > 0 ? (low + high) / 2 : high / 8;
    if (share <= low || share >= high) break;
  }
  if (low === 0) return null;
  const theta: Vec2 = [from.theta[0] + low * u, from.theta[1] + low * v];
  const b = from.b + low * move.db;
  return { theta, b, at: yield* passSteps(columns, theta, b), whole: false, steady: false };
}
