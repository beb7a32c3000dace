import type { Vec2 } from '../../problem/types.ts';
import { plus, type Range, scaled, sizeOf, times, widened } from './enclosure.ts';
import { exchange, type Quadrant } from './quadrant.ts';
import { bracketed } from './roots.ts';

const UNIT = Number.EPSILON;
/** Every operation here and Math.pow err by a few units at most; the sums have under ten terms. */
const MARGIN = 64 * UNIT;
const CELLS = 20_000;

/** The local minimisers of L on {x^p + y^p = t, x, y > 0}; `complete` unless the cells ran out. */
export interface Contacts {
  readonly points: readonly Vec2[];
  readonly complete: boolean;
}

/**
 * By the parameter w = (x/T)^p in [0, 1], T = t^(1/p), v = 1 − w, β = 1/p − 1: x = T·w^(1+β), y = T·v^(1+β). L changes along w with
 * the sign of
 *   f(w) = a′w^(2β+1) − c′v^(2β+1) + h′w^βv^β(v − w) − b₁w^β + b₂v^β,  (a′, h′, c′) = T(a, h, c).
 * Each half, with the lesser of w and v in [0, ½] so that it keeps its digits, is cut into cells. A cell goes when f has one sign
 * or f′ < 0 all over it (no minimum); where f′ > 0 it holds at most one root, which signs at its ends decide. The rest is cut on
 * until it is as small as rounding, and then is a candidate itself: f is level there, so no point of it is lower by more than
 * rounding.
 */
export function contacts(quadrant: Quadrant, p: number, reach: number): Contacts {
  const lower = half(quadrant, p, reach), upper = half(exchange(quadrant), p, reach);
  return { points: [...lower.points, ...upper.points.map(([y, x]): Vec2 => [x, y])], complete: lower.complete && upper.complete };
}

function half({ a, h, c, b1, b2 }: Quadrant, p: number, reach: number): Contacts {
  const beta = 1 / p - 1;
  const [at, ht, ct] = [a * reach, h * reach, c * reach];
  const value = (w: number): readonly [number, number] => {
    const v = 1 - w, W = w ** beta, V = v ** beta, gap = (v - w) ** 2;
    const slope = (2 * beta + 1) * (at * W * W + ct * V * V) - 2 * ht * W * V
      + beta * ((W / w) * (ht * V * gap - b1) + (V / v) * (ht * W * gap - b2));
    return [W * (at * W * w + ht * V * v - b1) - V * (ct * V * v + ht * W * w - b2), slope];
  };
  const points: Vec2[] = [];
  const tell = (w: number) => points.push([reach * w ** (1 + beta), reach * (1 - w) ** (1 + beta)]);
  const cells: [number, number][] = [[0, 0.5]];
  for (let count = 0; cells.length > 0; count += 1) {
    if (count === CELLS) return { points, complete: false };
    const [from, to] = cells.pop()!;
    // Next to the axis x underflows for a small p: no other point than the tip.
    if (to ** (1 + beta) < 1e-280) continue;
    const w: Range = [from, to], v: Range = [1 - to, 1 - from];
    const W: Range = [from ** beta, to ** beta], V: Range = [v[0] ** beta, v[1] ** beta];
    const Ww: Range = beta >= 1 ? [from ** (beta - 1), to ** (beta - 1)] : [to ** (beta - 1), from ** (beta - 1)];
    const Vv: Range = beta >= 1 ? [v[0] ** (beta - 1), v[1] ** (beta - 1)] : [v[1] ** (beta - 1), v[0] ** (beta - 1)];
    const gap: Range = [(v[0] - to) ** 2, (v[1] - from) ** 2];
    const bends = [
      scaled((2 * beta + 1) * at, times(W, W)), scaled((2 * beta + 1) * ct, times(V, V)), scaled(-2 * ht, times(W, V)),
      scaled(beta, times(Ww, around(scaled(ht, times(V, gap)), b1))), scaled(beta, times(Vv, around(scaled(ht, times(W, gap)), b2))),
    ];
    const slope = outward(bends);
    if (slope[1] < 0) continue;
    const x = times(W, w), y = times(V, v);
    const terms = [
      times(W, around(plus(scaled(at, x), scaled(ht, y)), b1, Math.abs(at) * x[1] + Math.abs(ht) * y[1])),
      scaled(-1, times(V, around(plus(scaled(ct, y), scaled(ht, x)), b2, Math.abs(ct) * y[1] + Math.abs(ht) * x[1]))),
    ];
    const [low, high] = outward(terms);
    if (low > 0 || high < 0) continue;
    const middle = (from + to) / 2;
    const [here] = value(middle);
    const size = sizeOf(terms[0]!) + sizeOf(terms[1]!) + W[1] * (Math.abs(b1) + Math.abs(at) + Math.abs(ht)) + V[1] * (Math.abs(b2) + Math.abs(ct) + Math.abs(ht));
    // Mean value form: f(middle) + f′(cell)(w − middle).
    const swing = sizeOf(slope) * (to - middle);
    if (Math.abs(here) - MARGIN * size > swing) continue;
    if (slope[0] > 0) {
      const left = value(from)[0], right = value(to)[0];
      if (left <= 0 && right >= 0) tell(left === 0 ? from : right === 0 ? to : bracketed(value, from, to, true));
      // Signs within rounding: the root may be at an end, or just beyond it in the next cell.
      else if (Math.min(Math.abs(left), Math.abs(right)) <= MARGIN * size) tell(left > 0 ? from : to);
      continue;
    }
    if (to - from <= 4 * UNIT || to - from <= 4 * UNIT * from) tell(middle);
    else cells.push([middle, to], [from, middle]);
  }
  return { points, complete: true };
}

/** A range less b, outward by the rounding of what went into it. */
const around = (range: Range, b: number, size = sizeOf(range)): Range => widened([range[0] - b, range[1] - b], MARGIN * (size + Math.abs(b)));

/** The sum of ranges, outward by the rounding of each; an unbounded end stays unbounded. */
function outward(ranges: readonly Range[]): Range {
  const [low, high] = plus(...ranges);
  let lower = 0, upper = 0;
  for (const range of ranges) { lower += Math.abs(range[0]); upper += Math.abs(range[1]); }
  return [low - MARGIN * lower, high + MARGIN * upper];
}
