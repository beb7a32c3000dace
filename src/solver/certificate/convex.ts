import { fold } from '../../formula/fold.ts';
import { ENTIRE, interval } from '../../formula/interval.ts';
import type { Operator, Tree } from '../../formula/tree.ts';
import { THETA, type Stated } from '../../problem/stated.ts';
import { constantOf, numbered, squaresOf } from './squares.ts';

/** What is known of a part's shape over the whole plane: convex and concave for what is affine. */
interface Shape { readonly convex: boolean; readonly concave: boolean; /** Positive, with a convex logarithm. */ readonly log: boolean }

const NONE: Shape = { convex: false, concave: false, log: false };
const FLAT: Shape = { convex: true, concave: true, log: false };
const negative = ({ convex, concave }: Shape): Shape => ({ convex: concave, concave: convex, log: false });
const sum = (a: Shape, b: Shape): Shape => ({ convex: a.convex && b.convex, concave: a.concave && b.concave, log: a.log && b.log });
const scaled = (factor: number | null, shape: Shape): Shape =>
  (factor === null ? NONE : factor === 0 ? FLAT : factor > 0 ? shape : negative(shape));

const rangeOf = (tree: Tree) => interval(tree, THETA)([ENTIRE, ENTIRE]);
/** Convex, and not below 0: what rises on the positive numbers keeps it convex. */
const bowl = (shape: Shape, tree: Tree) => shape.convex && (shape.log || rangeOf(tree).low >= 0);

function power(base: Shape, tree: Tree, p: number | null): Shape {
  if (p === null) return NONE;
  if (p === 0) return FLAT;
  if (p === 1) return base;
  const affine = base.convex && base.concave, even = Number.isInteger(p / 2), low = rangeOf(tree).low;
  if (p > 1) return { ...NONE, convex: (even && affine) || bowl(base, tree) };
  if (p > 0) return { ...NONE, concave: base.concave && low >= 0 };
  return { ...NONE, convex: base.concave && low > 0 };
}

/** A norm of parts that are affine, or convex and not negative; with a constant beside them too. */
const isNorm = (tree: Tree, of: (part: Tree) => Shape) =>
  squaresOf(tree)?.every(({ part }) => part === null || (of(part).convex && of(part).concave) || bowl(of(part), part)) ?? false;

function joined(operator: Operator, left: Tree, right: Tree, of: (part: Tree) => Shape): Shape {
  const a = of(left), b = of(right), p = constantOf(left), q = constantOf(right);
  switch (operator) {
    case '+': return sum(a, b);
    case '-': return sum({ ...a, log: false }, negative(b));
    case '*': return p !== null ? scaled(p, b) : q !== null ? scaled(q, a) : a.log && b.log ? a
      : JSON.stringify(left) === JSON.stringify(right) ? power(a, left, 2) : NONE;
    case '/': return q !== null ? scaled(q === 0 ? null : 1 / q, a) : p !== null && p >= 0 ? power(b, right, -1) : NONE;
    case '^': return power(a, left, q);
    default: return operator satisfies never;
  }
}

function shapeOf(root: Tree): Shape {
  return fold<Shape>(root, (node, of) => {
    const constant = node.kind === 'number' || node.kind === 'name' ? null : constantOf(node);
    if (node.kind === 'number') return { ...FLAT, log: node.value > 0 };
    if (node.kind === 'name') return FLAT;
    if (constant !== null) return Number.isFinite(constant) ? { ...FLAT, log: constant > 0 } : NONE;
    if (node.kind === 'binary') return joined(node.operator, node.left, node.right, of);
    const { name } = node, [tree] = node.args as [Tree], a = of(tree), b = of(node.args.at(-1)!), { low, high } = rangeOf(tree);
    switch (name) {
      case 'abs': return { ...NONE, convex: (a.convex && (a.concave || low >= 0)) || (a.concave && high <= 0) };
      case 'max': return { convex: a.convex && b.convex, concave: false, log: a.log && b.log };
      case 'min': return { ...NONE, concave: a.concave && b.concave };
      case 'exp': return { ...NONE, convex: a.convex, log: a.convex };
      case 'log': return { ...NONE, convex: a.log, concave: a.concave };
      case 'sqrt': return { ...NONE, convex: isNorm(tree, of), concave: a.concave };
      case 'sin':
      case 'cos':
      case 'sign': return NONE;
      default: return name satisfies never;
    }
  });
}

const known = new Map<string, boolean>();
const KEPT = 500;

/**
 * Whether a formula is convex by the way it is written (disciplined convex programming: Grant, Boyd and Ye 2006). It may be so
 * without being seen to be; where it is seen, it is.
 */
export function isConvexFormula(stated: Stated): boolean {
  const key = JSON.stringify([stated.formula, stated.names, stated.values]);
  let found = known.get(key);
  if (found === undefined) {
    if (known.size >= KEPT) known.delete(known.keys().next().value!);
    known.set(key, (found = shapeOf(numbered(stated)).convex));
  }
  return found;
}
