import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closure } from '../../src/formula/closure.ts';
import { binary, name, number, type Tree } from '../../src/formula/tree.ts';
import { readQuestion } from '../../src/solver/lagrange/question.ts';
import { tidy, workingOf } from '../../src/solver/lagrange/working.ts';

/** What is written, without its markup: fractions as [a b], powers as {a b}. */
const plain = (mathml: string) => mathml.replaceAll('<mfrac>', '[').replaceAll('</mfrac>', ']').replaceAll('<msup>', '{').replaceAll('</msup>', '}')
  .replaceAll('<msub><mi>θ</mi><mn>1</mn></msub>', 'x').replaceAll('<msub><mi>θ</mi><mn>2</mn></msub>', 'y').replaceAll(/<[^>]+>|&#x2062;/g, '');
const write = (objective: string, g: string, level: number) => {
  const { lagrangian, slopes } = workingOf(readQuestion({ objective, constraints: [{ g, level, relation: '=' }], sense: 'minimise', window: { x: [-2, 2], y: [-2, 2] } }));
  return [lagrangian, ...slopes].map(plain);
};

test('J − λ(g − k) and its two slopes, as by hand', () => {
  expect(write('x*y', 'x^2+y^2', 1)).toEqual(['xy−λ({x2}+{y2}−1)', 'y−2λx', 'x−2λy']);
  expect(write('(x-1)^2+y^2', 'x^2+y^2', 4)).toEqual(['{(x−1)2}+{y2}−λ({x2}+{y2}−4)', '2(x−1)−2λx', '2y−2λy']);
  expect(write('x', 'y^2-x^3', 0)).toEqual(['x−λ({y2}−{x3})', '1+3λ{x2}', '−2λy']);
  expect(write('x^2*y', 'x^2+2*y^2', -6)).toEqual(['{x2}y−λ({x2}+2{y2}+6)', '2xy−2λx', '{x2}−4λy']);
  expect(write('x^2/2', 'y', 0)).toEqual(['[{x2}2]−λy', 'x', '−λ']);
});

test('numbers whose product overflows are left as they are', () => {
  const [big, x] = [number(1e200), name('x')];
  const times = (left: Tree, right: Tree): Tree => ({ kind: 'binary', operator: '*', left, right });
  expect(closure(tidy(times(times(big, x), big)), ['x', 'y'])([1e-300, 1])).toBe(Infinity);
});

test('a tidy tree has the same values', () => {
  const leaf = fc.oneof(fc.constantFrom(name('x'), name('y')), fc.integer({ min: -6, max: 6 }).map(number));
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, leaf, fc.tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), tie('tree'), tie('tree')).map(([operator, a, b]): Tree => ({ kind: 'binary', operator, left: a, right: b })), tie('tree').map((a) => binary('^', a, number(2)))),
  }));
  fc.assert(fc.property(tree, fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: 0.5, max: 2, noNaN: true }), (given, x, y) => {
    const before = closure(given, ['x', 'y'])([x, y]), after = closure(tidy(given), ['x', 'y'])([x, y]);
    fc.pre(Number.isFinite(before) && Math.abs(before) < 1e6);
    expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(before)));
  }), { numRuns: 500 });
});
