import { contains, divide, point, width } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { centre, isVoid, krawczyk, type Box } from '../global/newton.ts';
import { restrict, type Ranges } from '../global/rewrite.ts';
import { systemOf } from '../global/system.ts';
import type { Exact } from './exact.ts';
import { ofDouble, simplest, toDouble, type Fraction } from './fraction.ts';
import { isolate, type Root } from './isolate.ts';
import type { Reading } from './reading.ts';
import { cross } from './setting.ts';
import { vanishes } from './vanishes.ts';

/** A point as well as it is known: inside `spot`, and `exact` where it is proven to be this rational point. */
export interface Place { readonly theta: Vec2; readonly spot: Box; readonly exact: Exact | null }

const MAX_DENOMINATOR = 10000n;

/** The simplest rational points of a box, and the doubles nearest to them: where an exact zero may be looked for. */
export function guesses(box: Box): Exact[] {
  const choices = box.map(({ low, high }): Fraction[] => {
    const plain = simplest(low, high);
    if (plain.q > MAX_DENOMINATOR) return [];
    const double = ofDouble(toDouble(plain));
    return double.q === plain.q ? [plain] : [plain, double]; // the numbers of a formula are doubles
  });
  return choices[0]!.flatMap((x) => choices[1]!.map((y): Exact => [x, y]));
}

export const placeOf = (exact: Exact): Place => ({
  theta: [toDouble(exact[0]), toDouble(exact[1])], exact,
  spot: exact.map(({ p, q }) => (q === 1n && contains({ low: -(2 ** 53), high: 2 ** 53 }, Number(p)) ? point(Number(p)) : divide(point(Number(p)), point(Number(q))))),
});

/** The equations whose common zero is looked for: e = 0 with ∇J ∥ ∇e, two equations, or ∇J = 0. */
const equationsOf = (J: Reading, equations: readonly Reading[]) =>
  (equations.length === 0 ? J.slopes : equations.length === 2 ? equations.map(({ tree }) => tree) : [equations[0]!.tree, cross(J.slopes, equations[0]!.slopes)]);

/**
 * A zero on an axis by symmetry: one equation vanishes all along the axis, and the other has a zero there which is the root,
 * since the root is alone.
 */
function onAxis(J: Reading, equations: readonly Reading[], { z, spot, alone }: Root): Place | null {
  for (const i of [0, 1] as const) {
    if (!contains(spot[i]!, 0)) continue;
    const other = 1 - i as 0 | 1, by = THETA[other];
    const all = { low: -Infinity, high: Infinity };
    const ranges: Ranges = i === 0 ? [point(0), all] : [all, point(0)];
    const parts = equationsOf(J, equations).map((tree) => restrict(tree, ranges));
    const [left, more] = parts.filter((tree) => !vanishes(tree));
    if (!left || more) continue;
    const system = systemOf({ ranges, free: [by], objective: left, equations: [left], regions: [], onBoundary: false, smooth: true });
    const root = isolate(system, [z[other]!], [width(alone[other]!)]);
    if (!root) continue;
    const along = krawczyk(system, root.spot).left ?? root.spot;
    if (isVoid(along) || along[0]!.low < alone[other]!.low || along[0]!.high > alone[other]!.high) continue;
    return { theta: i === 0 ? [0, root.z[0]!] : [root.z[0]!, 0], spot: i === 0 ? [point(0), along[0]!] : [along[0]!, point(0)], exact: null };
  }
  return null;
}

/** Where a root is: exactly, on an axis, or within its spot. */
export function locate(J: Reading, equations: readonly Reading[], root: Root): Place {
  const exact = guesses(root.spot).find((at) => {
    const value = ({ exact: read }: Reading) => read(at);
    const [a, b] = equations.length === 2 ? [] : J.exactGradient.map((read) => read(at));
    if (equations.length === 0) return a?.p === 0n && b?.p === 0n;
    if (!equations.every((equation) => value(equation)?.p === 0n)) return false;
    if (equations.length === 2) return true;
    const [p, q] = equations[0]!.exactGradient.map((read) => read(at));
    return Boolean(a && b && p && q) && a!.p * q!.p * b!.q * p!.q === b!.p * p!.p * a!.q * q!.q;
  });
  if (exact) return placeOf(exact);
  const [x, y] = centre(root.spot);
  return onAxis(J, equations, root) ?? { theta: [x! || 0, y! || 0], spot: root.spot, exact: null };
}
