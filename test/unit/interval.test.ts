import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closure } from '../../src/formula/closure.ts';
import { derivative } from '../../src/formula/derivative.ts';
import { contains, EMPTY, ENTIRE, interval, isEmpty, point, type Interval } from '../../src/formula/interval.ts';
import { parse } from '../../src/formula/parse.ts';
import { binary, call, name, number, type FunctionName, type Tree } from '../../src/formula/tree.ts';

const NAMES = ['x', 'y'];
const of = (text: string, x: Interval, y: Interval = point(0)) => interval(parse(text, NAMES), NAMES)([x, y]);
const box = (low: number, high: number): Interval => ({ low, high });

const formulas = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<Tree>(name('x'), name('y')), fc.constantFrom(0, 1, 2, 0.5, -3, 1e-3).map(number),
    fc.tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), tie('tree'), tie('tree')).map(([operator, a, b]) => binary(operator, a, b)),
    fc.tuple(tie('tree'), fc.constantFrom(-2, -1, 2, 3, 4, 5, 0.5, 1.5)).map(([a, n]) => binary('^', a, number(n))),
    fc.tuple(fc.constantFrom<FunctionName>('abs', 'sqrt', 'exp', 'log', 'sin', 'cos'), tie('tree')).map(([fn, a]) => call(fn, a)),
    fc.tuple(fc.constantFrom<FunctionName>('max', 'min'), tie('tree'), tie('tree')).map(([fn, a, b]) => call(fn, a, b))),
})).tree;
const end = fc.oneof(fc.double({ min: -8, max: 8, noNaN: true }), fc.integer({ min: -3, max: 3 }));
const boxes = fc.tuple(end, end).map(([a, b]) => box(Math.min(a, b), Math.max(a, b)));
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const inside = ({ low, high }: Interval, part: number) => Math.min(high, Math.max(low, low + part * (high - low)));

describe('inclusion', () => {
  for (const [what, read] of [['value', (tree: Tree) => tree], ['derivative', (tree: Tree) => derivative(tree, 'x')]] as const) {
    test(`the ${what} at a point lies in the ${what} over its box, and smaller boxes have smaller values`, () => {
      let finite = 0;
      fc.assert(fc.property(formulas, boxes, boxes, share, share, (formula, x, y, s, t) => {
        const tree = read(formula);
        const at = [inside(x, s), inside(y, t)] as const;
        const value = closure(tree, NAMES)(at);
        const over = interval(tree, NAMES);
        const wide = over([x, y]), narrow = over([point(at[0]), point(at[1])]);
        if (!isEmpty(narrow)) {
          expect(wide.low).toBeLessThanOrEqual(narrow.low);
          expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
        }
        if (!Number.isFinite(value) || isEmpty(narrow)) return;
        finite += 1;
        expect(contains(narrow, value)).toBe(true);
        expect(contains(wide, value)).toBe(true);
      }), { numRuns: 4000 });
      expect(finite).toBeGreaterThan(1000);
    });
  }
});

describe('values by hand', () => {
  test.each<[string, Interval, Interval]>([
    ['x^2', box(-2, 1), box(0, 4)], ['x^3', box(-2, 1), box(-8, 1)], ['x^4', box(-2, 1), box(0, 16)], ['x^-2', box(-2, 1), box(0.25, Infinity)],
    ['abs(x)', box(-2, 1), box(0, 2)], ['sign(x)', box(-1, 2), box(-1, 1)], ['sign(x)', box(0, 2), box(-1, 1)], ['sign(x)', box(1, 2), box(1, 1)],
    ['1/x', box(0, 2), box(0.5, Infinity)], ['1/x', box(-2, 0), box(-Infinity, -0.5)], ['1/x', box(-1, 2), ENTIRE], ['1/x', point(0), EMPTY], ['x/x', box(0, 1), box(0, Infinity)], ['x/x', box(-1, 1), ENTIRE],
    ['sqrt(x)', box(-1, 4), box(0, 2)], ['sqrt(x)', box(-2, -1), EMPTY], ['log(x)', box(0, 1), box(-Infinity, 0)], ['log(x)', box(-1, 0), EMPTY], ['exp(x)', box(-Infinity, 0), box(0, 1)],
    ['x^0.5', box(-1, 4), box(0, 2)], ['x^-0.5', box(0, 4), box(0.5, Infinity)], ['2^x', box(-1, 3), box(0.5, 8)],
    ['x^(1 + abs(x))', box(-2, -1), ENTIRE], ['x^(x/8)', box(-2, -1), EMPTY], ['x^5', box(-1, 2), box(-1, 32)], ['x^-3', box(1, 2), box(0.125, 1)],
    ['sin(x)', box(0, 3), box(0, 1)], ['cos(x)', box(-1, 4), box(-1, 1)], ['sin(x)', box(-1, 1), box(Math.sin(-1), Math.sin(1))], ['max(x, 0) + min(x, 1)', box(-1, 2), box(-1, 3)],
    ['sqrt(0 - x)', box(-1, 1), box(0, 1)], ['x*(0 - x)', box(-1e200, 1e200), ENTIRE],
  ])('%s over %o is %o', (text, x, expected) => {
    const { low, high } = of(text, x);
    if (isEmpty(expected)) return expect(isEmpty({ low, high })).toBe(true);
    // Outward, and by no more than the stated margins.
    const near = (end: number) => (Number.isFinite(end) ? 16 * Number.EPSILON * Math.max(1, Math.abs(end)) : 0);
    if (expected.low === -Infinity) expect(low).toBe(-Infinity);
    else expect(expected.low - low).toBeLessThanOrEqual(near(expected.low));
    if (expected.high === Infinity) expect(high).toBe(Infinity);
    else expect(high - expected.high).toBeLessThanOrEqual(near(expected.high));
    expect(low).toBeLessThanOrEqual(expected.low);
    return expect(high).toBeGreaterThanOrEqual(expected.high);
  });

  test('exact sums and true zeros stay exact; what is rounded or underflows moves outward', () => {
    expect(of('(x^2 + y - 11)^2 + (x + y^2 - 7)^2', point(3), point(2)).low).toBe(0);
    expect(of('x + 1', point(2))).toEqual(point(3));
    expect(of('0*x', ENTIRE)).toEqual(point(0));
    expect(of('x*y', point(1e-200), point(1e-200)).high).toBeGreaterThan(0);
    expect(of('x*y', point(-1e-200), point(1e-200)).low).toBeLessThan(0);
    expect(of('x + y', point(1), point(1e-30))).toEqual(box(1, 1 + Number.EPSILON));
    expect(of('x - y', point(1), point(1e-30))).toEqual(box(1 - Number.EPSILON / 2, 1));
    const third = of('1/x', point(3));
    expect(third.low).toBeLessThan(third.high);
    expect(third.high - third.low).toBeLessThanOrEqual(2 * Number.EPSILON / 3);
    expect(of('x*y', point(Number.MAX_VALUE), point(2))).toEqual(box(Number.MAX_VALUE, Infinity));
  });
});

// The exact results, in whole multiples of 2⁻¹⁰⁷⁴ (2⁻²¹⁴⁸ for products): + − × ÷ √ enclose them within two doubles.
test('every operation encloses the exact result and is nearly the narrowest that does', () => {
  const whole = (value: number): bigint => {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value);
    const raw = bits.getBigUint64(0), exponent = (raw >> 52n) & 0x7ffn, fraction = raw & 0xfffffffffffffn;
    const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
    return raw >> 63n ? -size : size;
  };
  const one = whole(1);
  const number = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -9, max: 9 }), fc.double({ min: -1e-150, max: 1e-150, noNaN: true }));
  const narrow = ({ low, high }: Interval) => expect(high - low).toBeLessThanOrEqual(4 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high)) + 4 * Number.MIN_VALUE);
  fc.assert(fc.property(number, number, (a, b) => {
    for (const [text, exact, scale] of [['x + y', whole(a) + whole(b), 1n], ['x - y', whole(a) - whole(b), 1n], ['x*y', whole(a) * whole(b), one]] as const) {
      const range = of(text, point(a), point(b));
      expect(whole(range.low) * scale <= exact && exact <= whole(range.high) * scale).toBe(true);
      narrow(range);
    }
    const divisor = Math.abs(b), root = of('sqrt(x)', point(divisor));
    expect(whole(root.low) ** 2n <= whole(divisor) * one && whole(divisor) * one <= whole(root.high) ** 2n).toBe(true);
    narrow(root);
    if (divisor < 1e-300) return;
    const ratio = of('x/y', point(a), point(divisor));
    if (Number.isFinite(ratio.low) && Number.isFinite(ratio.high)) {
      expect(whole(ratio.low) * whole(divisor) <= whole(a) * one && whole(a) * one <= whole(ratio.high) * whole(divisor)).toBe(true);
    }
    narrow(ratio);
  }), { numRuns: 1000 });
});

// Clarke's subdifferential of a kinked function at the kink, from the derivative's tree: an independent list by hand.
test.each<[string, Interval]>([
  ['abs(x)', box(-1, 1)], ['max(x, 2*x)', box(1, 2)], ['min(x, 2*x)', box(1, 2)], ['max(0, x)', box(0, 1)], ['3*abs(x) - x', box(-4, 2)], ['max(abs(x), x^2)', box(-1, 1)],
])('the derivative of %s over a box around its kink encloses %o', (text, clarke) => {
  const slope = interval(derivative(parse(text, NAMES), 'x'), NAMES);
  for (const x of [point(0), box(0, 0.01), box(-0.01, 0.01)]) {
    const { low, high } = slope([x, point(0)]);
    expect(low).toBeLessThanOrEqual(clarke.low);
    expect(high).toBeGreaterThanOrEqual(clarke.high);
  }
});
