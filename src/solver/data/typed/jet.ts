import { ordered } from '../../../formula/fold.ts';
import type { FunctionName, Operator, Tree } from '../../../formula/tree.ts';
import type { Vec2 } from '../../../problem/types.ts';

/** A function of θ at a point: its value, its slopes by x and y, and its second derivatives xx, xy, yy. */
export type Jet = readonly [value: number, x: number, y: number, xx: number, xy: number, yy: number];

/** A formula at a point, and what decides each of its kinks there: u for |u|, u − v for max and min. */
export interface Jets {
  readonly value: Jet;
  readonly deciders: readonly Jet[];
  /** What stands under roots: where it is 0, a root has a tip. */
  readonly roots: readonly Jet[];
}
/**
 * Reads a formula on one smooth piece of it.
 * @param sides 1 or −1 for the branch of a kink, 0 for that of its decider's sign
 * @param toward where a decider or a root is 0: the branch that it has a little way in this direction
 */
export type ReadJets = (theta: Vec2, sides: readonly number[], toward: Vec2) => Jets;

const constant = (value: number): Jet => [value, 0, 0, 0, 0, 0];
// A factor of 0 stands for what does not move at all, whatever it is multiplied by.
const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
const plus = (u: Jet, v: Jet): Jet => [u[0] + v[0], u[1] + v[1], u[2] + v[2], u[3] + v[3], u[4] + v[4], u[5] + v[5]];
const minus = (u: Jet, v: Jet): Jet => [u[0] - v[0], u[1] - v[1], u[2] - v[2], u[3] - v[3], u[4] - v[4], u[5] - v[5]];
const NOTHING = constant(0);

/** f(u) by f, f′ and f″ at u. */
function chain(f: number, f1: number, f2: number, [, x, y, xx, xy, yy]: Jet): Jet {
  return [
    f, product(f1, x), product(f1, y),
    product(f1, xx) + product(f2, x * x), product(f1, xy) + product(f2, x * y), product(f1, yy) + product(f2, y * y),
  ];
}

const times = (u: Jet, v: Jet): Jet => [
  u[0] * v[0], product(u[1], v[0]) + product(u[0], v[1]), product(u[2], v[0]) + product(u[0], v[2]),
  product(u[3], v[0]) + 2 * product(u[1], v[1]) + product(u[0], v[3]),
  product(u[4], v[0]) + product(u[1], v[2]) + product(u[2], v[1]) + product(u[0], v[4]),
  product(u[5], v[0]) + 2 * product(u[2], v[2]) + product(u[0], v[5]),
];

const still = (u: Jet) => u.every((part, i) => i === 0 || part === 0);

function power(u: Jet, v: Jet): Jet {
  const value = u[0] ** v[0];
  if (still(v)) {
    const p = v[0];
    return chain(value, p === 0 ? 0 : p * u[0] ** (p - 1), p === 0 || p === 1 ? 0 : p * (p - 1) * u[0] ** (p - 2), u);
  }
  const log = Math.log(u[0]);
  const exponent = times(v, chain(log, 1 / u[0], -1 / (u[0] * u[0]), u));
  return chain(value, value, value, exponent);
}

/** √u; at u = 0, a minimum of u, the cone √(½ dᵀu″d) as it is in the direction d. */
function root(u: Jet, [p, q]: Vec2): Jet {
  if (u[0] === 0 && u[1] === 0 && u[2] === 0) {
    const size = Math.sqrt((u[3] * p * p + 2 * u[4] * p * q + u[5] * q * q) / 2);
    return size > 0 ? [0, (u[3] * p + u[4] * q) / (2 * size), (u[4] * p + u[5] * q) / (2 * size), 0, 0, 0] : constant(0);
  }
  const value = Math.sqrt(u[0]);
  return chain(value, 1 / (2 * value), -1 / (4 * value * value * value), u);
}

function called(name: Exclude<FunctionName, 'abs' | 'max' | 'min'>, u: Jet, toward: Vec2): Jet {
  const [at] = u;
  switch (name) {
    case 'sqrt': return root(u, toward);
    case 'exp': return chain(Math.exp(at), Math.exp(at), Math.exp(at), u);
    case 'log': return chain(Math.log(at), 1 / at, -1 / (at * at), u);
    case 'sin': return chain(Math.sin(at), Math.cos(at), -Math.sin(at), u);
    case 'cos': return chain(Math.cos(at), -Math.sin(at), -Math.cos(at), u);
    case 'sign': return constant(Math.sign(at));
    default: return name satisfies never;
  }
}

function joined(operator: Operator, u: Jet, v: Jet): Jet {
  switch (operator) {
    case '+': return plus(u, v);
    case '-': return minus(u, v);
    case '*': return times(u, v);
    case '/': return times(u, chain(1 / v[0], -1 / (v[0] * v[0]), 2 / (v[0] * v[0] * v[0]), v));
    case '^': return power(u, v);
    default: return operator satisfies never;
  }
}

const isKink = (name: FunctionName): name is 'abs' | 'max' | 'min' => name === 'abs' || name === 'max' || name === 'min';

/** Reads a tree in x and y; its kinks are counted in the order in which they are computed, those inside others first. */
export function jetsOf(tree: Tree): ReadJets {
  const nodes = ordered([tree]), place = new Map(nodes.map((node, i) => [node, i]));
  return (theta, sides, toward) => {
    const jets: Jet[] = [], deciders: Jet[] = [], roots: Jet[] = [];
    const of = (part: Tree) => jets[place.get(part)!]!;
    for (const node of nodes) {
      if (node.kind === 'number') jets.push(constant(node.value));
      else if (node.kind === 'name') jets.push(node.name === 'x' ? [theta[0], 1, 0, 0, 0, 0] : [theta[1], 0, 1, 0, 0, 0]);
      else if (node.kind === 'binary') jets.push(joined(node.operator, of(node.left), of(node.right)));
      else if (!isKink(node.name)) {
        const u = of(node.args[0]!);
        if (node.name === 'sqrt') roots.push(u);
        jets.push(called(node.name, u, toward));
      }
      else {
        const u = of(node.args[0]!), v = node.name === 'abs' ? u : of(node.args[1]!);
        const decider = node.name === 'abs' ? u : minus(u, v);
        const side = sides[deciders.length] || Math.sign(decider[0]) || Math.sign(decider[1] * toward[0] + decider[2] * toward[1]) || 1;
        deciders.push(decider);
        if (node.name === 'abs') jets.push(side > 0 ? u : minus(NOTHING, u));
        else jets.push((node.name === 'max') === side > 0 ? u : v);
      }
    }
    return { value: jets.at(-1)!, deciders, roots };
  };
}
