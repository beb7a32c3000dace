import type { WarmStart } from './solve.ts';

interface Passed { readonly theta: readonly number[]; readonly intercept?: number; readonly lambda: number | null }

/**
 * Where a smooth path goes next: the polynomial in log λ through the last solutions, at most three, weight by weight. Only as many as
 * have the weight on the same side of zero count, and one that would change sides stays where it was.
 */
export function ahead(found: readonly Passed[], lambda: number): WarmStart | undefined {
  const last = found.at(-1);
  if (!last || !(lambda > 0)) return last;
  const near = found.slice(-3).filter((one) => one.lambda! > lambda).reverse();
  const at = near.map((one) => Math.log(one.lambda! / lambda)); // the next one is at 0
  if (near.length < 2 || at.some((place, k) => k > 0 && !(place > at[k - 1]!))) return last;
  // Lagrange's weights at 0, for the last two and the last three
  const line = [at[1]! / (at[1]! - at[0]!), -at[0]! / (at[1]! - at[0]!)];
  const curve = near.map((_, k) => at.reduce((share, place, l) => (l === k ? share : (share * place) / (place - at[k]!)), 1));
  const theta = last.theta.map((weight, j) => {
    const side = Math.sign(weight);
    if (side === 0 || Math.sign(near[1]!.theta[j]!) !== side) return weight;
    const shares = near.length === 3 && Math.sign(near[2]!.theta[j]!) === side ? curve : line;
    const guess = shares.reduce((sum, share, k) => sum + share * near[k]!.theta[j]!, 0);
    return Math.sign(guess) === side ? guess : weight;
  });
  return { ...last, theta };
}
