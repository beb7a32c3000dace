import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closure } from '../../src/formula/closure.ts';
import { derivative } from '../../src/formula/derivative.ts';
import { mathml } from '../../src/formula/mathml.ts';
import { FormulaError, parse } from '../../src/formula/parse.ts';
import { python } from '../../src/formula/python.ts';
import { r } from '../../src/formula/r.ts';
import { rounding } from '../../src/formula/rounding.ts';
import { wgsl, wgslBody } from '../../src/formula/wgsl.ts';

const NAMES = ['x', 'y', 'a'];
const TEXTS = { x: 'p.x', y: 'p.y', a: 'parameters[0].x' };

const ALLOWED = new Set(['p.x', 'p.y', 'parameters[0].x', 'abs', 'safe_sqrt', 'safe_pow', 'power2', 'power3', 'power4', 'power_whole', 'exp', 'log', 'sin', 'cos', 'max', 'min', 'sign']);
const word = /parameters\[0\]\.x|p\.[xy]|(?<![0-9.])[A-Za-z_]\w*/g;
const numeral = /(?<![\w.])(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?f|\d+u)(?![\w.])/g;
/** Whether a text is WGSL of nothing but known names, finite numbers, `let` lines, operators, commas and brackets that match. */
function clean({ lets, texts }: { lets: string; texts: readonly string[] }): boolean {
  const known = new Set(ALLOWED);
  const lines = lets.split('; ').filter((line) => line !== '').map((line) => /^let (part\d+) = (.*)$/s.exec(line));
  return [...lines, ...texts.map((text) => [text, '', text])].every((line) => {
    if (!line) return false;
    const rest = line[2]!.replace(numeral, '0').replace(word, (found) => (known.has(found) ? '0' : '!'));
    known.add(line[1]!); // a line may use those before it
    let depth = 0;
    for (const sign of rest) depth += sign === '(' ? 1 : sign === ')' ? (depth > 0 ? -1 : NaN) : 0;
    return /^[0 ,()+*/-]+$/.test(rest) && depth === 0 && !rest.includes('--');
  });
}

/** Every reading of a string that parses; whether it parsed. */
function read(text: string): boolean {
  let tree;
  try {
    tree = parse(text, NAMES);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    expect(error.message).toMatch(/^[^\p{C}]{1,400}\.$/u);
    return false;
  }
  const slopes = ['x', 'y'].map((by) => derivative(tree, by));
  for (const node of [tree, ...slopes]) expect(closure(node, NAMES)([0.7, -1.2, 2])).toBeTypeOf('number');
  const body = wgslBody([tree, ...slopes], TEXTS);
  if (!clean(body)) throw new Error(`not clean: ${JSON.stringify(body).slice(0, 500)}`);
  expect(clean({ lets: '', texts: [wgsl(tree, TEXTS)] })).toBe(true);
  expect(rounding(tree, NAMES)([0.7, -1.2, 2], [0, 0, 0]).error).toBeGreaterThanOrEqual(0);
  expect(python(tree)).toMatch(/^[\w .,()+*/:<>-]+$/);
  expect(r(tree)).toMatch(/^[\w .,()+*/^-]+$/);
  const doc = mathml(tree);
  expect(doc.replaceAll(/<(\/?)(math|mi|mn|mo|mrow|mfrac|msup|msub|msqrt)(?: [a-z]+="[a-z]+")*>|&#x206[12];/g, '')).toMatch(/^[\w.πθ +−·/(),|]*$/);
  return true;
}

const token = fc.constantFrom(
  'x', 'y', 'a', 'theta1', 'θ₂', 'pi', 'π', '2', '3', '0', '1', '.5', '1e3', '7', '0.3', '1e-40', '3.4e38', '+', '-', '*', '/', '^', '(', ')', ',', '+', '-', '*', '(', ')', ' ', '\t', '\n',
  'max(', 'min(', 'abs(', 'sqrt(', 'exp(', 'log(', 'sin(', 'cos(', 'sign(', '^2', '^-3', '^16', '^17', '^0', '**', '1e999', '1e39', '1e',
);
const attack = fc.constantFrom(
  'x; }', '}', '{', ';', '//', '/*', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf()', 'let', 'fn', 'loop {}', 'discard', 'eval(', 'alert(1)', 'import', '=>', '`', '"', "'", '\\', '<script>',
  '&lt;', '<!--', ']]>', 'p.x', 'parameters[0]', 'u32(1)', '@compute', 'π', '²', '٣', '１', '𝑥', '√x', '−x', '\u0000', '\u202e', '\ud800', '\ufeff', '\u2028', 'Infinity', 'NaN', 'undefined', '0x1f', '1n', '1_000', 'x.y', 'x[0]', 'x!', 'x%y', 'x&y', 'x=1',
);
// Grammatical strings, so that much of what is tried gets past the parser.
const grammatical = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof({ maxDepth: 5 },
    fc.constantFrom('x', 'y', 'a', 'theta1', 'pi', '2', '0', '1', '0.5', '3', '1e20', '1e-30', '-1'),
    fc.tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', '^', ' - -', '^-'), tie('text')).map((three) => three.join('')),
    fc.tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', '^'), tie('text')).map((three) => `(${three.join(' ')})`),
    fc.tuple(tie('text'), fc.constantFrom('2', '3', '-2', '5', '16', '17', '1e9', '0.5')).map(([base, power]) => `(${base})^${power}`),
    fc.tuple(fc.constantFrom('abs', 'sqrt', 'exp', 'log', 'sin', 'cos', 'sign'), tie('text')).map(([fn, inner]) => `${fn}(${inner})`),
    fc.tuple(fc.constantFrom('max', 'min'), tie('text'), tie('text')).map(([fn, a, b]) => `${fn}(${a}, ${b})`)),
})).text;

describe('whatever a reader types is a formula or one sentence', () => {
  // Ten thousand strings in all, of five kinds, with the least number that must be formulas.
  const at = (text: string, place: number) => place % (text.length + 1);
  test.each<[string, fc.Arbitrary<string>, number, number]>([
    ['tokens', fc.array(token, { maxLength: 24 }).map((parts) => parts.join('')), 4500, 100],
    ['formulas', grammatical, 1500, 700],
    ['attacks', fc.array(fc.oneof(token, attack), { maxLength: 12 }).map((parts) => parts.join('')), 2000, 0],
    ['any text', fc.string({ unit: 'binary', maxLength: 40 }), 1000, 0],
    ['formulas with an attack inside', fc.tuple(grammatical, attack, fc.nat()).map(([text, bad, place]) => text.slice(0, at(text, place)) + bad + text.slice(at(text, place))), 1000, 0],
  ])('%s', (_, strings, numRuns, least) => {
    let formulas = 0;
    fc.assert(fc.property(strings, (text) => { if (read(text)) formulas += 1; }), { numRuns });
    expect(formulas).toBeGreaterThanOrEqual(least);
  });

  test.each([
    'x; }', '__proto__', 'constructor', 'constructor(1)', '__proto__(x)', 'hasOwnProperty(x)', 'toString', 'valueOf()', 'x /* y */', 'x // y', 'p.x', 'x[0]', 'x, y', '<script>alert(1)</script>', 'eval(x)', 'x\u0000y', 'x²', '１+x', '\ud800', '',
  ])('refuses %s', (text) => expect(read(text)).toBe(false));
});

describe('size', () => {
  const nest = (times: number, around: (inner: string) => string, inner = 'x') => Array.from({ length: times }).reduce((text: string) => around(text), inner);
  const chain = (times: number, link: string, by: string) => Array(times).fill(link).join(by);
  test.each<[string, string]>([
    ['a sum of a thousand ones', chain(1000, '1', '+')], ['of a thousand x', chain(1000, 'x', '+')], ['a product of a thousand', chain(1000, 'x', '*')], ['quotients of a thousand', chain(1000, 'x', '/')],
    ['products and quotients', chain(400, 'x*y', '/')], ['a tower of powers', chain(100, 'x', '^')], ['a hundred brackets', nest(100, (t) => `(${t})`)], ['a hundred signs', `${'-'.repeat(100)}x`],
    ['nested max', nest(99, (t) => `max(${t},y)`)], ['nested min on the right', nest(99, (t) => `min(y,${t})`)], ['nested exp', nest(99, (t) => `exp(${t})`)], ['nested roots', nest(99, (t) => `sqrt(${t})`)],
    ['nested squares', nest(99, (t) => `(${t})^2`)], ['nested powers', nest(60, (t) => `(${t})^1024`)], ['nested quotients', nest(99, (t) => `y/(${t})`)], ['Horner', nest(99, (t) => `(${t})*x+1`)],
    ['products of sums', nest(99, (t) => `(x+${t})*y/a`)],
  ])('%s is read', (_, text) => expect(read(text)).toBe(true));
  test.each<[string, string, string]>([
    ['a long sum', chain(1001, 'x', '+'), 'characters'], ['many nodes', chain(400, '--x', '+'), 'more than 2000 numbers'], ['deep brackets', nest(101, (t) => `(${t})`), 'nested more than 100 deep'], ['a high tower', chain(102, 'x', '^'), 'nested more than 100'],
    ['very long', 'x'.repeat(1e6), 'characters'], ['only opening', '('.repeat(2000), 'nested more than'], ['only signs', '-'.repeat(2000), 'nested more than'],
  ])('%s is refused', (_, text, sentence) => {
    expect(() => parse(text, NAMES)).toThrow(FormulaError);
    expect(() => parse(text, NAMES)).toThrow(sentence);
  });
  test('the length of the shader grows with the formula, not with its paths', () => {
    for (const times of [20, 40, 80]) {
      const tree = parse(nest(times, (t) => `max(${t},sin(${t.length % 7}*y))`), NAMES);
      const slope = derivative(tree, 'x');
      const { lets, texts } = wgslBody([tree, slope, derivative(slope, 'y')], TEXTS);
      expect(lets.length + texts.join('').length).toBeLessThan(400 * times);
    }
    expect(() => wgsl(derivative(parse(nest(99, (t) => `max(${t},x)`), NAMES), 'x'), TEXTS)).toThrow(FormulaError);
  });
  test('no expression is deep', () => {
    for (const text of [chain(1000, 'x', '+'), chain(700, 'x', '/'), nest(49, (t) => `y/(1+(${t}))`), nest(99, (t) => `sin(${t})`)]) {
      const tree = parse(text, NAMES);
      const { lets, texts } = wgslBody([tree, derivative(tree, 'x')], TEXTS);
      let depth = 0, most = 0;
      for (const sign of lets + texts.join('')) most = Math.max(most, (depth += sign === '(' ? 1 : sign === ')' ? -1 : 0));
      expect(most).toBeLessThan(60);
    }
  });
});
