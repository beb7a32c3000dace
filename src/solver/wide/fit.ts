import { Complaint } from '../../problem/complaint.ts';
import { activeSet } from './active-set.ts';
import { dot, type Columns, type Shape } from './columns.ts';
import { emptyFactor } from './factor.ts';
import { gramOf } from './gram.ts';
import { homotopy, independent } from './homotopy.ts';
import { forcesOf, interceptAt, predict, rowsAt } from './local.ts';
import { logistic, type Fit } from './logistic.ts';
import { separable } from './separable.ts';
import { ridgeAt, spectrum, type Spectrum } from './spectrum.ts';
import { leastSquares, refine } from './squared.ts';

export type Warm = Pick<Fit, 'theta' | 'intercept'>;

const spectra = new WeakMap<Columns, Spectrum>();

/** The singular triples of the columns, kept. */
export function* spectrumOf(columns: Columns): Generator<void, Spectrum> {
  let found = spectra.get(columns);
  if (!found) spectra.set(columns, (found = yield* spectrum(columns.x, columns.y, columns.p)));
  return found;
}

/** A fit of which only the point matters; its force is found when asked for. */
export function pointFit(columns: Columns, theta: Float64Array, unique: boolean, intercept = 0): Fit {
  const active = [...theta.keys()].filter((j) => theta[j] !== 0);
  return {
    theta, intercept, unique, active, signs: new Float64Array(active.length), factor: emptyFactor(),
    get force() { return forcesOf(columns, rowsAt(columns, predict(columns, theta), intercept).pull); },
  };
}

/** Whether R is a multiple of Σθ². */
export const isRidge = ({ a }: Shape) => a.every((weight) => weight === 0);

const FAINT = 2 ** -34;

/** θ of the least-squares path at one λ, by following it there. */
function* onPath(columns: Columns, shape: Shape, lambda: number): Generator<void, Float64Array> {
  let theta: Float64Array = new Float64Array(columns.p);
  for (const stretch of homotopy(columns, shape)) {
    yield;
    if (!stretch) continue;
    if (lambda >= stretch.top) break;
    theta = stretch.piece.thetaAt(Math.max(lambda, stretch.bottom));
    if (lambda >= stretch.bottom) break;
  }
  return theta;
}

/** The least penalised of all θ with the same Xθ as the given one: the limit of the penalty path as λ → 0. */
function* leastPenalised(columns: Columns, shape: Shape, theta: Float64Array): Generator<void, Float64Array> {
  const y = columns.kind === 'squared' ? columns.y : predict(columns, theta);
  const norms = columns.norms.map((_, j) => Math.sqrt(dot(columns.x, j * columns.n, columns.x, j * columns.n, columns.n)));
  const same: Columns = columns.kind === 'squared' ? columns : { ...columns, kind: 'squared', y, norms, reach: Math.sqrt(dot(y, 0, y, 0, columns.n)) };
  return isRidge(shape) ? ridgeAt(yield* spectrumOf(same), 0, columns.p) : yield* onPath(same, shape, 0);
}

/** min L, with the least R where that leaves a choice. */
function* unpenalised(columns: Columns, shape: Shape, warm?: Warm): Generator<void, Fit> {
  const { p } = columns;
  const none: Shape = { a: new Float64Array(p), curvature: 0 };
  if (columns.kind === 'squared') {
    if (independent(gramOf(columns))) {
      const finish = yield* activeSet(gramOf(columns), none.a, 0, new Float64Array(p));
      refine(columns, none.a, 0, finish);
      return { ...finish, unique: true, intercept: 0 };
    }
    const whole = yield* spectrumOf(columns);
    const shortest = ridgeAt(whole, 0, p);
    return whole.squares.length === p ? pointFit(columns, shortest, true) : pointFit(columns, yield* leastPenalised(columns, shape, shortest), false);
  }
  const fit = yield* logistic(columns, none, 0, warm);
  if (fit.active.length === p) return { ...fit, unique: true };
  const theta = yield* leastPenalised(columns, shape, fit.theta);
  return pointFit(columns, theta, false, columns.intercept ? interceptAt(columns, predict(columns, theta), fit.intercept) : 0);
}

/** Whether the logistic loss has a minimum although nothing holds back the given weights. */
function* attained(columns: Columns, free: readonly number[]): Generator<void, boolean> {
  return columns.kind === 'squared' || (free.length === 0 && columns.intercept) || !(yield* separable(columns, free));
}

/** Whether min L is attained: not where the logistic loss can separate the classes. */
export function* isAttained(columns: Columns): Generator<void, boolean> {
  return yield* attained(columns, [...columns.norms.keys()]);
}

/** Logistic ridge with more weights than rows: θ lies in the span of the rows, so it is solved in their coordinates. */
function* inSpan(columns: Columns, shape: Shape, lambda: number, warm?: Warm): Generator<void, Fit> {
  const { n, p } = columns;
  const { e } = yield* spectrumOf(columns);
  const x = new Float64Array(n * e.length);
  e.forEach((unit, k) => x.set(predict(columns, unit), k * n));
  const norms = Float64Array.from(e, (_, k) => { let sum = 0; for (let i = 0; i < n; i += 1) sum += columns.v[i]! * x[k * n + i]! ** 2; return Math.sqrt(sum); });
  const start = warm && { intercept: warm.intercept, theta: Float64Array.from(e, (unit) => dot(unit, 0, Float64Array.from(warm.theta), 0, p)) };
  const fit = yield* logistic({ ...columns, x, norms, p: e.length }, { a: new Float64Array(e.length), curvature: shape.curvature }, lambda, start);
  const theta = new Float64Array(p);
  e.forEach((unit, k) => { for (let j = 0; j < p; j += 1) theta[j]! += fit.theta[k]! * unit[j]!; });
  return pointFit(columns, theta, true, fit.intercept);
}

/**
 * min L + λR.
 * @throws Complaint where the minimum is not attained: classes that can be separated by weights that nothing holds back
 */
export function* fit(columns: Columns, shape: Shape, lambda: number, warm?: Warm): Generator<void, Fit> {
  const free = shape.curvature * lambda > 0 ? [] : [...shape.a.keys()].filter((j) => shape.a[j]! * lambda === 0);
  if (free.length > 0 && !(yield* attained(columns, free))) {
    throw new Complaint(`The features separate the two classes, so without a penalty on ${lambda === 0 ? 'the weights' : 'all of them'} the logistic loss falls for ever and no optimum is attained; allowed is ${lambda === 0 ? 'a lambda above 0' : 'a weight above 0 for every feature'}.`, lambda === 0 ? 'lambda' : 'penalty');
  }
  if (lambda === 0) return yield* unpenalised(columns, shape, warm);
  if (columns.kind === 'logistic') return yield* isRidge(shape) && columns.p > columns.n ? inSpan(columns, shape, lambda, warm) : logistic(columns, shape, lambda, warm);
  if (isRidge(shape)) return pointFit(columns, ridgeAt(yield* spectrumOf(columns), shape.curvature * lambda, columns.p), true);
  // A ridge part near rounding does not tell dependent columns apart in a triangle of the Gram matrix; on the path it does.
  if (shape.curvature > 0 && shape.curvature * lambda < FAINT * columns.norms.reduce((most, size) => Math.max(most, size * size), 0) && !independent(gramOf(columns))) {
    return pointFit(columns, yield* onPath(columns, shape, lambda), true);
  }
  return { ...(yield* leastSquares(columns, shape, lambda, warm?.theta)), intercept: 0 };
}

/** The smallest λ at which all penalised weights are zero: max|fⱼ|/aⱼ of the force there, ∞ for l2 unless L is flat at 0. */
export function* largest(columns: Columns, shape: Shape): Generator<void, number> {
  const { a } = shape;
  const penalised = [...a.keys()].filter((j) => a[j]! > 0);
  const ridge = penalised.length === 0;
  const held = 1e100;
  const { force } = ridge ? pointFit(columns, new Float64Array(columns.p), true, columns.intercept && columns.kind === 'logistic' ? interceptAt(columns, new Float64Array(columns.n), 0) : 0)
    : yield* fit(columns, { a, curvature: 0 }, held);
  if (ridge) return force.every((part) => part === 0) ? 0 : Infinity;
  return penalised.reduce((most, j) => Math.max(most, Math.abs(force[j]!) / a[j]!), 0);
}
