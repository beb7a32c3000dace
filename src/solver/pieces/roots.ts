/**
 * The root of a continuous f between low and high, where its signs differ: Newton's steps inside a bracket that halves whenever
 * they fail, to the last bits. `f` gives [value, derivative].
 */
export function bracketed(f: (x: number) => readonly [number, number], low: number, high: number, rises: boolean): number {
  let x = (low + high) / 2;
  let width = high - low;
  for (let round = 0; round < 200; round += 1) {
    const [value, slope] = f(x);
    if (value === 0) return x;
    if ((value > 0) === rises) high = x; else low = x;
    const newton = x - value / slope;
    const next = newton > low && newton < high && Math.abs(newton - x) <= width / 2 ? newton : (low + high) / 2;
    width = Math.abs(next - x);
    if (width <= Number.EPSILON * Math.abs(x) || next === low || next === high) return next;
    x = next;
  }
  return x;
}

/** Value and derivative of Σ cᵢxⁱ by Horner. */
function horner(coefficients: readonly number[], x: number): readonly [number, number] {
  let value = 0, slope = 0;
  for (let i = coefficients.length - 1; i >= 0; i -= 1) {
    slope = slope * x + value;
    value = value * x + coefficients[i]!;
  }
  return [value, slope];
}

export const polynomialAt = (coefficients: readonly number[], x: number) => horner(coefficients, x)[0];

/**
 * All roots of Σ cᵢxⁱ in [low, high], ascending. By Rolle there is at most one between neighbouring roots of the derivative, so
 * that the degrees below isolate those of each degree, down to a constant: nothing can be missed. Values up to `noise` are
 * rounding: a node as low as that is a root itself, which catches those that only touch zero.
 */
export function rootsBetween(coefficients: readonly number[], low: number, high: number, noise: number): number[] {
  if (coefficients.length < 2) return [];
  const turns = rootsBetween(coefficients.slice(1).map((each, i) => each * (i + 1)), low, high, 0);
  const nodes = [low, ...turns, high];
  const roots: number[] = [];
  let before = 0;
  for (const [i, node] of nodes.entries()) {
    const value = polynomialAt(coefficients, node);
    const sign = Math.abs(value) <= noise ? 0 : Math.sign(value);
    if (sign === 0) roots.push(node);
    else if (sign === -before) roots.push(bracketed((x) => horner(coefficients, x), nodes[i - 1]!, node, sign > 0));
    before = sign;
  }
  return roots.filter((root, i) => i === 0 || root > roots[i - 1]!);
}
