import { LANDING, TIES, type Landing, type Rule } from '../../problem/landing.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { HalfPlane } from './polygon.ts';

/** All θ̂ whose solution lands in one place: a convex set cut out by half-planes, unbounded but for the origin's and the inside. */
export interface Basin {
  readonly landing: Landing;
  readonly halves: readonly HalfPlane[];
  /** The corner of the ball that they land on, in constraint form, or the origin. */
  readonly corner?: Vec2;
}

/** n·θ̂ ≥ d for n = Σ kᵢ (row i of A). */
const pull = ([[a, h], [, c]]: Rule['A'], k1: number, k2: number, d: number): HalfPlane => [k1 * a + k2 * h, k1 * h + k2 * c, d];

/** The basins of min L + λR with a split R: of 0 a parallelogram A⁻¹λ∂R(0), of each half axis a strip that widens nowhere. */
function* priced({ A, det, weights: [w1, w2], bend, amount: lambda }: Rule): Generator<Basin> {
  const [[a, h], [, c]] = A, nu = lambda * bend, l1 = lambda * w1, l2 = lambda * w2;
  if (w1 > 0 && w2 > 0) yield { landing: LANDING.origin, corner: [0, 0], halves: [pull(A, 1, 0, -l1), pull(A, -1, 0, -l1), pull(A, 0, 1, -l2), pull(A, 0, -1, -l2)] };
  for (const s of [1, -1]) {
    // |det A θ̂₂ + ν b₂ + s h λw₁| ≤ λw₂ (a + ν), and s b₁ ≥ λw₁
    const other = (sign: number): HalfPlane => [sign * nu * h, sign * (det + nu * c), -l2 * (a + nu) - sign * s * h * l1];
    if (w2 > 0) yield { landing: s > 0 ? LANDING.right : LANDING.left, halves: [pull(A, s, 0, l1), other(1), other(-1)] };
    const first = (sign: number): HalfPlane => [sign * (det + nu * a), sign * nu * h, -l1 * (c + nu) - sign * s * h * l2];
    if (w1 > 0) yield { landing: s > 0 ? LANDING.up : LANDING.down, halves: [pull(A, 0, s, l2), first(1), first(-1)] };
  }
}

/** Of each corner v of {R ≤ t}, the cone v + A⁻¹N(v). */
function* cornered({ A, weights: [w1, w2], reach: [r1, r2], rise: [g1, g2] }: Rule): Generator<Basin> {
  const at = ([n1, n2]: HalfPlane, [x, y]: Vec2): HalfPlane => [n1, n2, n1 * x + n2 * y];
  for (const s of [1, -1]) {
    const across: Vec2 = [s * r1, 0], up: Vec2 = [0, s * r2];
    if (r1 > 0) yield { landing: s > 0 ? LANDING.right : LANDING.left, corner: across, halves: [at(pull(A, s * w2, -g1, 0), across), at(pull(A, s * w2, g1, 0), across)] };
    if (r2 > 0) yield { landing: s > 0 ? LANDING.up : LANDING.down, corner: up, halves: [at(pull(A, -g2, s * w1, 0), up), at(pull(A, g2, s * w1, 0), up)] };
  }
}

/** {R ≤ t} where it is a polygon. */
function inside({ weights: [w1, w2], bend, amount }: Rule): Basin | null {
  if (bend !== 0) return null;
  return { landing: LANDING.inside, halves: [1, -1].flatMap((s) => [1, -1].map((z): HalfPlane => [-s * w1, -z * w2, -amount])) };
}

/** From half-planes of u = (x + y)/2, v = (x − y)/2 to those of θ̂, and from the axes of u and v to the ties that they are. */
function unturned({ landing, halves, corner }: Basin): Basin {
  return {
    landing: (landing >= LANDING.right && landing <= LANDING.down ? landing + TIES : landing) as Landing,
    halves: halves.map(([n1, n2, d]): HalfPlane => [(n1 + n2) / 2, (n1 - n2) / 2, d]),
    ...(corner ? { corner: [corner[0] + corner[1], corner[0] - corner[1]] } : {}),
  };
}

/** A in u and v. */
const turn = (rule: Rule): Rule => {
  const [[a, h], [, c]] = rule.A;
  return { ...rule, A: [[a + 2 * h + c, a - c], [a - c, a - 2 * h + c]], det: 4 * rule.det };
};

/** Every basin of a rule that is a polygon, in closed form; what is left of the plane lands where no weight is zero. */
export function basinsOf(rule: Rule): Basin[] {
  if (rule.kind !== 'split') return [];
  const own = rule.turned ? turn(rule) : rule;
  const body = rule.form === 'constraint' ? inside(own) : null;
  const basins = rule.form === 'penalty' ? [...priced(own)] : [...(body ? [body] : []), ...cornered(own)];
  return rule.turned ? basins.map(unturned) : basins;
}
