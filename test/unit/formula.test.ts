import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closure } from '../../src/formula/closure.ts';
import { derivative } from '../../src/formula/derivative.ts';
import { FormulaError, parse } from '../../src/formula/parse.ts';
import { wgsl } from '../../src/formula/wgsl.ts';

const at = (text: string, x = 0, y = 0) => closure(parse(text, ['x', 'y']), ['x', 'y'])([x, y]);

describe('parse', () => {
  test.each([
    ['1 + 2*3', 7], ['-2^2', -4], ['2^3^2', 512], ['2^-1', 0.5], ['(1 - 2) - 3', -4], ['8/4/2', 1],
    ['max(x, 2) - min(x, 2)', 1], ['abs(-3e-1)', 0.3], ['sqrt(16) + exp(0) + log(1)', 5], ['.5*x', 1.5], ['--2', 2],
  ])('%s = %d', (text, value) => expect(at(text, 3)).toBeCloseTo(value, 15));

  test.each([
    ['', 'where a number'], ['1 +', 'where a number'], ['x $ y', '“$”'], ['z', 'The name “z” is not known'],
    ['alert(1)', 'The function “alert” is not known'], ['constructor(1)', 'is not known'], ['max(1)', 'takes 2 arguments; 1 were given'],
    ['(x', 'where “)”'], ['x y', 'an operator or the end'], ['9e999', 'too large'], ['('.repeat(500), 'nested more than'],
  ])('refuses %s in one sentence', (text, message) => {
    expect(() => parse(text, ['x', 'y'])).toThrow(FormulaError);
    expect(() => parse(text, ['x', 'y'])).toThrow(message);
  });

  test('any string parses or is refused, and nothing else happens', () => {
    const alphabet = fc.constantFrom(...'xy0123456789.+-*/^(), eE'.split(''), 'max', 'abs', 'sqrt', '\u0000', 'π');
    fc.assert(fc.property(fc.array(alphabet, { maxLength: 60 }), (parts) => {
      try {
        closure(parse(parts.join(''), ['x', 'y']), ['x', 'y'])([1, 2]);
      } catch (error) {
        expect(error).toBeInstanceOf(FormulaError);
      }
    }), { numRuns: 2000 });
  });
});

describe('derivative', () => {
  test.each(['x^2*y', 'sqrt(1 + x^2 + y^2)', 'exp(-x*y)/(1 + x^2)', 'log(2 + sin(x) + cos(y))', 'abs(x - y)', 'max(x, y)*min(x, 2)', '(2 + x)^(1 + y/4)', 'x^3 - y^4'])(
    '%s agrees with central differences', (text) => {
      const tree = parse(text, ['x', 'y']);
      const value = closure(tree, ['x', 'y']);
      const slope = closure(derivative(tree, 'x'), ['x', 'y']);
      for (const [x, y] of [[0.3, 0.8], [1.7, -0.6], [-0.9, 0.4]] as const) {
        const h = 1e-6;
        expect(slope([x, y])).toBeCloseTo((value([x + h, y]) - value([x - h, y])) / (2 * h), 7);
      }
    });
});

test('WGSL of a formula, as a review sees it', () => {
  const text = wgsl(parse('a*(x - 1)^2 + sqrt(abs(y)) - 3e-7', ['x', 'y', 'a']), { x: 'p.x', y: 'p.y', a: 'u.a' });
  expect(text).toMatchInlineSnapshot(`"(((u.a * power2((p.x - 1.0f))) + safe_sqrt(abs(p.y))) - 3.000000106112566e-7f)"`);
});
