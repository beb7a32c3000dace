import { solveFactor, type Factor } from './factor.ts';
import { noiseOf, type Form } from './gram.ts';

/** What ends a piece of the path as λ falls: a weight reaches zero, or one enters with a sign; at 0 nothing does. */
export interface Event {
  readonly lambda: number;
  readonly weight: number;
  readonly sign: number;
  readonly kind: 'enters' | 'leaves' | 'end';
}
export const END: Event = { lambda: 0, weight: -1, sign: 0, kind: 'end' };

/** The path while active set and signs stay as they are. */
export interface Piece {
  readonly thetaAt: (lambda: number) => Float64Array;
  /** The first event below λ. */
  readonly next: (lambda: number) => Event;
}

export const spread = (p: number, active: readonly number[], values: Float64Array) => {
  const theta = new Float64Array(p);
  active.forEach((j, i) => { theta[j] = values[i]!; });
  return theta;
};

/** A piece without a ridge part is a line, θ_A = u − λd (Osborne, Presnell and Turlach 2000; Efron et al. 2004). */
export function linearPiece(form: Form, a: Float64Array, active: readonly number[], signs: Float64Array, factor: Factor): Piece {
  const { p, b, norms } = form;
  const u = solveFactor(factor, Float64Array.from(active, (j) => b[j]!));
  const d = solveFactor(factor, Float64Array.from(active, (j, i) => a[j]! * signs[i]!));
  const rest = Float64Array.from(b); // the force at λ = 0 on the weights outside
  const gain = new Float64Array(p); // and its growth with λ
  active.forEach((k, i) => {
    const column = form.column(k);
    for (let j = 0; j < p; j += 1) { rest[j]! -= column[j]! * u[i]!; gain[j]! += column[j]! * d[i]!; }
  });
  const noise = noiseOf(form, spread(p, active, u));
  const thetaAt = (lambda: number) => spread(p, active, u.map((value, i) => value - lambda * d[i]!));
  const next = (below: number) => {
    let event = END;
    const consider = (lambda: number, weight: number, sign: number, kind: 'enters' | 'leaves') => {
      if (lambda > event.lambda) event = { lambda: Math.min(lambda, below), weight, sign, kind };
    };
    active.forEach((j, i) => { if (signs[i]! * d[i]! < 0) consider(u[i]! / d[i]!, j, 0, 'leaves'); });
    const inside = new Set(active);
    for (let j = 0; j < p; j += 1) {
      // |force| ≤ λaⱼ holds at the top, so it can only break on the side to which the force tends; a column that depends
      // on the active ones is left no force at all
      if (inside.has(j) || Math.abs(rest[j]!) <= noise * norms[j]!) continue;
      const sign = Math.sign(rest[j]!);
      const room = a[j]! - sign * gain[j]!;
      if (room > 0) consider(Math.abs(rest[j]!) / room, j, sign, 'enters');
      else if (Number.isFinite(below)) consider(below, j, sign, 'enters');
    }
    return event;
  };
  return { thetaAt, next };
}
