import { binary, call, number, type FunctionName, type Tree } from './tree.ts';

const minus = (tree: Tree) => binary('-', number(0), tree);
const half = (a: Tree, b: Tree, operator: '+' | '-') => binary('/', binary(operator, a, b), number(2));

/** d f(u…) given the arguments u and their derivatives. At a kink: the mean of the one-sided derivatives. */
const RULES: Record<FunctionName, (u: readonly Tree[], du: readonly Tree[]) => Tree> = {
  abs: ([u], [du]) => binary('*', call('sign', u!), du!),
  sign: () => number(0),
  sqrt: ([u], [du]) => binary('/', du!, binary('*', number(2), call('sqrt', u!))),
  exp: ([u], [du]) => binary('*', call('exp', u!), du!),
  log: ([u], [du]) => binary('/', du!, u!),
  sin: ([u], [du]) => binary('*', call('cos', u!), du!),
  cos: ([u], [du]) => minus(binary('*', call('sin', u!), du!)),
  // max(u, v) = (u + v)/2 + |u − v|/2, and min with the other sign
  max: ([u, v], [du, dv]) => binary('+', half(du!, dv!, '+'), binary('*', call('sign', binary('-', u!, v!)), half(du!, dv!, '-'))),
  min: ([u, v], [du, dv]) => binary('-', half(du!, dv!, '+'), binary('*', call('sign', binary('-', u!, v!)), half(du!, dv!, '-'))),
};

/** The derivative of a tree by one name, as a tree again. Kinks are the catalogue's business, not this function's. */
export function derivative(tree: Tree, by: string): Tree {
  switch (tree.kind) {
    case 'number':
      return number(0);
    case 'name':
      return number(tree.name === by ? 1 : 0);
    case 'call':
      return RULES[tree.name](tree.args, tree.args.map((argument) => derivative(argument, by)));
    case 'binary': {
      const { operator, left: u, right: v } = tree;
      const du = derivative(u, by);
      const dv = derivative(v, by);
      if (operator === '+' || operator === '-') return binary(operator, du, dv);
      if (operator === '*') return binary('+', binary('*', du, v), binary('*', u, dv));
      if (operator === '/') return binary('/', binary('-', binary('*', du, v), binary('*', u, dv)), binary('^', v, number(2)));
      if (v.kind === 'number') return binary('*', binary('*', v, binary('^', u, number(v.value - 1))), du);
      return binary('*', tree, binary('+', binary('*', dv, call('log', u)), binary('/', binary('*', v, du), u)));
    }
    default:
      return tree satisfies never;
  }
}
