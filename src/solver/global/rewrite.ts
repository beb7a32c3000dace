import { closure } from '../../formula/closure.ts';
import { derivative } from '../../formula/derivative.ts';
import { fold, ordered } from '../../formula/fold.ts';
import { interval, point, type Interval } from '../../formula/interval.ts';
import { binary, call, number, parts, type Tree } from '../../formula/tree.ts';
import { THETA, treeOf, type Stated } from '../../problem/stated.ts';

/** The ranges of x and y on which a tree is read. */
export type Ranges = readonly [Interval, Interval];

const isNumber = (tree: Tree): tree is Extract<Tree, { kind: 'number' }> => tree.kind === 'number';

/** A constant becomes the double that it evaluates to: the numbers of a formula are doubles, in both engines and here. */
function constant(tree: Tree): Tree {
  const below = parts(tree);
  if (below.length === 0 || !below.every(isNumber)) return tree;
  const value = closure(tree, [])([]);
  return Number.isFinite(value) ? number(value) : tree;
}

/** Rebuilds a tree from its leaves up; `change` sees every node with its parts already changed. */
export const rebuild = (tree: Tree, change: (tree: Tree) => Tree): Tree => fold<Tree>(tree, (node, of) => {
  if (node.kind === 'binary') return change(constant(binary(node.operator, of(node.left), of(node.right))));
  return change(node.kind === 'call' ? constant(call(node.name, ...node.args.map(of))) : node);
});

/** The tree of a stated function of θ, its parameters put in as numbers. */
export function bind(stated: Stated): Tree {
  const values = new Map(stated.names.map((name, i) => [name, stated.values[i]!]));
  return rebuild(treeOf(stated), (tree) => (tree.kind === 'name' && values.has(tree.name) ? number(values.get(tree.name)!) : tree));
}

/** What decides a kink, branch by its sign: u for |u| and sign u, u − v for max and min; undefined for what has no kink. */
export function decider(tree: Tree): Tree | undefined {
  if (tree.kind !== 'call') return undefined;
  if (tree.name === 'abs' || tree.name === 'sign') return tree.args[0]!;
  return tree.name === 'max' || tree.name === 'min' ? constant(binary('-', tree.args[0]!, tree.args[1]!)) : undefined;
}

/** The branch of a kinked call where its decider is ≥ 0 (1), ≤ 0 (−1) or = 0 (0). */
export function branch(tree: Extract<Tree, { kind: 'call' }>, side: 1 | -1 | 0): Tree {
  const [u, v] = tree.args as [Tree, Tree];
  switch (tree.name) {
    case 'abs': return side === 1 ? u : side === 0 ? number(0) : constant(binary('-', number(0), u));
    case 'sign': return number(side);
    case 'max': return side === -1 ? v : u;
    case 'min': return side === -1 ? u : v;
    default: return tree;
  }
}

const isSquare = (tree: Tree) => tree.kind === 'binary' && tree.operator === '^' && isNumber(tree.right) && tree.right.value === 2;

/** Reads a tree on a rectangle: a coordinate that is one point becomes its number, a kink decided there its branch. */
export function restrict(tree: Tree, ranges: Ranges): Tree {
  const over = (part: Tree) => interval(part, THETA)(ranges);
  const change = (part: Tree): Tree => {
    if (part.kind === 'name') {
      const range = ranges[part.name === 'x' ? 0 : 1];
      return range.low === range.high ? number(range.low) : part;
    }
    if (part.kind !== 'call') return part;
    const [u] = part.args;
    if (part.name === 'sqrt' && isSquare(u!)) return change(constant(call('abs', (u as Extract<Tree, { kind: 'binary' }>).left)));
    const decides = decider(part);
    if (!decides) return part;
    const { low, high } = over(decides);
    if (part.name === 'sign') return low > 0 ? number(1) : high < 0 ? number(-1) : part;
    return low >= 0 ? branch(part, 1) : high <= 0 ? branch(part, -1) : part;
  };
  return rebuild(tree, change);
}

/** The kinked calls that are left in a tree, those inside others first. */
export const kinks = (tree: Tree): Extract<Tree, { kind: 'call' }>[] => ordered([tree]).flatMap((node) => (node.kind === 'call' && decider(node) ? [node] : []));

export const slope = (tree: Tree, by: string): Tree => rebuild(derivative(tree, by), (part) => part);

/** Where a decider that is a·(one coordinate) + b changes sign; undefined for any other. */
export function affineRoot(tree: Tree, by: 'x' | 'y'): number | undefined {
  const rate = slope(tree, by), other = slope(tree, by === 'x' ? 'y' : 'x');
  if (!isNumber(rate) || rate.value === 0 || !isNumber(other) || other.value !== 0) return undefined;
  const root = -closure(tree, THETA)([0, 0]) / rate.value;
  return Number.isFinite(root) ? root || 0 : undefined;
}

/**
 * Where a line x = c or y = c cuts the plane so that kinks lie on lines: roots of affine deciders strictly inside
 * `ranges`, found one after the other since a kink may hide inside another's branch (SCAD, MCP).
 */
export function cuts(trees: readonly Tree[], by: 'x' | 'y', ranges: Ranges): number[] {
  const here = ranges[by === 'x' ? 0 : 1];
  const list = trees.map((tree) => restrict(tree, ranges));
  for (const call of list.flatMap(kinks)) {
    const root = affineRoot(decider(call)!, by);
    if (root === undefined || !(root > here.low && root < here.high)) continue;
    const part = (range: Interval): Ranges => (by === 'x' ? [range, ranges[1]] : [ranges[0], range]);
    return [...cuts(list, by, part({ low: here.low, high: root })), root, ...cuts(list, by, part({ low: root, high: here.high }))];
  }
  return [];
}

/** The rectangle of a window as ranges, and single points as ranges. */
export const pointRanges = (x: number, y: number): Ranges => [point(x), point(y)];
