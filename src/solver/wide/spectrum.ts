import { dot } from './columns.ts';

/**
 * min ½‖y − Xθ‖² + ν/2 ‖θ‖² for every ν ≥ 0 at once: θ(ν) = Σ eᵢ βᵢ / (sᵢ² + ν) over singular triples of X, those of
 * singular value zero left out; θ(0) is the shortest least-squares solution.
 */
export interface Spectrum {
  /** r unit vectors of length p. */
  readonly e: readonly Float64Array[];
  readonly beta: Float64Array;
  /** sᵢ², above rounding. */
  readonly squares: Float64Array;
}

/** Turns each pair of the vectors until all are perpendicular, with the same turns on `companions`. */
function* jacobi(vectors: readonly Float64Array[], companions: readonly Float64Array[]): Generator<void, void> {
  const m = vectors.length;
  const length = vectors[0]?.length ?? 0;
  const turn = (u: Float64Array, w: Float64Array, cosine: number, sine: number) => {
    for (let i = 0; i < u.length; i += 1) {
      const [a, b] = [u[i]!, w[i]!];
      u[i] = cosine * a - sine * b;
      w[i] = sine * a + cosine * b;
    }
  };
  for (let sweep = 0, turned = true; turned && sweep < 60; sweep += 1) {
    turned = false;
    for (let i = 0; i < m - 1; i += 1) {
      yield;
      for (let k = i + 1; k < m; k += 1) {
        const u = vectors[i]!, w = vectors[k]!;
        const alpha = dot(u, 0, u, 0, length), gamma = dot(w, 0, w, 0, length), product = dot(u, 0, w, 0, length);
        if (Math.abs(product) <= 4 * Number.EPSILON * Math.sqrt(alpha * gamma) || product === 0) continue;
        turned = true;
        const zeta = (gamma - alpha) / (2 * product);
        const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        turn(u, w, cosine, cosine * tangent);
        turn(companions[i]!, companions[k]!, cosine, cosine * tangent);
      }
    }
  }
}

/** The triangle R of vectors = QR, as its columns (modified Gram and Schmidt, whose R is backward stable). */
function* triangle(vectors: readonly Float64Array[]): Generator<void, Float64Array[]> {
  const basis: Float64Array[] = [];
  const rows: Float64Array[] = [];
  for (const [k, vector] of vectors.entries()) {
    yield;
    const rest = Float64Array.from(vector);
    const row = new Float64Array(vectors.length);
    for (let i = 0; i < k; i += 1) {
      const unit = basis[i]!;
      const part = (row[i] = dot(unit, 0, rest, 0, rest.length));
      for (let l = 0; l < rest.length; l += 1) rest[l]! -= part * unit[l]!;
    }
    const size = (row[k] = Math.sqrt(dot(rest, 0, rest, 0, rest.length)));
    basis.push(size > 0 ? rest.map((part) => part / size) : rest);
    rows.push(row);
  }
  return rows;
}

/**
 * The singular triples by one-sided Jacobi turns of the shorter side, which keep small singular values accurate where
 * eigenvalues of XᵀX would lose them (Hestenes 1958; Demmel and Veselić 1992).
 * @param x p columns of n
 */
export function* spectrum(x: Float64Array, y: Float64Array, p: number): Generator<void, Spectrum> {
  const n = y.length;
  const tall = p <= n;
  const m = tall ? p : n;
  const vectors = Array.from({ length: m }, (_, k) => (tall ? x.slice(k * n, (k + 1) * n) : Float64Array.from({ length: p }, (_, j) => x[j * n + k]!)));
  const companions = Array.from({ length: m }, (_, k) => { const unit = new Float64Array(m); unit[k] = 1; return unit; });
  // Long vectors are turned to within rounding by the turns of their triangle, whose vectors are short.
  if (Math.max(n, p) > 3 * m && m > 1) {
    yield* jacobi(yield* triangle(vectors), companions);
    const turned = companions.map((turn) => {
      const sum = new Float64Array(Math.max(n, p));
      vectors.forEach((vector, k) => { const part = turn[k]!; for (let l = 0; l < sum.length; l += 1) sum[l]! += part * vector[l]!; });
      return sum;
    });
    turned.forEach((vector, k) => vectors[k]!.set(vector));
  }
  yield* jacobi(vectors, companions);
  const squares = vectors.map((vector) => dot(vector, 0, vector, 0, vector.length));
  const least = Math.max(...squares, 0) * (Math.max(n, p) * Number.EPSILON) ** 2;
  const kept = squares.map((_, i) => i).filter((i) => squares[i]! > least);
  return {
    e: kept.map((i) => (tall ? companions[i]! : vectors[i]!.map((part) => part / Math.sqrt(squares[i]!)))),
    beta: Float64Array.from(kept, (i) => (tall ? dot(vectors[i]!, 0, y, 0, n) : Math.sqrt(squares[i]!) * dot(companions[i]!, 0, y, 0, n))),
    squares: Float64Array.from(kept, (i) => squares[i]!),
  };
}

/** θ(ν). */
export function ridgeAt({ e, beta, squares }: Spectrum, nu: number, p: number): Float64Array {
  const theta = new Float64Array(p);
  e.forEach((unit, i) => {
    const part = beta[i]! / (squares[i]! + nu);
    for (let j = 0; j < p; j += 1) theta[j]! += part * unit[j]!;
  });
  return theta;
}

/** ν > 0 with ‖θ(ν)‖ = radius < ‖θ(0)‖: Newton's method on 1/‖θ(ν)‖, concave in ν, climbs to it from 0 (Moré and Sorensen 1983). */
export function ridgeRoot({ beta, squares }: Spectrum, radius: number): number {
  let nu = 0;
  for (let round = 0; round < 200; round += 1) {
    let norm = 0, bend = 0;
    for (let i = 0; i < beta.length; i += 1) {
      const part = (beta[i]! / (squares[i]! + nu)) / radius;
      norm += part * part;
      bend += (part * part) / (squares[i]! + nu);
    }
    // with N = ‖θ‖/radius: (1/N − 1)/(−(1/N)′) = N²(N − 1)/bend
    const step = (norm * (Math.sqrt(norm) - 1)) / bend;
    const next = Math.max(0, nu + step);
    if (!(Math.abs(next - nu) > Number.EPSILON * next)) return next;
    nu = next;
  }
  return nu;
}
