import { across, activeSet } from './active-set.ts';
import type { Columns, Shape } from './columns.ts';
import { append, emptyFactor, type Factor } from './factor.ts';
import { gramOf, NOISE, type Form } from './gram.ts';
import { END, linearPiece, type Event, type Piece } from './piece.ts';
import { rationalPiece } from './rational-piece.ts';

/** One stretch of the path between two knots, bottom < top (∞ for the first, where all penalised weights are zero). */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
  readonly piece: Piece;
  readonly active: readonly number[];
  /** Of the active penalised weights, in the order of `active`; 0 for an unpenalised one. */
  readonly signs: Float64Array;
  /** Of G + curvature·λ·I over `active`, at the top. */
  readonly factor: Factor;
  /** Whether θ is the only minimiser inside the stretch. */
  readonly unique: boolean;
  /** What happens at the bottom. */
  readonly event: Event;
}

const BELOW = 2 ** -30; // knots closer than this, relative, are one
const BLUR = 2 ** -36; // of the largest squared norm
const CLEAR = 2 ** -26; // pivots above this share of their diagonal are no rounding
const SPECK = 2 ** -1000; // a size for a weight of which only the sign is known

/**
 * The path of least squares from λ = ∞ to 0, stretch by stretch. After each event the active-set solver has the word on
 * what is active just below the knot, so that ties, drops and dependent columns need no rule of their own.
 * @param form given when b is not Xᵀy
 */
export function* homotopy(columns: Columns, shape: Shape, form: Form = gramOf(columns)): Generator<Stretch | undefined, void> {
  const { a, curvature } = shape;
  const { p } = form;
  const blurred = curvature > 0 && !independent(form) ? (BLUR * form.norms.reduce((most, size) => Math.max(most, size * size), 0)) / curvature : 0;
  // Below this λ the penalty pulls at every weight by less than the rounding of its force.
  const faint = a.reduce((least, weight, j) => (weight > 0 && form.norms[j]! > 0 ? Math.min(least, (NOISE * form.reach * form.norms[j]!) / weight) : least), Infinity);
  const limit = Math.max(blurred, faint < Infinity ? faint : 0);
  let start = new Float64Array(p);
  let top = Infinity;
  let changed: Event = END;
  for (let round = 0; round < 1000 + 50 * p; round += 1) {
    yield undefined;
    const lambda = top === Infinity ? Number.MAX_VALUE : top * (1 - BELOW);
    let active: readonly number[] = [];
    let signs = new Float64Array(0);
    let factor = emptyFactor();
    let unique = curvature > 0;
    if (top < Infinity || curvature === 0) {
      const run = activeSet(form, a.map((weight) => weight * lambda), curvature * lambda, start);
      let step = run.next();
      while (!step.done) { yield undefined; step = run.next(); }
      active = step.value.active;
      signs = Float64Array.from(step.value.signs);
      ({ factor, unique } = step.value);
    }
    let piece: Piece;
    if (curvature === 0) piece = linearPiece(form, a, active, signs, factor);
    else {
      const run = rationalPiece(columns, form, shape, active, signs, changed, limit);
      let step = run.next();
      while (!step.done) { yield undefined; step = run.next(); }
      piece = step.value;
    }
    const next = top === Infinity && curvature > 0 ? first(form, a) : piece.next(top);
    // Where the ridge part alone tells dependent columns apart and is near rounding, or all of the penalty is, the path is at its limit.
    const event: Event = next.lambda < limit ? END : next;
    const bottom = Math.min(event.lambda, lambda);
    yield { top, bottom, piece, active, signs, factor, unique, event };
    if (event.kind === 'end' || bottom === 0) return;
    [top, changed] = [bottom, event];
    const theta = piece.thetaAt(bottom);
    start = new Float64Array(p);
    active.forEach((j, i) => { start[j] = signs[i] === 0 || Math.sign(theta[j]!) === signs[i] ? theta[j]! : signs[i]! * SPECK; });
    start[event.weight] = event.sign * SPECK;
  }
}

/** Whether all columns are independent beyond doubt. */
export function independent(form: Form): boolean {
  if (form.p > form.rank) return false;
  const factor = emptyFactor();
  const all = Array.from({ length: form.p }, (_, j) => j);
  return all.every((j) => append(factor, across(form, j, all.slice(0, j)), form.norms[j]! ** 2, CLEAR));
}

function first({ b, p }: Form, a: Float64Array): Event {
  let event = END;
  for (let j = 0; j < p; j += 1) {
    const lambda = Math.abs(b[j]!) / a[j]!;
    if (lambda > event.lambda) event = { lambda, weight: j, sign: Math.sign(b[j]!), kind: 'enters' };
  }
  return event;
}
