import { LANDING, type Landing } from '../../problem/landing.ts';
import { shapeOf } from '../../solver/kernel/shape.ts';
import { basinsOf, type Basin } from './basins.ts';
import { bodyOf, massesOf, shareOf, shareWithin, type Distribution } from './distribution.ts';
import { intersect, sides } from './polygon.ts';
import { borderline, seams, type Cells } from '../refine.ts';
import { ellipseOf, envelopeOf, type Envelope } from './envelope.ts';
import { ruleOf, type Mapped } from './rule.ts';

/** How much of a distribution of θ̂ lands where, by landing; what is not there holds nothing. */
export interface Shares {
  readonly of: ReadonlyMap<Landing, number>;
  /** How far any of them may be wrong: 0 where all come from areas of polygons or are known to be 0. */
  readonly error: number;
}

const TO_ZERO: readonly Landing[] = [LANDING.origin, LANDING.right, LANDING.left, LANDING.up, LANDING.down];
const TIED: readonly Landing[] = [LANDING.northeast, LANDING.southwest, LANDING.southeast, LANDING.northwest];

/** The classes that a reader is told of, with the landings that each is made of. */
export const CLASSES = {
  both: [LANDING.origin], first: [LANDING.up, LANDING.down], second: [LANDING.right, LANDING.left], tied: TIED, free: [LANDING.free], inside: [LANDING.inside],
} as const satisfies Record<string, readonly Landing[]>;
export type ClassName = keyof typeof CLASSES;

export const shareOfAll = ({ of }: Shares, landings: readonly Landing[]): number => landings.reduce<number>((sum, landing) => sum + (of.get(landing) ?? 0), 0);

/** The share with an exact zero, or for L∞, whose corners are equal weights, with an exact tie. */
export const sparseShare = (shares: Shares): number => shareOfAll(shares, [...TO_ZERO, ...TIED]);

const between = (distribution: Distribution, { inner, outer }: Envelope): { share: number; error: number } => {
  const walls = sides(bodyOf(distribution));
  const low = shareOf(distribution, intersect(inner, walls)), high = shareOf(distribution, intersect(outer, walls));
  return { share: (low + high) / 2, error: (high - low) / 2 };
};

/** The landings whose set of θ̂ has a curved edge. */
function curved(problem: Mapped, spread: number): readonly [Landing, Envelope] | null {
  const rule = ruleOf(problem, spread), shape = shapeOf(problem.penalty);
  if (rule.form === 'penalty') return rule.kind === 'round' && rule.amount > 0 ? [LANDING.origin, ellipseOf(rule.A, rule.det, rule.amount * rule.weights[0])] : null;
  if (rule.kind === 'split' && rule.bend === 0) return null;
  return [LANDING.inside, envelopeOf(shape, rule.amount)];
}

/** The shares of a convex penalty: of polygons exactly, of sets with curved edges between two polygons. */
export function sharesOf(problem: Mapped, distribution: Distribution, basins: readonly Basin[] = basinsOf(ruleOf(problem, distribution.size))): Shares {
  const of = new Map<Landing, number>(basins.map(({ landing, halves }) => [landing, shareWithin(distribution, halves)]));
  const round = curved(problem, distribution.size);
  let error = 0;
  if (round) {
    const found = between(distribution, round[1]);
    of.set(round[0], found.share);
    error = found.error;
  }
  of.set(LANDING.free, Math.max(0, 1 - [...of.values()].reduce((sum, share) => sum + share, 0)));
  return { of, error };
}

/**
 * The shares of landings counted over the cells of a map, row by row. A cell stands for its centre; those that touch another landing
 * may be cut by the edge between them, and a straight edge leaves at most half of a cell on the side where its centre is not: half of
 * their share is the error.
 * @param also cells in which there may be what no centre shows
 */
export function countShares(cells: Cells, masses: readonly [readonly number[], readonly number[]], also: readonly number[] = []): Shares {
  const of = new Map<Landing, number>();
  const massAt = (at: number) => masses[0][at % cells.columns]! * masses[1][Math.floor(at / cells.columns)]!;
  cells.found.forEach((landing, at) => { of.set(landing as Landing, (of.get(landing as Landing) ?? 0) + massAt(at)); });
  return { of, error: [...new Set([...borderline(cells), ...also])].reduce((sum, at) => sum + massAt(at) / 2, 0) };
}

/** The same over a map of θ̂ with a distribution: a strip of exact zeros along an axis may lie between two rows of centres. */
export function countOver(found: Uint8Array<ArrayBuffer>, side: number, distribution: Distribution): Shares {
  const masses = massesOf(distribution, side);
  const cells = { found, columns: side, rows: side };
  return countShares(cells, [masses, masses], seams(cells));
}
