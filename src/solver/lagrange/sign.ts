import { contains, isEmpty, minus, plus, point, times, type Interval } from '../../formula/interval.ts';

/** Intervals as the components of a vector of the plane. */
export type Vector = readonly [Interval, Interval];
/** 1 and −1 are certain; 0 means that the sign is not known. */
export type Sign = -1 | 0 | 1;

export const signOf = (range: Interval): Sign => (isEmpty(range) || contains(range, 0) ? 0 : range.low > 0 ? 1 : -1);
export const opposite = (sign: Sign): Sign => (0 - sign) as Sign;
export const dot = (a: Vector, b: Vector): Interval => plus(times(a[0], b[0]), times(a[1], b[1]));
export const det = (a: Vector, b: Vector): Interval => minus(times(a[0], b[1]), times(a[1], b[0]));
export const negative = (a: Interval): Interval => minus(point(0), a);
/** uᵀHv with H as its entries xx, xy, yy. */
export const form = (u: Vector, [xx, xy, yy]: readonly [Interval, Interval, Interval], v: Vector): Interval =>
  dot(u, [plus(times(xx, v[0]), times(xy, v[1])), plus(times(xy, v[0]), times(yy, v[1]))]);
