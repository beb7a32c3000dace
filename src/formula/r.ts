import { infix, type Dialect } from './infix.ts';
import type { Tree } from './tree.ts';

const R: Dialect = {
  power: '^',
  pi: 'pi',
  calls: { abs: 'abs', sqrt: 'sqrt', exp: 'exp', log: 'log', sin: 'sin', cos: 'cos', sign: 'sign', max: 'pmax', min: 'pmin' },
  reserved: ['if', 'else', 'repeat', 'while', 'function', 'for', 'in', 'next', 'break', 'TRUE', 'FALSE', 'NULL', 'Inf', 'NaN', 'NA'],
};

/**
 * A parsed formula as an R expression, of numbers or of vectors of them.
 * @param names text for some names, e.g. `{ x: 'theta[1]' }`; the others stand as they are, with a _ after a keyword
 */
export const r = (tree: Tree, names?: Readonly<Record<string, string>>): string => infix(tree, R, names);
