import { dot, type Columns } from './columns.ts';

/** ½θᵀGθ − bᵀθ, its matrix asked for by columns. */
export interface Form {
  readonly p: number;
  readonly b: Float64Array;
  readonly column: (j: number) => Float64Array;
  /** √Gⱼⱼ. */
  readonly norms: Float64Array;
  /** |bⱼ| ≤ normsⱼ · reach, the scale of rounding. */
  readonly reach: number;
  /** No more columns than this can be independent: the rows that carry weight, less one for an intercept. */
  readonly rank: number;
}

const MAX_KEPT = 2 ** 25; // numbers: a quarter of a gigabyte; beyond it columns are formed anew

const known = new WeakMap<Columns, Form>();

/** XᵀX and Xᵀy of least squares; a column of XᵀX is formed when a weight first needs it, and kept. */
export function gramOf(columns: Columns): Form {
  let form = known.get(columns);
  if (!form) {
    const { x, y, n, p, norms, reach } = columns;
    const kept = new Map<number, Float64Array>();
    const column = (j: number) => {
      let found = kept.get(j);
      if (!found) {
        found = new Float64Array(p);
        for (let k = 0; k < p; k += 1) found[k] = kept.get(k)?.[j] ?? dot(x, j * n, x, k * n, n);
        if (kept.size * p < MAX_KEPT) kept.set(j, found);
      }
      return found;
    };
    const b = new Float64Array(p);
    for (let j = 0; j < p; j += 1) b[j] = dot(x, j * n, y, 0, n);
    known.set(columns, (form = { p, b, column, norms, reach, rank: columns.n - (columns.intercept ? 1 : 0) }));
  }
  return form;
}

/** b − Gθ, the force −∇L on every weight. */
export function forceOf({ p, b, column }: Form, theta: Float64Array): Float64Array {
  const force = Float64Array.from(b);
  for (let k = 0; k < p; k += 1) {
    const weight = theta[k]!;
    if (weight === 0) continue;
    const products = column(k);
    for (let j = 0; j < p; j += 1) force[j]! -= weight * products[j]!;
  }
  return force;
}

export const NOISE = 16 * Number.EPSILON;

/** The rounding error of one component of the force, up to its norm: ε(‖y‖ + Σ‖xₖ‖|θₖ|). */
export function noiseOf({ norms, reach }: Pick<Form, 'norms' | 'reach'>, theta: Float64Array): number {
  let sum = reach;
  for (let k = 0; k < theta.length; k += 1) sum += norms[k]! * Math.abs(theta[k]!);
  return NOISE * sum;
}
