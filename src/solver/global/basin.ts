import { interval, plus, point, square, times } from '../../formula/interval.ts';
import type { Tree } from '../../formula/tree.ts';
import type { Window } from '../../problem/grid.ts';
import { THETA } from '../../problem/stated.ts';
import { slope, type Ranges } from './rewrite.ts';
import type { Radial } from './search.ts';

const SHY = 16 * Number.EPSILON;

/**
 * A box around 0 in which 0 is the one minimiser of L + λ‖θ‖₂, where λ holds it there: L(θ) − L(0) ≥ ∇L(0)·θ + ½μ‖θ‖² in a box
 * where ∇²L ⪰ μ > 0, and λ‖θ‖ makes up for the first term. At λ = ‖∇L(0)‖ no bound of values or slopes tells 0 from what is
 * beside it; if the norm exceeds λ, then by rounding only, and a minimum is 2(‖∇L(0)‖ − λ)/μ from 0 at most: the same double.
 */
export function basin(loss: Tree, { slopes, lambda }: Radial, { x, y }: Window): Ranges | null {
  const reach = Math.min(-x[0], x[1], -y[0], y[1]);
  const [p, q] = slopes.map((rate) => square(rate([point(0), point(0)])));
  const limit = lambda.low * (1 + SHY);
  if (!(reach > 0 && plus(p!, q!).high <= limit * limit)) return null;
  const gradient = THETA.map((by) => slope(loss, by));
  const [a, h, c] = [slope(gradient[0]!, 'x'), slope(gradient[0]!, 'y'), slope(gradient[1]!, 'y')].map((tree) => interval(tree, THETA));
  for (let side = reach; side > 1e-6 * reach; side /= 2) {
    const box: Ranges = [{ low: -side, high: side }, { low: -side, high: side }];
    const A = a!(box), H = h!(box), C = c!(box), across = Math.max(-H.low, H.high);
    if (!(A.low > 0 && C.low > 0 && A.high < Infinity && C.high < Infinity)) continue;
    const least = times(point(A.low), point(C.low)).low - square(point(across)).high;
    // μ ≥ det/trace; the rounding that λ may lack must not move a minimum
    if (least > 0 && (2 * SHY * lambda.high * (A.low + C.low)) / least < 1e-9 * side) return box;
  }
  return null;
}
