import type { Form } from './gram.ts';
import { forceOf } from './gram.ts';

const GAP = 1e-6; // of ½‖y‖²: the active set takes over from here
const STILL = 3; // sweeps in a row that change no sign

/**
 * Coordinate descent on ½‖y − Xθ‖² + Σ aⱼ|θⱼ| + curvature/2 Σθⱼ² by covariance updates (Friedman, Hastie and Tibshirani
 * 2010), with weights screened out that the duality gap proves to be zero (Ndiaye et al. 2017). It ends when the signs
 * stand still or the gap is small: what it hands on is a start for the exact active set, not a solution.
 */
export function* descend(form: Form, a: Float64Array, curvature: number, start: Float64Array): Generator<void, Float64Array> {
  const { p, norms, reach } = form;
  const theta = Float64Array.from(start);
  const force = forceOf(form, theta);
  let alive = Int32Array.from({ length: p }, (_, j) => j).filter((j) => norms[j]! > 0);
  for (let sweep = 0, still = 0; sweep < 200 && still < STILL; sweep += 1) {
    yield;
    if (sweep % 10 === 0) {
      const { gap, scale } = gapOf(form, a, curvature, theta, force);
      if (gap <= GAP * reach * reach) break;
      const radius = Math.sqrt(2 * gap);
      alive = alive.filter((j) => {
        const length = Math.sqrt(norms[j]! ** 2 + curvature);
        const stays = a[j] === 0 || scale * Math.abs(force[j]! - curvature * theta[j]!) + length * radius >= a[j]!;
        if (!stays) shift(form, force, theta, j, 0);
        return stays;
      });
    }
    let same = true;
    for (const j of alive) {
      const square = norms[j]! ** 2;
      const pull = force[j]! + square * theta[j]!;
      const value = Math.abs(pull) <= a[j]! ? 0 : (pull - Math.sign(pull) * a[j]!) / (square + curvature);
      if (Math.sign(value) !== Math.sign(theta[j]!)) same = false;
      shift(form, force, theta, j, value);
    }
    still = same ? still + 1 : 0;
  }
  return theta;
}

function shift(form: Form, force: Float64Array, theta: Float64Array, j: number, value: number): void {
  const step = value - theta[j]!;
  if (step === 0) return;
  const column = form.column(j);
  for (let k = 0; k < form.p; k += 1) force[k]! -= step * column[k]!;
  theta[j] = value;
}

/**
 * The gap at the residual scaled into the dual region, the ridge part taken as √curvature·I below X; infinite, so that it
 * screens nothing, where a weight is never penalised.
 */
function gapOf({ p, b, reach }: Form, a: Float64Array, curvature: number, theta: Float64Array, force: Float64Array): { gap: number; scale: number } {
  let scale = 1, penalty = 0, along = 0, left = 0, ridge = 0;
  for (let j = 0; j < p; j += 1) {
    const weight = theta[j]!;
    const pull = Math.abs(force[j]! - curvature * weight);
    if (a[j] === 0) return { gap: Infinity, scale: 1 };
    if (pull * scale > a[j]!) scale = a[j]! / pull;
    penalty += a[j]! * Math.abs(weight);
    along += b[j]! * weight;
    left += force[j]! * weight;
    ridge += curvature * weight * weight;
  }
  const product = reach * reach - along; // y·r
  const square = Math.max(0, product - left) + ridge; // ‖r‖² of the augmented residual
  return { gap: Math.max(0, square / 2 + penalty - scale * product + (scale * scale * square) / 2), scale };
}
