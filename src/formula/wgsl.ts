import { constants } from './closure.ts';
import { fold, foldAll, shared } from './fold.ts';
import { FormulaError } from './names.ts';
import { parts, type Tree } from './tree.ts';
import { wholeExponent } from './whole.ts';

const LARGEST = Math.fround(3.4028234e38);
const SMALLEST = 2 ** -126; // a subnormal number may be flushed to zero anyway

/**
 * A number as a WGSL f32 literal: always with a point or an exponent. ∞ and NaN carry no meaning in WGSL: the constant
 * parts of a derivative that are not finite become the largest number and 0, and the rounding bound excludes them.
 */
function literal(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single) || Math.abs(single) < SMALLEST) return '0.0f';
  const text = String(Math.max(-LARGEST, Math.min(single, LARGEST)));
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
}

// Products, as pow is undefined for a base ≤ 0. The functions are part of prelude.wgsl.
function whole(base: string, n: number): string {
  if (n < 0) return `(1.0f / ${whole(base, -n)})`;
  if (n === 1) return base;
  return n <= 4 ? `power${n}(${base})` : `power_whole(${base}, ${n}u)`;
}

/** Text for each name, e.g. `{ x: 'p.x' }`: only what stands here can reach a shader. */
export type WgslNames = Readonly<Record<string, string>>;

function text(tree: Tree, of: (part: Tree) => string, names: WgslNames): string {
  switch (tree.kind) {
    case 'number':
      return literal(tree.value);
    case 'name':
      if (!Object.hasOwn(names, tree.name)) throw new RangeError(`The name ${tree.name} has no text for the GPU.`);
      return names[tree.name]!;
    case 'call':
      // sqrt may be 1/inverseSqrt, undefined at 0: the guard is part of prelude.wgsl
      return `${tree.name === 'sqrt' ? 'safe_sqrt' : tree.name}(${tree.args.map(of).join(', ')})`;
    case 'binary': {
      if (tree.operator !== '^') return `(${of(tree.left)} ${tree.operator} ${of(tree.right)})`;
      const n = wholeExponent(tree);
      return n === undefined ? `safe_pow(${of(tree.left)}, ${of(tree.right)})` : whole(of(tree.left), n);
    }
    default:
      return tree satisfies never;
  }
}

function read(trees: readonly Tree[], names: WgslNames, named: ReadonlyMap<Tree, string>): { lets: string[]; texts: string[] } {
  // WGSL evaluates a constant part when the shader is made, and refuses it where f32 overflows on the way: it is one literal.
  const values = constants(trees);
  const lets: string[] = [];
  const all = foldAll<string>(trees, (tree, of) => {
    const value = values.get(tree);
    if (value !== undefined) return literal(value);
    const expression = text(tree, of, names);
    const name = named.get(tree);
    if (name === undefined) return expression;
    lets.push(`let ${name} = ${expression};`);
    return name;
  });
  return { lets, texts: trees.map((tree) => all.get(tree)!) };
}

/**
 * Reads trees as WGSL expressions and the `let` lines that must stand before them in the same function. What the trees use
 * more than once, and one in every few levels of a deep tree, has a line of its own: the text's length is proportional to
 * the trees' and no expression is deep, whatever a reader typed. An ordinary formula needs no line.
 * @param names WGSL text for each name
 * @param prefix of the lines' names `${prefix}0`, `${prefix}1`, …
 */
export function wgslBody(trees: readonly Tree[], names: WgslNames, prefix = 'part'): { readonly lets: string; readonly texts: readonly string[] } {
  const named = new Map(shared(trees).map((tree, at) => [tree, `${prefix}${at}`]));
  const { lets, texts } = read(trees, names, named);
  return { lets: lets.map((line) => `${line} `).join(''), texts };
}

const MAX_EXPRESSION = 20_000; // nodes, counted as often as they are written

/**
 * Reads a tree as one WGSL expression, for a formula of the catalogue; what a reader typed may need `wgslBody`.
 * @throws FormulaError when the expression would repeat its parts beyond any use, as the derivative of many nested max does
 */
export function wgsl(tree: Tree, names: WgslNames): string {
  const size = fold<number>(tree, (node, of) => parts(node).reduce((sum, part) => sum + of(part), 1));
  if (size > MAX_EXPRESSION) throw new FormulaError(`The formula has ${size} operations when written out; at most ${MAX_EXPRESSION} are allowed in one expression.`);
  return read([tree], names, new Map()).texts[0]!;
}
