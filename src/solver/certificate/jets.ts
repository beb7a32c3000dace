import { ordered } from '../../formula/fold.ts';
import type { Tree } from '../../formula/tree.ts';
import type { Vec2 } from '../../problem/types.ts';
import { exact, FUNCTIONS, larger, minus, over, plus, power, signOf, smaller, times, type Ball } from './ball.ts';
import { squaresOf } from './squares.ts';

type Call = Extract<Tree, { kind: 'call' }>;

/** A derivative: a ball about it, and beside rounding the half width of the one-sided derivatives' hull at a kink. */
export interface Slope extends Ball { readonly spread: number }
/** A value with its two derivatives (dual numbers, with running error bounds). */
export interface Jet {
  readonly value: Ball;
  readonly slopes: readonly [Slope, Slope];
}

export const FLAT: Slope = { value: 0, error: 0, spread: 0 };
export const UNIT: Slope = { value: 1, error: 0, spread: 0 };
const sum = (a: Slope, b: Slope): Slope => ({ ...plus(a, b), spread: a.spread + b.spread });
const scaled = (factor: Ball, a: Slope): Slope =>
  ({ ...times(factor, a), spread: a.spread === 0 || a.spread === Infinity ? a.spread : (Math.abs(factor.value) + factor.error) * a.spread });
const negative = (a: Slope): Slope => ({ ...a, value: -a.value });

/** The outer function's derivative times the inner one's; a factor that does not exist leaves the slope unknown. */
const chain = (value: Ball, factor: Ball, { slopes: [x, y] }: Jet): Jet => {
  const link = (slope: Slope): Slope => (slope.value === 0 && slope.error === 0 && slope.spread === 0 ? FLAT : scaled(factor, slope));
  return { value, slopes: [link(x), link(y)] };
};
/** A way off θ, and what is learnt on it: the gradients of the deciders that tie. */
export interface Way { readonly toward: Vec2; readonly learn: (normal: Vec2) => void }

/** The slope of whichever branch is taken; where they tie that of the branch which a way has, or without one the hull of both. */
const choose = (value: Ball, { value: apart, slopes: [p, q] }: Jet, a: Jet, b: Jet, way: Way | null): Jet => {
  let side = signOf(apart);
  if (side === 0 && way) {
    way.learn([p.value, q.value]);
    side = p.value * way.toward[0] + q.value * way.toward[1] >= 0 ? 1 : -1;
  }
  if (side !== 0) return { value, slopes: side > 0 ? a.slopes : b.slopes };
  const hull = (u: Slope, v: Slope): Slope => ({
    value: (u.value + v.value) / 2, error: Math.max(u.error, v.error), spread: Math.abs(u.value - v.value) / 2 + Math.max(u.spread, v.spread),
  });
  return { value, slopes: [hull(a.slopes[0], b.slopes[0]), hull(a.slopes[1], b.slopes[1])] };
};
const minusOf = (jet: Jet): Jet => ({ value: { ...jet.value, value: -jet.value.value }, slopes: [negative(jet.slopes[0]), negative(jet.slopes[1])] });
const difference = (a: Jet, b: Jet): Jet =>
  ({ value: minus(a.value, b.value), slopes: [sum(a.slopes[0], negative(b.slopes[0])), sum(a.slopes[1], negative(b.slopes[1]))] });

function called(name: Call['name'], a: Jet, b: Jet, way: Way | null): Jet {
  switch (name) {
    case 'abs': return choose({ ...a.value, value: Math.abs(a.value.value) }, a, a, minusOf(a), way);
    case 'max': return choose(larger(a.value, b.value), difference(a, b), a, b, way);
    case 'min': return choose(smaller(a.value, b.value), difference(b, a), a, b, way);
    case 'sign': {
      const side = signOf(a.value);
      const jump: Slope = { ...FLAT, spread: Infinity };
      return { value: side === 0 ? { value: 0, error: 1 } : exact(side), slopes: side === 0 ? [jump, jump] : [FLAT, FLAT] };
    }
    case 'sqrt': {
      const root = FUNCTIONS.sqrt(a.value);
      return chain(root, over(exact(0.5), root), a);
    }
    case 'exp': return chain(FUNCTIONS.exp(a.value), FUNCTIONS.exp(a.value), a);
    case 'log': return chain(FUNCTIONS.log(a.value), over(exact(1), a.value), a);
    case 'sin': return chain(FUNCTIONS.sin(a.value), FUNCTIONS.cos(a.value), a);
    case 'cos': return chain(FUNCTIONS.cos(a.value), times(exact(-1), FUNCTIONS.sin(a.value)), a);
    default: return name satisfies never;
  }
}

const constant = ({ slopes }: Jet) => slopes.every(({ value, error, spread }) => value === 0 && error === 0 && spread === 0);

function raised(a: Jet, b: Jet): Jet {
  const value = power(a.value, b.value);
  const whole = b.value.error === 0 && Number.isInteger(b.value.value);
  const inner = chain(value, times(b.value, power(a.value, whole ? exact(b.value.value - 1) : minus(b.value, exact(1)))), a);
  if (constant(b)) return inner;
  const outer = chain(value, times(value, FUNCTIONS.log(a.value)), b);
  return { value, slopes: [sum(inner.slopes[0], outer.slopes[0]), sum(inner.slopes[1], outer.slopes[1])] };
}

/**
 * √Σ cᵢuᵢ² where every uᵢ is 0, a tip: on a way it has the slope Σ cᵢuᵢ′∇uᵢ/√Σ cᵢuᵢ′². null elsewhere.
 * @param terms the uᵢ with their cᵢ
 */
function tip(value: Ball, terms: readonly { readonly factor: number; readonly jet: Jet }[], { toward }: Way): Jet | null {
  if (!terms.every(({ jet }) => signOf(jet.value) === 0)) return null;
  const rates = terms.map(({ factor, jet: { slopes: [p, q] } }) => ({ factor, p: p.value, q: q.value, rate: p.value * toward[0] + q.value * toward[1] }));
  const size = Math.sqrt(rates.reduce((total, { factor, rate }) => total + factor * rate * rate, 0));
  if (!(size > 0)) return null;
  const slope = (of: (term: (typeof rates)[number]) => number): Slope => {
    const parts = rates.map((term) => (term.factor * term.rate * of(term)) / size);
    return { value: parts.reduce((total, part) => total + part, 0), error: 8 * Number.EPSILON * parts.reduce((total, part) => total + Math.abs(part), 0), spread: 0 };
  };
  return { value, slopes: [slope(({ p }) => p), slope(({ q }) => q)] };
}

/**
 * A tree with its two derivatives.
 * @param names of x and y
 * @param way off the point, which decides the kinks that tie there; null for the hull of their branches
 */
export function read(tree: Tree, names: ReadonlyMap<string, Jet>, way: Way | null = null): Jet {
  switch (tree.kind) {
    case 'number': return { value: exact(tree.value), slopes: [FLAT, FLAT] };
    case 'name': return names.get(tree.name)!;
    case 'call': {
      const args = tree.args.map((argument) => read(argument, names, way));
      const squares = way && tree.name === 'sqrt' && args[0]!.value.value === 0 ? squaresOf(tree.args[0]!) : null;
      const parts = squares?.flatMap(({ factor, part }) => (part ? [{ factor, jet: read(part, names, way) }] : []));
      const round = parts && tip(args[0]!.value, parts, way!);
      if (round) return round;
      const jet = called(tree.name, args[0]!, args[1] ?? args[0]!, way);
      // the slope of a root of 0 is unknown in what stands under it, were it 0 times infinity
      const open = tree.name === 'sqrt' && signOf(args[0]!.value) === 0;
      const under = (by: 'x' | 'y') => ordered(tree.args).some((node) => node.kind === 'name' && node.name === by);
      const free = (slope: Slope, by: 'x' | 'y'): Slope => (open && under(by) ? { ...slope, spread: Infinity } : slope);
      return { value: jet.value, slopes: [free(jet.slopes[0], 'x'), free(jet.slopes[1], 'y')] };
    }
    case 'binary': {
      const a = read(tree.left, names, way), b = read(tree.right, names, way);
      const both = (join: (i: 0 | 1) => Slope): [Slope, Slope] => [join(0), join(1)];
      switch (tree.operator) {
        case '+': return { value: plus(a.value, b.value), slopes: both((i) => sum(a.slopes[i], b.slopes[i])) };
        case '-': return { value: minus(a.value, b.value), slopes: both((i) => sum(a.slopes[i], negative(b.slopes[i]))) };
        case '*': return { value: times(a.value, b.value), slopes: both((i) => sum(scaled(b.value, a.slopes[i]), scaled(a.value, b.slopes[i]))) };
        case '/': {
          const value = over(a.value, b.value), inverse = over(exact(1), b.value);
          return { value, slopes: both((i) => scaled(inverse, sum(a.slopes[i], negative(scaled(value, b.slopes[i]))))) };
        }
        case '^': return raised(a, b);
        default: return tree.operator satisfies never;
      }
    }
    default: return tree satisfies never;
  }
}
