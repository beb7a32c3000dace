import { foldAll, shared } from './fold.ts';
import { parts, type FunctionName, type Operator, type Tree } from './tree.ts';
import { wholeExponent, wholePower } from './whole.ts';

/** Values of a formula's names, in the order that `closure` was given them. */
export type Evaluate = (values: ArrayLike<number>) => number;

const OPERATORS = {
  '+': (a, b) => (v) => a(v) + b(v),
  '-': (a, b) => (v) => a(v) - b(v),
  '*': (a, b) => (v) => a(v) * b(v),
  '/': (a, b) => (v) => a(v) / b(v),
  '^': (a, b) => (v) => a(v) ** b(v),
} satisfies Record<Operator, (a: Evaluate, b: Evaluate) => Evaluate>;

const CALLS: Record<FunctionName, (a: Evaluate, b: Evaluate) => Evaluate> = {
  abs: (a) => (v) => Math.abs(a(v)),
  sqrt: (a) => (v) => Math.sqrt(a(v)),
  exp: (a) => (v) => Math.exp(a(v)),
  log: (a) => (v) => Math.log(a(v)),
  sin: (a) => (v) => Math.sin(a(v)),
  cos: (a) => (v) => Math.cos(a(v)),
  sign: (a) => (v) => Math.sign(a(v)),
  max: (a, b) => (v) => Math.max(a(v), b(v)),
  min: (a, b) => (v) => Math.min(a(v), b(v)),
};

// The most frequent powers without a loop; the products are those of wholePower.
function whole(base: Evaluate, n: number): Evaluate {
  if (n === 2) return (v) => { const a = base(v); return a * a; };
  if (n === 3) return (v) => { const a = base(v); return a * (a * a); };
  if (n === 4) return (v) => { const a = base(v); const s = a * a; return s * s; };
  return (v) => wholePower(base(v), n);
}

function combine(tree: Tree, of: (part: Tree) => Evaluate, names: readonly string[]): Evaluate {
  switch (tree.kind) {
    case 'number': {
      const { value } = tree;
      return () => value;
    }
    case 'name': {
      const index = names.indexOf(tree.name);
      if (index < 0) throw new RangeError(`The name ${tree.name} has no value; given are ${names.join(', ')}.`);
      return (v) => v[index]!;
    }
    case 'binary': {
      const n = wholeExponent(tree);
      return n === undefined ? OPERATORS[tree.operator](of(tree.left), of(tree.right)) : whole(of(tree.left), n);
    }
    case 'call':
      return CALLS[tree.name](of(tree.args[0]!), of(tree.args.at(-1)!));
    default:
      return tree satisfies never;
  }
}

/**
 * Reads a tree as an f64 function built from closures: no code is generated, so it runs under a strict Content
 * Security Policy. What is used more than once is computed once.
 * @param names the order in which values are passed
 */
export function closure(tree: Tree, names: readonly string[]): Evaluate {
  const slots = new Map(shared([tree]).map((node, slot) => [node, slot]));
  if (slots.size === 0) return foldAll<Evaluate>([tree], (node, of) => combine(node, of, names)).get(tree)!;
  const kept = new Float64Array(slots.size);
  const first: Evaluate[] = [];
  const read = foldAll<Evaluate>([tree], (node, of) => {
    const evaluate = combine(node, of, names);
    const slot = slots.get(node);
    if (slot === undefined) return evaluate;
    first.push(evaluate);
    return () => kept[slot]!;
  }).get(tree)!;
  return (values) => {
    for (let slot = 0; slot < first.length; slot += 1) kept[slot] = first[slot]!(values);
    return read(values);
  };
}

/** The values of the nodes without names. They are numbers of their own on the GPU, rounded once from f64. */
export function constants(roots: readonly Tree[]): Map<Tree, number> {
  const found = new Map<Tree, number>();
  foldAll(roots, (tree): null => {
    if (tree.kind === 'number') found.set(tree, tree.value);
    else if (wholeExponent(tree) === 0) found.set(tree, 1);
    else if (tree.kind !== 'name' && parts(tree).every((part) => found.has(part))) found.set(tree, combine(tree, (part) => () => found.get(part)!, [])([]));
    return null;
  });
  return found;
}
