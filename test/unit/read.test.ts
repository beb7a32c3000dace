import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import { readProblem } from '../../src/problem/read.ts';
import { solve } from '../../src/solver/solve.ts';

const good = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 };

test.each([
  [{ lambda: -1 }, 'lambda is -1; allowed is a number from 0 on.'],
  [{ lambda: Number.NaN }, 'lambda is NaN'],
  [{ penalty: { kind: 'l3' } }, 'penalty is “l3”; allowed are l1, l2, l2-norm.'],
  [{ penalty: { kind: 'constructor' } }, 'penalty is “constructor”'],
  [{ form: 'bound' }, 'form is “bound”; allowed are penalty and constraint.'],
  [{ form: 'constraint' }, 'budget is nothing'],
  [{ loss: { ...good.loss, curvature: [[1, 2], [2, 1]] } }, 'bends downward'],
  [{ loss: { ...good.loss, curvature: [[1, 2], [3, 9]] } }, 'not symmetric'],
  [{ loss: { ...good.loss, minimizer: [1] } }, 'minimizer is [1]'],
  [{ loss: { kind: 'squared', X: [[1, 2]], y: [] } }, '1 rows X and 0 targets'],
  [{ loss: { kind: 'squared', X: [[1, null]], y: [1] } }, 'Row 1 of X is [1,null]'],
  [{ loss: 'cubic' }, 'loss is “cubic”; allowed are quadratic and squared.'],
])('%j is refused: %s', (change, message) => expect(() => readProblem({ ...good, ...change })).toThrow(message));

test('anything at all is a problem that solves, or a complaint', () => {
  const number = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }));
  const any = fc.oneof(fc.anything(), fc.record({
    loss: fc.record({ kind: fc.constant('quadratic'), minimizer: fc.array(number, { maxLength: 3 }), curvature: fc.array(fc.array(number, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 }) }),
    penalty: fc.record({ kind: fc.constantFrom('l1', 'l2', 'l2-norm', '__proto__') }),
    form: fc.constantFrom('penalty', 'constraint'), lambda: number, budget: number,
  }));
  fc.assert(fc.property(any, (value) => {
    let problem;
    try {
      problem = readProblem(value);
    } catch (error) {
      expect(error).toBeInstanceOf(Complaint);
      return;
    }
    expect(Array.isArray(solve(problem).theta)).toBe(true);
  }), { numRuns: 2000 });
});
