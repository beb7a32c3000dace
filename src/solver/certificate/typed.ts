import type { Stated } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { fan } from './fan.ts';
import { FLAT, type Jet, read, type Slope, UNIT } from './jets.ts';
import { numbered } from './squares.ts';
import { box, point, type Zonotope } from './zonotope.ts';

/** A typed formula at θ. `spread` is the half width of a box that holds Clarke's subdifferential: 0 where it is smooth. */
export interface Reading {
  readonly value: number;
  readonly gradient: Vec2;
  readonly spread: Vec2;
  /** ∂ of the formula, exactly where that can be told, else the box. */
  readonly set: Zonotope;
  /** The set is only a box that holds it. */
  readonly enclosure: boolean;
  /** Bounds on the errors of value and gradient: of this evaluation, and when θ too may be some ulps off. */
  readonly rounding: { readonly value: number; readonly gradient: number };
  readonly wobble: { readonly value: number; readonly gradient: number };
}

/**
 * Reads a formula's value and gradient with bounds on their errors; a kink counts where rounding cannot exclude it. Where kinks
 * tie, every way off θ sees one smooth piece, and the gradients of all of them tell the subdifferential (fan.ts).
 */
export function readTyped(stated: Stated, theta: Vec2, ulps: number): Reading {
  const tree = numbered(stated);
  const namesAt = (relative: number) => {
    const variable = (axis: 0 | 1): Jet =>
      ({ value: { value: theta[axis], error: relative * Math.abs(theta[axis]) }, slopes: axis === 0 ? [UNIT, FLAT] : [FLAT, UNIT] });
    return new Map<string, Jet>([['x', variable(0)], ['y', variable(1)]]);
  };
  const near = namesAt(ulps * Number.EPSILON), sharp = read(tree, namesAt(0)), soft = read(tree, near);
  const known = (slope: Slope) => Number.isFinite(slope.value) && slope.error < Infinity;
  const gradient: Vec2 = [known(sharp.slopes[0]) ? sharp.slopes[0].value : 0, known(sharp.slopes[1]) ? sharp.slopes[1].value : 0];
  const half = (axis: 0 | 1) => (known(sharp.slopes[axis]) ? Math.max(sharp.slopes[axis].spread, soft.slopes[axis].spread) : Infinity);
  const worst = ({ value, slopes }: Jet) => ({
    value: value.error, gradient: Math.hypot(...slopes.map((slope) => (known(slope) ? slope.error : 0))),
  });
  const spread: Vec2 = [half(0), half(1)], smooth = spread[0] === 0 && spread[1] === 0, [x, y] = gradient;
  const round = spread.includes(Infinity);
  let wobble = worst(soft);
  const toward = (way: Vec2, learn: (normal: Vec2) => void): Vec2 | null => {
    const jet = read(tree, near, { toward: way, learn });
    if (!jet.slopes.every((slope) => known(slope) && slope.spread === 0)) return null;
    if (round) wobble = { ...wobble, gradient: Math.max(wobble.gradient, worst(jet).gradient) };
    return [jet.slopes[0].value, jet.slopes[1].value];
  };
  const told = smooth || !Number.isFinite(sharp.value.value) ? null : fan(toward, round);
  const set = !Number.isFinite(sharp.value.value) ? point([Number.NaN, Number.NaN])
    : told ?? box([x - spread[0], x + spread[0]], [y - spread[1], y + spread[1]]);
  return { value: sharp.value.value, gradient, spread, set, enclosure: !smooth && !told, rounding: worst(sharp), wobble };
}
