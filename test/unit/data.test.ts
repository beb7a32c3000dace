import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { columnSteps, parseCsv, type Columns } from '../../src/data/csv.ts';
import { samplesOf, samplesSteps, squaredLoss } from '../../src/data/standardise.ts';
import { Complaint } from '../../src/problem/complaint.ts';
import { lossOfSamples } from '../../src/problem/read-loss.ts';
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

test('a large file is read in short steps, and only the columns that are asked for are kept', () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `${i % 7},${(i * 31) % 11},"${i % 2}",long text of no use`);
  const text = `a,b,y,note\n${lines.join('\n')}`;
  const count = (steps: Generator<void, unknown>) => { let pauses = 0; for (;;) { const { done, value } = steps.next(); if (done) return { steps: pauses, value }; pauses += 1; } };
  const read = count(columnSteps(text, ['a', 'b', 'y']));
  expect(read.steps).toBe(30); // one for 2000 rows
  const columns = read.value as Columns;
  expect(columns('b', 'features')[59_999]).toBe((59_999 * 31) % 11);
  expect(() => columns('note', 'target')).toThrow('target names “note”'); // not asked for, so not kept
  const made = count(samplesSteps(columns, 'logistic', { features: ['a', 'b'], target: 'y', standardise: true }));
  expect(made.steps).toBeGreaterThan(3);
  expect(made.value).toEqual(samplesOf(parseCsv(text), 'logistic', { features: ['a', 'b'], target: 'y', standardise: true }));
});

test('a huber delta that is no size is refused, also where the rows come from a table', () => {
  const { X, y } = samplesOf(parseCsv('a,b,y\n1,2,3\n2,1,4\n3,5,1'), 'huber', { features: ['a', 'b'], target: 'y', standardise: true });
  expect(() => lossOfSamples('huber', { X, y }, { delta: 0 })).toThrow('loss huber has the delta 0; allowed is a number above 0.');
});
