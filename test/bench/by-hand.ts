// What the solvers are measured against: the tightest loops for one instance each, with no check, no certificate, no ties, no
// degenerate case, no units. Nothing is imported.

/** The 2-D lasso ½(θ−θ̂)ᵀA(θ−θ̂) + λ‖θ‖₁ of many θ̂ in turn (x, y alternate), A = [[a, h], [h, c]] positive definite; Σ of all weights. */
export function lassoLoop(a: number, h: number, c: number, minimizers: Float64Array, lambda: number): number {
  const determinant = a * c - h * h;
  let sum = 0;
  for (let k = 0; k < minimizers.length; k += 2) {
    const bx = a * minimizers[k]! + h * minimizers[k + 1]!, by = h * minimizers[k]! + c * minimizers[k + 1]!;
    if (Math.abs(bx) <= lambda && Math.abs(by) <= lambda) continue;
    const x = bx > lambda ? (bx - lambda) / a : bx < -lambda ? (bx + lambda) / a : 0;
    if (x !== 0 && Math.abs(by - h * x) <= lambda) { sum += x; continue; }
    const y = by > lambda ? (by - lambda) / c : by < -lambda ? (by + lambda) / c : 0;
    if (y !== 0 && Math.abs(bx - h * y) <= lambda) { sum += y; continue; }
    for (let signs = 0; signs < 4; signs += 1) {
      const s = signs & 1 ? 1 : -1, t = signs & 2 ? 1 : -1;
      const u = bx - lambda * s, v = by - lambda * t;
      const p = (c * u - h * v) / determinant, q = (a * v - h * u) / determinant;
      if (p * s > 0 && q * t > 0) { sum += p + q; break; }
    }
  }
  return sum;
}

/** L and ∇L of a mean of logistic or hinge losses at one point, rows as they are given; L + both slopes. */
export function onePass(kind: 'logistic' | 'hinge', X: readonly (readonly number[])[], y: readonly number[], theta: readonly number[]): number {
  let loss = 0, gx = 0, gy = 0;
  for (let i = 0; i < y.length; i += 1) {
    const row = X[i]!, label = y[i]!;
    const m = label * (row[0]! * theta[0]! + row[1]! * theta[1]!);
    if (kind === 'logistic') {
      const small = Math.exp(-Math.abs(m)), q = m >= 0 ? small / (1 + small) : 1 / (1 + small);
      loss += Math.max(-m, 0) + Math.log1p(small);
      gx -= q * label * row[0]!;
      gy -= q * label * row[1]!;
    } else if (m < 1) {
      loss += 1 - m;
      gx -= label * row[0]!;
      gy -= label * row[1]!;
    }
  }
  return (loss + gx + gy) / y.length;
}

/** XᵀX, the lower half, from rows; its trace. */
export function gram(X: readonly (readonly number[])[]): number {
  const p = X[0]!.length;
  const matrix = new Float64Array(p * p);
  for (const row of X) for (let j = 0; j < p; j += 1) { const own = row[j]!; for (let k = 0; k <= j; k += 1) matrix[j * p + k]! += own * row[k]!; }
  let trace = 0;
  for (let j = 0; j < p; j += 1) trace += matrix[j * p + j]!;
  return trace;
}

/** min of ½(θ−θ̂)ᵀA(θ−θ̂) + λ Σ|θᵢ| over 257² nodes of [−4, 4]²: what a solution off a grid costs. */
export function quadraticGrid(a: number, h: number, c: number, x0: number, y0: number, lambda: number): number {
  let least = Infinity;
  for (let i = 0; i <= 256; i += 1) for (let k = 0; k <= 256; k += 1) {
    const x = i / 32 - 4, y = k / 32 - 4, u = x - x0, v = y - y0;
    const value = (a * u * u + 2 * h * u * v + c * v * v) / 2 + lambda * (Math.abs(x) + Math.abs(y));
    if (value < least) least = value;
  }
  return least;
}

/** min of Himmelblau's function + λ Σ|θᵢ| over 257² nodes of [−6, 6]². */
export function himmelblauGrid(lambda: number): number {
  let least = Infinity;
  for (let i = 0; i <= 256; i += 1) for (let k = 0; k <= 256; k += 1) {
    const x = (12 * i) / 256 - 6, y = (12 * k) / 256 - 6;
    const value = (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2 + lambda * (Math.abs(x) + Math.abs(y));
    if (value < least) least = value;
  }
  return least;
}
