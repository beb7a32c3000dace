/** A pivot below this share of its diagonal is rounding: the column depends on those before it. */
export const DEPENDENT = 2 ** -40;

/** Rows of a lower triangle L with LLᵀ the curvature of the active weights; grows and shrinks with them. */
export interface Factor { readonly rows: Float64Array[] }

export const emptyFactor = (): Factor => ({ rows: [] });

/** Lz = right, in place of a copy. */
export function forward({ rows }: Factor, right: Float64Array): Float64Array {
  const z = Float64Array.from(right);
  for (let i = 0; i < z.length; i += 1) {
    const row = rows[i]!;
    let sum = z[i]!;
    for (let k = 0; k < i; k += 1) sum -= row[k]! * z[k]!;
    z[i] = sum / row[i]!;
  }
  return z;
}

/** (LLᵀ)⁻¹ right. */
export function solveFactor(factor: Factor, right: Float64Array): Float64Array {
  const z = forward(factor, right);
  for (let i = z.length - 1; i >= 0; i -= 1) {
    const row = factor.rows[i]!;
    const value = (z[i]! /= row[i]!);
    for (let k = 0; k < i; k += 1) z[k]! -= row[k]! * value;
  }
  return z;
}

/** Appends a row and column of the matrix; false, and nothing is changed, when it depends on those before it. */
export function append(factor: Factor, products: Float64Array, diagonal: number, least = DEPENDENT): boolean {
  const z = forward(factor, products);
  let pivot = diagonal;
  for (const entry of z) pivot -= entry * entry;
  if (!(pivot > least * diagonal)) return false;
  const row = new Float64Array(z.length + 1);
  row.set(z);
  row[z.length] = Math.sqrt(pivot);
  factor.rows.push(row);
  return true;
}

/** Takes out one row and column; rotations bring the rest back to a triangle (Golub and Van Loan, 6.5.4). */
export function remove({ rows }: Factor, at: number): void {
  rows.splice(at, 1);
  for (let k = at; k < rows.length; k += 1) {
    const top = rows[k]!;
    const size = Math.hypot(top[k]!, top[k + 1]!);
    const cosine = top[k]! / size, sine = top[k + 1]! / size;
    for (let i = k; i < rows.length; i += 1) {
      const row = rows[i]!;
      const [left, right] = [row[k]!, row[k + 1]!];
      row[k] = cosine * left + sine * right;
      row[k + 1] = cosine * right - sine * left;
    }
  }
  for (let k = at; k < rows.length; k += 1) rows[k] = rows[k]!.slice(0, k + 1);
}
