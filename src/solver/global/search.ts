import { contains, intersect, isEmpty, plus, point, square, type EvaluateInterval, type Interval } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { isolate, lift, type Candidate } from './candidate.ts';
import type { Incumbent } from './incumbent.ts';
import { centre, isVoid, krawczyk, polish, size, within, type Box } from './newton.ts';
import type { Refute } from './refute.ts';
import type { Ranges } from './rewrite.ts';
import type { Stratum } from './strata.ts';
import { meanValue, systemOf, type System } from './system.ts';

/** A box about which nothing more can be said: any minimiser in it has at least the value `low`. */
export interface Open { readonly low: number; readonly theta: Vec2; readonly size: number }

export interface Radial { readonly slopes: readonly EvaluateInterval[]; readonly lambda: Interval }
/** What a search over all pieces shares. */
export interface Ledger {
  readonly best: Incumbent;
  readonly candidates: Candidate[];
  readonly unresolved: Open[];
  /** ‖∇L‖ wherever λ‖θ‖₂ is smooth: the slopes of L, and λ; its own slopes are unbounded near the origin. */
  readonly radial?: Radial;
  /** Around 0, where no other point can be a minimiser; see `basin`. */
  readonly basin?: Ranges | null;
  readonly refute: Refute;
  /** The longer side of the window: what is small beside it is small. */
  readonly span: number;
}

/** Values this near are a tie: no rounding of their own evaluation tells them apart. */
export const tie = (value: number): number => 1e-12 * Math.max(1, Math.abs(value));
const FINEST = 2 ** -36;

/** Whether no point of the box can be a minimiser of this piece (null); else the lower bound of its value there. */
function judge(stratum: Stratum, system: System, box: Box, { best, radial }: Ledger): number | null {
  const cutoff = best.upper() + tie(best.upper());
  if (system.regions.some((region) => !(region(box).high >= 0))) return null;
  if (!system.continuous(box)) {
    const { low } = system.objective.value(box);
    return low <= cutoff && system.equations.every(({ value }) => contains(value(box), 0)) ? low : null;
  }
  const rates = system.objective.slopes.map((slope) => slope(box));
  const { low } = meanValue(system.objective, box, rates);
  if (!(low <= cutoff) || !system.equations.every((equation) => contains(meanValue(equation, box), 0))) return null;
  if (system.equations.length === 0) {
    if (rates.some((rate) => !isEmpty(rate) && !contains(rate, 0))) return null;
    if (radial && stratum.free.length === 2 && !rates.every(({ low: from, high: to }) => Number.isFinite(from) && Number.isFinite(to))) {
      const [p, q] = radial.slopes.map((slope) => square(slope(box)));
      if (isEmpty(intersect(plus(p!, q!), square(radial.lambda)))) return null;
    }
  } else if (stratum.smooth && system.values.some((value) => { const range = value(box); return !isEmpty(range) && !contains(range, 0); })) return null;
  return low;
}

/** A box of a piece's free coordinates, in the plane. */
const placeOf = ({ ranges, free }: Stratum, box: Box): Box => ranges.map((range, i) => (range.low < range.high ? box[free.indexOf(THETA[i]!)]! : range));

function halves(box: Box, sides: readonly Interval[]): [Box, Box] {
  const share = box.map(({ low, high }, i) => (high - low) / (sides[i]!.high - sides[i]!.low));
  const i = share.length === 2 && share[1]! > share[0]! ? 1 : 0;
  const { low, high } = box[i]!;
  const cut = low + (high - low) * 0.4921875; // off centre, so that cuts do not fall on round numbers again and again
  return [box.map((side, j) => (i === j ? { low, high: cut } : side)), box.map((side, j) => (i === j ? { low: cut, high } : side))];
}

/** A piece under search: its system, read when first needed, and the uniqueness boxes of the zeros that are known. */
export interface Piece { readonly stratum: Stratum; readonly sides: Box; readonly system: () => System; readonly isolated: Box[] }
/** A box of a piece that is still to be looked at, and a lower bound of the objective there. */
export interface Task { readonly piece: Piece; readonly box: Box; readonly low: number }

export function taskOf(stratum: Stratum, low: number): Task {
  const sides = stratum.ranges.filter((side) => side.low < side.high);
  let known: System | undefined;
  return { piece: { stratum, sides, isolated: [], system: () => (known ??= systemOf(stratum)) }, box: sides, low };
}

/** A piece that is a point: a candidate if it is feasible. */
function settle({ stratum, system }: Piece, { best, candidates, refute }: Ledger): void {
  const { objective, regions } = system();
  const theta = lift(stratum, []);
  best.offer(theta);
  const { low, high } = objective.value([]);
  if (low <= high && regions.every((region) => region([]).high >= 0) && !refute(stratum, system(), [])) candidates.push({ theta, low, lambda: null, free: 0, fixed: 0 });
}

/** Looks for a zero of the piece's system from a point, and isolates it. */
export function probe({ stratum, system, isolated }: Piece, z: readonly number[], { best, candidates, refute }: Ledger): void {
  const rest = polish(system(), z);
  if (!rest || isolated.some((known) => within(rest.map(point), known))) return;
  const found = isolate(stratum, system(), rest, refute);
  if (!found) return;
  isolated.push(found.box);
  if (!found.candidate) return;
  candidates.push(found.candidate);
  best.offer(found.candidate.theta);
}

/**
 * Looks at one box: it leaves by its value, by a region, by slopes that exclude a stationary point, by a Newton test, or
 * into the uniqueness box of a known zero. Returns the boxes that are left of it.
 */
export function examine({ piece, box, low: bound }: Task, ledger: Ledger): Task[] {
  const { stratum, sides, isolated } = piece;
  if (sides.length === 0) return settle(piece, ledger), [];
  const { basin } = ledger;
  if (basin && within(placeOf(stratum, box), basin)) return []; // 0 itself is a piece of its own
  const known = () => isolated.some((alone) => within(box, alone));
  if (known()) return [];
  const system = piece.system();
  const judged = judge(stratum, system, box, ledger);
  if (judged === null) return [];
  const low = Math.max(bound, judged), z = centre(box);
  ledger.best.offer(lift(stratum, z));
  if (stratum.smooth) {
    probe(piece, z, ledger);
    if (known()) return [];
    const { left, jacobian } = krawczyk(system, box);
    if (left && isVoid(left)) return [];
    if (system.equations.length === 0 && jacobian?.some((row, i) => row[i]!.high < 0)) return [];
    if (left && size(box) >= finest(z, ledger) && size(left) < 0.6 * size(box)) return [{ piece, box: left, low }];
  }
  if (size(box) >= finest(z, ledger)) return halves(box, sides).map((half) => ({ piece, box: half, low }));
  ledger.unresolved.push(openOf({ piece, box, low }));
  return [];
}

const finest = (z: readonly number[], { span }: Ledger) => FINEST * Math.min(span, Math.max(1, ...z.map(Math.abs)));

export const openOf = ({ piece: { stratum }, box, low }: Task): Open => ({ low, theta: lift(stratum, centre(box)), size: box.length > 0 ? size(box) : 0 });
