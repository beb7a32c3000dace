import { infix, type Dialect } from './infix.ts';
import type { Tree } from './tree.ts';

const PYTHON: Dialect = {
  power: '**',
  pi: 'math.pi',
  calls: {
    abs: 'abs', sqrt: 'math.sqrt', exp: 'math.exp', log: 'math.log', sin: 'math.sin', cos: 'math.cos', max: 'max', min: 'min',
    sign: '(lambda s: (s > 0) - (s < 0))', // Python has none that is 0 at 0
  },
  reserved: [
    'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'False', 'finally', 'for', 'from', 'global', 'if',
    'import', 'in', 'is', 'lambda', 'math', 'None', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'True', 'try', 'while', 'with', 'yield',
  ],
};

/**
 * A parsed formula as a Python expression of floats that needs `import math` alone. Where ours gives ∞ or NaN (1/0, log of
 * 0), Python raises.
 * @param names text for some names, e.g. `{ x: 'theta[0]' }`; the others stand as they are, with a _ after a keyword
 */
export const python = (tree: Tree, names?: Readonly<Record<string, string>>): string => infix(tree, PYTHON, names);
