const SPLITTER = 2 ** 27 + 1;

/** The rounding error of the product p = fl(ab), exactly (Dekker 1971, "A floating-point technique for extending the available precision"). */
function lost(a: number, b: number, p: number): number {
  const x = SPLITTER * a, y = SPLITTER * b;
  const a1 = x - (x - a), b1 = y - (y - b);
  const a2 = a - a1, b2 = b - b1;
  return a2 * b2 - (p - a1 * b1 - a2 * b1 - a1 * b2);
}

/**
 * ab − cd to about an ulp, also where the products cancel: a determinant of condition 1e10 keeps all its digits. For
 * factors of moderate size (below 1e140), which the kernel's scaling provides.
 */
export function differenceOfProducts(a: number, b: number, c: number, d: number): number {
  const p = a * b, q = c * d;
  const difference = p - q;
  if (2 * Math.abs(difference) >= Math.abs(p)) return difference;
  return difference + (lost(a, b, p) - lost(c, d, q));
}

/** c − Σ aᵢxᵢ to about an ulp, also where all of it cancels: products and sums in two doubles (Ogita, Rump and Oishi 2005, "Accurate sum and dot product"). */
export function shortfall(c: number, ...products: readonly (readonly [number, number])[]): number {
  let sum = c, rest = 0;
  const add = (term: number) => {
    const next = sum + term, part = next - sum;
    rest += (sum - (next - part)) + (term - part);
    sum = next;
  };
  for (const [a, x] of products) {
    const p = a * x;
    add(-p);
    rest -= lost(a, x, p);
  }
  const exact = sum + rest;
  return Number.isFinite(exact) ? exact : sum;
}
