import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formulaShader } from '../../src/field/shader.ts';
import { Complaint } from '../../src/problem/complaint.ts';
import { formulasOf } from '../../src/problem/formulas.ts';
import { readLoss } from '../../src/problem/read-loss.ts';

// Everything that a generated function may hold: a formula's own names never reach the shader, only their places do.
const KNOWN = new Set(['fn', 'let', 'return', 'loss', 'loss_slope', 'p', 'x', 'y', 'z', 'w', 'vec2f', 'f32', 'parameters', 'abs', 'safe_sqrt', 'exp', 'log', 'sin', 'cos', 'max', 'min', 'sign', 'step', 'select',
  'power2', 'power3', 'power4', 'power_whole', 'safe_pow', 'true', 'false']);
const PIECE = fc.oneof(
  { arbitrary: fc.constantFrom('x', 'y', '2', '+', '*', '-', 'abs(', ')', '^2'), weight: 4 },
  { arbitrary: fc.constantFrom('a', '1e3', '/', '^', '(', ',', ' ', 'max(', 'sqrt(', 'exp(', ' where ', 'a = 1', ';', '}', '{', '@', '/*', '*/', '//', '\n', '\u2028', '\u202E', '"', '<b>', 'discard', 'fn', 'var<storage>', 'evil', '__proto__', 'constructor', '🙂'), weight: 1 },
);

test('whatever a stranger writes as a formula is refused in one sentence, or becomes a shader of known words only', () => {
  let accepted = 0, refused = 0;
  const judge = (text: string) => {
    let loss;
    try {
      loss = readLoss(`formula: ${text}`);
    } catch (error) {
      expect(error).toBeInstanceOf(Complaint);
      expect((error as Error).message).toMatch(/^[^\n\r\u2028\u202E]+\.$/);
      refused += 1;
      return;
    }
    accepted += 1;
    const code = formulaShader(formulasOf({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 })!);
    const own = code.slice(code.indexOf('fn loss('), code.indexOf('fn penalty('));
    for (const [word] of own.matchAll(/[A-Za-z_][A-Za-z_0-9]*/g)) if (!/^(part|e)?\d*[fu]?$/.test(word)) expect(KNOWN).toContain(word);
    expect(own).toMatch(/^[\w\s().,;:{}[\]+\-*/<>=&|!]*$/);
    expect(own).not.toMatch(/\/\*|\/\/|@|\bvar\b/);
  };
  for (const text of ['x^2 + y^2', 'a*x^4 + abs(y) where a = 2', 'max(x, y) + exp(-x)', 'sqrt(x^2 + evil) where evil = 1']) judge(text);
  expect(accepted).toBe(4);
  fc.assert(fc.property(fc.array(PIECE, { minLength: 1, maxLength: 9 }), (pieces) => judge(pieces.join(''))), { numRuns: 3000 });
  expect(accepted).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(1000);
});
