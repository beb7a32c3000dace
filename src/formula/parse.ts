import { constants } from './closure.ts';
import { ALIASES, brief, checkNames, CONSTANTS, FormulaError } from './names.ts';
import { FUNCTIONS, number, type FunctionName, type Operator, type Tree } from './tree.ts';

export { FormulaError } from './names.ts';

const MAX_LENGTH = 2000;
const MAX_NODES = 2000; // a sum of a thousand terms
const MAX_DEPTH = 100; // nested brackets, powers and signs; keeps the parser's own recursion far from the stack's end
const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_θπ][A-Za-z_0-9₁₂]*)|([-+*/^(),]))/y;

type Token = { kind: 'number' | 'name' | 'symbol' | 'end'; text: string };

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      const [first] = text.slice(at).trim();
      const sign = /[\p{C}\p{Z}]/u.test(first!) ? `U+${first!.codePointAt(0)!.toString(16).padStart(4, '0')}` : first; // it cannot be seen
      throw new FormulaError(`“${sign}” in the formula “${brief(text)}” is not allowed: use numbers, names, + - * / ^, brackets and commas.`);
    }
    const [, digits, word, symbol] = match;
    if (digits !== undefined) found.push({ kind: 'number', text: digits });
    else if (word !== undefined) found.push({ kind: 'name', text: word });
    else found.push({ kind: 'symbol', text: symbol! });
  }
  found.push({ kind: 'end', text: 'the end' });
  return found;
}

const known = Object.keys(FUNCTIONS).join(', ');
const fitsF32 = (value: number) => Number.isFinite(Math.fround(value));

/**
 * Parses a formula: `+ - * / ^` with the usual precedence (`^` binds tighter than a leading minus and to the right),
 * brackets, the functions of `FUNCTIONS`, the constant pi, and the given names. What comes back has at most 2000 nodes, and
 * all its constant parts fit the GPU's 32-bit floats.
 * @param names the variables and parameters that may occur; anything else is refused
 * @param aliases other names for some of these
 * @throws FormulaError one sentence saying what was given and what is allowed
 */
export function parse(text: string, names: readonly string[], aliases: Readonly<Record<string, string>> = ALIASES): Tree {
  checkNames(names, aliases);
  if (text.length > MAX_LENGTH) throw new FormulaError(`The formula has ${text.length} characters; at most ${MAX_LENGTH} are allowed.`);
  const list = tokens(text);
  let at = 0;
  let depth = 0;
  let size = 0;
  const made = (tree: Tree): Tree => {
    if ((size += 1) > MAX_NODES) throw new FormulaError(`The formula has more than ${MAX_NODES} numbers, names and operations; it is too long to draw.`);
    return tree;
  };
  const operation = (operator: Operator, left: Tree, right: Tree) => made({ kind: 'binary', operator, left, right });
  const peek = () => list[at]!.text;
  const isSymbol = (text: string) => list[at]!.kind === 'symbol' && list[at]!.text === text;
  const fail = (expected: string): never => {
    throw new FormulaError(`The formula “${brief(text)}” has ${brief(peek())} where ${expected} is expected.`);
  };
  const take = (symbol: string) => (isSymbol(symbol) ? void (at += 1) : fail(`“${symbol}”`));

  const chain = (operators: readonly Operator[], operand: () => Tree) => (): Tree => {
    let left = operand();
    for (let found; (found = operators.find(isSymbol)); ) {
      at += 1;
      left = operation(found, left, operand());
    }
    return left;
  };

  const atom = (): Tree => {
    const token = list[at]!;
    if (token.kind === 'number') {
      at += 1;
      const value = Number(token.text);
      if (!fitsF32(value)) throw new FormulaError(`The number ${brief(token.text)} in the formula is too large: allowed are numbers up to 3.4e38.`);
      return made(number(value));
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
      const name = [token.text, Object.hasOwn(aliases, token.text) ? aliases[token.text]! : ''].find((known) => names.includes(known));
      if (name !== undefined) return made({ kind: 'name', name });
      if (Object.hasOwn(CONSTANTS, token.text)) return made(number(CONSTANTS[token.text]!));
      throw new FormulaError(`The name “${brief(token.text)}” is not known: allowed are ${names.join(', ')}, pi and the functions ${known}.`);
    }
    if (!Object.hasOwn(FUNCTIONS, token.text)) throw new FormulaError(`The function “${brief(token.text)}” is not known: allowed are ${known}.`);
    const fn = token.text as FunctionName;
    at += 1;
    const args = [expression()];
    while (isSymbol(',')) {
      at += 1;
      args.push(expression());
    }
    take(')');
    const count = FUNCTIONS[fn];
    if (args.length !== count) throw new FormulaError(`The function ${fn} takes ${count} argument${count > 1 ? 's' : ''}; ${args.length} were given.`);
    return made({ kind: 'call', name: fn, args });
  };
  const power = (): Tree => {
    const base = atom();
    if (!isSymbol('^')) return base;
    at += 1;
    return operation('^', base, signed());
  };
  const signed = (): Tree => {
    if ((depth += 1) > MAX_DEPTH + 1) throw new FormulaError(`The formula is nested more than ${MAX_DEPTH} deep.`);
    let tree: Tree;
    if (isSymbol('-')) {
      at += 1;
      const inner = signed();
      tree = inner.kind === 'number' ? number(0 - inner.value) : operation('-', made(number(0)), inner);
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
  for (const value of constants([tree]).values()) {
    if (fitsF32(value)) continue;
    const shown = Number.isNaN(value) ? 'not a number' : Number(value.toPrecision(3));
    throw new FormulaError(`The formula “${brief(text)}” has a constant part that is ${shown}: allowed are finite values up to 3.4e38.`);
  }
  return tree;
}
