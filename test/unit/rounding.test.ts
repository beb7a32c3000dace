import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closure } from '../../src/formula/closure.ts';
import { parse } from '../../src/formula/parse.ts';
import { rounding, ULP } from '../../src/formula/rounding.ts';
import { binary, call, name, number, type FunctionName, type Operator, type Tree } from '../../src/formula/tree.ts';

// An f32 machine that does what WGSL allows: every chain in any order, either fma, either neighbour as a rounding, builtin
// functions as wrong as their accuracy permits, subnormals flushed or not. Nothing of it is shared with the bound.
type Random = () => number; // in [0, 1)

const bits = new DataView(new ArrayBuffer(4));
function neighbour(value: number, up: boolean): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  bits.setFloat32(0, value);
  bits.setInt32(0, bits.getInt32(0) + (up === value > 0 ? 1 : -1));
  return bits.getFloat32(0);
}
const hasName = (tree: Tree): boolean => tree.kind === 'name' || (tree.kind === 'call' ? tree.args.some(hasName) : tree.kind === 'binary' && whole(tree)?.n !== 0 && (hasName(tree.left) || hasName(tree.right)));
const whole = (tree: Tree) => (tree.kind === 'binary' && tree.operator === '^' && tree.right.kind === 'number' && Number.isInteger(tree.right.value) ? { base: tree.left, n: tree.right.value } : undefined);

function machine(random: Random, values: Readonly<Record<string, number>>): (tree: Tree) => number {
  const chance = (share: number) => random() < share;
  const flush = (value: number) => (Math.abs(value) < 2 ** -126 && chance(0.5) ? 0 : value);
  const either = (exact: number) => { // one of the two floats around the exact value
    const near = Math.fround(exact);
    return flush(near === exact || chance(0.4) ? near : neighbour(near, near < exact));
  };
  const wrong = (exact: number, ulps: number) => flush(Math.fround(exact * (1 + (chance(0.5) ? 1 : -1) * (chance(0.7) ? 1 : random()) * (ulps - 0.5) * ULP)));
  const pick = <Item>(list: Item[]) => list.splice(Math.floor(random() * list.length), 1)[0]!;
  const log = (a: number, f: (a: number) => number) => (a >= 0.5 && a <= 2 ? Math.fround(f(a) + (random() * 2 - 1) * 0.9 * 2 ** -21) : wrong(f(a), 3));
  const exp = (a: number, f: (a: number) => number) => wrong(f(a), 3 + 2 * Math.abs(a));

  const terms = (tree: Tree, sign: number): { tree: Tree; sign: number }[] => (hasName(tree) && tree.kind === 'binary' && (tree.operator === '+' || tree.operator === '-')
    ? [...terms(tree.left, sign), ...terms(tree.right, tree.operator === '-' ? -sign : sign)] : [{ tree, sign }]);
  const factors = (tree: Tree, over: boolean): { tree: Tree; over: boolean }[] => {
    if (!hasName(tree)) return [{ tree, over }];
    const power = whole(tree);
    if (power) return Array.from({ length: Math.abs(power.n) }, () => factors(power.base, power.n > 0 === over)).flat();
    if (tree.kind === 'binary' && (tree.operator === '*' || tree.operator === '/')) return [...factors(tree.left, over), ...factors(tree.right, tree.operator === '*' ? over : !over)];
    return [{ tree, over }];
  };
  const sum = (tree: Tree): number => {
    const list: { exact: number }[] = terms(tree, 1).map((term) => {
      // a product of two may go into an fma unrounded
      const fused = term.tree.kind === 'binary' && term.tree.operator === '*' && hasName(term.tree) && chance(0.3);
      return { exact: term.sign * (fused && term.tree.kind === 'binary' ? run(term.tree.left) * run(term.tree.right) : run(term.tree)) };
    });
    while (list.length > 1) list.push({ exact: either(pick(list).exact + pick(list).exact) });
    return either(list[0]!.exact);
  };
  const product = (tree: Tree): number => {
    const list = factors(tree, true).map((factor) => ({ value: run(factor.tree), over: factor.over }));
    if (list.every((factor) => !factor.over)) list.push({ value: 1, over: true });
    while (list.length > 1) {
      const a = pick(list), b = pick(list);
      if (a.over === b.over) list.push({ value: either(a.value * b.value), over: a.over });
      else list.push({ value: wrong(a.over ? a.value / b.value : b.value / a.value, 2.5), over: true });
    }
    return list[0]!.value;
  };
  const safePow = (a: number, b: number) => (a > 0 ? exp(either(b * log(a, Math.log2)), (t) => 2 ** t) : 0);
  const run = (tree: Tree): number => {
    if (!hasName(tree)) return flush(Math.fround(closure(tree, NAMES)([0, 0, 0])));
    if (tree.kind === 'name') return flush(values[tree.name]!);
    if (tree.kind === 'binary') {
      if (tree.operator === '+' || tree.operator === '-') return sum(tree);
      return tree.operator !== '^' || whole(tree) ? product(tree) : safePow(run(tree.left), run(tree.right));
    }
    if (tree.kind === 'number') return Number.NaN;
    const [a, b] = tree.args.map(run) as [number, number];
    const fn = tree.name;
    switch (fn) {
      case 'sqrt': return a > 0 ? wrong(Math.sqrt(a), 5) : 0;
      case 'exp': return exp(a, Math.exp);
      case 'log': return log(a, Math.log);
      case 'sin': return Math.fround(Math.sin(a) + (random() * 2 - 1) * 2 ** -11.01);
      case 'cos': return Math.fround(Math.cos(a) + (random() * 2 - 1) * 2 ** -11.01);
      case 'abs': return Math.abs(a);
      case 'sign': return Math.sign(a);
      case 'max': return Math.max(a, b);
      case 'min': return Math.min(a, b);
      default: return fn satisfies never;
    }
  };
  return run;
}

const mulberry = (seed: number): Random => () => {
  let t = (seed += 0x6d2b79f5);
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const NAMES = ['x', 'y', 'p'];
const single = (given: fc.Arbitrary<number>) => given.map((value) => Math.fround(value));
const coordinate = fc.oneof({ weight: 8, arbitrary: single(fc.double({ min: -5, max: 5, noNaN: true })) }, { weight: 2, arbitrary: fc.constantFrom(0, 1, -1, 0.5, 2, 1e-20, -3e-39) });
const exponent = fc.oneof(single(fc.double({ min: 0.05, max: 3.95, noNaN: true })), fc.constantFrom(0.5, 1, 2, 3));
const absolute = (tree: Tree): Tree => call('abs', tree);
const formula = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5, depthSize: 'medium' },
    fc.constantFrom<Tree>(name('x'), name('y')), fc.constantFrom(2, 0.5, -3, 0.1, 1e-3, Math.PI).map(number),
    fc.tuple(fc.constantFrom<Operator>('+', '-', '*', '/', '+', '*'), tie('tree'), tie('tree')).map(([operator, a, b]) => binary(operator, a, b)),
    fc.tuple(tie('tree'), fc.integer({ min: -3, max: 7 })).map(([a, n]): Tree => ({ kind: 'binary', operator: '^', left: a, right: number(n) })),
    fc.tuple(tie('tree'), fc.constantFrom<Tree>(name('p'), number(0.3), number(1.7), number(-0.5))).map(([a, b]) => binary('^', absolute(a), b)),
    fc.tuple(fc.constantFrom<FunctionName>('abs', 'sqrt', 'exp', 'log', 'sin', 'cos', 'sign'), tie('tree')).map(([fn, a]) => call(fn, ['sqrt', 'log'].includes(fn) ? binary('+', absolute(a), number(0.1)) : a)),
    fc.tuple(fc.constantFrom<FunctionName>('max', 'min'), tie('tree'), tie('tree')).map(([fn, a, b]) => call(fn, a, b))),
})).tree;

describe('the bound holds on a machine that errs as WGSL allows', () => {
  const worst = (tree: Tree, values: readonly number[], seed: number, runs: number): number => {
    const { error, value } = rounding(tree, NAMES)(values, values.map(() => 0));
    if (error === Infinity) return Number.NaN;
    const exact = closure(tree, NAMES)(values);
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(error);
    let most = 0;
    for (let run = 0; run < runs; run += 1) {
      const result = machine(mulberry(seed + run), { x: values[0]!, y: values[1]!, p: values[2]! })(tree);
      const deviation = Math.abs(result - exact);
      expect(deviation).toBeLessThanOrEqual(error); // a NaN fails too
      if (error > 0) most = Math.max(most, deviation / error);
    }
    return most;
  };

  test('for random formulas', () => {
    let bounded = 0, all = 0;
    fc.assert(fc.property(formula, coordinate, coordinate, exponent, fc.integer(), (tree, x, y, p, seed) => {
      all += 1;
      if (!Number.isNaN(worst(tree, [x, y, p], seed, 6))) bounded += 1;
    }), { numRuns: 3000 });
    expect(bounded / all).toBeGreaterThan(0.6); // a bound that is never finite would hold too
  });

  test.each([
    'abs(x)^p + abs(y)^p', '(x - 0.3)^5*y^-2', 'x^7/y/x', '(a1)^2'.replace('a1', 'x - y'), '(x*y/3)^3/(x^2 + 1)', 'max(-x*y, 0) + log(1 + exp(-abs(x*y)))',
    'sqrt(x^2 + y^2)', '(x^2 + y - 11)^2 + (x + y^2 - 7)^2', '1e-30*x*1e25*y*1e10', '1/(1 + x^2)^3', 'x^16', 'x - y + x - y + x', 'sin(x/2)*cos(y/2)', 'sqrt(abs(x))^3', '(x^2 + y^2)^0.75',
  ])('and is no more than some twenty times what happens: %s', (text) => {
    const tree = parse(text, NAMES);
    let most = 0;
    fc.assert(fc.property(coordinate, coordinate, exponent, fc.integer(), (x, y, p, seed) => {
      const share = worst(tree, [x, y, p], seed, 8);
      if (share > most) most = share;
    }), { numRuns: 100 });
    expect(most).toBeGreaterThan(0.05);
  });

  test('with inputs that are rounded themselves', () => {
    fc.assert(fc.property(formula, fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: 0.1, max: 3.9, noNaN: true }), fc.integer(), (tree, ...given) => {
      const [x, y, p, seed] = given;
      const values = [x, y, p];
      const { error } = rounding(tree, NAMES)(values, values.map((value) => Math.abs(Math.fround(value) - value)));
      if (error === Infinity) return;
      const result = machine(mulberry(seed), { x: Math.fround(x), y: Math.fround(y), p: Math.fround(p) })(tree);
      const exact = closure(tree, NAMES)(values); // exact but for its own f64 roundings, seen where the f32 ones cancel
      expect(Math.abs(result - exact)).toBeLessThanOrEqual(error + 2 ** -50 * Math.abs(exact));
    }), { numRuns: 1500 });
  });
});

describe('by hand', () => {
  const errorOf = (text: string, x = 0, y = 0, p = 1, errors = [0, 0, 0]) => rounding(parse(text, NAMES), NAMES)([x, y, p], errors).error;
  test('a chain counts its operations, in whatever order', () => {
    for (const text of ['x + y + x + y', '(x + y) + (x + y)', 'x - (-y - x - y)']) expect(errorOf(text, 1, 2) / (3 * ULP * 6)).toBeCloseTo(1, 5);
    for (const text of ['x*y*x', 'x*(y*x)', 'x^2*y']) expect(errorOf(text, 3, 5) / (2 * ULP * 45)).toBeCloseTo(1, 5);
  });
  test('the n-th power takes n − 1 roundings, a negative one a division more', () => {
    for (const n of [2, 3, 4, 5, 6, 7, 8, 11, 16]) {
      expect(errorOf(`x^${n}`, 1.5) / ((n - 1) * ULP * 1.5 ** n)).toBeCloseTo(1, 5);
      const inverse = errorOf(`x^-${n}`, 1.5) / (ULP * 1.5 ** -n);
      expect(inverse).toBeGreaterThanOrEqual(n - 1 + 2.5);
      expect(inverse).toBeLessThanOrEqual(2.6 * n * (1 + 1e-5));
    }
    expect(errorOf('x^0', 3)).toBe(0);
    expect(errorOf('x^1', 3)).toBe(0);
  });
  test('|x|^p is bounded on the axis and beside it', () => {
    for (const p of [0.1, 0.5, 1, 1.7, 3.9]) {
      expect(errorOf('abs(x)^p', 0, 0, p)).toBe(0);
      expect(errorOf('abs(x)^p', 0, 0, p, [1e-6, 0, 0])).toBeGreaterThanOrEqual(1e-6 ** p);
      expect(errorOf('abs(x)^p', 0, 0, p, [1e-6, 0, 0])).toBeLessThan(1.001 * 1e-6 ** p);
      expect(errorOf('abs(x)^p', 1e-7, 0, p, [1e-6, 0, 0])).toBeGreaterThanOrEqual(1.1e-6 ** p - 1e-7 ** p);
      expect(errorOf('abs(x)^p', -1e-30, 0, p)).toBeLessThan(1e-30 ** p * 1e-3 + 2e-38);
    }
  });
  test.each<[string, number]>([
    ['log(x)', 0], ['log(x)', -1], ['sqrt(x)', -1], ['1/x', 0], ['x^-2', 0], ['x^(-p)', 0], ['x^p', -1], ['x^0.5', -1], ['sin(x)', 3.2], ['cos(x)', -4], ['exp(x)', 89], ['x*1e30*1e20', 1], ['x*1e30*1e20*1e-20', 1],
    ['sign(log(x))', -1], ['max(log(x), 0)', -1], ['0*log(x)', -1], ['x + 1e38 + 1e38 - 1e38 - 1e38', 1], ['sign(x*1e30*1e20)', 1], ['min(exp(x), 1)', 100], ['1/(x*1e-30*1e-30)', 1], ['(1 - x)/(x - 1)', 1], ['x^1000', 2],
  ])('%s at %d is unbounded', (text, x) => expect(errorOf(text, x)).toBe(Infinity));
  test.each<[string, number]>([['sqrt(x)', 0], ['sign(x)', 0], ['abs(x)', -2], ['max(x, 1)', 1], ['-x', 2], ['sin(x)', 3.14], ['x^0.5', 0]])('%s at %d is bounded', (text, x) => expect(errorOf(text, x)).toBeLessThan(1e-3));
  test('exact things have no error', () => {
    for (const text of ['abs(x)', '-x', 'max(x, y)', 'min(x, 2)', 'sign(x)', 'x^0.5']) expect(errorOf(text, 0)).toBeLessThan(1e-37);
  });
  test('what is flushed to zero, and what a divisor may be', () => {
    expect(errorOf('x - y', 1.5 * 2 ** -126, 2 ** -126)).toBeGreaterThanOrEqual(2 ** -127);
    expect(errorOf('x*y', 2 ** -63, 2 ** -64)).toBeGreaterThanOrEqual(2 ** -127);
    expect(errorOf('x*y*1e30', 2 ** -63, 2 ** -64)).toBeGreaterThanOrEqual(1e30 * 2 ** -127);
    expect(errorOf('x', 2 ** -127)).toBeGreaterThanOrEqual(2 ** -127);
    expect(errorOf('1/(x*y)', 2 ** -63, 0.75 * 2 ** -63)).toBe(Infinity);
    expect(errorOf('1/(x*y)', 2 ** 63, 1.5 * 2 ** 63)).toBe(Infinity);
    expect(errorOf('1/x', 1, 0, 1, [0.5, 0, 0])).toBeGreaterThanOrEqual(1);
    expect(errorOf('1/x^2', 1, 0, 1, [0.5, 0, 0])).toBeGreaterThanOrEqual(3);
  });
  test('sign takes the union where the error straddles 0', () => {
    expect(errorOf('sign(x)', 0.5, 0, 1, [1, 0, 0])).toBe(2);
    expect(errorOf('sign(x)', 0, 0, 1, [1, 0, 0])).toBe(1);
    expect(errorOf('sign(x)', 2, 0, 1, [1, 0, 0])).toBe(0);
  });
});
