import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closure, constants } from '../../src/formula/closure.ts';
import { derivative } from '../../src/formula/derivative.ts';
import { FormulaError, parse } from '../../src/formula/parse.ts';
import { fold, ordered, shared } from '../../src/formula/fold.ts';
import { parts, type Tree } from '../../src/formula/tree.ts';
import { wgsl, wgslBody } from '../../src/formula/wgsl.ts';

const at = (text: string, x = 0, y = 0) => closure(parse(text, ['x', 'y']), ['x', 'y'])([x, y]);

describe('parse', () => {
  test.each([
    ['1 + 2*3', 7], ['-2^2', -4], ['2^3^2', 512], ['2^-1', 0.5], ['(1 - 2) - 3', -4], ['8/4/2', 1],
    ['max(x, 2) - min(x, 2)', 1], ['abs(-3e-1)', 0.3], ['sqrt(16) + exp(0) + log(1)', 5], ['.5*x', 1.5], ['--2', 2],
    ['cos(pi) + sin(π/2)', 0], ['theta1 + θ₁ + θ1', 9], ['x^-2', 1 / 9], ['(-x)^3', -27], ['(-x)^-3', -1 / 27], ['x^0', 1], ['0^0', 1], ['(0 - x)^16', 3 ** 16], ['(-x)^17', -(3 ** 17)],
    ['sign(0) + sign(-x) + sign(2)', 0], ['max(-1, min(x, 0.5))', 0.5], ['abs(-x)^0.5', Math.sqrt(3)],
  ])('%s = %d', (text, value) => expect(at(text, 3)).toBeCloseTo(value, 15));

  test.each([
    ['', 'where a number'], ['1 +', 'where a number'], ['x $ y', '“$”'], ['z', 'The name “z” is not known'],
    ['alert(1)', 'The function “alert” is not known'], ['constructor(1)', 'is not known'], ['max(1)', 'takes 2 arguments; 1 were given'],
    ['(x', 'where “)”'], ['x y', 'an operator or the end'], ['9e999', 'too large'], ['1e39*x', 'too large'], ['-1e39', 'too large'],
    ['x + 1/0', 'a constant part that is Infinity'], ['x*log(0 - 1)', 'a constant part that is not a number'], ['x + 10^39', 'a constant part that is 1e+39'], ['1e30*1e30*1e-30*x', 'a constant part that is 1e+60'],
    ['x \u0000', 'U+0000'], ['theta3', 'The name “theta3” is not known'], ['pi(x)', 'The function “pi” is not known'], ['__proto__', 'is not known'], ['x\n y', 'The formula “x y” has y where'], ['('.repeat(500), 'nested more than'],
  ])('refuses %s in one sentence', (text, message) => {
    expect(() => parse(text, ['x', 'y'])).toThrow(FormulaError);
    expect(() => parse(text, ['x', 'y'])).toThrow(message);
  });

  test('other names of the variables, where the variables are', () => {
    expect(parse('theta2', ['x', 'y'])).toEqual({ kind: 'name', name: 'y' });
    expect(parse('u + v', ['x', 'y'], { u: 'x', v: 'y' })).toEqual(parse('x + y', ['x', 'y']));
    expect(() => parse('theta1', ['eta', 'target'])).toThrow('The name “theta1” is not known');
    expect(parse('theta1', ['eta', 'theta1'])).toEqual({ kind: 'name', name: 'theta1' });
  });

  test.each([
    ['max', 'is a function'], ['pi', 'is a constant'], ['theta1', 'means the variable x'], ['x', 'stands for two things'], ['2a', 'cannot be used'], ['_a', 'cannot be used'], ['__proto__', 'cannot be used'], ['a b', 'cannot be used'],
    ['a;', 'cannot be used'], ['', 'cannot be used'], ['ä', 'cannot be used'], ['a'.repeat(31), 'cannot be used'],
  ])('refuses the parameter %s', (name, message) => {
    expect(() => parse('1', ['x', 'y', name])).toThrow(FormulaError);
    expect(() => parse('1', ['x', 'y', name])).toThrow(message);
  });
  test('allows the others', () => expect(parse('constructor*a_1', ['x', 'constructor', 'a_1'])).toBeTruthy());

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
  test.each(['x^2*y', 'sqrt(1 + x^2 + y^2)', 'exp(-x*y)/(1 + x^2)', 'log(2 + sin(x) + cos(y))', 'abs(x - y)', 'max(x, y)*min(x, 2)', '(2 + x)^(1 + y/4)', 'x^3 - y^4', 'x^-3', 'x^17/1e3', '(2 + x)/(3 - x*y)', '3^x', '(x^2 + 1)^x', 'min(x^2, y)/(2 + x)', 'sqrt(2 + x)*exp(x)^2', 'abs(x)^1.5', 'pi*x/y'])(
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

describe('derivative, exactly', () => {
  const at = (text: string, x: number) => closure(derivative(parse(text, ['x', 'p']), 'x'), ['x', 'p'])([x, 1.5]);
  test('a power has a slope at 0', () => {
    expect(at('x^1.5', 0)).toBe(0);
    expect(at('abs(x)^p', 0)).toBe(0);
    expect(at('x^1', 0)).toBe(1);
    expect(at('x^0', 0)).toBe(0);
  });
  test('what does not depend on the name has the slope 0, also where its own slope has none', () => {
    expect(derivative(parse('sqrt(p) + log(p)/p + abs(p)^p', ['x', 'p']), 'x')).toEqual({ kind: 'number', value: 0 });
  });
  test('at a kink it is the mean of both sides', () => {
    expect(at('abs(x)', 0)).toBe(0);
    expect(at('max(3*x, x)', 0)).toBe(2);
    expect(at('min(3*x, x)', 0)).toBe(2);
  });
});

describe('a graph with shared parts', () => {
  const tree = parse('max(max(max(x*y, sin(x)), x^3), (x - y)/2)', ['x', 'y']);
  const slope = derivative(tree, 'x');
  test('every node comes once, after its parts', () => {
    const nodes = ordered([tree, slope]);
    expect(new Set(nodes).size).toBe(nodes.length);
    nodes.forEach((node, at) => { for (const part of parts(node)) expect(nodes.indexOf(part)).toBeLessThan(at); });
    expect(nodes).toContain(tree);
    expect(nodes.at(-1)).toBe(slope);
  });
  test('shared parts are those used twice, and evaluation through them agrees with a plain one', () => {
    const written = (node: Tree): Tree => (node.kind === 'binary' ? { ...node, left: written(node.left), right: written(node.right) } : node.kind === 'call' ? { ...node, args: node.args.map(written) } : { ...node });
    const copy = written(slope); // a tree without sharing
    expect(shared([slope]).length).toBeGreaterThan(0);
    expect(shared([copy])).toEqual([]);
    fc.assert(fc.property(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }), (x, y) => {
      expect(closure(slope, ['x', 'y'])([x, y])).toBe(closure(copy, ['x', 'y'])([x, y]));
    }));
  });
  test('two closures of one tree keep their values apart', () => {
    const [a, b] = [closure(slope, ['x', 'y']), closure(slope, ['y', 'x'])];
    const first = a([0.3, 0.7]);
    expect(b([0.7, 0.3])).toBe(first);
    expect(a([0.3, 0.7])).toBe(first);
  });
  test('a fold visits once', () => {
    let visits = 0;
    fold(slope, () => (visits += 1));
    expect(visits).toBe(ordered([slope]).length);
  });
});

test('constant parts', () => {
  const tree = parse('x*(1/4 + 2)^2 + y^0', ['x', 'y']);
  expect([...constants([tree]).values()].sort((a, b) => a - b)).toEqual([0, 0.25, 1, 1, 2, 2, 2.25, 4, 5.0625]);
});

describe('WGSL, as a review sees it', () => {
  const names = { x: 'p.x', y: 'p.y', a: 'u.a' };
  const text = (formula: string) => wgsl(parse(formula, ['x', 'y', 'a']), names);
  test('an expression', () => {
    expect(text('a*(x - 1)^2 + sqrt(abs(y)) - 3e-7')).toMatchInlineSnapshot(`"(((u.a * power2((p.x - 1.0f))) + safe_sqrt(abs(p.y))) - 3.000000106112566e-7f)"`);
  });
  test('whole powers are products, others are guarded', () => {
    expect(text('x^0 + x^1 + x^-1')).toMatchInlineSnapshot(`"((1.0f + p.x) + (1.0f / p.x))"`);
    expect(text('x^3*x^4*x^5*x^16*x^17')).toMatchInlineSnapshot(`"((((power3(p.x) * power4(p.x)) * power_whole(p.x, 5u)) * power_whole(p.x, 16u)) * power_whole(p.x, 17u))"`);
    expect(text('x^-2 + x^-7')).toMatchInlineSnapshot(`"((1.0f / power2(p.x)) + (1.0f / power_whole(p.x, 7u)))"`);
    expect(text('abs(x)^0.5 + abs(x)^a + x^2000')).toMatchInlineSnapshot(`"((safe_pow(abs(p.x), 0.5f) + safe_pow(abs(p.x), u.a)) + safe_pow(p.x, 2000.0f))"`);
  });
  test('constant parts are one number that f32 holds', () => {
    expect(text('x*(1/3) + 1e-40 - (-2)')).toMatchInlineSnapshot(`"(((p.x * 0.3333333432674408f) + 0.0f) - -2.0f)"`);
    expect(text('pi*x - 2^10')).toMatchInlineSnapshot(`"((3.1415927410125732f * p.x) - 1024.0f)"`);
    expect(wgsl(derivative(parse('0^x', ['x']), 'x'), names)).toMatchInlineSnapshot(`"(safe_pow(0.0f, p.x) * -3.4028234663852886e+38f)"`); // log 0 in it: no ∞ in WGSL
  });
  test('shared parts are lines of their own', () => {
    const tree = parse('max(x*y, x)^3', ['x', 'y']);
    const { lets, texts } = wgslBody([tree, derivative(tree, 'x')], names);
    expect([...lets.split('; '), ...texts].join('\n')).toMatchInlineSnapshot(`
      "let part0 = (p.x * p.y)
      let part1 = max(part0, p.x)

      power3(part1)
      ((3.0f * power2(part1)) * (((p.y + 1.0f) / 2.0f) + (sign((part0 - p.x)) * ((p.y - 1.0f) / 2.0f))))"
    `);
  });
  test('only given names reach a shader', () => {
    expect(() => wgsl({ kind: 'name', name: 'z' }, names)).toThrow(RangeError);
    expect(() => wgsl({ kind: 'name', name: 'constructor' }, names)).toThrow(RangeError);
  });
});

// The functions of prelude.wgsl by hand, with every operation rounded to f32.
test('power_whole of the prelude forms no square that the power does not need', () => {
  const prelude = (a: number, n: number) => {
    let result = n % 2 === 1 ? a : 1, square = a;
    for (let rest = n >> 1; rest > 0; rest >>= 1) {
      square = Math.fround(square * square);
      if (rest % 2 === 1) result = Math.fround(result * square);
      expect(square).toBeLessThan(Infinity);
    }
    return result;
  };
  for (let n = 5; n <= 1024; n += 1) {
    const a = Math.fround(2 ** (126 / n)); // close to the largest base
    expect(Math.abs(prelude(a, n) / a ** n - 1)).toBeLessThan(n * 2 ** -24);
  }
});
