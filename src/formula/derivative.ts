import { fold } from './fold.ts';
import { binary, call, number, type FunctionName, type Tree } from './tree.ts';

const minus = (tree: Tree) => binary('-', number(0), tree);
const half = (a: Tree, b: Tree, operator: '+' | '-') => binary('/', binary(operator, a, b), number(2));
const isZero = (tree: Tree) => tree.kind === 'number' && tree.value === 0;

/** d f(u…) given f(u…) itself, the arguments u and their derivatives. At a kink: the mean of the one-sided derivatives. */
const RULES: Record<FunctionName, (f: Tree, u: readonly Tree[], du: readonly Tree[]) => Tree> = {
  abs: (_, [u], [du]) => binary('*', call('sign', u!), du!),
  sign: () => number(0),
  sqrt: (f, _, [du]) => binary('/', du!, binary('*', number(2), f)),
  exp: (f, _, [du]) => binary('*', f, du!),
  log: (_, [u], [du]) => binary('/', du!, u!),
  sin: (_, [u], [du]) => binary('*', call('cos', u!), du!),
  cos: (_, [u], [du]) => minus(binary('*', call('sin', u!), du!)),
  // max(u, v) = (u + v)/2 + |u − v|/2, and min with the other sign
  max: (_, [u, v], [du, dv]) => binary('+', half(du!, dv!, '+'), binary('*', call('sign', binary('-', u!, v!)), half(du!, dv!, '-'))),
  min: (_, [u, v], [du, dv]) => binary('-', half(du!, dv!, '+'), binary('*', call('sign', binary('-', u!, v!)), half(du!, dv!, '-'))),
};

function power(f: Tree, u: Tree, v: Tree, du: Tree, dv: Tree): Tree {
  const lower = v.kind === 'number' ? number(v.value - 1) : binary('-', v, number(1));
  const byBase = binary('*', binary('*', v, binary('^', u, lower)), du); // not u^v/u, which has no value at u = 0
  return binary('+', byBase, binary('*', f, binary('*', dv, call('log', u))));
}

/**
 * The derivative of a tree by one name, as a tree again, which shares parts with the first: a graph of a size proportional
 * to the formula's (fold.ts). Kinks are the catalogue's business, not this function's.
 */
export function derivative(tree: Tree, by: string): Tree {
  return fold<Tree>(tree, (f, of) => {
    switch (f.kind) {
      case 'number':
        return number(0);
      case 'name':
        return number(f.name === by ? 1 : 0);
      case 'call':
        return f.args.every((argument) => isZero(of(argument))) ? number(0) : RULES[f.name](f, f.args, f.args.map(of));
      case 'binary': {
        const { operator, left: u, right: v } = f;
        const du = of(u), dv = of(v);
        if (operator === '+' || operator === '-') return binary(operator, du, dv);
        if (operator === '*') return binary('+', binary('*', du, v), binary('*', u, dv));
        if (operator === '^') return power(f, u, v, du, dv);
        return isZero(dv) ? binary('/', du, v) : binary('/', binary('-', du, binary('*', f, dv)), v);
      }
      default:
        return f satisfies never;
    }
  });
}
