import { derivative } from '../src/formula/derivative.ts';
import { parts, type Tree } from '../src/formula/tree.ts';
import { wholeExponent } from '../src/formula/whole.ts';

// Operations of a formula on a GPU, counted on its tree: + − × ÷ abs min max sign 1, a square root 4 and its guard 2, exp, log, sin and cos 4
// (they run at a quarter of the rate), a whole power its products, any other power log, product, exp and guard 11. What stands in it twice is
// computed once, as compilers do; a part without a variable is worked out beforehand, if it is one of numbers only.

const PRICES = { abs: 1, max: 1, min: 1, sign: 1, sqrt: 6, exp: 4, log: 4, sin: 4, cos: 4 } as const;
const REAL_POWER = 11;

const productsOf = (n: number): number => (n < 0 ? 1 + productsOf(-n) : n === 1 ? 0 : Math.floor(Math.log2(n)) + [...n.toString(2)].filter((bit) => bit === '1').length - 1);

function priceOf(tree: Tree): number {
  if (tree.kind === 'call') return PRICES[tree.name];
  if (tree.kind !== 'binary') return 0;
  if (tree.operator !== '^') return 1;
  const n = wholeExponent(tree);
  return n === undefined ? REAL_POWER : productsOf(n);
}

/** Operations of several trees that are evaluated together. */
export function operationsOf(trees: readonly Tree[]): number {
  const seen = new Map<string, boolean>(); // of each different part, whether it is made of numbers only
  let sum = 0;
  const visit = (tree: Tree): boolean => {
    const key = JSON.stringify(tree), known = seen.get(key);
    if (known !== undefined) return known;
    const below = parts(tree).map(visit), constant = tree.kind === 'number' || (tree.kind !== 'name' && below.every(Boolean));
    seen.set(key, constant);
    if (!constant) sum += priceOf(tree);
    return constant;
  };
  for (const tree of trees) visit(tree);
  return sum;
}

export const slopeOperations = (tree: Tree): number => operationsOf([derivative(tree, 'x'), derivative(tree, 'y')]);
