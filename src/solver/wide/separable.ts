import { append, emptyFactor, remove, solveFactor } from './factor.ts';
import { dot, type Columns } from './columns.ts';

/**
 * Whether some direction of the given weights (and the intercept) puts no row on the wrong side and some row on the right
 * one: the logistic loss then falls along it for ever and its minimum is not attained. With zᵢ = yᵢ(xᵢ, 1), one exists
 * unless positive αᵢ have Σ αᵢzᵢ = 0 (Stiemke's lemma). The shortest Σ αᵢzᵢ with all αᵢ ≥ 1, found by non-negative least
 * squares (Lawson and Hanson 1974), is zero or is itself such a direction.
 */
export function* separable({ x, y, n, intercept }: Columns, weights: readonly number[]): Generator<void, boolean> {
  const m = weights.length + (intercept ? 1 : 0);
  const rows: Float64Array[] = [];
  for (let i = 0; i < n; i += 1) {
    const row = new Float64Array(m).fill(y[i]!);
    weights.forEach((j, at) => { row[at]! *= x[j * n + i]!; });
    const size = Math.sqrt(dot(row, 0, row, 0, m));
    if (size > 0) rows.push(row.map((part) => part / size));
  }
  const sum = new Float64Array(m);
  for (const row of rows) for (let k = 0; k < m; k += 1) sum[k]! += row[k]!;
  const beta = new Float64Array(rows.length);
  const passive: number[] = [];
  const factor = emptyFactor();
  let rest = Float64Array.from(sum), total = rows.length;
  const form = () => {
    rest = Float64Array.from(sum);
    total = rows.length;
    for (const i of passive) {
      total += beta[i]!;
      for (let k = 0; k < m; k += 1) rest[k]! += beta[i]! * rows[i]![k]!;
    }
  };
  for (let round = 0; round < 100 + 10 * rows.length; round += 1) {
    yield;
    const size = Math.sqrt(dot(rest, 0, rest, 0, m));
    if (size <= 1e-11 * total) return false;
    let next = -1, least = -1e-11 * size;
    rows.forEach((row, i) => {
      if (passive.includes(i)) return;
      const margin = dot(row, 0, rest, 0, m);
      if (margin < least) [least, next] = [margin, i];
    });
    if (next < 0) return true;
    if (!append(factor, Float64Array.from(passive, (i) => dot(rows[i]!, 0, rows[next]!, 0, m)), 1)) return false;
    passive.push(next);
    for (;;) {
      const target = solveFactor(factor, Float64Array.from(passive, (i) => -dot(rows[i]!, 0, sum, 0, m)));
      let part = 1, out = -1;
      passive.forEach((i, at) => {
        if (target[at]! > 0) return;
        const reach = beta[i]! / (beta[i]! - target[at]!);
        if (out < 0 || reach < part) [part, out] = [reach, at];
      });
      passive.forEach((i, at) => { beta[i]! += (out < 0 ? 1 : part) * (target[at]! - beta[i]!); });
      if (out < 0) break;
      beta[passive[out]!] = 0;
      remove(factor, out);
      passive.splice(out, 1);
      if (passive.length === 0) break;
    }
    form();
  }
  return false;
}
