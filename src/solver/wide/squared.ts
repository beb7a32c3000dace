import { activeSet, type Finish } from './active-set.ts';
import { dot, type Columns, type Shape } from './columns.ts';
import { descend } from './descend.ts';
import { solveFactor } from './factor.ts';
import { gramOf } from './gram.ts';

const SETTLED = 2 ** -27;
const SMALL = 64; // weights up to which the active set needs no start: it gathers them sooner than sweeps do

/** X_Aᵀ(y − Xθ) − as − cθ over the active weights: from the residual itself, not from the Gram matrix. */
export function missOf({ x, y, n }: Columns, a: Float64Array, curvature: number, theta: Float64Array, active: readonly number[], signs: Float64Array): Float64Array {
  const residual = Float64Array.from(y);
  for (const j of active) {
    const weight = theta[j]!;
    for (let i = 0, at = j * n; i < n; i += 1, at += 1) residual[i]! -= weight * x[at]!;
  }
  return Float64Array.from(active, (j, i) => dot(x, j * n, residual, 0, n) - a[j]! * signs[i]! - curvature * theta[j]!);
}

/**
 * Newton steps on the active weights: they bring an ill-conditioned solve to the accuracy that its data allow. Zeros stay
 * zeros; a step that would change a sign is not taken. Each shrinks the error as much as the solve before it was wrong, so
 * where the first moves no more than half of the digits there is nothing left for a second.
 */
export function refine(columns: Columns, a: Float64Array, curvature: number, { theta, active, signs, factor }: Pick<Finish, 'theta' | 'active' | 'signs' | 'factor'>): void {
  const { norms } = columns;
  for (let round = 0; round < 2; round += 1) {
    const step = solveFactor(factor, missOf(columns, a, curvature, theta, active, signs));
    if (active.some((j, i) => signs[i] !== 0 && Math.sign(theta[j]! + step[i]!) !== signs[i])) return;
    let move = 0, size = 0;
    active.forEach((j, i) => {
      theta[j]! += step[i]!;
      move = Math.max(move, norms[j]! * Math.abs(step[i]!));
      size = Math.max(size, norms[j]! * Math.abs(theta[j]!));
    });
    if (move <= SETTLED * size) return;
  }
}

/** Least squares in penalty form at λ > 0, or at λ = 0 with any one of its solutions: coordinate descent, then exactly. */
export function* leastSquares(columns: Columns, { a, curvature }: Shape, lambda: number, warm?: Float64Array): Generator<void, Finish> {
  const form = gramOf(columns);
  const scaled = a.map((weight) => weight * lambda);
  const given = warm ?? new Float64Array(columns.p);
  const start = columns.p <= SMALL ? given : yield* descend(form, scaled, curvature * lambda, given);
  const finish = yield* activeSet(form, scaled, curvature * lambda, start);
  refine(columns, scaled, curvature * lambda, finish);
  return finish;
}
