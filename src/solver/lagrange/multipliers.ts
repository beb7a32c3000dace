import { contains, divide, isEmpty, width, type Interval } from '../../formula/interval.ts';
import type { Exact } from './exact.ts';
import { add, multiply, negate, over, toDouble, type Fraction } from './fraction.ts';
import type { Place } from './locate.ts';
import type { Reading } from './reading.ts';
import { det, type Vector } from './sign.ts';

/** A multiplier in f64 and an interval that holds the exact one. */
export interface Multiplier { readonly value: number; readonly range: Interval }

export const gradientOver = (f: Reading, { spot }: Place): Vector => [f.gradient[0](spot), f.gradient[1](spot)];
const gradientAt = (f: Reading, { theta }: Place) => f.gradientAt.map((slope) => slope(theta)) as [number, number];

type Exactly = readonly [Fraction, Fraction];
const exactDet = (a: Exactly, b: Exactly) => add(multiply(a[0], b[1]), negate(multiply(a[1], b[0])));

function rational(J: Reading, g: readonly Reading[], at: Exact): (Fraction | null)[] | null {
  const gradients = [J, ...g].map((reading) => reading.exactGradient.map((slope) => slope(at)));
  if (!gradients.flat().every((entry) => entry !== null)) return null;
  const [a, b, c] = gradients as unknown as Exactly[];
  if (c) return [over(exactDet(a!, c), exactDet(b!, c)), over(exactDet(b!, a!), exactDet(b!, c))];
  const i = b![0].p !== 0n ? 0 : 1;
  return [over(a![i]!, b![i]!)];
}

/**
 * The λ with ∇J = Σ λᵢ∇gᵢ for one or two constraints; null where a gradient is not known to be other than 0, or two not
 * to be independent. Exact where the place is.
 */
export function multipliersOf(J: Reading, g: readonly Reading[], place: Place): Multiplier[] | null {
  if (g.length === 0) return [];
  const f = gradientOver(J, place), at = gradientAt(J, place);
  const known = place.exact && rational(J, g, place.exact);
  const ranges: Interval[] = [], values: number[] = [];
  if (g.length === 1) {
    const p = gradientOver(g[0]!, place), z = gradientAt(g[0]!, place);
    const quotients = [0, 1].filter((i) => !contains(p[i]!, 0)).map((i) => divide(f[i]!, p[i]!)).filter((range) => !isEmpty(range));
    if (quotients.length === 0) return null;
    ranges.push(quotients.reduce((a, b) => (width(b) < width(a) ? b : a)));
    values.push((at[0] * z[0] + at[1] * z[1]) / (z[0] * z[0] + z[1] * z[1]));
  } else {
    const [p, q] = g.map((reading) => gradientOver(reading, place)) as [Vector, Vector];
    const [z, w] = g.map((reading) => gradientAt(reading, place)) as [[number, number], [number, number]];
    const area = det(p, q);
    if (contains(area, 0)) return null;
    const size = z[0] * w[1] - z[1] * w[0];
    ranges.push(divide(det(f, q), area), divide(det(p, f), area));
    values.push((at[0] * w[1] - at[1] * w[0]) / size, (z[0] * at[1] - z[1] * at[0]) / size);
  }
  if (!ranges.every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))) return null;
  return ranges.map((range, i) => {
    const exact = known?.[i];
    const value = exact ? toDouble(exact) : Math.min(range.high, Math.max(range.low, values[i]!)) || 0;
    return { value, range: exact && exact.p === 0n ? { low: 0, high: 0 } : range };
  });
}
