import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closure } from '../../src/formula/closure.ts';
import { mathml } from '../../src/formula/mathml.ts';
import { parse } from '../../src/formula/parse.ts';
import { python } from '../../src/formula/python.ts';
import { r } from '../../src/formula/r.ts';

const NAMES = ['x', 'y', 'a', 'w1', 'lambda', 'd', 'steepness'];
const read = (text: string) => parse(text, NAMES);

describe('Python and R', () => {
  test.each<[string, string, string]>([
    ['a + x - y', 'a + x - y', 'a + x - y'], ['a + (x - y)', 'a + x - y', 'a + x - y'], ['a - (x + y)', 'a - (x + y)', 'a - (x + y)'], ['a - (x - y)', 'a - (x - y)', 'a - (x - y)'],
    ['a*x/y', 'a*x/y', 'a*x/y'], ['a*(x/y)', 'a*x/y', 'a*x/y'], ['a/(x*y)', 'a/(x*y)', 'a/(x*y)'], ['a/(x/y)', 'a/(x/y)', 'a/(x/y)'], ['(a*x)*y', 'a*x*y', 'a*x*y'],
    ['(a + x)*y', '(a + x)*y', '(a + x)*y'], ['a + x*y', 'a + x*y', 'a + x*y'], ['(a*x)^2', '(a*x)**2', '(a*x)^2'], ['a*x^2', 'a*x**2', 'a*x^2'],
    ['x^y^2', 'x**y**2', 'x^y^2'], ['(x^y)^2', '(x**y)**2', '(x^y)^2'], ['x^(y + 1)', 'x**(y + 1)', 'x^(y + 1)'], ['x^(y*2)', 'x**(y*2)', 'x^(y*2)'], ['x^-2', 'x**-2', 'x^-2'], ['x^-y', 'x**-y', 'x^-y'],
    ['-x^2', '-x**2', '-x^2'], ['(-x)^2', '(-x)**2', '(-x)^2'], ['(-3)^2', '(-3)**2', '(-3)^2'], ['-3^2', '-3**2', '-3^2'], ['-(x*y)', '-(x*y)', '-(x*y)'], ['-x*y', '-x*y', '-x*y'], ['--x', '-(-x)', '-(-x)'],
    ['a - -3', 'a - (-3)', 'a - (-3)'], ['x*-y', 'x*(-y)', 'x*(-y)'], ['0 - x', '-x', '-x'],
    ['max(x, 0) + min(x, y)', 'max(x, 0) + min(x, y)', 'pmax(x, 0) + pmin(x, y)'], ['sqrt(x^2) + log(exp(x))', 'math.sqrt(x**2) + math.log(math.exp(x))', 'sqrt(x^2) + log(exp(x))'],
    ['abs(x)^0.5', 'abs(x)**0.5', 'abs(x)^0.5'], ['sin(pi*x)', 'math.sin(math.pi*x)', 'sin(pi*x)'], ['-pi', '-math.pi', '-pi'], ['sign(x)', '(lambda s: (s > 0) - (s < 0))(x)', 'sign(x)'],
    ['3e-7*x + 1e21', '3e-7*x + 1e+21', '3e-7*x + 1e+21'], ['lambda*d', 'lambda_*d', 'lambda*d'], ['theta1 + theta2', 'x + y', 'x + y'],
  ])('%s', (text, inPython, inR) => {
    expect(python(read(text))).toBe(inPython);
    expect(r(read(text))).toBe(inR);
  });

  test('names may be given another text', () => {
    expect(python(read('theta1^2 + a'), { x: 'theta[0]' })).toBe('theta[0]**2 + a');
    expect(r(read('theta1^2 + a'), { x: 'theta[1]' })).toBe('theta[1]^2 + a');
  });

  const grammatical = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof({ maxDepth: 6 },
      fc.constantFrom('x', 'y', 'a', 'w1', 'pi', '2', '0.5', '3', '-1', '-x', '2e-3'),
      fc.tuple(tie('text'), fc.constantFrom(' + ', ' - ', '*', '/', '^', '*'), tie('text')).map(([a, sign, b]) => `(${a})${sign}(${b})`),
      fc.tuple(tie('text'), fc.constantFrom('2', '3', '-2', '0.5')).map(([base, power]) => `(${base})^${power}`),
      tie('text').map((inner) => `-(${inner})`),
      fc.tuple(fc.constantFrom('abs', 'sqrt', 'exp', 'log', 'sin', 'cos', 'sign'), tie('text')).map(([fn, inner]) => `${fn}(${inner})`),
      fc.tuple(fc.constantFrom('max', 'min'), tie('text'), tie('text')).map(([fn, a, b]) => `${fn}(${a}, ${b})`)),
  })).text;
  const values = [0.7, -1.3, 0.4, 2.1, 1, 1, 1];
  const fromPython = (text: string) => text.replaceAll('(lambda s: (s > 0) - (s < 0))', 'sign').replaceAll('math.', '').replaceAll('**', '^').replaceAll('lambda_', 'lambda');
  const fromR = (text: string) => text.replaceAll(/p(max|min)\(/g, '$1(');

  // Brackets of a + (b + c) and a (b c) go, so values may differ by rounding: sin and exp of a large number make much of it.
  test('read back, they have the value they had, and again the same text', () => {
    let read = 0;
    fc.assert(fc.property(grammatical, (text) => {
      let tree;
      try { tree = parse(text, NAMES); } catch { return; } // a constant part out of range
      const value = closure(tree, NAMES)(values);
      for (const [write, back] of [[python, fromPython], [r, fromR]] as const) {
        const written = write(tree);
        const again = parse(back(written), NAMES);
        expect(write(again)).toBe(written);
        if (!Number.isFinite(value) || Math.abs(value) > 1e6) continue;
        read += 1;
        const near = closure(again, NAMES)(values.map((given) => given * (1 + 1e-15)));
        const off = Math.abs(closure(again, NAMES)(values) - value);
        // an exponent that is whole only by chance has no value beside it
        if (!Number.isNaN(near)) expect(off).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)) + 1e3 * Math.abs(near - value));
      }
    }), { numRuns: 1500 });
    expect(read).toBeGreaterThan(800);
  });

  test('no pair of brackets can go', () => {
    // Without one pair, the text either cannot be read or has another value; save around a negative operand on the right.
    fc.assert(fc.property(grammatical, (text) => {
      let tree;
      try { tree = parse(text, NAMES); } catch { return; }
      const written = r(tree).replaceAll(/p(max|min)\(/g, '$1(');
      const value = closure(tree, NAMES)(values);
      for (let open = 0; open < written.length; open += 1) {
        if (written[open] !== '(' || /[a-z]/.test(written[open - 1] ?? '') || written[open + 1] === '-') continue;
        let depth = 0, close = open;
        for (; close < written.length; close += 1) if ((depth += written[close] === '(' ? 1 : written[close] === ')' ? -1 : 0) === 0) break;
        let without;
        try { without = r(parse(written.slice(0, open) + written.slice(open + 1, close) + written.slice(close + 1), NAMES)); } catch { continue; }
        expect(without, `${written} at ${open}, ${value}`).not.toBe(r(tree));
      }
    }), { numRuns: 700 });
  });
});

/** MathML back to a plain line: fractions [a|b], powers a^{b}, indices a_b, roots √{a}, invisible products ⋅. */
function plain(text: string): string {
  let at = 0;
  const children = (end: string): string[] => {
    const list: string[] = [];
    while (!text.startsWith(`</${end}>`, at)) list.push(element());
    at += end.length + 3;
    return list;
  };
  const element = (): string => {
    const [open, tag] = /^<(\w+)(?: [a-z]+="[a-z]+")*>/.exec(text.slice(at))!;
    at += open!.length;
    if (['mi', 'mn', 'mo'].includes(tag!)) {
      const close = text.indexOf(`</${tag}>`, at);
      const inner = text.slice(at, close);
      at = close + tag!.length + 3;
      return inner.replace('&#x2062;', '⋅').replace('&#x2061;', '');
    }
    const list = children(tag!);
    if (['mfrac', 'msup', 'msub'].includes(tag!)) expect(list).toHaveLength(2);
    switch (tag) {
      case 'mfrac': return `[${list[0]}|${list[1]}]`;
      case 'msup': return `${list[0]}^{${list[1]}}`;
      case 'msub': return `${list[0]}_${list[1]}`;
      case 'msqrt': return `√{${list.join('')}}`;
      case 'mrow': case 'math': return list.join('');
      default: throw new Error(`unknown element ${tag}`);
    }
  };
  const line = element();
  expect(at).toBe(text.length);
  return line;
}

describe('MathML', () => {
  test.each<[string, string]>([
    ['x + y', 'θ_1+θ_2'], ['abs(x) + abs(y)', '|θ_1|+|θ_2|'], ['abs(x)^0.5', '|θ_1|^{0.5}'], ['x^2 + y^2', 'θ_1^{2}+θ_2^{2}'], ['sqrt(x^2 + y^2)', '√{θ_1^{2}+θ_2^{2}}'],
    ['(x + 1)/(y - 2)', '[θ_1+1|θ_2−2]'], ['(x/2)^3', '([θ_1|2])^{3}'], ['x/2*y', '[θ_1|2]⋅θ_2'], ['1/2/x', '[[1|2]|θ_1]'],
    ['a*(x - w1)^2', 'a⋅(θ_1−w_1)^{2}'], ['2*x*3', '2⋅θ_1·3'], ['a*2^x', 'a·2^{θ_1}'], ['x*(1/2)', 'θ_1·[1|2]'],
    ['-x^2', '−θ_1^{2}'], ['(-x)^2', '(−θ_1)^{2}'], ['-x*y', '−θ_1⋅θ_2'], ['-(x*y)', '−θ_1⋅θ_2'], ['-(x + y)', '−(θ_1+θ_2)'], ['a - -3', 'a−(−3)'], ['a*-3', 'a⋅(−3)'], ['a*(-3*x)', 'a⋅(−3⋅θ_1)'], ['--x', '−(−θ_1)'],
    ['a - (x - y)', 'a−(θ_1−θ_2)'], ['a + (x + y)', 'a+θ_1+θ_2'], ['x^y^2', 'θ_1^{θ_2^{2}}'], ['(x^y)^2', '(θ_1^{θ_2})^{2}'], ['x^-2', 'θ_1^{−2}'], ['(-3)^x', '(−3)^{θ_1}'],
    ['exp(-abs(x)) + log(1 + y)', 'e^{−|θ_1|}+log(1+θ_2)'], ['max(-x, 0)', 'max(−θ_1,0)'], ['sign(x)', 'sgn(θ_1)'], ['pi*x', 'π⋅θ_1'], ['3e-7*x', '3·10^{−7}⋅θ_1'], ['x^3e20', 'θ_1^{3·10^{20}}'], ['1e21', '10^{21}'],
    ['lambda*steepness', 'λ⋅steepness'], ['log(x)^2', '(log(θ_1))^{2}'], ['sqrt(x)^3', '√{θ_1}^{3}'],
  ])('%s', (text, line) => expect(plain(mathml(read(text)))).toBe(line));

  test('the markup itself, as a review sees it', () => {
    expect(mathml(read('abs(x)/2'))).toMatchInlineSnapshot(`"<math><mfrac><mrow><mo stretchy="true" form="prefix">|</mo><msub><mi>θ</mi><mn>1</mn></msub><mo stretchy="true" form="postfix">|</mo></mrow><mn>2</mn></mfrac></math>"`);
  });

  test('all text is escaped, whatever a name is', () => {
    expect(mathml({ kind: 'name', name: '<b>&"x"' })).toBe('<math><mi>&#60;b&#62;&#38;&#34;x&#34;</mi></math>');
    expect(mathml({ kind: 'name', name: '__proto__' })).toBe('<math><mi>__proto__</mi></math>');
  });
  test('names may be given other markup', () => expect(mathml(read('a*x'), { a: '<mi>t</mi>' })).toContain('<math><mi>t</mi>'));
  test('deep fractions become slashes', () => {
    const text = Array.from({ length: 40 }).reduce((inner: string) => `1/(1 + ${inner})`, 'x');
    expect(plain(mathml(read(text))).match(/\[/g)!).toHaveLength(4);
    expect(mathml(read(text)).match(/<mfrac>/g)!.length).toBe(4);
  });
});
