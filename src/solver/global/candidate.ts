import { closure } from '../../formula/closure.ts';
import { minus, times, type Interval } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { around, krawczyk, regular, size, type Box } from './newton.ts';
import type { Refute } from './refute.ts';
import { slope } from './rewrite.ts';
import type { Stratum } from './strata.ts';
import { meanValue, type System } from './system.ts';

/** A stationary point of a piece, proven to exist and alone in `box`. */
export interface Candidate {
  readonly theta: Vec2;
  /** A lower bound of the objective at the exact point. */
  readonly low: number;
  /** The multiplier of R ≤ t; 0 inside, null where the piece has none. */
  readonly lambda: number | null;
  /** Free coordinates of its piece, and how many of them its equations fix. */
  readonly free: number;
  readonly fixed: number;
}
/** The uniqueness box around a zero of a piece's system, and the candidate there; null if the zero is no minimiser of it. */
export interface Isolated { readonly box: Box; readonly candidate: Candidate | null }

/** The point of the plane with these free coordinates. */
export const lift = ({ ranges, free }: Stratum, z: readonly number[]): Vec2 => {
  const [x, y] = THETA.map((by, i) => {
    const { low, high } = ranges[i]!;
    return low === high ? low : Math.min(high, Math.max(low, z[free.indexOf(by)]!));
  });
  return [x! || 0, y! || 0];
};

/** −∇f = λ∇e for the last equation e = R − t, the others (kinks) taking their part. */
function multiplier({ onBoundary, equations, objective, free }: Stratum, z: readonly number[]): number | null {
  if (!onBoundary) return free.length > 0 ? 0 : null;
  const gradient = (tree: typeof objective) => free.map((by) => closure(slope(tree, by), free)(z));
  const f = gradient(objective), e = gradient(equations.at(-1)!);
  if (equations.length === 2) { // −∇f = α∇k + λ∇e
    const k = gradient(equations[0]!);
    return (k[1]! * f[0]! - k[0]! * f[1]!) / (k[0]! * e[1]! - k[1]! * e[0]!);
  }
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((total, entry, i) => total + entry * b[i]!, 0);
  return -dot(f, e) / dot(e, e) || 0;
}

/** A curvature that is negative for certain, along a coordinate or of the determinant, belongs to no minimiser. */
function bendsDown(jacobian: readonly (readonly Interval[])[]): boolean {
  const [[a, b] = [], [c, d] = []] = jacobian;
  if (a!.high < 0) return true;
  return d !== undefined && (d.high < 0 || minus(times(a!, d), times(b!, c!)).high < 0);
}

/** Proves a zero of a piece's system near `z`, as alone in as large a box as can be had; null if that fails. */
export function isolate(stratum: Stratum, system: System, z: readonly number[], refute: Refute): Isolated | null {
  const sides = stratum.ranges.filter(({ low, high }) => low < high);
  let tiny: ReturnType<typeof krawczyk> | null = null;
  for (let radius = 2 ** -48; radius < 1e-6 && !tiny?.proven; radius *= 8) {
    tiny = krawczyk(system, around(z, z.map((value) => radius * Math.max(2 ** -10, Math.abs(value)))));
  }
  if (!tiny?.proven || !tiny.left) return null;
  const spot = krawczyk(system, tiny.left).left ?? tiny.left;
  let box: Box | null = null;
  for (let share = 1; share > 1e-9 && !box; share /= 2) {
    const wide = around(z, sides.map(({ low, high }) => share * (high - low)));
    if (regular(system, wide, z)) box = wide;
  }
  if (!box || size(box) <= size(spot)) return null;
  const outside = spot.some((side, i) => side.high < sides[i]!.low || side.low > sides[i]!.high)
    || system.regions.some((region) => region(spot).high < 0) || (system.equations.length === 0 && bendsDown(tiny.jacobian!)) || refute(stratum, system, spot);
  if (outside) return { box, candidate: null };
  return {
    box, candidate: {
      theta: lift(stratum, z), low: meanValue(system.objective, spot).low, lambda: multiplier(stratum, z),
      free: stratum.free.length, fixed: system.equations.length,
    },
  };
}
