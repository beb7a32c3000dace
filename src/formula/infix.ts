import { fold } from './fold.ts';
import type { FunctionName, Tree } from './tree.ts';

/** How tightly a text holds together: an operand with a lower level than its place asks for is put in brackets. */
export const LEVEL = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;
export const OPERATOR_LEVELS = { '+': LEVEL.sum, '-': LEVEL.sum, '*': LEVEL.product, '/': LEVEL.product, '^': LEVEL.power } as const;

/** Whether a node is the parser's 0 − u for a leading minus. */
export const isMinus = (tree: Tree): boolean =>
  tree.kind === 'binary' && tree.operator === '-' && tree.left.kind === 'number' && tree.left.value === 0;

/** A language in which formulas are written with infix operators and the precedence of ours. */
export interface Dialect {
  readonly power: string;
  readonly pi: string;
  readonly calls: Readonly<Record<FunctionName, string>>;
  readonly reserved: readonly string[];
}

/**
 * Writes a parsed formula in a language, with no more brackets than it needs, save around a negative operand. It writes
 * every use of a shared part anew, so it is for formulas, not for derivatives of large ones.
 * @param names text for some names; the others stand as they are, with a _ where the language reserves the word
 */
export function infix(tree: Tree, { power, pi, calls, reserved }: Dialect, names: Readonly<Record<string, string>> = {}): string {
  const nameOf = (name: string) => (Object.hasOwn(names, name) ? names[name]! : reserved.includes(name) ? `${name}_` : name);
  return fold<{ text: string; level: number }>(tree, (node, of) => {
    const operand = (part: Tree, least: number) => (of(part).level < least ? `(${of(part).text})` : of(part).text);
    switch (node.kind) {
      case 'number': {
        const text = Math.abs(node.value) === Math.PI ? pi : String(Math.abs(node.value));
        return node.value < 0 ? { text: `-${text}`, level: LEVEL.sign } : { text, level: LEVEL.atom };
      }
      case 'name':
        return { text: nameOf(node.name), level: LEVEL.atom };
      case 'call':
        return { text: `${calls[node.name]}(${node.args.map((argument) => of(argument).text).join(', ')})`, level: LEVEL.atom };
      case 'binary': {
        if (isMinus(node)) return { text: `-${operand(node.right, LEVEL.power)}`, level: LEVEL.sign };
        const level = OPERATOR_LEVELS[node.operator];
        if (node.operator === '^') return { text: `${operand(node.left, LEVEL.atom)}${power}${operand(node.right, LEVEL.sign)}`, level };
        // Subtraction and division bind to the left; what begins with a minus has brackets to be read, not to be right.
        const right = of(node.right).text.startsWith('-') ? LEVEL.atom : node.operator === '-' || node.operator === '/' ? level + 1 : level;
        const space = level === LEVEL.sum ? ' ' : '';
        return { text: `${operand(node.left, level)}${space}${node.operator}${space}${operand(node.right, right)}`, level };
      }
      default:
        return node satisfies never;
    }
  }).text;
}
