import { fold } from './fold.ts';
import { isMinus, LEVEL, OPERATOR_LEVELS } from './infix.ts';
import { parts, type Tree } from './tree.ts';

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const mo = (sign: string, more = '') => `<mo${more}>${sign}</mo>`;
const mrow = (...inner: string[]) => `<mrow>${inner.join('')}</mrow>`;
const fenced = (inner: string, open = '(', close = ')') => mrow(mo(open, ' stretchy="true" form="prefix"'), inner, mo(close, ' stretchy="true" form="postfix"'));

const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', eta: 'η', theta: 'θ', kappa: 'κ', lambda: 'λ',
  mu: 'μ', nu: 'ν', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', omega: 'ω',
};
const THETA: Readonly<Record<string, string>> = { x: 'theta1', y: 'theta2' };

// A letter, a Greek letter by its name or a word, and the digits at its end as an index: theta1 is θ₁.
function symbol(name: string): string {
  const [, word, index] = /^(.*?)(?:_?(\d+))?$/s.exec(Object.hasOwn(THETA, name) ? THETA[name]! : name)!;
  const letter = `<mi>${escape(Object.hasOwn(GREEK, word!) ? GREEK[word!]! : word!)}</mi>`;
  return index ? `<msub>${letter}<mn>${index}</mn></msub>` : letter;
}

/** A piece of MathML: whether it is a single element, whether it begins with a minus, and how deep its fractions are. */
interface Piece { readonly text: string; readonly level: number; readonly single: boolean; readonly minus: boolean; readonly fractions: number }

function numeral(value: number): Omit<Piece, 'minus' | 'fractions'> {
  if (value === Math.PI) return { text: '<mi>π</mi>', level: LEVEL.atom, single: true };
  if (value < 0) return { text: `${mo('−', ' form="prefix"')}${numeral(-value).text}`, level: LEVEL.product, single: false };
  const [digits, power] = (value >= 1e9 ? value.toExponential() : String(value)).split('e');
  if (power === undefined) return { text: `<mn>${digits}</mn>`, level: LEVEL.atom, single: true };
  const ten = `<msup><mn>10</mn>${mrow(numeral(Number(power)).text)}</msup>`;
  return digits === '1' ? { text: ten, level: LEVEL.power, single: true } : { text: `<mn>${digits}</mn>${mo('·')}${ten}`, level: LEVEL.product, single: false };
}

const MAX_FRACTIONS = 4; // one above the other; deeper ones are written with a slash
const FUNCTION_NAMES = { log: 'log', sin: 'sin', cos: 'cos', max: 'max', min: 'min', sign: 'sgn' } as const;

/**
 * A parsed formula as presentation MathML: fractions, roots and powers are built up, x and y are θ₁ and θ₂, and there are
 * no more brackets than needed. Like the other texts, it writes every use of a shared part anew.
 * @param names MathML for some names, e.g. `{ target: '<mi>t</mi>' }`, taken as it is; all other text is escaped
 * @returns a `<math>` element
 */
export function mathml(tree: Tree, names: Readonly<Record<string, string>> = {}): string {
  const piece = fold<Piece>(tree, (node, of) => {
    const fractions = Math.max(0, ...parts(node).map((part) => of(part).fractions));
    const make = (text: string, level: number, single: boolean, minus = false): Piece => ({ text, level, single, minus, fractions });
    const bare = (part: Tree) => of(part).text;
    const boxed = (part: Tree) => (of(part).single ? bare(part) : mrow(bare(part)));
    const operand = (part: Tree, least: number) => (of(part).level < least ? fenced(bare(part)) : bare(part));
    switch (node.kind) {
      case 'number':
        return { ...numeral(node.value), minus: node.value < 0, fractions };
      case 'name':
        return make(Object.hasOwn(names, node.name) ? names[node.name]! : symbol(node.name), LEVEL.atom, true);
      case 'call': {
        const [first] = node.args;
        if (node.name === 'sqrt') return make(`<msqrt>${bare(first!)}</msqrt>`, LEVEL.atom, true);
        if (node.name === 'abs') return make(fenced(bare(first!), '|', '|'), LEVEL.atom, true);
        if (node.name === 'exp') return make(`<msup><mi mathvariant="normal">e</mi>${boxed(first!)}</msup>`, LEVEL.power, true);
        const list = node.args.map(bare).join(mo(',', ' separator="true"'));
        return make(`<mi>${FUNCTION_NAMES[node.name]}</mi>${mo('&#x2061;')}${fenced(list)}`, LEVEL.atom, false);
      }
      case 'binary': {
        const { operator, left, right } = node;
        if (isMinus(node)) return make(`${mo('−', ' form="prefix"')}${of(right).minus ? fenced(bare(right)) : operand(right, LEVEL.product)}`, LEVEL.product, false, true);
        if (operator === '^') {
          const base = of(left).level < LEVEL.atom || !of(left).single ? fenced(bare(left)) : bare(left);
          return make(`<msup>${base}${boxed(right)}</msup>`, LEVEL.power, true);
        }
        if (operator === '/' && fractions < MAX_FRACTIONS) {
          return { ...make(`<mfrac>${boxed(left)}${boxed(right)}</mfrac>`, LEVEL.power, true), fractions: fractions + 1 };
        }
        const level = OPERATOR_LEVELS[operator];
        const after = of(right).minus ? fenced(bare(right)) : operand(right, operator === '-' || operator === '/' ? level + 1 : level);
        const digit = /^(<[a-z]+>)*<mn>|^<mfrac>/.test(after);
        const sign = operator === '*' ? (digit ? mo('·') : mo('&#x2062;')) : mo({ '+': '+', '-': '−', '/': '/' }[operator]);
        return make(`${operand(left, level)}${sign}${after}`, level, false, of(left).minus && of(left).level >= level);
      }
      default:
        return node satisfies never;
    }
  });
  return `<math>${piece.text}</math>`;
}
