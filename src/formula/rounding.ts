import type { FunctionName, Tree } from './tree.ts';

// How far a WGSL evaluation of a formula in f32 may be from the exact value at the same names. WGSL leaves the rounding
// mode open, may contract to fma and may reassociate, so an operation counts a whole ulp (2⁻²³ relative), and a chain of
// sums or products is bounded in any order. Accuracies: WGSL specification, "Floating point accuracy".

/** A value and a bound on |f32 result − value|. Infinity means unbounded: such a node is excluded, never passed. */
export interface Rounded { readonly value: number; readonly error: number }
export type EvaluateRounded = (values: ArrayLike<number>, errors: ArrayLike<number>) => Rounded;

export const ULP = 2 ** -23;
const FLUSH = 2 ** -126; // a subnormal result may be flushed to zero
const HUGE = 2 ** 127;

const rounded = (value: number, carried: number, ulps: number): Rounded => {
  const error = carried + ulps * ULP * (Math.abs(value) + carried) + FLUSH;
  return { value, error: Math.abs(value) + error < HUGE ? error : Infinity };
};

/** The terms of a chain of + and −, or the factors of a chain of ×, whatever the brackets. */
function flatten(tree: Tree, operator: '+' | '*', sign = 1): { tree: Tree; sign: number }[] {
  if (tree.kind === 'binary' && (tree.operator === operator || (operator === '+' && tree.operator === '-'))) {
    return [...flatten(tree.left, operator, sign), ...flatten(tree.right, operator, tree.operator === '-' ? -sign : sign)];
  }
  return [{ tree, sign }];
}

function sum(parts: { part: EvaluateRounded; sign: number }[]): EvaluateRounded {
  return (values, errors) => {
    let value = 0, carried = 0, size = 0;
    for (const { part, sign } of parts) {
      const term = part(values, errors);
      value += sign * term.value;
      carried += term.error;
      size += Math.abs(term.value) + term.error;
    }
    return rounded(value, carried + (parts.length - 1) * ULP * size, 0);
  };
}

function product(parts: EvaluateRounded[]): EvaluateRounded {
  return (values, errors) => {
    let value = 1, high = 1; // Π|vᵢ| and Π(|vᵢ| + eᵢ): their difference is the carried error
    for (const part of parts) {
      const factor = part(values, errors);
      value *= factor.value;
      high *= Math.abs(factor.value) + factor.error;
    }
    return rounded(value, high - Math.abs(value) + 4 * Number.EPSILON * high, parts.length - 1);
  };
}

function quotient(a: Rounded, b: Rounded): Rounded {
  const least = Math.abs(b.value) - b.error;
  if (!(least > FLUSH)) return { value: a.value / b.value, error: Infinity };
  const value = a.value / b.value;
  return rounded(value, (a.error + Math.abs(value) * b.error) / least, 2.5);
}

const CALLS: Record<FunctionName, (a: Rounded, b: Rounded) => Rounded> = {
  abs: (a) => ({ value: Math.abs(a.value), error: a.error }),
  // A comparison that the error straddles takes the union of both branches.
  max: (a, b) => ({ value: Math.max(a.value, b.value), error: Math.max(a.error, b.error) }),
  min: (a, b) => ({ value: Math.min(a.value, b.value), error: Math.max(a.error, b.error) }),
  sign: (a) => ({ value: Math.sign(a.value), error: Math.abs(a.value) > a.error ? 0 : 2 }),
  // 1 / inverseSqrt(a): 2 ulp and 2.5 ulp; |√a − √b| ≤ √|a − b|, and near 0 that is the better bound
  sqrt: (a) => {
    const value = Math.sqrt(a.value);
    if (!(a.value >= 0)) return { value, error: Infinity };
    const least = Math.sqrt(Math.max(0, a.value - a.error));
    return rounded(value, Math.min(Math.sqrt(a.error), a.error / (value + least)), 5);
  },
  exp: (a) => {
    const value = Math.exp(a.value);
    return rounded(value, value * Math.expm1(a.error), (3 + 2 * (Math.abs(a.value) + a.error)) * Math.exp(a.error));
  },
  log: (a) => {
    const least = a.value - a.error;
    if (!(least > FLUSH)) return { value: Math.log(a.value), error: Infinity };
    return rounded(Math.log(a.value), a.error / least + 2 ** -21, 3);
  },
  sin: (a) => (Math.abs(a.value) + a.error <= Math.PI ? { value: Math.sin(a.value), error: a.error + 2 ** -11 } : { value: Math.sin(a.value), error: Infinity }),
  cos: (a) => (Math.abs(a.value) + a.error <= Math.PI ? { value: Math.cos(a.value), error: a.error + 2 ** -11 } : { value: Math.cos(a.value), error: Infinity }),
};

function power(base: EvaluateRounded, exponent: Tree, names: readonly string[]): EvaluateRounded {
  if (exponent.kind === 'number' && [2, 3, 4].includes(exponent.value)) return product(Array.from({ length: exponent.value }, () => base));
  const raised = rounding(exponent, names);
  return (values, errors) => { // exp2(y · log2 x), undefined for x ≤ 0
    const a = base(values, errors), b = raised(values, errors);
    const logarithm = CALLS.log(a, a);
    const scaled = Math.abs(b.value) * logarithm.error + Math.abs(logarithm.value) * b.error + b.error * logarithm.error;
    const result = CALLS.exp(rounded(b.value * logarithm.value, scaled, 1), a);
    return { value: a.value ** b.value, error: result.error };
  };
}

/**
 * Reads a tree as a running error bound.
 * @param names the order in which values and their input errors (0 where the f32 input is exact) are passed
 */
export function rounding(tree: Tree, names: readonly string[]): EvaluateRounded {
  switch (tree.kind) {
    case 'number': {
      const { value } = tree;
      const error = Math.abs(Math.fround(value) - value);
      return () => ({ value, error });
    }
    case 'name': {
      const index = names.indexOf(tree.name);
      return (values, errors) => ({ value: values[index]!, error: errors[index]! });
    }
    case 'call': {
      const [a, b] = tree.args.map((argument) => rounding(argument, names));
      const rule = CALLS[tree.name];
      return (values, errors) => {
        const first = a!(values, errors);
        return rule(first, b ? b(values, errors) : first);
      };
    }
    case 'binary': {
      const { operator, left, right } = tree;
      if (operator === '+' || operator === '-') return sum(flatten(tree, '+').map(({ tree: part, sign }) => ({ part: rounding(part, names), sign })));
      if (operator === '*') return product(flatten(tree, '*').map(({ tree: part }) => rounding(part, names)));
      if (operator === '^') return power(rounding(left, names), right, names);
      const a = rounding(left, names), b = rounding(right, names);
      return (values, errors) => quotient(a(values, errors), b(values, errors));
    }
    default:
      return tree satisfies never;
  }
}
