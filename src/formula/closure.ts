import type { FunctionName, Operator, Tree } from './tree.ts';

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

// A small whole power is a product, here and in WGSL, so that both round alike and a negative base is no special case.
function wholePower(base: Evaluate, exponent: number): Evaluate | undefined {
  if (exponent === 2) return (v) => { const a = base(v); return a * a; };
  if (exponent === 3) return (v) => { const a = base(v); return a * a * a; };
  if (exponent === 4) return (v) => { const a = base(v); const s = a * a; return s * s; };
  return undefined;
}

/**
 * Reads a tree as an f64 function built from closures: no code is generated, so it runs under a strict Content
 * Security Policy.
 * @param names the order in which values are passed
 */
export function closure(tree: Tree, names: readonly string[]): Evaluate {
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
      const left = closure(tree.left, names);
      if (tree.operator === '^' && tree.right.kind === 'number') {
        const whole = wholePower(left, tree.right.value);
        if (whole) return whole;
      }
      return OPERATORS[tree.operator](left, closure(tree.right, names));
    }
    case 'call': {
      const args = tree.args.map((argument) => closure(argument, names));
      return CALLS[tree.name](args[0]!, args[1] ?? args[0]!);
    }
    default:
      return tree satisfies never;
  }
}
