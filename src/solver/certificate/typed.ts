import { treeOf, type Stated } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { exact, FUNCTIONS, larger, minus, over, plus, power, signOf, smaller, times, type Ball } from './ball.ts';

type Tree = ReturnType<typeof treeOf>;
type Call = Extract<Tree, { kind: 'call' }>;

/** A derivative: a ball about it, and beside rounding the half width of the one-sided derivatives' hull at a kink. */
interface Slope extends Ball { readonly spread: number }
/** A value with its two derivatives (dual numbers, with running error bounds). */
interface Jet {
  readonly value: Ball;
  readonly slopes: readonly [Slope, Slope];
}

const FLAT: Slope = { value: 0, error: 0, spread: 0 };
const UNIT: Slope = { value: 1, error: 0, spread: 0 };
const sum = (a: Slope, b: Slope): Slope => ({ ...plus(a, b), spread: a.spread + b.spread });
const scaled = (factor: Ball, a: Slope): Slope =>
  ({ ...times(factor, a), spread: a.spread === 0 || a.spread === Infinity ? a.spread : (Math.abs(factor.value) + factor.error) * a.spread });
const negative = (a: Slope): Slope => ({ ...a, value: -a.value });

/** The outer function's derivative times the inner one's; a factor that does not exist leaves the slope unknown. */
const chain = (value: Ball, factor: Ball, { slopes: [x, y] }: Jet): Jet => {
  const link = (slope: Slope): Slope => (slope.value === 0 && slope.error === 0 && slope.spread === 0 ? FLAT : scaled(factor, slope));
  return { value, slopes: [link(x), link(y)] };
};
/** The slope of whichever branch is taken, or the hull of both where they tie. */
const choose = (value: Ball, side: number, a: Jet, b: Jet): Jet => {
  if (side !== 0) return { value, slopes: side > 0 ? a.slopes : b.slopes };
  const hull = (u: Slope, v: Slope): Slope => ({
    value: (u.value + v.value) / 2, error: Math.max(u.error, v.error), spread: Math.abs(u.value - v.value) / 2 + Math.max(u.spread, v.spread),
  });
  return { value, slopes: [hull(a.slopes[0], b.slopes[0]), hull(a.slopes[1], b.slopes[1])] };
};
const minusOf = (jet: Jet): Jet => ({ value: { ...jet.value, value: -jet.value.value }, slopes: [negative(jet.slopes[0]), negative(jet.slopes[1])] });

function called(name: Call['name'], a: Jet, b: Jet): Jet {
  switch (name) {
    case 'abs': return choose({ ...a.value, value: Math.abs(a.value.value) }, signOf(a.value), a, minusOf(a));
    case 'max': return choose(larger(a.value, b.value), signOf(minus(a.value, b.value)), a, b);
    case 'min': return choose(smaller(a.value, b.value), -signOf(minus(a.value, b.value)), a, b);
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

function read(tree: Tree, names: ReadonlyMap<string, Jet>): Jet {
  switch (tree.kind) {
    case 'number': return { value: exact(tree.value), slopes: [FLAT, FLAT] };
    case 'name': return names.get(tree.name)!;
    case 'call': {
      const args = tree.args.map((argument) => read(argument, names));
      return called(tree.name, args[0]!, args[1] ?? args[0]!);
    }
    case 'binary': {
      const a = read(tree.left, names), b = read(tree.right, names);
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

/** A typed formula at θ. `spread` is the half width of a box that holds Clarke's subdifferential: 0 where it is smooth. */
export interface Reading {
  readonly value: number;
  readonly gradient: Vec2;
  readonly spread: Vec2;
  /** Bounds on the errors of value and gradient: of this evaluation, and when θ too may be some ulps off. */
  readonly rounding: { readonly value: number; readonly gradient: number };
  readonly wobble: { readonly value: number; readonly gradient: number };
}

/** Reads a formula's value and gradient with bounds on their errors; a kink counts where rounding cannot exclude it. */
export function readTyped(stated: Stated, theta: Vec2, ulps: number): Reading {
  const tree = treeOf(stated);
  const at = (relative: number) => {
    const variable = (axis: 0 | 1): Jet =>
      ({ value: { value: theta[axis], error: relative * Math.abs(theta[axis]) }, slopes: axis === 0 ? [UNIT, FLAT] : [FLAT, UNIT] });
    const names = new Map<string, Jet>([['x', variable(0)], ['y', variable(1)]]);
    stated.names.forEach((name, i) => names.set(name, { value: exact(stated.values[i]!), slopes: [FLAT, FLAT] }));
    return read(tree, names);
  };
  const sharp = at(0), soft = at(ulps * Number.EPSILON);
  const known = (slope: Slope) => Number.isFinite(slope.value) && slope.error < Infinity;
  const gradient: Vec2 = [known(sharp.slopes[0]) ? sharp.slopes[0].value : 0, known(sharp.slopes[1]) ? sharp.slopes[1].value : 0];
  const spread = (axis: 0 | 1) => (known(sharp.slopes[axis]) ? Math.max(sharp.slopes[axis].spread, soft.slopes[axis].spread) : Infinity);
  const worst = ({ value, slopes }: Jet) => ({
    value: value.error, gradient: Math.hypot(...slopes.map((slope) => (known(slope) ? slope.error : 0))),
  });
  return { value: sharp.value.value, gradient, spread: [spread(0), spread(1)], rounding: worst(sharp), wobble: worst(soft) };
}
