import { expect, test } from 'vitest';
import { coordinates, figures } from '../../src/geometry/number.ts';
import { inLanguage, numeralsOf, typed } from '../../src/geometry/numerals.ts';
import { ticks } from '../../src/geometry/ticks.ts';
import { renderSvg } from '../../src/core.ts';

test('decimal signs and digits as Intl.NumberFormat has them, whatever our own rounding', () => {
  for (const lang of ['de', 'fr', 'pt-BR', 'de-CH', 'ar-EG', 'fa', 'hi-IN-u-nu-deva', 'ja', 'en-GB', 'es']) {
    const format = new Intl.NumberFormat(lang, { useGrouping: false, maximumFractionDigits: 4 });
    for (const value of [0, 1, 0.25, 12.5, 1234.5678, 90.0625]) expect(inLanguage(lang, () => figures(value, 8)), `${lang}`).toBe(format.format(value));
  }
  expect(inLanguage('de', () => figures(-1.5e-7))).toBe('−1,5e−7');
  expect(inLanguage('de', () => figures(Infinity))).toBe('∞');
});

test('a pair is told from its decimals', () => {
  expect(inLanguage('de', () => coordinates([0.99, 0]))).toBe('(0,99; 0)');
  expect(inLanguage('en', () => coordinates([0.99, 0]))).toBe('(0.99, 0)');
  expect(inLanguage('ar-EG', () => coordinates([-1.5, 0]))).toBe(`(−${new Intl.NumberFormat('ar-EG').format(1.5)}; ${new Intl.NumberFormat('ar-EG').format(0)})`);
});

test('ticks; and languages within languages, also after an error', () => {
  expect(inLanguage('fr', () => ticks(0, 1, 4).map(({ text }) => text))).toEqual(['0,0', '0,5', '1,0']);
  expect(inLanguage('de', () => [figures(0.5), inLanguage('en', () => figures(0.5)), figures(0.5)])).toEqual(['0,5', '0.5', '0,5']);
  expect(() => inLanguage('de', () => { throw new Error('so'); })).toThrow('so');
  expect(figures(0.5)).toBe('0.5'); // nothing of a language lasts
  expect(numeralsOf('no language at all')).toEqual(numeralsOf(''));
});

test('what a reader types: the language’s own decimal sign where it can mean nothing else', () => {
  expect(typed('1,5', 'de')).toBe('1.5');
  expect(typed(' −0,25 ', 'fr')).toBe('-0.25');
  expect(typed('1.5', 'de')).toBe('1.5');
  for (const doubtful of ['1.234,5', '1,2,3', 'max(1,2)', 'x']) expect(typed(doubtful, 'de')).toBe(doubtful);
  expect(typed('1,5', 'en')).toBe('1,5');
  expect(typed(new Intl.NumberFormat('ar-EG').format(2.5), 'ar-EG')).toBe('2.5');
});

test('a printed figure in a language: its numbers, and not its outlines', () => {
  const problem = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 } as const;
  const [plain, german] = [renderSvg(problem), renderSvg(problem, { lang: 'de' })];
  expect(german).toContain('(0,99; 0)');
  expect(german).not.toMatch(/>[^<]*\d\.\d[^<]*</);
  const outlines = (svg: string) => [...svg.matchAll(/ d="([^"]*)"/g)].map(([, d]) => d);
  expect(outlines(german)).toEqual(outlines(plain));
  expect(() => renderSvg(problem, { lang: 7 } as never)).toThrow('lang is 7; allowed is a language tag');
});
