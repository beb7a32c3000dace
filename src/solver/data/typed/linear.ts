/** x with Mx = b by elimination, rows brought to one size first; null where M has no inverse to rounding. */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => {
    const size = row.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    return size > 0 && size < Infinity ? [...row, right[i]!].map((entry) => entry / size) : null;
  });
  if (rows.includes(null)) return null;
  const list = rows as number[][];
  for (let k = 0; k < n; k += 1) {
    let pivot = k;
    for (let i = k + 1; i < n; i += 1) if (Math.abs(list[i]![k]!) > Math.abs(list[pivot]![k]!)) pivot = i;
    [list[k], list[pivot]] = [list[pivot]!, list[k]!];
    const top = list[k]!;
    if (!(Math.abs(top[k]!) > 1e-13)) return null;
    for (let i = 0; i < n; i += 1) if (i !== k) {
      const factor = list[i]![k]! / top[k]!;
      if (factor !== 0) for (let j = k; j <= n; j += 1) list[i]![j]! -= factor * top[j]!;
    }
  }
  const x = list.map((row, k) => row[n]! / row[k]!);
  return x.every(Number.isFinite) ? x : null;
}
