/** Numbers between two ends, either of which may be infinite. */
export type Range = readonly [low: number, high: number];

// 0 times an unbounded factor stays 0: the factor is finite inside the cell.
const product = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y);

export const times = ([a, b]: Range, [c, d]: Range): Range => {
  const p = product(a, c), q = product(a, d), r = product(b, c), s = product(b, d);
  return [Math.min(p, q, r, s), Math.max(p, q, r, s)];
};
export const plus = (...ranges: readonly Range[]): Range => [ranges.reduce((sum, [low]) => sum + low, 0), ranges.reduce((sum, [, high]) => sum + high, 0)];
export const scaled = (factor: number, [low, high]: Range): Range => (factor >= 0 ? [product(factor, low), product(factor, high)] : [product(factor, high), product(factor, low)]);
export const sizeOf = ([low, high]: Range) => Math.max(Math.abs(low), Math.abs(high));
/** Outward by `error`. */
export const widened = ([low, high]: Range, error: number): Range => [low - error, high + error];
