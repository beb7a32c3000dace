import type { Columns } from '../../../samples/columns.ts';
import { shortfall } from '../../kernel/products.ts';
import type { Bound, Place } from './edge.ts';
import { isFree } from './regular.ts';
import { distinct, type Flat, settle } from './settle.ts';

/** The samples seen from a place of the unpenalised variables: y is what there is short of the margins. */
export interface Frame { readonly columns: Columns; readonly origin: Place }

const EPS = Number.EPSILON;
const SMALL = 1e-2;
const ROUNDS = 4;
const FEW = 6;

function frameAt(columns: Columns, origin: Place): Frame {
  const { x, z, s, intercept } = columns;
  const y = columns.y.map((margin, i) => shortfall(margin, [x[i]!, origin.theta[0]], [z[i]!, origin.theta[1]], [s[i]!, intercept ? origin.b : 0]));
  return { columns: { ...columns, y }, origin };
}

/**
 * Weights that are small beside b or beside a weight that is never penalised, as in a small region or under a large λ: the
 * margins of all samples then tie to the rounding of what is large, though which of them holds the weights is a plain question
 * of their own size. So it is asked again from where the large ones are, in exact shortfalls, until they are no longer large
 * (Gleixner, Steffy and Wolter 2016, "Iterative refinement for linear programming").
 */
export function closer(columns: Columns, found: Flat, bound: Bound, unheld: (columns: Columns, place: Place) => number): Flat & { readonly frame: Frame } {
  const free = [isFree(bound.regular, 0), isFree(bound.regular, 1)] as const;
  let frame: Frame = { columns, origin: { theta: [0, 0], b: 0 } }, flat = found;
  if (free[0] && free[1]) return { ...flat, frame };
  const { n, x, z, intercept } = columns;
  /** The largest parts of a margin by what is free, and by the weights. */
  const sizes = ({ theta: [u, v], b }: Place): [number, number] => {
    let large = intercept ? Math.abs(b) : 0, small = 0;
    for (let i = 0; i < n; i += 1) {
      const p = Math.abs(x[i]! * u), q = Math.abs(z[i]! * v);
      large = Math.max(large, free[0] ? p : 0, free[1] ? q : 0);
      small = Math.max(small, free[0] ? 0 : p, free[1] ? 0 : q);
    }
    return [large, small];
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { theta: [u, v], b } = flat.places[0]!, [large, small] = sizes(flat.places[0]!);
    if (!(small < SMALL * large) || large === Infinity || (small === 0 && (round > 0 || unheld(columns, flat.places[0]!) === 0))) break;
    const { origin } = frame;
    frame = frameAt(columns, { theta: [origin.theta[0] + (free[0] ? u : 0), origin.theta[1] + (free[1] ? v : 0)], b: origin.b + (intercept ? b : 0) });
    const anchor: Place = { theta: [free[0] ? 0 : u, free[1] ? 0 : v], b: 0 }, { y } = frame.columns;
    const apart = Array.from(y, (short, i) => Math.abs(short - x[i]! * anchor.theta[0] - z[i]! * anchor.theta[1]));
    const nearest = apart.map((_, i) => i).filter((i) => apart[i]! <= small).sort((i, j) => apart[i]! - apart[j]!);
    const places = settle(frame.columns, anchor, bound, new Set(nearest.slice(0, FEW)));
    // of places that tie in value those nearby are known in their own digits
    const close = places.filter((place) => { const [far, own] = sizes(place); return far * SMALL < own; });
    flat = distinct(close.length > 0 ? close : places, bound.regular, (place) => unheld(frame.columns, place));
    if (close.length < places.length) flat = { ...flat, unique: false };
  }
  return { ...flat, frame };
}

/** Back from a frame: the place itself. */
export const outOf = ({ origin }: Frame, { theta, b }: Place): Place =>
  ({ theta: [origin.theta[0] + theta[0], origin.theta[1] + theta[1]], b: origin.b + b });

/**
 * The samples on or so near their margin that the rounding of the place decides their side for whoever evaluates it anew: those
 * that a frame tells apart have their own side, as a share of 0 or 1.
 */
export function undecided({ columns: { n, x, z, s, y, intercept }, origin }: Frame, { theta, b }: Place, named: ReadonlySet<number>): { row: number; alpha: number }[] {
  const list: { row: number; alpha: number }[] = [];
  for (let i = 0; i < n; i += 1) {
    const short = y[i]! - x[i]! * theta[0] - z[i]! * theta[1] - (intercept ? s[i]! * b : 0);
    const reach = 1 + Math.abs(x[i]! * (origin.theta[0] + theta[0])) + Math.abs(z[i]! * (origin.theta[1] + theta[1])) + Math.abs(origin.b + b);
    if (!named.has(i) && Math.abs(short) <= 64 * EPS * reach) list.push({ row: i, alpha: short > 0 ? 1 : 0 });
  }
  return list;
}
