import { interval, isEmpty, type Interval } from '../../formula/interval.ts';
import { binary, number, type Tree } from '../../formula/tree.ts';
import type { Window } from '../../problem/grid.ts';
import { THETA } from '../../problem/stated.ts';
import { branch, cuts, decider, kinks, rebuild, restrict, type Ranges } from './rewrite.ts';

/** What is minimised: `objective` (L + λR, or L), and in constraint form the R that may be at most `budget`. */
export interface Aim {
  readonly objective: Tree;
  readonly constraint?: { readonly penalty: Tree; readonly budget: number };
}

/**
 * A piece of the window on which the objective is smooth: a point, a segment or a rectangle, the part of it where
 * `regions` are ≥ 0 and `equations` are 0. Every minimiser lies on a piece whose free coordinates, less its equations,
 * leave it stationary there, so nothing needs to be said about the borders of a piece: they are pieces of their own.
 */
export interface Stratum {
  readonly ranges: Ranges;
  readonly free: readonly ('x' | 'y')[];
  readonly objective: Tree;
  readonly regions: readonly Tree[];
  readonly equations: readonly Tree[];
  /** The last of the equations is R = t. */
  readonly onBoundary: boolean;
  /** Every kink inside is decided; if not, only bounds of values and slopes may be used. */
  readonly smooth: boolean;
}

const PIECES = 27; // three undecided kinks; a rectangle with more is searched by bounds alone

/** Splits a piece at its undecided kinks: the branch on either side, and the curve between them. */
function* split(stratum: Stratum, left = PIECES): Generator<Stratum> {
  const [kink] = [stratum.objective, ...stratum.equations].flatMap(kinks);
  if (!kink) return yield stratum;
  if (left < 3) return yield { ...stratum, smooth: false };
  const key = JSON.stringify(kink), decides = decider(kink)!;
  const choose = (side: 1 | -1 | 0, extra: Partial<Stratum>): Stratum => {
    const change = (tree: Tree) => rebuild(tree, (part) => (part.kind === 'call' && part.name === kink.name && JSON.stringify(part) === key ? branch(part, side) : part));
    const chosen = { ...stratum, ...extra };
    return { ...chosen, objective: change(chosen.objective), equations: chosen.equations.map(change) };
  };
  yield* split(choose(1, { regions: [...stratum.regions, decides] }), left / 3);
  yield* split(choose(-1, { regions: [...stratum.regions, binary('-', number(0), decides)] }), left / 3);
  if (stratum.equations.length >= stratum.free.length) return;
  // R = t stays last; where it no longer fits, it is left a region, since the kinks' curves alone fix the points.
  const [boundary] = stratum.onBoundary ? stratum.equations.slice(-1) : [];
  const others = stratum.onBoundary ? stratum.equations.slice(0, -1) : stratum.equations;
  yield* split(choose(0, { equations: boundary ? [...others, decides, boundary] : [...others, decides] }), left / 3);
}

/** A number so near an axis that a penalty's value there is only told from 0 because no double is between. */
const NEAR_AXIS = 1e-150;
const off = ({ low, high }: Interval): Interval => (low === high ? { low, high } : { low: low === 0 ? NEAR_AXIS : low, high: high === 0 ? -NEAR_AXIS : high });

function* piecesOn(ranges: Ranges, { objective, constraint }: Aim): Generator<Stratum> {
  const free = THETA.filter((_, i) => ranges[i]!.low < ranges[i]!.high);
  const base: Stratum = { ranges, free, objective: restrict(objective, ranges), regions: [], equations: [], onBoundary: false, smooth: true };
  if (!constraint) return yield* split(base);
  const { budget } = constraint;
  const penalty = restrict(constraint.penalty, ranges);
  // At t = 0 the region is an axis or the origin, and a piece beside it only touches it.
  const size = interval(penalty, THETA)(budget === 0 ? [off(ranges[0]), off(ranges[1])] : ranges);
  if (isEmpty(size) || size.low > budget) return;
  if (size.high <= budget) return yield* split(base);
  yield* split({ ...base, regions: [binary('-', number(budget), penalty)] });
  if (free.length > 0) yield* split({ ...base, equations: [binary('-', penalty, number(budget))], onBoundary: true });
}

/** The pieces of a window: cut along both axes, the lines on which kinks lie, and the curves of all other kinks. */
export function* strata(aim: Aim, { x, y }: Window): Generator<Stratum> {
  const whole: Ranges = [{ low: x[0], high: x[1] }, { low: y[0], high: y[1] }];
  const trees = aim.constraint ? [aim.objective, aim.constraint.penalty] : [aim.objective];
  const sides = THETA.map((by, i) => {
    const { low, high } = whole[i]!;
    // The axes first, so that a kink behind |x| is found on either side of it.
    const halves = low < 0 && high > 0 ? [{ low, high: 0 }, { low: 0, high }] : [whole[i]!];
    const inner = halves.flatMap((half) => cuts(trees, by, i === 0 ? [half, whole[1]] : [whole[0], half]));
    const marks = [...new Set([low, ...halves.map((half) => half.high), ...inner])].sort((a, b) => a - b);
    return [...marks.map((mark) => ({ low: mark, high: mark })), ...marks.slice(1).map((mark, k) => ({ low: marks[k]!, high: mark }))];
  });
  for (const across of sides[0]!) for (const up of sides[1]!) yield* piecesOn([across, up], aim);
}
