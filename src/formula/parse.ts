import { FUNCTIONS, number, type FunctionName, type Operator, type Tree } from './tree.ts';

/** What a formula got wrong, as one sentence in the reader's words. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
}

const MAX_LENGTH = 2000;
const MAX_DEPTH = 100; // nested brackets; keeps the recursive readings far from the stack's end
const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z_0-9]*)|([-+*/^(),]))/y;

type Token = { kind: 'number' | 'name' | 'symbol' | 'end'; text: string };

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new FormulaError(`“${text.slice(at).trim()[0]}” in the formula “${text}” is not allowed: use numbers, names, + - * / ^, brackets and commas.`);
    const [, digits, word, symbol] = match;
    if (digits !== undefined) found.push({ kind: 'number', text: digits });
    else if (word !== undefined) found.push({ kind: 'name', text: word });
    else found.push({ kind: 'symbol', text: symbol! });
  }
  found.push({ kind: 'end', text: 'the end' });
  return found;
}

/**
 * Parses a formula: `+ - * / ^` with the usual precedence (`^` binds tighter than a leading minus and to the right),
 * brackets, the functions of `FUNCTIONS`, and the given names.
 * @param names the variables and parameters that may occur; anything else is refused
 * @throws FormulaError one sentence saying what was given and what is allowed
 */
export function parse(text: string, names: readonly string[]): Tree {
  if (text.length > MAX_LENGTH) throw new FormulaError(`The formula has ${text.length} characters; at most ${MAX_LENGTH} are allowed.`);
  const list = tokens(text);
  let at = 0;
  let depth = 0;
  const peek = () => list[at]!.text;
  const isSymbol = (text: string) => list[at]!.kind === 'symbol' && list[at]!.text === text;
  const fail = (expected: string): never => {
    throw new FormulaError(`The formula “${text}” has ${peek()} where ${expected} is expected.`);
  };
  const take = (symbol: string) => (isSymbol(symbol) ? void (at += 1) : fail(`“${symbol}”`));

  const chain = (operators: readonly Operator[], operand: () => Tree) => (): Tree => {
    let left = operand();
    for (let found; (found = operators.find(isSymbol)); ) {
      at += 1;
      left = { kind: 'binary', operator: found, left, right: operand() };
    }
    return left;
  };

  const atom = (): Tree => {
    const token = list[at]!;
    if (token.kind === 'number') {
      at += 1;
      const value = Number(token.text);
      if (!Number.isFinite(value)) throw new FormulaError(`The number ${token.text} in the formula is too large.`);
      return number(value);
    }
    if (isSymbol('(')) {
      at += 1;
      const inner = expression();
      take(')');
      return inner;
    }
    if (token.kind !== 'name') return fail('a number, a name or a bracket');
    at += 1;
    if (!isSymbol('(')) {
      if (names.includes(token.text)) return { kind: 'name', name: token.text };
      throw new FormulaError(`The name “${token.text}” is not known: allowed are ${[...names].join(', ')} and the functions ${Object.keys(FUNCTIONS).join(', ')}.`);
    }
    if (!Object.hasOwn(FUNCTIONS, token.text)) throw new FormulaError(`The function “${token.text}” is not known: allowed are ${Object.keys(FUNCTIONS).join(', ')}.`);
    const fn = token.text as FunctionName;
    at += 1;
    const args = [expression()];
    while (isSymbol(',')) {
      at += 1;
      args.push(expression());
    }
    take(')');
    if (args.length !== FUNCTIONS[fn]) throw new FormulaError(`The function ${fn} takes ${FUNCTIONS[fn]} argument${FUNCTIONS[fn] > 1 ? 's' : ''}; ${args.length} were given.`);
    return { kind: 'call', name: fn, args };
  };
  const power = (): Tree => {
    const base = atom();
    if (!isSymbol('^')) return base;
    at += 1;
    return { kind: 'binary', operator: '^', left: base, right: signed() };
  };
  const signed = (): Tree => {
    if ((depth += 1) > MAX_DEPTH) throw new FormulaError(`The formula is nested more than ${MAX_DEPTH} deep.`);
    let tree: Tree;
    if (isSymbol('-')) {
      at += 1;
      tree = { kind: 'binary', operator: '-', left: number(0), right: signed() };
    } else if (isSymbol('+')) {
      at += 1;
      tree = signed();
    } else tree = power();
    depth -= 1;
    return tree;
  };
  const product = chain(['*', '/'], signed);
  const expression: () => Tree = chain(['+', '-'], product);

  const tree = expression();
  if (list[at]!.kind !== 'end') fail('an operator or the end');
  return tree;
}
