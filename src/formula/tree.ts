/**
 * The tree that a formula string parses into. Every use of a formula is a reading of this tree, each in its own file. A
 * derivative uses parts of its formula more than once: there it is a graph, and a reading that walked every path of it
 * would take exponential time. So readings are folds over the distinct nodes (fold.ts).
 */

export type Operator = '+' | '-' | '*' | '/' | '^';

/** Named functions a formula may call, with their number of arguments. */
export const FUNCTIONS = { abs: 1, sqrt: 1, exp: 1, log: 1, sin: 1, cos: 1, max: 2, min: 2, sign: 1 } as const;
export type FunctionName = keyof typeof FUNCTIONS;

export type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Tree[] };

export const number = (value: number): Tree => ({ kind: 'number', value });
export const name = (text: string): Tree => ({ kind: 'name', name: text });
export const call = (fn: FunctionName, ...args: Tree[]): Tree => ({ kind: 'call', name: fn, args });

/** The nodes directly below a node, in their order. */
export const parts = (tree: Tree): readonly Tree[] => (tree.kind === 'binary' ? [tree.left, tree.right] : tree.kind === 'call' ? tree.args : []);

const isNumber = (tree: Tree, value: number) => tree.kind === 'number' && tree.value === value;

/** A binary node with the identities of 0 and 1 folded away, so that derivatives stay readable. */
export function binary(operator: Operator, left: Tree, right: Tree): Tree {
  if (operator === '+' && isNumber(left, 0)) return right;
  if ((operator === '+' || operator === '-') && isNumber(right, 0)) return left;
  if (operator === '*' && (isNumber(left, 0) || isNumber(right, 0))) return number(0);
  if (operator === '*' && isNumber(left, 1)) return right;
  if ((operator === '*' || operator === '/' || operator === '^') && isNumber(right, 1)) return left;
  if (operator === '/' && isNumber(left, 0)) return number(0);
  if (operator === '^' && isNumber(right, 0)) return number(1);
  return { kind: 'binary', operator, left, right };
}
