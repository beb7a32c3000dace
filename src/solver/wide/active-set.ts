import { append, emptyFactor, remove, solveFactor, type Factor } from './factor.ts';
import { forceOf, NOISE, noiseOf, type Form } from './gram.ts';

/** Where the active set ends: θ solves its own active set and signs exactly, and no other weight wants to enter. */
export interface Finish {
  readonly theta: Float64Array;
  readonly active: readonly number[];
  /** Signs of the active penalised weights, in the order of `active`; 0 for an unpenalised one. */
  readonly signs: Float64Array;
  /** Of G + curvature·I over `active`. */
  readonly factor: Factor;
  readonly force: Float64Array;
  readonly unique: boolean;
}

/** Products of the column j with the active columns. */
export const across = (form: Form, j: number, active: readonly number[]) => {
  const column = form.column(j);
  return Float64Array.from(active, (k) => column[k]!);
};

const noiseOver = ({ norms, reach }: Form, active: readonly number[], values: Float64Array) => {
  let sum = reach;
  active.forEach((j, i) => { sum += norms[j]! * Math.abs(values[i]!); });
  return NOISE * sum;
};

/**
 * min ½θᵀGθ − bᵀθ + Σ aⱼ|θⱼ| + curvature/2 Σθⱼ² by active sets (feature-sign search: Lee, Battle, Raina and Ng 2007). Within
 * the signs at hand the minimiser is a linear solve; where a weight would change its sign the step stops at its zero and
 * drops it; then the weight that violates its condition most enters. A column that depends on the active ones enters by
 * an exchange along their null vector, on which the loss is constant, so the factor never becomes singular.
 * @param start where to begin; its support and signs matter most
 */
export function* activeSet(form: Form, a: Float64Array, curvature: number, start: Float64Array): Generator<void, Finish> {
  const { p, b, norms } = form;
  const theta = Float64Array.from(start);
  const sign = new Float64Array(p);
  const active: number[] = [];
  const factor = emptyFactor();
  const barred = new Set<number>();
  const enter = (j: number) => {
    if (curvature === 0 && active.length >= form.rank) return false;
    if (!append(factor, across(form, j, active), norms[j]! ** 2 + curvature)) return false;
    active.push(j);
    return true;
  };
  const drop = (at: number) => {
    remove(factor, at);
    const [j] = active.splice(at, 1);
    theta[j!] = 0;
  };
  for (const free of [true, false]) for (let j = 0; j < p; j += 1) {
    if ((a[j] === 0) !== free || (!free && theta[j] === 0)) continue;
    sign[j] = free ? 0 : Math.sign(theta[j]!);
    if (!enter(j)) theta[j] = 0;
  }
  let force: Float64Array = new Float64Array(p);
  for (let round = 0; round < 1000 + 20 * p; round += 1) {
    yield;
    // Down within the signs: to the minimiser, or to the first zero on the way.
    while (active.length > 0) {
      const target = solveFactor(factor, Float64Array.from(active, (j) => b[j]! - a[j]! * sign[j]!));
      // A weight that could be dropped without a condition noticing it is a zero that rounding has moved.
      const speck = noiseOver(form, active, target) / 8;
      let reach = 1, hit = -1;
      for (let i = 0; i < active.length; i += 1) {
        const j = active[i]!;
        if (a[j] === 0 || sign[j]! * target[i]! * norms[j]! > speck) continue;
        const part = theta[j] === 0 ? 0 : Math.min(1, theta[j]! / (theta[j]! - Math.min(0, target[i]! * sign[j]!) * sign[j]!));
        if (hit < 0 || part < reach) [reach, hit] = [part, i];
      }
      for (let i = 0; i < active.length; i += 1) {
        const j = active[i]!;
        theta[j] = hit < 0 ? target[i]! : theta[j]! + reach * (target[i]! - theta[j]!);
      }
      if (hit < 0) break;
      if (reach > 0) barred.clear(); else barred.add(active[hit]!);
      drop(hit);
    }
    force = forceOf(form, theta);
    const noise = noiseOf(form, theta);
    let worst = 0, next = -1;
    for (let j = 0; j < p; j += 1) {
      if (theta[j] !== 0 || norms[j] === 0 || barred.has(j)) continue;
      const excess = (Math.abs(force[j]!) - a[j]!) / norms[j]!;
      if (excess > noise && excess > worst && !active.includes(j)) [worst, next] = [excess, j];
    }
    if (next < 0) break;
    sign[next] = a[next] === 0 ? 0 : Math.sign(force[next]!);
    if (enter(next)) continue;
    const heading = Math.sign(force[next]!);
    const back = solveFactor(factor, across(form, next, active));
    let length = Infinity, out = -1;
    for (let i = 0; i < active.length; i += 1) {
      const j = active[i]!;
      const move = -heading * back[i]!;
      if (a[j]! > 0 && move * sign[j]! < 0 && -theta[j]! / move < length) [length, out] = [-theta[j]! / move, i];
    }
    barred.add(next);
    if (out < 0) continue;
    for (let i = 0; i < active.length; i += 1) theta[active[i]!]! -= length * heading * back[i]!;
    drop(out);
    if (enter(next)) { theta[next] = length * heading; barred.clear(); }
  }
  return { theta, active, signs: Float64Array.from(active, (j) => sign[j]!), factor, force, unique: only(form, a, curvature, theta, force, active, factor) };
}

/** Unique when the columns of all weights at the edge of their condition are independent (Tibshirani 2013, lemma 2). */
function only(form: Form, a: Float64Array, curvature: number, theta: Float64Array, force: Float64Array, active: readonly number[], factor: Factor): boolean {
  if (curvature > 0) return true;
  const noise = noiseOf(form, theta);
  const edge = [...active];
  const grown = { rows: [...factor.rows] };
  for (let j = 0; j < form.p; j += 1) {
    if (theta[j] !== 0 || active.includes(j) || Math.abs(force[j]!) < a[j]! - 4 * noise * form.norms[j]!) continue;
    if (edge.length >= form.rank || !append(grown, across(form, j, edge), form.norms[j]! ** 2)) return false;
    edge.push(j);
  }
  return true;
}
