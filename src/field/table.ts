import type { Table } from '../problem/formulas.ts';

// The CPU twin of table.wgsl: cubic convolution (Keys 1981, "Cubic convolution interpolation for digital image
// processing", a = −½): exact for quadratics, error O(h³).

/** L(θ) from a table; beyond its window the value at the nearest edge. */
export function tableFunction({ window: { x, y }, columns, rows, values }: Table): (p: number, q: number) => number {
  const stride = columns + 2;
  const across = (columns - 1) / (x[1] - x[0]), up = (rows - 1) / (y[1] - y[0]);
  const a = new Float64Array(4), b = new Float64Array(4);
  return (p, q) => {
    const u = Math.min(columns - 1, Math.max(0, (p - x[0]) * across)), v = Math.min(rows - 1, Math.max(0, (q - y[0]) * up));
    const column = Math.min(columns - 2, Math.floor(u)), row = Math.min(rows - 2, Math.floor(v));
    weigh(u - column, a);
    weigh(v - row, b);
    let sum = 0;
    for (let j = 0, at = row * stride + column; j < 4; j += 1, at += stride) {
      sum += b[j]! * (a[0]! * values[at]! + a[1]! * values[at + 1]! + a[2]! * values[at + 2]! + a[3]! * values[at + 3]!);
    }
    return sum;
  };
}

function weigh(t: number, out: Float64Array): void {
  const s = 1 - t;
  out[0] = -0.5 * t * s * s;
  out[1] = 0.5 * (2 - t * t * (5 - 3 * t));
  out[2] = 0.5 * (2 - s * s * (5 - 3 * s));
  out[3] = -0.5 * s * t * t;
}
