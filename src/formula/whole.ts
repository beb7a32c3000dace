import type { Tree } from './tree.ts';

// pow is undefined in WGSL for a base ≤ 0, so whole powers are products by repeated squaring, in f64 as on the GPU. Whatever
// the order, the n-th power takes n factors and n − 1 roundings, which compound as in any chain of products.

const MAX_WHOLE = 1024; // beyond it only a base within ±1.09 has a power that f32 can hold

/** The exponent n of a whole power uⁿ with |n| ≤ 1024, which every reading takes as a product; undefined for another tree. */
export function wholeExponent(tree: Tree): number | undefined {
  if (tree.kind !== 'binary' || tree.operator !== '^' || tree.right.kind !== 'number') return undefined;
  const { value } = tree.right;
  return Number.isInteger(value) && Math.abs(value) <= MAX_WHOLE ? value : undefined;
}

const MAX_PRODUCT = 16; // in f64 Math.pow takes any sign of the base and errs less than a longer product

/** aⁿ in f64 for a whole n. */
export function wholePower(a: number, n: number): number {
  if (n < 0) return 1 / wholePower(a, -n);
  if (n > MAX_PRODUCT) return a ** n;
  let result = n % 2 === 1 ? a : 1;
  for (let rest = n >> 1, square = a; rest > 0; rest >>= 1) {
    square *= square;
    if (rest % 2 === 1) result *= square;
  }
  return result;
}
