import { foldAll } from '../../formula/fold.ts';
import type { Tree } from '../../formula/tree.ts';
import { wholeExponent } from '../../formula/whole.ts';
import { add, fraction, isZero, multiply, negate, ofDouble, type Fraction } from './fraction.ts';

// A polynomial of x, y and of parts that are no polynomials (roots, exponentials, inverses of divisors), each taken as a
// variable of its own: if it vanishes, so does the formula. The converse holds where there are no such parts.

/** Coefficients by monomial, a monomial written as its variables in order, as “x x y”; null is too long. */
export type Polynomial = ReadonlyMap<string, Fraction> | null;

const MOST = 400, MAX_POWER = 24;
const ONE = fraction(1n);

const constant = (value: Fraction): Polynomial => new Map(isZero(value) ? [] : [['', value]]);
const variable = (name: string): Polynomial => new Map([[name, ONE]]);

function sum(a: Polynomial, b: Polynomial, factor: Fraction): Polynomial {
  if (!a || !b) return null;
  const total = new Map(a);
  for (const [monomial, value] of b) {
    const next = add(total.get(monomial) ?? fraction(0n), multiply(factor, value));
    if (isZero(next)) total.delete(monomial); else total.set(monomial, next);
  }
  return total.size > MOST ? null : total;
}

function product(a: Polynomial, b: Polynomial): Polynomial {
  if (!a || !b || a.size * b.size > MOST * MOST / 4) return null;
  let total: Polynomial = new Map();
  for (const [left, factor] of a) {
    total = sum(total, new Map([...b].map(([right, value]) => [`${left} ${right}`.trim().split(' ').sort().join(' ').trim(), value])), factor);
  }
  return total;
}

const power = (a: Polynomial, n: number): Polynomial => {
  let total = constant(ONE);
  for (let i = 0; i < n; i += 1) total = product(total, a);
  return total;
};

const alone = (a: Polynomial): Fraction | undefined => (a?.size === 1 ? a.get('') : undefined);

/** The expansion of a tree of x and y; parts that are no polynomials are named a0, a1, … */
export function expand(tree: Tree): Polynomial {
  const atoms = new Map<string, string>();
  const keyOf = (a: Polynomial) => a && JSON.stringify([...a].sort(([m], [n]) => (m < n ? -1 : 1)).map(([m, { p, q }]) => [m, String(p), String(q)]));
  const atom = (kind: string, ...args: Polynomial[]): Polynomial => {
    const keys = args.map(keyOf);
    if (keys.includes(null)) return null;
    const key = [kind, ...keys].join('|');
    if (!atoms.has(key)) atoms.set(key, `a${atoms.size}`);
    return variable(atoms.get(key)!);
  };
  return foldAll<Polynomial>([tree], (node, of) => {
    if (node.kind === 'number') return Number.isFinite(node.value) ? constant(ofDouble(node.value)) : null;
    if (node.kind === 'name') return variable(node.name);
    if (node.kind === 'call') return atom(node.name, ...node.args.map(of));
    const a = of(node.left), b = of(node.right), n = wholeExponent(node);
    const inverse = (divisor: Polynomial) => {
      const value = alone(divisor);
      return value ? constant(fraction(value.q, value.p)) : atom('/', divisor);
    };
    switch (node.operator) {
      case '+': return sum(a, b, ONE);
      case '-': return sum(a, b, negate(ONE));
      case '*': return product(a, b);
      case '/': return product(a, inverse(b));
      case '^': return n === undefined || Math.abs(n) > MAX_POWER ? atom('^', a, b) : power(n < 0 ? inverse(a) : a, Math.abs(n));
      default: return node.operator satisfies never;
    }
  }).get(tree)!;
}

/** Whether two polynomials are multiples of one another, or one is 0: then the other's zeros are common to both. */
export function proportional(a: Tree, b: Tree): boolean {
  const [p, q] = [expand(a), expand(b)];
  if (!p || !q) return false;
  if (p.size === 0 || q.size === 0) return true;
  const [[key, value]] = [...p] as [[string, Fraction]], other = q.get(key);
  if (p.size !== q.size || !other) return false;
  return [...p].every(([monomial, factor]) => {
    const twin = q.get(monomial);
    return twin !== undefined && factor.p * other.p * twin.q * value.q === twin.p * value.p * factor.q * other.q;
  });
}

/** Whether a tree of x and y is 0 wherever it is defined, decided by exact expansion; false where this cannot tell. */
export const vanishes = (tree: Tree): boolean => expand(tree)?.size === 0;
