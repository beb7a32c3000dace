import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/data/csv.ts';
import { squaredLoss } from '../../src/data/standardise.ts';
import { Complaint } from '../../src/problem/complaint.ts';
import { solve } from '../../src/solver/solve.ts';

const text = readFileSync(new URL('../../demo/data/diabetes.csv', import.meta.url), 'utf8');
const { problems } = JSON.parse(readFileSync(new URL('../references/a6_diabetes_pair.json', import.meta.url), 'utf8'));

describe('two features of the diabetes data agree with scikit-learn', () => {
  const table = parseCsv(text);
  for (const { id, problem, tolerance, cases } of problems) {
    test(id, () => {
      const both = { loss: squaredLoss(table, problem.features, problem.target), penalty: problem.penalty };
      for (const { lambda, t, expected } of cases) {
        const found = solve(t === undefined ? { ...both, form: 'penalty', lambda } : { ...both, form: 'constraint', budget: t });
        expect(Math.abs(found.theta[0] - expected.theta[0])).toBeLessThanOrEqual(tolerance.theta);
        expect(Math.abs(found.theta[1] - expected.theta[1])).toBeLessThanOrEqual(tolerance.theta);
        if (t === undefined) expect(Math.abs(found.objective - expected.value)).toBeLessThanOrEqual(tolerance.value);
        else expect(Math.abs(found.lambda! / expected.lambda - 1)).toBeLessThanOrEqual(tolerance.lambda_rel);
        expect(found.certificate.holds).toBe(true);
      }
    });
  }
});

describe('CSV', () => {
  test('quotes, CRLF, a byte order mark, semicolons', () => {
    expect(parseCsv('\ufeff"a b";c\r\n"1\n""2""";3\r\n')).toEqual({ names: ['a b', 'c'], rows: [['1\n"2"', '3']] });
  });
  test.each([
    ['', 'is empty'], ['a,b\n', 'is empty'], ['<!doctype html><p>404', 'is a web page'], ['a,b\n1\n', 'has 1 cells'], ['a,b\n"1,2', 'never closed'],
  ])('refuses %j', (csv, message) => {
    expect(() => parseCsv(csv)).toThrow(Complaint);
    expect(() => parseCsv(csv)).toThrow(message);
  });
  test.each([
    ['a,b,y\n1,2,3\n4,oops,6', 'Row 2 of the column “b” is “oops”'], ['a,b,y\n1,2,3\n1,3,4', 'The column “a” is constant'],
    ['a,c,y\n1,2,3', 'names “b”'], ['a,b,y\n1,,3', 'is nothing'], ['a,b,y\n1,NaN,3', '“NaN”'], ['a,b,y\n1,1e999,3', '“1e999”'],
  ])('%j cannot be fitted', (csv, message) => expect(() => squaredLoss(parseCsv(csv), ['a', 'b'], 'y')).toThrow(message));
});
