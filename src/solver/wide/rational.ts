/** f(λ) = level + slope·λ + Σ wᵢ (βᵢ − λσᵢ)/(Sᵢ + cλ), each term of which is monotone on λ > 0. */
export interface Rational {
  readonly level: number;
  readonly slope: number;
  readonly w: Float64Array;
  readonly terms: Terms;
}
export interface Terms {
  readonly beta: Float64Array;
  readonly sigma: Float64Array;
  readonly S: Float64Array;
  readonly c: number;
}

const MAX_SPANS = 1000; // only a function that is zero all along, within rounding, needs more: dependent columns in a tie

type Interval = readonly [number, number];

export function valueAt({ level, slope, w, terms: { beta, sigma, S, c } }: Rational, lambda: number): number {
  let sum = level + slope * lambda;
  for (let i = 0; i < w.length; i += 1) sum += (w[i]! * (beta[i]! - lambda * sigma[i]!)) / (S[i]! + c * lambda);
  return sum;
}

/** (f(top) − f(λ))/(top − λ) for a λ below top, without cancellation. */
export function chordAt({ slope, w, terms: { beta, sigma, S, c } }: Rational, lambda: number, top: number): number {
  let sum = slope;
  for (let i = 0; i < w.length; i += 1) sum -= (w[i]! * (sigma[i]! * S[i]! + c * beta[i]!)) / ((S[i]! + c * lambda) * (S[i]! + c * top));
  return sum;
}

/** A sum over an interval of λ, bounded by the ends of its terms, each of which is monotone there. */
function bound(f: Rational, [low, high]: Interval, part: (i: number, lambda: number) => number, level: Interval): Interval {
  let [least, most] = level;
  for (let i = 0; i < f.w.length; i += 1) {
    const x = part(i, low), z = part(i, high);
    least += Math.min(x, z);
    most += Math.max(x, z);
  }
  return [least, most];
}

/**
 * The largest root of f strictly between low and top at which f falls below 0 as λ falls, or null: intervals on which the
 * bound proves f > 0 are passed over, those on which f is monotone are bisected, others are split, at most MAX_SPANS of them. With `atRoot` f is known to
 * be 0 at top, and that root is divided out.
 */
export function firstFall(f: Rational, low: number, top: number, atRoot: boolean): number | null {
  const { level, slope, w, terms: { beta, sigma, S, c } } = f;
  const lead = (i: number) => w[i]! * (sigma[i]! * S[i]! + c * beta[i]!);
  const value = atRoot ? (lambda: number) => -chordAt(f, lambda, top) : (lambda: number) => valueAt(f, lambda);
  const range = (span: Interval): Interval => (atRoot
    ? bound(f, span, (i, lambda) => lead(i) / ((S[i]! + c * lambda) * (S[i]! + c * top)), [-slope, -slope])
    : bound(f, span, (i, lambda) => (w[i]! * (beta[i]! - lambda * sigma[i]!)) / (S[i]! + c * lambda),
      slope < 0 ? [level + slope * span[1], level + slope * span[0]] : [level + slope * span[0], level + slope * span[1]]));
  const turn = (span: Interval): Interval => (atRoot
    ? bound(f, span, (i, lambda) => (-c * lead(i)) / ((S[i]! + c * lambda) ** 2 * (S[i]! + c * top)), [0, 0])
    : bound(f, span, (i, lambda) => -lead(i) / (S[i]! + c * lambda) ** 2, [slope, slope]));
  const stack: Interval[] = [[low, top]];
  for (let round = 0; stack.length > 0 && round < MAX_SPANS; round += 1) {
    const span = stack.pop()!;
    let [l, h] = span;
    if (!(range(span)[0] <= 0)) continue;
    const [least, most] = turn(span);
    const middle = l > 0 && h > 4 * l ? Math.sqrt(l * h) : (l + h) / 2;
    // Mean-value form: far sharper than the sum of ranges once the span is short.
    if (value(middle) - Math.max((middle - l) * most, (middle - h) * least, 0) > 0) continue;
    if (least >= 0 || most <= 0) {
      if (!(value(l) < 0)) continue;
      if (value(h) < 0) return h; // already below: what the top's rounding left
      for (;;) {
        const half = (l + h) / 2;
        if (!(half > l && half < h)) return h;
        if (value(half) < 0) l = half; else h = half;
      }
    }
    if (h - l <= 8 * Number.EPSILON * top || !(middle > l && middle < h)) continue;
    stack.push([l, middle], [middle, h]);
  }
  return null;
}
